"""One blank of the form on the screen: its printed label, and below it what it is answered with."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from mnassess.documents.naming import printed_label
from mnassess.forms.model import Field
from mnassess.language import say
from mnassess.tui.marks import printed, wrapped
from mnassess.tui.messages import AnswerChanged, tell_typing

Json = Any


class BlankHead(Widget):
    """The label of a blank; `>` stands before it while the keyboard is there."""

    DEFAULT_CSS = """
    BlankHead { height: auto; text-style: bold; }
    """

    is_current: reactive[bool] = reactive(False)
    tag: reactive[str] = reactive("", layout=True)
    """Words behind the label that come and go: [要確認]."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the label needs."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The label, its further lines under its first."""
        first, *further = self._lines(self.content_size.width)
        mark = ">" if self.is_current else " "
        return Content("\n".join([f"{mark} {first}", *(f"  {line}" for line in further)]))

    def _lines(self, width: int) -> list[str]:
        return wrapped(f"{self._words} {self.tag}".rstrip(), max(2, width - 2))


class Blank(Vertical):
    """The base of the controls. A control shows `value`, posts `AnswerChanged` and changes nothing itself."""

    DEFAULT_CSS = """
    Blank { height: auto; margin-bottom: 1; }
    Blank .note { height: auto; padding-left: 2; }
    Blank.-off BlankHead { text-style: dim; }
    """

    class Grown(Message):
        """The blank has another height than before."""

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__()
        self.blank = blank
        self.path = path
        self.value = value
        self.read_only = read_only
        self.sent = 0
        """Answers reported that the screen has not taken yet."""
        self._extra = extra
        """Words behind the label, e.g. the number of entries of a list."""
        self._head = BlankHead(self._label())
        self._is_composed = False
        self._note: Static | None = None
        """The line below the answer, while something is said there; most blanks never need the widget."""

    def compose(self) -> ComposeResult:
        """Label, control, a line for what has to be said about the answer."""
        yield self._head
        yield from self.compose_answer()
        if self._note is not None:
            yield self._note
        self._is_composed = True

    @property
    def least_height(self) -> int:
        """Lines it takes at least, as far as that is known before it is laid out: label, answer, space."""
        return 3

    def compose_answer(self) -> ComposeResult:
        """The control itself."""
        yield from ()

    def on_resize(self) -> None:
        """Tell who shows the blanks one below another."""
        self.post_message(self.Grown())

    def on_descendant_focus(self, _: DescendantFocus) -> None:
        """The keyboard is here: the label comes into sight with the answer, where there is room for both."""
        self._head.is_current = True
        pane = self.parent
        if isinstance(pane, Widget) and self.outer_size.height <= pane.size.height:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """The keyboard is elsewhere."""
        self._head.is_current = False

    def put(self, value: Json | None) -> None:
        """Show another answer, e.g. after undo. Posts nothing."""
        self.value = value

    def commit(self) -> bool:
        """Take what was typed and not yet reported into `value`, without a message; whether there was anything."""
        return False

    @property
    def is_under_way(self) -> bool:
        """Whether the screen shows something that is not yet in the document."""
        return self.sent > 0

    def answer(self, value: Json | None) -> None:
        """Take the person's answer and report it."""
        self.value = value
        self.sent += 1
        tell_typing(self)
        self.post_message(AnswerChanged(self.path, value))

    def say_below(self, text: str) -> None:
        """Show a line below the answer; "" takes it away."""
        words = Content(printed(text))
        if self._note is not None:
            self._note.update(words)
            self._note.display = bool(text)
        elif text:
            self._note = Static(words, classes="note")
            if self._is_composed:
                self.mount(self._note)

    def tag(self, words: str) -> None:
        """Show words behind the label, e.g. [要確認]; "" takes them away."""
        self._head.tag = words

    def switch_off(self, reason: str) -> None:
        """Dim the blank and say why it does not apply; "" switches it on again. What it holds stays."""
        self.set_class(bool(reason), "-off", update=self.is_attached)
        is_disabled = bool(reason) and self.value in (None, {}, [], ())
        if self.is_attached:
            self.disabled = is_disabled
        else:
            self.set_reactive(Widget.disabled, is_disabled)  # styled when it is put up, not once more before
        self.say_below(reason)

    def focus_target(self) -> Widget | None:
        """The widget that takes the keyboard; None for a blank that is only shown."""
        return next((one for one in self.query("*") if one.can_focus and one.display), None)

    def _label(self) -> str:
        wanted = {"yes": say("【必須】"), "free": say("【任意】")}.get(self.blank.required, "")
        if self.blank.computed:
            wanted = say("【自動】")
        words = f"{printed_label(self.blank)}{self.blank.printed_mark}{self._extra}"
        return printed(f"{words} {wanted}".replace("\n", " ").rstrip())
