"""The review as it stands now: per claim the verdict that counts, and whether its ground is still what it was.

Nothing here is stored. A verdict is 要再確認 while something it stands on differs, and stands again once that is put
back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mnassess.evidence.model import Library
from mnassess.review.counts import Counts, counted
from mnassess.review.ground import Moved, Standing, iter_moved
from mnassess.review.lineage import Lineage, look_at
from mnassess.review.model import Claim, VerdictCode
from mnassess.review.record import GivenVerdict, ReviewRecord, Withdrawal, oldest_first, standing
from mnassess.review.risks import risk_catalogue


@dataclass(frozen=True, kw_only=True)
class ClaimState:
    """What is known of a claim now."""

    claim: Claim
    code: VerdictCode | None = None
    """The verdict that counts, `stale` where its ground moved; None where nobody has judged the claim, or two people
    differ."""
    given: GivenVerdict | None = None
    """The verdict that counts or did; None as above."""
    moved: tuple[Moved, ...] = ()
    """Why it is `stale`."""
    standing: tuple[str, ...] = ()
    """Ids of the verdicts on it that nothing went over and whose ground has not moved."""
    rivals: tuple[GivenVerdict, ...] = ()
    """Verdicts that differ and do not know of each other, oldest first: a person decides by giving one more."""
    history: tuple[GivenVerdict | Withdrawal, ...] = ()
    """Everything that was said of it, oldest first."""

    @property
    def is_verified(self) -> bool:
        """Whether a verdict on it stands."""
        return self.given is not None and self.code is not VerdictCode.STALE


@dataclass(frozen=True, kw_only=True)
class ReviewState:
    """The review of a document as it stands now."""

    record: ReviewRecord
    """With what the claims are now."""
    claims: tuple[ClaimState, ...]
    """In form order."""
    left_behind: tuple[GivenVerdict, ...] = ()
    """Verdicts on claims that are not in the report any more; they are kept, and count for nothing."""

    def claim(self, claim_id: str) -> ClaimState | None:
        """The state of the claim of an id."""
        return next((one for one in self.claims if one.claim.id == claim_id), None)

    @property
    def counts(self) -> Counts:
        """Over the whole report."""
        return counted(one.code for one in self.claims)

    def counts_by_process(self) -> Mapping[str, Counts]:
        """Code of the process → its counts, in the order of the risk catalogue; processes without claims too."""
        codes = [*risk_catalogue().processes]
        codes += sorted({one.claim.process for one in self.claims} - set(codes))
        return {code: counted(one.code for one in self.claims if one.claim.process == code) for code in codes}


def review_state(
    record: ReviewRecord,
    claims: Iterable[Claim],
    evidence: Mapping[str, Standing] | None,
    library: Library | None = None,
    names: tuple[str, ...] = (),
) -> ReviewState:
    """What the record comes to for the claims and the evidence (`ground.standings`) as they are now.

    `evidence` is None where no register is at hand: then verdicts are held against the claims alone. `names` are the
    contractors, systems and others of the report: one that comes or goes changes the meaning of a claim.
    """
    now = tuple(claims)
    record = look_at(record, now, datetime.now(tz=UTC), names)
    lineage = Lineage(record, [claim.id for claim in now])
    heads = {one.id for one in standing(record.judgements)}
    said: dict[str, list[GivenVerdict | Withdrawal]] = {}
    for one in record.judgements:
        said.setdefault(one.about, []).append(one)
    states = []
    spoken_of: set[str] = set()
    for claim in now:
        if claim.id not in said and not lineage.is_edited(claim.id):
            states.append(ClaimState(claim=claim))
            spoken_of.add(claim.id)
            continue
        family = lineage.of(claim.id)
        spoken_of.update(family)
        history = oldest_first(one for member in family for one in said.get(member, ()))
        own = [one for one in history if one.id in heads and one.about == claim.id]
        counting = own or [one for one in history if one.id in heads]
        verdicts = [one for one in counting if isinstance(one, GivenVerdict)]
        is_disputed = len({_said(one) for one in counting}) > 1
        ground = {one.id: tuple(iter_moved(one.given, claim, evidence, library, names)) for one in verdicts}
        states.append(_state(claim, verdicts, ground, is_disputed, history))
    left = (one for one in standing(record.judgements) if one.about not in spoken_of)
    return ReviewState(
        record=record,
        claims=tuple(states),
        left_behind=tuple(one for one in left if isinstance(one, GivenVerdict)),
    )


def _state(
    claim: Claim,
    verdicts: list[GivenVerdict],
    ground: Mapping[str, tuple[Moved, ...]],
    is_disputed: bool,
    history: tuple[GivenVerdict | Withdrawal, ...],
) -> ClaimState:
    """`verdicts`: those that count, oldest first. Of several that agree, the latest whose ground has not moved."""
    if not verdicts:
        return ClaimState(claim=claim, history=history)
    if is_disputed:
        return ClaimState(claim=claim, rivals=tuple(verdicts), history=history)
    firm = [one for one in verdicts if not ground[one.id]]
    given = (firm or verdicts)[-1]
    return ClaimState(
        claim=claim,
        code=given.given.code if firm else VerdictCode.STALE,
        given=given,
        moved=ground[given.id],
        standing=tuple(one.id for one in firm),
        history=history,
    )


def _said(one: GivenVerdict | Withdrawal) -> str:
    return str(one.given.code) if isinstance(one, GivenVerdict) else ""


def iter_stale(state: ReviewState) -> Iterator[ClaimState]:
    """The claims to look at again, in form order."""
    return (one for one in state.claims if one.code is VerdictCode.STALE)
