"""A line to type in and, below it, what it finds: sections of a document, actions of a screen."""

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

Search = Callable[[str], Sequence[tuple[str, str]]]
"""What is typed → (result, line) of everything it finds."""


class SearchPage(Page[str]):
    """What is typed narrows the list; Enter takes its first line, or the one the arrows are on."""

    def __init__(self, title: str, search: Search, *, placeholder: str, typing: str, enter: str) -> None:
        parts = (
            ("", typing),
            ("list.open", enter),
            ("editor.down", say("一覧へ")),
            ("page.leave", say("戻る")),
        )
        super().__init__(title, parts)
        self._search = search
        self._results: list[str] = []
        self.editor = Editor(many_lines=False, placeholder=placeholder)
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
    def take_first(self) -> None:
        """Enter in the editor."""
        self._find(self.editor.text)
        if self._results:
            self.dismiss(self._results[0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list."""
        event.stop()
        if self._results:
            self.dismiss(self._results[event.option_index])

    def _find(self, text: str) -> None:
        found = list(self._search(text))[:LIMIT]
        self._results = [result for result, _ in found]
        self.listing.show([line for _, line in found] or [say("見つかりません。")], 0)


def jump_page(search: Search) -> SearchPage:
    """Going to a section by its number (3-3) or by words of its title."""
    return SearchPage(
        say("移動先"),
        search,
        placeholder=say("番号（例：3-3）か言葉"),
        typing=say("番号（例：3-3）か言葉を入力"),
        enter=say("移動"),
    )
