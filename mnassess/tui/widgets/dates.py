"""Control of the kind `date`: typed in any usual way, shown in 和暦."""

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import TextArea

from mnassess.documents.entering import date_of_words, told_of_date, words_of_date
from mnassess.forms.dates import parse_date
from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.tui.messages import AnswerTyped
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.editor import Editor

PAUSE = 1.0
"""Seconds after which words that are no date are kept as words."""


class DateBlank(Blank):
    """A date. What reads as a date is stored as one at once; other words (令和8年1月予定) as words, with a warning."""

    DEFAULT_CSS = """
    DateBlank Editor { max-height: 4; }
    """

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self.editor = Editor(
            words_of_date(value),
            many_lines=False,
            placeholder=say("（未記入）例：R7.10.1、2025/10/1"),
            read_only=read_only,
        )
        self._pause: Timer | None = None

    def compose_answer(self) -> ComposeResult:
        """The editor."""
        yield self.editor

    def on_mount(self) -> None:
        """Words that are no date are pointed out from the beginning."""
        self._tell()

    @on(TextArea.Changed)
    def take_date(self, event: TextArea.Changed) -> None:
        """A date at once; what may still become one, at the next pause."""
        event.stop()
        text = self.editor.text
        if text == self.editor.shown:
            return
        self.editor.shown = text
        self._stop_waiting()
        if not text.strip() or parse_date(text):
            self._report()
        else:
            self._tell()
            self.post_message(AnswerTyped(self.path))
            self._pause = self.set_timer(PAUSE, self._report)

    @on(Editor.Submitted)
    def go_on(self, event: Editor.Submitted) -> None:
        """Enter."""
        event.stop()
        self._report()
        self.screen.focus_next()

    @on(Editor.Left)
    def keep(self, event: Editor.Left) -> None:
        """Leaving the blank keeps what stands there."""
        event.stop()
        if self._pause is not None:
            self._report()

    def put(self, value: Json | None) -> None:
        """Show another date."""
        super().put(value)
        self._stop_waiting()
        self.editor.put(words_of_date(value))
        self._tell()

    @property
    def is_under_way(self) -> bool:
        """Also what was typed and not reported."""
        return super().is_under_way or self.editor.text != self.editor.shown

    def commit(self) -> bool:
        """What the typed words say now."""
        self._stop_waiting()
        self.editor.shown = self.editor.text
        value = date_of_words(self.editor.text)
        if value == self.value:
            return False
        self.value = value
        return True

    def switch_off(self, reason: str) -> None:
        """The reason why it does not apply comes before the date in 和暦."""
        super().switch_off(reason)
        if not reason:
            self._tell()

    def _report(self) -> None:
        if self.commit():
            self.answer(self.value)
        self._tell()

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _tell(self) -> None:
        if self.has_class("-off"):
            return
        self.say_below(told_of_date(self.editor.text))
