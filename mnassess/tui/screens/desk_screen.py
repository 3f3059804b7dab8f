"""The base of every screen of a review: what is said there goes on record at once, and into the file soon after."""

from collections.abc import Callable
from typing import Any

from textual.timer import Timer

from mnassess.errors import MnassessError, ReviewError
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.document import BREAKPOINTS
from mnassess.tui.screens.page import NoticePage

SAVE_PAUSE = 1.5
"""Seconds after something was said until the file is written; the journal has it at once."""


class DeskScreen(CommandScreen[str]):
    """Holds the desk; the subclass draws."""

    HORIZONTAL_BREAKPOINTS = [*BREAKPOINTS]  # noqa: RUF012 - declared so by Textual

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__()
        self.desk = desk
        self._saving: Timer | None = None

    def show_state(self) -> None:
        """The title, and where what was said is."""
        raise NotImplementedError

    def state_words(self) -> str:
        """Where what was said is, truly."""
        return say("保存済") if self.desk.session.is_saved else say("記録済（ファイル反映待ち）")

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
        self._saving = self.set_timer(SAVE_PAUSE, self.save_now)
        self.show_state()

    def save_now(self) -> None:
        """Write the file; why it cannot be is said."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        try:
            self.desk.save()
        except MnassessError as error:
            self.say_below(str(error))
        self.show_state()
