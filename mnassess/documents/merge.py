"""Two people's work on one document joined blank by blank: what was opened, what I have, what lies on the disk now.

A blank that only one side changed takes that side's answer. A blank both changed to different answers is a
conflict: the result holds mine until a person decides, and nothing of either side is lost before that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from mnassess.documents.beside import FACTS, INTERVIEW, SHELVED, split_beside
from mnassess.documents.edits import Edit, adding, apply_edit, moving, removing
from mnassess.documents.model import Assessment, thaw
from mnassess.documents.shelving import settled
from mnassess.forms.paths import is_inside, item_path, split_item

Json = Any


class Side(StrEnum):
    """Whose answer stands."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One place that both sides changed, each in its own way."""

    path: str
    """Field path of a blank, a note or a fact; or of a list entry that one side removed and the other changed."""
    base: Json | None
    mine: Json | None
    theirs: Json | None
    """The answers; for a list entry what it holds. None: empty, or not there."""


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Both sides joined."""

    assessment: Assessment
    """Holds mine at every conflict."""
    mine: Assessment
    theirs: Assessment
    taken: tuple[str, ...] = ()
    """Paths at which the other side's change came in: blanks, and list entries that came or went."""
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Assessment, mine: Assessment, theirs: Assessment) -> Merged:
    """My work and theirs, both begun at `base`, joined. All three are of one form and edition."""
    items, entry_conflicts, came_or_went = _merged_lists(base, mine, theirs)
    conflicts, taken = list(entry_conflicts), list(came_or_went)
    merged: dict[str, Any] = {}
    for name in ("values", "facts", "interview", "shelved"):
        prefix = "" if name == "values" else f"{_PREFIX[name]}."
        sides = (getattr(base, name), getattr(mine, name), getattr(theirs, name))
        found = {}
        for path in dict.fromkeys([*sides[1], *sides[2], *sides[0]]):
            held, conflict, is_theirs = _one(path, *sides)
            if not prefix and any(is_inside(path, one.path) for one in entry_conflicts):
                held, conflict, is_theirs = sides[1].get(path), None, False
            if not prefix and not _stands(items, path):
                continue
            if held is not None:
                found[path] = held
            if conflict:
                conflicts.append(replace(conflict, path=prefix + path))
            elif is_theirs and not any(is_inside(path, one) for one in came_or_went):
                taken.append(prefix + path)
        merged[name] = MappingProxyType(found)
    joined = replace(mine, items=MappingProxyType(items), **merged)
    place = _place_in(joined, theirs)
    return Merged(
        assessment=joined,
        mine=mine,
        theirs=theirs,
        taken=tuple(sorted(taken, key=place)),
        conflicts=tuple(sorted(conflicts, key=lambda one: place(one.path))),
    )


def decided(merged: Merged, decisions: Mapping[str, Side]) -> Assessment:
    """The joined work with each conflict as a person decided it; one without a decision stays mine.

    What no longer applies to what the other side brought in, and the other way round, waits on the shelf.
    """
    assessment = merged.assessment
    for conflict in merged.conflicts:
        if decisions.get(conflict.path) is Side.THEIRS:
            assessment = _with(assessment, merged.theirs, conflict)
    return settled(assessment, (*merged.taken, *(conflict.path for conflict in merged.conflicts)))


def edits_between(old: Assessment, new: Assessment) -> tuple[Edit, ...]:
    """Edits that lead from one set of answers to another of the same form: for the journal after a merge.

    An answer may set others aside or bring them back while it is made, so what differs is looked at again until
    nothing does.
    """
    edits: list[Edit] = []
    while old != new:
        for edit in _iter_edits(old, new):
            edits.append(edit)
            old = apply_edit(old, edit)
            if edit.path.endswith("]") or old.form.dependents(edit.path):
                break
    return tuple(edits)


def _iter_edits(old: Assessment, new: Assessment) -> Iterator[Edit]:
    """What differs: entries that go, come and move, outer lists first, then answers and what stands beside them."""
    for list_path in _outer_first(old, new):
        for item in old.items_of(list_path):
            if item not in new.items_of(list_path):
                yield removing(old, item_path(list_path, item))
        for position, item in enumerate(new.items_of(list_path)):
            if item not in old.items_of(list_path):
                yield adding(old, list_path, item, position)
            elif old.items_of(list_path)[position] != item:
                yield moving(old, item_path(list_path, item), position)
    for name, prefix in (("values", ""), *((name, f"{prefix}.") for name, prefix in _PREFIX.items())):
        before, after = getattr(old, name), getattr(new, name)
        for path in dict.fromkeys([*after, *before]):
            if before.get(path) != after.get(path):
                yield Edit(path=prefix + path, before=thaw(before.get(path)), after=thaw(after.get(path)))


_PREFIX = {"facts": FACTS, "interview": INTERVIEW, "shelved": SHELVED}


def _one(
    path: str, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[Any, Conflict | None, bool]:
    """(what stands, the conflict, whether the other side's change came in) of one place."""
    was, ours, other = base.get(path), mine.get(path), theirs.get(path)
    if other in (ours, was):
        return ours, None, False
    if was == ours:
        return other, None, True
    return ours, Conflict(path=path, base=thaw(was), mine=thaw(ours), theirs=thaw(other)), False


def _merged_lists(
    base: Assessment, mine: Assessment, theirs: Assessment
) -> tuple[dict[str, tuple[str, ...]], list[Conflict], list[str]]:
    """(the lists, entries one side removed and the other changed, entries that came or went by the other side)."""
    items: dict[str, tuple[str, ...]] = {}
    conflicts: list[Conflict] = []
    changed: list[str] = []
    for list_path in _outer_first(base, mine, theirs):
        if not _stands(items, list_path):
            continue
        ids = mine.items_of(list_path)
        if not any(is_inside(list_path, one.path) for one in conflicts):
            order = _merged_order(*(one.items_of(list_path) for one in (base, mine, theirs)))
            kept = _kept(list_path, (base, mine, theirs), conflicts, changed)
            ids = tuple(item for item in order if item in kept)
        if ids:
            items[list_path] = ids
    return items, conflicts, changed


def _kept(
    list_path: str,
    sides: tuple[Assessment, Assessment, Assessment],
    conflicts: list[Conflict],
    changed: list[str],
) -> set[str]:
    """The ids that stay in a list of base, mine and theirs; adds to the conflicts, and to what theirs changed."""
    base, mine, theirs = sides
    was, ours, other = (set(one.items_of(list_path)) for one in sides)
    kept = set(ours)
    for item in was | ours | other:
        path = item_path(list_path, item)
        if item in ours and item in was - other:
            if _content(mine, path) == _content(base, path):
                kept.discard(item)
                changed.append(path)
            else:
                conflicts.append(_entry_conflict(path, base, mine, theirs))
        elif item in other - ours:
            if item not in was:
                kept.add(item)
                changed.append(path)
            elif _content(theirs, path) != _content(base, path):
                conflicts.append(_entry_conflict(path, base, mine, theirs))
    return kept


def _outer_first(*sides: Assessment) -> list[str]:
    paths = dict.fromkeys(path for one in sides for path in one.items)
    return sorted(paths, key=lambda path: path.count("["))


def _merged_order(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    """All ids: in their order where only they moved entries, else in mine; new ones behind the one they followed."""
    common = [item for item in base if item in mine and item in theirs]
    mine_moved = [item for item in mine if item in common] != common
    first, second = (mine, theirs) if mine_moved else (theirs, mine)
    order = list(first)
    for place, item in enumerate(second):
        if item not in order:
            before = next((one for one in reversed(second[:place]) if one in order), None)
            order.insert(order.index(before) + 1 if before else 0, item)
    return order


def _entry_conflict(path: str, base: Assessment, mine: Assessment, theirs: Assessment) -> Conflict:
    return Conflict(
        path=path, base=_content(base, path), mine=_content(mine, path), theirs=_content(theirs, path)
    )


def _content(assessment: Assessment, path: str) -> Json | None:
    return assessment.item_content(path) if assessment.has(path) else None


def _stands(items: Mapping[str, tuple[str, ...]], path: str) -> bool:
    """Whether every list entry the path passes through is in the lists."""
    while "[" in path:
        head, _, _ = path.rpartition("]")
        list_path, item = split_item(f"{head}]")
        if item not in items.get(list_path, ()):
            return False
        path = list_path
    return True


def _with(assessment: Assessment, theirs: Assessment, conflict: Conflict) -> Assessment:
    """The other side's answer at a conflict."""
    if not conflict.path.endswith("]") or split_beside(conflict.path)[0]:
        return assessment.with_answer(conflict.path, conflict.theirs)
    list_path, item = split_item(conflict.path)
    if conflict.theirs is None:
        return assessment.without_item(list_path, item)
    if not assessment.has(conflict.path):
        position = min(theirs.items_of(list_path).index(item), len(assessment.items_of(list_path)))
        assessment = assessment.with_item(list_path, item, position)
    content = {key: part for key, part in conflict.theirs.items() if key != "id"}
    return assessment.with_item_content(conflict.path, content)


def _place_in(*assessments: Assessment) -> Any:
    """A sort key: form order; notes and facts after the answers, what is nowhere last."""
    order: dict[str, int] = {}
    for assessment in assessments:
        paths: Iterable[str] = (path for _, path in assessment.iter_nodes())
        for path in paths:
            order.setdefault(path, len(order))

    def key(path: str) -> tuple[bool, int, str]:
        name, place = split_beside(path)
        while place and place not in order:
            place = place[: place.rindex("[")] if place.endswith("]") else place.rpartition(".")[0]
        return bool(name), order.get(place, len(order)), path

    return key
