"""Controls of the kinds `text` and `longtext`."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.editor import EDITOR_HEIGHT, Editor


class LongTextBlank(Blank):
    """A text of many lines."""

    DEFAULT_CSS = """
    LongTextBlank Editor { min-height: 2; }
    """

    many_lines = True

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self.editor = Editor(
            str(value or ""), many_lines=self.many_lines, placeholder=say("（未記入）"), read_only=read_only
        )

    @property
    def least_height(self) -> int:
        """Each line of the text a line, as far as the editor shows them at once."""
        return 2 + min(self.editor.document.line_count, EDITOR_HEIGHT)

    def compose_answer(self) -> ComposeResult:
        """The editor."""
        yield self.editor

    @on(TextArea.Changed)
    def take_text(self, event: TextArea.Changed) -> None:
        """Every keystroke is an answer; a text the program put there is none."""
        event.stop()
        if self.commit():
            self.answer(self.value)

    @property
    def is_under_way(self) -> bool:
        """Also what was typed and not reported."""
        return super().is_under_way or self.editor.text != self.editor.shown

    def commit(self) -> bool:
        """Typed, and the message still on its way."""
        if self.editor.text == self.editor.shown:
            return False
        self.editor.shown = self.editor.text
        self.value = self.editor.text or None
        return True

    def put(self, value: Json | None) -> None:
        """Show another text."""
        super().put(value)
        self.editor.put(str(value or ""))


class TextBlank(LongTextBlank):
    """A text of one line: Enter goes on to the next blank. A paste of many lines is kept whole all the same."""

    DEFAULT_CSS = """
    TextBlank Editor { min-height: 1; }
    """

    many_lines = False

    @on(Editor.Submitted)
    def go_on(self, event: Editor.Submitted) -> None:
        """Enter."""
        event.stop()
        self.screen.focus_next()
