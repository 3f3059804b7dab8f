"""A table of any size: only what is to be seen is drawn, its head and its first columns stay in sight."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import fit, printed

_BETWEEN = "|"
_NARROWEST = 6
"""Cells below which what is left of a line shows no further column."""


class Head(NamedTuple):
    """A column."""

    title: str
    width: int
    """Cells. One that stays in sight has no more than its longest word needs."""


class _Place(NamedTuple):
    """A column where it is drawn."""

    column: int
    width: int


class Table(ScrollView, can_focus=True, inherit_bindings=False):
    """One line for each row. The current row is marked >, the head of the current column stands in brackets."""

    DEFAULT_CSS = """
    Table { height: 1fr; background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; scrollbar-gutter: stable; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("table")

    class Moved(Message):
        """Another row or column is current."""

    class Opened(Message):
        """Enter, on the current row."""

    def __init__(self, heads: Sequence[Head], fixed: int) -> None:
        """`fixed`: so many columns stay in sight."""
        super().__init__()
        self._heads = tuple(heads)
        self._fixed = fixed
        self._widths = [one.width for one in heads]
        self._rows = 0
        """How many there are."""
        self._cell: Callable[[int, int], str]
        self._first = fixed
        """The first column that is shown beside those that stay."""
        self._drawn: dict[int, str] = {}
        """Row → its line, as long as the same columns are shown in the same width."""
        self._drawn_for = (0, 0)
        """That width, and the first of those columns."""
        self.row, self.column = 0, fixed
        """What is current."""

    def show(self, rows: int, cell: Callable[[int, int], str], row: int = 0) -> None:
        """Put so many rows there. `cell`: row, column → its words, asked for when it is drawn."""
        self._rows, self._cell = rows, cell
        self._drawn.clear()
        for n in range(self._fixed):
            longest = max((cell_len(cell(place, n)) for place in range(rows)), default=0)
            self._widths[n] = min(max(longest, cell_len(self._heads[n].title) + 2), self._heads[n].width)
        self.row = min(max(0, row), max(0, rows - 1))
        self._lay_out()
        self.post_message(self.Moved())

    def on_resize(self, _: events.Resize) -> None:
        """What is current stays in sight."""
        self._lay_out()

    def on_focus(self) -> None:
        """The current row is reversed."""
        self.refresh()

    def on_blur(self) -> None:
        """It is only marked."""
        self.refresh()

    # --- drawing --------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The head, or the row at a place of the window."""
        width = self.scrollable_content_region.width
        if y == 0:
            titles = [
                f"[{one.title}]" if n == self.column else one.title for n, one in enumerate(self._heads)
            ]
            style = self.rich_style + Style(bold=True, underline=True)
            return Strip([Segment(fit("  " + self._line(titles.__getitem__), width), style)], width)
        place = y - 1 + self.scroll_offset.y
        if not place < self._rows:
            return Strip.blank(width, self.rich_style)
        if self._drawn_for != (width, self._first):
            self._drawn_for = width, self._first
            self._drawn.clear()
        if place not in self._drawn:
            self._drawn[place] = fit("  " + self._line(partial(self._cell, place)), width)
        words, style = self._drawn[place], self.rich_style
        if place == self.row:
            words = f"> {words[2:]}"
            style += Style(reverse=self.has_focus)
        return Strip([Segment(words, style)], width)

    def _line(self, cell: Callable[[int], str]) -> str:
        parts = (fit(printed(" ".join(cell(one.column).split())), one.width) for one in self._places())
        return _BETWEEN.join(parts)

    def _places(self) -> Iterator[_Place]:
        """The columns there is room for; the last one takes what is left."""
        left = self.scrollable_content_region.width - 2
        columns = [*range(self._fixed), *range(self._first, len(self._heads))]
        for column in columns:
            wanted = self._widths[column]
            if left < min(wanted, _NARROWEST):
                return
            yield _Place(column, left if column == columns[-1] else min(wanted, left))
            left -= wanted + len(_BETWEEN)

    def _lay_out(self) -> None:
        size = Size(self.scrollable_content_region.width, self._rows + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        self._see_current()
        self.refresh()

    def _see_current(self) -> None:
        height = self.size.height - 1
        if height < 1:
            return
        top = self.scroll_offset.y
        if not top <= self.row < top + height:
            target = self.row if self.row < top else self.row - height + 1
            self.scroll_to(y=target, animate=False, force=True, immediate=True)
        if self.column >= self._fixed:
            self._first = min(self._first, self.column)
            while self._first < self.column and not self._is_whole(self.column):
                self._first += 1

    def _is_whole(self, column: int) -> bool:
        return any(one.column == column and one.width >= self._widths[column] for one in self._places())

    # --- keys -----------------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """The next row, or the one before."""
        self._go(self.row + by, self.column)

    def action_page(self, by: int) -> None:
        """A window further down, or up."""
        self._go(self.row + by * max(1, self.size.height - 2), self.column)

    def action_end(self, by: int) -> None:
        """The last row, or the first."""
        self._go(self._rows - 1 if by > 0 else 0, self.column)

    def action_across(self, by: int) -> None:
        """The next column, or the one before."""
        self._go(self.row, self.column + by)

    def action_open(self) -> None:
        """Enter."""
        if self._rows:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A mouse, where there is one."""
        if event.y:
            self._go(event.y - 1 + self.scroll_offset.y, self.column)

    def _go(self, row: int, column: int) -> None:
        row = min(max(0, row), max(0, self._rows - 1))
        column = min(max(0, column), len(self._heads) - 1)
        if (row, column) != (self.row, self.column):
            self.row, self.column = row, column
            self._see_current()
            self.refresh()
            self.post_message(self.Moved())
