"""What to go on with when a document is opened: the file as it lies there and what the journal has beyond it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from mnassess.documents.edits import Edit, apply_edit, is_current
from mnassess.documents.journal import PART, History, Record, completed, middle
from mnassess.documents.model import Assessment, thaw
from mnassess.documents.undo import UndoStory
from mnassess.errors import AnswerError, FieldPathError


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """An edit of the journal that no longer fits the file: the same place was changed elsewhere. A person decides."""

    edit: Edit
    """Of a long text whose ground is gone, only the part that was changed."""
    who: str
    at: datetime
    is_part: bool = False


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """The answers to go on with, and where they come from."""

    assessment: Assessment
    put_back: tuple[Record, ...]
    """Edits of the journal that the file had not seen, made again."""
    set_aside: tuple[SetAside, ...]
    """What does not fit the file as it was found now."""
    waiting: tuple[SetAside, ...]
    """What did not fit at an earlier opening and still waits to be decided."""
    story: UndoStory
    is_changed_outside: bool
    """The file is not as the journal last saw it."""


def recover(stored: Assessment, digest: str, history: History) -> Recovered:
    """`stored` (the file, whose bytes have this digest) with the journal's later edits made again."""
    later = history.since(digest)
    is_known = later is not None
    assessment, put_back, set_aside = _replay(stored, later if later is not None else history.unsaved())
    story = UndoStory(stored.form)
    if is_known and not set_aside:
        earlier = history.records[: len(history.records) - len(later or ())]
        story = UndoStory(stored.form, (*_told_backwards(stored, earlier), *put_back))
    return Recovered(
        assessment=assessment,
        put_back=put_back,
        set_aside=set_aside,
        waiting=_waiting(history, {one.edit.path for one in set_aside}),
        story=story,
        is_changed_outside=not is_known and bool(history.records),
    )


def _waiting(history: History, again: Collection[str]) -> tuple[SetAside, ...]:
    """What waits, but for the places that are set aside again."""
    return tuple(
        SetAside(edit=middle(one.edit), who=one.who, at=one.at, is_part=one.source == PART)
        for one in history.waiting()
        if one.edit is not None and one.edit.path not in again
    )


def _replay(
    assessment: Assessment, records: tuple[Record, ...]
) -> tuple[Assessment, tuple[Record, ...], tuple[SetAside, ...]]:
    """(answers after the edits, edits that were made, edits that do not fit)."""
    made, left = [], []
    for record in records:
        if record.edit is None:
            continue
        edit = completed(record.edit, _standing(assessment, record.edit.path))
        changed = _applied(assessment, edit) if edit else None
        if changed is None:
            left.append(
                SetAside(edit=edit or middle(record.edit), who=record.who, at=record.at, is_part=edit is None)
            )
        else:
            assessment = changed
            made.append(replace(record, edit=edit))
    return assessment, tuple(made), tuple(left)


def _told_backwards(assessment: Assessment, records: tuple[Record, ...]) -> list[Record]:
    """The edits that led to these answers, with whole texts, as far back as they are one unbroken story."""
    story: list[Record] = []
    for record in reversed(records):
        if record.kind == "opened":
            break
        if record.edit is None:
            continue
        inverse = completed(record.edit.inverse, _standing(assessment, record.edit.path))
        before = _applied(assessment, inverse) if inverse else None
        if inverse is None or before is None:
            break
        assessment = before
        story.insert(0, replace(record, edit=inverse.inverse))
    return story


def _applied(assessment: Assessment, edit: Edit) -> Assessment | None:
    """The answers after the edit; None where it does not fit them."""
    if not is_current(assessment, edit):
        return None
    try:
        return apply_edit(assessment, edit)
    except (AnswerError, FieldPathError):
        return None


def _standing(assessment: Assessment, path: str) -> object:
    return None if path.endswith("]") else thaw(assessment.value(path))
