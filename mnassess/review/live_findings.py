"""Findings that live: a new run of the checks adds to what is known and never doubles or revives a finding.

What people made of a finding stays with it. One whose cause is gone is said to be gone, and one that is found again
is said to be back; none is deleted.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mnassess.review.actions import BY_HAND, finding_named
from mnassess.review.joining import added
from mnassess.review.lineage import Lineage, families
from mnassess.review.model import Finding, FindingState
from mnassess.review.record import (
    CHANGEABLE,
    FindingChange,
    KnownFinding,
    ReviewRecord,
    Sighting,
    just_after,
    oldest_first,
    standing,
)
from mnassess.review.rewording import Amount

_FINISHED = (FindingState.DONE, FindingState.CONFIRMED)


@dataclass(frozen=True, kw_only=True)
class LiveFinding:
    """A finding as it stands now."""

    finding: Finding
    """With the state, owner, due date, severity, proposal and advice that people gave it."""
    by: str = ""
    """Who noted it; "" where a check did."""
    history: tuple[FindingChange, ...] = ()
    """What people changed, oldest first."""
    disputed: frozenset[str] = frozenset()
    """Members that two people set differently without knowing of each other; the later one is shown."""
    found_at: datetime
    """When it was first found or noted."""
    gone_at: datetime | None = None
    """Since when the checks find it no more; None while they do."""
    back_at: datetime | None = None
    """When the checks found it again after it was gone; None where it never was, or is gone now."""

    @property
    def is_found_though_finished(self) -> bool:
        """Whether people call it done or confirmed while the checks still find it."""
        return self.by == "" and self.gone_at is None and self.finding.state in _FINISHED


def take_run(
    record: ReviewRecord, found: Iterable[Finding], at: datetime, ran: Collection[str] | None = None
) -> ReviewRecord:
    """The record after a run of the checks came to `found`.

    `ran`: codes of the checks that did run; a check that was skipped says nothing about its findings. None: all ran.
    """
    known = {one.id: one for one in record.findings}
    run = {finding.id: finding for finding in found}
    before = _reworded_before(record, run, known)
    parts = [_seen_again(known.get(name), finding, at, before.get(name)) for name, finding in run.items()]
    for one in known.values():
        has_run = one.finding.code != BY_HAND and (ran is None or one.finding.code in ran)
        if has_run and one.id not in run and _is_there(one):
            parts.append(_sighted(one, at, is_there=False))
    new = tuple(one for one in parts if known.get(one.id) != one)
    return added(record, findings=new) if new else record


def live_findings(record: ReviewRecord) -> tuple[LiveFinding, ...]:
    """Every finding as it stands now, in the record's order. Of one whose claim was reworded, the latest wording."""
    twins = _twins(record)
    changes: dict[str, list[FindingChange]] = {}
    for change in record.finding_changes:
        changes.setdefault(twins.get(change.about, change.about), []).append(change)
    by_id = families(record.findings)
    return tuple(
        _live(one, by_id[one.id], changes)
        for one in record.findings
        if one.id not in twins and _speaks_for(one, by_id[one.id])
    )


def live_finding(record: ReviewRecord, finding: str) -> LiveFinding:
    """The finding of an id as it stands now; ReviewError where there is none.

    The id of an earlier wording stands for the latest.
    """
    known = finding_named(record, finding).id
    named = _twins(record).get(known, known)
    family = {one.id for one in families(record.findings)[named]}
    alive = [one for one in live_findings(record) if one.finding.id in family]
    return next((one for one in alive if one.finding.id == named), alive[-1])


def _twins(record: ReviewRecord) -> Mapping[str, str]:
    """Id of a finding → the first one that says the same and came out of the same annotation cell.

    Two people may have collected one notebook, each into a review of their own, before the two were joined.
    """
    cells: dict[str, list[str]] = {}
    for mark in record.collected:
        cells.setdefault(mark.entry, []).append(mark.slot)
    first: dict[tuple[str, str, Finding], str] = {}
    twins = {}
    collected = (one for one in record.findings if one.id in cells)
    for one in sorted(collected, key=lambda known: (known.at, known.id)):
        said = replace(one.finding, id="")
        for slot in cells[one.id]:
            known = first.setdefault((slot, one.by, said), one.id)
            if known != one.id:
                twins[one.id] = known
    return twins


def _speaks_for(one: KnownFinding, family: tuple[KnownFinding, ...]) -> bool:
    there = [other for other in family if _is_there(other)]
    return one in there or (not there and one == max(family, key=lambda other: (other.at, other.id)))


def _is_there(one: KnownFinding) -> bool:
    return not one.sightings or one.sightings[-1].is_there


def _live(
    one: KnownFinding, family: tuple[KnownFinding, ...], changes: Mapping[str, list[FindingChange]]
) -> LiveFinding:
    history = _in_order(change for member in family for change in changes.get(member.id, ()))
    heads: dict[str, list[FindingChange]] = {}
    for change in standing(history):
        heads.setdefault(change.field, []).append(change)
    values: dict[str, Any] = {field: said[-1].as_member() for field, said in heads.items()}
    sightings = one.sightings
    was_gone = any(not sighting.is_there for sighting in sightings)
    return LiveFinding(
        finding=replace(one.finding, **values),
        by=one.by,
        history=history,
        disputed=frozenset(field for field, said in heads.items() if len({one.value for one in said}) > 1),
        found_at=min([one.at, *(sighting.at for member in family for sighting in member.sightings)]),
        gone_at=None if _is_there(one) else _since(sightings),
        back_at=_since(sightings) if was_gone and _is_there(one) else None,
    )


def _in_order(changes: Iterable[FindingChange]) -> tuple[FindingChange, ...]:
    """Oldest first; what was changed at one and the same moment in the order of the members."""
    known = oldest_first(changes)
    moments = {change.at: place for place, change in reversed(list(enumerate(known)))}
    return tuple(sorted(known, key=lambda one: (moments[one.at], CHANGEABLE.index(one.field))))


def _since(sightings: tuple[Sighting, ...]) -> datetime:
    """Since when what the last sighting says is so."""
    since = sightings[-1]
    for sighting in reversed(sightings):
        if sighting.is_there != since.is_there:
            break
        since = sighting
    return since.at


def _seen_again(
    known: KnownFinding | None, found: Finding, at: datetime, before: KnownFinding | None
) -> KnownFinding:
    if known is None:
        follows = (before.id,) if before else ()
        return _sighted(KnownFinding(finding=found, at=at, follows=follows), at, is_there=True)
    is_same = known.finding == found
    body = known if is_same else replace(known, finding=found, at=just_after(known.at, at))
    return body if _is_there(known) else _sighted(body, at, is_there=True)


def _sighted(one: KnownFinding, at: datetime, *, is_there: bool) -> KnownFinding:
    if one.sightings:
        at = just_after(one.sightings[-1].at, at)
    return replace(one, sightings=(*one.sightings, Sighting(at=at, is_there=is_there)))


def _reworded_before(
    record: ReviewRecord, run: Mapping[str, Finding], known: Mapping[str, KnownFinding]
) -> Mapping[str, KnownFinding]:
    """Id of a finding that is new in this run → the one the same check made of the claim before it was reworded.

    Only where there is no doubt which, and the claim still means the same: a new meaning is a new finding.
    """
    current = {one.id for one in record.seen.claims}
    lineage = Lineage(record, current)
    gone = _by_claim(one.finding for one in known.values() if one.id not in run)
    fresh = _by_claim(one for one in run.values() if one.id not in known)
    found = {}
    for (code, claim), findings in fresh.items():
        family = lineage.of(claim)
        earlier = [one for old in family[1:] for one in gone.get((code, old), ())]
        changes = {link.amount for link in record.links if {link.old, link.new} <= {*family}}
        if len(findings) == len(earlier) == 1 and Amount.MEANING not in changes:
            found[findings[0].id] = known[earlier[0].id]
    return found


def _by_claim(findings: Iterable[Finding]) -> Mapping[tuple[str, str], list[Finding]]:
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.claim:
            found.setdefault((finding.code, finding.claim), []).append(finding)
    return found
