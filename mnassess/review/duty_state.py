"""The nine duties of one review: which claims and which evidence bear on each, and what a person says of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mnassess.review.checklist_ground import claim_grounds
from mnassess.review.checklist_questions import Question, duty_questions
from mnassess.review.counts import Counts
from mnassess.review.duties import Duty, standard_duties
from mnassess.review.model import Claim, Finding
from mnassess.review.outcome import Review
from mnassess.review.risks import risk_catalogue


@dataclass(frozen=True, kw_only=True)
class DutyState:
    """One duty as it stands."""

    duty: Duty
    question: Question
    claims: tuple[Claim, ...]
    """What the report states towards it, in form order."""
    counts: Counts
    by_risk: Mapping[str, Counts]
    """Risk of the duty, or part of the office, as people call it → the counts of the claims stated against it."""
    judged_by: tuple[str, ...]
    """Ids of the evidence that the verdicts on those claims rest on, in the order of the register."""
    bearing: tuple[str, ...]
    """Further evidence that the checks held against those claims, what speaks of most of them first: nobody has
    confirmed that it proves any."""
    findings: tuple[Finding, ...]
    """What was found of it and not withdrawn, the worst first."""


def duty_states(review: Review) -> tuple[DutyState, ...]:
    """The duties of a review, in their order."""
    questions = duty_questions(review.answers)
    return tuple(
        _state(review, duty, question) for duty, question in zip(standard_duties(), questions, strict=True)
    )


def _state(review: Review, duty: Duty, question: Question) -> DutyState:
    claims = tuple(claim for claim in review.claims if _bears(claim, duty))
    ids = {claim.id for claim in claims}
    judging = {
        entry
        for claim in claims
        if (standing := review.standings.get(claim.id))
        for entry in (*standing.verdict.evidence, *standing.verdict.heard)
    }
    held = Counter(entry for claim in claims for entry in review.bearing.get(claim.id, ()))
    return DutyState(
        duty=duty,
        question=replace(question, ground=claim_grounds(review, claims)),
        claims=claims,
        counts=review.counts(claims),
        by_risk={words: review.counts(found) for words, found in _by_risk(claims, duty).items()},
        judged_by=_in_order(review, judging),
        bearing=tuple(entry for entry, _ in held.most_common() if entry not in judging),
        findings=tuple(
            one
            for one in review.standing_findings()
            if one.claim in ids or one.code in duty.findings or (not one.claim and _speaks(review, one, duty))
        ),
    )


def _bears(claim: Claim, duty: Duty) -> bool:
    """Whether a claim is stated against a risk of the duty; one of the whole office, by its measures."""
    if claim.risks:
        return not {*duty.risks}.isdisjoint(claim.risks)
    return not {*duty.measures}.isdisjoint(claim.measures)


def _by_risk(claims: tuple[Claim, ...], duty: Duty) -> Mapping[str, list[Claim]]:
    catalogue = risk_catalogue()
    found: dict[str, list[Claim]] = {catalogue.words((risk,), ""): [] for risk in duty.risks}
    for claim in claims:
        for risk in claim.risks:
            if risk in duty.risks:
                found[catalogue.words((risk,), "")].append(claim)
        if not claim.risks:
            found.setdefault(catalogue.rest(claim.process), []).append(claim)
    return {words: one for words, one in found.items() if one}


def _speaks(review: Review, finding: Finding, duty: Duty) -> bool:
    """Whether a finding stands at a blank that speaks to a risk of the duty."""
    if not finding.path:
        return False
    risks, _ = risk_catalogue().spoken_to(review.assessment, finding.path)
    return not {*duty.risks}.isdisjoint(risks)


def _in_order(review: Review, entries: set[str]) -> tuple[str, ...]:
    known = tuple(entry.id for entry in review.entries if entry.id in entries)
    return (*known, *sorted(entries - {*known}))
