"""How fast all reports of a city come into a frame, against reading their bytes; and the questions asked of them.

Documents of some 50 KB made out of the sample's key-item report, of three sizes; each figure the best of three runs in
this process, files in the page cache. Aims: at most 4 times the floor, linear, kept rows back at least 5 times faster.

Run with `python benchmarks/bench_portfolio.py [COUNT …]`; prints markdown tables.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mnassess.portfolios.reading import read_portfolio
from mnassess.tables.portfolio import mentions_frame, reports_frame

SAMPLE = Path(__file__).parents[1] / "mnassess" / "sample" / "個人住民税に関する事務" / "key-item.json"
SIZES = (1250, 2500, 5000)
BYTES = 50_000


def documents(folder: Path, count: int) -> list[Path]:
    """So many reports, each of another operation, with its own contractor and systems."""
    content = json.loads(SAMPLE.read_text(encoding="utf-8"))
    content.pop("interview", None)
    files = []
    for number in range(count):
        answers = content["answers"]
        answers["cover"]["title"] = f"事務{number}に関する評価書"
        for file in answers["files"]:
            for task in file["profile"].get("outsourcing", {}).get("tasks", ()):
                task["contractor"] = f"株式会社みほんシステム{number % 97}"
        operation = folder / f"事務{number:05d}"
        operation.mkdir(parents=True)
        path = operation / "key-item.json"
        path.write_bytes(_of_size(content))
        files.append(path)
    return files


def _of_size(content: dict[str, object]) -> bytes:
    """The document with its long texts cut until it has the size."""
    longest = 2000
    while True:
        data = json.dumps(_cut(content, longest), ensure_ascii=False, indent=2).encode()
        if len(data) <= BYTES:
            return data
        longest = longest * 4 // 5


def _cut(value: object, longest: int) -> object:
    match value:
        case dict():
            return {key: _cut(part, longest) for key, part in value.items()}
        case list():
            return [_cut(part, longest) for part in value]
        case str():
            return value[:longest]
    return value


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def read_bytes(files: list[Path]) -> int:
    total = 0
    for path in files:
        with path.open("rb") as file:
            total += len(file.read())
    return total


def frames(folder: Path, *, is_kept: bool) -> None:
    portfolio = read_portfolio(folder, is_kept=is_kept)
    reports_frame(portfolio)
    mentions_frame(portfolio)


def main(sizes: tuple[int, ...]) -> None:
    print("| documents | MB | bytes read | into a frame | ratio | per document | kept rows back | ratio |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in sizes:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            files = documents(folder, count)
            size = read_bytes(files) / 1e6
            floor = best(partial(read_bytes, files))
            cold = best(partial(frames, folder, is_kept=False))
            read_portfolio(folder)
            kept = best(partial(frames, folder, is_kept=True))
            print(
                f"| {count} | {size:.0f} | {floor * 1000:.0f} ms | {cold * 1000:.0f} ms | {cold / floor:.1f} "
                f"| {cold / count * 1e6:.0f} µs | {kept * 1000:.0f} ms | {cold / kept:.1f} |"
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
