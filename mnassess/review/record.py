"""Everything that was said in the review of one document: nothing in it is ever taken away.

What a person says is an entry with a name and a moment. A later entry about the same thing goes `over` the earlier
ones it knew of, and those stay as history. So two records are joined by putting their entries together, and where
two entries about one thing do not know of each other and differ, that is a conflict for a person.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from mnassess.review.fingerprints import folded
from mnassess.review.model import Answer, Claim, Finding, FindingSeverity, FindingState, Verdict
from mnassess.review.rewording import Amount
from mnassess.review.stored import to_json

_ID_DIGITS = 16
_ROUNDS = 100
"""How often entries are put in order; a file that goes in circles is put in some order."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


# --- what is in a record --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SeenClaim:
    """A claim as it stood when the review last looked."""

    id: str
    path: str
    scope: str = ""
    text: str
    fingerprint: str

    def as_claim(self) -> Claim:
        """Enough of the claim to follow it through edits."""
        return Claim(
            id=self.id, path=self.path, scope=self.scope, text=self.text, fingerprint=self.fingerprint
        )


def seen(claim: Claim) -> SeenClaim:
    """What is kept of a claim."""
    return SeenClaim(
        id=claim.id, path=claim.path, scope=claim.scope, text=claim.text, fingerprint=claim.fingerprint
    )


@dataclass(frozen=True, kw_only=True)
class Report:
    """What tells the reviewed report from others of its form; "" for what it does not say."""

    agency: str = ""
    operation: str = ""
    """Name of its operation's folder."""
    title: str = ""
    """評価書名, from its cover."""
    edition: str = ""

    @property
    def words(self) -> str:
        """What people call it."""
        return "　".join(filter(None, (self.agency, self.title or self.operation, self.edition)))

    def is_other_than(self, report: "Report") -> bool:
        """Whether it is surely another report. An operation that was renamed in one of two places is still the same."""
        if any(map(_differ, (self.agency, self.edition), (report.agency, report.edition))):
            return True
        mine, its = (self.operation, self.title), (report.operation, report.title)
        is_either = any(one and folded(one) == folded(other) for one, other in zip(mine, its, strict=True))
        return not is_either and any(map(_differ, mine, its))


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and folded(one) != folded(other)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The report when the review last looked."""

    at: datetime = _LONG_AGO
    report: Report = Report()
    claims: tuple[SeenClaim, ...] = ()
    """In form order."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """An edit made one claim into another: what was said of the old one is now about the new one."""

    old: str
    new: str
    amount: Amount
    """How much the words changed."""


@dataclass(frozen=True, kw_only=True)
class GivenVerdict:
    """A verdict, for good: a later one goes over it, and it stays as history."""

    id: str = ""
    given: Verdict
    over: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """Id of the claim it was given on."""
        return self.given.claim

    @property
    def at(self) -> datetime:
        """When it was given."""
        return self.given.at

    @property
    def by(self) -> str:
        """Who gave it."""
        return self.given.by


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something a named person said."""

    id: str = ""
    about: str = ""
    by: str
    at: datetime
    over: tuple[str, ...] = ()
    """Ids of the entries about the same thing that were known then."""


@dataclass(frozen=True, kw_only=True)
class Withdrawal(Said):
    """A verdict taken back without another: nobody has judged the claim."""

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """From this moment on a finding was found by the checks, or was found no more."""

    at: datetime
    is_there: bool


@dataclass(frozen=True, kw_only=True)
class KnownFinding:
    """A finding as the checks, or a person, put it; what became of it stands in `FindingChange`s."""

    finding: Finding
    at: datetime
    """When it was first put like this."""
    by: str = ""
    """Who noted it; "" where a check did."""
    follows: tuple[str, ...] = ()
    """Findings of the same check on the same claim before that was reworded."""
    sightings: tuple[Sighting, ...] = ()

    @property
    def id(self) -> str:
        """The id of the finding."""
        return self.finding.id


CHANGEABLE = ("state", "owner", "due", "severity", "proposal", "advice")
"""The members of a finding that people change."""


@dataclass(frozen=True, kw_only=True)
class FindingChange(Said):
    """One thing about a finding changed by a person: its state, owner, date, proposal or wording advice."""

    field: str
    value: str = ""
    reason: str = ""

    def as_member(self) -> object:
        """The value as `Finding` holds it; ValueError where it holds no such thing."""
        match self.field:
            case "state":
                return FindingState(self.value)
            case "severity":
                return FindingSeverity(self.value)
            case "due":
                return date.fromisoformat(self.value) if self.value else None
        return self.value


@dataclass(frozen=True, kw_only=True)
class RestedOn:
    """Something an answer of the checklist rested on, as it was then."""

    about: str
    """Code of an automatic fact; `claims` for the claims the question is about."""
    state: str
    """Of the fact; of claims how many are declared, supported and contradicted: 12 3 1."""
    marks: str = ""
    """Digest of what speaks against the fact, or of the claims with their verdicts."""


@dataclass(frozen=True, kw_only=True)
class ChecklistAnswer(Said):
    """A person's answer to a question of the checklist (指針第10); `about` is the id of its point, or of a duty."""

    question: str = ""
    """The question in the words it was asked in; "" for the point as a whole."""
    answer: Answer
    note: str = ""
    rested_on: tuple[RestedOn, ...] = ()
    """() where it is not known."""


@dataclass(frozen=True, kw_only=True)
class Skip(Said):
    """A check that is not run on this report; `about` is its code."""

    reason: str = ""
    is_lifted: bool = False


@dataclass(frozen=True, kw_only=True)
class NotLookedAt(Said):
    """Something the review leaves out, in words or as the id of a claim or a blank, and why."""

    reason: str = ""
    is_lifted: bool = False


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A claim that was verified when somebody signed, by this verdict."""

    claim: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class LeftOpen:
    """A claim that was not verified when somebody signed."""

    claim: str
    text: str
    why: str
    """`none`, `stale` or `conflict`."""


@dataclass(frozen=True, kw_only=True)
class SignOff(Said):
    """A named person signs for what was verified at that moment, and for nothing else."""

    note: str = ""
    covers: tuple[Covered, ...] = ()
    left_open: tuple[LeftOpen, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Remark(Said):
    """意見: what a reviewer wrote about a blank in words of their own; `about` is its field path."""

    name: str
    """What it is called on every surface, the same through all its versions: r-1a2b3c4d."""
    text: str = ""
    """"" once it is taken back."""
    reason: str = ""
    """Why it was taken back."""
    seen: str = ""
    """The answer in the blank as its author saw it, in the words of the form; "" where that is not known."""


@dataclass(frozen=True, slots=True, order=True)
class Collected:
    """An entry came out of an annotation cell of a notebook: collected once more, it is known."""

    slot: str
    """Which cell: of which notebook, about which blank, of which reviewer."""
    entry: str
    """Id of the entry."""


Entry = GivenVerdict | Said
"""What a person said."""
AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """The review of one document, as far as it has come."""

    form: str
    """Kind of the document's form: threshold, key-item or full-item."""
    verdicts: tuple[GivenVerdict, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    findings: tuple[KnownFinding, ...] = ()
    finding_changes: tuple[FindingChange, ...] = ()
    checklist: tuple[ChecklistAnswer, ...] = ()
    skips: tuple[Skip, ...] = ()
    not_looked_at: tuple[NotLookedAt, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    remarks: tuple[Remark, ...] = ()
    links: tuple[Link, ...] = ()
    collected: tuple[Collected, ...] = ()
    seen: Seen = Seen()

    def finding(self, finding_id: str) -> KnownFinding | None:
        """The finding of an id, as it was put."""
        return next((one for one in self.findings if one.id == finding_id), None)

    @cached_property
    def judgements(self) -> tuple[GivenVerdict | Withdrawal, ...]:
        """Verdicts and withdrawals, oldest first."""
        return oldest_first((*self.verdicts, *self.withdrawals))


SETS = ("links", "collected")
"""The members that hold values without ids."""
ENTRIES = tuple(one.name for one in fields(ReviewRecord) if one.name not in {"form", "seen", *SETS})
"""The members that hold entries with ids."""


# --- entries --------------------------------------------------------------------------------------------------


def identified(entry: AnyEntry) -> AnyEntry:
    """The entry with its id, which follows from what it says: the same said twice at once is one entry."""
    return replace(entry, id=digest(entry))


def digest(entry: object) -> str:
    """A digest of what an entry without an id says."""
    text = json.dumps([type(entry).__name__, to_json(entry)], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]


def oldest_first(entries: Iterable[AnyEntry]) -> tuple[AnyEntry, ...]:
    """The entries in the order they were said in: by the clock, but never before one they go over.

    Clocks differ, and are set back.
    """
    known = sorted(entries, key=lambda one: (one.at, one.id))
    if len(known) < 2:
        return tuple(known)
    places = {one.id: (one.at, 0) for one in known}
    for _ in range(_ROUNDS):
        late = False
        for one in known:
            before = max((places[over] for over in one.over if over in places), default=None)
            if before and (before[0], before[1] + 1) > places[one.id]:
                places[one.id] = before[0], before[1] + 1
                late = True
        if not late:
            break
    return tuple(sorted(known, key=lambda one: (places[one.id], one.id)))


def standing(entries: Iterable[AnyEntry]) -> tuple[AnyEntry, ...]:
    """The entries that no other one goes over, oldest first."""
    known = oldest_first(entries)
    gone_over = {covered for one in known for covered in one.over}
    return tuple(one for one in known if one.id not in gone_over)


def just_after(before: datetime, at: datetime) -> datetime:
    """The moment, or one just after the earlier one where a clock was set back."""
    return max(at, before + timedelta(microseconds=1))


def ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Their ids, sorted."""
    return tuple(sorted(one.id for one in entries))
