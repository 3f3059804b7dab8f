"""The base of the screens answers are given on: the session, when the file is written, what the header says of it.

A screen says which controls it shows and which blank the keyboard is in; everything that happens to an answer
happens here, so that the entry screen and the interview treat it alike.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from textual import on
from textual.timer import Timer

from mnassess.documents.beside import note_path, noted_blank
from mnassess.documents.counterparts import Counterpart, Neighbour, iter_counterparts, read_neighbours
from mnassess.documents.merge import Conflict, Merged, Side
from mnassess.documents.model import thaw
from mnassess.documents.naming import title_of
from mnassess.documents.session import EditingSession
from mnassess.documents.shelving import hidden_by
from mnassess.documents.undo import STAMP
from mnassess.documents.words import fitting_note, note_words
from mnassess.errors import AnswerError, ChangedOutsideError, DocumentError, MnassessError
from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.rules.circumstances import circumstances_of
from mnassess.tui import judgement
from mnassess.tui.keymap import keymap_of
from mnassess.tui.messages import AnswerTyped, Said
from mnassess.tui.screens import entry_pages
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.conflict import ConflictPage
from mnassess.tui.screens.page import ChoosePage
from mnassess.tui.screens.record import RecordPage
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.records import RecordAsked

SAVE_PAUSE = 1.5
"""Seconds without typing after which the document file is written. The journal has the answers before that."""
RETRY_PAUSE = 5.0
"""Seconds after which what the disk refused is tried again, until it takes it."""
STATE_PAUSE = 0.2
"""Seconds after which a text that is as it was before, e.g. a letter typed and deleted, counts as kept again."""
OUTSIDE_PAUSE = 2.0
"""Seconds between two looks whether the file was changed outside."""


class WritingScreen(CommandScreen[str]):
    """Holds the session of one document; the subclass draws."""

    SOURCE = "tui"
    """What the journal calls the answers given on this screen."""

    def __init__(self, session: EditingSession) -> None:
        super().__init__()
        self.session = session
        self._circumstances, unread = circumstances_of(session.path)
        session.notices += unread
        self._neighbours: tuple[Neighbour, ...] = read_neighbours(session.path, session.assessment.form)
        self._blank = ""
        """Path of the blank the keyboard is in."""
        self._typed = ""
        """Path of a blank with words that are not yet an answer."""
        self._noting = ""
        """Path of the blank whose note was opened last."""
        self._unfit = ""
        """What was typed into a note that no note can hold as it is."""
        self._trouble = ""
        """Why the file cannot be written; the journal has the answers."""
        self._is_undecided = False
        """Somebody else changed a blank that was changed here too, and the person has put the decision off."""
        self._pauses: dict[str, Timer] = {}

    # --- what a subclass says -------------------------------------------------------------------------------

    def controls(self) -> Iterable[Blank]:
        """The controls on the screen."""
        raise NotImplementedError

    def answered(self, path: str) -> None:
        """An answer or note changed: bring what is shown up to date."""
        raise NotImplementedError

    async def replaced(self) -> None:
        """The whole document may have changed: show it anew."""
        raise NotImplementedError

    # --- messages -------------------------------------------------------------------------------------------

    @on(AnswerTyped)
    def wait_for_answer(self, message: AnswerTyped) -> None:
        """Words that are not yet an answer: the header must not say they are kept."""
        self._typed = message.path
        self._show_state()

    @on(Said)
    def show_sentence(self, message: Said) -> None:
        """A control has something to say."""
        self.say_below(message.text)

    @on(RecordAsked)
    def edit_record(self, message: RecordAsked) -> None:
        """A figure or a row of 変更箇所, on a page of its own."""
        self.app.push_screen(RecordPage(message, self._state_words, read_only=self.session.is_read_only))

    # --- answers --------------------------------------------------------------------------------------------

    def arrived(self, path: str) -> None:
        """The message of an answer is here: it is no longer on its way."""
        for control in self.controls():
            if control.path == path and control.sent:
                control.sent -= 1

    def put_answer(self, path: str, value: Any, source: str = "tui") -> None:
        """Put an answer into the document; where it would hide others, after the person said yes."""
        self._typed = ""
        blank = self.session.assessment.form.find(path)
        is_deciding = isinstance(blank, Field) and bool(self.session.assessment.form.dependents(path))
        hidden = hidden_by(self.session.assessment, path, value) if is_deciding else ()
        if not hidden:
            self._put(path, value, source)
            return

        def decide(is_sure: bool | None) -> None:
            if is_sure:
                self._put(path, value, source)
            else:
                self._show_answer(path)

        self.app.push_screen(entry_pages.hiding_page(self.session.assessment, path, value, hidden), decide)

    def _put(self, path: str, value: Any, source: str) -> None:
        try:
            self.session.set_answer(path, value, source)
        except AnswerError as error:
            self.say_below(str(error))
            return
        self.save_later()
        self.answered(noted_blank(path))
        self._show_state()

    def _show_answer(self, path: str) -> None:
        """Put the document's answer back on the screen."""
        for control in self.controls():
            if control.path == path:
                control.put(thaw(self.session.assessment.value(path)))

    def settle(self) -> None:
        """Take what was typed and waits for a pause as it stands."""
        for control in self.controls():
            if control.commit():
                self.put_answer(control.path, control.value, self.SOURCE)

    # --- notes and neighbours -------------------------------------------------------------------------------

    def note_of(self, path: str) -> dict[str, Any]:
        """The interview note of a blank, {} where there is none."""
        found = thaw(self.session.assessment.interview.get(path))
        return found if isinstance(found, dict) else {}

    def put_note(self, path: str, made_by: str = "tui", /, **changes: Any) -> None:
        """Change the note of a blank; None takes a part of it away."""
        note = {name: part for name, part in (self.note_of(path) | changes).items() if part is not None}
        self._put(note_path(path), note or None, made_by)

    def action_certainty(self) -> None:
        """Ctrl+T: 要確認, or no longer."""
        path = self._noted()
        if path:
            marked = self.note_of(path).get("certainty") == "to_confirm"
            self.put_note(path, certainty=None if marked else "to_confirm")
            self.say_below(say("要確認の印を外しました。") if marked else say("要確認の印を付けました。"))

    def action_note(self) -> None:
        """Ctrl+O: source, note, homework."""
        path = self._noted()
        section = self.session.assessment.form.note
        if path and section is not None:
            fields = tuple(replace(one, path=one.name) for one in section.children if isinstance(one, Field))
            title = say("面談の記録　{title}", title=title_of(self.session.assessment, path))
            asked = RecordAsked(title, fields, self.note_of(path), lambda note: self._keep_note(path, note))
            page = RecordPage(asked, self._state_words, read_only=self.session.is_read_only)
            self._noting = path
            self.app.push_screen(page, lambda _: self.keep_unfit())

    def _keep_note(self, path: str, note: dict[str, Any]) -> None:
        """At every pause: what a note can hold; a day that is still being typed waits on the page."""
        fitting, self._unfit = fitting_note(self.session.assessment.form, note)
        if fitting != self.note_of(path):
            self._put(note_path(path), fitting or None, "tui")

    def keep_unfit(self) -> None:
        """At the end: words where a day belongs go into the memo, so that nothing is lost."""
        unfit, self._unfit = self._unfit, ""
        if unfit:
            memo = self.note_of(self._noting).get("note", "")
            self.put_note(self._noting, note=f"{memo}\n{unfit}".strip())
            self.say_below(say("日付として読めない言葉は、覚え書きに移しました。"))

    def _noted(self) -> str:
        """The blank a note would belong to; says so where there is none."""
        if not self._blank:
            self.say_below(say("欄に入ってから記録してください。"))
        elif self.session.is_read_only:
            self.say_below(say("閲覧だけです。変更も保存もできません。"))
        else:
            return self._blank
        return ""

    def counterparts(self, path: str) -> tuple[Counterpart, ...]:
        """What the other documents of the operation say in the blank."""
        return tuple(iter_counterparts(self.session.assessment, path, self._neighbours))

    def action_take_over(self) -> None:
        """Ctrl+B: the answer of another document of the operation, where there is one to take."""
        self.after_typing(self._offer)

    def _offer(self) -> None:
        self.settle()
        path = self._blank
        mine = self.session.assessment.value(path) if path else None
        offers = [one for one in self.counterparts(path) if one.fits and one.value != mine] if path else []
        if not offers:
            self.say_below(say("この欄に写せる記載は、ほかの評価書にありません。"))
        elif len({str(one.value) for one in offers}) == 1 and mine is None:
            self._take_over(path, offers[0])
        else:
            lines = [(str(n), f"{one.document}：{one.words}") for n, one in enumerate(offers)]

            def take(chosen: str | None) -> None:
                if chosen is not None:
                    self._take_over(path, offers[int(chosen)])

            title = say("写す記載　{title}", title=title_of(self.session.assessment, path))
            self.app.push_screen(ChoosePage(title, lines, enter=say("写す")), take)

    def _take_over(self, path: str, offer: Counterpart) -> None:
        self.put_answer(path, thaw(offer.value), "transcription")
        if self.session.assessment.value(path) == offer.value:
            self.put_note(path, STAMP, source="transcription", who=offer.document, on=today())
            self._show_answer(path)
            self.say_below(say("{document} から写しました。", document=offer.document))

    def lines_beside(self, path: str) -> list[str]:
        """What there is to know about a blank beside its guidance: its note, the other documents, the decision."""
        assessment = self.session.assessment
        lines = []
        note = assessment.interview.get(path)
        if note:
            lines.append(say("記録：{words}", words=note_words(assessment.form, note)))
        lines += judgement.counterpart_lines(self.counterparts(path), assessment.value(path) is None)
        lines += judgement.decision_lines(assessment, path, self._circumstances)
        return lines

    # --- the file -------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """F2."""
        self.after_typing(lambda: self.save_now(asked=True))

    def save_now(self, *, asked: bool = False) -> None:
        """Write the document file, if there is anything to write; what was changed outside is taken in first."""
        self._stop("save")
        if asked:
            self.settle()
        try:
            self.session.save()
        except ChangedOutsideError:
            self.look_outside(asked=asked)
            return
        except MnassessError as error:
            self._trouble = reason_of(error)
            self._later("save", RETRY_PAUSE, self.save_now)
        else:
            self._trouble = ""
        self._show_state()
        if asked and self.session.is_read_only:
            self.say_below(say("閲覧だけです。変更も保存もできません。"))
        elif asked and not self._trouble:
            self.say_below(say("保存しました。"))

    def save_later(self) -> None:
        """Write the document file once the typing pauses."""
        self._later("save", SAVE_PAUSE, self.save_now)

    def look_outside(self, *, asked: bool = False) -> None:
        """Join what was changed outside with the work here; what both changed is put before the person."""
        try:
            if not self.session.is_changed_outside:
                return
            self.settle()
            merged = self.session.look_outside()
        except MnassessError as error:
            self._trouble = reason_of(error)
            self._show_state()
            return
        if merged is None:
            return
        if not merged.conflicts:
            self._take_outside(merged, {})
        elif not self._is_undecided or asked:
            self._is_undecided = True
            self._trouble = say(
                "外での変更と重なった欄があります。{key} で決められます。",
                key=keymap_of(self).first("entry.save"),
            )
            self._show_state()
            page = ConflictPage(merged.theirs, merged.conflicts)
            self.app.push_screen(page, lambda decisions: self._decided(merged, decisions))

    def tell_set_aside(self) -> None:
        """What could not be put back after a crash because it was changed elsewhere since: a person decides."""
        conflicts = self.session.conflicts()
        if conflicts and not self.session.is_read_only:
            page = ConflictPage(self.session.assessment, conflicts)
            self.app.push_screen(page, lambda decisions: self._put_back(conflicts, decisions or {}))

    def _put_back(self, conflicts: tuple[Conflict, ...], decisions: dict[str, Side]) -> None:
        for conflict in conflicts:
            side = decisions.get(conflict.path)
            if side is not None:
                self.session.decide(conflict, side)
                self.answered(noted_blank(conflict.path))
                self._show_answer(conflict.path)
        self.save_later()
        self._show_state()

    def _decided(self, merged: Merged, decisions: dict[str, Side] | None) -> None:
        if decisions is not None:
            self._take_outside(merged, decisions)

    def _take_outside(self, merged: Merged, decisions: dict[str, Side]) -> None:
        known = len(self.session.notices)
        try:
            self.session.take_outside(merged, decisions)
        except MnassessError as error:
            self._trouble = reason_of(error)
            self._show_state()
            return
        self._trouble = ""
        self._is_undecided = False
        self.save_now()
        count = len(merged.taken) + sum(one is Side.THEIRS for one in decisions.values())
        told = [say("外での変更 {count} 件を取り込みました。", count=count)] if count else []
        self.call_later(self._after_outside, "".join([*told, *self.session.notices[known:]]))

    async def _after_outside(self, told: str) -> None:
        await self.replaced()
        self._show_state()
        if told:
            self.call_after_refresh(self.call_later, self.say_below, told)

    def watch_outside(self) -> None:
        """From now on look now and then whether the file was changed elsewhere."""
        self.set_interval(OUTSIDE_PAUSE, self._look_if_shown)

    def _look_if_shown(self) -> None:
        if self.is_current and not self._is_undecided:
            self.look_outside()

    # --- what is told ---------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        header = self.query_one("#header", Bar)
        header.right = f"{self.session.who}　{self._state_words()}"
        reason = self.session.failure or self._trouble
        if reason:
            self.say_below(reason)

    def show_typing(self) -> None:
        """Something changes on the screen; the header looks again when it is in the document, at the latest soon.

        The header is drawn with whatever is drawn next: its own request waits in a queue that a section being put up
        blocks, while the text typed there is drawn with the section.
        """
        header = self.query_one("#header", Bar)
        header.right = f"{self.session.who}　{say('入力中')}"
        self._dirty_widgets.add(header)
        self._later("state", STATE_PAUSE, self._show_state)

    def _state_words(self) -> str:
        is_typing = bool(self._typed or self._unfit) or any(one.is_under_way for one in self.controls())
        return entry_pages.state_words(self.session, is_typing=is_typing, is_in_trouble=bool(self._trouble))

    def say_below(self, text: str) -> None:
        """A sentence in the status line, until the keyboard goes elsewhere."""
        self.query_one("#status", Bar).left = text

    def after_typing(self, call: Callable[[], object]) -> None:
        """Call once the keys pressed before have reached the blank: a function key overtakes them."""
        (self.focused or self).call_later(self.call_later, call)

    # --- pauses ---------------------------------------------------------------------------------------------

    def _later(self, name: str, seconds: float, call: Callable[[], object]) -> None:
        """Call after a pause; what waited under the same name does not happen."""
        self._stop(name)
        self._pauses[name] = self.set_timer(seconds, call, name=name)

    def _stop(self, name: str) -> None:
        timer = self._pauses.pop(name, None)
        if timer is not None:
            timer.stop()

    def stop_pauses(self) -> None:
        """Nothing that waits happens any more."""
        for timer in self._pauses.values():
            timer.stop()
        self._pauses.clear()


def reason_of(error: MnassessError) -> str:
    """Why the open document cannot be written or read, without its path, for which a line has no room."""
    return error.reason if isinstance(error, DocumentError) else str(error)


def today() -> str:
    """The day as a note holds it."""
    return date.today().isoformat()  # noqa: DTZ011 - the day on the wall of the meeting room
