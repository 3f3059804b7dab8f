"""Records put together: everything of both, in one canonical order. Nothing is lost and the order does not matter."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from mnassess.errors import ReviewError
from mnassess.language import say
from mnassess.review.claims import path_of
from mnassess.review.record import ENTRIES, SETS, KnownFinding, ReviewRecord, Seen, oldest_first
from mnassess.review.stored import to_json

Dated = TypeVar("Dated", Seen, KnownFinding)


def joined(one: ReviewRecord, other: ReviewRecord) -> ReviewRecord:
    """Everything of both, in canonical order. It does not matter which comes first, nor whether they overlap.

    ReviewError where they review different forms, or where one id says two things (a file was edited by hand).
    """
    if one.form != other.form:
        raise ReviewError(
            say("様式の違う点検（{one} と {other}）は合わせられません。", one=one.form, other=other.form)
        )
    both = {name: (*getattr(one, name), *getattr(other, name)) for name in ENTRIES}
    findings = _joined_findings(both.pop("findings"))
    found = ReviewRecord(
        form=one.form,
        seen=_later(one.seen, other.seen),
        findings=findings,
        **{name: tuple({*getattr(one, name), *getattr(other, name)}) for name in SETS},
        **{name: _once(entries) for name, entries in both.items()},
    )
    return _ordered(found)


def added(record: ReviewRecord, **parts: Any) -> ReviewRecord:
    """The record with some more entries."""
    return joined(record, ReviewRecord(form=record.form, **parts))


def difference(new: ReviewRecord, old: ReviewRecord) -> ReviewRecord:
    """What has to be joined to `old` to come to `new`."""
    parts: dict[str, Any] = {}
    for name in SETS:
        had = {*getattr(old, name)}
        parts[name] = tuple(one for one in getattr(new, name) if one not in had)
    for name in ENTRIES:
        known = {one.id: one for one in getattr(old, name)}
        parts[name] = tuple(one for one in getattr(new, name) if known.get(one.id) != one)
    return ReviewRecord(form=new.form, seen=new.seen if new.seen != old.seen else Seen(), **parts)


def without_known(change: ReviewRecord, record: ReviewRecord) -> ReviewRecord:
    """A change without the entries whose id the record has already: what the record says of them counts."""
    parts: dict[str, Any] = {}
    for name in ENTRIES:
        known = set() if name == "findings" else {one.id for one in getattr(record, name)}
        parts[name] = tuple(one for one in getattr(change, name) if one.id not in known)
    return replace(change, **parts)


def _once(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    found: dict[str, Any] = {}
    for entry in entries:
        if found.setdefault(entry.id, entry) != entry:
            raise ReviewError(
                say(
                    "点検の記録の {id} が二通りあります（ファイルが手で直されています）。合わせられません。",
                    id=entry.id,
                )
            )
    return tuple(found.values())


def _joined_findings(entries: tuple[KnownFinding, ...]) -> tuple[KnownFinding, ...]:
    found: dict[str, KnownFinding] = {}
    for one in entries:
        before = found.setdefault(one.id, one)
        if before == one:
            continue
        body = _later(before, one)
        sightings = sorted(
            {*before.sightings, *one.sightings}, key=lambda sighting: (sighting.at, sighting.is_there)
        )
        follows = sorted({*before.follows, *one.follows})
        found[one.id] = replace(body, sightings=tuple(sightings), follows=tuple(follows))
    return tuple(found.values())


def _later(one: Dated, other: Dated) -> Dated:
    """The later of two; of one moment, always the same one."""
    return max(one, other, key=lambda part: part.at if one.at != other.at else _written(part))


def _written(part: object) -> str:
    return json.dumps(to_json(part), ensure_ascii=True, sort_keys=True)


def _ordered(record: ReviewRecord) -> ReviewRecord:
    """The same record with its entries by the form, then by what they are about, then by when they were said."""
    claims, paths = (
        _ranks(one.id for one in record.seen.claims),
        _ranks(one.path for one in record.seen.claims),
    )

    def claim_key(claim: str) -> tuple[Any, ...]:
        path = path_of(claim) or claim
        return paths.get(path, len(paths)), path, claims.get(claim, len(claims)), claim

    def finding_key(one: KnownFinding) -> tuple[Any, ...]:
        path = one.finding.path
        return paths.get(path, len(paths) if path else -1), path, claim_key(one.finding.claim), one.id

    findings = tuple(sorted(record.findings, key=finding_key))
    places = _ranks(one.id for one in findings)
    by_claim = _sorter(lambda entry: claim_key(entry.about))
    by_name = _sorter(lambda entry: (entry.about,))
    by_path = _sorter(lambda entry: (paths.get(entry.about, len(paths)), entry.about))
    by_finding = _sorter(lambda entry: (places.get(entry.about, len(places)), entry.about))
    return replace(
        record,
        links=tuple(
            sorted(record.links, key=lambda link: (claim_key(link.new), claim_key(link.old), link.amount))
        ),
        verdicts=by_claim(record.verdicts),
        withdrawals=by_claim(record.withdrawals),
        findings=findings,
        finding_changes=by_finding(record.finding_changes),
        checklist=by_name(record.checklist),
        skips=by_name(record.skips),
        not_looked_at=by_claim(record.not_looked_at),
        sign_offs=oldest_first(record.sign_offs),
        remarks=by_path(record.remarks),
        collected=tuple(sorted(record.collected)),
    )


def _ranks(names: Iterable[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for name in names:
        found.setdefault(name, len(found))
    return found


def _sorter(key: Callable[[Any], tuple[Any, ...]]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    def in_order(entries: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(sorted(entries, key=lambda one: (key(one), one.at, one.id)))

    return in_order
