"""Screens that hold one thing: a text to read, a question, a list to choose from. They cover everything below them."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from mnassess.language import say
from mnassess.tui.keymap import hint, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.listing import Listing
from mnassess.tui.widgets.scrolling import Scrolling

Result = TypeVar("Result")
Keys = Sequence[tuple[str, str]]
"""(id of an action, word) of each key named at the foot of a page, as `keymap.hint` takes them."""


class Page(Screen[Result], inherit_bindings=False):
    """A title, something in the middle, the keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("focus", "page")

    def __init__(self, title: str, keys: Keys) -> None:
        super().__init__()
        self._title = title
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Bar(self._title, classes="bar-title")
        yield from self.compose_page()
        yield Bar(hint(keymap_of(self), *self._keys), classes="bar-keys")

    def compose_page(self) -> ComposeResult:
        """The middle."""
        yield from ()

    def action_leave(self) -> None:
        """Esc."""
        self.dismiss(None)


class Reading(Scrolling, can_focus=True):
    """A text that is read, with the arrows."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="page")
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(Content(printed(self._text)))


class NoticePage(Page[None]):
    """Something the person has to know."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("notice")

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, (("notice.close page.leave", say("閉じる")),))
        self._text = text

    def compose_page(self) -> ComposeResult:
        """The text."""
        yield Reading(self._text)


class QuestionPage(Page[bool]):
    """Something the person has to decide: Enter does it, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("question")

    def __init__(self, title: str, text: str, *, accept: str, leave: str) -> None:
        super().__init__(title, (("question.accept", accept), ("page.leave", leave)))
        self._text = text

    def compose_page(self) -> ComposeResult:
        """The text."""
        yield Reading(self._text)

    def action_accept(self) -> None:
        """Enter."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Esc."""
        self.dismiss(False)


class ChoosePage(Page[str]):
    """A list of which one line is chosen; the result is the key that belongs to it."""

    def __init__(
        self, title: str, lines: Sequence[tuple[str, str]], enter: str = "", empty: str = ""
    ) -> None:
        super().__init__(title, (("list.open", enter or say("選ぶ")), ("page.leave", say("戻る"))))
        self._results = [key for key, _ in lines]
        self._empty = empty
        self.listing = Listing(classes="page")
        self.listing.show([line for _, line in lines])

    def compose_page(self) -> ComposeResult:
        """The list, or why it is empty."""
        yield self.listing
        if not self._results:
            yield Reading(self._empty)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter."""
        event.stop()
        self.dismiss(self._results[event.option_index])
