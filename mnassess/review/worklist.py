"""The claims of a review as work: which process and risk each stands under, how far it is, and which comes next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mnassess.documents.model import Assessment
from mnassess.documents.naming import file_title
from mnassess.language import say
from mnassess.review.claims import file_of
from mnassess.review.counts import Counts, counted
from mnassess.review.desk import ReviewDesk
from mnassess.review.live_findings import LiveFinding
from mnassess.review.measures import measure_types
from mnassess.review.model import Claim, FindingSeverity, FindingState, VerdictCode
from mnassess.review.risks import process_word, risk_catalogue
from mnassess.review.staleness import ClaimState
from mnassess.review.words import word

_SEVERITIES = tuple(FindingSeverity)
_NOBODY: frozenset[str] = frozenset()


class Progress(StrEnum):
    """How far a claim is where it has no verdict that counts."""

    UNJUDGED = "unjudged"
    DISPUTED = "disputed"


State = VerdictCode | Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A claim with everything a list shows or is filtered by."""

    claim: Claim
    state: State
    findings: tuple[LiveFinding, ...] = ()
    """About it, those not withdrawn, the worst first."""
    departments: frozenset[str] = frozenset()
    """Of the evidence that bears on it, and of those who have to deal with its findings."""

    @property
    def is_open(self) -> bool:
        """Whether a person still has to decide on it: nobody has, people differ, or its ground moved."""
        return self.state in {Progress.UNJUDGED, Progress.DISPUTED, VerdictCode.STALE}

    @property
    def severity(self) -> FindingSeverity | None:
        """Of its worst finding."""
        return self.findings[0].finding.severity if self.findings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGroup:
    """Claims that stand together: of one file, under the same risks."""

    title: str
    items: tuple[WorkItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which claims to show; what is "" or None does not matter."""

    state: State | None = None
    process: str = ""
    measure: str = ""
    department: str = ""
    severity: FindingSeverity | None = None

    def lets_through(self, item: WorkItem) -> bool:
        """Whether the item is to be shown."""
        return (
            (self.state is None or item.state is self.state)
            and (not self.process or item.claim.process == self.process)
            and (not self.measure or self.measure in item.claim.measures)
            and (not self.department or self.department in item.departments)
            and (self.severity is None or any(one.finding.severity is self.severity for one in item.findings))
        )

    @property
    def words(self) -> str:
        """What it lets through, for people; "" where that is everything."""
        parts = (
            state_word(self.state) if self.state else "",
            process_word(self.process) if self.process else "",
            measure_types().types[self.measure].title if self.measure else "",
            self.department,
            word(self.severity) if self.severity else "",
        )
        return say("・").join(part for part in parts if part)


def work_items(desk: ReviewDesk) -> tuple[WorkItem, ...]:
    """Every claim of a review as work, in form order."""
    return tuple(_item(state, desk) for state in desk.state.claims)


def groups_of(items: Iterable[WorkItem], assessment: Assessment) -> tuple[WorkGroup, ...]:
    """The items by file, process and risk, in their own order."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[WorkItem]] = {}
    for item in items:
        claim = item.claim
        groups.setdefault((file_of(claim.path), claim.process, claim.risks), []).append(item)
    return tuple(
        WorkGroup(title=_title(assessment, *place), items=tuple(found)) for place, found in groups.items()
    )


def in_list_order(items: Iterable[WorkItem], assessment: Assessment) -> tuple[WorkItem, ...]:
    """The items as they stand in the list: a blank of Ⅲ may stand before one of Ⅱ that belongs to a later process."""
    return tuple(item for group in groups_of(items, assessment) for item in group.items)


def next_open(items: Sequence[WorkItem], after: str) -> WorkItem | None:
    """The next claim to decide on after the claim of an id, beginning again at the top; None where none is left."""
    place = next((n for n, item in enumerate(items) if item.claim.id == after), -1)
    return next((item for item in (*items[place + 1 :], *items[: place + 1]) if item.is_open), None)


def counts_of(items: Iterable[WorkItem], process: str = "") -> Counts:
    """記載, 裏付け, 矛盾 and 未確認 of the items; of one process where that is named."""
    return counted(
        item.state if isinstance(item.state, VerdictCode) else None
        for item in items
        if not process or item.claim.process == process
    )


def filters_for(items: Sequence[WorkItem], now: Filter) -> Iterator[tuple[Filter, str, int]]:
    """Each thing that can be filtered by, beside what is filtered already: (the filter then, its words, how many)."""
    states = {item.state for item in items}
    processes = dict.fromkeys(item.claim.process for item in items)
    measures = {code for item in items for code in item.claim.measures}
    departments = sorted({one for item in items for one in item.departments})
    severities = {one.finding.severity for item in items for one in item.findings}
    wanted = [
        *((say("状態"), state_word(one), replace(now, state=one)) for one in all_states() if one in states),
        *((say("過程"), process_word(one), replace(now, process=one)) for one in processes if one),
        *(
            (say("措置"), kind.title, replace(now, measure=code))
            for code, kind in measure_types().types.items()
            if code in measures
        ),
        *((say("部署"), one, replace(now, department=one)) for one in departments),
        *((say("指摘"), word(one), replace(now, severity=one)) for one in _SEVERITIES if one in severities),
    ]
    for kind, words, narrowed in wanted:
        yield narrowed, say("{kind}：{words}", kind=kind, words=words), sum(map(narrowed.lets_through, items))


def all_states() -> tuple[State, ...]:
    """Every state of a claim, what is to be done first."""
    judged = (one for one in VerdictCode if one is not VerdictCode.STALE)
    return (Progress.UNJUDGED, VerdictCode.STALE, Progress.DISPUTED, *judged)


def list_line(item: WorkItem) -> str:
    """A claim in a list: its state, how many possible contradictions and other findings, its words."""
    is_settled = item.state is VerdictCode.CONTRADICTED
    differing = 0 if is_settled else sum(bool(one.finding.differing) for one in item.findings)
    others = len(item.findings) - differing
    is_bad = item.severity is FindingSeverity.MAJOR
    marks = " ".join(
        part
        for part in (
            say("食{n}", n=differing) if differing else "",
            say("指{n}", n=others) if others else "",
            "!" if is_bad else "",
        )
        if part
    )
    words = " ".join(item.claim.text.split())
    return " ".join(part for part in (f"[{state_word(item.state):　<4}]", marks, words) if part)


def state_word(state: State) -> str:
    """What people call the state of a claim."""
    match state:
        case Progress.UNJUDGED:
            return say("未判定")
        case Progress.DISPUTED:
            return say("不一致")
        case _:
            return word(state)


def state_of(state: ClaimState) -> State:
    """The state of a claim."""
    if state.rivals:
        return Progress.DISPUTED
    return state.code or Progress.UNJUDGED


def _item(state: ClaimState, desk: ReviewDesk) -> WorkItem:
    claim = state.claim
    departments = desk.departments_of.get(claim.id, _NOBODY)
    found = desk.findings_of(claim.id)
    if not found:
        return WorkItem(claim=claim, state=state_of(state), departments=departments)
    findings = [one for one in found if one.finding.state is not FindingState.WITHDRAWN]
    owners = {one.finding.owner for one in findings if one.finding.owner}
    return WorkItem(
        claim=claim,
        state=state_of(state),
        findings=tuple(sorted(findings, key=lambda one: _SEVERITIES.index(one.finding.severity))),
        departments=departments | owners,
    )


def _title(assessment: Assessment, file: str, process: str, risks: tuple[str, ...]) -> str:
    risk = risk_catalogue().words(risks, process)
    name = process_word(process) if risks else ""
    return say("　").join(part for part in (file_title(assessment, file) if file else "", name, risk) if part)
