"""What an answer makes inapplicable waits on the shelf of the same file and is back when the answer is."""

from pathlib import Path

import pytest

from mnassess.documents.edits import answer_edit, apply_edit
from mnassess.documents.model import Assessment
from mnassess.documents.session import EditingSession
from mnassess.documents.shelving import hidden_by, shelved_inside
from mnassess.documents.storage import load_document, save_document
from mnassess.forms.catalog import load_form

OUTSOURCING = "files[a].profile.outsourcing"
STATUS = f"{OUTSOURCING}.status"
TASK = f"{OUTSOURCING}.tasks[t1]"
ASKED = (
    Assessment(form=load_form("full-item", "2024-10"))
    .with_item("files", "a")
    .with_answer(STATUS, "outsourced")
    .with_item(f"{OUTSOURCING}.tasks", "t1")
    .with_answer(f"{TASK}.name", "保守")
    .with_answer(f"{TASK}.subcontracting", "subcontracted")
    .with_answer(f"{TASK}.subcontract_consent", "書面で許諾する")
)


def answered(assessment: Assessment, path: str, value: object) -> Assessment:
    return apply_edit(assessment, answer_edit(assessment, path, value))


def test_answers_that_no_longer_apply_leave_the_report_and_wait_in_the_file() -> None:
    denied = answered(ASKED, STATUS, "not_outsourced")
    assert denied.items_of(f"{OUTSOURCING}.tasks") == ()
    assert list(denied.values) == [STATUS]
    assert denied.to_json()["shelved"] == {
        f"{OUTSOURCING}.tasks": [
            {
                "id": "t1",
                "name": "保守",
                "subcontracting": "subcontracted",
                "subcontract_consent": "書面で許諾する",
            }
        ]
    }
    assert shelved_inside(denied, OUTSOURCING) == (f"{OUTSOURCING}.tasks",)


def test_they_are_back_when_the_answer_is() -> None:
    assert answered(answered(ASKED, STATUS, "not_outsourced"), STATUS, "outsourced") == ASKED


def test_what_stands_there_meanwhile_is_not_overwritten_by_the_shelf() -> None:
    consent = f"{TASK}.subcontract_consent"
    denied = answered(ASKED, f"{TASK}.subcontracting", "not_subcontracted").with_answer(consent, "新しい記載")
    again = answered(denied, f"{TASK}.subcontracting", "subcontracted")
    assert again.value(consent) == "新しい記載"
    assert again.shelved == {consent: "書面で許諾する"}


def test_what_was_hidden_twice_is_back_whole() -> None:
    again = answered(
        answered(ASKED, STATUS, "not_outsourced").with_item(f"{OUTSOURCING}.tasks", "t9"),
        STATUS,
        "outsourced",
    )
    assert again.items_of(f"{OUTSOURCING}.tasks") == ("t9", "t1")
    hidden = answered(ASKED, STATUS, "not_outsourced").with_item(f"{OUTSOURCING}.tasks", "t9")
    twice = answered(answered(hidden, STATUS, "not_outsourced"), STATUS, "outsourced")
    assert set(twice.items_of(f"{OUTSOURCING}.tasks")) == {"t1", "t9"}


def test_the_undo_of_a_first_answer_brings_back_what_it_hid() -> None:
    open_yet = answered(ASKED, STATUS, None)
    edit = answer_edit(open_yet, STATUS, "not_outsourced")
    assert apply_edit(apply_edit(open_yet, edit), edit.inverse) == open_yet


def test_an_answer_that_is_only_emptied_hides_nothing() -> None:
    assert answered(ASKED, STATUS, None).items_of(f"{OUTSOURCING}.tasks") == ("t1",)


def test_which_answers_an_answer_would_hide_is_told_before() -> None:
    assert hidden_by(ASKED, STATUS, "not_outsourced") == (
        f"{TASK}.name",
        f"{TASK}.subcontracting",
        f"{TASK}.subcontract_consent",
    )
    assert hidden_by(ASKED, STATUS, "outsourced") == ()
    assert hidden_by(ASKED, STATUS, None) == ()


@pytest.mark.parametrize("content", [[{"id": "x"}, {"id": "x"}], "文字", {"name": 1}, [[]]])
def test_a_shelf_that_no_longer_fits_stays_where_it_is(content: object) -> None:
    broken = answered(ASKED, STATUS, "not_outsourced").with_shelved(f"{OUTSOURCING}.tasks", content)
    assert answered(broken, STATUS, "outsourced").shelved.keys() == {f"{OUTSOURCING}.tasks"}


def test_undo_after_a_restart_brings_them_back(tmp_path: Path) -> None:
    path = tmp_path / "full-item.json"
    save_document(path, ASKED)
    session = EditingSession.open(path, "山田")
    session.set_answer(STATUS, "not_outsourced")
    session.close()
    assert load_document(path).assessment.shelved
    session = EditingSession.open(path, "山田")
    session.undo()
    session.close()
    assert load_document(path).assessment == ASKED
