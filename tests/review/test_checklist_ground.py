"""What an answer of the checklist rests on: where it is not what it was, the answer stays and is 要再確認."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from outcomes import COPYING, UNAUTHORIZED, review
from recording import EMPTY, at

from mnassess.review.actions import answers
from mnassess.review.checklist_lines import checklist_lines
from mnassess.review.checklist_questions import Question, answer_question, question_named
from mnassess.review.checklist_state import checklist_state
from mnassess.review.model import Answer, VerdictCode
from mnassess.review.outcome import Review
from mnassess.review.record import ReviewRecord
from mnassess.review.sign_off_lines import answer_lines
from mnassess.review.stored import from_json, to_json
from mnassess.word.review_outline import review_paper
from mnassess.word.sheets import dump

Change = Callable[[Review], Review]
NOT_EMPTY = "「記入を求める欄が全て埋まっている」"


def asked(made: Review, item: str) -> Question:
    return question_named(checklist_state(made).questions, item)


def answered(made: Review, item: str, record: ReviewRecord = EMPTY, minute: int = 1) -> Review:
    """The review with one answer, given as it stands."""
    record = answer_question(record, asked(made, item), Answer.YES, by="山田", at=at(minute))
    return replace(made, answers=answers(record))


def judged(made: Review, path: str, place: int, code: VerdictCode) -> Review:
    """The review with another verdict on a claim of a blank."""
    claim = [one for one in made.claims if one.path == path][place]
    known = made.standings.get(claim.id) or next(iter(made.standings.values()))
    verdict = replace(known.verdict, claim=claim.id, code=code)
    return replace(made, standings={**made.standings, claim.id: replace(known, verdict=verdict)})


def without_problems(made: Review) -> Review:
    return replace(made, problems=())


def with_another_problem(made: Review) -> Review:
    assert made.problems
    return replace(made, problems=(*made.problems, replace(made.problems[0], path="cover.number")))


def with_copies_supported(made: Review) -> Review:
    return judged(made, COPYING, 1, VerdictCode.SUPPORTED)


def with_the_verdicts_exchanged(made: Review) -> Review:
    return judged(
        judged(made, UNAUTHORIZED, 0, VerdictCode.SUPPORTED), UNAUTHORIZED, 1, VerdictCode.CONTRADICTED
    )


@pytest.mark.parametrize(
    ("item", "change", "moved"),
    [
        ("A6", without_problems, f"{NOT_EMPTY}は、答えた時は「問題がある」、今は「問題は見当たらない」"),
        ("A6-1", without_problems, f"{NOT_EMPTY}は、答えた時は「問題がある」、今は「問題は見当たらない」"),
        ("A6", with_another_problem, f"{NOT_EMPTY}に反する点が、答えた時から変わった"),
        (
            "D7",
            with_copies_supported,
            "関わる記載と判定は、答えた時は「記載4 裏付け2 矛盾1 未確認1」、今は「記載4 裏付け3 矛盾1 未確認0」",
        ),
        ("D7", with_the_verdicts_exchanged, "関わる記載かその判定が、答えた時から変わった"),
        (
            "B10-U4",
            with_copies_supported,
            "関わる記載と判定は、答えた時は「記載2 裏付け1 矛盾0 未確認1」、今は「記載2 裏付け2 矛盾0 未確認0」",
        ),
    ],
)
def test_an_answer_whose_ground_moved_says_what_it_was_and_stays(
    item: str, change: Change, moved: str
) -> None:
    made = answered(review(), item)
    assert asked(made, item).moved == ()
    now = asked(change(made), item)
    assert now.moved == (moved,)
    assert now.answer is not None
    assert (now.words, now.told) == ("要再確認：はい", "要再確認：はい（山田　令和8年11月23日）")


@pytest.mark.parametrize(
    ("item", "change"),
    [
        ("A6", with_copies_supported),
        ("D7", without_problems),
        ("A1-1", without_problems),
        ("B10-U2", with_copies_supported),
    ],
)
def test_what_an_answer_does_not_rest_on_leaves_it_alone(item: str, change: Change) -> None:
    assert asked(change(answered(review(), item)), item).moved == ()


def test_an_answer_that_remembers_nothing_is_never_to_be_confirmed() -> None:
    assert [
        one.item for one in checklist_state(without_problems(with_copies_supported(review()))).stale
    ] == []


def test_checks_that_did_not_run_move_nothing() -> None:
    """Neither where they ran when the answer was given, nor where they run now."""
    item = "B10"
    ran, not_run = review(), replace(review(), checked_on=None)
    assert asked(ran, item).ground != asked(not_run, item).ground
    for then, now in ((ran, not_run), (not_run, ran)):
        assert asked(replace(now, answers=answered(then, item).answers), item).moved == ()


def test_the_same_answer_given_again_stands_on_the_new_ground() -> None:
    first = answer_question(EMPTY, asked(review(), "A6"), Answer.YES, by="山田", at=at(1))
    now = replace(without_problems(review()), answers=answers(first))
    assert asked(now, "A6").is_open
    assert not asked(answered(now, "A6", first, 2), "A6").is_open


def test_an_answer_to_be_confirmed_is_counted_apart_and_still_to_be_asked() -> None:
    made = answered(review(), "A6")
    before, after = (checklist_state(one) for one in (made, without_problems(made)))
    assert (before.counts.answered, before.counts.stale, len(before.to_ask)) == (1, 0, 145)
    assert (after.counts.answered, after.counts.stale, len(after.to_ask)) == (0, 1, 146)
    assert after.counts.open == before.counts.open
    assert after.counts.words().endswith("・答えが分かれている 0・要再確認 1")


def test_what_moved_stands_below_the_answer() -> None:
    made = without_problems(answered(review(), "A6"))
    lines = list(checklist_lines(made, checklist_state(made)))
    place = next(n for n, line in enumerate(lines) if "→ 要再確認：はい" in line)
    assert lines[place + 1].strip().startswith(NOT_EMPTY)


@pytest.mark.parametrize(
    ("item", "change"),
    [("A6", without_problems), ("B10-U4", with_copies_supported), ("D7", with_copies_supported)],
)
def test_the_report_says_what_moved_under_the_answer(item: str, change: Change) -> None:
    made = change(answered(review(), item))
    lines = dump(review_paper(made)).splitlines()
    place = next(n for n, line in enumerate(lines) if "要再確認：はい" in line)
    (sentence,) = asked(made, item).moved
    assert sentence in "\n".join(lines[place : place + 2])


def test_signing_names_the_answers_no_signature_can_rest_on() -> None:
    made = answered(review(), "A6")
    assert list(answer_lines(checklist_state(made))) == []
    heading, answer, sentence = answer_lines(checklist_state(without_problems(made)))
    assert heading.words == "■ 署名に含まれない、要再確認の答え（審査の観点と九つの義務）　1 件"
    assert answer.words.strip().startswith("A6 ")
    assert sentence.words.strip().startswith(NOT_EMPTY)


def test_what_an_answer_rested_on_comes_back_from_the_file() -> None:
    record = answer_question(EMPTY, asked(review(), "A6"), Answer.YES, by="山田", at=at(1))
    assert record.checklist[0].rested_on
    assert from_json(ReviewRecord, to_json(record)) == record


@pytest.mark.parametrize("state", ["", "3", "a b c", "１ 2 3 4", "-1 2 3"])
def test_a_state_nobody_understands_is_told_as_it_stands(state: str) -> None:
    record = answer_question(EMPTY, asked(review(), "D7"), Answer.YES, by="山田", at=at(1))
    (said,) = record.checklist
    broken = replace(said, rested_on=tuple(replace(one, state=state) for one in said.rested_on))
    (sentence,) = asked(replace(review(), answers={(said.about, said.question): (broken,)}), "D7").moved
    assert f"答えた時は「{state}」" in sentence
