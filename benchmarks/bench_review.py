"""How the time of the review's parts grows: splitting, following, comparing, the risk table, over three sizes.

`python benchmarks/bench_review.py` prints the table for RESULTS.md. Growth of four times the size is to stay below
7.5 times the time: linear with room for noise, and far from the sixteen times of a square.
"""

import time
from collections.abc import Callable, Iterator

from mnassess.review.claims import claim_rules
from mnassess.review.comparison import differences
from mnassess.review.fingerprints import fingerprint
from mnassess.review.following import follow
from mnassess.review.model import Claim
from mnassess.review.splitting import split

ROUNDS = 3
WANTED = 7.5
UNITS = {
    "published style": "＜窓口における措置＞\n・受け付ける。なお、確認する。（※毎回）\n　①記録する。\n",
    "no sentence end": "権限を付与し、",
    "open brackets": "（「",
    "open headings": "＜ア",
    "bullets": "・",
    "points": "。",
    "brackets and points": "（あ。",
    "short lines": "年1回、\n",
}
HOSTILE = {"一": "一", "1,111": "1,111", "1.1.": "1.1.", "1年に": "1年に", "実施していない": "実施していない"}


def main() -> None:
    """Measure and print."""
    print("| what | n | ms | 4 n | ms | growth | wanted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for name, size, run in measured():
        run(size // 10)
        small, large = best(run, size), best(run, 4 * size)
        growth = large / max(small, 0.0005)
        print(
            f"| {name} | {size} | {small * 1000:.1f} | {4 * size} | {large * 1000:.1f} | {growth:.1f} | ≤ {WANTED} |"
        )


def measured() -> Iterator[tuple[str, int, Callable[[int], object]]]:
    """(what, size, the work of that size)."""
    grammar = claim_rules().grammar
    for name, unit in UNITS.items():
        yield f"split, {name}", 10_000, lambda size, unit=unit: split(unit * (size // len(unit)), grammar)  # type: ignore[misc]
    for name, unit in HOSTILE.items():
        yield (
            f"compare, {name}",
            10_000,
            lambda size, unit=unit: differences("年1回、7年間保存する。", unit * (size // len(unit))),  # type: ignore[misc]
        )
    yield (
        "follow, every claim reworded",
        400,
        lambda size: follow(claims(size, "記録して"), claims(size, "台帳に")),
    )


def claims(count: int, words: str) -> list[Claim]:
    """That many claims of one blank."""
    texts = [f"第{n}項の措置を行い、結果を{words}保存する。" for n in range(count)]
    return [
        Claim(
            id=f"p#{n}{words}",
            path="files[a].risks.use.linking.measures",
            text=text,
            fingerprint=fingerprint(text),
        )
        for n, text in enumerate(texts)
    ]


def best(run: Callable[[int], object], size: int) -> float:
    """Seconds of the processor, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        run(size)
        times.append(time.process_time() - begun)
    return min(times)


if __name__ == "__main__":
    main()
