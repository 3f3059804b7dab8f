"""The nine duties the Act lays on who handles Individual Numbers: `schemas/review/duties.json`.

A review asks of each whether it is kept, and which documents show it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mnassess import resources
from mnassess.forms.schema_files import Json, Place, check_known
from mnassess.review.sourced import (
    Proof,
    clause_at,
    codes_at,
    objects_at,
    proofs_at,
    read_data,
    sentence_at,
    sentences_at,
    sure_at,
)

_DUTY = (
    "id", "number", "name", "text", "asks", "evidence", "risks", "measures", "findings", "clause", "also", "clause_2014",
    "sure",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty."""

    id: str
    number: int
    """Its place among the nine, from 1."""
    name: str
    text: str
    """What must be done or left undone, in our words."""
    asks: str
    """What a reviewer asks about it."""
    evidence: tuple[Proof, ...]
    risks: tuple[str, ...]
    """Ids of the risks that come true where the duty is not kept; () for the assessment itself."""
    measures: tuple[str, ...]
    """Codes of the measure types that keep it."""
    findings: tuple[str, ...]
    """Codes of the checks that speak of it and of no claim."""
    clause: str
    also: tuple[str, ...]
    """Further clauses that belong to it."""
    clause_2014: str
    """Where it stood in 2014, for old reports."""
    sure: str

    @property
    def item(self) -> str:
        """What its question is called: D5."""
        return f"D{self.number}"

    @property
    def clauses(self) -> str:
        """Every clause it stands on, for people."""
        return "、".join((self.clause, *self.also))


@cache
def standard_duties() -> tuple[Duty, ...]:
    """The duties that travel with the program, in their order."""
    return read_duties(resources.schemas() / "review" / "duties.json")


def read_duties(file: Path) -> tuple[Duty, ...]:
    """The duties a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(file, ("duties",))
    duties = tuple(_duty(raw, at) for raw, at in objects_at(root, "duties", place))
    if [duty.number for duty in duties] != list(range(1, len(duties) + 1)) or not duties:
        raise (place / "duties").refuse("番号が 1 から順に並んでいません")
    if len({duty.id for duty in duties}) != len(duties):
        raise (place / "duties").refuse("同じ id が二度あります")
    return duties


def _duty(raw: dict[str, Json], place: Place) -> Duty:
    check_known(raw, _DUTY, place)
    number = raw.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        raise (place / "number").refuse("番号ではありません")
    return Duty(
        id=sentence_at(raw, "id", place),
        number=number,
        name=sentence_at(raw, "name", place),
        text=sentence_at(raw, "text", place),
        asks=sentence_at(raw, "asks", place),
        evidence=proofs_at(raw, place, None),
        risks=codes_at(raw, "risks", place),
        measures=codes_at(raw, "measures", place),
        findings=codes_at(raw, "findings", place),
        clause=clause_at(raw, place),
        also=sentences_at(raw, "also", place),
        clause_2014=sentence_at(raw, "clause_2014", place),
        sure=sure_at(raw, place),
    )
