"""Before an interview: who answers the questions."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from mnassess.language import say
from mnassess.tui.marks import printed
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.editor import Editor


class RespondentPage(Page[str]):
    """The result is what was typed, which may be nothing; None when there is to be no interview."""

    DEFAULT_CSS = """
    RespondentPage Static { height: auto; padding: 1 2; }
    """

    def __init__(self, known: str) -> None:
        super().__init__(
            say("面談を始める"), (("editor.enter", say("始める")), ("page.leave", say("やめる")))
        )
        self._editor = Editor(known, many_lines=False, placeholder=say("（部署と職名など。空でもよい）"))

    def compose_page(self) -> ComposeResult:
        """What it is for, and the name."""
        words = say(
            "答えるのはどなたですか。この面談で書いた欄の記録に、出所・日付とともに残ります（評価書には印刷されません）。"
        )
        yield Static(Content(printed(words)))
        yield self._editor

    def on_mount(self) -> None:
        """Into the name."""
        self._editor.focus()

    @on(Editor.Submitted)
    def start(self, event: Editor.Submitted) -> None:
        """Enter."""
        event.stop()
        self.dismiss(self._editor.text.strip())
