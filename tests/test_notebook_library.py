"""`import mnassess`: a workspace and a document to look into, and nothing touched."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from claiming import report

import mnassess
from mnassess.documents.storage import save_document
from mnassess.documents.workspace import Person, create_workspace
from mnassess.errors import ChangedOutsideError, DocumentError, WorkspaceError
from mnassess.library import DocumentView
from mnassess.review.actions import give_verdict
from mnassess.review.model import Method, VerdictCode
from mnassess.review.session import reviewing

MEASURES = "files[juki].risks.use.copying.measures"
TEXT = "・端末から記録媒体への書き出しは、設定により禁止している。\n・複製の記録は、毎月、課長が点検する。"
REGISTER = "id,title,kind,path,collected_on\nE1,複製の記録,記録,複製.md,2026-10-01\n"
DAY = date(2026, 11, 27)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one full report, one piece of evidence and one verdict."""
    folder = tmp_path / "みほん市"
    create_workspace(folder, agency="みほん市長", body="local", people=(Person(name="点検 花子"),))
    document = folder / "住民基本台帳に関する事務" / "full-item.json"
    document.parent.mkdir()
    answers = {"files[juki].profile.name": "住民基本台帳ファイル", MEASURES: TEXT}
    save_document(document, report(answers))
    (folder / "evidence").mkdir()
    (folder / "evidence" / "evidence.csv").write_text(REGISTER, encoding="utf-8-sig")
    (folder / "evidence" / "複製.md").write_text("複製の記録は、年2回、係長が点検した。", encoding="utf-8")
    with reviewing(document, "点検 花子") as session:
        session.keep(
            give_verdict(
                session.record,
                session.claims[0],
                VerdictCode.SUPPORTED,
                method=Method.TEST,
                by="点検 花子",
                at=session.now(),
                note="書き出しを試した",
            )
        )
    return folder


def opened(folder: Path) -> DocumentView:
    return mnassess.workspace(folder).document("住民基本台帳に関する事務/full-item.json", DAY)


FRAMES = (
    "answers", "problems", "progress", "claims", "evidence", "verdicts", "verdict_history", "findings", "checklist",
    "risk_table", "risk_matrix", "finding_counts", "verification",
)  # fmt: skip


@pytest.mark.parametrize("labels", ["", "ja"])
def test_every_frame_of_a_document_has_rows(folder: Path, labels: str) -> None:
    view = opened(folder)
    assert [name for name in FRAMES if not len(getattr(view, name)(labels=labels))] == []


def test_looking_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    folders = {path for path in folder.rglob("*") if path.is_dir()}
    view = opened(folder)
    for name in FRAMES:
        getattr(view, name)()
    mnassess.workspace(folder).documents()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert {path for path in folder.rglob("*") if path.is_dir()} == folders


def test_looking_needs_no_lock(folder: Path) -> None:
    with reviewing(folder / "住民基本台帳に関する事務" / "full-item.json", "点検 太郎"):
        assert list(opened(folder).verdicts()["by"]) == ["点検 花子"]


def test_the_checks_run_over_the_evidence(folder: Path) -> None:
    found = opened(folder).findings()
    assert list(found[found["evidence"] == "E1"]["code"]) != []


def test_the_documents_of_a_workspace(folder: Path) -> None:
    made = mnassess.workspace(folder).documents()
    assert list(made["path"]) == ["住民基本台帳に関する事務/full-item.json"]
    assert list(made["form"]) == ["full-item"]
    assert (made["answered"] <= made["total"]).all()


def test_a_document_that_cannot_be_read_is_told_beside_the_others(folder: Path) -> None:
    (folder / "住民基本台帳に関する事務" / "threshold.json").write_text("{", encoding="utf-8")
    made = mnassess.workspace(folder).documents()
    assert [bool(one) for one in made["refusal"]] == [True, False]
    assert made["total"].isna().tolist() == [True, False]


def test_changes_from_another_version(folder: Path, tmp_path: Path) -> None:
    save_document(
        tmp_path / "before.json", report({"files[juki].profile.name": "旧ファイル", MEASURES: TEXT})
    )
    made = opened(folder).changes_from(tmp_path / "before.json")
    assert made[["change", "before", "after"]].to_numpy().tolist() == [
        ["changed", "旧ファイル", "住民基本台帳ファイル"]
    ]


def test_a_report_that_changed_since_it_was_opened_is_not_mixed_with_its_review(folder: Path) -> None:
    view = opened(folder)
    save_document(view.path, view.assessment.with_answer("cover.title", "別の題"))
    with pytest.raises(ChangedOutsideError, match="開いた後に変更されました"):
        view.claims()
    assert len(opened(folder).claims()) == 2


def test_what_is_not_there_is_refused_in_one_sentence(folder: Path) -> None:
    with pytest.raises(WorkspaceError, match="この作業フォルダーにない評価書です"):
        mnassess.workspace(folder).document("どこか/full-item.json")
    with pytest.raises(WorkspaceError):
        mnassess.workspace(folder / "住民基本台帳に関する事務")
    with pytest.raises(DocumentError):
        mnassess.document(folder / "mnassess.toml")


def test_importing_mnassess_loads_no_heavy_library() -> None:
    program = "import sys, mnassess, mnassess.library; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {"pandas", "matplotlib", "textual", "docx", "xlsxwriter"}


def test_importing_mnassess_alone_loads_nothing_of_it() -> None:
    program = "import sys, mnassess; print(*(n for n in sys.modules if n.startswith('mnassess')))"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["mnassess"]


def test_every_name_offered_is_there() -> None:
    assert [name for name in mnassess.__all__ if getattr(mnassess, name, None) is None] == []


def test_the_page_about_it_names_every_method() -> None:
    page = (Path(__file__).parents[1] / "docs" / "library.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)\(", page, re.MULTILINE))
    methods = {name for name, one in vars(DocumentView).items() if callable(one) and not name.startswith("_")}
    assert told == methods


def test_every_picture_of_a_document_can_be_drawn(folder: Path) -> None:
    view = opened(folder)
    for name in ("risk_matrix", "progress", "findings", "evidence_age", "verification"):
        assert "image/png" in getattr(view, f"draw_{name}")()._repr_mimebundle_()


def test_a_document_and_a_workspace_show_themselves(folder: Path) -> None:
    assert "全項目評価書（様式4" in opened(folder)._repr_mimebundle_()["text/plain"]
    assert "みほん市長" in mnassess.workspace(folder)._repr_mimebundle_()["text/plain"]
    assert "複製の記録は" in str(opened(folder).show_section(MEASURES))
    assert "指摘の重さ" in str(opened(folder).show_findings())
