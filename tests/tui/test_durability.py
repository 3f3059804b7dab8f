"""Kill the program at any moment: everything the screen had confirmed is there when the document is opened again.

A real terminal shows the program, keys are sent, at a random moment the screen is read and the process is killed
at once. 200 kills by default, `MNASSESS_KILLS=1000` for more; a kill before the screen had confirmed anything of
what was just done is not counted. `MNASSESS_KILL_SEED` (any text) makes other choices.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from driving import document
from kill_plans import FILE, TASKS, Gesture, Plan, plan, seen
from terminal_driving import Terminal

from mnassess.documents.model import Assessment
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document

pytestmark = pytest.mark.needs_system

KILLS = int(os.environ.get("MNASSESS_KILLS", "200"))
SEED = os.environ.get("MNASSESS_KILL_SEED", "1")
KILLS_PER_TEST = 20
TRIES = 4 * KILLS_PER_TEST
LEAST_BETWEEN = 4
"""Of the kills of one test so many hit between journal and file at least."""

CONFIRMING = ("保存済", "記録済")
MOMENTS = {
    "typing": (0.0, 0.15),
    "pause": (0.1, 1.3),
    "saving": (1.4, 1.7),
    "saved": (1.8, 2.0),
    "function key": (0.0, 0.03),
}
"""Seconds from the last key to the kill."""


@dataclass(frozen=True, kw_only=True)
class Kill:
    """What one kill left."""

    confirmed: int
    """How many of the gestures the screen had confirmed."""
    is_between: bool
    """The journal has more than the file."""


class Victim:
    """One document, and the program that is killed on it again and again."""

    def __init__(self, terminal: Terminal, path: Path, form: str, random: Random) -> None:
        self.terminal, self.path, self.form, self.random = terminal, path, form, random
        self.number = 0
        self.told = ""
        """What the kill was, for a failure."""
        self.assessment, self.has_notices = self._opened()

    def kill_once(self) -> Kill:
        """Do something in the program, kill it, look at what is left."""
        self.number += 1
        doing = plan(self.form, self.random, self.assessment, self.number)
        self._go_to(doing)
        gestures, moment = self._chosen(doing)
        self._send(gestures)
        time.sleep(self.random.uniform(*MOMENTS[moment]))
        screen = self._kill()
        confirmed = _confirmed(screen, gestures)
        states = [doing.read(self.assessment), *(one.state for one in gestures)]
        before, (self.assessment, self.has_notices) = self.assessment, self._opened()
        found = doing.read(self.assessment)
        self.told = (
            f"{doing.place}, {moment}, {len(gestures)} gestures, {confirmed} confirmed: {found!r}\n{screen}"
        )
        assert found in states[confirmed:], f"\n{states}\n{self.told}"
        assert _others(self.assessment, doing) == _others(before, doing), self.told
        return Kill(confirmed=confirmed, is_between=doing.read(load_document(self.path).assessment) != found)

    def kill_while_starting(self) -> None:
        """Open the document and kill the program before it is ready for a person."""
        self.terminal.open_document(self.path)
        self._wait(lambda: bool(self.terminal.programs()))
        time.sleep(self.random.uniform(0, 0.5))
        self._kill()
        before, (self.assessment, self.has_notices) = self.assessment, self._opened()
        assert self.assessment == before

    def _opened(self) -> tuple[Assessment, bool]:
        """The answers and whether opening has something to tell. Takes nothing from the next opening."""
        load_document(self.path)
        session = EditingSession.open(self.path, "鈴木")
        session.abandon()
        assert session.set_aside == ()
        return session.assessment, bool(session.notices)

    def _go_to(self, doing: Plan) -> None:
        self.terminal.open_document(self.path)
        if self.has_notices:
            self._see("開いたときのお知らせ")
            self.terminal.press_fast("Enter")
        self._see("F2保存")
        self.terminal.press_fast("F3")
        self._see("移動先")
        self.terminal.type(doing.section)
        self.terminal.press_fast("Enter")
        self._see(f">{doing.first}")
        for key in doing.keys:
            self.terminal.press_fast(key)
        if doing.there:
            self._see(doing.there)

    def _chosen(self, doing: Plan) -> tuple[list[Gesture], str]:
        """How far the person comes, and when the kill is."""
        moment = self.random.choice(["typing", "pause", "pause", "saving", "saved", "function key"])
        gestures = doing.gestures
        if moment == "typing":
            gestures = gestures[: self.random.randint(1, len(gestures))]
        if moment == "function key":
            last = gestures[-1].state
            ending = Gesture(("F2",), last, "保存しました。")
            if doing.following and self.random.random() < 0.5:
                ending = Gesture(("F9",), last, doing.following)
            gestures = [*gestures, ending]
        return gestures, moment

    def _send(self, gestures: list[Gesture]) -> None:
        gap = self.random.choice([0, 0, 0.01, 0.05])
        for gesture in gestures:
            for key in gesture.keys:
                if key.startswith("「"):
                    self.terminal.type(key[1:-1])
                elif key.startswith("<"):
                    self.terminal.paste(key[1:-1])
                else:
                    self.terminal.press_fast(key)
            if gesture.is_awaited and gesture is not gestures[-1]:
                self._see(gesture.seen)
            time.sleep(gap)

    def _kill(self) -> str:
        """What the screen showed when the program was killed."""
        (process,) = self.terminal.programs()
        screen = self.terminal.screen()
        os.kill(process, 9)
        self._wait(lambda: not self.terminal.programs() and "山田" not in self.terminal.screen())
        return screen

    def _see(self, text: str) -> None:
        self._wait(lambda: text in seen(self.terminal.screen()), text)

    def _wait(self, is_so, text: str = "") -> None:
        deadline = time.monotonic() + 15
        while not is_so():
            assert time.monotonic() < deadline, (
                f"waiting for 「{text}」\n{self.terminal.screen()}\n{self.told}"
            )
            time.sleep(0.04)


def _confirmed(screen: str, gestures: list[Gesture]) -> int:
    """How many gestures are seen on a screen whose header says that what is seen is kept."""
    header = screen.split("\n", 1)[0]
    if not any(word in header for word in CONFIRMING):
        return 0
    text = seen(screen)
    return max((n for n, one in enumerate(gestures, 1) if one.seen and one.seen in text), default=0)


def _others(assessment: Assessment, doing: Plan) -> dict[str, Any]:
    return {path: value for path, value in assessment.values.items() if not path.startswith(doing.place)}


@contextmanager
def victim(folder: Path, form: str, random: Random) -> Iterator[Victim]:
    answers = {
        FILE: None,
        f"{FILE}.profile.outsourcing.status": "outsourced",
        f"{TASKS}[t1]": None,
        f"{TASKS}[t1].name": "保守",
        f"{TASKS}[t2]": None,
    }
    path = document(folder, form, **(answers if form == "full-item" else {}))
    terminal = Terminal(folder)
    terminal.warm_up()
    try:
        yield Victim(terminal, path, form, random)
    finally:
        terminal.end()


@pytest.mark.parametrize("chunk", range(max(1, KILLS // KILLS_PER_TEST)))
def test_a_kill_at_any_moment_costs_nothing_that_the_screen_had_confirmed(tmp_path: Path, chunk: int) -> None:
    random = Random(f"{SEED}/{chunk}")
    counted: list[Kill] = []
    with victim(tmp_path, ("threshold", "full-item")[chunk % 2], random) as one:
        try:
            for _ in range(TRIES):
                kill = one.kill_once()
                if kill.confirmed:
                    counted.append(kill)
                if random.random() < 0.2:
                    one.kill_while_starting()
                if len(counted) == KILLS_PER_TEST:
                    break
        except AssertionError as error:
            error.add_note(f"MNASSESS_KILL_SEED={SEED}, chunk {chunk}, kill {one.number}")
            raise
    assert len(counted) == KILLS_PER_TEST
    assert sum(kill.is_between for kill in counted) >= LEAST_BETWEEN
    assert list(one.path.parent.iterdir()) == [one.path]
