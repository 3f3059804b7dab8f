"""What an answer of the checklist rests on, and what of it is not what it was when the answer was given.

Only what was known both then and now is compared: checks that did not run say nothing of what moved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mnassess.language import say
from mnassess.review.checklist import PartResult, PartState, part_word
from mnassess.review.counts import Counts, counted
from mnassess.review.model import Claim
from mnassess.review.outcome import Review
from mnassess.review.record import RestedOn, digest

_CLAIMS = "claims"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Something an answer rests on, as it stands now."""

    now: RestedOn
    name: str = ""
    """What a fact says; "" for claims."""


Grounds = tuple[Ground, ...]


def fact_grounds(review: Review, results: Iterable[PartResult]) -> Grounds:
    """The facts a program can tell; those that the checks tell only where these ran."""
    return tuple(
        Ground(
            now=RestedOn(about=one.part.fact, state=str(one.state), marks=_against(one)), name=one.part.says
        )
        for one in results
        if one.state is not PartState.NOT_ASKED and _was_looked_at(review, one)
    )


def claim_grounds(review: Review, claims: Iterable[Claim]) -> Grounds:
    """The claims, with the verdicts on them as people gave them: whether a verdict lapsed is told of the verdict."""
    codes = {
        claim.id: standing.verdict.code if (standing := review.standings.get(claim.id)) else None
        for claim in claims
    }
    counts = counted(codes.values())
    return (
        Ground(
            now=RestedOn(
                about=_CLAIMS,
                state=f"{counts.declared} {counts.supported} {counts.contradicted}",
                marks=digest(tuple(f"{claim} {code or ''}" for claim, code in sorted(codes.items()))),
            )
        ),
    )


def moved(then: Iterable[RestedOn], now: Grounds) -> Iterator[str]:
    """What is not what it was, a sentence each; nothing where it is not known what was."""
    before = {one.about: one for one in then}
    for one in now:
        was = before.get(one.now.about)
        if was is not None and was != one.now:
            yield _sentence(was, one)


def _was_looked_at(review: Review, one: PartResult) -> bool:
    return (review.problems if one.part.problems else review.checked_on) is not None


def _against(one: PartResult) -> str:
    found = {f"{problem.code} {problem.path}" for problem in one.problems}
    found |= {finding.id for finding in one.findings}
    return digest(tuple(sorted(found))) if one.state is PartState.FAULTY and found else ""


def _sentence(was: RestedOn, ground: Ground) -> str:
    now, is_claims = ground.now, ground.now.about == _CLAIMS
    before, after = (_claim_words(one) if is_claims else _state_words(one) for one in (was, now))
    if is_claims and before != after:
        return say("関わる記載と判定は、答えた時は「{before}」、今は「{after}」", before=before, after=after)
    if is_claims:
        return say("関わる記載かその判定が、答えた時から変わった")
    if before != after:
        return say(
            "「{fact}」は、答えた時は「{before}」、今は「{after}」",
            fact=ground.name,
            before=before,
            after=after,
        )
    return say("「{fact}」に反する点が、答えた時から変わった", fact=ground.name)


def _state_words(one: RestedOn) -> str:
    return part_word(PartState(one.state)) if one.state in {*PartState} else one.state


def _claim_words(one: RestedOn) -> str:
    numbers = one.state.split()
    if len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
        return one.state
    declared, supported, contradicted = map(int, numbers)
    return Counts(declared=declared, supported=supported, contradicted=contradicted).short_words()
