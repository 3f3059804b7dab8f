"""The base of the screens a person works on: F1 explains them, F10 lists what can be done there."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import Screen

from mnassess.forms.model import Node
from mnassess.tui import keys
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.help import HelpPage
from mnassess.tui.screens.palette import Command, palette_page

Result = TypeVar("Result")


class CommandScreen(Screen[Result], inherit_bindings=False):
    """Help and palette are made from the groups of keys that the screen names."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("focus", "screen")

    OFFERED: ClassVar[tuple[str, ...]] = ()
    """Groups whose actions the palette offers, before those of every screen."""
    EXPLAINED: ClassVar[tuple[str, ...]] = ()
    """Groups that the help explains, besides."""

    def subject(self) -> tuple[str, Node | None]:
        """What the help is about: a title, and the blank whose guidance it shows."""
        raise NotImplementedError

    def say_below(self, text: str) -> None:
        """Show a sentence in the status line."""
        raise NotImplementedError

    def offered(self) -> Iterator[Command]:
        """What can be done now, in the order of the palette."""
        for action in keys.iter_actions(*self.OFFERED, "screen", "app"):
            is_idle = action.id == "screen.menu" or (action.id == "app.theme" and self.app.no_color)
            if not is_idle:
                yield Command(action, action.words)

    def action_help(self) -> None:
        """F1."""
        title, node = self.subject()
        names = ("screen", *self.OFFERED, "app", "focus", *self.EXPLAINED)
        self.app.push_screen(HelpPage(title, node, names, keymap_of(self)))

    def action_menu(self) -> None:
        """F10."""
        self.app.push_screen(palette_page(list(self.offered()), keymap_of(self)), self._carry_out)

    async def _carry_out(self, action: str | None) -> None:
        if action:
            await self.run_action(action)
