"""A page with blanks whose answers become part of the review when the person says so, and lie on the disk until then."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from mnassess.errors import MnassessError
from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.drafts import draft_of, forget_draft, keep_draft
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed
from mnassess.tui.messages import AnswerChanged
from mnassess.tui.screens.explained_page import ExplainedPage
from mnassess.tui.screens.page import Keys
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.controls import control_for
from mnassess.tui.widgets.scrolling import Scrolling

PAUSE = 0.8
"""Seconds without typing after which the draft is kept."""
Result = TypeVar("Result")


class DraftPage(ExplainedPage[Result]):
    """Blanks, and F2 to make something of them. What is typed is there again when the page is opened next."""

    DEFAULT_CSS = """
    DraftPage .long Editor { min-height: 4; }
    DraftPage .told { height: auto; padding: 0 2 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("draft")
    NEEDED: ClassVar[tuple[str, ...]] = ()
    """Blanks of which one has to be filled in for a draft to be worth keeping; () where every change is."""

    def __init__(
        self,
        desk: ReviewDesk,
        name: str,
        title: str,
        *,
        keys: Keys,
        blanks: Sequence[Field],
        known: Mapping[str, Any],
    ) -> None:
        """`name`: of the draft; `known`: what stands in the blanks where there is no draft."""
        super().__init__(title, keys)
        self.desk = desk
        self._draft_name = name
        self._known = dict(known)
        self._draft: dict[str, Any] = dict(draft_of(desk.document, name))
        self.is_continued = bool(self._draft)
        self.answers: dict[str, Any] = self._draft or dict(known)
        self._pause: Timer | None = None
        self._is_done = False
        self.controls: list[Blank] = [
            control_for(blank, blank.path, self.answers.get(blank.path)) for blank in blanks
        ]

    def told(self) -> str:
        """What the person has to know, above the blanks; "" for nothing."""
        return ""

    def take_over(self) -> Result:
        """Make the answers part of the review; MnassessError, which is shown, where they cannot be."""
        raise NotImplementedError

    def compose_page(self) -> ComposeResult:
        """What is told, the blanks, what went wrong."""
        with Scrolling(classes="page"):
            if self.told():
                yield Static(Content(printed(self.told())), classes="told")
            yield from self.controls
        yield Static(id="trouble")

    def begin(self) -> None:
        """The keyboard into the first blank, from the top."""
        self.set_focus(self.controls[0].focus_target(), scroll_visible=False)
        self.call_after_refresh(self.call_later, self._show_top)

    def on_mount(self) -> None:
        """Into a blank; a draft is said to be one."""
        self.begin()
        if self.is_continued:
            self.state = say("前の下書きの続き")

    def _show_top(self) -> None:
        self.query_one(Scrolling).scroll_home(animate=False, immediate=True)

    def on_unmount(self) -> None:
        """However the page ends, what was typed is kept, as far as the disk takes it."""
        with contextlib.suppress(MnassessError):
            self._keep()

    def on_answer_changed(self, message: AnswerChanged) -> None:
        """A blank changed."""
        message.stop()
        self._take(message.path, message.value)
        self.show_typing()

    def show_typing(self) -> None:
        """Something changes on the screen; the draft is kept at the next pause."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep_and_tell)
        self.state = say("入力中")

    def action_accept(self) -> None:
        """F2, once the keys pressed before have reached their blank."""
        (self.focused or self).call_later(self.call_later, self._accept)

    def action_leave(self) -> None:
        """Esc, likewise: the draft stays."""
        (self.focused or self).call_later(self.call_later, self._leave)

    def _leave(self) -> None:
        self.dismiss(None)

    def _accept(self) -> None:
        self.commit()
        try:
            result = self.take_over()
        except MnassessError as error:
            self.tell_trouble(str(error))
            return
        self._is_done = True
        forget_draft(self.desk.document, self._draft_name)
        self.dismiss(result)

    def tell_trouble(self, text: str) -> None:
        """A sentence below the blanks."""
        self.query_one("#trouble", Static).update(Content(printed(text)))

    # --- the draft ------------------------------------------------------------------------------------------

    def _keep_and_tell(self) -> None:
        self._pause = None
        try:
            self._keep()
        except MnassessError as error:
            self.state = say("下書きを記録できません")
            self.tell_trouble(str(error))
        else:
            self.state = say("下書きを記録済")

    def _keep(self) -> None:
        """Put what is on the page on the disk, unless it is part of the review, or as it was found."""
        self.commit()
        if self._is_done or self.answers == (self._draft or self._known):
            return
        is_empty = self.NEEDED and not any(self.answers.get(name) for name in self.NEEDED)
        if is_empty or self.answers == self._known:
            forget_draft(self.desk.document, self._draft_name)
        else:
            keep_draft(self.desk.document, self._draft_name, self.answers)
        self._draft = dict(self.answers)

    def commit(self) -> None:
        """Take what was typed and is still on its way."""
        for control in self.controls:
            if control.commit():
                self._take(control.path, control.value)

    def _take(self, path: str, value: Any) -> None:
        if value is None:
            self.answers.pop(path, None)
        else:
            self.answers[path] = value

    @property
    def state(self) -> str:
        """Where what was typed is."""
        return self.query(Bar).first().right

    @state.setter
    def state(self, words: str) -> None:
        self.query(Bar).first().right = words
