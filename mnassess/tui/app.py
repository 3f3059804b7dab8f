"""The terminal interface of a workspace or of one document."""

import gc
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from mnassess.documents.lock import default_person
from mnassess.documents.session import EditingSession
from mnassess.documents.workspace import Workspace, load_workspace, workspace_of
from mnassess.errors import LockedError, MnassessError
from mnassess.language import say
from mnassess.tui import colors
from mnassess.tui.keymap import SHIPPED, Keymap
from mnassess.tui.keys import bindings_of
from mnassess.tui.messages import ReviewAsked
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.entry import EntryScreen
from mnassess.tui.screens.home import HomeScreen
from mnassess.tui.screens.interview import InterviewScreen
from mnassess.tui.screens.page import NoticePage, QuestionPage
from mnassess.tui.screens.record import RecordPage
from mnassess.tui.screens.writing import WritingScreen

if TYPE_CHECKING:
    from mnassess.review.desk import ReviewDesk

COLLECTOR_PAUSES = (200_000, 20, 20)
"""How much comes into being before memory is searched for cycles in the midst of things. A section makes some ten
thousand objects and is searched for once nobody waits (`MEMORY_PAUSE` of the document's screen); with Python's own
pauses a third of the time it takes to put one up goes into searching the document, form and outline."""


def run_tui(
    path: Path,
    who: str = "",
    keymap: Keymap = SHIPPED,
    theme: str = "",
    *,
    review: bool = False,
    register: Path | None = None,
) -> None:
    """Open a workspace folder or a document until the person quits. MnassessError where it is neither.

    `review`: the review of the document, held against the evidence of `register`, else of its workspace.
    """
    app = MnassessApp(path.resolve(), who, keymap, theme, review=review, register=register)
    app.prepare()
    gc.set_threshold(*COLLECTOR_PAUSES)
    try:
        app.run()
    finally:
        app.give_back()


class MnassessApp(App[None], inherit_bindings=False):
    """Goes between the list of documents and the one being written."""

    TITLE = "mnassess"
    CSS_PATH = "mnassess.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")

    def __init__(
        self,
        path: Path,
        who: str = "",
        keymap: Keymap = SHIPPED,
        theme: str = "",
        *,
        review: bool = False,
        register: Path | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """`review`, `register`: as `run_tui`; `clock`: the moments of a review, for tests."""
        # With NO_COLOR stock sends shades of gray, unless it believes in a terminal with colors of its own.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.keymap = keymap
        self.set_keymap(keymap.for_textual())
        self.theme = colors.theme_of(theme)
        self.animation_level = "none"
        self.path = path
        self.who = who or default_person()
        self._opens_review = review
        self._evidence_register = register
        self._clock = clock or (lambda: datetime.now().astimezone())
        self.workspace: Workspace | None = None
        self.session: EditingSession | None = None
        self.desk: ReviewDesk | None = None

    def prepare(self) -> None:
        """Look at the path before the terminal is taken over, so that a mistake is one line on the shell."""
        if self.path.is_dir():
            self.workspace = load_workspace(self.path)
        else:
            try:
                self.workspace = workspace_of(self.path)
            except MnassessError:
                self.workspace = None
            if not self.path.is_file():
                raise MnassessError(say("{path}：ファイルがありません。", path=self.path))

    def on_mount(self) -> None:
        """The list of documents, and over it the document that was asked for."""
        if self.workspace is None and self.path.is_dir():
            self.prepare()
        if self.workspace is not None:
            self.push_screen(HomeScreen(self.workspace, self.who))
        if self._opens_review:
            self.open_review(self.path)
        elif not self.path.is_dir():
            self.open_document(self.path)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """A document was chosen."""
        self.open_document(message.path, message.blank)

    def on_review_asked(self, message: ReviewAsked) -> None:
        """The review of a document was asked for."""
        self.open_review(message.document)

    def on_app_blur(self) -> None:
        """The person went to another window."""
        if isinstance(self.screen, WritingScreen):
            self.screen.save_now()

    def on_app_focus(self) -> None:
        """The person is back from another window, where the file may have been changed."""
        if isinstance(self.screen, WritingScreen):
            self.screen.look_outside()

    def open_document(self, path: Path, blank: str = "") -> None:
        """Put up a document, at a blank where one is named; where somebody else has it, offer to look at it."""
        try:
            self.session = EditingSession.open(path, self.who)
        except LockedError as error:
            text = say("{reason}\n\n閲覧だけの画面で開くことができます。", reason=error)
            page = QuestionPage(say("編集中の評価書"), text, accept=say("閲覧だけで開く"), leave=say("戻る"))
            self.push_screen(
                page, lambda is_sure: self._view(path, blank) if is_sure else self._nothing_open()
            )
        except MnassessError as error:
            self.push_screen(NoticePage(say("開けません"), str(error)), lambda _: self._nothing_open())
        else:
            self._put_up(self.session, blank)

    def open_review(self, path: Path) -> None:
        """Put up the review of a document; where somebody else is at it, say so."""
        from mnassess.review.desk import ReviewDesk
        from mnassess.tui.screens.review import ReviewScreen

        try:
            self.desk = ReviewDesk.open(
                path,
                self.who,
                as_of=self._clock().date(),
                register=self._evidence_register,
                clock=self._clock,
            )
        except MnassessError as error:
            self.push_screen(NoticePage(say("点検を開けません"), str(error)), lambda _: self._nothing_open())
        else:
            self.push_screen(ReviewScreen(self.desk), lambda result: self._after_review(result or ""))

    def give_back(self) -> None:
        """Give back a document that is still open, e.g. after an error: what was typed is in the journal."""
        for held in (self.session, self.desk):
            if held is not None:
                held.abandon()
        self.session = self.desk = None

    async def action_quit(self) -> None:
        """Save and end, once the keys pressed before have reached the blank."""
        (self.focused or self).call_later(self.call_later, self._save_and_end)

    def _save_and_end(self) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, RecordPage):
                screen.finish()
            if isinstance(screen, WritingScreen):
                screen.keep_unfit()
            if isinstance(screen, InterviewScreen):
                screen.settle()
        entry = next((one for one in self.screen_stack if isinstance(one, EntryScreen)), None)
        if entry is None:
            self._end("")
        else:
            entry.when_kept(lambda: self._end(self._finish(entry)))

    def _finish(self, entry: EntryScreen) -> str:
        reason = entry.finish()
        self.session = None
        return reason

    def _end(self, reason: str) -> None:
        """`reason`: why the document could not be saved, "" where it was. The review is saved here."""
        reasons = [reason]
        if self.desk is not None:
            reasons.append(self.desk.finish())
            self.desk = None
        text = "\n\n".join(filter(None, reasons))
        if text:
            self.push_screen(NoticePage(say("保存できませんでした"), text), lambda _: self.exit())
        else:
            self.exit()

    def action_switch_theme(self) -> None:
        """Light to dark or dark to light, until the program ends."""
        self.theme = colors.other(self.theme)
        if isinstance(self.screen, CommandScreen):
            self.screen.say_below(colors.words(self.theme))

    def _view(self, path: Path, blank: str) -> None:
        try:
            self.session = EditingSession.view(path, self.who)
        except MnassessError as error:
            self.push_screen(NoticePage(say("開けません"), str(error)), lambda _: self._nothing_open())
        else:
            self._put_up(self.session, blank)

    def _put_up(self, session: EditingSession, blank: str) -> None:
        self.push_screen(EntryScreen(session, blank), lambda result: self._after_closing(result or ""))

    def _after_closing(self, result: str) -> None:
        """A document was left: "" well, anything else is why it could not be saved."""
        self.session = None
        if result:
            self.push_screen(NoticePage(say("保存できませんでした"), result), lambda _: self._nothing_open())
        else:
            self._nothing_open()

    def _after_review(self, result: str) -> None:
        """A review was left: "" well, anything else is why it could not be saved."""
        self.desk = None
        if result:
            self.push_screen(NoticePage(say("保存できませんでした"), result), lambda _: self._nothing_open())
        else:
            self._nothing_open()

    def _nothing_open(self) -> None:
        """Without a list of documents or a document there is nothing left to show."""
        if self.workspace is None and self.session is None:
            self.exit()
