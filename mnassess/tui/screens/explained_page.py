"""A page with keys of its own, which F1 explains."""

from typing import ClassVar, TypeVar

from textual.binding import BindingType

from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import binding_of
from mnassess.tui.screens.help import HelpPage
from mnassess.tui.screens.page import Page

Result = TypeVar("Result")


class ExplainedPage(Page[Result]):
    """The help is made from the groups of keys that the page names."""

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("screen.help")]
    EXPLAINED: ClassVar[tuple[str, ...]]
    """Groups of keys, in the order of the help."""

    def action_help(self) -> None:
        """F1."""
        names = (*self.EXPLAINED, "page", "app", "focus")
        self.app.push_screen(HelpPage(self._title, None, names, keymap_of(self)))
