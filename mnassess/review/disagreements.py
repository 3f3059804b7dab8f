"""食い違いの可能性: what a check holds against a claim until a person calls it 矛盾 or dismisses it."""

from dataclasses import dataclass

from mnassess.review.actions import change_finding
from mnassess.review.desk import ReviewDesk
from mnassess.review.live_findings import LiveFinding
from mnassess.review.model import Claim, FindingState, Method, Quote, VerdictCode
from mnassess.review.showing import Spans, spans
from mnassess.review.staleness import ClaimState


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A claim and the sentences of the evidence that seem to say something else."""

    found: LiveFinding
    claim: Claim
    claim_marks: Spans
    """The words of the claim that differ."""
    quotes: tuple[tuple[Quote, Spans], ...]
    """(a sentence of the evidence, its words that differ)."""


def disagreements(desk: ReviewDesk, claim: str = "") -> tuple[Disagreement, ...]:
    """Those nobody has decided on, of one claim or of all in form order."""
    claims = [desk.claim_of[claim]] if claim in desk.claim_of else [] if claim else desk.claims
    return tuple(
        _disagreement(one, found)
        for one in claims
        if not is_settled(desk.state.claim(one.id))
        for found in desk.findings_of(one.id)
        if found.finding.differing and found.finding.state is not FindingState.WITHDRAWN
    )


def accept(desk: ReviewDesk, one: Disagreement) -> None:
    """The claim is judged 矛盾, resting on the quoted sentences; the finding stays, to be dealt with.

    ReviewError where a sentence is not in the evidence any more.
    """
    desk.judge(
        one.claim,
        VerdictCode.CONTRADICTED,
        method=Method.EXAMINE,
        quotes=[quote for quote, _ in one.quotes],
    )


def dismiss(desk: ReviewDesk, one: Disagreement, reason: str) -> None:
    """The finding is withdrawn; the reason is kept. ReviewError where there is none."""
    desk.keep(
        change_finding(
            desk.record,
            one.found.finding.id,
            by=desk.who,
            at=desk.now(),
            state=FindingState.WITHDRAWN,
            reason=reason,
        )
    )


def is_settled(state: ClaimState | None) -> bool:
    """Whether a person has called the claim 矛盾: then there is nothing left to decide."""
    return state is not None and state.code is VerdictCode.CONTRADICTED


def _disagreement(claim: Claim, found: LiveFinding) -> Disagreement:
    finding = found.finding
    return Disagreement(
        found=found,
        claim=claim,
        claim_marks=spans(claim.text, finding.differing.split("\n"), within_words=True),
        quotes=tuple(
            (quote, spans(quote.text, [quote.differing], within_words=True)) for quote in finding.quotes
        ),
    )
