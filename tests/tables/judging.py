"""A record of who judged the claims of a review, day by day."""

from datetime import UTC, datetime

from mnassess.review.model import Claim, Method, Verdict, VerdictCode
from mnassess.review.outcome import Review
from mnassess.review.record import GivenVerdict, ReviewRecord, Withdrawal, identified


def _given_on(day: int, claim: Claim, code: VerdictCode, *over: str) -> GivenVerdict:
    at = datetime(2026, 11, day, 20, 0, tzinfo=UTC)
    verdict = Verdict(
        claim=claim.id,
        code=code,
        method=Method.EXAMINE,
        by="点検 花子",
        at=at,
        claim_text=claim.text,
        claim_fingerprint=claim.fingerprint,
    )
    return identified(GivenVerdict(given=verdict, over=over))


def record_of(made: Review) -> ReviewRecord:
    """One claim confirmed on the 3rd (the 4th in Japan) and contradicted on the 10th; one confirmed and taken back."""
    first, second = made.claims[:2]
    one, two = (_given_on(3, claim, VerdictCode.SUPPORTED) for claim in (first, second))
    three = _given_on(10, first, VerdictCode.CONTRADICTED, one.id)
    back = identified(
        Withdrawal(about=second.id, by="点検 太郎", at=datetime(2026, 11, 12, tzinfo=UTC), over=(two.id,), reason="見間違い")
    )  # fmt: skip
    return ReviewRecord(form="full-item", verdicts=(one, two, three), withdrawals=(back,))
