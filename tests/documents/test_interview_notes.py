"""What is noted beside an answer: stored in the document, journaled like an answer, never printed."""

from pathlib import Path

import pytest

from mnassess.documents.changes import iter_changes
from mnassess.documents.edits import apply_edit
from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.upgrade import upgrade
from mnassess.errors import AnswerError, FieldPathError
from mnassess.forms.catalog import load_form

NOTE = {
    "certainty": "to_confirm",
    "source": "interview",
    "who": "髙﨑",
    "on": "2026-11-27",
    "task": "契約書を見る",
}
EMPTY = Assessment(form=load_form("threshold", "2024-10"))


def test_a_note_is_written_beside_the_answers_in_form_order() -> None:
    noted = EMPTY.with_note("overview.operation.name", {"on": "2026-11-27", "certainty": "guess"})
    noted = noted.with_note("cover.title", NOTE)
    written = noted.to_json()
    assert list(written["interview"]) == ["cover.title", "overview.operation.name"]
    assert list(written["interview"]["overview.operation.name"]) == ["certainty", "on"]
    assert written["answers"] == {}


@pytest.mark.parametrize(
    ("path", "note", "error"),
    [
        ("cover.title", {"certainty": "maybe"}, AnswerError),
        ("cover.title", {"due": "来週"}, AnswerError),
        ("cover.title", {"mood": "良い"}, AnswerError),
        ("cover.nothing", {"note": "あ"}, FieldPathError),
    ],
)
def test_a_note_that_says_what_no_note_can_say_is_refused(path: str, note: object, error: type) -> None:
    with pytest.raises(error):
        EMPTY.with_note(path, note)


def test_a_note_is_taken_back_and_made_again_like_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "threshold.json"
    save_document(path, EMPTY)
    session = EditingSession.open(path, "山田")
    session.set_answer("interview.cover.title", NOTE)
    session.close()
    assert load_document(path).assessment.interview == {"cover.title": NOTE}
    session = EditingSession.open(path, "山田")
    edit = session.undo()
    assert edit is not None
    assert session.assessment.interview == {}
    assert apply_edit(session.assessment, edit.inverse).interview == {"cover.title": NOTE}
    session.close()


def test_the_note_of_a_removed_entry_is_back_with_the_entry() -> None:
    full = Assessment(form=load_form("full-item", "2024-10")).with_item("files", "a")
    noted = full.with_note("files[a].profile.name", {"note": "要約版"})
    without = noted.without_item("files", "a")
    assert without.to_json()["interview"] == {"files[a].profile.name": {"note": "要約版"}}
    assert without.with_item("files", "a").value("interview.files[a].profile.name") == {"note": "要約版"}


def test_an_upgrade_carries_notes_and_what_is_shelved() -> None:
    old = Assessment(form=load_form("threshold", "2019-01")).with_note("cover.title", NOTE)
    old = old.with_shelved("measures.outsourcing.misuse", "sufficient")
    new = upgrade(old)
    assert new.interview == old.interview
    assert new.shelved == old.shelved


def test_a_note_is_no_change_of_the_report() -> None:
    assert list(iter_changes(EMPTY, EMPTY.with_note("cover.title", NOTE))) == []


def test_a_note_is_called_after_its_blank() -> None:
    assert title_of(EMPTY, "interview.cover.title") == f"{title_of(EMPTY, 'cover.title')}（面談の記録）"
