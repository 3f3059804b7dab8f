"""Lists a person works on by keys: entries of the form, records, documents, problems."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mnassess.tui.marks import plain
from mnassess.tui.messages import Verb
from mnassess.tui.widgets.editor import binding


class Listing(OptionList):
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
        &:focus > .option-list--option-highlighted { text-style: reverse; }
    }
    """

    def show(self, lines: list[str], highlighted: int | None = None) -> None:
        """Put these lines there; the current one stays where it was unless told otherwise."""
        place = self.highlighted if highlighted is None else highlighted
        self.set_options([Option(Content(plain(line))) for line in lines])
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

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("insert,ctrl+n", "work('add')", "追加", "list.add"),
        binding("delete", "work('remove')", "削除", "list.remove"),
        binding("ctrl+d", "work('duplicate')", "複製", "list.duplicate"),
        binding("ctrl+up", "work('up')", "上へ", "list.up"),
        binding("ctrl+down", "work('down')", "下へ", "list.down"),
    ]

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
