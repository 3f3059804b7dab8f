"""Lists a person works on by keys: entries of the form, records, documents, problems."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mnassess.language import say
from mnassess.tui.keymap import Keymap, hint
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed
from mnassess.tui.messages import Verb


class Listing(OptionList, inherit_bindings=False):
    """Lines of which one is current. Up and down beyond its ends lead to the neighbouring control."""

    DEFAULT_CSS = """
    Listing {
        height: auto;
        max-height: 100%;
        border: none;
        padding: 0 0 0 2;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & > .option-list--option-highlighted { text-style: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The current line reversed while the keyboard is here: stock leaves `reverse` out of a style sheet's styles."""
        style = super().get_visual_style(*component_classes, partial=partial)
        is_current = "option-list--option-highlighted" in component_classes and self.has_focus
        return style + Style(reverse=True) if is_current else style

    def show(self, lines: list[str], highlighted: int | None = None) -> None:
        """Put these lines there; the current one stays where it was unless told otherwise."""
        place = self.highlighted if highlighted is None else highlighted
        self.set_options([Option(Content(printed(line))) for line in lines])
        if lines:
            self.highlighted = min(place or 0, len(lines) - 1)

    def action_cursor_up(self) -> None:
        """Up."""
        if not self.highlighted:
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Down."""
        if self.highlighted is None or self.highlighted == self.option_count - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down()


class WorkList(Listing):
    """A list whose lines can be added, removed, doubled and moved."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("work")

    class Worked(Message):
        """A key asked for a change of the list; `index` is the current line, None in an empty list."""

        def __init__(self, verb: Verb, index: int | None) -> None:
            super().__init__()
            self.verb: Verb = verb
            self.index = index

    def action_work(self, verb: Verb) -> None:
        """Ask for the change."""
        if verb == "add" or self.highlighted is not None:
            self.post_message(self.Worked(verb, self.highlighted))


def work_hint(keymap: Keymap) -> str:
    """What the keys do, for the line below such a list."""
    return hint(
        keymap,
        ("list.open", say("開く")),
        ("work.add", say("追加")),
        ("work.duplicate", say("複製")),
        ("work.remove", say("削除")),
        ("work.up work.down", say("並べ替え")),
    )
