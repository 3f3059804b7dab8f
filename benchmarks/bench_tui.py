"""How soon the screen answers: mnassess in a real pseudo-terminal, beside two peers that show the same document.

    pip install 'mnassess[bench]'
    python benchmarks/bench_tui.py [ROUNDS]

prints markdown tables. The programs take turns, so that a slow moment meets all of them; the ratios of one run mean
more than its seconds. *Work* is the processor time a program needed (Linux counts it), which a busy machine lengthens
less. The peers: `all_at_once.py` mounts every blank at once with the same controls, `urwid_edits.py` is urwid. urwid
and the terminal emulator pyte are LGPL and used here only.

First paint: from the start of the process until the document's title and the first blank's label are on the screen.
Key to screen: from the moment a character is written to the terminal until it stands on the screen, typed at the
beginning of a long text in the section with the most blanks: once every 30 ms (a program that needs longer falls
behind, as it would for a typist), and one by one on a screen at rest; and from Tab until the next blank is marked.
Section switch, from the key (F9) on: *readable* when all words right of the outline stand as they stay; *after typing*
the same right after a character was typed, so that the file is written on the way; *live* when a character typed into
the LAST control of the section stands on the screen. For it the keys are sent as soon as the first label is drawn:
Shift+Tab, which goes from the outline round to the last control, and once that is marked the character. All controls
are put up in form order, so that the last one answers for all. *These two keys alone* are the same keys in the section
at rest; what is live without them is the difference. *Stock widgets* (`stock_section.py`) is the floor: what Textual
needs to put up the same labels, texts and choices in its own widgets, and nothing else, from F9 until they stand.
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
from recorded_terminal import Moment, RecordedTerminal

from mnassess.documents.model import Assessment
from mnassess.documents.storage import save_document
from mnassess.documents.workspace import create_workspace, private_folder
from mnassess.forms.model import Field
from mnassess.tui.outline import Outline, Part
from mnassess.tui.screens.entry_view import document_title

HERE = Path(__file__).parent
ROUNDS = 3
SHAPES = ((1, 1, 4), (1, 4, 12), (4, 4, 13))
"""Files, tasks, sentences: 0.1, 0.3 and 1 MB."""
PACE, KEYS, SINGLE_KEYS, TABS, SWITCHES = 0.03, 100, 15, 5, 3
TYPED = "鬱"
"""A character that stands nowhere in the documents."""
SECTIONS = {"smallest": "overview.number_use", "largest": "files[e0].risks.storage.leakage"}
LONG_TEXT = f"{SECTIONS['largest']}.physical.detail"
F3, F8, F9, TAB, BACK_TAB, ENTER, ESCAPE = "\x1bOR", "\x1b[19~", "\x1b[20~", "\t", "\x1b[Z", "\r", "\x1b"
NO_WORDS = str.maketrans("", "", "▁▂▃▄▅▆▇█")
"""What scroll bars are drawn with."""

MEASURED = {
    "first": "first paint",
    "single": "key, screen at rest",
    "keys": "key every 30 ms",
    "tab": "Tab",
}
WANTED = {
    ("all at once", "first"): "all at once ≥ 4 × ours",
    ("all at once", "single"): "all at once ≥ 5 × ours",
    ("all at once", "keys"): "all at once ≥ 5 × ours",
    ("all at once", "tab"): "all at once ≥ 5 × ours",
    ("urwid", "single"): "ours ≤ 4 × urwid",
    ("urwid", "keys"): "ours ≤ 4 × urwid",
}

SWITCHED = {
    "readable": "readable",
    "stock": "stock widgets",
    "after typing": "after typing",
    "live": "live",
    "keys alone": "these two keys alone",
}

Times = defaultdict[tuple[str, ...], list[Moment]]


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


def first_paint(terminal: RecordedTerminal, report: Report, then: str = "") -> Moment:
    """From the start until title and first label are on the screen; what comes `then` is waited for, not counted."""
    label = report.assessment.form.field("cover.number").label
    for text in (label, report.title, then):
        terminal.wait_for(text, since=0)
    terminal.settle_if_busy()

    def is_there(lines: list[str]) -> bool:
        return report.title in lines[0] and any(label in line for line in lines)

    return terminal.first_moment(is_there).since(terminal.started)


# --- keys -----------------------------------------------------------------------------------------------------


def measure_keys(report: Report, times: Times) -> None:
    """One turn of the three programs."""
    with mnassess(report) as terminal:
        times["mnassess", "first"].append(first_paint(terminal, report))
        go_to(terminal, report, SECTIONS["largest"])
        names = [row.path for row in report.part(SECTIONS["largest"]).rows if isinstance(row.node, Field)]
        for _ in range(names.index(LONG_TEXT)):
            terminal.send(TAB)
            terminal.settle()
        measure_typing(terminal, "mnassess", times)
    label = report.assessment.form.field(LONG_TEXT).label
    with start([HERE / "all_at_once.py", report.path, LONG_TEXT]) as terminal:
        times["all at once", "first"].append(first_paint(terminal, report, then=f"> {label}"))
        measure_typing(terminal, "all at once", times)
    with start([HERE / "urwid_edits.py", report.path]) as terminal:
        times["urwid", "first"].append(first_paint(terminal, report))
    with start([HERE / "urwid_edits.py", report.path, LONG_TEXT]) as terminal:
        terminal.settle()
        measure_typing(terminal, "urwid", times)


def measure_typing(terminal: RecordedTerminal, program: str, times: Times) -> None:
    """At a pace, and one by one."""
    times[program, "keys"] += type_keys(terminal, KEYS, PACE)
    times[program, "single"] += type_keys(terminal, SINGLE_KEYS, None)
    if program != "urwid":
        for _ in range(TABS):
            before = marked(terminal.play())
            sent = terminal.send(TAB)
            terminal.settle()
            there = terminal.first_moment(lambda lines, before=before: marked(lines) not in ([], before))
            times[program, "tab"].append(there.since(sent))


def marked(lines: list[str]) -> list[str]:
    """The lines that the mark of the keyboard stands in: a blank's label, a choice."""
    return [line for line in lines if line.rpartition("│")[2].lstrip().startswith(">")]


def type_keys(terminal: RecordedTerminal, count: int, pace: float | None) -> list[Moment]:
    """From each key to the screen. Without a pace the next key waits until the screen is at rest."""
    before = sum(line.count(TYPED) for line in terminal.play())
    sent = []
    for _ in range(count):
        sent.append(terminal.send(TYPED))
        if pace is None:
            terminal.settle()
        else:
            terminal.listen(pace)
    seen: list[Moment] = []

    def look(moment: Moment, lines: list[str]) -> None:
        shown = sum(line.count(TYPED) for line in lines) - before
        seen.extend([moment] * (shown - len(seen)))

    terminal.play(look)
    while len(seen) < count:
        terminal.listen(0.5)
        terminal.play(look)
    terminal.settle_if_busy()
    return [there.since(then) for then, there in zip(sent, seen, strict=True)]


# --- sections -------------------------------------------------------------------------------------------------


def measure_sections(report: Report, times: Times) -> None:
    """Switch to a section from the one before it, several times in each way."""
    with mnassess(report) as terminal:
        times[report.size, "first"].append(first_paint(terminal, report))
        for name, path in SECTIONS.items():
            go_to(terminal, report, path)
            press(terminal, ESCAPE)
            for turn in range(SWITCHES):
                press(terminal, F8)
                times[report.size, name, "readable"].append(readable(terminal, terminal.send(F9)))
                key = Echo.of(report, path, 2 * turn, terminal)
                alone = last_control_answers(terminal, key, terminal.send(BACK_TAB))
                times[report.size, name, "keys alone"].append(alone)
                press(terminal, ESCAPE)
                key = Echo.of(report, path, 2 * turn + 1, terminal)
                press(terminal, F8)
                times[report.size, name, "live"].append(live(terminal, report, path, key))
                press(terminal, TAB, F8, ENTER)
                terminal.send(TYPED)
                terminal.listen(0.3)
                terminal.play()
                times[report.size, name, "after typing"].append(readable(terminal, terminal.send(F9)))
                press(terminal, ESCAPE)


def press(terminal: RecordedTerminal, *keys: str) -> None:
    """Press keys one by one, each on a screen at rest."""
    for key in keys:
        terminal.send(key)
        terminal.settle()
    terminal.play()


def go_to(terminal: RecordedTerminal, report: Report, path: str) -> None:
    """Into a section, by its number."""
    press(terminal, F3, report.part(path).number, ENTER)


def readable(terminal: RecordedTerminal, sent: Moment) -> Moment:
    """From the key until the section stands as it stays."""
    shown: list[tuple[Moment, list[str]]] = []

    def look(moment: Moment, lines: list[str]) -> None:
        words = [line.partition("│")[2].translate(NO_WORDS).rstrip() for line in lines[1:-2]]
        if not shown or words != shown[-1][1]:
            shown.append((moment, words))

    terminal.settle()
    terminal.play(look)
    return shown[-1][0].since(sent)


@dataclass(frozen=True)
class Echo:
    """A key for the last control of a section, and how it is seen that the control took it."""

    label: str
    typed: str
    shows: str
    before: int
    """How often that already stands on the screen."""

    @classmethod
    def of(cls, report: Report, path: str, turn: int, terminal: RecordedTerminal) -> "Echo":
        """Another one every turn; the section is on the screen, at rest."""
        last = blanks(report, path)[-1]
        typed = str(turn % 2 + 1) if last.choices else TYPED
        shows = f">[〇]{typed:>2})" if last.choices else TYPED
        return cls(last.label[:8], typed, shows, "\n".join(terminal.play()).count(shows))

    def is_there(self, lines: list[str]) -> bool:
        return "\n".join(lines).count(self.shows) > self.before


def live(terminal: RecordedTerminal, report: Report, path: str, key: Echo) -> Moment:
    """From F9 until a key in the last control of the section is answered."""
    place, sent = terminal.place, terminal.send(F9)
    terminal.wait_for(blanks(report, path)[0].label, since=place)
    terminal.send(BACK_TAB)
    return last_control_answers(terminal, key, sent)


def last_control_answers(terminal: RecordedTerminal, key: Echo, sent: Moment) -> Moment:
    """From `sent` until the last control, which Shift+Tab was pressed for, has answered its key."""
    terminal.wait_for(f"> {key.label}", since=terminal.place)
    terminal.send(key.typed)
    terminal.settle()
    return terminal.first_moment(key.is_there).since(sent)


def blanks(report: Report, path: str) -> list[Field]:
    return [row.node for row in report.part(path).rows if isinstance(row.node, Field)]


def measure_stock(report: Report, times: Times) -> None:
    """The same section in stock widgets, as often."""
    for name, path in SECTIONS.items():
        with start([HERE / "stock_section.py", report.path, path]) as terminal:
            terminal.settle()
            for _ in range(SWITCHES):
                press(terminal, F9)
                press(terminal, F8)
                times[report.size, name, "stock"].append(readable(terminal, terminal.send(F9)))


# --- tables ---------------------------------------------------------------------------------------------------


def shown(moments: list[Moment]) -> str:
    """Median and best time, and median work."""
    best = min(moment.time for moment in moments) * 1000
    return f"{median(moments, 'time'):.0f} | {best:.0f} | {median(moments, 'work'):.0f}"


def median(moments: list[Moment], of: str) -> float:
    """In milliseconds."""
    return statistics.median(getattr(moment, of) for moment in moments) * 1000


def percentile(moments: list[Moment], share: float) -> float:
    """In milliseconds."""
    return sorted(moment.time for moment in moments)[int(len(moments) * share)] * 1000


def print_comparison(times: Times, size: str) -> None:
    """The three programs; the ratio is what a peer takes of our time, for urwid what we take of its."""
    print(f"| {size} | median ms | best ms | work ms | p95 ms | ratio of ms | of work | wanted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    for what, words in MEASURED.items():
        ours = times["mnassess", what]
        for program in ("mnassess", "all at once", "urwid"):
            found = times[program, what]
            if not found:
                continue
            ratios, wanted = " | ", ""
            if program != "mnassess":
                slow, fast = (ours, found) if program == "urwid" else (found, ours)
                ratios = " | ".join(f"{median(slow, of) / median(fast, of):.1f} ×" for of in ("time", "work"))
                wanted = WANTED.get((program, what), "")
            print(
                f"| {words}, {program} | {shown(found)} | {percentile(found, 0.95):.0f} | {ratios} | {wanted} |"
            )
    print()


def print_sections(times: Times, sizes: list[str]) -> None:
    print("| mnassess | " + " | ".join(f"{size} median ms | best | work" for size in sizes) + " | wanted |")
    print("| --- |" + " ---: |" * 3 * len(sizes) + " --- |")
    print("| first paint | " + " | ".join(shown(times[size, "first"]) for size in sizes) + " | |")
    wanted = {"readable": "≤ 100 ms"}
    for name in SECTIONS:
        for what, words in SWITCHED.items():
            cells = " | ".join(shown(times[size, name, what]) for size in sizes)
            print(f"| {name} section, {words} | {cells} | {wanted.get(what, '')} |")
        without = " | ".join(live_without_keys(times, size, name) for size in sizes)
        print(f"| {name} section, live without the two keys | {without} | ≤ 250 ms |")


def live_without_keys(times: Times, size: str, name: str) -> str:
    """Differences of the medians, of the best times and of the work."""
    full, keys = (times[size, name, what] for what in ("live", "keys alone"))
    best = min(one.time for one in full) - min(one.time for one in keys)
    time, work = (median(full, of) - median(keys, of) for of in ("time", "work"))
    return f"{time:.0f} | {best * 1000:.0f} | {work:.0f}"


def main() -> None:
    """Print the tables."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    times: Times = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        reports = write_reports(Path(folder))
        sizes = [report.size for report in reports]
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
            for report in reports:
                measure_sections(report, times)
                measure_stock(report, times)
            measure_keys(reports[-1], times)
    print_comparison(times, sizes[-1])
    print_sections(times, sizes)


if __name__ == "__main__":
    main()
