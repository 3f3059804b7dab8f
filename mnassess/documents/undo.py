"""What undo would take back and redo make again, told by the journal's records in order."""

from collections.abc import Iterable

from mnassess.documents.edits import Edit
from mnassess.documents.journal import COMMAND, Record
from mnassess.forms.model import Field, Form

STAMP = "stamp"
"""The source of a note that a screen makes by itself with an answer: undo and redo take the two together."""
BURST_SECONDS = 2.0
"""Keystrokes in one blank that follow each other faster are taken back by one undo."""


class UndoStory:
    """The edits that can be taken back, and those that were and can be made again."""

    def __init__(self, form: Form, records: Iterable[Record] = ()) -> None:
        self._form = form
        self._done: list[list[Record]] = []
        self._undone: list[list[Record]] = []
        for record in records:
            self.note(record)

    def note(self, record: Record) -> None:
        """Go on with the story: an edit, an undo or a redo was made."""
        match record.kind:
            case "undo" if self._done:
                self._undone.append(self._done.pop())
            case "redo" if self._undone:
                self._done.append(self._undone.pop())
            case "edit":
                if self._done and self._continues(self._done[-1][-1], record):
                    self._done[-1].append(record)
                else:
                    self._done.append([record])
                self._undone.clear()

    def undone_with_next(self) -> bool:
        """Whether what an undo takes back first only stands beside the edit before it."""
        return len(self._done) > 1 and self._done[-1][-1].source == STAMP

    def redone_with_last(self) -> bool:
        """Whether what a redo would make next only stands beside the edit made last."""
        return bool(self._undone) and self._undone[-1][-1].source == STAMP

    def undoing(self) -> Edit | None:
        """The edit that an undo would be; None where there is nothing to take back."""
        return _whole(self._done[-1]).inverse if self._done else None

    def redoing(self) -> Edit | None:
        """The edit that a redo would be; None where nothing was taken back."""
        return _whole(self._undone[-1]) if self._undone else None

    def _continues(self, last: Record, record: Record) -> bool:
        """Whether a keystroke belongs to the same burst of typing in the same blank. A choice is no typing."""
        if last.edit is None or record.edit is None or last.edit.path != record.edit.path:
            return False
        if record.source == COMMAND:
            return False
        node = self._form.find(record.edit.path)
        is_chosen = isinstance(node, Field) and node.choices is not None
        typed = isinstance(last.edit.after, str) and isinstance(record.edit.after, str) and not is_chosen
        pause = (record.at - last.at).total_seconds()  # below 0: the clock was set back between two sessions
        return typed and last.source == record.source and 0 <= pause < BURST_SECONDS


def _whole(burst: list[Record]) -> Edit:
    """A burst of edits of one place as one edit."""
    first, last = burst[0].edit, burst[-1].edit
    assert first is not None
    assert last is not None
    return Edit(path=first.path, before=first.before, after=last.after)
