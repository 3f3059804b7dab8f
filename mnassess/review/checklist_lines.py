"""The points of the examination and the nine duties in words: what a program could tell, what people answered."""

from collections.abc import Iterator, Sequence

from mnassess.language import say
from mnassess.review.check_titles import titled
from mnassess.review.checklist import PartResult, part_word
from mnassess.review.checklist_questions import Question
from mnassess.review.checklist_state import ChecklistState, PointState
from mnassess.review.duty_state import DutyState
from mnassess.review.outcome import Review

_TOLD = 3
"""Problems of one fact that are told; `check` and `findings` tell all."""
_EVIDENCE = 5
"""Pieces of evidence that are named; `--format json` names all."""


def checklist_lines(review: Review, state: ChecklistState) -> Iterator[str]:
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
            "点検項目「{check}」は省いています：{reason}（{by}）",
            check=titled(left.code),
            reason=left.reason,
            by=left.by,
        )
    yield say("計：{counts}", counts=state.counts.words())


def _point_lines(one: PointState) -> Iterator[str]:
    yield f"{one.point.id} {one.point.question}　→ {one.whole.told}"
    yield from (f"      {sentence}" for sentence in one.whole.moved)
    for result in one.automatic:
        yield from part_lines(result)
    for question in one.asks:
        yield from _question_lines(question)


def part_lines(result: PartResult) -> Iterator[str]:
    """What a program could tell of one fact: the state, why, and what speaks against it."""
    yield f"  [{part_word(result.state)}] {result.part.says}"
    if result.reason:
        yield f"      {result.reason}"
    told = [f"{one.code} {one.message}" for one in result.problems]
    told += [f"{one.code} {one.message}" for one in result.findings]
    for sentence in told[:_TOLD]:
        yield f"      {sentence}"
    if len(told) > _TOLD:
        yield f"      {say('ほか {count} 件', count=len(told) - _TOLD)}"


def _question_lines(question: Question) -> Iterator[str]:
    yield f"  {question.item} {question.text}"
    yield f"      → {question.told}"
    yield from (f"        {sentence}" for sentence in question.moved)


def _risk_lines(state: ChecklistState) -> Iterator[str]:
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
        yield from (f"        {one.item} {sentence}" for one in questions for sentence in one.moved)


def _duty_lines(review: Review, duties: Sequence[DutyState]) -> Iterator[str]:
    """The duties for people, each with the claims and the evidence that bear on it."""
    yield say("■ 番号法が求める九つの義務")
    for one in duties:
        yield f"{one.duty.number} {one.duty.name}（{one.duty.clauses}）　{one.counts.words()}"
        yield from ground_lines(review, one)
        yield from _question_lines(one.question)


def ground_lines(review: Review, one: DutyState) -> Iterator[str]:
    """What a duty asks for, the claims against each of its risks, the evidence that bears on it, the findings."""
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


def _entries(review: Review, entries: Sequence[str]) -> str:
    named = [f"{one} {review.evidence_title(one)}" for one in entries[:_EVIDENCE]]
    if len(entries) > _EVIDENCE:
        named.append(say("ほか {count} 件", count=len(entries) - _EVIDENCE))
    return "、".join(named)
