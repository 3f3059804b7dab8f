"""What a list of documents says of each: figures, the last edit, who is at it, or why it cannot be read."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mnassess.documents.journal import LONG_TEXT
from mnassess.documents.lock import lock_of
from mnassess.documents.model import Assessment
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import Workspace, create_workspace
from mnassess.forms.catalog import load_form
from mnassess.rules.checks import iter_problems
from mnassess.rules.circumstances import circumstances_of
from mnassess.rules.completeness import progress
from mnassess.rules.overview import LastEdit, iter_overviews, overview_of
from mnassess.rules.problems import Severity

NOON = datetime(2026, 11, 27, 3, tzinfo=UTC)
EMPTY = Assessment(form=load_form("threshold", "2024-10"))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = create_workspace(tmp_path / "w", agency="みほん市長", body="local")
    for name in ("threshold", "key-item"):
        (workspace.folder / "甲事務").mkdir(exist_ok=True)
        save_document(
            workspace.folder / "甲事務" / f"{name}.json", Assessment(form=load_form(name, "2024-10"))
        )
    return workspace


@pytest.fixture
def document(workspace: Workspace) -> Path:
    return workspace.folder / "甲事務" / "threshold.json"


def test_the_figures_are_those_of_the_checks(workspace: Workspace, document: Path) -> None:
    save_document(document, EMPTY.with_answer("cover.number", "7").with_answer("cover.title", "題"))
    for one in iter_overviews(workspace):
        circumstances, _ = circumstances_of(one.path)
        assessment = load_document(one.path).assessment
        found = [problem.severity for problem in iter_problems(assessment, circumstances)]
        assert one.progress == progress(assessment, circumstances.body)
        assert one.counts == {severity: found.count(severity) for severity in Severity}
        assert one == overview_of(one.path)


def test_the_other_document_of_the_operation_counts_in_the_checks(
    workspace: Workspace, document: Path
) -> None:
    key_item = document.with_name("key-item.json")
    counts = []
    for agency in ("みほん市長", "よその市長"):
        save_document(document, EMPTY.with_answer("cover.agency", "みほん市長"))
        save_document(key_item, Assessment(form=load_form("key-item")).with_answer("cover.agency", agency))
        counts.append([sum(one.counts.values()) for one in iter_overviews(workspace)])
    assert [after - before for before, after in zip(*counts, strict=True)] == [1, 1]


def test_homework_is_counted_open_and_overdue(document: Path) -> None:
    noted = EMPTY.with_note("cover.title", {"certainty": "guess"})
    noted = noted.with_note("cover.agency", {"task": "聞く", "due": "2026-11-26"})
    noted = noted.with_note("cover.number", {"task": "見る", "due": "2026-11-27"})
    save_document(document, noted.with_note("cover.remarks", {"task": "済", "done_on": "2026-11-01"}))
    found = overview_of(document, as_of=NOON.date())
    assert (found.to_confirm, found.homework, found.overdue) == (1, 3, 1)


def edited(document: Path, who: str, text: str = "題", clock: datetime = NOON) -> None:
    session = EditingSession.open(document, who, lambda: clock)
    session.set_answer("cover.title", text)
    session.close()


def test_the_last_edit_is_the_journals(document: Path) -> None:
    edited(document, "山田")
    edited(document, "佐藤", "別の題")
    assert overview_of(document).last_edit == LastEdit(at=NOON, who="佐藤")


def test_the_last_edit_is_found_behind_a_long_line(document: Path) -> None:
    edited(document, "山田", "長" * LONG_TEXT * 500)
    assert overview_of(document).last_edit == LastEdit(at=NOON, who="山田")


def test_a_torn_last_line_does_not_hide_the_edit_before_it(document: Path) -> None:
    edited(document, "山田")
    journal = document.parents[1] / ".mnassess" / "甲事務" / "threshold.journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"kind":"edit","at":"20')
    assert overview_of(document).last_edit == LastEdit(at=NOON, who="山田")


def test_a_file_changed_outside_later_tells_its_own_time_and_no_name(document: Path) -> None:
    edited(document, "山田")
    save_document(document, EMPTY.with_answer("cover.title", "外で"))
    later = NOON.timestamp() + 3600
    os.utime(document, (later, later))
    assert overview_of(document).last_edit == LastEdit(at=datetime.fromtimestamp(later, tz=UTC))


def test_a_document_nobody_edited_tells_the_time_of_its_file(document: Path) -> None:
    os.utime(document, (NOON.timestamp(), NOON.timestamp()))
    assert overview_of(document).last_edit == LastEdit(at=NOON)


def test_who_is_editing_now_is_named_until_they_close(document: Path) -> None:
    session = EditingSession.open(document, "山田")
    found = overview_of(document).editor
    assert found is not None
    assert found.who == "山田"
    session.close()
    assert overview_of(document).editor is None


def test_a_note_that_a_dead_process_left_names_nobody_and_the_lock_stays_free(document: Path) -> None:
    note = lock_of(document)._path.with_suffix(".owner.json")
    note.parent.mkdir(parents=True)
    note.write_text(json.dumps({"who": "山田", "host": "x", "pid": 1, "since": ""}), encoding="utf-8")
    assert overview_of(document).editor is None
    EditingSession.open(document, "佐藤").close()


def test_a_damaged_document_says_why_and_the_others_are_told(workspace: Workspace, document: Path) -> None:
    document.write_bytes(b"{")
    damaged, other = iter_overviews(workspace)
    assert "JSON として読めません" in damaged.refusal
    assert (damaged.operation, other.refusal, other.form) == ("甲事務", "", "重点項目評価書")
    assert overview_of(document) == damaged


def test_looking_leaves_the_workspace_as_it_was(workspace: Workspace, document: Path) -> None:
    edited(document, "山田")
    before = {path: path.stat().st_mtime_ns for path in workspace.folder.rglob("*")}
    list(iter_overviews(workspace))
    assert {path: path.stat().st_mtime_ns for path in workspace.folder.rglob("*")} == before
