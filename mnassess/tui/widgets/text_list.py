"""Control of the kind `list of text`: one line of the editor is one entry of the list."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.tui.keymap import joint_keys, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.editor import Editor


class LineListEditor(Editor):
    """Numbered lines; a column copied from a table arrives as so many entries."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("lines")

    def action_move_line(self, by: int) -> None:
        """Exchange the line with its neighbour."""
        row, column = self.cursor_location
        lines = self.text.split("\n")
        if self.read_only or not 0 <= row + by < len(lines):
            return
        first, second = sorted((row, row + by))
        swapped = f"{lines[second]}\n{lines[first]}"
        self.replace(swapped, (first, 0), (second, len(lines[second])))
        self.move_cursor((row + by, min(column, len(lines[row]))))


class TextListBlank(Blank):
    """A list of short texts. Empty lines are no entries."""

    DEFAULT_CSS = """
    TextListBlank Editor { min-height: 2; }
    """

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self.editor = LineListEditor(
            "\n".join(value or ()), placeholder=say("（未記入）1行に1件"), read_only=read_only
        )
        self.editor.show_line_numbers = True

    def compose_answer(self) -> ComposeResult:
        """The editor."""
        yield self.editor

    def on_mount(self) -> None:
        """How many there are."""
        self._tell()

    @on(TextArea.Changed)
    def take_lines(self, event: TextArea.Changed) -> None:
        """Every keystroke is an answer."""
        event.stop()
        if self.commit():
            self.answer(self.value)
        self._tell()

    @property
    def is_under_way(self) -> bool:
        """Also what was typed and not reported."""
        return super().is_under_way or self.editor.text != self.editor.shown

    def commit(self) -> bool:
        """Typed, and the message still on its way."""
        if self.editor.text == self.editor.shown:
            return False
        self.editor.shown = self.editor.text
        texts = [line for line in self.editor.text.split("\n") if line.strip()] or None
        if texts == self.value:
            return False
        self.value = texts
        return True

    def put(self, value: Json | None) -> None:
        """Show another list."""
        super().put(value)
        self.editor.put("\n".join(value or ()))
        self._tell()

    def _tell(self) -> None:
        if not self.has_class("-off"):
            count = len(self.value or ())
            keys = joint_keys(keymap_of(self), "lines.up", "lines.down")
            self.say_below(say("{count}件（1行に1件。{keys} で並べ替え）", count=count, keys=keys))
