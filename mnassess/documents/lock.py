"""One editor at a time: a lock on a document that says who holds it and since when.

The lock is the operating system's, so it ends with the process that held it, however it ended. The note beside it
only tells who that is.
"""

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from mnassess.documents.workspace import private_folder
from mnassess.errors import LockedError
from mnassess.language import say


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who is editing a document."""

    who: str
    host: str
    pid: int
    since: str
    """Local date and time, to the minute."""


class DocumentLock:
    """The lock of one document; held from `acquire` to `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, timeout=0)
        self._note = path.with_suffix(".owner.json")

    def acquire(self, who: str, now: datetime) -> None:
        """Take the lock or raise LockedError, which names the person who has it. OSError where none can be made."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            raise LockedError(self._refusal()) from None
        owner = Owner(
            who=who, host=socket.gethostname(), pid=os.getpid(), since=f"{now.astimezone():%Y-%m-%d %H:%M}"
        )
        self._note.write_text(json.dumps(asdict(owner), ensure_ascii=False), encoding="utf-8")

    def owner(self) -> Owner | None:
        """Who holds the lock, as far as the note tells."""
        try:
            return Owner(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def holder(self) -> Owner | None:
        """Who holds the lock now; None where nobody does, whatever note a dead process left."""
        owner = self.owner()
        if owner is None:
            return None
        try:
            self._lock.acquire()
        except Timeout:
            return owner
        except OSError:
            return None
        self._lock.release()
        return None

    def release(self) -> None:
        """Give the lock back."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def _refusal(self) -> str:
        owner = self.owner()
        if owner is None:
            return say("この評価書は別の画面で編集中です。閉じてから開き直してください。")
        return say(
            "この評価書は {who} さんが {since} から編集中です（{host}）。閉じてもらってから開き直してください。",
            who=owner.who,
            since=owner.since,
            host=owner.host,
        )


@contextlib.contextmanager
def locked(document: Path, who: str) -> Iterator[None]:
    """Hold a document's lock inside a `with` block; LockedError where somebody is editing it."""
    lock = lock_of(document)
    lock.acquire(who, datetime.now(tz=UTC))
    try:
        yield
    finally:
        lock.release()


def lock_of(document: Path) -> DocumentLock:
    """The lock of a document."""
    return DocumentLock(private_folder(document) / f"{document.resolve().stem}.lock")


def editor_of(document: Path) -> Owner | None:
    """Who is editing a document now; None where nobody is."""
    return lock_of(document).holder()


def default_person() -> str:
    """The name to put under edits when nobody gave one: the login name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return say("担当者")
