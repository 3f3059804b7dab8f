"""The base of the screens a person works on: F1 explains them, F10 lists what can be done there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from mnassess.errors import MnassessError, sentence_of
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.tui import keys
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.help import HelpPage
from mnassess.tui.screens.page import NoticePage
from mnassess.tui.screens.palette import Command, palette_page

Result = TypeVar("Result")


class CommandScreen(Screen[Result], inherit_bindings=False):
    """Help and palette are made from the groups of keys that the screen names."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("focus", "screen")

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The control that has the keyboard. It and the one before draw themselves; stock draws the whole screen anew."""

    INTRODUCED: ClassVar[tuple[str, ...]] = ()
    """Groups the help begins with."""
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
        names = (*self.INTRODUCED, "screen", *self.OFFERED, "app", "focus", *self.EXPLAINED)
        self.app.push_screen(HelpPage(title, node, names, keymap_of(self)))

    def action_menu(self) -> None:
        """F10."""
        self.app.push_screen(palette_page(list(self.offered()), keymap_of(self)), self._carry_out)

    async def _carry_out(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def write_word(self, write: Callable[[], tuple[Path, tuple[str, ...]]]) -> None:
        """Write a Word file; say where it is and what could not be printed, or why there is none."""
        try:
            target, notices = write()
        except (MnassessError, OSError) as error:
            self.app.push_screen(NoticePage(say("Word に出力できません"), sentence_of(error)))
            return
        if notices:
            page = NoticePage(say("Word に出力しました：{path}", path=target), "\n".join(notices))
            self.app.push_screen(page)
        self.say_below(say("Word に出力しました：{path}", path=target.name))
