"""One record of a list, a figure or a row of 変更箇所, on a screen of its own."""

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.timer import Timer

from mnassess.language import say
from mnassess.tui.messages import AnswerChanged
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.controls import control_for
from mnassess.tui.widgets.records import RecordAsked
from mnassess.tui.widgets.scrolling import Scrolling

PAUSE = 0.8
"""Seconds without typing after which the record is kept. A list of records is kept whole, so not at every key."""


class RecordPage(Page[None]):
    """The blanks of the record. `state` says where its latest text is."""

    def __init__(self, asked: RecordAsked, state: Callable[[], str], *, read_only: bool) -> None:
        super().__init__(
            asked.title,
            (("focus.next", say("次の欄")), ("page.leave", say("一覧へ戻る（内容は自動で記録されます）"))),
        )
        self._asked = asked
        self._state = state
        self._record: dict[str, Any] = dict(asked.record)
        self._read_only = read_only
        self._pause: Timer | None = None
        self._controls: list[Blank] = [
            control_for(blank, blank.path, self._record.get(blank.path), read_only=read_only)
            for blank in asked.fields
        ]

    def compose_page(self) -> ComposeResult:
        """The blanks."""
        with Scrolling(classes="page"):
            yield from self._controls

    def on_mount(self) -> None:
        """Into the first blank."""
        self.call_after_refresh(self._show_state)
        self.set_focus(self._controls[0].focus_target(), scroll_visible=False)
        self.call_after_refresh(self.call_later, self._show_first)

    def _show_first(self) -> None:
        """From its label, once the blanks have found their height."""
        self.query_one(Scrolling).scroll_home(animate=False, immediate=True)

    def on_answer_changed(self, message: AnswerChanged) -> None:
        """A blank of the record changed."""
        message.stop()
        self._take(message.path, message.value)
        self.show_typing()

    def show_typing(self) -> None:
        """Something changes on the screen; it is kept at the next pause."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep)
        self.query(Bar).first().right = say("入力中")

    def action_leave(self) -> None:
        """Back to the list, everything kept."""
        (self.focused or self).call_later(self.call_later, self._end)

    def _end(self) -> None:
        self.finish()
        self.dismiss(None)

    def finish(self) -> None:
        """Keep everything that is on the page."""
        for control in self._controls:
            if control.commit():
                self._take(control.path, control.value)
        self._keep()

    def _take(self, path: str, value: Any) -> None:
        if value is None:
            self._record.pop(path, None)
        else:
            self._record[path] = value

    def _keep(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        ordered = {
            blank.path: self._record[blank.path] for blank in self._asked.fields if blank.path in self._record
        }
        self._asked.keep(ordered)
        self.call_after_refresh(self._show_state)
        self.set_timer(PAUSE, self._show_state)

    def _show_state(self) -> None:
        bars = self.query(Bar)
        if self._pause is None and bars:  # none are left while the page closes
            bars.first().right = self._state()
