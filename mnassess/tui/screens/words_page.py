"""A page that asks for some words: a name, a reason, a note."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from mnassess.language import say
from mnassess.tui.marks import printed
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.editor import Editor


class WordsPage(Page[str]):
    """The result is what was typed, which may be nothing; None where the person goes back."""

    DEFAULT_CSS = """
    WordsPage Static { height: auto; padding: 1 2; }
    """

    def __init__(
        self, title: str, text: str, known: str = "", *, accept: str, leave: str = "", placeholder: str = ""
    ) -> None:
        """`text` says what is asked for and what becomes of it; `known` stands there already."""
        super().__init__(title, (("editor.enter", accept), ("page.leave", leave or say("やめる"))))
        self._text = text
        self._editor = Editor(known, many_lines=False, placeholder=placeholder)

    def compose_page(self) -> ComposeResult:
        """What it is for, and the words."""
        yield Static(Content(printed(self._text)))
        yield self._editor

    def on_mount(self) -> None:
        """Into the words."""
        self._editor.focus()

    @on(Editor.Submitted)
    def accept(self, event: Editor.Submitted) -> None:
        """Enter."""
        event.stop()
        self.dismiss(self._editor.text.strip())
