"""The base of the screens that stand over the review screen: title and state, something in the middle, status, keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from mnassess.errors import MnassessError
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.tui.keymap import BarEntry, bar_entries, hint, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.desk_screen import DeskScreen
from mnassess.tui.screens.page import Keys, NoticePage
from mnassess.tui.widgets.bars import Bar, KeyBar

STATE_PAUSE = 0.5
"""Seconds between two looks at what the review screen below has done meanwhile."""


class DeskPage(DeskScreen):
    """The result is the id of the claim to go on with, "" for the one that was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("page")

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(desk)
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
        keymap = keymap_of(self)
        entries = bar_entries(keymap, "screen", *self.OFFERED, "page", "app")
        yield KeyBar([*(BarEntry(hint(keymap, one)) for one in self.opening()), *entries], id="keys")

    def compose_middle(self) -> ComposeResult:
        """What it shows."""
        yield from ()

    def opening(self) -> Keys:
        """The key that leads into the current line, with a word for the bar; () where none does."""
        return ()

    def subject(self) -> tuple[str, Node | None]:
        """What the help is about."""
        return self.heading(), None

    def say_below(self, text: str) -> None:
        """A sentence in the status line."""
        self.query_one("#status", Bar).left = text

    def show_state(self) -> None:
        """The title, and where what was said is, truly."""
        header = self.query_one("#header", Bar)
        header.left, header.right = self.heading(), self.state_words()

    def _look_below(self) -> None:
        if self.desk.result is not self._seen:
            self._seen = self.desk.result
            self.try_renew()
        self.show_state()

    def action_leave(self) -> None:
        """Esc: back to the claims."""
        self.dismiss("")
