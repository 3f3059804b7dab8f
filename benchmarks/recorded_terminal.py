"""A program in a pseudo-terminal of 120 × 40: keys are sent, what it writes is kept with the moment it came.

While a program runs, its output is only read and kept; what the screen showed when is found out afterwards by playing
the record to a terminal emulator, so that the measuring takes no time from what is measured.
"""

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import pyte

COLUMNS, LINES = 120, 40
QUIET, IDLE = 0.3, 0.01
"""A screen is finished when for so many seconds nothing came and the program worked for less than so many."""
LIMIT = 180.0
"""Seconds after which a program that does not show what it should is given up."""
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
_TWO_FINALS = re.compile(rb"\x1b\[[0-?]*[ -/]+[@-~]|\x1b\[[<=>][0-?]*[@-~]|\x1b[PX^_][^\x1b]*\x1b\\")
"""Questions to the terminal that the emulator would print as text; what is drawn needs none of them."""


class Moment(NamedTuple):
    """When something was on the screen, and how much work the program had done by then."""

    time: float
    work: float

    def since(self, earlier: "Moment") -> "Moment":
        """What lies between."""
        return Moment(self.time - earlier.time, self.work - earlier.work)


class RecordedTerminal:
    """One running program. Use it in a `with`: at the end the program is killed."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.started = Moment(time.perf_counter(), 0.0)
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self._record: list[tuple[Moment, bytes]] = []
        self._played = 0
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._lines = [""] * LINES
        self._emulator = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    # --- while the program runs -----------------------------------------------------------------------------

    def send(self, keys: str) -> Moment:
        """Send keys at once; the moment they were sent."""
        sent = Moment(time.perf_counter(), self.worked())
        os.write(self._master, keys.encode())
        return sent

    def listen(self, seconds: float) -> None:
        """Keep what comes for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def settle(self) -> None:
        """Keep what comes until something came, nothing comes any more and the program is idle."""
        self._read(LIMIT)
        self.settle_if_busy()

    def settle_if_busy(self) -> None:
        """Keep what comes until nothing comes any more and the program is idle."""
        is_busy = True
        while is_busy:
            before = self.worked()
            is_busy = self._read(QUIET) or self.worked() - before > IDLE

    def wait_for(self, text: str, *, since: int | None = None) -> None:
        """Keep what comes until `text` was written, from place `since` of the record on (default: from here on)."""
        begin = len(self._record) if since is None else since
        end = time.perf_counter() + LIMIT
        while text not in self._written(begin):
            if time.perf_counter() > end:
                raise SystemExit(f"never shown: {text}\n\n{self.show()}")
            self._read(0.2)

    def worked(self) -> float:
        """Seconds of processor time the program has had, all its threads together: its work, however busy the machine."""
        nanoseconds = 0
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            with contextlib.suppress(OSError):  # a thread that ended meanwhile
                nanoseconds += int((task / "schedstat").read_text(encoding="ascii").split()[0])
        return nanoseconds / 1e9

    @property
    def place(self) -> int:
        """Where in the record what comes next will stand."""
        return len(self._record)

    def _written(self, begin: int) -> str:
        return _ESCAPES.sub(b"", b"".join(data for _, data in self._record[begin:])).decode(errors="replace")

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            raise SystemExit(f"the program ended:\n\n{self.show()}") from None
        self._record.append((Moment(time.perf_counter(), self.worked()), data))
        return True

    # --- afterwards -----------------------------------------------------------------------------------------

    def play(self, look: Callable[[Moment, list[str]], None] | None = None) -> list[str]:
        """Play what was not yet played; `look` gets every moment with the lines of the screen then. The last screen."""
        while self._played < len(self._record):
            moment, data = self._record[self._played]
            self._played += 1
            # a sequence or character may be cut by the end of a read: the two are one moment then
            while self._played < len(self._record) and _is_cut(data):
                moment, more = self._record[self._played]
                self._played += 1
                data += more
            self._emulator.feed(_TWO_FINALS.sub(b"", data))
            for line in self._screen.dirty:
                self._lines[line] = self._line(line)
            self._screen.dirty.clear()
            if look is not None:
                look(moment, list(self._lines))
        return list(self._lines)

    def first_moment(self, is_there: Callable[[list[str]], bool]) -> Moment:
        """The moment from which on the rest of the record shows what is looked for; it must be there at the end."""
        found: list[Moment] = []

        def look(moment: Moment, lines: list[str]) -> None:
            if is_there(lines) and not found:
                found.append(moment)

        self.play(look)
        if not found:
            raise SystemExit(f"not on the screen:\n\n{self.show()}")
        return found[0]

    def _line(self, number: int) -> str:
        # pyte's own `display` fails where half of a wide character was written over
        cells = self._screen.buffer[number]
        return "".join(cells[column].data for column in range(COLUMNS))

    def show(self) -> str:
        """The screen as it stands, for reading."""
        return "\n".join(line.rstrip() for line in self.play())


def _is_cut(data: bytes) -> bool:
    """Whether a piece of output ends within an escape sequence or a character."""
    if data.rfind(b"\x1b") >= 0 and _ESCAPES.match(data, data.rfind(b"\x1b")) is None:
        return True
    return any(
        data[-length] >= lead for length, lead in ((1, 0xC0), (2, 0xE0), (3, 0xF0)) if len(data) >= length
    )
