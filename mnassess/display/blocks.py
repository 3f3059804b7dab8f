"""What is shown, before it is said how: headings, lines and tables of text, in it what came and what went."""

from dataclasses import dataclass

from mnassess.documents.wording import Passage, iter_passages

Cell = str | tuple[Passage, ...]
"""A text, or one whose passages are marked as old, new or both."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can also be read."""

    png: bytes
    alt: str
    """What can be seen on it, in words."""


Block = Heading | Line | Table | Picture


def compared(old: str, new: str) -> tuple[Cell, Cell]:
    """(the old text with what went marked, the new one with what came marked)."""
    passages = tuple(iter_passages(old, new))
    return (
        tuple(one for one in passages if one.side != "new"),
        tuple(one for one in passages if one.side != "old"),
    )
