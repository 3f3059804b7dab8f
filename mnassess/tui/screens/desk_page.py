"""The base of the screens that stand over the review screen: title and state, something in the middle, status, keys."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from mnassess.errors import MnassessError, ReviewError
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.tui.keymap import bar_entries, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.document import BREAKPOINTS
from mnassess.tui.screens.page import NoticePage
from mnassess.tui.widgets.bars import Bar, KeyBar

SAVE_PAUSE = 1.5
"""Seconds after something was said until the file is written; the journal has it at once."""
STATE_PAUSE = 0.5
"""Seconds between two looks at what the review screen below has done meanwhile."""


class DeskPage(CommandScreen[str]):
    """The result is the id of the claim to go on with, "" for the one that was."""

    HORIZONTAL_BREAKPOINTS = [*BREAKPOINTS]  # noqa: RUF012 - declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("page")

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__()
        self.desk = desk
        self._saving: Timer | None = None
        self._seen = desk.result

    def on_mount(self) -> None:
        """What is shown stays true while the review screen below writes the file, or has read the evidence."""
        self.set_interval(STATE_PAUSE, self._look_below)

    def heading(self) -> str:
        """What the screen is, and of which report."""
        raise NotImplementedError

    def renew(self) -> None:
        """Show everything anew, as the review stands now. MnassessError where a file cannot be used."""
        raise NotImplementedError

    def try_renew(self) -> None:
        """As `renew`; where a file cannot be used, say which and lead back."""
        try:
            self.renew()
        except MnassessError as error:
            page = NoticePage(say("開けません"), str(error))
            self.app.push_screen(page, self._lead_back)

    def _lead_back(self, _: None) -> None:
        self.dismiss("")

    def compose(self) -> ComposeResult:
        """The parts."""
        yield Bar(id="header", classes="bar-title")
        yield from self.compose_middle()
        yield Bar(id="status", classes="bar-status")
        yield KeyBar(bar_entries(keymap_of(self), "screen", *self.OFFERED, "page", "app"), id="keys")

    def compose_middle(self) -> ComposeResult:
        """What it shows."""
        yield from ()

    def subject(self) -> tuple[str, Node | None]:
        """What the help is about."""
        return self.heading(), None

    def say_below(self, text: str) -> None:
        """A sentence in the status line."""
        self.query_one("#status", Bar).left = text

    def show_state(self) -> None:
        """The title, and where what was said is, truly."""
        header = self.query_one("#header", Bar)
        header.left = self.heading()
        header.right = say("保存済") if self.desk.session.is_saved else say("記録済（ファイル反映待ち）")

    def change(self, act: Callable[[], Any]) -> bool:
        """Do something to the review, and save soon; whether it could be done. Why not is said."""
        try:
            act()
        except ReviewError as error:
            self.say_below(str(error))
            return False
        except MnassessError as error:
            self.app.push_screen(NoticePage(say("記録できません"), str(error)))
            return False
        self.save_soon()
        return True

    def save_soon(self) -> None:
        """Write the file once nothing more is said for a while."""
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SAVE_PAUSE, self._save)
        self.show_state()

    def _look_below(self) -> None:
        if self.desk.result is not self._seen:
            self._seen = self.desk.result
            self.try_renew()
        self.show_state()

    def _save(self) -> None:
        try:
            self.desk.save()
        except MnassessError as error:
            self.say_below(str(error))
        self.show_state()

    def action_leave(self) -> None:
        """Esc: back to the claims."""
        self.dismiss("")
