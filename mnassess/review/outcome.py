"""What a review came to, as one value: everything the risk table, the report, the remarks and the export speak of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from mnassess.documents.model import Assessment
from mnassess.evidence.drift import EntryState
from mnassess.evidence.model import Entry
from mnassess.language import say
from mnassess.review.counts import Counts, counted
from mnassess.review.knowledge import Knowledge, standard_knowledge
from mnassess.review.model import Claim, Finding, FindingSeverity, FindingState, Quote, Verdict, VerdictCode
from mnassess.review.record import ChecklistAnswer
from mnassess.review.remarks import LiveRemark
from mnassess.review.risks import risk_catalogue
from mnassess.review.words import word
from mnassess.rules.problems import Body, Problem

NO_STANDINGS: Mapping[str, "Standing"] = MappingProxyType({})
NO_RIVALS: Mapping[str, tuple[Verdict, ...]] = MappingProxyType({})
NO_STATES: Mapping[str, EntryState] = MappingProxyType({})
NO_NAMES: Mapping[str, str] = MappingProxyType({})
NO_ENTRIES: Mapping[str, tuple[str, ...]] = MappingProxyType({})
NO_ANSWERS: Mapping[tuple[str, str], tuple[ChecklistAnswer, ...]] = MappingProxyType({})
_SEVERITIES = tuple(FindingSeverity)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A person's verdict as it stands today."""

    verdict: Verdict
    changes: tuple[str, ...] = ()
    """What changed since it was given, in words; a verdict whose ground moved is 要再確認."""

    @property
    def code(self) -> VerdictCode:
        """The verdict that counts: `stale` as soon as anything it rests on has changed."""
        return VerdictCode.STALE if self.changes else self.verdict.code


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """Something nobody looked at, e.g. evidence that could not be read."""

    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SkippedCheck:
    """An automatic check that was not carried out for this report."""

    code: str
    reason: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """A named person's word that the review is done, and for which claims."""

    by: str
    at: datetime
    covered: tuple[str, ...]
    """Ids of the claims that were verified then."""
    lapsed: tuple[str, ...] = ()
    """Those of them whose ground has moved since."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Review:
    """One report, what it claims, what people found out about it, and what nobody looked at."""

    assessment: Assessment
    document: Path
    """Its file; outputs name it and lie in no relation to it otherwise."""
    agency: str = ""
    body: Body = "local"
    as_of: date
    claims: tuple[Claim, ...] = ()
    """In form order."""
    standings: Mapping[str, Standing] = field(default_factory=lambda: NO_STANDINGS)
    """Claim id → the verdict on it. A claim without one was not looked at."""
    rivals: Mapping[str, tuple[Verdict, ...]] = field(default_factory=lambda: NO_RIVALS)
    """Claim id → verdicts that differ and that a person has still to decide between."""
    findings: tuple[Finding, ...] = ()
    undecided: frozenset[str] = frozenset()
    """Ids of the findings that say that a check could not decide."""
    noted_by: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    """Id of a finding → the person who noted it; a check's is not in it."""
    reasons: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    """Id of a withdrawn finding → why it was withdrawn."""
    entries: tuple[Entry, ...] = ()
    """The evidence register, in its order."""
    states: Mapping[str, EntryState] = field(default_factory=lambda: NO_STATES)
    """Entry id → whether its file is still what was registered."""
    unseen: tuple[Unseen, ...] = ()
    """Beside the claims without a verdict, which speak for themselves."""
    checked_on: date | None = None
    """The day the automatic checks ran for; None where they did not. Then no findings mean nothing."""
    skipped: tuple[SkippedCheck, ...] = ()
    bearing: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_ENTRIES)
    """Claim id → the register entries the checks held against it, the best first."""
    other_operations: tuple[str, ...] = ()
    """The operations whose reports the checks compared this one with."""
    remarks: tuple[LiveRemark, ...] = ()
    """What reviewers wrote about the blanks in words of their own."""
    problems: tuple[Problem, ...] | None = None
    """What `mnassess check` finds in the report, in form order; None where it was not looked at."""
    answers: Mapping[tuple[str, str], tuple[ChecklistAnswer, ...]] = field(default_factory=lambda: NO_ANSWERS)
    """(point or duty, question) → what people answered; several where they differ."""
    sign_offs: tuple[SignOff, ...] = ()
    knowledge: Knowledge = field(default_factory=standard_knowledge)
    """What the agency can draw proposals from."""

    @cached_property
    def claim_of(self) -> Mapping[str, Claim]:
        """Claim id → claim."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def entry_of(self) -> Mapping[str, Entry]:
        """Entry id → entry."""
        return {entry.id: entry for entry in self.entries}

    @property
    def operation(self) -> str:
        """The name of the operation: its folder."""
        return self.document.resolve().parent.name

    @property
    def name(self) -> str:
        """What people call the report: operation and form."""
        return f"{self.operation}　{self.assessment.form.name}"

    def code(self, claim: str) -> VerdictCode | None:
        """The verdict that counts for a claim; None where there is none."""
        standing = self.standings.get(claim)
        return standing.code if standing else None

    def disputed(self, claim: str) -> str:
        """Who differs about a claim, and how."""
        said = "／".join(f"{one.by} {word(one.code)}" for one in self.rivals.get(claim, ()))
        return say("判定が分かれている：{said}", said=said)

    def counts(self, claims: Iterable[Claim] | None = None) -> Counts:
        """The counts of some claims, of all where none are given."""
        return counted(self.code(claim.id) for claim in (self.claims if claims is None else claims))

    def counts_by_process(self) -> Mapping[str, Counts]:
        """Code of a process → its counts, in the order of the catalogue; processes without claims are not in it."""
        claims: dict[str, list[Claim]] = {code: [] for code in risk_catalogue().processes}
        for claim in self.claims:
            claims.setdefault(claim.process, []).append(claim)
        return {code: self.counts(found) for code, found in claims.items() if found}

    def standing_findings(self) -> tuple[Finding, ...]:
        """The findings that were not withdrawn, the worst first, else in their own order."""
        kept = (one for one in self.findings if one.state is not FindingState.WITHDRAWN)
        return tuple(sorted(kept, key=lambda one: _SEVERITIES.index(one.severity)))

    def evidence_title(self, entry_id: str) -> str:
        """What a register entry is called; its id where the register does not name it any more."""
        entry = self.entry_of.get(entry_id)
        if entry is None:
            return say("{id}（台帳にない証跡）", id=entry_id)
        return entry.title or entry.id

    def quoted(self, quote: Quote) -> str:
        """Words of the evidence with where they stand."""
        unchecked = say("原本で確認") if quote.is_unchecked else ""
        where = "　".join(filter(None, (self.evidence_title(quote.evidence), quote.location, unchecked)))
        return say("「{words}」（{where}）", words=quote.text, where=where)
