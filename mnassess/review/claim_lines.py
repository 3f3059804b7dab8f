"""What a person reads about one claim before they judge it, line by line."""

from collections.abc import Iterator

from mnassess.documents.naming import title_of
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.measures import measure_types
from mnassess.review.model import VerdictCode
from mnassess.review.moments import day_words
from mnassess.review.record import GivenVerdict, Withdrawal
from mnassess.review.remark_lines import iter_remark_lines
from mnassess.review.remarks import remarks_at
from mnassess.review.words import word
from mnassess.review.worklist import WorkItem


def place_line(desk: ReviewDesk, item: WorkItem) -> str:
    """Where the claim stands in the report."""
    return title_of(desk.assessment, item.claim.path)


def verdict_lines(desk: ReviewDesk, item: WorkItem) -> Iterator[str]:
    """The verdict on the claim, what it rests on and what became of it; what changed is to be told next."""
    state = desk.state.claim(item.claim.id)
    if state is None:
        return
    if state.given:
        yield verdict_line(state.given)
        yield from (f"  {line}" for line in ground_lines(desk, state.given))
    if state.rivals:
        yield say("判定が分かれています。改めて判定すると決まります。")
        yield from (f"  {verdict_line(one)}" for one in state.rivals)
    if state.code is VerdictCode.STALE:
        yield say("要再確認：判定した後に、次のことが変わりました。")


def claim_lines(desk: ReviewDesk, item: WorkItem) -> Iterator[str]:
    """What is known of the claim beside its verdict: what was found, what reviewers remarked, which measure it is."""
    for one in item.findings:
        yield say(
            "指摘［{severity}・{state}］{message}",
            severity=word(one.finding.severity),
            state=word(one.finding.state),
            message=" ".join(one.finding.message.split()),
        )
    for remark in remarks_at(desk.remarks, item.claim.path):
        head, *words = iter_remark_lines(desk.assessment, remark)
        yield " ".join((head, *(line for line in words if line.strip())))
    yield from _measure_lines(item)


def verdict_line(given: GivenVerdict) -> str:
    """A verdict, how it was reached, by whom and when."""
    verdict = given.given
    note = say("　注記：{note}", note=" ".join(verdict.note.split())) if verdict.note else ""
    return say(
        "判定：{verdict}（{method}　{by}　{day}）{note}",
        verdict=word(verdict.code),
        method=word(verdict.method),
        by=verdict.by,
        day=day_words(verdict.at),
        note=note,
    )


def ground_lines(desk: ReviewDesk, given: GivenVerdict) -> Iterator[str]:
    """The quotes of a verdict, and the evidence it names without quoting it."""
    verdict = given.given
    titles = {entry.id: entry.title for entry in desk.entries}
    for quote in verdict.quotes:
        where = "　".join(filter(None, (quote.evidence, titles.get(quote.evidence, ""), quote.location)))
        yield say("引用「{words}」（{where}）", words=" ".join(quote.text.split()), where=where)
    quoted = {quote.evidence for quote in verdict.quotes}
    for entry in (*verdict.evidence, *verdict.heard):
        if entry not in quoted:
            yield say("根拠 {entry}", entry="　".join(filter(None, (entry, titles.get(entry, "")))))


def history_lines(desk: ReviewDesk, claim: str) -> tuple[str, ...]:
    """Everything that was said of a claim, oldest first."""
    state = desk.state.claim(claim)
    return tuple(map(_said_line, state.history)) if state else ()


def _said_line(one: GivenVerdict | Withdrawal) -> str:
    day = day_words(one.at)
    if isinstance(one, GivenVerdict):
        return f"{day}　{verdict_line(one)}"
    return say("{day}　{by} が判定を取り消した：{reason}", day=day, by=one.by, reason=one.reason)


def _measure_lines(item: WorkItem) -> Iterator[str]:
    types = measure_types().types
    for code in item.claim.measures:
        words = say("・").join(item.claim.reasons.get(code, ()))
        if code in types:
            yield say("措置：{title}（{words}）", title=types[code].title, words=words)
