"""Editing one document so that nothing typed is ever lost.

Every edit goes to the journal first and is synced there; the document file follows when `save` is called. Opening
a document puts back what the journal has beyond the file. All of it works without a screen.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Self

from mnassess.documents.beside import fact_path, noted_blank
from mnassess.documents.edits import Edit, adding, answer_edit, apply_edit, moving, removing
from mnassess.documents.files import clear_leftovers
from mnassess.documents.journal import PART, RECOVERED, History, JournalWriter, Record, read_journal
from mnassess.documents.lock import lock_of
from mnassess.documents.merge import Conflict, Merged, Side, decided, edits_between, merge
from mnassess.documents.model import Assessment, new_item_id, thaw
from mnassess.documents.naming import title_of
from mnassess.documents.recovery import Recovered, SetAside, recover
from mnassess.documents.storage import digest_of, encode_document, file_digest, load_document, save_document
from mnassess.documents.undo import UndoStory
from mnassess.documents.workspace import journal_path
from mnassess.errors import (
    AnswerError,
    ChangedOutsideError,
    DocumentError,
    FieldPathError,
    JournalError,
    cause,
)
from mnassess.forms.paths import item_path, split_item
from mnassess.language import say

Json = Any


class SaveState(Enum):
    """Where the latest answer is."""

    SAVED = "saved"
    """In the document file."""
    KEPT = "kept"
    """In the journal, on the disk: it survives a crash, and the file follows."""
    FAILED = "failed"
    """Only in memory: the disk refused. `EditingSession.failure` says why."""


class EditingSession:
    """One person editing one document, from `open` to `close`."""

    def __init__(self, path: Path, who: str, clock: Callable[[], datetime]) -> None:
        path = path.resolve()
        self.path = path
        """The file itself: the same one however it was reached, so that one document has one lock."""
        self.who = who
        self.assessment: Assessment
        self.notices: list[str] = []
        """Sentences about what was found on opening: answers put back, damage, a folder that cannot be written."""
        self.set_aside: tuple[SetAside, ...] = ()
        """Edits of the journal that could not be put back because the file was changed elsewhere since, and that
        nobody has decided on yet."""
        self.failure = ""
        """Why the latest answer could not be kept; "" while all is well."""
        self.is_read_only = False
        self._clock = clock
        self._last: datetime | None = None
        self._digest = ""
        self._stored: Assessment
        """What the file held when it had this digest."""
        self._file_is_current = True
        self._pending: list[Record] = []
        self._story: UndoStory
        self._journal_path = journal_path(path)
        self._lock = lock_of(path)
        self._is_locked = False
        self._writer: JournalWriter | None = None
        self._is_attended = True

    @classmethod
    def open(
        cls, path: Path, who: str, clock: Callable[[], datetime] | None = None, *, is_attended: bool = True
    ) -> Self:
        """Open a document for editing. LockedError where somebody else has it; DocumentError where it is damaged.

        A folder that cannot be written opens read only, with a notice. With nobody there to decide (`is_attended`
        false), what the journal and a change made outside both claim is a ChangedOutsideError, and stays to be decided.
        """
        session = cls(path, who, clock or _now)
        session._is_attended = is_attended
        try:
            session._lock.acquire(who, session._clock())
            session._is_locked = True
            clear_leftovers(session.path)
        except OSError as error:
            session._become_read_only(cause(error))
        try:
            session._load()
        except BaseException:
            session.abandon()
            raise
        return session

    @classmethod
    def view(cls, path: Path, who: str) -> Self:
        """Look at a document without lock and journal: what is on the disk, nothing can be changed."""
        session = cls(path, who, _now)
        stored = load_document(session.path)
        session.assessment, session._digest, session._stored = (
            stored.assessment,
            stored.digest,
            stored.assessment,
        )
        session.is_read_only = True
        session.notices.append(say("閲覧だけです。ほかの人の編集が終わったら開き直してください。"))
        return session

    # --- edits ----------------------------------------------------------------------------------------------

    def set_answer(self, path: str, value: Json | None, source: str = "tui") -> Assessment:
        """Put an answer (None: nothing) into a blank, or a procedure fact into its place."""
        return self.edit(answer_edit(self.assessment, path, value), source)

    def set_fact(self, name: str, value: Json | None, source: str = "tui") -> Assessment:
        """Put a procedure fact, e.g. "submitted_on"."""
        return self.set_answer(fact_path(name), value, source)

    def add_item(self, list_path: str, position: int | None = None, source: str = "tui") -> str:
        """Add an empty entry to a list; returns its path."""
        item = new_item_id()
        self.edit(adding(self.assessment, list_path, item, position), source)
        return item_path(list_path, item)

    def duplicate_item(self, path: str, source: str = "tui") -> str:
        """Add a copy of a list entry behind it; returns the copy's path. Entries inside get ids of their own."""
        list_path, item = split_item(path)
        self.assessment.node(path)
        copy = new_item_id()
        content = _with_new_ids(self.assessment.item_content(path))
        position = self.assessment.items_of(list_path).index(item) + 1
        self.edit(adding(self.assessment, list_path, copy, position, content), source)
        return item_path(list_path, copy)

    def remove_item(self, path: str, source: str = "tui") -> Assessment:
        """Take a list entry away with all it holds; undo brings it back."""
        return self.edit(removing(self.assessment, path), source)

    def move_item(self, path: str, by: int, source: str = "tui") -> Assessment:
        """Move a list entry up (negative) or down within its list."""
        list_path, item = split_item(path)
        ids = self.assessment.items_of(list_path)
        if item not in ids:
            raise AnswerError(say("「{path}」の項目「{id}」はありません。", path=list_path, id=item))
        position = max(0, min(len(ids) - 1, ids.index(item) + by))
        return self.edit(moving(self.assessment, item_path(list_path, item), position), source)

    def edit(self, edit: Edit, source: str) -> Assessment:
        """Make an edit: into the journal, then into `assessment`. Where the disk refuses, `failure` says so."""
        if edit.is_empty:
            return self.assessment
        if self.is_read_only:
            raise AnswerError(say("読み取り専用で開いているため、変更できません。"))
        changed = apply_edit(self.assessment, edit)
        self._note(self._record("edit", edit, source), changed)
        return changed

    def undo(self, source: str = "tui") -> Edit | None:
        """Take back the latest edit (keystrokes of one burst together); what changed, None if nothing is left."""
        while self.can_undo and self._story.undone_with_next():
            self._go("undo", self._story.undoing(), source)
        return self._go("undo", self._story.undoing(), source)

    def redo(self, source: str = "tui") -> Edit | None:
        """Make again what the latest undo took back; what changed, None if nothing is left."""
        edit = self._go("redo", self._story.redoing(), source)
        while edit is not None and self.can_redo and self._story.redone_with_last():
            self._go("redo", self._story.redoing(), source)
        return edit

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return not self.is_read_only and self._story.undoing() is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to make again."""
        return not self.is_read_only and self._story.redoing() is not None

    def _go(self, kind: str, edit: Edit | None, source: str) -> Edit | None:
        if edit is None or self.is_read_only:
            return None
        try:
            changed = apply_edit(self.assessment, edit)
        except (AnswerError, FieldPathError):
            # the place is gone: what came before cannot be told from here
            self._story = UndoStory(self.assessment.form)
            return None
        self._note(self._record(kind, edit, source), changed)
        return edit

    def _note(self, record: Record, changed: Assessment) -> None:
        self._keep(record)
        self._story.note(record)
        self.assessment = changed

    # --- the disk -------------------------------------------------------------------------------------------

    @property
    def state(self) -> SaveState:
        """Where the latest answer is."""
        if self._pending:
            return SaveState.FAILED
        return SaveState.SAVED if self._file_is_current else SaveState.KEPT

    def save(self) -> None:
        """Write the document file. ChangedOutsideError, with nothing written, where it is not the one that was opened."""
        if self.is_read_only or (self._file_is_current and not self._pending):
            return
        self._keep_pending()
        if file_digest(self.path) != self._digest:
            raise ChangedOutsideError(
                say(
                    "{path} は開いた後に別の場所で変更されています。上書きしていません。入力した内容は記録に残っています。",
                    path=self.path,
                )
            )
        digest = digest_of(encode_document(self.assessment))
        self._keep(self._record("saving", digest=digest))
        self._digest = save_document(self.path, self.assessment)
        self._stored = self.assessment
        self._file_is_current = True
        self._keep(self._record("saved", digest=self._digest))

    @property
    def is_changed_outside(self) -> bool:
        """Whether the file is not the one that was opened or saved last. DocumentError where it cannot be read."""
        return file_digest(self.path) != self._digest

    def look_outside(self) -> Merged | None:
        """What a change made outside and the work here come to, joined; None where the file is as it was left.

        Changes nothing. DocumentError where the file is gone or damaged.
        """
        if not self.is_changed_outside:
            return None
        stored = load_document(self.path)
        found, mine = stored.assessment.form, self.assessment.form
        if (found.kind, found.edition) != (mine.kind, mine.edition):
            raise DocumentError(
                self.path,
                say(
                    "開いた後に別の様式か別の版に置き換えられています。入力した内容は記録に残っています。元のファイルを戻してから開き直してください。"
                ),
            )
        return merge(self._stored, self.assessment, stored.assessment)

    def take_outside(self, merged: Merged, decisions: Mapping[str, Side] | None = None) -> None:
        """Go on with the file as it was changed outside and the work here on top of it, as `decided`.

        What that set aside is told in `notices`.

        ChangedOutsideError, with nothing taken, where the file has changed again since `merged` was looked at.
        """
        if self.is_read_only:
            self.assessment = self._stored = merged.theirs
            self._digest = file_digest(self.path) or ""
            return
        stored = load_document(self.path)
        if stored.assessment != merged.theirs:
            raise ChangedOutsideError(say("{path} はもう一度変更されています。", path=self.path))
        self._keep_pending()
        if self.assessment != merged.mine:
            known = {one.path for one in merged.conflicts}
            merged = merge(self._stored, self.assessment, merged.theirs)
            if any(one.path not in known for one in merged.conflicts):
                raise ChangedOutsideError(say("{path} はもう一度変更されています。", path=self.path))
        assessment = decided(merged, decisions or {})
        self._tell_shelved(assessment, merged)
        again = [
            self._record("edit", edit, RECOVERED) for edit in edits_between(stored.assessment, assessment)
        ]
        self._digest, self._stored = stored.digest, stored.assessment
        self._keep(replace(self._record("opened", digest=self._digest), again=len(again)), *again)
        self._file_is_current = not again
        self._story = UndoStory(assessment.form, again)
        self.assessment = assessment

    def _tell_shelved(self, joined: Assessment, merged: Merged) -> None:
        known = (merged.mine.shelved, merged.theirs.shelved)
        places = [
            path for path, held in joined.shelved.items() if all(held != one.get(path) for one in known)
        ]
        if places:
            self.notices.append(
                say(
                    "外での変更と合わせると記入の対象外になる記載を取り置きました（答えを戻すと元に戻ります）：{places}",
                    places="、".join(title_of(joined, path) for path in places),
                )
            )

    def conflicts(self) -> tuple[Conflict, ...]:
        """What could not be put back on opening because the same place was changed elsewhere, for a person to decide."""
        return tuple(
            Conflict(
                path=one.edit.path,
                base=one.edit.before,
                mine=one.edit.after,
                theirs=thaw(self.assessment.value(one.edit.path)),
            )
            for one in self.set_aside
            if not one.is_part
            and not one.edit.path.endswith("]")
            and thaw(one.edit.after) != thaw(self.assessment.value(one.edit.path))
            and self.assessment.has(noted_blank(one.edit.path))
        )

    def decide(self, conflict: Conflict, side: Side) -> None:
        """What a person said about one of `conflicts`: it is asked no more."""
        if side is Side.MINE:
            self.set_answer(conflict.path, conflict.mine, RECOVERED)
        self._keep(self._record("decided", Edit(path=conflict.path, before=None, after=None)))

    def close(self) -> None:
        """Save and give the document back. What could not be saved stays in the journal."""
        try:
            self.save()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Give the document back without saving: what was typed stays in the journal until the next opening."""
        if self._writer:
            self._writer.close()
            self._writer = None
        if self._is_locked:
            self._lock.release()
            self._is_locked = False

    def history(self) -> History:
        """The audit trail: every edit of this document, oldest first."""
        return read_journal(self._journal_path)

    def last_place(self, source: str) -> str:
        """The field path of the latest edit from that source; "" where there is none."""
        records = reversed(self.history().records)
        return next(
            (one.edit.path for one in records if one.edit and one.is_change and one.source == source), ""
        )

    def _load(self) -> None:
        stored = load_document(self.path)
        history = read_journal(self._journal_path)
        found = recover(stored.assessment, stored.digest, history)
        if found.set_aside and not self._is_attended:
            raise ChangedOutsideError(
                say(
                    "{path} には、外での変更と食い違う未保存の入力があります。mnassess tui で開いて、どちらを残すか決めてください。",
                    path=self.path,
                )
            )
        self.assessment, self._digest, self._stored = found.assessment, stored.digest, stored.assessment
        self._story, self.set_aside = found.story, (*found.waiting, *found.set_aside)
        self._file_is_current = not found.put_back
        self.notices += _notices(found, history)
        if self.is_read_only:
            return
        self._writer = JournalWriter(self._journal_path)
        if found.is_changed_outside or not history.records:
            again = [self._record("edit", record.edit, RECOVERED) for record in found.put_back]
            waiting = [self._waiting(one) for one in found.set_aside]
            self._keep(
                *waiting, replace(self._record("opened", digest=self._digest), again=len(again)), *again
            )
        elif history.damaged:
            self._keep(self._record("told"))

    def _waiting(self, one: SetAside) -> Record:
        source = PART if one.is_part else ""
        return replace(self._record("waiting", one.edit, source), who=one.who, at=one.at)

    def _record(self, kind: str, edit: Edit | None = None, source: str = "", *, digest: str = "") -> Record:
        return Record(kind=kind, at=self._at(), who=self.who, source=source, edit=edit, digest=digest)

    def _at(self) -> datetime:
        """Now; never before the record before it, even where the clock was set back."""
        now = self._clock()
        self._last = max(now, self._last) if self._last else now
        return self._last

    def _keep(self, *records: Record) -> None:
        self._pending += records
        if any(record.is_change for record in records):
            self._file_is_current = False
        self._keep_pending()

    def _keep_pending(self) -> None:
        if not self._pending or self._writer is None:
            return
        try:
            self._writer.append(self._pending)
        except JournalError as error:
            self.failure = str(error)
            return
        self._pending.clear()
        self.failure = ""

    def _become_read_only(self, reason: str) -> None:
        self.is_read_only = True
        self.notices.append(
            say("このフォルダーには書き込めないため（{reason}）、読み取り専用で開きました。", reason=reason)
        )


def _notices(found: Recovered, history: History) -> list[str]:
    notices = []
    if history.damaged:
        notices.append(
            say(
                "編集の記録に読めない行が {count} 行ありました（停電などで途切れた行です）。残りは使っています。",
                count=history.damaged,
            )
        )
    if found.put_back:
        notices.append(
            say("前回保存されていなかった入力 {count} 件を元に戻しました。", count=len(found.put_back))
        )
    if found.is_changed_outside:
        notices.append(
            say("この評価書は前回閉じた後に、この画面の外で変更されています。変更後の内容を開きました。")
        )
    if found.set_aside or found.waiting:
        notices.append(
            say(
                "記録に残っていた入力のうち {count} 件は、外での変更と重なるため戻していません。記録には残っています。",
                count=len(found.set_aside) + len(found.waiting),
            )
        )
    return notices


def _with_new_ids(content: Json) -> Json:
    if isinstance(content, list):
        return [_with_new_ids(part) for part in content]
    if isinstance(content, dict):
        return {key: new_item_id() if key == "id" else _with_new_ids(part) for key, part in content.items()}
    return content


def _now() -> datetime:
    return datetime.now(tz=UTC)
