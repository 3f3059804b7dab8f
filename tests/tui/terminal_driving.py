"""Drives the program in a real terminal: a tmux session that is typed into and read as a person would."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import require

RUN = "import sys; from pathlib import Path; from mnassess.tui.app import run_tui; run_tui(Path(sys.argv[1]), '山田', review=len(sys.argv) > 2)"
WARM = Path(__file__).with_name("warm_program.py")


class Terminal:
    """A tmux session of its own, 80×24."""

    def __init__(self, folder: Path) -> None:
        self._tmux = [require("tmux"), "-L", f"mnassess-{os.getpid()}-{folder.name[-12:]}"]
        self._folder = folder
        self._orders = folder / "orders"
        self._pane = ""
        """The process that the terminal runs."""

    def start(self, path: Path, setting: str = "", *, review: bool = False) -> None:
        """Run the program in a Python of its own; `setting` goes into its environment."""
        mode = "--review" if review else ""
        script = self._folder / "run.sh"
        script.write_text(
            f"cd {Path.cwd()}\nexport LANG=C.UTF-8 {setting}\nexec '{sys.executable}' -c \"{RUN}\" '{path}' {mode}\n",
            encoding="utf-8",
        )
        self._open(f"sh '{script}'; sleep 60")

    def warm_up(self) -> None:
        """Make ready a Python that has imported everything; `open_document` then takes a moment."""
        os.mkfifo(self._orders)
        self._open(f"exec '{sys.executable}' '{WARM}' '{self._orders}'")

    def open_document(self, path: Path) -> None:
        """Run the program, after `warm_up`, in a process of its own."""
        self._orders.write_text(f"{path}\n", encoding="utf-8")

    def press(self, *keys: str) -> None:
        """Press keys as slowly as a person."""
        for key in keys:
            self.press_fast(key)
            time.sleep(0.15)

    def press_fast(self, *keys: str) -> None:
        """Press keys at once."""
        self._do("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text at once."""
        self._do("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does."""
        self._do("set-buffer", text, ";", "paste-buffer", "-p")

    def screen(self) -> str:
        """What is seen."""
        return self._do("capture-pane", "-p")

    def styled(self) -> list[str]:
        """The lines of the screen with what colors and reverses them."""
        return self._do("capture-pane", "-ep").split("\n")

    def cursor(self) -> tuple[int, int]:
        """Column and line of the cursor."""
        x, y = self._do("display", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(x), int(y)

    def wait_for(self, text: str, seconds: float = 15) -> str:
        """The screen as soon as the text is on it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            shown = self.screen()
            if text in shown:
                return shown
            time.sleep(0.05)
        pytest.fail(f"「{text}」 did not appear:\n{self.screen()}")

    def programs(self) -> list[int]:
        """The process of the program, if it runs."""
        if not self._pane:
            self._pane = self._do("display", "-p", "#{pane_pid}").strip()
        children = Path(f"/proc/{self._pane}/task/{self._pane}/children").read_text(encoding="ascii")
        return [int(pid) for pid in children.split()]

    def kill_program(self) -> None:
        """SIGKILL for the program."""
        for pid in self.programs():
            os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        """Close the terminal."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)

    def _open(self, command: str) -> None:
        environment = {**os.environ, "LANG": "C.UTF-8"}
        arguments = ["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", command]
        subprocess.run([*self._tmux, *arguments], check=True, env=environment)

    def _do(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True)
        return done.stdout.decode()
