"""What an answer makes inapplicable waits on the shelf of the same file and is back when the answer is."""

from pathlib import Path

import pytest

from mnassess.documents.edits import answer_edit, apply_edit
from mnassess.documents.merge import Side, decided, edits_between, merge
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


# --- two people ---------------------------------------------------------------------------------------------


def ids(content: object) -> set[str]:
    """The ids of the entries of a list."""
    assert isinstance(content, tuple)
    return {entry["id"] for entry in content}


DENIED = answered(ASKED, STATUS, "not_outsourced")
GROWN = ASKED.with_item(f"{OUTSOURCING}.tasks", "t2").with_answer(f"{OUTSOURCING}.tasks[t2].name", "運用")


@pytest.mark.parametrize(("mine", "theirs"), [(DENIED, GROWN), (GROWN, DENIED)])
def test_what_one_person_denies_and_another_adds_to_waits_whole(mine: Assessment, theirs: Assessment) -> None:
    merged = merge(ASKED, mine, theirs)
    assert merged.conflicts == ()
    joined = decided(merged, {})
    assert joined.items_of(f"{OUTSOURCING}.tasks") == ()
    assert ids(joined.shelved[f"{OUTSOURCING}.tasks"]) == {"t1", "t2"}
    again = answered(joined, STATUS, "outsourced")
    assert {*again.items_of(f"{OUTSOURCING}.tasks")} == {"t1", "t2"}
    assert again.value(f"{OUTSOURCING}.tasks[t2].name") == "運用"
    replayed = theirs
    for edit in edits_between(theirs, joined):
        replayed = apply_edit(replayed, edit)
    assert replayed == joined


@pytest.mark.parametrize(("side", "name"), [(Side.MINE, "運用"), (Side.THEIRS, "保守")])
def test_a_task_changed_here_and_denied_there_waits_as_a_person_decided(side: Side, name: str) -> None:
    merged = merge(ASKED, ASKED.with_answer(f"{TASK}.name", "運用"), DENIED)
    assert [one.path for one in merged.conflicts] == [TASK]
    joined = decided(merged, {TASK: side})
    assert joined.items_of(f"{OUTSOURCING}.tasks") == ()
    (waiting,) = joined.shelved[f"{OUTSOURCING}.tasks"]
    assert (waiting["id"], waiting["name"]) == ("t1", name)


def test_a_merge_moves_nothing_that_it_did_not_touch() -> None:
    stray = DENIED.with_item(f"{OUTSOURCING}.tasks", "t9")
    merged = merge(stray, stray, stray.with_answer("cover.title", "題"))
    assert decided(merged, {}) == stray.with_answer("cover.title", "題")
