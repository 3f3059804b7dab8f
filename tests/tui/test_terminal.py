"""The terminal's remedies, each against the fault it cures."""

import asyncio
import ctypes
import os
import threading
from itertools import pairwise
from types import SimpleNamespace

import pytest
from textual import _wrap, _xterm_parser, constants, content
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.containers import VerticalScroll
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import Static

from mnassess.tui import terminal

ELEVEN_KANJI = "特定個人情報保護評価書"


def keys_of(sequence: str) -> list[str]:
    parser = XTermParser()
    return [event.character for event in parser.feed(sequence) if hasattr(event, "character")]


def test_the_kitty_protocol_is_off_before_textual_asks_for_it() -> None:
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"


def test_eleven_kanji_committed_in_one_kitty_sequence_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", False)
    codes = ":".join(str(ord(one)) for one in ELEVEN_KANJI)
    assert "".join(keys_of(f"\x1b[0;;{codes}u")) == ELEVEN_KANJI


def test_with_the_stock_limit_five_kanji_arrive_as_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", False)
    monkeypatch.setattr(_xterm_parser, "_MAX_SEQUENCE_SEARCH_THRESHOLD", 32)
    codes = ":".join(str(ord(one)) for one in ELEVEN_KANJI)
    assert "".join(key or "" for key in keys_of(f"\x1b[0;;{codes}u")) != ELEVEN_KANJI


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("市長、は", ["市", "長、", "は"]),
        ("（案）です", ["（案）", "で", "す"]),
        ("令和 abc def", ["令", "和 ", "abc ", "def"]),
        ("3.14と2", ["3.14", "と", "2"]),
        ("\u845b\U000e0100城", ["\u845b\U000e0100", "城"]),
        ("「「」", ["「「」"]),
        ("　あ", ["　", "あ"]),
        ("", []),
    ],
)
def test_lines_break_between_characters_but_not_before_marks(text: str, pieces: list[str]) -> None:
    found = list(terminal.chunks(text))
    assert [piece for _, _, piece in found] == pieces
    assert "".join(piece for _, _, piece in found) == text


def test_an_editor_line_begins_with_no_mark() -> None:
    text = "特定個人情報、個人番号。（例）法令"
    for width in range(6, 30):
        places = [0, *_wrap.compute_wrap_offsets(text, width, 4), len(text)]
        lines = [text[a:b] for a, b in pairwise(places)]
        assert not [line for line in lines if line[:1] in terminal.NO_START], (width, lines)


def test_a_line_is_wrapped_once_to_one_width(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []
    monkeypatch.setattr(_wrap, "chunks", lambda text: (cut.append(text), terminal.chunks(text))[1])
    document = WrappedDocument(Document("研修は、年1回（6月）に行う。"), width=10)
    document.wrap(10)
    WrappedDocument(Document("研修は、年1回（6月）に行う。"), width=10)
    assert len(cut) == 1
    document.wrap(12)
    assert len(cut) == 2


def test_a_shown_text_fills_its_lines_although_it_holds_spaces() -> None:
    text = "[誤り] 「Ⅱ－４」が未記入です。 記入してください。"
    places = [0, *content.divide_line(text, 20), len(text)]
    lines = [text[a:b] for a, b in pairwise(places)]
    assert lines == ["[誤り] 「Ⅱ－４」が未", "記入です。 記入して", "ください。"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert terminal.divide_line("abcdefghij", 4) == [4, 8]


def test_what_is_put_up_is_laid_out_once() -> None:
    layouts: list[object] = []

    async def put_up() -> None:
        app = App[None]()
        async with app.run_test() as pilot:
            await app.mount(VerticalScroll())
            await pilot.pause(0.2)
            app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append, immediate=True)
            app.query_one(VerticalScroll).mount(Static("保護評価"))
            await pilot.pause(0.2)

    asyncio.run(put_up())
    assert len(layouts) == 1


@pytest.mark.parametrize(
    ("units", "whole", "carry"),
    [
        ("ab", "ab", ""),
        ("\ud842", "", "\ud842"),
        ("a\ud842", "a", "\ud842"),
        ("\ud842\udf9f", "𠮟", ""),
        ("", "", ""),
    ],
)
def test_half_a_character_waits_for_its_other_half(units: str, whole: str, carry: str) -> None:
    assert terminal.whole_characters(units) == (whole, carry)


def test_half_a_character_whose_other_half_never_comes_is_no_end() -> None:
    assert terminal.whole_characters("\udf9fa") == ("\ufffda", "")


# --- the Windows console, a fake one ------------------------------------------------------------------------------

SHIFT, NUM_LOCK = 0x10, 0x20


def key(character: str, state: int = 0, code: int = 0, *, down: bool = True) -> SimpleNamespace:
    event = SimpleNamespace(
        bKeyDown=down,
        dwControlKeyState=state,
        wVirtualKeyCode=code,
        uChar=SimpleNamespace(UnicodeChar=character),
    )
    return SimpleNamespace(EventType=1, Event=SimpleNamespace(KeyEvent=event))


def resized(width: int, height: int) -> SimpleNamespace:
    size = SimpleNamespace(dwSize=SimpleNamespace(X=width, Y=height))
    return SimpleNamespace(EventType=4, Event=SimpleNamespace(WindowBufferSizeEvent=size))


class FakeRecord(ctypes.Structure):
    """Stands where INPUT_RECORD stands; what is in the buffer is put there by `read`."""

    _fields_ = (("unused", ctypes.c_int),)


def read_on_fake_windows(
    monkeypatch: pytest.MonkeyPatch, *reads: list[SimpleNamespace]
) -> tuple[list[str], list[object]]:
    """What the console reader makes of these reads: the characters, and anything else it said."""
    pending = list(reads)
    stop = threading.Event()
    now: list[SimpleNamespace] = []
    typed: list[str] = []
    other: list[object] = []

    class Records(list):
        def __getitem__(self, place: object) -> object:
            return now if isinstance(place, slice) else list.__getitem__(self, place)

    class Monitor(threading.Thread):
        def __init__(self) -> None:
            super().__init__()
            self.exit_event = stop
            self.app = SimpleNamespace(log=SimpleNamespace(error=lambda *said: other.append(said)))

        def process_event(self, event: object) -> None:
            typed.append(event.character)

        def on_size_change(self, *size: int) -> None:
            other.append(size)

    def wait(_: object, __: int) -> object:
        if not pending:
            stop.set()
            return None
        now[:] = pending.pop(0)
        return 1

    class RecordType:
        def __mul__(self, count: int) -> type:
            return Records

    win32 = SimpleNamespace(
        EventMonitor=Monitor,
        GetStdHandle=lambda _: 0,
        STD_INPUT_HANDLE=-10,
        INPUT_RECORD=RecordType(),
        wait_for_handles=wait,
        KERNEL32=SimpleNamespace(ReadConsoleInputW=lambda *_: 1),
    )
    monkeypatch.setattr(ctypes, "byref", lambda value: value)
    terminal.ime_event_monitor(win32)().run()
    return typed, other


@pytest.mark.parametrize(
    ("reads", "typed"),
    [
        ([[key("？", SHIFT), key("あ")]], ["？", "あ"]),
        ([[key("特", NUM_LOCK), key("定", NUM_LOCK)]], ["特", "定"]),
        ([[key("\ud842")], [key("\udf9f"), key("a")], [key("b")]], ["𠮟", "a", "b"]),
        ([[key("\0", SHIFT, 0), key("", SHIFT, 0), key("a", down=False)]], []),
    ],
    ids=["shift", "numlock", "surrogates", "states"],
)
def test_what_a_windows_ime_sends_arrives(
    monkeypatch: pytest.MonkeyPatch, reads: list[list[SimpleNamespace]], typed: list[str]
) -> None:
    found, other = read_on_fake_windows(monkeypatch, *reads)
    assert (found, other) == (typed, [])


def test_a_window_that_changes_its_size_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_on_fake_windows(monkeypatch, [resized(100, 30)]) == ([], [(100, 30)])


def test_another_release_of_textual_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "version", lambda _: "9.0.0")
    monkeypatch.setattr(terminal, "_set", lambda *_: pytest.fail("patched"))
    terminal.mend()
