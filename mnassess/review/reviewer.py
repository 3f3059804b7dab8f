"""The review of one report: its claims, the evidence for each, and what the automatic checks find. Pure.

The screens, the notebooks and the command line all call `review`; `review_of` reads the files it needs first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import workspace_of
from mnassess.errors import DocumentError, ReviewError
from mnassess.evidence.drift import Digests, EntryState, check_register, digests_of
from mnassess.evidence.library import cache_of, read_library
from mnassess.evidence.model import Library, Passage, Register
from mnassess.evidence.register import load_register
from mnassess.language import say
from mnassess.review.checks import CHECKS
from mnassess.review.checks.check import OtherReport, ReviewCase, ReviewContext
from mnassess.review.checks.contracts import ContractReading, contracts_of
from mnassess.review.claims import claims_of
from mnassess.review.knowledge import knowledge_of
from mnassess.review.lexicon import Lexicon, lexicon_of, standard_lexicon
from mnassess.review.matching import Candidate, Ranking, rank
from mnassess.review.model import Claim, Finding
from mnassess.review.outcome import SkippedCheck
from mnassess.review.registers import needed_register
from mnassess.rules.checks import FormOrder
from mnassess.rules.circumstances import circumstances_of, with_figures

_NO_SKIPS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class ReviewResult:
    """What a review came to."""

    findings: tuple[Finding, ...] = ()
    """In form order; what concerns the whole report first."""
    undecided: frozenset[str] = frozenset()
    """Ids of the findings that say that a check could not decide."""
    skipped: tuple[SkippedCheck, ...] = ()
    claims: tuple[Claim, ...] = ()
    """In form order."""
    candidates: Mapping[str, Ranking] = field(default_factory=lambda: MappingProxyType({}))
    """Claim id → the evidence that may speak of it, best first."""
    bearing: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Claim id → the register entries it was held against, the best first; () where none bears on it."""
    other_operations: tuple[str, ...] = ()
    """The operations whose reports this one was compared with."""
    contracts: tuple[ContractReading, ...] = ()
    """The contracts among the evidence, with the clauses found in each."""
    register: Register
    states: Mapping[str, EntryState] = field(default_factory=lambda: MappingProxyType({}))
    """Entry id → whether its file is still what was registered."""
    digests: Digests = field(default_factory=lambda: MappingProxyType({}))
    """Of the files as the review found them."""
    library: Library
    lexicon: Lexicon = field(default_factory=standard_lexicon)
    """What the candidates were found with."""
    notices: tuple[str, ...] = ()
    """What could not be taken into account."""


def check_codes() -> tuple[str, ...]:
    """The code of every check, for skipping one."""
    return tuple(dict.fromkeys(code for check in CHECKS for code in check.codes))


def review(
    assessment: Assessment,
    register: Register,
    library: Library,
    context: ReviewContext,
    skips: Mapping[str, str] = _NO_SKIPS,
) -> ReviewResult:
    """The claims of a report, the evidence for each and the findings of the checks.

    `skips` says which checks (by code) are not carried out and why; ReviewError for one without a reason, or that
    there is not.
    """
    _refuse_bad_skips(skips)
    claims = claims_of(assessment)
    rankings = candidates_for(claims, register, library, context)
    case = ReviewCase(
        assessment=assessment,
        register=register,
        library=library,
        context=context,
        claims=claims,
        rankings=rankings,
    )
    decided, undecided = [], []
    for check in CHECKS:
        if not all(code in skips for code in check.codes):
            decided += [one for one in check.find(case) if one.code not in skips]
            undecided += [one for one in check.cannot_decide(case) if one.code not in skips]
    order = FormOrder(assessment)
    return ReviewResult(
        findings=tuple(sorted((*decided, *undecided), key=lambda one: order.key(one.path))),
        undecided=frozenset(one.id for one in undecided),
        skipped=tuple(SkippedCheck(code=code, reason=reason.strip()) for code, reason in skips.items()),
        claims=claims,
        candidates=rankings,
        bearing={
            claim.id: tuple(dict.fromkeys(one.evidence for one in case.bearing(claim))) for claim in claims
        },
        other_operations=tuple(dict.fromkeys(one.operation for one in context.other_reports)),
        contracts=contracts_of(case),
        register=register,
        states=context.states,
        library=library,
        lexicon=context.lexicon,
    )


def candidates_for(
    claims: tuple[Claim, ...], register: Register, library: Library, context: ReviewContext, top: int = 10
) -> Mapping[str, Ranking]:
    """Claim id → the evidence that may speak of it, best first."""
    found = rank(claims, library.passages, context.lexicon, top=top, titles=_titles(register))
    return MappingProxyType({ranking.claim.id: ranking for ranking in found})


def candidate_by_hand(claim: Claim, passage: Passage, result: ReviewResult) -> Candidate:
    """A passage that a person found for a claim, with what both share as for any candidate."""
    (ranking,) = rank((claim,), (passage,), result.lexicon, titles=_titles(result.register))
    return ranking.candidates[0]


def _titles(register: Register) -> Mapping[str, str]:
    return {entry.id: f"{entry.title}\n{entry.path}" for entry in register.entries}


def _refuse_bad_skips(skips: Mapping[str, str]) -> None:
    known = check_codes()
    for code, reason in skips.items():
        if code not in known:
            raise ReviewError(
                say(
                    "点検項目「{code}」はありません。mnassess review --list-checks で一覧を見てください。",
                    code=code,
                )
            )
        if not reason.strip():
            raise ReviewError(say("点検項目「{code}」を省く理由がありません。", code=code))


# --- from the disk --------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ReviewGround:
    """A report with everything a review of it stands on, read from the disk."""

    assessment: Assessment
    register: Register
    digests: Digests
    library: Library
    context: ReviewContext
    notices: tuple[str, ...] = ()


def ground_of(
    document: Path,
    register_file: Path | None = None,
    as_of: date | None = None,
    *,
    is_text_kept: bool = True,
) -> ReviewGround:
    """The report in a file, its register and evidence as they are now, and what lies around it in its workspace.

    Without a register the workspace's own; ReviewError where there is none. `is_text_kept`: whether the text read out
    of the evidence is put in the workspace's cache, for the next time.
    """
    assessment = load_document(document).assessment
    register = load_register(register_file or needed_register(document))
    digests = digests_of(register)
    circumstances, notices = circumstances_of(document, None, as_of)
    workspace = workspace_of(document)
    others, unread = _other_reports(document)
    context = ReviewContext(
        circumstances=with_figures(circumstances, assessment, document),
        states={one.id: one.state for one in check_register(register, circumstances.as_of, digests=digests)},
        operation=document.resolve().parent.name if workspace else "",
        agency=workspace.agency if workspace else "",
        other_reports=others,
    )
    if workspace:
        context = _with_the_agencys_own(context, workspace.folder)
    return ReviewGround(
        assessment=assessment,
        register=register,
        digests=digests,
        library=read_library(register, cache_of(register.path), digests=digests, is_kept=is_text_kept),
        context=context,
        notices=(*notices, *unread),
    )


def review_of(
    document: Path,
    register_file: Path | None = None,
    as_of: date | None = None,
    skips: Mapping[str, str] = _NO_SKIPS,
    *,
    is_text_kept: bool = True,
) -> ReviewResult:
    """The review of a report in a file; see `review` and `ground_of`."""
    ground = ground_of(document, register_file, as_of, is_text_kept=is_text_kept)
    result = review(ground.assessment, ground.register, ground.library, ground.context, skips)
    return replace(result, digests=ground.digests, notices=ground.notices)


def _with_the_agencys_own(context: ReviewContext, folder: Path) -> ReviewContext:
    return replace(context, knowledge=knowledge_of(folder), lexicon=lexicon_of(folder))


def _other_reports(document: Path) -> tuple[tuple[OtherReport, ...], tuple[str, ...]]:
    """The reports of the workspace's other operations, and sentences about those that cannot be read."""
    workspace = workspace_of(document)
    found, unread = [], []
    for operation in workspace.operations() if workspace else ():
        if operation.folder.resolve() == document.resolve().parent:
            continue
        for path in operation.documents():
            try:
                found.append(OtherReport(operation.name, load_document(path).assessment))
            except DocumentError as error:
                unread.append(say("{error} この評価書との写しは調べていません。", error=error))
    return tuple(found), tuple(unread)
