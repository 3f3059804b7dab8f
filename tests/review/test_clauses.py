"""Every clause in the data is written one way, so that the same clause is the same words wherever it is cited."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mnassess import resources

_ARTICLE = r"第[0-9]+条(の[0-9]+)?(第[0-9]+項)?(第[0-9]+号)?[イ-ン]?"
_SOURCES = re.compile(
    "|".join(
        (
            rf"(番号法|個人情報保護法|規則){_ARTICLE}([・〜]{_ARTICLE})*",
            r"指針第[0-9]+の[0-9]+(\([0-9]+\)[ア-ン])?",
            r"ガイドライン第[0-9]+-[0-9]+-\([0-9]+\)",
            r"ガイドライン別添1の(2A|2B|[C-F]-[a-e]|G)",
        )
    )
)
FILES = sorted(resources.schemas().rglob("*.json"))


def clauses(value: Any, name: str = "") -> Iterator[str]:
    """What the data give as a clause, or as the part of the guideline they come from."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from clauses(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from clauses(part, name)
    elif value and (
        name in {"clause", "also", "clause_2014"} or (name == "source" and "ガイドライン" in value)
    ):
        yield value


@pytest.mark.parametrize(
    "file", FILES, ids=[file.relative_to(resources.schemas()).as_posix() for file in FILES]
)
def test_a_clause_has_one_spelling(file: Path) -> None:
    cited = {*clauses(json.loads(file.read_text(encoding="utf-8")))}
    assert {one for one in cited if not all(_SOURCES.fullmatch(part) for part in one.split("、"))} == set()


@pytest.mark.parametrize(
    "clause",
    ["ガイドライン別添1 2A", "ガイドライン別添１の2A", "番号利用法第12条", "番号法12条", "番号法第十二条", "番号法第12条・ガイドライン別添1の2A", "番号法第12条, 規則第3条"],
)  # fmt: skip
def test_another_spelling_is_noticed(clause: str) -> None:
    assert not all(_SOURCES.fullmatch(part) for part in clause.split("、"))
