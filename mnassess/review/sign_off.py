"""Signing a review: a named person signs for what is verified now, and only for as long as its ground does not move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mnassess.errors import ReviewError
from mnassess.language import say
from mnassess.review.actions import person, text
from mnassess.review.ground import Moved
from mnassess.review.joining import added
from mnassess.review.model import VerdictCode
from mnassess.review.record import Covered, GivenVerdict, LeftOpen, ReviewRecord, SignOff, identified
from mnassess.review.staleness import ClaimState, ReviewState

NONE, STALE, CONFLICT = "none", "stale", "conflict"
"""Why a claim was left open."""


@dataclass(frozen=True, kw_only=True)
class Lapsed:
    """A claim somebody signed for by a verdict that does not hold any more."""

    covered: Covered
    verdict: GivenVerdict | None
    """What was signed for."""
    state: ClaimState | None
    """The claim now; None where it is not in the report any more."""

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What of its ground moved; () where the verdict itself was replaced or the claim is gone."""
        return self.state.moved if self.state and self.verdict == self.state.given else ()

    @property
    def sentence(self) -> str:
        """Why, for people."""
        if self.state is None:
            return say("記載がなくなりました")
        if self.moved:
            return "。".join(one.sentence for one in self.moved)
        return say("署名の後に判定が変わりました")


@dataclass(frozen=True, kw_only=True)
class SignOffState:
    """A sign-off as it stands now."""

    sign_off: SignOff
    stands: tuple[Covered, ...]
    lapsed: tuple[Lapsed, ...]


def sign_off(state: ReviewState, *, by: str, at: datetime, note: str = "") -> ReviewRecord:
    """The record signed by a person: it says for which claims, and which were left open.

    ReviewError where nobody is named, or nothing is verified: there is nothing to sign for.
    """
    by = person(by)
    check_signable(state)
    covers = tuple(
        Covered(claim=one.claim.id, verdict=one.given.id)
        for one in state.claims
        if one.given and one.is_verified
    )
    entry = SignOff(
        by=by,
        at=at,
        note=text(note),
        covers=covers,
        left_open=tuple(
            LeftOpen(claim=one.claim.id, text=one.claim.text, why=why_open(one))
            for one in state.claims
            if not one.is_verified
        ),
    )
    return added(state.record, sign_offs=(identified(entry),))


def check_signable(state: ReviewState) -> None:
    """ReviewError where nothing is verified."""
    if not any(one.is_verified for one in state.claims):
        raise ReviewError(say("確認できた記載が一つもないため、署名する対象がありません。"))


def why_open(state: ClaimState) -> str:
    """Why a claim that is not verified is left open."""
    if state.rivals:
        return CONFLICT
    return STALE if state.code is VerdictCode.STALE else NONE


def sign_off_states(state: ReviewState) -> tuple[SignOffState, ...]:
    """Every sign-off as it stands now, oldest first."""
    firm = {verdict for one in state.claims for verdict in one.standing}
    lapsed = {one.covered: one for one in _iter_lapsed(state, firm)}
    return tuple(
        SignOffState(
            sign_off=signed,
            stands=tuple(one for one in signed.covers if one.verdict in firm),
            lapsed=tuple(lapsed[one] for one in signed.covers if one in lapsed),
        )
        for signed in state.record.sign_offs
    )


def _iter_lapsed(state: ReviewState, firm: set[str]) -> Iterator[Lapsed]:
    known = {one.id: one for one in state.record.verdicts}
    where = {entry.id: one for one in state.claims for entry in one.history}
    for signed in state.record.sign_offs:
        for covered in signed.covers:
            if covered.verdict not in firm:
                yield Lapsed(
                    covered=covered,
                    verdict=known.get(covered.verdict),
                    state=where.get(covered.verdict),
                )
