"""How well, and how fast, the evidence of a folder is found for the claims of a report.

Quality on the labelled set of `benchmarks/matching/`: 98 office files, 175 claims, 40 pairs; written by someone who had
not seen the matcher. `dev` is what it is tuned on, `held_out` is the figure that counts. `third` is another office's
folder with its own claims and no pairs: 127 files, 141 claims; whether the figure carries over. Speed on invented
passages of three sizes: 500 claims, the last size 10,000 passages.

Run with `python benchmarks/bench_matching.py [dev|held_out|third|speed …]`; prints markdown tables.
Aims: right file first 85 %, among three 95 %; one false alarm in thirty agreeing pairs; 10 s, 500 MB, linear.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mnassess.evidence.model import Passage
from mnassess.evidence.passages import cut
from mnassess.evidence.reading import read_file
from mnassess.review.comparison import Known, differences
from mnassess.review.lexicon import standard_lexicon
from mnassess.review.match_scores import PARTS
from mnassess.review.matching import Ranking, rank
from mnassess.review.matching_weights import standard_weights
from mnassess.review.model import Claim

SET = Path(__file__).parent / "matching"
PLACES = {"dev": SET, "held_out": SET, "third": SET / "third"}
"""Where the claims and the folder of each set lie."""
SIZES = (2500, 5000, 10_000)
CLAIMS = 500


@dataclass(frozen=True)
class Labelled:
    """One of the labelled sets."""

    claims: tuple[Claim, ...]
    right: tuple[frozenset[str], ...]
    """For each claim, the files that bear on it."""


def labelled(half: str) -> Labelled:
    raw = [
        one
        for one in json.loads((PLACES[half] / "claims.json").read_text(encoding="utf-8"))["claims"]
        if one["set"] == half
    ]
    return Labelled(
        tuple(
            Claim(id=one["id"], path=one["path"], scope=one["scope"], text=one["text"], fingerprint="")
            for one in raw
        ),
        tuple(frozenset(file["file"] for file in one["right"]) for one in raw),
    )


def folder(half: str) -> tuple[list[Passage], dict[str, str]]:
    """The passages of the files, and the name of each as its title: there is no register."""
    files = sorted((PLACES[half] / "files").iterdir())
    return [one for file in files for one in cut(file.name, read_file(file))], {
        file.name: file.stem for file in files
    }


def place_of_right(ranking: Ranking, right: frozenset[str]) -> int:
    """Where the first right file stands, from 1."""
    order = [one.evidence for one in ranking.candidates]
    return min(order.index(file) + 1 for file in right)


def quality(half: str, passages: Sequence[Passage], titles: Mapping[str, str]) -> None:
    """Print one row per way of asking, so that what each piece gains is seen."""
    asked = labelled(half)
    bare_claims = tuple(
        Claim(id=one.id, path=one.path, text=one.text, fingerprint="") for one in asked.claims
    )
    print(f"\n### {half}: {len(asked.claims)} claims, {sum(map(bool, asked.right))} with a right file\n")
    print("| asked with | R@1 | R@3 | R@10 | MRR | nothing bears: said | rightly | of |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    ways = {
        "text": (bare_claims, {}),
        "text, file names": (bare_claims, titles),
        "text, scope": (asked.claims, {}),
        "text, scope, file names": (asked.claims, titles),
    }
    for way, (claims, names) in ways.items():
        found = rank(claims, passages, standard_lexicon(), top=len(titles), titles=names)
        places = [place_of_right(one, right) for one, right in zip(found, asked.right, strict=True) if right]
        said = [not one.bears for one in found]
        rightly = sum(silent and not right for silent, right in zip(said, asked.right, strict=True))
        recall = [sum(place <= most for place in places) / len(places) for most in (1, 3, 10)]
        mrr = sum(1 / place for place in places) / len(places)
        none = sum(not right for right in asked.right)
        print(
            f"| {way} | {' | '.join(f'{one:.3f}' for one in (*recall, mrr))} | {sum(said)} | {rightly} | {none} |"
        )


def gains(passages: Sequence[Passage], titles: Mapping[str, str]) -> None:
    """Print what is lost on `dev` without each part of the score, which is what they are chosen by."""
    asked, weights = labelled("dev"), standard_weights()
    print("\n| dev, without | R@1 | R@3 | MRR |\n| --- | ---: | ---: | ---: |")
    for left_out in ("", *PARTS):
        parts = {part: weight * (part != left_out) for part, weight in weights.parts.items()}
        changed = replace(weights, parts=parts)
        found = rank(
            asked.claims, passages, standard_lexicon(), top=len(titles), titles=titles, weights=changed
        )
        places = [place_of_right(one, right) for one, right in zip(found, asked.right, strict=True) if right]
        recall = [sum(place <= most for place in places) / len(places) for most in (1, 3)]
        mrr = sum(1 / place for place in places) / len(places)
        print(f"| {left_out or 'nothing'} | {' | '.join(f'{one:.3f}' for one in (*recall, mrr))} |")


def comparison(half: str) -> None:
    """Print how many of the pairs that differ are told, and how many of those that agree."""
    raw = json.loads((SET / "differs.json").read_text(encoding="utf-8"))
    known = Known(
        actors=tuple((name,) for name in raw["known"]["actors"]),
        systems=tuple((name,) for name in raw["known"]["objects"]),
    )
    pairs = [one for one in raw["pairs"] if one["set"] == half]
    told = [{one.kind for one in differences(pair["claim"], pair["passage"], known)} for pair in pairs]
    differ = [kinds for pair, kinds in zip(pairs, told, strict=True) if pair["differs"]]
    agree = [kinds for pair, kinds in zip(pairs, told, strict=True) if not pair["differs"]]
    exact = sum(pair["what"] in kinds for pair, kinds in zip(pairs, told, strict=True) if pair["differs"])
    print(
        f"\nComparison, {half}: {sum(map(bool, differ))} of {len(differ)} differences told ({exact} of the kind "
        f"labelled), {sum(map(bool, agree))} false alarms in {len(agree)} agreeing pairs."
    )


def invented(words: random.Random, count: int) -> list[Passage]:
    """Passages of some 150 letters, ten a document, out of the lexicon's terms and the words between them."""
    terms = [term for one in standard_lexicon().concepts for term in (*one.strong, *one.weak)]
    between = [
        "を",
        "の",
        "は",
        "に",
        "について",
        "を確認した。",
        "し、",
        "担当課",
        "令和8年",
        "記録",
        "とおり",
    ]
    return [
        Passage(
            f"E{number // 10:04}",
            "".join(words.choice(terms) + words.choice(between) for _ in range(24)),
            f"{number % 10}行目",
            words.choice(terms),
        )
        for number in range(count)
    ]


def speed() -> None:
    """Print the time of ranking 500 claims over three sizes, and of comparing the ten best passages of each."""
    words = random.Random(8)
    texts = invented(words, CLAIMS)
    claims = [Claim(id=f"c{n}", path="", text=one.text[:70], fingerprint="") for n, one in enumerate(texts)]
    print(
        "\n| passages | letters | rank (s) | × half the size | compare the ten best (s) | peak memory (MB) |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    before = 0.0
    for size in SIZES:
        passages = invented(words, size)
        begin = time.process_time()
        found = rank(claims, passages, standard_lexicon())
        spent = time.process_time() - begin
        begin = time.process_time()
        for one in found:
            for passage in one.passages:
                differences(one.claim.text, passage.text)
        compared = time.process_time() - begin
        growth = f"{spent / before:.2f}" if before else ""
        letters = sum(len(one.text) for one in passages) // size
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {size} | {letters} | {spent:.1f} | {growth} | {compared:.1f} | {memory:.0f} |")
        before = spent


def main(wanted: Sequence[str]) -> None:
    """Print what is asked for; everything where nothing is."""
    if wanted != ["speed"]:
        for half in PLACES:
            if not wanted or half in wanted:
                quality(half, *folder(half))
                if half != "third":
                    comparison(half)
        if not wanted or "dev" in wanted:
            gains(*folder("dev"))
    if not wanted or "speed" in wanted:
        speed()


if __name__ == "__main__":
    main(sys.argv[1:])
