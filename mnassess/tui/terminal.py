"""Remedies for what Textual 8.2.8 does wrong with Japanese input and line breaking, measured against that release.

All of them are here and `mend` is called in one place; without this module the interface works as Textual does.
Importing this module does not import Textual: one remedy is a variable that Textual reads while it is imported.
"""

import os
import sys
import unicodedata
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from mnassess.tui.typed import is_text

MEASURED_RELEASE = "8.2.8"
SEQUENCE_LIMIT = 4096
"""Characters of one escape sequence; a commit of eleven kanji needs 71, the stock parser gives up after 32."""
_CURSOR_INTERVAL = 0.25
_EDITING = frozenset({"backspace", "delete", "left", "right", "home", "end"})
_ROUNDS = 4
"""From Insert in a list to the keyboard in the new entry: the key, what the list reports, what the screen asks for."""
_LOOKING = 0.5
"""Seconds between two looks whether what a key was handed to is still there; if not, the next key goes on."""

NO_START = frozenset(
    "、。，．・：；？！ー々〻‐）］｝〕〉》」』】〙〗’”»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯｰ｡､｣ﾞﾟ゛゜,.!?)]}%％"
)
"""Characters that do not begin a line (行頭禁則)."""
NO_END = frozenset("（［｛〔〈《「『【〘〖‘“«｢([{")
"""Characters that do not end a line (行末禁則)."""


def mend() -> None:
    """Apply every remedy that the installed release of Textual needs. Must run before Textual is imported."""
    if version("textual") != MEASURED_RELEASE:
        return
    _switch_off_kitty_keys()
    _lengthen_key_sequences()
    _wrap_japanese_lines()
    _remember_wrapped_lines()
    _follow_the_cursor()
    _lay_out_once()
    _keep_keys_in_order()
    if sys.platform == "win32":
        keep_typed_text_on_windows()


def _switch_off_kitty_keys() -> None:
    """Terminals with the kitty key protocol lose or garble what an IME commits."""
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def _lengthen_key_sequences() -> None:
    from textual import _xterm_parser

    _set(_xterm_parser, "_MAX_SEQUENCE_SEARCH_THRESHOLD", SEQUENCE_LIMIT)


# --- lines ------------------------------------------------------------------------------------------------------


def _wrap_japanese_lines() -> None:
    from textual import _wrap, content

    _set(_wrap, "chunks", chunks)
    _set(content, "divide_line", divide_line)


def _remember_wrapped_lines() -> None:
    """A line is wrapped up to five times to one width while its section is put up, and again when it comes back."""
    from textual import _wrap
    from textual.document import _wrapped_document

    stock = _wrap.compute_wrap_offsets

    @lru_cache(maxsize=1024)
    def remembered(line: str, width: int, tab_width: int) -> list[int]:
        return stock(line, width, tab_width)

    def compute_wrap_offsets(line: str, width: int, tab_size: int, **_: Any) -> list[int]:
        return remembered(line, width, tab_size)

    _set(_wrapped_document, "compute_wrap_offsets", compute_wrap_offsets)


def chunks(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, piece) of the pieces between which an editor's line may break.

    A piece is one wide character or a run of narrow ones, with the openers before it and the closers, marks and
    spaces behind it, so that 、 and ） begin no line and （ ends none.
    """
    length, i = len(text), 0
    while i < length:
        start = i
        while i < length and text[i] in NO_END:
            i += 1
        if i < length and not text[i].isspace():
            i += 1
            if not _is_wide(text[i - 1]):
                while (
                    i < length and not text[i].isspace() and not _is_wide(text[i]) and text[i] not in NO_END
                ):
                    i += 1
        while i < length and (text[i] in NO_START or unicodedata.category(text[i]) in {"Mn", "Me"}):
            i += 1
        while i < length and text[i].isspace():
            i += 1
        yield start, i, text[start:i]


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """Where lines of so many cells break in a text that is only shown. A piece wider than a line is cut if `fold`."""
    from rich.cells import cell_len

    breaks, used = [], 0
    for start, end, piece in chunks(text):
        needed = cell_len(piece.rstrip())
        if used and used + needed > width:
            breaks.append(start)
            used = 0
        if needed > width and fold:
            for place in range(start, end):
                cells = cell_len(text[place])
                if used and used + cells > width:
                    breaks.append(place)
                    used = 0
                used += cells
        else:
            used += cell_len(piece)
    return breaks


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}


# --- the cursor, where an IME opens its window ------------------------------------------------------------------


def _follow_the_cursor() -> None:
    """Put the terminal's cursor on the editor once it is laid out; stock puts it where the editor was before that."""
    from textual.widgets import TextArea

    stock = TextArea._watch_has_focus  # noqa: SLF001 - the place of the fault

    def watch_has_focus(editor: Any, focus: bool) -> None:
        stock(editor, focus)
        timer = getattr(editor, "_cursor_timer", None)
        if focus:
            editor.call_after_refresh(put_cursor_on, editor)
            if timer is None:
                editor._cursor_timer = editor.set_interval(  # noqa: SLF001 - ours
                    _CURSOR_INTERVAL, lambda: put_cursor_on(editor)
                )
            else:
                timer.resume()
        elif timer is not None:
            timer.pause()

    _set(TextArea, "_watch_has_focus", watch_has_focus)


def put_cursor_on(editor: Any) -> None:
    """Move the terminal's cursor to the focused editor's cursor, where it is elsewhere."""
    if not editor.has_focus:
        return
    app, place = editor.app, editor.cursor_screen_offset
    if place != app.cursor_position or place != app._previous_cursor_position:  # noqa: SLF001 - what was written last
        app.cursor_position = place
        editor.refresh()


# --- layout -----------------------------------------------------------------------------------------------------


def _lay_out_once() -> None:
    """A widget that learns in a layout how large it is does not ask for another layout because of it.

    Stock lays everything out twice whenever widgets are put up. What a size can change for others, a scroll bar that
    comes or goes, asks for its layout itself.
    """
    from textual.widget import Widget

    stock = Widget._size_updated  # noqa: SLF001 - the place of the fault

    def size_updated(
        widget: Any, size: Any, virtual_size: Any, container_size: Any, layout: bool = True
    ) -> bool:
        del layout
        return stock(widget, size, virtual_size, container_size, layout=False)

    _set(Widget, "_size_updated", size_updated)


# --- keys in the order they were typed ---------------------------------------------------------------------------


def _keep_keys_in_order() -> None:
    from textual import events
    from textual.app import App

    stock = App.on_event

    async def on_event(app: Any, event: Any) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if not hasattr(app, "_typed_order"):
                app._typed_order = TypedOrder(app, stock)  # noqa: SLF001 - ours
            await app._typed_order.take(event)  # noqa: SLF001 - ours
        else:
            await stock(app, event)

    _set(App, "on_event", on_event)


class TypedOrder:
    """Lets a key wait until what the key before it does is done.

    An editor takes a letter at once. A key with a binding (Tab, Insert, F9) first goes up through the queues of all
    parents; stock lets the letters typed after it overtake it, so that they land in the blank that is being left.
    What is typed and deleted within one editor does not wait: `Editor` does it in the order of its own queue.
    """

    def __init__(self, app: Any, handle: Callable[[Any, Any], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._typed: deque[Any] = deque()
        self._under_way: Any = None
        """The timer that looks after the key on its way; None while there is none."""
        self._at: Any = None
        """Whose queue it is in."""

    @property
    def is_busy(self) -> bool:
        """Whether keys wait, or would."""
        return self._under_way is not None or bool(self._typed)

    async def take(self, event: Any) -> None:
        """Handle the key or paste as soon as it is its turn."""
        self._typed.append(event)
        await self._go_on()

    async def _go_on(self) -> None:
        from textual.widgets import TextArea

        while self._typed and self._under_way is None:
            event, start = self._typed.popleft(), self._app.focused or self._app.screen
            await self._handle(self._app, event)
            if not (isinstance(start, TextArea) and _stays(event)):
                self._wait_for(start)

    def _wait_for(self, start: Any) -> None:
        """Go the way of the key behind it, and again behind what it set off."""
        way = [one for one in start.ancestors_with_self if one is not self._app]
        timer: Any = self._app.set_interval(_LOOKING, lambda: self._look(timer))
        self._under_way = timer
        self._climb([*way, self._app] * _ROUNDS, timer)

    def _climb(self, way: list[Any], timer: Any) -> None:
        """Queue up in the first of `way` that still takes messages, then in those behind it."""
        while way:
            self._at, *way = way
            call = (self._climb, way, timer) if way else (self._arrive, timer)
            if self._at.call_later(*call):
                return

    async def _look(self, timer: Any) -> None:
        if not self._at.is_running:
            await self._arrive(timer)

    async def _arrive(self, timer: Any) -> None:
        if self._under_way is timer:
            timer.stop()
            self._under_way = None
            await self._go_on()


def _stays(event: Any) -> bool:
    """Whether a key or paste changes nothing but the text and the cursor of the editor it is typed into."""
    return is_text(getattr(event, "character", "paste")) or event.key in _EDITING


# --- Windows ----------------------------------------------------------------------------------------------------


def keep_typed_text_on_windows() -> None:
    """Replace the thread that reads the Windows console (the driver looks its class up when it starts)."""
    from textual.drivers import win32

    _set(win32, "EventMonitor", ime_event_monitor(win32))


def ime_event_monitor(win32: Any) -> Any:
    """The console reader for Textual's `drivers.win32`, which keeps what an IME sends.

    Stock drops every character that comes with a shift or lock state and no key code (？ typed with Shift, anything
    with NumLock), and dies of a character whose halves (𠮟) come in two reads.
    """
    from ctypes import byref, wintypes

    from textual._xterm_parser import XTermParser

    class ImeEventMonitor(win32.EventMonitor):  # type: ignore[misc] # the base exists on Windows only
        """Reads the console until the application ends."""

        def run(self) -> None:
            parser, carry, count = XTermParser(), "", wintypes.DWORD(0)
            try:
                handle = win32.GetStdHandle(win32.STD_INPUT_HANDLE)
                records = (win32.INPUT_RECORD * 1024)()
                while not self.exit_event.is_set():
                    for event in parser.tick():
                        self.process_event(event)
                    if win32.wait_for_handles([handle], 100) is None:
                        continue
                    win32.KERNEL32.ReadConsoleInputW(handle, byref(records), 1024, byref(count))
                    typed, size = _typed_in(records[: count.value])
                    text, carry = whole_characters(carry + typed)
                    for event in parser.feed(text) if text else ():
                        self.process_event(event)
                    if size is not None:
                        self.on_size_change(*size)
            except Exception as error:  # noqa: BLE001 - the thread's last words go to Textual's log, as stock does
                self.app.log.error("EVENT MONITOR ERROR", error)  # noqa: TRY400, PLE1205 - no logging.Logger

    return ImeEventMonitor


def _typed_in(records: Any) -> tuple[str, tuple[int, int] | None]:
    """The characters among console records, and the new size of the window where it changed."""
    key_event, size_event = 0x0001, 0x0004
    typed, size = [], None
    for record in records:
        if record.EventType == key_event:
            key = record.Event.KeyEvent
            character = key.uChar.UnicodeChar
            is_bare_state = key.dwControlKeyState and key.wVirtualKeyCode == 0 and character in {"", "\0"}
            if key.bKeyDown and not is_bare_state:
                typed.append(character)
        elif record.EventType == size_event:
            new = record.Event.WindowBufferSizeEvent.dwSize
            size = (new.X, new.Y)
    return "".join(typed), size


def whole_characters(units: str) -> tuple[str, str]:
    """(characters, the first half of one whose second half is still to come) of UTF-16 units."""
    carry = units[-1:] if units and 0xD800 <= ord(units[-1]) <= 0xDBFF else ""
    units = units.removesuffix(carry)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), carry


def _set(owner: Any, name: str, value: Any) -> None:
    """Put a remedy into Textual, which must have what it replaces."""
    if not hasattr(owner, name):
        raise AttributeError(name)
    setattr(owner, name, value)
