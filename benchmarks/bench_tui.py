"""How soon the screen answers: mnassess in a real pseudo-terminal, beside two peers that show the same document.

    pip install 'mnassess[bench]'
    python benchmarks/bench_tui.py [ROUNDS]

prints markdown tables. Only the ratios of one run mean anything; the programs take turns, so that a slow moment meets
all of them. The peers: `all_at_once.py` mounts every blank at once with the same controls, `urwid_edits.py` is urwid.
urwid and the terminal emulator pyte are LGPL and wanted here only.

First paint: from the start of the process until the document's title and the first blank's label are on the screen.
Key to screen: from the moment a character is written to the terminal until it stands on the screen, typed at the
beginning of a long text in the section with the most blanks; once every 30 ms, and one by one on a screen at rest.
Section switch, from the key (F9) on: *readable* when all that lies right of the outline is drawn and does not change
any more; *after typing* the same right after a character was typed, so that the file is written on the way; *live*
when a character typed into the LAST control of the section stands on the screen, the keys (Shift+Tab, which goes from
the outline round to the last control, and the character) being sent as soon as the first label is drawn. All controls
of a section are put up together, so that the last one answers for all.
"""

import os
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from complete_report import complete_document
from recorded_terminal import RecordedTerminal

from mnassess.documents.model import Assessment
from mnassess.documents.storage import save_document
from mnassess.documents.workspace import create_workspace, private_folder
from mnassess.forms.model import Field
from mnassess.tui.outline import Outline, Part
from mnassess.tui.screens.entry_view import document_title

HERE = Path(__file__).parent
ROUNDS = 5
SHAPES = ((1, 1, 4), (1, 4, 12), (4, 4, 13))
"""Files, tasks, sentences: 0.1, 0.3 and 1 MB."""
PACE, KEYS, SINGLE_KEYS = 0.03, 100, 20
TYPED = "鬱"
"""A character that stands nowhere in the documents."""
SMALLEST, LARGEST = "overview.number_use", "files[e0].risks.storage.leakage"
LONG_TEXT = f"{LARGEST}.physical.detail"
F3, F8, F9, TAB, BACK_TAB, ENTER, ESCAPE = "\x1bOR", "\x1b[19~", "\x1b[20~", "\t", "\x1b[Z", "\r", "\x1b"
SWITCHES = 3


@dataclass(frozen=True)
class Report:
    """A document on the disk, and what the keys need to know of it."""

    path: Path
    assessment: Assessment

    def write(self) -> None:
        """Put it there as it was; what a program killed before has left beside it goes."""
        shutil.rmtree(private_folder(self.path), ignore_errors=True)
        save_document(self.path, self.assessment)

    @property
    def size(self) -> str:
        return f"{self.path.stat().st_size / 1e6:.2f} MB"

    @property
    def title(self) -> str:
        return document_title(self.path, self.assessment)

    def part(self, path: str) -> Part:
        return Outline.of(self.assessment, "local").by_path[path]

    def blanks(self, path: str) -> list[Field]:
        return [row.node for row in self.part(path).rows if isinstance(row.node, Field)]


def write_reports(folder: Path) -> list[Report]:
    """The documents, each in a workspace of its own."""
    reports = []
    for number, shape in enumerate(SHAPES):
        root = folder / str(number)
        create_workspace(root, agency="みほん市長", body="local")
        (root / "見本").mkdir()
        reports.append(Report(root / "見本" / "full-item.json", complete_document(*shape)))
        reports[-1].write()
    return reports


def start(command: Sequence[str | Path]) -> RecordedTerminal:
    here = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    environment = {
        **os.environ,
        "PYTHONPATH": here,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
    return RecordedTerminal([sys.executable, *map(str, command)], environment)


def mnassess(report: Report) -> RecordedTerminal:
    report.write()
    return start(["-m", "mnassess", "tui", report.path])


def first_paint(terminal: RecordedTerminal, report: Report) -> float:
    """Seconds until title and first label are on the screen."""
    label = report.blanks("cover")[0].label
    terminal.wait_for(label, since=0)
    terminal.wait_for(report.title, since=0)
    terminal.settle()

    def is_there(lines: list[str]) -> bool:
        return report.title in lines[0] and any(label in line for line in lines)

    return terminal.first_moment(is_there) - terminal.started


# --- keys -----------------------------------------------------------------------------------------------------


def type_keys(terminal: RecordedTerminal, count: int, pace: float | None) -> list[float]:
    """Seconds from each key to the screen. Without a pace the next key waits until the screen is at rest."""
    before = sum(line.count(TYPED) for line in terminal.play())
    sent = []
    for _ in range(count):
        sent.append(terminal.send(TYPED))
        if pace is None:
            terminal.wait_for(TYPED)
            terminal.settle()
        else:
            terminal.listen(pace)
    seen: list[float] = []

    def look(moment: float, lines: list[str]) -> None:
        shown = sum(line.count(TYPED) for line in lines) - before
        seen.extend([moment] * (shown - len(seen)))

    while len(seen) < count:
        terminal.listen(0.5)
        terminal.play(look)
    return [there - then for then, there in zip(sent, seen, strict=True)]


def go_to_long_text(terminal: RecordedTerminal, report: Report) -> None:
    """Into the long text, by number and Tab."""
    names = [row.path for row in report.part(LARGEST).rows if isinstance(row.node, Field)]
    go_to(terminal, report, LARGEST)
    for _ in range(names.index(LONG_TEXT)):
        terminal.send(TAB)
        terminal.settle()


def go_to(terminal: RecordedTerminal, report: Report, path: str) -> None:
    """Into a section, by its number."""
    terminal.send(F3)
    terminal.settle()
    terminal.send(report.part(path).number)
    terminal.settle()
    terminal.send(ENTER)
    terminal.settle()


def measure_keys(report: Report, times: dict[str, list[float]]) -> None:
    """One turn of the three programs."""
    with mnassess(report) as terminal:
        times["mnassess first"].append(first_paint(terminal, report))
        go_to_long_text(terminal, report)
        times["mnassess keys"] += type_keys(terminal, KEYS, PACE)
        times["mnassess single"] += type_keys(terminal, SINGLE_KEYS, None)
    label = next(blank.label for blank in report.blanks(LARGEST) if LONG_TEXT.endswith(f".{blank.name}"))
    for name, program, arrived in (
        ("all", "all_at_once.py", f"> {label}"),
        ("urwid", "urwid_edits.py", ""),
    ):
        with start([HERE / program, report.path, *([LONG_TEXT] if arrived else [])]) as terminal:
            times[f"{name} first"].append(first_paint(terminal, report))
        with start([HERE / program, report.path, LONG_TEXT]) as terminal:
            terminal.wait_for(arrived or label, since=0)
            terminal.settle()
            times[f"{name} keys"] += type_keys(terminal, KEYS, PACE)
            times[f"{name} single"] += type_keys(terminal, SINGLE_KEYS, None)


# --- sections -------------------------------------------------------------------------------------------------


def right_side(lines: list[str]) -> list[str]:
    """What lies right of the outline."""
    return [line.partition("│")[2] for line in lines[1:-2]]


def readable(terminal: RecordedTerminal, keys: str) -> float:
    """Seconds from the last of the keys until the section stands as it stays."""
    terminal.play()
    for key in keys[: -len(F9)]:
        terminal.send(key)
        terminal.listen(0.1)
    terminal.play()
    sent = terminal.send(keys[-len(F9) :])
    terminal.settle()
    shown: list[tuple[float, list[str]]] = []
    terminal.play(lambda moment, lines: shown.append((moment, right_side(lines))))
    if not shown:
        raise SystemExit(terminal.show())
    last = shown[-1][1]
    return (
        next(
            moment
            for place, (moment, side) in enumerate(shown)
            if all(later == last for _, later in shown[place:]) and side == last
        )
        - sent
    )


def live(terminal: RecordedTerminal, report: Report, path: str, turn: int) -> float:
    """Seconds from F9 until a key in the last control of the section is answered."""
    blanks = report.blanks(path)
    if blanks[-1].choices:
        typed = str(turn % 2 + 1)
        echo = f">[〇]{typed:>2})"
    else:
        typed, echo = TYPED, TYPED
    terminal.play()
    place = terminal.place
    sent = terminal.send(F9)
    terminal.wait_for(blanks[0].label, since=place)
    terminal.send(BACK_TAB)
    terminal.wait_for(f"> {blanks[-1].label[:8]}", since=place)
    terminal.send(typed)
    terminal.settle()
    return terminal.first_moment(lambda lines: any(echo in line for line in lines)) - sent


def measure_sections(report: Report, path: str, times: dict[str, list[float]]) -> None:
    """Switch to a section from the one before it, several times in each way."""
    key = f"{report.size} {path}"
    with mnassess(report) as terminal:
        times[f"{report.size} first"].append(first_paint(terminal, report))
        go_to(terminal, report, path)
        terminal.send(ESCAPE)
        terminal.settle()
        for turn in range(SWITCHES):
            terminal.send(F8)
            terminal.settle()
            times[f"{key} readable"].append(readable(terminal, F9))
            terminal.send(F8)
            terminal.settle()
            times[f"{key} live"].append(live(terminal, report, path, turn))
            terminal.send(TAB)
            terminal.settle()


def main() -> None:
    """Print the tables."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    times: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        reports = write_reports(Path(folder))
        for _ in range(rounds):
            for report in reports:
                for path in (SMALLEST, LARGEST):
                    measure_sections(report, path, times)
            measure_keys(reports[-1], times)
    for name, values in times.items():
        print(
            name,
            len(values),
            f"{statistics.median(values) * 1000:.0f}",
            [round(v * 1000) for v in sorted(values)],
        )


if __name__ == "__main__":
    main()
