"""The editor of every text: Textual's TextArea with the keys a Japanese typist hits by habit made harmless."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.document._edit import Edit  # the only edit type there is
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Selection

from mnassess.documents.typed import composed, normalized
from mnassess.language import say
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import shown
from mnassess.tui.messages import Said, tell_typing
from mnassess.tui.typed import is_text

EDITOR_HEIGHT = 12
"""Lines an editor shows at once, at most."""
_SOUND_MARKS = ("\u3099", "\u309a")


class Editor(TextArea, inherit_bindings=False):
    """A text being typed. One line long or many; a paste always arrives whole."""

    DEFAULT_CSS = """
    Editor {
        height: auto;
        min-height: 1;
        max-height: 12; /* EDITOR_HEIGHT */
        border: none;
        padding: 0 0 0 2;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("editor")

    class Submitted(Message):
        """Enter was pressed in a text of one line."""

    class Left(Message):
        """The keyboard went elsewhere."""

    def __init__(
        self, text: str = "", *, many_lines: bool = True, placeholder: str = "", read_only: bool = False
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=placeholder,
            read_only=read_only,
            highlight_cursor_line=False,
            max_checkpoints=1,
        )
        self.match_cursor_bracket = False
        self.cursor_blink = False
        self.many_lines = many_lines
        self._measured = 0
        """The width the text was last wrapped for before a layout."""
        self._looks: object = None
        """What the colors of its lines were last looked up for."""
        self.shown = self.text
        """The text as it was last put here by the program, as the editor gives it back."""

    @property
    def place(self) -> int:
        """Where in the text the cursor is, in characters."""
        row, column = self.selection.end
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    def select_stretch(self, begin: int, end: int) -> None:
        """Select a stretch of the text: what is typed next takes its place."""
        heads = [self.text[:at].split("\n") for at in (begin, end)]
        first, last = ((len(lines) - 1, len(lines[-1])) for lines in heads)
        self.selection = Selection(first, last)

    def on_blur(self) -> None:
        """Tell that the typing here is over."""
        self.post_message(self.Left())

    def on_unmount(self) -> None:
        """Let go of the screen, which else keeps every editor it has ever shown."""
        self.screen.text_selection_started_signal.unsubscribe(self)

    def watch(
        self, obj: DOMNode, attribute_name: str, callback: Callable[..., Any], init: bool = True
    ) -> None:
        """Watch anything but the application, which else keeps every editor; `render_lines` sees to another theme."""
        if obj is not self.app:
            super().watch(obj, attribute_name, callback, init)

    async def on_key(self, event: events.Key) -> None:
        """Enter ends a text of one line; what stock takes for unprintable (the wide space, 外字) is typed all the same."""
        if event.key == "enter" and not self.many_lines:
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
        elif is_text(event.character) and not event.is_printable and not self.read_only:
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character or "", *self.selection)
        elif await self._does_at_once(event.key):
            event.stop()
            event.prevent_default()

    async def _does_at_once(self, key: str) -> bool:
        """Do what a key of the editor itself is for; stock does it after letters that were typed later."""
        bound = self.screen.active_bindings.get(key)
        if bound is None or bound.node is not self or not bound.enabled:
            return False
        return await self.app.run_action(bound.binding.action, self)

    def action_cursor_up(self, select: bool = False) -> None:
        """Up from the first line: to the blank before."""
        if self.navigator.is_first_wrapped_line(self.cursor_location) and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down from the last line: to the next blank."""
        if self.navigator.is_last_wrapped_line(self.cursor_location) and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def action_cursor_page_up(self) -> None:
        """A page up within a long text; at its top the section turns the page."""
        if self.scroll_offset.y == 0:
            raise SkipAction
        super().action_cursor_page_up()

    def action_cursor_page_down(self) -> None:
        """A page down within a long text; at its end the section turns the page."""
        if self.scroll_offset.y >= self.max_scroll_y:
            raise SkipAction
        super().action_cursor_page_down()

    def edit(self, edit: Edit) -> EditResult:
        """Every change of the text passes here: what is typed or pasted is normalized."""
        text, dropped = normalized(edit.text)
        if dropped:
            self.post_message(
                Said(say("貼り付けた文字のうち、制御文字 {count} 個を除きました。", count=dropped))
            )
        start = min(edit.from_location, edit.to_location)
        if text.startswith(_SOUND_MARKS) and start[1] and edit.from_location == edit.to_location:
            before = (start[0], start[1] - 1)
            text = composed(self.get_text_range(before, start) + text)
            edit = replace(edit, from_location=before)
        tell_typing(self)
        return super().edit(replace(edit, text=text))

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw it anew. An editor that is not yet put up asks for no layout: it would be one more after that it comes with."""
        layout = layout and self.is_attached
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines the text needs at that width. Stock learns them after the layout, and everything is laid out twice."""
        if width > 0 and width != self._measured:
            self._measured = width
            lines = self._wrap(width)
            most = self.styles.max_height
            is_scrolled = most is not None and most.cells is not None and lines > most.cells
            if is_scrolled:
                lines = self._wrap(width - self.scrollbar_size_vertical)
            self.set_reactive(Widget.show_vertical_scrollbar, is_scrolled)
            self.set_reactive(Widget.virtual_size, Size(0, lines))
        return super().get_content_height(container, viewport, width)

    def _wrap(self, width: int) -> int:
        """Wrap the text to so many cells, one of them for the cursor at a line's end; how many lines it has then."""
        self.wrapped_document.wrap(max(1, width - self.gutter_width - 1), tab_width=self.indent_width)
        self._line_cache.clear()
        return self.wrapped_document.height

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: control characters of a file are shown, never sent to the terminal."""
        return Text(shown(self.document.get_line(line_index)), end="", no_wrap=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines; the colors are looked up anew when something they follow from changed, not at every key."""
        looks = (self.app.theme, self.app.ansi_color, self.background_colors, self.pseudo_classes)
        if self._theme and looks != self._looks:
            self._looks = looks
            self._theme.apply_css(self)
        return ScrollView.render_lines(self, crop)

    def render_line(self, y: int) -> Strip:
        """A line as it stands on the screen, made from its own letters. Stock makes each anew from its whole paragraph."""
        place = y + self.scroll_offset.y
        theme = self._theme
        base, cursor_style = (theme.base_style, theme.cursor_style) if theme else (None, None)
        lines = self.wrapped_document
        start, end = self.selection
        if not self.text or place >= lines.height or start != end or not base or not cursor_style:
            return super().render_line(y)
        row, section = lines._offset_to_line_info[place]  # noqa: SLF001 - as stock's own render_line finds it
        text = self.document.get_line(row)
        if "\t" in text:
            return super().render_line(y)
        breaks = [0, *lines.get_offsets(row), len(text)]
        first, last = breaks[section], breaks[section + 1]
        is_last = section == len(breaks) - 2
        is_here = end[0] == row and (first <= end[1] < last or (is_last and end[1] == last))
        column = end[1] - first if is_here and self._draw_cursor else -1
        return _strip(
            shown(text[first:last]), self.scrollable_content_region.width, base, cursor_style, column
        )

    def break_line(self) -> None:
        """Begin a new line where the cursor is."""
        if not self.read_only:
            self._replace_via_keyboard("\n", *self.selection)

    def finish(self) -> bool:
        """Whether Enter means that a text of many lines is finished: it is empty, or its last line is.

        The empty line at the end, which only said so, goes away.
        """
        row, _ = self.cursor_location
        lines = self.text.split("\n")
        if self.text and (row < len(lines) - 1 or lines[-1] or row == 0):
            return False
        if row and not self.read_only:
            self._replace_via_keyboard("", (row - 1, len(lines[row - 1])), (row, 0))
        return True

    def put(self, text: str) -> None:
        """Show a text that comes from the document, the cursor as near to where it was as the text allows."""
        if text == self.text:
            return
        place = self.cursor_location
        self.load_text(text)
        self.shown = self.text
        self.move_cursor(self.clamp_visitable(place))


@lru_cache(maxsize=1024)
def _strip(text: str, width: int, base: Style, cursor_style: Style, column: int) -> Strip:
    """The letters of a line in so many cells, the one at `column` (-1 for none) under the cursor."""
    segments = [Segment(text, base)]
    if column >= 0:
        under = text[column : column + 1] or " "
        segments = [
            Segment(text[:column], base),
            Segment(under, base + cursor_style),
            Segment(text[column + 1 :], base),
        ]
    return Strip([one for one in segments if one.text]).adjust_cell_length(width, base)
