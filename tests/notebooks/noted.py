"""A small draft whose review notebook is written in, damaged, and collected."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from mnassess.documents.creation import create_document
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import create_workspace
from mnassess.notebooks.build import build_notebook
from mnassess.notebooks.collect import Came, collect_into
from mnassess.review.record import ReviewRecord
from mnassess.review.remarks import live_remarks
from mnassess.review.session import ReviewSession, read_review

Json = dict[str, Any]
DAY = date(2026, 11, 27)
BLANK = "files[a].risks.use.copying.measures"
NAME = "files[a].profile.name"
TITLE = "cover.title"
MEASURES = "・記録媒体への複写は、設定で禁止している。\n・操作の記録を7年間保存している。\n・離席時に画面を施錠する。"
EVIDENCE = {
    "E1": (
        "設定",
        "外部媒体の制御設定",
        "外部の記録媒体の使用は、設定により禁止している。\n例外の登録：なし",
    ),
    "E2": ("規程", "情報システム運用要綱", "第8条　操作の記録は、5年間保存しなければならない。"),
}


def draft(folder: Path, measures: str = MEASURES) -> Path:
    """A full-item report that states these measures, in a workspace with a register."""
    root = folder / "作業"
    create_workspace(root, agency="みほん市長", body="local")
    path = create_document(root, "full-item", name="児童手当に関する事務")
    answer(path, {TITLE: "児童手当に関する事務 全項目評価書", NAME: "児童手当ファイル", BLANK: measures})
    evidence = root / "evidence"
    evidence.mkdir()
    rows = ["id,title,kind,path,collected_on,valid_from,valid_to,department,note"]
    for name, (kind, title, text) in EVIDENCE.items():
        (evidence / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name},{title},{kind},{name}.txt,2026-10-01,,,情報政策課,")
    (evidence / "evidence.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def answer(path: Path, answers: dict[str, str]) -> None:
    """Put answers into the document; its file `a` appears as it is named."""
    assessment = load_document(path).assessment
    for name, value in answers.items():
        if name.startswith("files[a]") and "a" not in assessment.items_of("files"):
            assessment = assessment.with_item("files", "a")
        assessment = assessment.with_answer(name, value)
    save_document(path, assessment)


def built(path: Path, *reviewers: str, name: str = "note.ipynb") -> Path:
    """The review notebook of the document."""
    output = path.parent / name
    build_notebook(path, output, reviewers or ("山田",), as_of=DAY)
    return output


class Clock:
    """Every look at it is a minute later."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 27, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def collected(
    path: Path, *notebooks: Path, writer: str = "", clock: Callable[[], datetime] | None = None
) -> Came:
    """What came home from the notebooks; the review is saved."""
    session = ReviewSession.open(path, "取りまとめ", clock or Clock())
    try:
        came = collect_into(session, load_document(path).assessment, notebooks, writer=writer)
        session.save()
    finally:
        session.abandon()
    return came


def record(path: Path) -> ReviewRecord:
    """The review on the disk."""
    return read_review(path, "full-item").record


def remarks(path: Path) -> list[str]:
    """Every remark that stands: where, whose, what."""
    return [f"{one.path}｜{one.by}｜{one.text}" for one in live_remarks(record(path))]


# --- writing in a notebook ------------------------------------------------------------------------------------


def load(notebook: Path) -> Json:
    found: Json = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in found["cells"]:
        cell["source"] = "".join(cell["source"])
    return found


def save(notebook: Path, content: Json) -> Path:
    notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return notebook


def cells_at(content: Json, path: str, role: str, reviewer: str = "") -> Iterator[int]:
    """Where the cells of a blank stand."""
    for number, cell in enumerate(content["cells"]):
        about = cell["metadata"].get("mnassess", {})
        if (
            about.get("field") == path
            and about.get("role") == role
            and about.get("reviewer", reviewer) == (reviewer or about.get("reviewer", ""))
        ):
            yield number


def cell_at(content: Json, path: str, role: str = "annotation", reviewer: str = "") -> Json:
    """The first such cell."""
    found: Json = content["cells"][next(cells_at(content, path, role, reviewer))]
    return found


def write(notebook: Path, path: str, text: str, reviewer: str = "") -> Path:
    """Type below what stands in an annotation cell."""
    content = load(notebook)
    cell_at(content, path, reviewer=reviewer)["source"] += f"\n{text}"
    return save(notebook, content)


def change(notebook: Path, edit: Callable[[Json], object]) -> Path:
    """Do something to the content of a notebook file."""
    content = load(notebook)
    edit(content)
    return save(notebook, content)
