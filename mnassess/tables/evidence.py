"""The evidence register as a frame: each entry, its file as it is now, and its age against what it is used for."""

from collections.abc import Iterable

from mnassess.evidence.model import Entry
from mnassess.review.freshness import is_stale, last_day_of, months_since, stale_after
from mnassess.review.model import Claim
from mnassess.review.outcome import Review
from mnassess.tables.frame import Frame, Row, frame


def evidence_frame(review: Review, labels: str = "") -> Frame:
    """A row for every entry of the register, in its order.

    The claims of an entry are those a verdict rests on it for and those the checks hold it against; its limit is the
    shortest any of them allows.
    """
    used: dict[str, list[Claim]] = {entry.id: [] for entry in review.entries}
    for claim in review.claims:
        for entry in dict.fromkeys(_entries_of(review, claim)):
            used.setdefault(entry, []).append(claim)
    return frame("evidence", (_entry(review, one, used[one.id]) for one in review.entries), labels)


def _entries_of(review: Review, claim: Claim) -> Iterable[str]:
    held = review.standings.get(claim.id)
    verdicts = (held.verdict,) if held else review.rivals.get(claim.id, ())
    for one in verdicts:
        yield from (*one.evidence, *one.heard)
    yield from review.bearing.get(claim.id, ())


def _entry(review: Review, entry: Entry, claims: list[Claim]) -> Row:
    last = last_day_of(entry)
    allowed = [months for claim in claims if (months := stale_after(claim, entry)) is not None]
    stale = sum(is_stale(claim, entry, review.as_of) for claim in claims)
    return {
        "evidence": entry.id,
        "title": entry.title,
        "kind": entry.kind,
        "path": entry.path,
        "department": entry.department,
        "collected_on": entry.collected_on,
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
        "state": review.states.get(entry.id),
        "last_day": last,
        "age_months": months_since(last, review.as_of) if last else None,
        "limit_months": min(allowed, default=None),
        "age_state": _age_state(bool(claims), last is not None, bool(allowed), bool(stale)),
        "claims": len(claims),
        "stale_claims": stale,
        "note": entry.note,
        "sha256": entry.sha256,
        "size": entry.size,
    }


def _age_state(is_used: bool, is_dated: bool, is_limited: bool, is_over: bool) -> str:
    if not is_used:
        return "unused"
    if not is_limited:
        return "no_limit"
    if not is_dated:
        return "undated"
    return "over" if is_over else "within"
