"""The words of the review as values: claims, what speaks for them, findings, verdicts. All frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Claim:
    """記載された対策: one checkable statement of the report."""

    id: str
    """Stable when other text is edited, moved or inserted."""
    path: str
    """Field path of the blank it stands in."""
    scope: str = ""
    """The words of the ＜…における措置＞ heading above it; "" where there is none. Nested ones are joined by ／."""
    lead: str = ""
    """The sentence or label that introduces it, e.g. 契約書に次の事項を定めている。; "" where there is none."""
    text: str
    measures: tuple[str, ...] = ()
    """Codes of its measure types (安全管理措置), e.g. `C-b`, most telling first."""
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Measure code → the words of the claim, or the label of its blank, that point to it."""
    risks: tuple[str, ...] = ()
    """Ids of the risk catalogue it is stated against, e.g. `U2`; () for 全庁共通."""
    process: str = ""
    """Process of the catalogue (`acquisition` … `storage`), `network` (その他 of the network item), or `common` (全庁共通)."""
    judgement: bool = False
    """Whether it judges the measures (リスクへの対策は十分である) rather than states one: no document proves it by itself."""
    fingerprint: str
    """Digest of the text that ignores white space and width variants and nothing else."""


class VerdictCode(StrEnum):
    """What a person found about a claim. `stale` is computed, never chosen."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    INCONCLUSIVE = "inconclusive"
    NOT_APPLICABLE = "not_applicable"
    STALE = "stale"


class Method(StrEnum):
    """How a verdict was reached."""

    EXAMINE = "examine"
    INTERVIEW = "interview"
    TEST = "test"
    ON_SITE = "on_site"


class Answer(StrEnum):
    """What a person answers to a question of the checklist (指針第10)."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDED = "undecided"


class FindingSeverity(StrEnum):
    """How bad a finding is. Major and minor make `mnassess review` exit with 1."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"
    GOOD_PRACTICE = "good_practice"


class FindingState(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the evidence, with where they stand."""

    evidence: str
    """Id of the register entry."""
    text: str
    location: str = ""
    is_unchecked: bool = False
    """Whether it was not found in what can be read of the evidence: a scan, handwriting."""
    differing: str = ""
    """Which of its words seem to say something else than the claim; a check says so."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A person's verdict on a claim, and the ground it stands on."""

    claim: str
    """Id of the claim."""
    code: VerdictCode
    method: Method
    by: str
    at: datetime
    evidence: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Entry id → SHA-256 of the evidence when the verdict was given ("" where it has no file)."""
    heard: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Entry id → digest of what its note said, for evidence without a file: an interview, an observation."""
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    claim_text: str
    """The words of the claim the verdict was given on."""
    claim_fingerprint: str
    claim_scope: str = ""
    """The heading the claim stood under. Another one gives the same words another meaning."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """指摘: something that does not match, found by a check or noted by a person."""

    id: str
    """Stable across runs: the same cause has the same id."""
    code: str
    """Of the check that made it; `by_hand` for a person's own."""
    severity: FindingSeverity
    path: str
    """Field path; "" for the report as a whole."""
    claim: str = ""
    evidence: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    differing: str = ""
    """The words of the claim that the evidence seems to say otherwise, a line each."""
    message: str
    """What is wrong, in one or two sentences for people."""
    clause: str = ""
    proposal: str = ""
    """A measure that can be carried out."""
    advice: str = ""
    """What the report should say."""
    owner: str = ""
    due: date | None = None
    state: FindingState = FindingState.OPEN

    def is_late(self, as_of: date) -> bool:
        """Whether its due date is over and nobody has said that it was dealt with."""
        waits = self.state in {FindingState.OPEN, FindingState.PLANNED}
        return waits and self.due is not None and self.due < as_of
