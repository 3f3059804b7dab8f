"""`mnassess checklist`: the points of view of the examination (指針第10) and the nine duties, and a person's answers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, remark_all
from mnassess.cli.options import document, format_option, print_json, print_text, reviewer
from mnassess.errors import ReviewError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.review.checklist import PartResult
    from mnassess.review.checklist_questions import Question
    from mnassess.review.checklist_state import ChecklistState
    from mnassess.review.model import Answer
    from mnassess.review.record import ChecklistAnswer, ReviewRecord


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_checklist(),)


def _checklist() -> click.Command:
    def run(
        *,
        document: Path,
        given: tuple[str, ...],
        note: str,
        by: str,
        as_of: str | None,
        form_of_output: str,
    ) -> int:
        from mnassess.cli.checking import day
        from mnassess.review.checklist_lines import checklist_lines
        from mnassess.review.checklist_state import checklist_state
        from mnassess.review.gathering import outcome_of

        if given:
            for line in _answer(document, given, note, by, as_of):
                print_text(line)
            return FOUND_NOTHING
        if note or by:
            raise ReviewError(say("--by と --note は、--answer と一緒に付けてください。"))
        review = outcome_of(document, as_of=day(as_of))
        state = checklist_state(review)
        if form_of_output == "json":
            print_json(checklist_json(state))
            return FOUND_NOTHING
        for line in checklist_lines(review, state):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "checklist",
        callback=run,
        help=say(
            "審査の観点（指針第10）ごとに、自動で確かめた事柄と、人への問いとその答えを示し、番号法の九つの義務ごとに、"
            "記載と証跡と指摘を示します。--answer を付けると、答えを点検の記録に加えます。"
        ),
        params=[
            document(),
            click.Option(
                ["--answer", "given"],
                multiple=True,
                metavar="ITEM=ANSWER",
                help=say(
                    "答える問いの番号と答え（yes・no・not_applicable・undecided、又は はい・いいえ・該当なし・判断できない）。何度でも。"
                ),
            ),
            click.Option(["--note"], default="", help=say("答えの理由や、何で確かめたか。")),
            reviewer(),
            click.Option(["--as-of"], help=say("いつの時点で点検するか。省くと今日。")),
            format_option(),
        ],
    )


# --- answers --------------------------------------------------------------------------------------------------


def _answer(document: Path, given: Sequence[str], note: str, by: str, as_of: str | None) -> Iterator[str]:
    """Put the answers on record, all or none; yields what to tell. The checks, which take long, are not run for it."""
    from mnassess.cli.checking import day
    from mnassess.documents.lock import default_person
    from mnassess.review.checklist_questions import answer_question, question_named
    from mnassess.review.checklist_state import checklist_state
    from mnassess.review.gathering import recorded_outcome
    from mnassess.review.session import reviewing

    def asked(record: "ReviewRecord") -> "tuple[Question, ...]":
        return checklist_state(recorded_outcome(document, record, as_of=day(as_of))).questions

    with reviewing(document, by or default_person()) as session:
        remark_all(session.notices)
        questions = asked(session.record)
        grown, answered = session.record, []
        for one in given:
            item, _, said = one.partition("=")
            question = question_named(questions, item)
            answer = _answer_named(said.strip(), item.strip())
            grown = answer_question(grown, question, answer, by=session.who, at=session.now(), note=note)
            answered.append(question.item)
        session.keep(grown)
        now = asked(session.record)
    for item in answered:
        question = question_named(now, item)
        yield say("{item} {answer}：{text}", item=item, answer=question.words, text=question.text)
    left = sum(one.answer is None for one in now)
    yield say("問い {count}：未回答 {left}", count=len(now), left=left)


def _answer_named(words: str, item: str) -> "Answer":
    from mnassess.review.model import Answer
    from mnassess.review.words import choice_words, code_named

    found = code_named(Answer, words)
    if found is None:
        known = choice_words(Answer)
        raise ReviewError(
            say(
                "「{item}」の答え「{answer}」は使えません（使える答え：{known}）。",
                item=item,
                answer=words,
                known=known,
            )
        )
    return found


# --- as JSON --------------------------------------------------------------------------------------------------


def checklist_json(state: "ChecklistState") -> dict[str, Any]:
    """The checklist and the duties as `mnassess checklist --format json` prints them."""
    return {
        "points": [
            {
                "id": one.point.id,
                "aspect": one.point.aspect,
                "clause": one.point.clause,
                "automatic": [_part_json(result) for result in one.automatic],
                "questions": [_question_json(question) for question in one.questions],
            }
            for one in state.points
        ],
        "duties": [
            {
                "id": one.duty.id,
                "number": one.duty.number,
                "name": one.duty.name,
                "clause": one.duty.clause,
                "also": list(one.duty.also),
                "claims": [claim.id for claim in one.claims],
                "judged_by": list(one.judged_by),
                "bearing": list(one.bearing),
                "findings": [finding.id for finding in one.findings],
                "question": _question_json(one.question),
            }
            for one in state.duties
        ],
    }


def _part_json(result: "PartResult") -> dict[str, Any]:
    return {
        "fact": result.part.fact,
        "says": result.part.says,
        "state": str(result.state),
        "reason": result.reason,
        "problems": [problem.to_json() for problem in result.problems],
        "findings": [finding.id for finding in result.findings],
    }


def _question_json(question: "Question") -> dict[str, Any]:
    return {
        "item": question.item,
        "text": question.text,
        "risk": question.risk,
        "answer": str(question.answer.answer) if question.answer else None,
        "moved": list(question.moved),
        "said": [_said_json(one) for one in question.said],
    }


def _said_json(one: "ChecklistAnswer") -> dict[str, str]:
    return {"answer": str(one.answer), "by": one.by, "at": one.at.isoformat(), "note": one.note}
