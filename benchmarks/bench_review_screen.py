"""How soon the review screen answers, with 1,000 claims and 5,000 passages, in a real pseudo-terminal.

    pip install 'mnassess[bench]'
    python benchmarks/bench_review_screen.py [ROUNDS]

prints a markdown table. Each step goes from the key to the moment from which on the screen stands as it stays;
*work* is the processor time the program needed for it. Three sizes, a quarter, a half and the whole, show the growth.
Each page over the screen is opened twice in a program, from the key to the moment it stands as it stays.
The first three lines are no steps: from the start until the claims can be read; an arrow in the list while the evidence
is read beside it; from the start until that is done.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench_matching import invented
from bench_tui import start
from complete_report import complete_document
from recorded_terminal import Moment, RecordedTerminal

from mnassess.documents.model import Assessment
from mnassess.documents.storage import save_document
from mnassess.documents.workspace import create_workspace
from mnassess.forms.model import Field, FieldKind
from mnassess.review.claims import claim_rules, claims_of

ROUNDS = 3
SIZES = ((250, 1250), (500, 2500), (1000, 5000))
"""Claims, passages."""
PASSAGES = 10
"""In a file."""
DOWN, ENTER, SPACE, ESCAPE, NOT_APPLICABLE = "\x1b[B", "\r", " ", "\x1b", "6"
F3, F4, F6, F9, F10, F12 = "\x1bOR", "\x1bOS", "\x1b[17~", "\x1b[20~", "\x1b[21~", "\x1b[24~"
STEPS = (
    ("next claim in the list", DOWN),
    ("next claim to decide on", F4),
    ("into its evidence", ENTER),
    ("next piece of evidence", DOWN),
    ("into its sentences", ENTER),
    ("a sentence quoted", SPACE),
    ("judged, and on to the next", NOT_APPLICABLE),
)
PAGES = (
    ("risk table", "", F12),
    ("checklist", "", F9),
    ("sign-off", f"{F10}確認できた記載に署名", ENTER),
    ("findings", "", F6),
    ("search of the evidence", "", F3),
)
"""(name, keys before, the key that opens it)."""
OPENINGS = ("opened", "opened again")
LIMIT = 100
NOT_COUNTED = ("claims can be read", "next claim while the evidence is read", "evidence read beside them")
WHILE_READING = 5

Times = defaultdict[str, list[Moment]]


def report(claims: int, words: random.Random) -> Assessment:
    """A full-item report that states about so many measures, each in words of its own."""
    assessment = complete_document(1, 1, 1)
    blanks = [
        path
        for blank, path, _ in assessment.iter_answers()
        if isinstance(blank, Field)
        and blank.kind is FieldKind.LONGTEXT
        and claim_rules().makes_claims(assessment.form, path)
    ]
    others = len(claims_of(assessment)) - len(blanks)
    texts = [one.text[:60].replace("。", "") for one in invented(words, claims)]
    each = max(1, (claims - others) // len(blanks))
    for number, path in enumerate(blanks):
        lines = texts[number * each : (number + 1) * each] or texts[:1]
        assessment = assessment.with_answer(path, "".join(f"・{line}。\n" for line in lines))
    return assessment


def write(folder: Path, claims: int, passages: int) -> Path:
    """The document in a workspace with its evidence."""
    words = random.Random(5)
    create_workspace(folder, agency="みほん市長", body="local")
    path = folder / "見本" / "full-item.json"
    path.parent.mkdir()
    save_document(path, report(claims, words))
    evidence = folder / "evidence"
    evidence.mkdir()
    rows = ["id,title,kind,path,collected_on,valid_from,valid_to,department,note"]
    made = invented(words, passages)
    for number in range(passages // PASSAGES):
        own = made[number * PASSAGES : (number + 1) * PASSAGES]
        text = "\n\n".join(f"# {one.heading}\n\n{one.text}" for one in own)
        (evidence / f"{number:04}.md").write_text(text, encoding="utf-8")
        rows.append(f"E{number:04},資料{number},記録,{number:04}.md,2026-10-01,,,情報政策課,")
    (evidence / "evidence.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def measure(path: Path, times: Times, rounds: int) -> None:
    """One program, from its start on."""
    with start(["-m", "mnassess", "tui", path, "--review"]) as terminal:
        terminal.wait_for("証跡を読み、", since=0)
        times[NOT_COUNTED[0]].append(_now(terminal).since(terminal.started))
        for _ in range(WHILE_READING):
            times[NOT_COUNTED[1]].append(first_change(terminal, DOWN))
        terminal.wait_for("を読みました。", since=0)
        times[NOT_COUNTED[2]].append(_now(terminal).since(terminal.started))
        for _ in range(3):
            terminal.listen(1.0)  # the file is written
            terminal.settle_if_busy()
        terminal.play()
        for _ in range(rounds):
            for name, key in STEPS:
                times[name].append(step(terminal, key))
        for opening in OPENINGS:
            for name, before, key in PAGES:
                times[f"{name}, {opening}"].append(open_page(terminal, before, key))


def open_page(terminal: RecordedTerminal, before: str, key: str) -> Moment:
    """From the key that opens a page to the moment from which on it is as it stays; then the page is left."""
    if before:
        step(terminal, before)
    taken = step(terminal, key)
    step(terminal, ESCAPE)
    return taken


def first_change(terminal: RecordedTerminal, key: str) -> Moment:
    """From a key to the moment the list of claims answers, while the program is busy with something else."""
    before = _marked(terminal.play())
    sent = terminal.send(key)
    terminal.listen(1.5)
    seen: list[Moment] = []
    terminal.play(
        lambda moment, lines: seen.append(moment) if _marked(lines) != before and not seen else None
    )
    return seen[0].since(sent) if seen else Moment(1.5, 0.0)


def _marked(lines: list[str]) -> list[str]:
    return [line[:40] for line in lines if line.startswith("> [")]


def step(terminal: RecordedTerminal, key: str) -> Moment:
    """From a key to the moment from which on the screen is as it stays."""
    sent = terminal.send(key)
    terminal.settle()
    seen: list[tuple[Moment, list[str]]] = []
    terminal.play(lambda moment, lines: seen.append((moment, lines)))
    last = seen[-1][1]
    stays = seen[-1][0]
    for moment, lines in reversed(seen):
        if lines[1:] != last[1:]:  # the title says when the file was written, later
            break
        stays = moment
    terminal.listen(2.0)
    terminal.settle_if_busy()
    terminal.play()
    return stays.since(sent)


def _now(terminal: RecordedTerminal) -> Moment:
    return Moment(time.perf_counter(), terminal.worked())


def main(rounds: int) -> None:
    """Measure and print."""
    columns, counts = [], []
    for claims, passages in SIZES:
        times: Times = defaultdict(list)
        with tempfile.TemporaryDirectory() as folder:
            path = write(Path(folder) / "ws", claims, passages)
            for _ in range(2):
                measure(path, times, rounds)
        columns.append(times)
        counts.append(f"{claims} × {passages}")
    heads = " | ".join(f"{count} median ms | worst | work" for count in counts)
    print(f"| step | {heads} | wanted |")
    print("| --- |" + " ---: |" * 3 * len(counts) + " --- |")
    pages = [f"{name}, {opening}" for opening in OPENINGS for name, _, _ in PAGES]
    for name in (*NOT_COUNTED, *(step_name for step_name, _ in STEPS), *pages):
        cells = []
        for times in columns:
            taken = times[name]
            cells += [
                f"{1000 * statistics.median(one.time for one in taken):.0f}",
                f"{1000 * max(one.time for one in taken):.0f}",
                f"{1000 * statistics.median(one.work for one in taken):.0f}",
            ]
        wanted = "" if name in NOT_COUNTED else f"≤ {LIMIT} ms"
        print(f"| {name} | {' | '.join(cells)} | {wanted} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
