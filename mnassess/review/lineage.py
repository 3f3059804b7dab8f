"""Which claims of before an edited claim comes from, and which findings, so that what was said of them is not lost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from mnassess.review.following import Successor, follow, remembered
from mnassess.review.joining import added
from mnassess.review.model import Claim
from mnassess.review.record import (
    GivenVerdict,
    KnownFinding,
    Link,
    Report,
    ReviewRecord,
    just_after,
    seen,
    standing,
)
from mnassess.review.rewording import reworded


def look_at(
    record: ReviewRecord,
    claims: Iterable[Claim],
    at: datetime,
    names: tuple[str, ...] = (),
    report: Report | None = None,
) -> ReviewRecord:
    """The record after the review looked at the claims as they are now: they are remembered, edited ones linked.

    `names`: contractors, systems and others of the report; `report`: which report it is, None where that is as before.
    """
    now = tuple(claims)
    looked = replace(
        record.seen, claims=tuple(seen(claim) for claim in now), report=report or record.seen.report
    )
    if looked.claims != record.seen.claims:
        record = _linked(record, _links_from_seen(record, now, names))
    record = _linked(record, _links_from_verdicts(record, now, names))
    if looked == record.seen:
        return record
    return added(record, seen=replace(looked, at=just_after(record.seen.at, at)))


class Lineage:
    """The claims before each claim of now."""

    def __init__(self, record: ReviewRecord, current: Collection[str]) -> None:
        self._current = frozenset(current)
        self._before: dict[str, list[str]] = {}
        for link in record.links:
            self._before.setdefault(link.new, []).append(link.old)

    def is_edited(self, claim: str) -> bool:
        """Whether the claim was another one before."""
        return claim in self._before

    def of(self, claim: str) -> tuple[str, ...]:
        """The claim itself, then those it was before, nearest first; never one that still stands in the report."""
        found, waiting = [claim], [claim]
        while waiting:
            for old in self._before.get(waiting.pop(0), ()):
                if old not in found and old not in self._current:
                    found.append(old)
                    waiting.append(old)
        return tuple(found)


def _links_from_seen(
    record: ReviewRecord, now: tuple[Claim, ...], names: tuple[str, ...]
) -> tuple[Link, ...]:
    """Links from the claims last seen, where something was said of them."""
    spoken_of = _spoken_of(record)
    following = follow((one.as_claim() for one in record.seen.claims), now)
    return tuple(
        _link(one, names)
        for one in following.successors.values()
        if one.old.id != one.new.id and one.old.id in spoken_of
    )


def _links_from_verdicts(
    record: ReviewRecord, now: tuple[Claim, ...], names: tuple[str, ...]
) -> tuple[Link, ...]:
    """Links from claims that verdicts remember and nothing follows, to claims of now that nobody has judged.

    Another reviewer may have judged an older wording: after a merge it is found here.
    """
    current = {claim.id for claim in now}
    lineage = Lineage(record, current)
    family = {old: claim.id for claim in now for old in lineage.of(claim.id)}
    heads = standing(record.judgements)
    judged = {family[one.about] for one in heads if one.about in family}
    lost = [
        remembered(one.given) for one in heads if isinstance(one, GivenVerdict) and one.about not in family
    ]
    if not lost:
        return ()
    following = follow(lost, (claim for claim in now if claim.id not in judged))
    return tuple(_link(one, names) for one in following.successors.values())


def _linked(record: ReviewRecord, links: tuple[Link, ...]) -> ReviewRecord:
    return added(record, links=links) if links else record


def _link(one: Successor, names: tuple[str, ...]) -> Link:
    return Link(old=one.old.id, new=one.new.id, amount=reworded(one.old.text, one.new.text, names).amount)


def _spoken_of(record: ReviewRecord) -> frozenset[str]:
    """Ids of claims about which the record says anything."""
    return frozenset(
        [one.about for one in (*record.judgements, *record.not_looked_at)]
        + [one.finding.claim for one in record.findings]
        + [link.new for link in record.links]
    )


def families(findings: Iterable[KnownFinding]) -> Mapping[str, tuple[KnownFinding, ...]]:
    """Id of each finding → it and all that are the same finding on another wording of the claim, in their order."""
    known = {one.id: one for one in findings}
    family = {name: {name} for name in known}
    for one in known.values():
        for old in one.follows:
            if old in known and family[old] is not family[one.id]:
                family[old] |= family[one.id]
                for member in family[one.id]:
                    family[member] = family[old]
    places = {name: place for place, name in enumerate(known)}
    return {
        name: tuple(known[one] for one in sorted(members, key=places.__getitem__))
        for name, members in family.items()
    }
