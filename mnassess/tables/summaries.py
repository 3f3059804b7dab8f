"""What the pictures show, as frames: declared and verified per risk and over time, findings by owner."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from mnassess.language import say
from mnassess.review.counts import Counts, counted
from mnassess.review.model import Claim, FindingSeverity, VerdictCode
from mnassess.review.moments import day_of
from mnassess.review.outcome import Review
from mnassess.review.record import GivenVerdict, ReviewRecord, Withdrawal, standing
from mnassess.review.risks import risk_catalogue
from mnassess.review.staleness import ClaimState, review_state
from mnassess.tables.frame import Frame, Row, frame


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "declared": counts.declared,
        "supported": counts.supported,
        "contradicted": counts.contradicted,
        "unverified": counts.unverified,
    }


def risk_matrix_frame(review: Review, labels: str = "") -> Frame:
    """Declared and verified for every risk of the catalogue, then for what a process states against no single one.

    A claim against several risks counts for each: the rows must not be added up.
    """
    return frame("risk_matrix", _iter_risks(review), labels)


def _iter_risks(review: Review) -> Iterator[Row]:
    catalogue = risk_catalogue()
    places: dict[tuple[str, str], list[Claim]] = {}
    for claim in review.claims:
        for named in claim.risks or ("",):
            process = catalogue.risks[named].process if named else claim.process
            places.setdefault((process, named), []).append(claim)
    processes = dict.fromkeys([*catalogue.processes, *(process for process, _ in places)])
    for process in processes:
        for risk in (one for one in catalogue.risks.values() if one.process == process):
            counts = _counts(review.counts(places.get((process, risk.id), ())))
            yield {"process": process, "risk": risk.id, "risk_name": risk.name, **counts}
        if (process, "") in places:
            yield {
                "process": process,
                "risk_name": catalogue.rest(process),
                **_counts(review.counts(places[process, ""])),
            }


def finding_counts_frame(review: Review, labels: str = "") -> Frame:
    """How many findings of each severity each owner has; those that were withdrawn are not counted."""
    found = Counter((one.owner, one.severity) for one in review.standing_findings())
    owners = sorted({owner for owner, _ in found}, key=lambda one: (not one, one))
    rows = (
        {"owner": owner or say("（担当なし）"), "severity": one.value, "findings": found[owner, one]}
        for owner in owners
        for one in FindingSeverity
        if found[owner, one]
    )
    return frame("finding_counts", rows, labels)


def verification_frame(review: Review, record: ReviewRecord, labels: str = "") -> Frame:
    """Declared and verified at the end of every day on which somebody judged a claim, then as they stand today.

    Of the claims as they are today; only the last row knows what has become stale since.
    """
    return frame("verification", _iter_days(review, record), labels)


def _iter_days(review: Review, record: ReviewRecord) -> Iterator[Row]:
    states = review_state(record, review.claims, None).claims
    days = sorted({day_of(one.at) for state in states for one in state.history})
    for day in days:
        if day < review.as_of:
            yield {"day": day, **_counts(counted(_code_on(state, day) for state in states))}
    yield {"day": review.as_of, **_counts(review.counts())}


def _code_on(state: ClaimState, day: date) -> VerdictCode | None:
    """The verdict that counted at the end of a day; None for none, and while people differed."""
    heads = standing(one for one in state.history if day_of(one.at) <= day)
    codes = {_code(one) for one in heads}
    return codes.pop() if len(codes) == 1 else None


def _code(one: GivenVerdict | Withdrawal) -> VerdictCode | None:
    return one.given.code if isinstance(one, GivenVerdict) else None
