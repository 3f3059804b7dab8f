"""The journal of a document: every edit, appended and synced before anything says it is kept.

One JSON object per line. A line that a crash tore, or that something damaged, is passed over and said; all others
count. From the journal and the file as it lies there follow the answers that were typed but not yet saved, what
undo and redo would do, and who changed what when.
"""

import errno
import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from mnassess.documents.edits import Edit
from mnassess.documents.files import sync_folder
from mnassess.errors import FieldPathError, JournalError, cause
from mnassess.forms.paths import parse_path
from mnassess.language import say

Json = Any

RECOVERED = "recovered"
"""The source of an edit that was found in the journal and made again on a file that was changed outside."""
PART = "part"
"""The source of a waiting record that has only the changed part of a long text."""
COMMAND = "command"
"""The source of an edit made by a command: a whole answer, never a keystroke."""
LONG_TEXT = 200
"""Characters. An edit of a longer text is stored as what changed between its two unchanged ends."""


_BLOCK = 64 * 1024
"""Bytes read at once from the end of a journal."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One line of the journal."""

    kind: str
    """opened, saving, saved, edit, undo, redo, waiting, decided or told. The first three carry `digest`, the next five
    `edit`: a waiting one could not be put back and is for a person to decide, a decided one was. told says that a
    person has been told of the lines before it that cannot be read."""
    at: datetime
    who: str
    source: str = ""
    """Where the edit was made: tui, command, merge …"""
    digest: str = ""
    """SHA-256 of the document file as it was found, as it is about to be written, or as it was written."""
    edit: Edit | None = None
    again: int = 0
    """For opened: how many records follow that make edits again which the file had not seen. Without all of them
    the opening does not count, so that a crash in it loses nothing."""

    @property
    def is_change(self) -> bool:
        """Whether the answers are others after it."""
        return self.edit is not None and self.kind in {"edit", "undo", "redo"}

    def to_line(self) -> str:
        """The line, without its newline."""
        line: dict[str, Json] = {"kind": self.kind, "at": self.at.isoformat(), "who": self.who}
        if self.source:
            line["source"] = self.source
        if self.digest:
            line["digest"] = self.digest
        if self.again:
            line["again"] = self.again
        if self.edit:
            before, after = self.edit.before, self.edit.after
            words = _shortened(before, after) if self.is_change else {"before": before, "after": after}
            line |= {"path": self.edit.path, **words}
        return json.dumps(line, ensure_ascii=True, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class History:
    """What a journal says."""

    records: tuple[Record, ...] = ()
    damaged: int = 0
    """Lines that could not be read and that nobody was told of: a file saved since then holds what there was."""

    def since(self, digest: str) -> tuple[Record, ...] | None:
        """The changes made after the file had this digest.

        None where the file is not the one the journal knows: it never saw it, or it saw it replaced by a later one
        (somebody put an older version back).
        """
        for place in range(len(self.records) - 1, -1, -1):
            record = self.records[place]
            if record.digest == digest:
                return _changes(self.records[place + 1 :])
            if record.kind in {"saved", "opened"}:
                return None
        return None

    def unsaved(self) -> tuple[Record, ...]:
        """The changes made after the file was last known to hold everything."""
        for place in range(len(self.records) - 1, -1, -1):
            if self.records[place].kind in {"saved", "opened"}:
                return _changes(self.records[place + 1 :])
        return _changes(self.records)

    def waiting(self) -> tuple[Record, ...]:
        """What could not be put back at an earlier opening and nobody decided, or wrote over, since."""
        found: dict[str, Record] = {}
        for record in self.records:
            if record.edit is not None and record.source != RECOVERED:
                found.pop(record.edit.path, None)
                if record.kind == "waiting":
                    found[record.edit.path] = record
        return tuple(found.values())


def _changes(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(record for record in records if record.is_change)


def read_journal(path: Path) -> History:
    """What the journal at `path` says; empty where there is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return History()
    except OSError as error:
        raise JournalError(
            say("編集の記録 {path} を読めません（{reason}）。", path=path, reason=cause(error))
        ) from error
    records, damaged = [], 0
    for raw in data.split(b"\n"):
        if not raw.strip():
            continue
        record = _record(raw)
        if record is None:
            damaged += 1
            continue
        records.append(record)
        if record.kind in {"opened", "saved", "told"}:
            damaged = 0
    return History(records=tuple(_without_broken_openings(records)), damaged=damaged)


@dataclass(frozen=True, kw_only=True)
class Latest:
    """How a journal ends."""

    edit: Record | None = None
    """The latest change a person made."""
    digest: str = ""
    """The digest of the document file as the journal last knew it."""


def read_latest(path: Path) -> Latest:
    """How the journal at `path` ends. Reads from its end as far as needed: a journal grows for years."""
    edit, digest = None, ""
    try:
        for raw in _iter_lines_backwards(path):
            record = _record(raw)
            if record is None:
                continue
            digest = digest or record.digest
            if edit is None and record.is_change and record.source != RECOVERED:
                edit = record
            if edit and digest:
                break
    except FileNotFoundError:
        return Latest()
    except OSError as error:
        raise JournalError(
            say("編集の記録 {path} を読めません（{reason}）。", path=path, reason=cause(error))
        ) from error
    return Latest(edit=edit, digest=digest)


def _iter_lines_backwards(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        place, rest = file.seek(0, os.SEEK_END), b""
        while place > 0:
            size = min(_BLOCK, place)
            place -= size
            file.seek(place)
            rest, *lines = (file.read(size) + rest).split(b"\n")
            yield from reversed(lines)
        yield rest


def _without_broken_openings(records: list[Record]) -> Iterator[Record]:
    """The records but for openings a crash cut short, and what such an opening had begun to make again."""
    place = 0
    while place < len(records):
        record = records[place]
        place += 1
        following = records[place : place + record.again]
        made = [one for one in following if one.source == RECOVERED]
        if len(made) == record.again:
            yield record
        else:
            place += len(made)


class Line(Protocol):
    """What a journal keeps: of a document, or of its review."""

    def to_line(self) -> str:
        """The line, without its newline."""
        ...


class JournalWriter:
    """Appends records and syncs them to the disk."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists()
            self._file = path.open("ab", buffering=0)
            if is_new:
                sync_folder(path.parent)
            elif not _ends_with_newline(path):
                self._file.write(b"\n")
        except OSError as error:
            raise JournalError(
                say("編集の記録に書き込めません（{reason}）：{path}", path=path, reason=cause(error))
            ) from error
        self._path = path
        self._torn = False

    def append(self, records: Iterable[Line]) -> None:
        """Write the records and return when they are on the disk. JournalError where the disk refuses."""
        data = "".join(record.to_line() + "\n" for record in records).encode()
        if self._torn:
            data = b"\n" + data
        self._torn = True
        try:
            _write_whole(self._file, data)
            os.fsync(self._file.fileno())
        except OSError as error:
            raise JournalError(
                say("編集の記録に書き込めません（{reason}）：{path}", path=self._path, reason=cause(error))
            ) from error
        self._torn = False

    def close(self) -> None:
        """Close the file; nothing is pending."""
        self._file.close()


def _write_whole(file: io.FileIO, data: bytes) -> None:
    """Write all of `data`; a disk that takes only part of it counts as full."""
    if file.write(data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _record(raw: bytes) -> Record | None:
    """The record of a line; None where the line is damaged in any way."""
    try:
        line = json.loads(raw)
        edit = Edit(path=line["path"], **_restored(line)) if "path" in line else None
        if edit:
            _check_edit(edit)
        return Record(
            kind=str(line["kind"]),
            at=datetime.fromisoformat(line["at"]),
            who=str(line["who"]),
            source=str(line.get("source", "")),
            digest=str(line.get("digest", "")),
            again=int(line.get("again", 0)),
            edit=edit,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FieldPathError):
        return None


def _check_edit(edit: Edit) -> None:
    """ValueError or FieldPathError where the edit is none that this program writes."""
    parse_path(edit.path)
    if edit.path.endswith("]"):
        for entry in (edit.before, edit.after):
            if entry is not None and not (
                isinstance(entry["position"], int) and isinstance(entry["content"], dict)
            ):
                raise ValueError(edit.path)


def _shortened(before: Json, after: Json) -> dict[str, Json]:
    """Long texts without the ends that both have, and those ends' lengths with a check of what they were."""
    if not (isinstance(before, str) and isinstance(after, str) and min(len(before), len(after)) > LONG_TEXT):
        return {"before": before, "after": after}
    shortest = min(len(before), len(after))
    head = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    tail = next((n for n in range(shortest - head) if before[-1 - n] != after[-1 - n]), shortest - head)
    return {
        "before": before[head : len(before) - tail],
        "after": after[head : len(after) - tail],
        "kept": [head, tail],
    }


@dataclass(frozen=True)
class Splice:
    """A long text's change, waiting for the text it was made on."""

    head: int
    tail: int
    middle: str

    def on(self, text: str) -> str:
        """The text with its middle replaced."""
        return text[: self.head] + self.middle + text[len(text) - self.tail :]


def _restored(line: dict[str, Json]) -> dict[str, Json]:
    if "kept" not in line:
        return {"before": line["before"], "after": line["after"]}
    head, tail = map(int, line["kept"])
    if min(head, tail) < 0 or not (isinstance(line["before"], str) and isinstance(line["after"], str)):
        raise ValueError(line["path"])
    return {"before": Splice(head, tail, line["before"]), "after": Splice(head, tail, line["after"])}


def completed(edit: Edit, current: Json) -> Edit | None:
    """The edit with a shortened text spelled out on the text that stands there now; None where it does not fit."""
    if not isinstance(edit.before, Splice) or not isinstance(edit.after, Splice):
        return edit
    if not isinstance(current, str) or len(current) < edit.before.head + edit.before.tail:
        return None
    if edit.before.on(current) != current:
        return None
    return Edit(path=edit.path, before=current, after=edit.after.on(current))


def middle(edit: Edit) -> Edit:
    """The edit with only the changed part of a shortened text, for people to read."""
    before = edit.before.middle if isinstance(edit.before, Splice) else edit.before
    after = edit.after.middle if isinstance(edit.after, Splice) else edit.after
    return Edit(path=edit.path, before=before, after=after)
