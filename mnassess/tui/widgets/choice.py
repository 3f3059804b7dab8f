"""Controls of the kinds `choice` and `flag`: numbered choices in place, no list that opens over other text."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed, wrapped
from mnassess.tui.typed import digit_of
from mnassess.tui.widgets.blank import Blank, Json


class Options(Widget, can_focus=True):
    """Numbered lines with a box before each; digits, arrows, Space and Enter work on them."""

    DEFAULT_CSS = """
    Options { height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("options")

    cursor: reactive[int] = reactive(0)
    """Which line the arrows are on."""
    marked: reactive[frozenset[int]] = reactive(frozenset())
    """The lines whose box is marked."""

    class Chosen(Message):
        """A line was chosen by digit, Space or Enter."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Cleared(Message):
        """Delete or Backspace was pressed."""

    def __init__(self, words: Sequence[str], marked: frozenset[int], *, read_only: bool = False) -> None:
        super().__init__()
        self._words = [printed(word) for word in words]
        self._read_only = read_only
        self.set_reactive(Options.marked, marked)
        self.set_reactive(Options.cursor, min(marked, default=0))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line per choice, more where the words need them."""
        return sum(len(self._lines_of(n, width)) for n in range(len(self._words)))

    def render(self) -> Content:
        """The lines; the one the arrows are on is marked by `>` and reversed while the keyboard is here."""
        width = self.content_size.width
        parts: list[str | tuple[str, str]] = []
        for n in range(len(self._words)):
            lines = "\n".join(self._lines_of(n, width))
            is_here = self.has_focus and n == self.cursor
            style = "reverse" if is_here else ("bold" if n in self.marked else "")
            parts.append((lines, style))
            parts.append("\n" if n < len(self._words) - 1 else "")
        return Content.assemble(*parts)

    def watch_cursor(self) -> None:
        """Keep the line in sight."""
        if self.is_mounted and self.has_focus:
            self._show_cursor()

    def on_focus(self) -> None:
        """Draw the `>`."""
        self.refresh()

    def on_blur(self) -> None:
        """Take the `>` away."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """A digit, half or full width, chooses its line; 0 the tenth."""
        digit = digit_of(event.character)
        if digit is None or self._read_only:
            return
        event.stop()
        index = (digit or 10) - 1
        if index < len(self._words):
            self.cursor = index
            self.post_message(self.Chosen(index))

    def action_step(self, by: int) -> None:
        """An arrow; beyond the first and last line it leaves for the neighbouring blank."""
        if 0 <= self.cursor + by < len(self._words):
            self.cursor += by
        elif by < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()

    def action_choose(self) -> None:
        """Choose the line the arrows are on."""
        if not self._read_only:
            self.post_message(self.Chosen(self.cursor))

    def action_clear(self) -> None:
        """Take the answer back."""
        if not self._read_only:
            self.post_message(self.Cleared())

    def _lines_of(self, n: int, width: int) -> list[str]:
        here = ">" if self.has_focus and n == self.cursor else " "
        box = "[〇]" if n in self.marked else "[　]"
        indent = " " * 10
        lines = wrapped(self._words[n], max(8, width - len(indent)))
        return [f"{here}{box}{n + 1:>2}) {lines[0]}", *(f"{indent}{line}" for line in lines[1:])]

    def _show_cursor(self) -> None:
        width = self.content_size.width
        top = sum(len(self._lines_of(n, width)) for n in range(self.cursor))
        here = Region(0, top, width, len(self._lines_of(self.cursor, width)))
        self.screen.scroll_to_widget(self, animate=False)
        for parent in self.ancestors:
            if isinstance(parent, Widget) and parent.is_scrollable:
                parent.scroll_to_region(here.translate(self.virtual_region.offset), animate=False)
                break


class ChoiceBlank(Blank):
    """One of the printed choices."""

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self._codes: list[Json] = self._all_codes()
        self.options = Options(self._all_words(), self._marked(value), read_only=read_only)

    @property
    def least_height(self) -> int:
        """Each choice a line."""
        return 2 + len(self._codes)

    def compose_answer(self) -> ComposeResult:
        """The choices."""
        yield self.options

    def on_options_chosen(self, event: Options.Chosen) -> None:
        """A choice was made."""
        event.stop()
        self._choose(event.index)

    def on_options_cleared(self, event: Options.Cleared) -> None:
        """The choice was taken back."""
        event.stop()
        self._take(None)

    def put(self, value: Json | None) -> None:
        """Show another choice."""
        super().put(value)
        self.options.marked = self._marked(value)

    def _choose(self, index: int) -> None:
        self._take(self._codes[index])

    def _take(self, value: Json | None) -> None:
        if value != self.value or (value is None) != (self.value is None):
            self.answer(value)
        self.options.marked = self._marked(self.value)

    def _marked(self, value: Json | None) -> frozenset[int]:
        return frozenset(n for n, code in enumerate(self._codes) if value is not None and code == value)

    def _all_codes(self) -> list[Json]:
        return [choice.code for choice in self.blank.choices or ()]

    def _all_words(self) -> list[str]:
        return [choice.label for choice in self.blank.choices or ()]


class FlagBlank(ChoiceBlank):
    """A single box: はい, いいえ, or not answered.

    Choosing what is chosen already goes on to the next of the three, so that Space alone reaches all of them.
    """

    def _choose(self, index: int) -> None:
        chosen = self._codes[index]
        if self.value is not chosen:
            self._take(chosen)
            return
        following = False if chosen else None
        self.options.cursor = 1 if chosen else 0
        self._take(following)

    def _all_codes(self) -> list[Json]:
        return [True, False]

    def _all_words(self) -> list[str]:
        return [say("はい"), say("いいえ")]
