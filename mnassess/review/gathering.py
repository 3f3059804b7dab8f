"""A document file → what its review came to: the claims as they are now, and what is on record about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import workspace_of
from mnassess.language import say
from mnassess.review.actions import answers, left_out, skipped
from mnassess.review.claims import claims_of
from mnassess.review.ground import standings
from mnassess.review.knowledge import Knowledge, knowledge_of, standard_knowledge
from mnassess.review.lineage import look_at
from mnassess.review.live_findings import LiveFinding, live_findings, take_run
from mnassess.review.model import Claim, Finding, FindingState, Verdict
from mnassess.review.names import names_of
from mnassess.review.outcome import (
    NO_ENTRIES,
    NO_NAMES,
    NO_RIVALS,
    NO_STANDINGS,
    NO_STATES,
    Review,
    SignOff,
    SkippedCheck,
    Standing,
    Unseen,
)
from mnassess.review.record import ReviewRecord
from mnassess.review.registers import register_of
from mnassess.review.remarks import LiveRemark, live_remarks
from mnassess.review.reviewer import ReviewResult, check_codes, review_of
from mnassess.review.session import read_review
from mnassess.review.sign_off import SignOffState, sign_off_states
from mnassess.review.staleness import ClaimState, ReviewState, review_state
from mnassess.rules.checks import iter_problems
from mnassess.rules.circumstances import circumstances_of, with_figures
from mnassess.rules.problems import Body, Problem


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What people and the checks said about a document, as it stands today."""

    standings: Mapping[str, Standing] = field(default_factory=lambda: NO_STANDINGS)
    rivals: Mapping[str, tuple[Verdict, ...]] = field(default_factory=lambda: NO_RIVALS)
    findings: tuple[Finding, ...] = ()
    noted_by: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    reasons: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    unseen: tuple[Unseen, ...] = ()
    skipped: tuple[SkippedCheck, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    remarks: tuple[LiveRemark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A review as it stands, and what it was gathered from."""

    review: Review
    record: ReviewRecord
    """With what the checks found now."""
    result: ReviewResult | None
    """What the checks came to; None where there is no register."""


def outcome_of(
    document: Path, *, as_of: date, register: Path | None = None, is_text_kept: bool = True
) -> Review:
    """The review of a document: what is on record, and what the checks find now in the evidence.

    The evidence is that of `register`, without one that of the workspace. Writes nothing but the text of the evidence
    into the workspace's cache, and unless `is_text_kept` not even that. DocumentError, WorkspaceError or RegisterError
    where a file cannot be used.
    """
    return gather(document, as_of=as_of, register=register, is_text_kept=is_text_kept).review


def gather(
    document: Path, *, as_of: date, register: Path | None = None, is_text_kept: bool = True
) -> Gathered:
    """As `outcome_of`, with the record and what the checks came to."""
    assessment = load_document(document).assessment
    place = register or register_of(document)
    record = read_review(document, assessment.form.kind.value).record
    result = checked(record, document, place, as_of, is_text_kept=is_text_kept) if place else None
    claims = result.claims if result else claims_of(assessment)
    names = names_of(assessment, claims)
    if result:
        record = with_run(record, result, names)
    recorded = recorded_of(record, claims, result, names)
    review = gathered(surroundings_of(document, assessment, as_of), claims, record, recorded, result)
    return Gathered(review=review, record=record, result=result)


def recorded_outcome(document: Path, record: ReviewRecord, *, as_of: date) -> Review:
    """The review of a document as the record has it, the checks not being run. WorkspaceError as `surroundings_of`."""
    assessment = load_document(document).assessment
    claims = claims_of(assessment)
    recorded = recorded_of(record, claims, None, names_of(assessment, claims))
    return gathered(surroundings_of(document, assessment, as_of), claims, record, recorded, None)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What an outcome says of a document beside its review: it does not change while people review."""

    assessment: Assessment
    document: Path
    agency: str
    body: Body
    as_of: date
    problems: tuple[Problem, ...]
    knowledge: Knowledge


def surroundings_of(document: Path, assessment: Assessment, as_of: date) -> Surroundings:
    """Where a document lies, and what `mnassess check` finds in it. WorkspaceError where a file cannot be used."""
    workspace = workspace_of(document)
    circumstances, _ = circumstances_of(document, None, as_of)
    return Surroundings(
        assessment=assessment,
        document=document,
        agency=workspace.agency if workspace else _agency_in(assessment),
        body="national" if workspace and workspace.body == "national" else "local",
        as_of=as_of,
        problems=tuple(iter_problems(assessment, with_figures(circumstances, assessment, document))),
        knowledge=knowledge_of(workspace.folder) if workspace else standard_knowledge(),
    )


def gathered(
    around: Surroundings,
    claims: tuple[Claim, ...],
    record: ReviewRecord,
    recorded: Recorded,
    result: ReviewResult | None,
) -> Review:
    """One value of a document, its record as it stands (`recorded_of`), and what the checks found; None: not run."""
    return Review(
        assessment=around.assessment,
        document=around.document,
        agency=around.agency,
        body=around.body,
        as_of=around.as_of,
        claims=claims,
        standings=recorded.standings,
        rivals=recorded.rivals,
        findings=recorded.findings,
        undecided=result.undecided if result else frozenset(),
        noted_by=recorded.noted_by,
        reasons=recorded.reasons,
        entries=result.register.entries if result else (),
        states=result.states if result else NO_STATES,
        unseen=recorded.unseen,
        checked_on=around.as_of if result else None,
        skipped=recorded.skipped,
        bearing=result.bearing if result else NO_ENTRIES,
        other_operations=result.other_operations if result else (),
        problems=around.problems,
        answers=answers(record),
        sign_offs=recorded.sign_offs,
        remarks=recorded.remarks,
        knowledge=around.knowledge,
    )


def checked(
    record: ReviewRecord, document: Path, register: Path, as_of: date, *, is_text_kept: bool = True
) -> ReviewResult:
    """What the checks find now, those left aside that the record leaves out."""
    left = {one.about: one.reason for one in skipped(record).values() if one.about in check_codes()}
    return review_of(document, register, as_of, left, is_text_kept=is_text_kept)


def with_run(record: ReviewRecord, result: ReviewResult, names: tuple[str, ...] = ()) -> ReviewRecord:
    """The record after that run of the checks: what people made of a finding stays with it. `names`: `names_of`."""
    now = datetime.now(tz=UTC)
    ran = {*check_codes()} - {one.code for one in result.skipped}
    return take_run(look_at(record, result.claims, now, names), result.findings, now, ran=ran)


def recorded_of(
    record: ReviewRecord,
    claims: tuple[Claim, ...],
    result: ReviewResult | None,
    names: tuple[str, ...] = (),
) -> Recorded:
    """What a record says of these claims and the evidence the checks read; without them, of the claims alone.

    `names`: `names_of`.
    """
    now = standings(result.register, result.digests) if result else None
    state = review_state(record, claims, now, result.library if result else None, names)
    return recorded_in(state, live_findings(record), result.notices if result else ())


def recorded_in(
    state: ReviewState, living: tuple[LiveFinding, ...], notices: tuple[str, ...] = ()
) -> Recorded:
    """What the record of a state says, the findings of it being alive; `notices`: what the checks could not see."""
    record = state.record
    return Recorded(
        standings={one.claim.id: _standing(one) for one in state.claims if one.given},
        findings=tuple(one.finding for one in living if one.gone_at is None),
        noted_by={one.finding.id: one.by for one in living if one.by},
        reasons={
            one.finding.id: _reason(one) for one in living if one.finding.state is FindingState.WITHDRAWN
        },
        rivals={
            one.claim.id: tuple(rival.given for rival in one.rivals) for one in state.claims if one.rivals
        },
        unseen=(
            *(Unseen(what=one.about, why=one.reason) for one in left_out(record).values()),
            *(Unseen(what=say("自動点検"), why=notice) for notice in notices),
        ),
        skipped=tuple(
            SkippedCheck(code=one.about, reason=one.reason, by=one.by) for one in skipped(record).values()
        ),
        sign_offs=tuple(_sign_off(one) for one in sign_off_states(state)),
        remarks=live_remarks(record),
    )


def _standing(state: ClaimState) -> Standing:
    assert state.given is not None
    return Standing(verdict=state.given.given, changes=tuple(one.sentence for one in state.moved))


def _reason(one: LiveFinding) -> str:
    said = [change for change in one.history if change.field == "state" and change.reason]
    return said[-1].reason if said else ""


def _sign_off(one: SignOffState) -> SignOff:
    return SignOff(
        by=one.sign_off.by,
        at=one.sign_off.at,
        covered=tuple(covered.claim for covered in one.sign_off.covers),
        lapsed=tuple(lapsed.covered.claim for lapsed in one.lapsed),
        note=one.sign_off.note,
    )


def _agency_in(assessment: Assessment) -> str:
    agency = assessment.value("cover.agency")
    return agency if isinstance(agency, str) else ""
