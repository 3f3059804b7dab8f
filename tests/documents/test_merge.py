"""Two people's work on one document is joined blank by blank; a person decides where both changed one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnassess.documents.edits import apply_edit
from mnassess.documents.merge import Conflict, Side, decided, edits_between, merge
from mnassess.documents.model import Assessment
from mnassess.forms.catalog import load_form

FORM = load_form("full-item", "2024-10")
TASKS = "files[a].profile.outsourcing.tasks"
BASE = (
    Assessment(form=FORM)
    .with_answer("cover.number", "1")
    .with_answer("cover.title", "題")
    .with_item("files", "a")
    .with_item(TASKS, "t1")
    .with_item(TASKS, "t2")
    .with_answer(f"{TASKS}[t1].name", "保守")
)
Change = Callable[[Assessment], Assessment]


def put(path: str, value: Any) -> Change:
    return lambda assessment: assessment.with_answer(path, value)


def gone(item: str) -> Change:
    return lambda assessment: assessment.without_item(TASKS, item)


def come(item: str, position: int | None = None) -> Change:
    return lambda assessment: assessment.with_item(TASKS, item, position)


def moved(item: str, position: int) -> Change:
    return lambda assessment: assessment.with_item_moved(TASKS, item, position)


def nothing(assessment: Assessment) -> Assessment:
    return assessment


T1 = f"{TASKS}[t1]"


@pytest.mark.parametrize(
    ("mine", "theirs", "taken"),
    [
        pytest.param(put("cover.number", "2"), put("cover.title", "新題"), ["cover.title"], id="two blanks"),
        pytest.param(put("cover.number", "2"), put("cover.number", "2"), [], id="the same answer twice"),
        pytest.param(nothing, put("cover.title", None), ["cover.title"], id="one emptied"),
        pytest.param(put(f"{T1}.name", "運用"), gone("t2"), [f"{TASKS}[t2]"], id="another entry removed"),
        pytest.param(come("n1"), come("n2"), [f"{TASKS}[n2]"], id="both added an entry"),
        pytest.param(gone("t1"), gone("t1"), [], id="both removed an entry"),
        pytest.param(nothing, put("procedure_facts.exempt", "2"), ["procedure_facts.exempt"], id="a fact"),
        pytest.param(
            put("interview.cover.title", {"certainty": "to_confirm"}),
            put("interview.cover.number", {"note": "聞く"}),
            ["interview.cover.number"],
            id="notes",
        ),
    ],
)
def test_changes_of_different_places_are_joined(mine: Change, theirs: Change, taken: list[str]) -> None:
    merged = merge(BASE, mine(BASE), theirs(BASE))
    assert merged.conflicts == ()
    assert list(merged.taken) == taken
    assert merged.assessment == merge(BASE, theirs(BASE), mine(BASE)).assessment or taken[0].startswith(TASKS)


@pytest.mark.parametrize(
    ("mine", "theirs", "conflict"),
    [
        pytest.param(
            put("cover.title", "甲"),
            put("cover.title", "乙"),
            ("cover.title", "題", "甲", "乙"),
            id="a blank",
        ),
        pytest.param(
            put("cover.title", None),
            put("cover.title", "乙"),
            ("cover.title", "題", None, "乙"),
            id="emptied",
        ),
        pytest.param(
            gone("t1"),
            put(f"{T1}.name", "運用"),
            (T1, {"id": "t1", "name": "保守"}, None, {"id": "t1", "name": "運用"}),
            id="removed here and changed there",
        ),
        pytest.param(
            put(f"{T1}.name", "運用"),
            gone("t1"),
            (T1, {"id": "t1", "name": "保守"}, {"id": "t1", "name": "運用"}, None),
            id="changed here and removed there",
        ),
        pytest.param(
            put("interview.cover.title", {"note": "甲"}),
            put("interview.cover.title", {"note": "乙"}),
            ("interview.cover.title", None, {"note": "甲"}, {"note": "乙"}),
            id="a note",
        ),
    ],
)
def test_a_place_both_changed_is_a_conflict_and_either_side_can_be_chosen(
    mine: Change, theirs: Change, conflict: tuple[str, Any, Any, Any]
) -> None:
    merged = merge(BASE, mine(BASE), theirs(BASE))
    path, base, ours, other = conflict
    assert merged.conflicts == (Conflict(path=path, base=base, mine=ours, theirs=other),)
    assert merged.assessment == mine(BASE)
    assert decided(merged, {}) == mine(BASE)
    assert decided(merged, {path: Side.THEIRS}) == theirs(BASE)


def test_an_entry_kept_against_its_removal_keeps_all_it_holds() -> None:
    base = BASE.with_answer(f"{T1}.content", "作業").with_answer("files[a].profile.name", "台帳")
    mine, theirs = base.with_answer(f"{T1}.name", "運用"), base.without_item("files", "a")
    merged = merge(base, mine, theirs)
    assert [one.path for one in merged.conflicts] == ["files[a]"]
    assert decided(merged, {}) == mine
    assert decided(merged, {"files[a]": Side.THEIRS}) == theirs


@pytest.mark.parametrize(
    ("mine", "theirs", "order"),
    [
        (moved("t1", 1), nothing, "t2 t1"),
        (nothing, moved("t1", 1), "t2 t1"),
        (come("n1", 1), moved("t1", 1), "t2 t1 n1"),
        (come("n1", 0), come("n2", 1), "n1 t1 n2 t2"),
        (moved("t1", 1), gone("t2"), "t1"),
    ],
)
def test_entries_stand_in_the_order_that_was_given_to_them(mine: Change, theirs: Change, order: str) -> None:
    assert " ".join(merge(BASE, mine(BASE), theirs(BASE)).assessment.items_of(TASKS)) == order


WORDS = st.sampled_from(["甲", "乙", "丙", None])
CHANGES = st.lists(
    st.one_of(
        st.builds(put, st.sampled_from(["cover.number", "cover.title", "overview.operation.name"]), WORDS),
        st.builds(
            put,
            st.just("files[a].profile.outsourcing.status"),
            st.sampled_from(["outsourced", "not_outsourced"]),
        ),
        st.builds(
            put, st.just("interview.cover.title"), st.sampled_from([{"note": "甲"}, {"note": "乙"}, None])
        ),
        st.builds(put, st.just(f"shelved.{T1}.name"), WORDS),
        st.builds(moved, st.just("t1"), st.integers(0, 1)),
    ),
    max_size=6,
)


@settings(max_examples=150)
@given(CHANGES, CHANGES)
def test_edits_between_two_states_lead_from_one_to_the_other(
    mine: list[Change], theirs: list[Change]
) -> None:
    """What the journal gets after a merge rebuilds it, also where an answer sets others aside."""
    old = new = BASE
    for change in mine:
        old = change(old)
    for change in theirs:
        new = change(new)
    made = old
    for edit in edits_between(old, new):
        made = apply_edit(made, edit)
    assert made == new


@settings(max_examples=150)
@given(CHANGES)
def test_who_changed_nothing_takes_everything_and_nothing_is_in_conflict(changes: list[Change]) -> None:
    changed = BASE
    for change in changes:
        changed = change(changed)
    assert merge(BASE, BASE, changed).assessment == changed
    assert merge(BASE, changed, BASE).assessment == changed
    assert merge(BASE, changed, changed).conflicts == ()
