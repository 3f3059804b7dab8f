"""What was heard or seen, written down while the review goes on: it becomes evidence."""

import contextlib
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from mnassess.errors import MnassessError
from mnassess.evidence.kinds import noted_kinds
from mnassess.evidence.model import Entry
from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.note_draft import draft_of, forget_draft, keep_draft, note_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed
from mnassess.tui.messages import AnswerChanged
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.controls import control_for
from mnassess.tui.widgets.editor import Editor
from mnassess.tui.widgets.scrolling import Scrolling

PAUSE = 0.8
"""Seconds without typing after which the draft is kept."""


class HearingPage(Page[Entry]):
    """Five blanks and F2. The result is the new entry of the register; None where the person goes back.

    What is typed lies on the disk as a draft, which is there again when the page is opened next.
    """

    DEFAULT_CSS = """
    HearingPage .said Editor { min-height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("hearing")

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(
            say("聴取・現地確認の記録"),
            (
                ("focus.next", say("次の欄")),
                ("hearing.save", say("証跡の台帳に加える")),
                ("page.leave", say("戻る（下書きは残ります）")),
            ),
        )
        self._desk = desk
        self._draft: dict[str, Any] = dict(draft_of(desk.document))
        self._is_continued = bool(self._draft)
        self._answers = {"kind": noted_kinds()[0].code, "on": desk.as_of.isoformat()} | self._draft
        self._pause: Timer | None = None
        self._is_added = False
        self._controls: list[Blank] = [
            control_for(blank, blank.path, self._answers.get(blank.path)) for blank in _blanks()
        ]
        self._controls[-1].add_class("said")

    def compose_page(self) -> ComposeResult:
        """The blanks, and what went wrong."""
        with Scrolling(classes="page"):
            yield from self._controls
        yield Static(id="trouble")

    def on_mount(self) -> None:
        """Into whom was asked; where a draft was left, into what was said."""
        begin = self._controls[-1 if self._is_continued else 1].focus_target()
        self.set_focus(begin, scroll_visible=self._is_continued)
        if self._is_continued and isinstance(begin, Editor):
            begin.move_cursor(begin.document.end)
            self._state = say("前の下書きの続き")

    def on_unmount(self) -> None:
        """However the page ends, what was typed is kept, as far as the disk takes it."""
        with contextlib.suppress(MnassessError):
            self._keep()

    def on_answer_changed(self, message: AnswerChanged) -> None:
        """A blank changed."""
        message.stop()
        self._take(message.path, message.value)
        self.show_typing()

    def show_typing(self) -> None:
        """Something changes on the screen; the draft is kept at the next pause."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep_and_tell)
        self._state = say("入力中")

    def action_save(self) -> None:
        """F2, once the keys pressed before have reached their blank."""
        (self.focused or self).call_later(self.call_later, self._save)

    def action_leave(self) -> None:
        """Esc, likewise."""
        (self.focused or self).call_later(self.call_later, self._leave)

    def _leave(self) -> None:
        self.dismiss(None)

    def _save(self) -> None:
        self._commit()
        try:
            entry = self._desk.add_note(note_of(self._answers))
        except MnassessError as error:
            self.query_one("#trouble", Static).update(Content(printed(str(error))))
            return
        self._is_added = True
        forget_draft(self._desk.document)
        self.dismiss(entry)

    # --- the draft ------------------------------------------------------------------------------------------

    def _keep_and_tell(self) -> None:
        self._pause = None
        try:
            self._keep()
        except MnassessError as error:
            self._state = say("下書きを記録できません")
            self.query_one("#trouble", Static).update(Content(printed(str(error))))
        else:
            self._state = say("下書きを記録済")

    def _keep(self) -> None:
        """Put what is on the page on the disk, unless it is in the register, or as it was found."""
        self._commit()
        if self._is_added or self._answers == self._draft:
            return
        if not any(self._answers.get(name) for name in ("who", "department", "note")):
            forget_draft(self._desk.document)
        else:
            keep_draft(self._desk.document, self._answers)
        self._draft = dict(self._answers)

    def _commit(self) -> None:
        for control in self._controls:
            if control.commit():
                self._take(control.path, control.value)

    def _take(self, path: str, value: Any) -> None:
        if value is None:
            self._answers.pop(path, None)
        else:
            self._answers[path] = value

    @property
    def _state(self) -> str:
        return self.query(Bar).first().right

    @_state.setter
    def _state(self, words: str) -> None:
        self.query(Bar).first().right = words


def _blanks() -> list[Field]:
    kinds = tuple(Choice(code=kind.code, label=kind.word) for kind in noted_kinds())
    return [
        Field(
            path="kind",
            kind=FieldKind.CHOICE,
            label=say("種類"),
            choices=ChoiceSet(name="kind", choices=kinds),
            required="yes",
        ),
        Field(path="who", kind=FieldKind.TEXT, label=say("聞いた相手・見た場所"), required="yes"),
        Field(path="department", kind=FieldKind.TEXT, label=say("担当部署"), required="free"),
        Field(path="on", kind=FieldKind.DATE, label=say("聞いた日・見た日"), required="yes"),
        Field(
            path="note", kind=FieldKind.LONGTEXT, label=say("内容（聞いた人、場所、時刻も）"), required="yes"
        ),
    ]
