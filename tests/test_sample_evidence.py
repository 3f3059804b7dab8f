"""The evidence folder of the sample: it is what its texts say, and holds the faults that were put into it."""

import csv
import json
import re
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mnassess import resources
from mnassess.documents.storage import load_document
from mnassess.evidence.drift import EntryState, check_register
from mnassess.evidence.kinds import kinds
from mnassess.evidence.library import read_library
from mnassess.evidence.model import Library, Register
from mnassess.evidence.reading import read_file
from mnassess.evidence.register import load_register
from mnassess.review.claims import claims_of

FOLDER = resources.sample() / "evidence"
PLANTED = json.loads((Path(__file__).parent / "data/demo_planted.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 27)
"""The day on which the sample city is looked at."""


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[1])
    from tools.sample_evidence import making

    return making


@cache
def register() -> Register:
    return load_register(FOLDER / "evidence.csv")


@cache
def library() -> Library:
    return read_library(register())


@cache
def claims() -> frozenset[tuple[str, str]]:
    report = load_document(resources.sample() / "住民基本台帳に関する事務/full-item.json").assessment
    return frozenset((one.path, one.text) for one in claims_of(report))


def words(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def inside(data: bytes) -> object:
    """What stands in a file, whatever wrote it."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {name: archive.read(name) for name in archive.namelist()}
    book = load_workbook(BytesIO(data))
    return [
        (sheet.title, sheet.sheet_state, sorted(map(str, sheet.merged_cells.ranges)), list(sheet.values))
        for sheet in book.worksheets
    ]


def test_every_file_is_what_its_text_makes(making) -> None:
    items = [item for item in making.items() if item.path and item.state != "missing"]
    for item in items:
        if item.made_as not in making.PRINTED:
            assert inside((FOLDER / item.path).read_bytes()) == inside(item.content()), item.path
    there = {one.relative_to(FOLDER).as_posix() for one in FOLDER.rglob("*") if one.is_file()}
    assert there == {item.path for item in items} | {"evidence.csv"}


def test_every_printed_file_says_what_its_text_says(making) -> None:
    for item in making.items():
        if item.made_as == "pdf" and item.state != "missing":
            read = words("".join(block.text for block in read_file(FOLDER / item.path).blocks))
            lines = [
                words(re.sub(r"^(@header|[#=>]+) ", "", line))
                for line in item.source.read_text(encoding="utf-8").splitlines()
                if not line.startswith("|---")
            ]
            assert [line for line in lines if line not in read] == [], item.path


def test_the_register_is_what_its_text_makes(making) -> None:
    made = making.rows()
    for row in made:  # the bytes of these depend on who packs them
        if row["id"] in {"E013", "E051"}:
            row |= {"sha256": "", "size": ""}
    with (FOLDER / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [
            row | ({"sha256": "", "size": ""} if row["id"] in {"E013", "E051"} else {})
            for row in csv.DictReader(file)
        ]
    assert [{name: text.strip() for name, text in row.items()} for row in found] == made


def test_most_of_the_evidence_holds_and_some_of_it_does_not() -> None:
    states = Counter(one.state for one in check_register(register(), TODAY))
    assert states == {
        EntryState.OK: 79,
        EntryState.CHANGED: 3,
        EntryState.MISSING: 1,
        EntryState.EXPIRED: 4,
        EntryState.NOT_YET_VALID: 1,
        EntryState.UNHASHED: 1,
    }


def test_every_kind_of_evidence_and_of_file_is_there() -> None:
    entries = register().entries
    assert {entry.kind for entry in entries} == {kind.code for kind in kinds()}
    suffixes = {Path(entry.path).suffix for entry in entries if entry.path}
    assert suffixes == {".docx", ".xlsx", ".pdf", ".csv", ".txt", ".md", ".html", ".eml", ".png"}
    assert sum(one.stat().st_size for one in FOLDER.rglob("*") if one.is_file()) < 1_500_000


def test_what_cannot_be_read_is_said_and_nothing_else_is() -> None:
    assert {entry: len(found) for entry, found in library().remarks.items()} == {
        "E002": 1,  # tracked changes
        "E031": 1,  # a hidden sheet
        "E056": 1,  # the missing certificate
        "E057": 1,  # a scan
        "E083": 1,  # photographs
        "E084": 1,
    }


@pytest.mark.parametrize("fault", PLANTED, ids=[fault["id"] for fault in PLANTED])
def test_a_planted_fault_stands_in_the_report_and_in_the_evidence(fault: dict[str, str]) -> None:
    assert (fault["path"], fault["claim"]) in claims()
    passages = [words(one.text) for one in library().passages if one.evidence == fault["evidence"]]
    assert passages
    if "absent" in fault:
        assert not [word for word in fault["absent"] for text in passages if word in text]
    else:
        assert sum(words(fault["sentence"]) in text for text in passages) == 1
