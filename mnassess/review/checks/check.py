"""What a check of a review is, and what it may look at.

One check, one class, one code, one sentence. A check reads values and makes findings; it opens no file. What it cannot
decide it says (`cannot_decide`): silence means that there is nothing to say.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.evidence.drift import EntryState
from mnassess.evidence.model import Entry, Library, Passage, Register
from mnassess.forms.paths import item_path
from mnassess.review.advice import closest_remedy, example_of, proposal_of
from mnassess.review.checks.data import CheckData, standard_check_data
from mnassess.review.comparison_kinds import core_name
from mnassess.review.comparison_words import standard_words
from mnassess.review.fingerprints import folded
from mnassess.review.folding import fold
from mnassess.review.knowledge import Knowledge, Remedy, Size, standard_knowledge
from mnassess.review.lexicon import Lexicon, standard_lexicon
from mnassess.review.matching import Candidate, Ranking
from mnassess.review.model import Claim, Finding, FindingSeverity, Quote
from mnassess.review.names import companies_of, contractors_of, systems_of
from mnassess.review.risks import risk_catalogue
from mnassess.rules.problems import Circumstances

_DIGITS = 12
_OUTSOURCING = re.compile(r"(files\[[^\]]*\])\.(?:risks|profile)\.outsourcing\.")


@dataclass(frozen=True, slots=True)
class OtherReport:
    """A report of another operation of the workspace."""

    operation: str
    assessment: Assessment


@dataclass(frozen=True, kw_only=True)
class ReviewContext:
    """What a review knows beside the report and its evidence."""

    circumstances: Circumstances = field(default_factory=Circumstances)
    """Body, day, and the other reports of the same operation."""
    states: Mapping[str, EntryState] = field(default_factory=lambda: MappingProxyType({}))
    """Register entry → whether its file is still what was registered."""
    operation: str = ""
    agency: str = ""
    other_reports: tuple[OtherReport, ...] = ()
    knowledge: Knowledge = field(default_factory=standard_knowledge)
    lexicon: Lexicon = field(default_factory=standard_lexicon)
    data: CheckData = field(default_factory=standard_check_data)

    @property
    def as_of(self) -> date:
        """The day the review is made for."""
        return self.circumstances.as_of


@dataclass(frozen=True, kw_only=True, eq=False)
class ReviewCase:
    """One report under review, with what the checks ask of it more than once."""

    assessment: Assessment
    register: Register
    library: Library
    context: ReviewContext
    claims: tuple[Claim, ...]
    rankings: Mapping[str, Ranking]
    """Claim id → what the evidence has to say about it."""

    @cached_property
    def checkable(self) -> tuple[Claim, ...]:
        """The claims a document can prove: all but the judgements (十分である)."""
        return tuple(claim for claim in self.claims if not claim.judgement)

    @cached_property
    def entry_of(self) -> Mapping[str, Entry]:
        """Id → register entry."""
        return {entry.id: entry for entry in self.register.entries}

    @cached_property
    def passages_of(self) -> Mapping[str, tuple[Passage, ...]]:
        """Id of a register entry → its passages."""
        found: dict[str, list[Passage]] = {}
        for passage in self.library.passages:
            found.setdefault(passage.evidence, []).append(passage)
        return {entry: tuple(passages) for entry, passages in found.items()}

    def bearing(self, claim: Claim) -> tuple[Candidate, ...]:
        """The best documents for a claim, the first of them and those that speak of the same measure; () for none."""
        ranking = self.rankings.get(claim.id)
        if ranking is None or not ranking.bears:
            return ()
        best = ranking.candidates[: self.context.data.limits.documents]
        return tuple(one for place, one in enumerate(best) if place == 0 or one.has_concept)

    def title(self, path: str) -> str:
        """What people call a place of the report."""
        return title_of(self.assessment, path) if path else self.assessment.form.name

    def entry_title(self, entry: Entry) -> str:
        """What people call a piece of evidence."""
        return entry.title or entry.path or entry.id

    @cached_property
    def contractors(self) -> Mapping[str, str]:
        """Contractor (委託先名) as written → path of the first task it has."""
        return contractors_of(self.assessment)

    def contractors_of(self, path: str) -> frozenset[str]:
        """The contractors of the file whose outsourcing a place of the report is about; none elsewhere."""
        about = _OUTSOURCING.match(path)
        tasks = f"{about[1]}.profile.outsourcing.tasks" if about else ""
        items = self.assessment.items_of(tasks) if tasks else ()
        names = (self.assessment.values.get(f"{item_path(tasks, one)}.contractor") for one in items)
        return frozenset(_core(name) for name in names if isinstance(name, str) and name.strip())

    def contractors_named(self, entry_id: str) -> frozenset[str]:
        """The contractors of the report that a piece of evidence names."""
        return self._contractors_named.get(entry_id, frozenset())

    @cached_property
    def _contractors_named(self) -> Mapping[str, frozenset[str]]:
        names = frozenset(_core(name) for name in self.contractors)
        found: dict[str, frozenset[str]] = {}
        for entry, passages in self.passages_of.items():
            text = fold("\n".join(f"{one.heading}\n{one.text}" for one in passages)).text
            title = fold(self.entry_of[entry].title).text if entry in self.entry_of else ""
            found[entry] = frozenset(name for name in names if name in text or name in title)
        return found

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """The contractors, and every other company the claims name by its full name."""
        return companies_of(self.assessment, self.claims)

    @cached_property
    def systems(self) -> tuple[str, ...]:
        """The systems Ⅰ2 names."""
        return systems_of(self.assessment)

    @cached_property
    def office_size(self) -> Size:
        """Large where the operation has many handlers (取扱者数), as far as a report of it says so."""
        reports = (self.assessment, *self.context.circumstances.others)
        counts = (report.values.get("inputs.handlers.count") for report in reports)
        return Size.LARGE if self.context.data.limits.large_handlers in counts else Size.SMALL

    def size_for(self, claim: Claim) -> Size:
        """Who would carry a remedy out: the system where the claim is made of one, else the office."""
        words = claim.scope.removesuffix("における措置")
        return Size.SYSTEM if words.endswith(self.context.data.limits.system_endings) else self.office_size

    def remedy(self, claim: Claim) -> Remedy | None:
        """The closest remedy for a claim."""
        size = self.size_for(claim)
        return closest_remedy(self.context.knowledge, claim.risks, claim.measures, size, claim.text)

    def remedy_at(self, path: str, words: str) -> Remedy | None:
        """The closest remedy for what is wrong at a place of the report."""
        risks, _ = risk_catalogue().spoken_to(self.assessment, path)
        return closest_remedy(self.context.knowledge, risks, (), self.office_size, words)


class ReviewCheck:
    """One automatic check of a review. A subclass is one code."""

    code: ClassVar[str]
    severity: ClassVar[FindingSeverity]
    clause: ClassVar[str] = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its findings: its own, but where it passes on those of others."""
        return (self.code,)

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        """What does not match."""
        raise NotImplementedError

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        """What the check would have to know and does not: observations that say so."""
        del case
        return iter(())

    def finding(
        self,
        message: str,
        *,
        path: str = "",
        claim: Claim | None = None,
        quotes: tuple[Quote, ...] = (),
        evidence: tuple[str, ...] = (),
        what: str = "",
        severity: FindingSeverity | None = None,
        clause: str | None = None,
        proposal: str = "",
        advice: str = "",
    ) -> Finding:
        """A finding under this check's code.

        `what` tells two findings apart that are of one claim, or one blank, and one piece of evidence.
        """
        path = claim.path if claim else path
        evidence = evidence or tuple(dict.fromkeys(quote.evidence for quote in quotes))
        return Finding(
            id=finding_id(self.code, claim.id if claim else path, evidence, what),
            code=self.code,
            severity=severity or self.severity,
            path=path,
            claim=claim.id if claim else "",
            evidence=evidence,
            quotes=quotes,
            message=message,
            clause=self.clause if clause is None else clause,
            proposal=proposal,
            advice=advice,
        )

    def about(self, case: ReviewCase, claim: Claim, message: str, *, what: str = "") -> Finding:
        """A finding about a claim alone, with what the knowledge base proposes."""
        remedy = case.remedy(claim)
        return self.finding(
            message, claim=claim, what=what, proposal=proposal_of(remedy), advice=example_of(remedy)
        )


def finding_id(code: str, place: str, evidence: tuple[str, ...], what: str) -> str:
    """The id of a finding: the same as long as its cause is the same."""
    ground = "\0".join((code, place, *evidence, folded(what)))
    return f"{code}-{hashlib.sha256(ground.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def _core(name: str) -> str:
    return core_name(name, standard_words().company_words)
