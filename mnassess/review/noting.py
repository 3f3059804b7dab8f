"""What was heard in an interview or seen on site, put into the evidence register while the review goes on."""

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from mnassess.documents.csv_files import neutral
from mnassess.documents.files import write_atomically
from mnassess.documents.lock import DocumentLock, default_person
from mnassess.documents.typed import normalized, one_line
from mnassess.errors import LockedError, RegisterError, ReviewError, cause
from mnassess.evidence.drift import check_register
from mnassess.evidence.kinds import kind_word, noted_kinds, register_word
from mnassess.evidence.library import cache_of, read_entry
from mnassess.evidence.model import Entry, Library, Register
from mnassess.evidence.passages import cut
from mnassess.evidence.register import load_register, next_id, register_in
from mnassess.evidence.register_files import new_register, open_register
from mnassess.language import say
from mnassess.review.reviewer import ReviewResult

_TRIES, _PAUSE = 20, 0.1
"""How often, and after how many seconds, a register that somebody else is writing is tried again."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """What was heard or seen: an entry of the register that has no file."""

    kind: str
    """Code of a kind that is noted: `interview`, `observation`."""
    title: str
    note: str
    collected_on: date
    department: str = ""


def add_note(register: Path, note: Note) -> Entry:
    """Put a note into the register under the next free id; a register that is not there yet is begun.

    ReviewError for a note that says nothing, RegisterError where the register cannot be used or written: it is then
    as it was. What others put there meanwhile stays.
    """
    noted = _checked(note)
    with writing(register):
        try:
            if not register.exists():
                register.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(register, new_register())
            file = open_register(register)
            new = next_id(register_in(register, file).entries)
            write_atomically(register, file.added(_values(new, noted, is_csv=register.suffix != ".json")))
        except OSError as error:
            raise RegisterError(register, say("書き込めません（{reason}）。", reason=cause(error))) from error
    entry = load_register(register).entry(new)
    assert entry is not None
    return entry


@contextlib.contextmanager
def writing(register: Path) -> Iterator[None]:
    """Hold a register for writing; RegisterError where somebody else does not let go of it."""
    lock = DocumentLock(cache_of(register).parent / f"{register.name}.lock")
    for attempt in range(_TRIES):
        try:
            lock.acquire(default_person(), datetime.now(tz=UTC))
            break
        except LockedError:
            if attempt == _TRIES - 1:
                reason = say("ほかの人が書き込んでいます。少し待ってからやり直してください。")
                raise RegisterError(register, reason) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise RegisterError(register, say("書き込めません（{reason}）。", reason=cause(error))) from error
    try:
        yield
    finally:
        lock.release()


def with_entries(result: ReviewResult, added: tuple[Entry, ...], as_of: date) -> ReviewResult:
    """The result of a review with notes that came after it, to be read, searched and judged on like any evidence.

    The claims are not held against them: no check has seen them yet.
    """
    known = {entry.id for entry in result.register.entries}
    new = tuple(entry for entry in added if entry.id not in known)
    if not new:
        return result
    register = replace(result.register, entries=(*result.register.entries, *new))
    passages = [one for entry in new for one in cut(entry.id, read_entry(register, entry, {}))]
    library = result.library
    states = check_register(Register(path=register.path, entries=new), as_of, digests={})
    return replace(
        result,
        register=register,
        library=Library(
            passages=(*library.passages, *passages), remarks=library.remarks, digests=library.digests
        ),
        states=MappingProxyType({**result.states, **{one.id: one.state for one in states}}),
    )


def _checked(note: Note) -> Note:
    """The note as it is stored; ReviewError where something is missing."""
    kinds = noted_kinds()
    if note.kind not in {kind.code for kind in kinds}:
        words = "・".join(kind_word(kind.code) for kind in kinds)
        raise ReviewError(
            say("種類「{kind}」の記録は書けません（{words}）。", kind=kind_word(note.kind), words=words)
        )
    text, _ = normalized(note.note)
    noted = replace(note, title=one_line(note.title), department=one_line(note.department), note=text.strip())
    if not noted.title or not noted.note:
        raise ReviewError(say("題と内容を書いてください。"))
    return noted


def _values(entry: str, noted: Note, *, is_csv: bool) -> Mapping[str, str]:
    """Column → what stands in it. A csv is opened in Excel: none of the words typed is run there."""
    title, department, note = (
        neutral(text) if is_csv else text for text in (noted.title, noted.department, noted.note)
    )
    return {
        "id": entry,
        "title": title,
        "kind": register_word(noted.kind),
        "collected_on": noted.collected_on.isoformat(),
        "department": department,
        "note": note,
    }
