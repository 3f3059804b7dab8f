"""A list of any length on one line each: only what is to be seen is drawn, so a thousand lines cost what ten do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import fit, printed


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    key: str
    """What it stands for; "" for a heading, which the arrows pass over."""
    text: str | Callable[[], str]
    """Said when it is drawn, where it is a function."""

    @property
    def words(self) -> str:
        """The line, however long."""
        return self.text if isinstance(self.text, str) else self.text()


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of which one is current: reversed while the keyboard is here, and marked > always."""

    DEFAULT_CSS = """
    Rows { height: 1fr; background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; scrollbar-gutter: stable; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("rows")

    class Moved(Message):
        """Another line is current."""

        def __init__(self, rows: "Rows", key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> "Rows":
            """The list."""
            return self.rows

    class Opened(Moved):
        """Enter, on the current line."""

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._places: dict[str, int] = {}
        self._current = -1
        self._put(rows)

    # --- what is shown --------------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The key of the current line; "" where there is none."""
        return self._rows[self._current].key if 0 <= self._current < len(self._rows) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the lines, in their order."""
        return tuple(self._places)

    def show(self, rows: Sequence[Row], current: str = "") -> None:
        """Put these lines there. The one named is current, else the one that was, else the nearest."""
        before, place = self.current, self._current
        self._put(rows)
        wanted = next((key for key in (current, before) if key in self._places), "")
        self._current = self._places[wanted] if wanted else self._nearest(place)
        if self.is_mounted:
            self._lay_out()
        if self.current != before:
            self.post_message(self.Moved(self, self.current))

    def go_to(self, key: str) -> None:
        """Make the line of a key the current one."""
        if key in self._places:
            self._move(self._places[key])

    def _put(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows)
        self._places = {row.key: place for place, row in enumerate(self._rows) if row.key}

    def _nearest(self, place: int) -> int:
        after = (n for n in self._places.values() if n >= place)
        return next(after, max(self._places.values(), default=-1))

    def _lay_out(self) -> None:
        size = Size(self.scrollable_content_region.width, len(self._rows))
        if size != self.virtual_size:  # or the whole screen is laid out anew
            self.virtual_size = size
        self._see_current()
        self.refresh()

    # --- drawing --------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """The lines that came before there was a place for them."""
        self._lay_out()

    def on_resize(self, _: events.Resize) -> None:
        """The current line stays in sight."""
        self._lay_out()

    def on_focus(self) -> None:
        """The current line is reversed."""
        self.refresh_line(self._current)

    def on_blur(self) -> None:
        """It is only marked."""
        self.refresh_line(self._current)

    def render_line(self, y: int) -> Strip:
        """The line at a place of the window."""
        width, style = self.scrollable_content_region.width, self.rich_style
        place = y + self.scroll_offset.y
        if not 0 <= place < len(self._rows):
            return Strip.blank(width, style)
        row, is_current = self._rows[place], place == self._current
        mark = "" if not row.key else "> " if is_current else "  "
        line = _drawn(mark + row.words, width)
        if not row.key:
            style += Style(bold=True)
        if is_current and self.has_focus:
            style += Style(reverse=True)
        return Strip([Segment(line, style)], width)

    # --- keys -----------------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """The next line, or the one before, that stands for something."""
        place = self._current + by
        while 0 <= place < len(self._rows) and not self._rows[place].key:
            place += by
        if 0 <= place < len(self._rows):
            self._move(place)
        elif by < 0:
            self.scroll_to(y=0, animate=False)  # the heading above the first line

    def action_page(self, by: int) -> None:
        """A window further down, or up."""
        target = self._current + by * max(1, self.size.height - 1)
        steps = self._places.values()
        if by > 0:
            self._move(next((n for n in steps if n >= target), max(steps, default=-1)))
        else:
            self._move(next((n for n in reversed([*steps]) if n <= target), min(steps, default=-1)))

    def action_end(self, by: int) -> None:
        """The last line, or the first."""
        steps = self._places.values()
        self._move(max(steps, default=-1) if by > 0 else min(steps, default=-1))

    def action_open(self) -> None:
        """Enter."""
        if self.current:
            self.post_message(self.Opened(self, self.current))

    def on_click(self, event: events.Click) -> None:
        """A mouse, where there is one."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._rows) and self._rows[place].key:
            self._move(place)

    def _move(self, place: int) -> None:
        if place == self._current or not 0 <= place < len(self._rows):
            return
        self.refresh_line(self._current)
        self._current = place
        self.refresh_line(place)
        self._see_current()
        self.post_message(self.Moved(self, self.current))

    def _see_current(self) -> None:
        """Scroll so that the current line, and a heading right above it, are seen."""
        if self._current < 0 or not self.size.height:
            return
        above = 1 if self._current and not self._rows[self._current - 1].key else 0
        self.scroll_to_region(Region(0, self._current - above, 1, 1 + above), animate=False, force=True)


@lru_cache(maxsize=4096)
def _drawn(words: str, width: int) -> str:
    """The words on one line of that width. A step draws most lines as they were."""
    return fit(printed(words).replace("\n", " "), width)
