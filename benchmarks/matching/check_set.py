"""Whether the labelled set holds together: every quote in its file, every file accounted for, every split as declared.

Run with `python benchmarks/matching/check_set.py`; prints the counts, or every fault, and exits with 1 on any.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.forms.paths import form_path

HERE = Path(__file__).parent
SETS = ("dev", "held_out")
KINDS_OF_DIFFERENCE = {"number", "frequency", "negation", "modality", "time", "actor", "object"}
SHORTEST_QUOTE = 5
LINES_OF_A_FILE = {HERE: range(14, 61), HERE / "third": range(5, 81)}
"""The folders of the set, and how long a file in each may be."""


def read_files(place: Path) -> dict[str, str]:
    """Name → text of every evidence file; a file that is not UTF-8 stops the run here."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((place / "files").iterdir())}


def read_json(path: Path) -> dict[str, Any]:
    """What that JSON file holds."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def set_of(claim: dict[str, Any], salt: str | None) -> str:
    """`dev` or `held_out`: claims that share their first right file fall together, so no answer is learnt in advance.

    A folder without a salt is not halved: all of it is `third`.
    """
    if salt is None:
        return "third"
    key = claim["right"][0]["file"] if claim["right"] else claim["text"]
    return SETS[sha256((salt + key).encode()).digest()[0] % 2]


def faults_of_claims(data: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    """What is wrong with `claims.json`, one sentence each."""
    form = load_form(FormKind.FULL_ITEM)
    for what in ("id", "text"):
        # The same sentence may be claimed of two systems: the scope tells them apart.
        seen = Counter((claim[what], claim["scope"] if what == "text" else "") for claim in data["claims"])
        yield from (f"{what} stands twice: {key}" for key, times in seen.items() if times > 1)
    for claim in data["claims"]:
        name = claim["id"]
        if form.find(form_path(claim["path"])) is None:
            yield f"{name}: the form has no blank {claim['path']}"
        if claim["set"] != set_of(claim, data.get("salt")):
            yield f"{name}: its set is {set_of(claim, data['salt'])}, not {claim['set']}"
        if bool(claim["right"]) == ("near" in claim):
            yield f"{name}: near misses are named where no file is right, and only there"
        for right in claim["right"]:
            if right["words"] not in files.get(right["file"], ""):
                yield f"{name}: {right['file']} does not say 「{right['words']}」"
            if len(right["words"]) < SHORTEST_QUOTE:
                yield f"{name}: 「{right['words']}」 is too short to point at a line"
        yield from (f"{name}: no file {near}" for near in claim.get("near", ()) if near not in files)


def faults_of_files(data: dict[str, Any], files: dict[str, str], lines: range) -> Iterator[str]:
    """What is wrong with the folder, one sentence each."""
    used = {right["file"] for claim in data["claims"] for right in claim["right"]}
    declared = set(data["distractors"])
    yield from (
        f"{name}: right for no claim, and no declared distractor" for name in files.keys() - used - declared
    )
    yield from (f"{name}: declared a distractor, and right for a claim" for name in declared & used)
    yield from (f"{name}: declared a distractor, and not in the folder" for name in declared - files.keys())
    for name, text in files.items():
        if len(text.splitlines()) not in lines:
            yield f"{name}: {len(text.splitlines())} lines"


def faults_of_pairs(data: dict[str, Any]) -> Iterator[str]:
    """What is wrong with `differs.json`, one sentence each."""
    for position, pair in enumerate(data["pairs"]):
        name = pair["id"]
        if name != f"d{position + 1:02d}":
            yield f"{name}: stands at {position + 1}"
        if pair["set"] != SETS[position % 2]:
            yield f"{name}: odd pairs are dev, even ones held_out"
        if pair["differs"] != (pair["what"] in KINDS_OF_DIFFERENCE) or (not pair["differs"] and pair["what"]):
            yield f"{name}: 「{pair['what']}」 does not go with differs: {pair['differs']}"


def counts(claims: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    """The size of one folder and its sets, a line each."""
    yield f"{len(files)} files, {len(claims['distractors'])} of them distractors"
    for name in sorted({claim["set"] for claim in claims["claims"]}):
        ours = [claim for claim in claims["claims"] if claim["set"] == name]
        none = sum(not claim["right"] for claim in ours)
        several = sum(len(claim["right"]) > 1 for claim in ours)
        yield f"{name}: {len(ours)} claims, {several} with several right files, {none} with none"


def counts_of_pairs(data: dict[str, Any]) -> Iterator[str]:
    """The size of the two halves of the pairs, a line each."""
    for name in SETS:
        told = Counter(pair["differs"] for pair in data["pairs"] if pair["set"] == name)
        yield f"{name}: {told[False]} pairs that agree, {told[True]} that differ"


def main() -> int:
    """Print the counts or the faults; 1 where there are faults."""
    pairs = read_json(HERE / "differs.json")
    faults, sizes = [*faults_of_pairs(pairs)], [*counts_of_pairs(pairs)]
    for place, lines in LINES_OF_A_FILE.items():
        claims, files = read_json(place / "claims.json"), read_files(place)
        faults += [*faults_of_claims(claims, files), *faults_of_files(claims, files, lines)]
        sizes += counts(claims, files)
    print("\n".join(faults or sizes))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
