"""The findings of a review to work through: in which order, which of them, how each reads in a list and in whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from mnassess.forms.dates import show_date
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.finding_lines import change_words, charge_words, place_words, remark_lines
from mnassess.review.live_findings import LiveFinding
from mnassess.review.model import FindingSeverity, FindingState
from mnassess.review.words import word

_SEVERITIES = tuple(FindingSeverity)
_NUMBERS = 3
"""Parts of a printed title that say where: chapter, item, risk."""


class _Rank(IntEnum):
    """What stands first: what is to be done, then what is done, then what is no finding any more."""

    TO_DO = 0
    FINISHED = 1
    WITHDRAWN = 2
    GONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings to show; what is "" or None does not matter."""

    state: FindingState | None = None
    severity: FindingSeverity | None = None
    owner: str = ""
    department: str = ""

    def lets_through(self, desk: ReviewDesk, one: LiveFinding) -> bool:
        """Whether the finding is to be shown."""
        return (
            (self.state is None or one.finding.state is self.state)
            and (self.severity is None or one.finding.severity is self.severity)
            and (not self.owner or one.finding.owner == self.owner)
            and (not self.department or self.department in departments_of(desk, one))
        )

    @property
    def words(self) -> str:
        """What it lets through, for people; "" where that is everything."""
        parts = (
            word(self.state) if self.state else "",
            word(self.severity) if self.severity else "",
            self.owner,
            self.department,
        )
        return say("・").join(part for part in parts if part)


def findings_in_order(desk: ReviewDesk, claim: str = "") -> tuple[LiveFinding, ...]:
    """All findings of a review, or those about one claim: what is to be done first, the worst first."""
    wanted = (one for one in desk.findings if not claim or one.finding.claim == claim)
    return tuple(sorted(wanted, key=lambda one: (_rank(one), _SEVERITIES.index(one.finding.severity))))


def departments_of(desk: ReviewDesk, one: LiveFinding) -> frozenset[str]:
    """Of the evidence it names and of that which bears on its claim, and of those who have to deal with it."""
    finding = one.finding
    named = {desk.department_of[entry] for entry in finding.evidence if entry in desk.department_of}
    bearing = desk.departments_of.get(finding.claim, frozenset())
    return bearing | named | ({finding.owner} if finding.owner else set())


def finding_filters(
    desk: ReviewDesk, findings: Sequence[LiveFinding], now: FindingFilter
) -> Iterator[tuple[FindingFilter, str, int]]:
    """Each thing that can be filtered by, beside what is filtered already: (the filter then, its words, how many)."""
    states = {one.finding.state for one in findings}
    severities = {one.finding.severity for one in findings}
    owners = sorted({one.finding.owner for one in findings if one.finding.owner})
    departments = sorted({name for one in findings for name in departments_of(desk, one)})
    wanted = [
        *((say("状態"), word(one), replace(now, state=one)) for one in FindingState if one in states),
        *((say("重さ"), word(one), replace(now, severity=one)) for one in _SEVERITIES if one in severities),
        *((say("担当"), one, replace(now, owner=one)) for one in owners),
        *((say("部署"), one, replace(now, department=one)) for one in departments),
    ]
    for kind, words, narrowed in wanted:
        yield (
            narrowed,
            say("{kind}：{words}", kind=kind, words=words),
            sum(narrowed.lets_through(desk, one) for one in findings),
        )


def finding_line(desk: ReviewDesk, one: LiveFinding) -> str:
    """A finding in a list: how bad, its state, who has to deal with it by when, where, what."""
    finding = one.finding
    state = say("消えた") if one.gone_at else word(finding.state)
    due = show_date(finding.due.isoformat()) if finding.due else ""
    parts = (
        f"[{word(finding.severity)}・{state}]",
        finding.owner,
        f"{due}!" if finding.is_late(desk.as_of) else due,
        _number(desk, one),
        " ".join(finding.message.split()),
    )
    return " ".join(part for part in parts if part)


def count_words(findings: Sequence[LiveFinding]) -> str:
    """How many are in which state; those that are gone apart."""
    there = [one for one in findings if one.gone_at is None]
    counts = [f"{word(state)}{sum(one.finding.state is state for one in there)}" for state in FindingState]
    return " ".join([*counts, say("消えた{count}", count=len(findings) - len(there))])


def finding_detail(desk: ReviewDesk, one: LiveFinding) -> Iterator[str]:
    """A finding in whole: where it stands, the claim, the evidence, what to do, what became of it."""
    finding = one.finding
    yield place_words(desk.assessment, finding)
    yield finding.message
    if finding.clause:
        yield say("根拠：{clause}", clause=finding.clause)
    claim = desk.claim_of.get(finding.claim)
    if claim:
        yield say("記載：{text}", text=" ".join(claim.text.split()))
    titles = {entry.id: entry.title for entry in desk.entries}
    for quote in finding.quotes:
        where = "　".join(filter(None, (quote.evidence, titles.get(quote.evidence, ""), quote.location)))
        yield say("証跡：「{words}」（{where}）", words=" ".join(quote.text.split()), where=where)
    charge = charge_words(finding, desk.as_of)
    if charge:
        yield say("担当・期日：{charge}", charge=charge)
    if finding.proposal:
        yield say("提案：{text}", text=finding.proposal)
    if finding.advice:
        yield say("助言：{text}", text=finding.advice)
    yield from remark_lines(one)
    if one.by:
        yield say("{by} が書いた指摘", by=one.by)
    yield from map(change_words, one.history)


def _number(desk: ReviewDesk, one: LiveFinding) -> str:
    """The printed numbers of the blank, without its file and label: Ⅲ －３－リスク4."""
    place = place_words(desk.assessment, one.finding).rpartition("】")[2]
    return "－".join(place.split("－")[:_NUMBERS])


def _rank(one: LiveFinding) -> _Rank:
    if one.gone_at:
        return _Rank.GONE
    match one.finding.state:
        case FindingState.WITHDRAWN:
            return _Rank.WITHDRAWN
        case FindingState.DONE | FindingState.CONFIRMED:
            return _Rank.FINISHED
    return _Rank.TO_DO
