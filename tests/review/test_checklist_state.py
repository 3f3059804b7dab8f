"""The questions of a review, what stands as their answers, and what bears on the nine duties."""

from dataclasses import replace

import pytest
from outcomes import review
from recording import EMPTY, at

from mnassess.errors import ReviewError
from mnassess.forms.catalog import load_form
from mnassess.review.actions import answers
from mnassess.review.checklist_questions import answer_question, question_named, questions_of
from mnassess.review.checklist_state import checklist_state
from mnassess.review.joining import joined
from mnassess.review.model import Answer

FULL = load_form("full-item", None)


@pytest.mark.parametrize("form", ["threshold", "key-item", "full-item"])
def test_every_question_has_an_item_of_its_own(form: str) -> None:
    items = [one.item for one in questions_of(load_form(form, None), {})]
    assert len(items) == len({item.casefold() for item in items})
    assert {"A1", "A1-1", "B12-2", "B9-audit", "D1", "D9"} <= set(items)


def test_only_risks_the_form_asks_about_are_asked() -> None:
    assert "B9-U3" in {one.item for one in questions_of(FULL, {})}
    assert "B9-U3" not in {one.item for one in questions_of(load_form("threshold", None), {})}


@pytest.mark.parametrize("item", ["A1", "A1-2", "B10-A1-2", "B9-manual_work", "D5", "d5"])
def test_a_question_is_answered_by_its_item(item: str) -> None:
    question = question_named(questions_of(FULL, {}), item)
    record = answer_question(EMPTY, question, Answer.YES, by="山田", at=at(1), note="見た")
    said = [one for one in questions_of(FULL, answers(record)) if one.answer]
    assert [(one.item, one.words, one.told) for one in said] == [
        (question.item, "はい", "はい（山田　令和8年11月23日）　見た")
    ]


def test_a_question_there_is_not_is_refused() -> None:
    with pytest.raises(ReviewError, match="A13"):
        question_named(questions_of(FULL, {}), "A13")


def test_people_who_differ_are_both_named_until_one_answers_again() -> None:
    question = question_named(questions_of(FULL, {}), "A3")
    one = answer_question(EMPTY, question, Answer.YES, by="山田", at=at(1))
    other = answer_question(EMPTY, question, Answer.NO, by="鈴木", at=at(2))
    record = joined(one, other)
    said = question_named(questions_of(FULL, answers(record)), "A3")
    assert (said.answer, said.words) == (None, "答えが分かれている：山田 はい／鈴木 いいえ")
    record = answer_question(record, question, Answer.NO, by="山田", at=at(3))
    assert question_named(questions_of(FULL, answers(record)), "A3").words == "いいえ"


def test_the_counts_add_up_and_what_is_open_is_still_to_be_asked() -> None:
    state = checklist_state(review())
    counts = state.counts
    assert (counts.asked, counts.answered, counts.disputed, counts.open) == (146, 3, 1, 142)
    assert len(state.to_ask) == 143
    assert sum(counts.automatic.values()) == sum(len(one.automatic) for one in state.points)


def test_a_duty_names_the_claims_the_evidence_and_the_findings_that_bear_on_it() -> None:
    made = review()
    safe = next(one for one in checklist_state(made).duties if one.duty.id == "kept_safe")
    assert {claim.id for claim in safe.claims} == {claim.id for claim in made.claims}
    assert safe.counts == made.counts()
    assert (safe.judged_by, safe.bearing) == (("E1", "E2", "E3"), ())
    assert [one.id for one in safe.findings] == ["f1", "f2"]


def test_a_duty_nothing_is_stated_towards_has_no_claims() -> None:
    supervised = next(
        one for one in checklist_state(review()).duties if one.duty.id == "contractors_supervised"
    )
    assert (supervised.claims, supervised.by_risk, supervised.judged_by, supervised.findings) == (
        (),
        {},
        (),
        (),
    )


@pytest.mark.parametrize(("risks", "duties"), [(("U2",), [7]), (("P1", "O2"), [2, 5]), ((), [2, 7, 8])])
def test_a_claim_bears_on_the_duties_of_its_risks_and_without_any_on_those_of_its_measures(
    risks: tuple[str, ...], duties: list[int]
) -> None:
    claim = replace(review().claims[0], risks=risks, measures=("C-b",))
    states = checklist_state(replace(review(), claims=(claim,))).duties
    assert [one.duty.number for one in states if one.claims] == duties
