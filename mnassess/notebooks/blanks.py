"""What a review says of one blank, as a small record of its own: taking a remark must not cost more the longer the review.

The functions of the review go from a record to the record after it. Given the part of a record that speaks of a blank,
they do the same as given all of it, in a time that does not grow with the review.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mnassess.review.claims import path_of
from mnassess.review.joining import difference, joined
from mnassess.review.lineage import Lineage
from mnassess.review.model import Claim
from mnassess.review.record import Collected, FindingChange, GivenVerdict, ReviewRecord, Withdrawal


class Blanks:
    """A record, taken apart by blank, that grows."""

    def __init__(self, record: ReviewRecord, claims: Iterable[Claim]) -> None:
        self._whole = record
        self._parts: dict[str, ReviewRecord] = {}
        self._new: list[ReviewRecord] = []
        self._marks = set(record.collected)
        self._home = {one.name: one.about for one in record.remarks}
        self._changes: dict[str, list[FindingChange]] = {}
        for change in record.finding_changes:
            self._changes.setdefault(change.about, []).append(change)
        self._judged: dict[str, list[GivenVerdict | Withdrawal]] = {}
        current = {claim.id for claim in claims}
        lineage = Lineage(record, current)
        heirs = {old: claim for claim in current for old in lineage.of(claim)}
        for one in record.judgements:
            path = path_of(heirs.get(one.about, one.about)) or ""
            self._judged.setdefault(path, []).append(one)

    def of(self, path: str) -> ReviewRecord:
        """What is said of a blank."""
        if path not in self._parts:
            whole = self._whole
            findings = tuple(one for one in whole.findings if one.finding.path == path)
            judged = self._judged.get(path, ())
            self._parts[path] = ReviewRecord(
                form=whole.form,
                seen=whole.seen,
                links=whole.links,
                remarks=tuple(one for one in whole.remarks if one.about == path),
                findings=findings,
                finding_changes=tuple(each for one in findings for each in self._changes.get(one.id, ())),
                verdicts=tuple(one for one in judged if isinstance(one, GivenVerdict)),
                withdrawals=tuple(one for one in judged if isinstance(one, Withdrawal)),
            )
        return self._parts[path]

    def home_of(self, remark: str) -> str | None:
        """The blank a remark of that name is about; None where there is none."""
        return self._home.get(remark)

    def go_on(self, path: str, after: ReviewRecord, slot: str) -> bool:
        """Go on with what is said of a blank now, because of what stood in an annotation cell; whether anything is new."""
        new = difference(after, self.of(path))
        names = [
            entry.id
            for part in (new.verdicts, new.remarks, new.findings, new.finding_changes)
            for entry in part
        ]
        if not names:
            return False
        self._parts[path] = after
        self._new.append(new)
        self._home |= {one.name: one.about for one in new.remarks}
        if slot:
            self._marks |= {Collected(slot=slot, entry=name) for name in names}
        return True

    def is_from(self, slot: str, entry: str) -> bool:
        """Whether an entry came out of that annotation cell."""
        return bool(slot) and Collected(slot=slot, entry=entry) in self._marks

    def whole(self) -> ReviewRecord:
        """The record with everything that is new."""
        parts: dict[str, Any] = {
            name: tuple(one for new in self._new for one in getattr(new, name))
            for name in ("verdicts", "remarks", "findings", "finding_changes")
        }
        new = ReviewRecord(form=self._whole.form, collected=tuple(self._marks))
        return joined(self._whole, replace(new, **parts))
