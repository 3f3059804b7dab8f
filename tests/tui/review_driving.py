"""A small review: three claims, four pieces of evidence, one of which says something else."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from driving import SMALL, Pressed, document, put, screen_after, settled

from mnassess.review.desk import ReviewDesk
from mnassess.review.session import read_review
from mnassess.tui.app import MnassessApp
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.review import ReviewScreen

MOMENT = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=9)))
MEASURES = (
    "・USBメモリなど外部の記録媒体への複写は、システムの設定で禁止している。\n"
    "・操作の記録（アクセスログ）を7年間保存している。\n"
    "・端末は、離席するときに必ず画面を施錠する。"
)
BLANK = "files[a].risks.use.copying.measures"
EVIDENCE = {
    "E1": (
        "設定",
        "外部媒体の制御設定",
        "外部の記録媒体（USBメモリ）の使用は、システムの設定により禁止している。\n例外の登録：なし",
    ),
    "E2": (
        "規程",
        "情報システム運用要綱",
        "第8条　操作の記録（アクセスログ）は、5年間保存しなければならない。\n第9条　記録は毎月点検する。",
    ),
    "E3": ("研修記録", "研修資料", "離席するときは、端末の画面を施錠する。"),
    "E4": ("記録", "会議録", "駐車場の利用について話し合った。"),
}


def reviewed(
    folder: Path, measures: str = MEASURES, more: Mapping[str, tuple[str, str, str]] | None = None
) -> Path:
    """A full-item report that states these measures, in a workspace with a register; `more`: evidence beside that."""
    path = document(folder, "full-item")
    put(path, {"files[a]": None, "files[a].profile.name": "児童手当ファイル", BLANK: measures})
    evidence = path.parents[1] / "evidence"
    evidence.mkdir()
    rows = ["id,title,kind,path,collected_on,valid_from,valid_to,department,note"]
    for name, (kind, title, text) in {**EVIDENCE, **(more or {})}.items():
        (evidence / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name},{title},{kind},{name}.txt,2026-10-01,,,情報政策課,")
    (evidence / "evidence.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def verdicts(path: Path) -> list[str]:
    """Every verdict on record in the order of the claims: its words, code, evidence and quotes."""
    record = read_review(path, "full-item").record
    return [
        f"{one.given.claim_text[:6]} {one.given.code} {'、'.join(one.given.evidence)}"
        f" {'／'.join(quote.text for quote in one.given.quotes)} {one.given.note}".strip()
        for one in record.verdicts
    ]


def drive_review(
    path: Path,
    keys: Iterable[Pressed] = (),
    size: tuple[int, int] = SMALL,
    then: Callable[[MnassessApp], object] | None = None,
    who: str = "山田",
    over: Callable[[ReviewDesk], DeskPage] | None = None,
    prepare: Callable[[ReviewDesk], object] | None = None,
    result: Callable[[str], object] | None = None,
) -> str:
    """As `drive`, in the review of a document, from when its evidence has been read.

    `prepare` says things at the desk first; `over` is a page put over the review screen before the keys, `result` is
    told the claim it ends with.
    """

    async def run() -> str:
        app = MnassessApp(path, who, review=True, clock=lambda: MOMENT)
        app.prepare()
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            while not has_read(app):
                await pilot.pause(0.05)
            await settled(app, pilot)
            if over is not None and app.desk is not None:
                while not isinstance(app.screen, ReviewScreen):
                    await pilot.press("escape")
                if prepare is not None:
                    prepare(app.desk)
                app.desk.save()
                app.push_screen(over(app.desk), lambda claim: result(claim or "") if result else None)
                await settled(app, pilot)
            text = await screen_after(app, pilot, keys)
            if then is not None:
                then(app)
            if app.desk is not None:
                assert app.desk.finish() == ""
                app.desk = None
        app.give_back()
        return text

    return asyncio.run(run())


def drive_page(
    path: Path,
    page: Callable[[ReviewDesk], DeskPage],
    keys: Iterable[Pressed] = (),
    size: tuple[int, int] = SMALL,
    prepare: Callable[[ReviewDesk], object] | None = None,
    then: Callable[[MnassessApp], object] | None = None,
    result: Callable[[str], object] | None = None,
) -> str:
    """As `drive_review`, on a page over the review screen."""
    return drive_review(path, keys, size, then, over=page, prepare=prepare, result=result)


def has_read(app: MnassessApp) -> bool:
    screens = [one for one in app.screen_stack if isinstance(one, ReviewScreen)]
    return all(one.desk.result or one.desk.register_path is None or one.trouble for one in screens)
