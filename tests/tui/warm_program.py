"""Runs the interface again and again in one terminal, each time in a process of its own that starts in a moment.

    python warm_program.py ORDERS

ORDERS is a named pipe; every line written into it is a document to open. When the program has ended, however it
ended, the terminal is put right as a shell would do it.
"""

import gc
import os
import sys
import tempfile
import termios
import traceback
from pathlib import Path

from driving import document, drive

from mnassess.tui.app import run_tui

TIDY = b"\x1b[?1049l\x1bc"
"""Leave the second screen, reset the terminal."""


def main(orders: Path) -> None:
    """Open every document named in `orders`, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        for form in ("threshold", "full-item"):
            drive(document(Path(folder), form))  # what the first run of a process reads and works out once
    gc.freeze()
    usual = termios.tcgetattr(0)
    with os.fdopen(
        os.open(orders, os.O_RDWR), encoding="utf-8"
    ) as lines:  # never at its end: it is a writer too
        for line in iter(lines.readline, ""):
            child = os.fork()
            if not child:
                _run(Path(line.rstrip("\n")))
            os.waitpid(child, 0)
            termios.tcsetattr(0, termios.TCSAFLUSH, usual)
            os.write(1, TIDY)


def _run(path: Path) -> None:
    try:
        run_tui(path, "山田")
    except BaseException:  # noqa: BLE001 - whatever it is, the child must not go on as its parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
