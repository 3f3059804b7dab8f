"""The disk refuses: what the screen says, that typing goes on, that everything is written when it can be.

The disk that is full is a limit on the size of the files the program writes, set from outside while it runs; the
folder that cannot be written is one, also for the superuser.
"""

import ctypes
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from driving import answers_in, document, drive
from kill_plans import seen
from terminal_driving import Terminal

from mnassess.documents.session import EditingSession

resource = pytest.importorskip("resource", reason="limits of files and modes of folders are a POSIX matter")
pytestmark = pytest.mark.needs_system
CLAIMS = ("保存済", "記録済")
CAPABILITY_VERSION = 0x20080522
MAY_WRITE_EVERYWHERE = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


@pytest.fixture
def typed(tmp_path: Path) -> Iterator[tuple[Terminal, Path]]:
    """A document that is open; あい stands in its first blank and is saved."""
    terminal, path = Terminal(tmp_path), document(tmp_path, "threshold")
    terminal.start(path)
    terminal.wait_for("Ⅰ 関連情報")
    terminal.press("Enter")
    terminal.wait_for("> 評価書番号")
    terminal.type("あい")
    terminal.wait_for("2字")
    terminal.press("F2")
    terminal.wait_for("保存しました")
    yield terminal, path
    terminal.end()


def limit(terminal: Terminal, size: int = resource.RLIM_INFINITY) -> None:
    """The program can write no file longer than this."""
    (process,) = terminal.programs()
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_full_disk_is_said_typing_goes_on_and_all_is_written_when_there_is_room(
    typed: tuple[Terminal, Path],
) -> None:
    terminal, path = typed
    limit(terminal, 1)
    terminal.type("うえ")
    screen = terminal.wait_for("保存できません")
    assert "編集の記録に書き込めません（ファイルの大きさの上限に達しました）" in terminal.wait_for(
        "編集の記録"
    )
    assert not any(word in screen for word in CLAIMS)
    terminal.type("お")
    assert "あいうえお" in terminal.wait_for("5字")
    assert answers_in(path)["cover.number"] == "あい"
    limit(terminal)
    terminal.wait_for("保存済")
    assert answers_in(path)["cover.number"] == "あいうえお"


def test_a_journal_the_disk_cut_short_costs_nothing_that_is_confirmed_later(
    typed: tuple[Terminal, Path],
) -> None:
    terminal, path = typed
    (journal,) = path.parent.parent.glob(".mnassess/*/*.jsonl")
    limit(terminal, journal.stat().st_size + 40)
    terminal.type("うえ")
    terminal.wait_for("保存できません")
    limit(terminal)
    terminal.type("お")
    terminal.wait_for("済")
    terminal.kill_program()
    time.sleep(0.3)
    session = EditingSession.open(path, "鈴木")
    session.abandon()
    assert session.assessment.value("cover.number") == "あいうえお"


@pytest.mark.parametrize("leaving", [["Escape", "Escape"], ["C-q"]], ids=["esc", "quit"])
def test_leaving_asks_before_an_answer_that_is_nowhere_on_the_disk_is_dropped(
    typed: tuple[Terminal, Path], leaving: list[str]
) -> None:
    terminal, path = typed
    limit(terminal, 1)
    terminal.type("うえ")
    terminal.wait_for("保存できません")
    terminal.press(*leaving)
    terminal.wait_for("まだどこにも記録できていない入力があります")
    terminal.press("Enter")
    assert "あいうえ" in terminal.wait_for("評価書番号")
    terminal.press("C-q")
    terminal.wait_for("まだどこにも記録できていない入力があります")
    limit(terminal)
    terminal.press("Down", "Enter")
    assert_ended(terminal)
    assert answers_in(path)["cover.number"] == "あいうえ"


def test_an_answer_the_disk_refused_can_be_dropped(typed: tuple[Terminal, Path]) -> None:
    terminal, path = typed
    limit(terminal, 1)
    terminal.type("うえ")
    terminal.wait_for("保存できません")
    terminal.press("C-q")
    terminal.wait_for("まだどこにも記録できていない入力があります")
    terminal.press("Down", "Down", "Enter")
    terminal.wait_for("保存できませんでした")
    terminal.press("Enter")
    assert_ended(terminal)
    assert answers_in(path)["cover.number"] == "あい"


def assert_ended(terminal: Terminal) -> None:
    """The person's shell is there again."""
    deadline = time.monotonic() + 15
    while "F1" in terminal.screen() or "Enter" in terminal.screen():
        assert time.monotonic() < deadline, terminal.screen()
        time.sleep(0.05)


# --- a folder that cannot be written -------------------------------------------------------------------------------


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


@contextmanager
def as_ordinary_person() -> Iterator[None]:
    """Modes of folders hold for the superuser too."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = _Header(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(ctypes.byref(header), held) == 0
    fewer = type(held)(*held)
    fewer[0] &= ~MAY_WRITE_EVERYWHERE
    assert libc.capset(ctypes.byref(header), fewer) == 0
    try:
        yield
    finally:
        assert libc.capset(ctypes.byref(header), held) == 0


def test_a_folder_that_stops_to_be_writable_is_said_and_the_answers_are_in_the_journal(
    tmp_path: Path,
) -> None:
    path = document(tmp_path)
    close, reopen = (lambda: path.parent.chmod(0o555)), (lambda: path.parent.chmod(0o755))
    with as_ordinary_person():
        screen = drive(path, ["enter", "「あ」", close, "f2"])
        reopen()
    assert "記録済（ファイルに保存できません）" in screen
    assert "保存できません（許可がありません）" in screen
    assert "cover.number" not in answers_in(path)
    session = EditingSession.open(path, "鈴木")
    session.abandon()
    assert session.assessment.value("cover.number") == "あ"


def test_what_a_closed_folder_refused_is_saved_when_it_is_open_again(tmp_path: Path) -> None:
    path = document(tmp_path)
    with as_ordinary_person():
        close, reopen = (lambda: path.parent.chmod(0o555)), (lambda: path.parent.chmod(0o755))
        screen = drive(path, ["enter", "「あ」", close, "f2", reopen, "f2"])
    assert "保存しました" in screen
    assert answers_in(path)["cover.number"] == "あ"


def test_a_document_in_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    path = document(tmp_path, cover__number="12")
    with tempfile.TemporaryDirectory() as name, as_ordinary_person():
        alone = Path(name) / "full-item.json"
        alone.write_bytes(path.read_bytes())
        Path(name).chmod(0o555)
        try:
            assert "このフォルダーには書き込めないため（許可がありません）、読み取り専用で" in seen(
                drive(alone)
            )
            screen = drive(alone, ["enter", "enter", "「あ」"])
        finally:
            Path(name).chmod(0o755)
    assert "閲覧のみ" in screen
    assert answers_in(path)["cover.number"] == "12"
