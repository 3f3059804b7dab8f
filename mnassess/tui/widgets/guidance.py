"""Beside the section: what the form's guidance (記載要領) says about the blank the keyboard is in."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from mnassess.tui.marks import printed
from mnassess.tui.widgets.scrolling import Scrolling


class Guidance(Scrolling):
    """Question, guidance and example of one blank."""

    DEFAULT_CSS = """
    Guidance { padding: 0 1; scrollbar-size-vertical: 1; }
    Guidance Static { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = Static()
        self._lines: list[str] = []

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, lines: list[str]) -> None:
        """Show these lines from their first; nothing moves where they are there already."""
        if lines != self._lines:
            self._lines = lines
            self._text.update(Content(printed("\n".join(lines))))
            self.scroll_home(animate=False)
