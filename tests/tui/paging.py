"""A review with a little evidence, and pages of it driven by keys without the screen they lie on."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from driving import OPERATION, SMALL, Pressed, arrived, press, screen_text, settled

from mnassess.documents.creation import create_document
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import create_workspace
from mnassess.review.desk import ReviewDesk
from mnassess.tui.app import MnassessApp
from mnassess.tui.screens.page import Page

AS_OF = date(2026, 11, 27)
FILES = {
    "規程.txt": "特定個人情報等取扱規程\n（保管）\n第3条　鍵は課長が保管し、貸出しを台帳に記録する。\n（ログ）\n第4条　情報政策課は、操作のログを毎月点検し、その結果を課長に報告する。",
    "点検票.csv": "月,対象,結果,確認者\n4月,操作ログ,業務外の閲覧なし,情報係長\n5月,操作ログ,業務外の閲覧1件。本人に確認し、指導した,情報係長\n",
}
ROWS = (
    "E001,特定個人情報等取扱規程,規程,規程.txt,2026-04-01,,,総務課,",
    "E002,操作ログの点検票（令和8年度）,記録,点検票.csv,2026-10-20,,,情報政策課,",
    "E003,鍵箱,写真,kagi.jpg,2025-11-01,,,市民課,",
    "E004,聴取　情報係長,聴取,,2026-11-12,,,情報政策課,ログの点検は毎月25日頃にしている。",
)


def reviewed(folder: Path, *, with_evidence: bool = True) -> Path:
    """A document with a claim, in a workspace with evidence."""
    root = create_workspace(folder / "ws", agency="みほん市長", body="local").folder
    path = create_document(root, "threshold", name=OPERATION)
    assessment = load_document(path).assessment
    save_document(path, assessment.with_answer("measures.manual_work.rationale", "ログを毎月点検している。"))
    if with_evidence:
        evidence = root / "evidence"
        evidence.mkdir()
        for name, text in FILES.items():
            (evidence / name).write_text(text, encoding="utf-8")
        (evidence / "kagi.jpg").write_bytes(b"\xff\xd8\xff")
        heads = "id,title,kind,path,collected_on,valid_from,valid_to,department,note"
        (evidence / "evidence.csv").write_text("\n".join([heads, *ROWS, ""]), encoding="utf-8-sig")
    return path


def opened(document: Path, *, look: bool = True) -> ReviewDesk:
    """The review of the document; the evidence is read."""
    desk = ReviewDesk.open(document, "見本", as_of=AS_OF)
    result = desk.look() if look else None
    if result:
        desk.take(result)
    return desk


def drive_page(
    desk: ReviewDesk,
    page: Callable[[ReviewDesk], Page[Any]],
    keys: Iterable[Pressed],
    size: tuple[int, int] = SMALL,
) -> tuple[str, list[Any]]:
    """(the screen after the keys, what the page came to: [] while it is open). The keys are those of `drive`."""
    results: list[Any] = []

    async def run() -> str:
        app = MnassessApp(desk.document.parents[1], "見本")
        app.prepare()
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            app.push_screen(page(desk), results.append)
            await settled(app, pilot)
            for key in keys:
                await press(app, pilot, key)
                await pilot.pause()
                await arrived(app, pilot)
            await settled(app, pilot)
            return screen_text(app)

    return asyncio.run(run()), results
