"""Reviewing one document so that nothing said is ever lost.

Every change goes to the journal of the review first and is synced there; the file follows when `save` is called.
Opening joins what the journal has beyond the file: joining is the same however often it is done, so no crash in
between matters.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from mnassess.documents.files import clear_leftovers
from mnassess.documents.journal import JournalWriter
from mnassess.documents.lock import DocumentLock
from mnassess.documents.model import Assessment
from mnassess.documents.storage import file_digest, load_document
from mnassess.documents.workspace import private_folder, workspace_of
from mnassess.errors import DocumentError, JournalError, LockedError, MnassessError, cause
from mnassess.language import say
from mnassess.review.claims import claims_of
from mnassess.review.joining import difference, joined, without_known
from mnassess.review.lineage import look_at
from mnassess.review.model import Claim
from mnassess.review.names import names_of
from mnassess.review.record import Report, ReviewRecord, Seen
from mnassess.review.review_file import load_review, record_from_json, review_path, save_review
from mnassess.review.stored import StoredError, to_json

Json = Any


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """One line of a review's journal."""

    at: datetime
    who: str
    digest: str = ""
    """SHA-256 of the file once it held everything before; "" for a change."""
    change: ReviewRecord | None = None
    """What was said, as a record to be joined."""

    def to_line(self) -> str:
        """The line, without its newline."""
        line: dict[str, Json] = {"at": self.at.isoformat(), "who": self.who}
        if self.change is None:
            line["digest"] = self.digest
        else:
            line["change"] = to_json(self.change)
        return json.dumps(line, ensure_ascii=True, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class ReviewJournal:
    """What a review's journal says."""

    lines: tuple[ReviewLine, ...] = ()
    damaged: tuple[int, ...] = ()
    """For each line that cannot be read, how many stand before it."""

    def beyond(self, digest: str | None) -> tuple[tuple[ReviewLine, ...], int]:
        """(the changes a file with this digest may lack, how many lines among them cannot be read)."""
        for place in range(len(self.lines) - 1, -1, -1):
            if self.lines[place].digest and self.lines[place].digest == digest:
                return self.lines[place + 1 :], sum(at > place for at in self.damaged)
        return self.lines, len(self.damaged)


def journal_of(document: Path) -> Path:
    """Where the journal of a document's review lies."""
    return private_folder(document) / f"{document.resolve().stem}.review.journal.jsonl"


def read_review_journal(path: Path) -> ReviewJournal:
    """What the journal says; a line that a crash tore, or that something damaged, is passed over and counted."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ReviewJournal()
    except OSError as error:
        raise JournalError(
            say("点検の記録 {path} を読めません（{reason}）。", path=path, reason=cause(error))
        ) from error
    lines: list[ReviewLine] = []
    damaged = []
    for raw in data.split(b"\n"):
        line = _line(raw) if raw.strip() else None
        if line:
            lines.append(line)
        elif raw.strip():
            damaged.append(len(lines))
    return ReviewJournal(lines=tuple(lines), damaged=tuple(damaged))


@dataclass(frozen=True, kw_only=True)
class FoundReview:
    """The review of a document as it lies on the disk."""

    record: ReviewRecord
    """What the file and the journal say together."""
    saved: ReviewRecord | None
    """What the file alone says; None where there is none."""
    digest: str | None
    """Of the file."""
    damaged: int
    """Lines of the journal that cannot be read and may have held something."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What to tell the person who opens it."""
        notices = []
        if self.damaged:
            notices.append(
                say(
                    "点検の記録に読めない行が {count} 行ありました（停電などで途切れた行です）。残りは使っています。",
                    count=self.damaged,
                )
            )
        if self.record != (self.saved or ReviewRecord(form=self.record.form)):
            notices.append(say("前回保存されていなかった点検の内容を元に戻しました。"))
        return tuple(notices)


def read_review(document: Path, form: str) -> FoundReview:
    """The review of a document of that form, begun or not, for whoever only looks: no lock, nothing written.

    DocumentError where the file cannot be used.
    """
    path, saved, digest = review_path(document.resolve()), None, None
    if path.exists():
        saved, digest = load_review(path)
        if saved.form != form:
            raise DocumentError(path, say("別の様式（{form}）の点検の記録です。", form=saved.form))
    record = saved or ReviewRecord(form=form)
    lines, damaged = read_review_journal(journal_of(document)).beyond(digest)
    for line in lines:
        if line.change is not None and line.change.form == form:
            record = joined(record, without_known(line.change, record))
    return FoundReview(record=record, saved=saved, digest=digest, damaged=damaged)


def report_of(assessment: Assessment, document: Path) -> Report:
    """Which report a document is."""
    workspace = workspace_of(document)
    agency, title = (assessment.value(path) for path in ("cover.agency", "cover.title"))
    return Report(
        agency=workspace.agency if workspace else agency if isinstance(agency, str) else "",
        operation=document.resolve().parent.name if workspace else "",
        title=title if isinstance(title, str) else "",
        edition=assessment.form.edition,
    )


class ReviewSession:
    """One person reviewing one document, from `open` to `close`."""

    def __init__(self, document: Path, who: str, clock: Callable[[], datetime]) -> None:
        self.document = document.resolve()
        self.path = review_path(self.document)
        self.who = who
        self.record: ReviewRecord
        self.claims: tuple[Claim, ...] = ()
        """What the document claims, as it was on opening."""
        self.names: tuple[str, ...] = ()
        """The contractors, systems and others it names."""
        self.report = Report()
        """Which report it is."""
        self.notices: list[str] = []
        """Sentences about what was found on opening."""
        self._clock = clock
        self._digest: str | None = None
        self._saved: ReviewRecord | None = None
        name = f"{self.document.stem}.review.lock"
        self._lock = DocumentLock(private_folder(self.document) / name)
        self._writer: JournalWriter | None = None

    @classmethod
    def open(cls, document: Path, who: str, clock: Callable[[], datetime] | None = None) -> Self:
        """Open the review of a document, or begin one. LockedError where somebody else has it.

        DocumentError where the document or its review cannot be used; neither is touched then.
        """
        session = cls(document, who, clock or _now)
        assessment = load_document(session.document).assessment
        session._take_lock()
        try:
            session.claims = claims_of(assessment)
            session.names = names_of(assessment, session.claims)
            session._load(assessment)
        except BaseException:
            session.abandon()
            raise
        return session

    @property
    def is_saved(self) -> bool:
        """Whether the file has everything that was said; else the journal has."""
        return self._saved == self.record

    def now(self) -> datetime:
        """The moment to put under what is said."""
        return self._clock()

    def keep(self, record: ReviewRecord) -> None:
        """Go on with a record that grew out of `record`: when this returns, what is new in it is on the disk.

        The claims last seen follow with the file: they can be looked at again. JournalError where the disk refuses;
        the session goes on with what it had.
        """
        change = difference(record, self.record)
        said = replace(change, seen=Seen())
        if said != ReviewRecord(form=record.form):
            self._append(ReviewLine(at=self.now(), who=self.who, change=said))
        self.record = joined(self.record, change)

    def save(self) -> None:
        """Write the file, joined with what somebody else put there since. DocumentError where it cannot be used."""
        if self._saved == self.record and file_digest(self.path) == self._digest:
            return
        if file_digest(self.path) not in {self._digest, None}:
            self.keep(joined(self.record, load_review(self.path)[0]))
        self._digest = save_review(self.path, self.record)
        self._saved = self.record
        self._append(ReviewLine(at=self.now(), who=self.who, digest=self._digest))

    def close(self) -> None:
        """Save and give the review back. What could not be saved stays in the journal."""
        try:
            self.save()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Give the review back without saving: what was said stays in the journal until the next opening."""
        if self._writer:
            self._writer.close()
            self._writer = None
        self._lock.release()

    def _take_lock(self) -> None:
        try:
            self._lock.acquire(self.who, self.now())
        except LockedError:
            owner = self._lock.owner()
            who = owner.who if owner else say("ほかの人")
            raise LockedError(
                say("この評価書は {who} さんが点検中です。閉じてもらってからやり直してください。", who=who)
            ) from None
        except OSError as error:
            raise DocumentError(
                self.path, say("このフォルダーには書き込めません（{reason}）。", reason=cause(error))
            ) from error

    def _load(self, assessment: Assessment) -> None:
        clear_leftovers(self.path)
        report = self.report = report_of(assessment, self.document)
        found = read_review(self.document, assessment.form.kind.value)
        self.record, self._saved, self._digest = found.record, found.saved, found.digest
        self._writer = JournalWriter(journal_of(self.document))
        self.notices += found.notices
        self.keep(look_at(self.record, self.claims, self.now(), self.names, report))

    def _append(self, line: ReviewLine) -> None:
        assert self._writer is not None
        self._writer.append([line])


@contextlib.contextmanager
def reviewing(document: Path, who: str) -> Iterator[ReviewSession]:
    """A session inside a `with` block, saved at its end. After an error the file is as it was."""
    session = ReviewSession.open(document, who)
    try:
        yield session
        session.save()
    finally:
        session.abandon()


def _line(raw: bytes) -> ReviewLine | None:
    """The line; None where it is damaged in any way."""
    try:
        line = json.loads(raw)
        change = record_from_json(line["change"]) if "change" in line else None
        digest = "" if change else str(line["digest"])
        return ReviewLine(
            at=datetime.fromisoformat(line["at"]), who=str(line["who"]), digest=digest, change=change
        )
    except (ValueError, KeyError, TypeError, RecursionError, StoredError, MnassessError):
        return None


def _now() -> datetime:
    return datetime.now(tz=UTC)
