"""The audit trail in words: who changed what, when, from what to what."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from mnassess.documents.beside import FACTS, INTERVIEW, SHELVED, split_beside
from mnassess.documents.edits import Edit
from mnassess.documents.journal import History, middle
from mnassess.documents.model import Assessment, freeze
from mnassess.documents.naming import title_of
from mnassess.documents.words import NOTHING, note_words, printed_words
from mnassess.forms.model import Field, Form
from mnassess.forms.shape import fact_error, value_error
from mnassess.language import say

Json = Any


@dataclass(frozen=True, kw_only=True)
class TrailEntry:
    """One change of one place."""

    at: str
    """ISO date and time with the zone."""
    who: str
    kind: str
    """edit, undo or redo."""
    source: str
    path: str
    title: str
    """By the lists as they stand now: an entry that is gone has no number."""
    before: str
    after: str
    """In the words of the form; of a long text, only what changed."""

    def to_json(self) -> dict[str, str]:
        """As `mnassess history --format json` prints it."""
        return asdict(self)


def iter_trail(assessment: Assessment, history: History) -> Iterator[TrailEntry]:
    """The trail of a document, oldest first."""
    for record in history.records:
        if record.edit is None or not record.is_change:
            continue
        before, after = edit_words(assessment.form, middle(record.edit))
        yield TrailEntry(
            at=record.at.isoformat(timespec="seconds"),
            who=record.who,
            kind=record.kind,
            source=record.source,
            path=record.edit.path,
            title=title_of(assessment, record.edit.path),
            before=before,
            after=after,
        )


def edit_words(form: Form, edit: Edit) -> tuple[str, str]:
    """What stood at the place of an edit, and what stands there after it, as people read it."""
    return _words(form, edit.path, edit.before), _words(form, edit.path, edit.after)


def _words(form: Form, path: str, value: Json) -> str:
    if value is None or value == "":
        return NOTHING
    if path.endswith("]") and isinstance(value, dict):
        return say("{n} 番目の項目", n=value.get("position", 0) + 1)
    name, rest = split_beside(path)
    if name == INTERVIEW and isinstance(value, dict):
        return note_words(form, value) or NOTHING
    if name == SHELVED:
        return say("取り置いた記載")
    blank = form.find(path)
    if isinstance(blank, Field) and not _is_strange(form, blank, rest, value):
        return printed_words(blank, freeze(value))
    return json.dumps(value, ensure_ascii=False)


def _is_strange(form: Form, blank: Field, name: str, value: Json) -> bool:
    """Whether the form of today could not hold the value: the journal is older, or not ours."""
    if isinstance(value, str) and not blank.choices:
        return False
    return bool(
        fact_error(name, value)
        if split_beside(blank.path)[0] == FACTS
        else value_error(form, blank.path, value)
    )
