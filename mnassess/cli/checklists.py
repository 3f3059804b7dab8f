"""`mnassess checklist`: the points of view of the examination (指針第10) and the nine duties, and a person's answers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, remark
from mnassess.cli.options import document, format_option, print_json, print_text, reviewer
from mnassess.errors import ReviewError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.review.checklist import PartResult
    from mnassess.review.checklist_questions import Question
    from mnassess.review.checklist_state import ChecklistState, PointState
    from mnassess.review.duty_state import DutyState
    from mnassess.review.model import Answer
    from mnassess.review.outcome import Review
    from mnassess.review.record import ChecklistAnswer

_TOLD = 3
"""Problems of one fact that are told; `check` and `findings` tell all."""
_EVIDENCE = 5
"""Pieces of evidence that are named; `--format json` names all."""


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
        from mnassess.review.checklist_state import checklist_state
        from mnassess.review.gathering import outcome_of

        if given:
            for line in _answer(document, given, note, by):
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


def _answer(document: Path, given: Sequence[str], note: str, by: str) -> Iterator[str]:
    """Put the answers on record, all or none; yields what to tell."""
    from mnassess.documents.lock import default_person
    from mnassess.documents.storage import load_document
    from mnassess.review.actions import answers
    from mnassess.review.checklist_questions import answer_question, question_named, questions_of
    from mnassess.review.session import reviewing

    form = load_document(document).assessment.form
    with reviewing(document, by or default_person()) as session:
        for notice in session.notices:
            remark(notice)
        questions = questions_of(form, answers(session.record))
        grown, answered = session.record, []
        for one in given:
            item, _, said = one.partition("=")
            question = question_named(questions, item)
            answer = _answer_named(said.strip(), item.strip())
            grown = answer_question(grown, question, answer, by=session.who, at=session.now(), note=note)
            answered.append(question.item)
        session.keep(grown)
        now = questions_of(form, answers(session.record))
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


# --- as text --------------------------------------------------------------------------------------------------


def checklist_lines(review: "Review", state: "ChecklistState") -> Iterator[str]:
    """The points for people, what is asked risk by risk, the duties, the counts."""
    aspect = ""
    names = {one.code: one for one in state.checklist.aspects}
    for one in state.points:
        if one.point.aspect != aspect:
            aspect = one.point.aspect
            known = names[aspect]
            yield f"■ {known.name}　{known.question}（{known.clause}）"
        yield from _point_lines(one)
    yield from _risk_lines(state)
    yield from _duty_lines(review, state.duties)
    for left in review.skipped:
        yield say(
            "点検項目 {code} は省いています：{reason}（{by}）", code=left.code, reason=left.reason, by=left.by
        )
    yield say("計：{counts}", counts=state.counts.words())


def _point_lines(one: "PointState") -> Iterator[str]:
    yield f"{one.point.id} {one.point.question}　→ {one.whole.told}"
    for result in one.automatic:
        yield from _part_lines(result)
    for question in one.asks:
        yield from _question_lines(question)


def _part_lines(result: "PartResult") -> Iterator[str]:
    from mnassess.review.checklist_state import part_word

    yield f"  [{part_word(result.state)}] {result.part.says}"
    if result.reason:
        yield f"      {result.reason}"
    told = [f"{one.code} {one.message}" for one in result.problems]
    told += [f"{one.code} {one.message}" for one in result.findings]
    for sentence in told[:_TOLD]:
        yield f"      {sentence}"
    if len(told) > _TOLD:
        yield f"      {say('ほか {count} 件', count=len(told) - _TOLD)}"


def _question_lines(question: "Question") -> Iterator[str]:
    yield f"  {question.item} {question.text}"
    yield f"      → {question.told}"


def _risk_lines(state: "ChecklistState") -> Iterator[str]:
    """Every question about a risk once, with the answer under each point that asks it."""
    asked: dict[tuple[str, str], list[Question]] = {}
    for question in state.questions:
        if question.risk:
            asked.setdefault((question.risk, question.text), []).append(question)
    if asked:
        points = "・".join(one.point.id for one in state.points if one.details)
        yield say("■ リスクごとの問い（{points} のそれぞれについて）", points=points)
    before = ""
    for (risk, text), questions in asked.items():
        if risk != before:
            before = risk
            yield risk
        yield f"  {text}"
        yield "      " + "　".join(f"{one.item} → {one.told}" for one in questions)


def _duty_lines(review: "Review", duties: "Sequence[DutyState]") -> Iterator[str]:
    """The duties for people, each with the claims and the evidence that bear on it."""
    yield say("■ 番号法が求める九つの義務")
    for one in duties:
        yield f"{one.duty.number} {one.duty.name}（{one.duty.clauses}）　{one.counts.words()}"
        yield f"  {one.duty.text}"
        for words, counts in one.by_risk.items():
            yield f"  ・{words}　{counts.words()}"
        for label, entries in (
            (say("判定の根拠とした証跡"), one.judged_by),
            (say("関係すると見られる証跡（未確認）"), one.bearing),
        ):
            if entries:
                yield "  " + say("{label}：{entries}", label=label, entries=_entries(review, entries))
        if one.findings:
            yield "  " + say("指摘 {count} 件", count=len(one.findings))
        yield from _question_lines(one.question)


def _entries(review: "Review", entries: Sequence[str]) -> str:
    named = [f"{one} {review.evidence_title(one)}" for one in entries[:_EVIDENCE]]
    if len(entries) > _EVIDENCE:
        named.append(say("ほか {count} 件", count=len(entries) - _EVIDENCE))
    return "、".join(named)


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
        "said": [_said_json(one) for one in question.said],
    }


def _said_json(one: "ChecklistAnswer") -> dict[str, str]:
    return {"answer": str(one.answer), "by": one.by, "at": one.at.isoformat(), "note": one.note}
