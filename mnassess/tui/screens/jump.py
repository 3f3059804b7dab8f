"""Going to a section by its number (3-3) or by words of its title."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, TextArea

from mnassess.language import say
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.editor import Editor
from mnassess.tui.widgets.listing import Listing

LIMIT = 200
"""Lines; who sees more has to type more."""


class JumpPage(Page[str]):
    """What is typed narrows the list; Enter goes to its first line, or to the one the arrows are on."""

    def __init__(self, search: Callable[[str], Sequence[tuple[str, str]]]) -> None:
        super().__init__(say("移動先"), say("番号（例：3-3）か言葉を入力　Enter 移動　下 一覧へ　Esc 戻る"))
        self._search = search
        self._paths: list[str] = []
        self.editor = Editor(many_lines=False, placeholder=say("番号（例：3-3）か言葉"))
        self.listing = Listing(classes="page")

    def compose_page(self) -> ComposeResult:
        """What is typed, and what it finds."""
        yield self.editor
        yield self.listing

    def on_mount(self) -> None:
        """Everything is found at first."""
        self._find("")

    @on(TextArea.Changed)
    def narrow(self) -> None:
        """Typed."""
        self._find(self.editor.text)

    @on(Editor.Submitted)
    def go(self) -> None:
        """Enter in the editor."""
        self._find(self.editor.text)
        if self._paths:
            self.dismiss(self._paths[0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list."""
        event.stop()
        self.dismiss(self._paths[event.option_index])

    def _find(self, text: str) -> None:
        found = list(self._search(text))[:LIMIT]
        self._paths = [path for path, _ in found]
        self.listing.show([line for _, line in found], 0)
