"""What working papers print, as values: headings, text, tables, cards, bars. Nothing here knows Word.

The papers of the review are made of these; the official report has an outline of its own (`word.blocks`).
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the paper, in a box."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences; each line is a paragraph."""

    text: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows starts a page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose heads are repeated on every page."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    """Of the width of the page."""
    rows: tuple[tuple[str, ...], ...]
    """A row of one cell goes across the table: it says what the rows below it have in common."""
    small: bool = False
    numbers: bool = False
    """Whether most cells are counts: they stand in the middle."""
    row_height: int = 0
    """Millimeters a row has at least, where people write in it by hand."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing with what is to be said of it, label by label."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """(label, text)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture: parts of different darkness, as long as what they count."""

    label: str
    parts: tuple[int, ...]
    words: str
    """The same in numbers."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of numbers, one bar a line, all on one scale."""

    legend: tuple[str, ...]
    """What each part of a bar counts."""
    bars: tuple[Bar, ...]


Part = Title | Heading | Text | NewPage | Grid | Card | Bars


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    parts: tuple[Part, ...]


def dump(paper: Paper) -> str:
    """The paper as text, for tests and for people who compare two of them."""
    return "\n".join(line for part in paper.parts for line in _lines(part)) + "\n"


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Title(text):
            yield f"======== {text}"
        case Heading(text):
            yield f"\n==== {text}"
        case Text(text):
            yield text
        case NewPage():
            yield "\n--------"
        case Grid():
            yield f"## {' | '.join(part.heads)}"
            yield from (_indented(" | ".join(row)) for row in part.rows)
        case Card():
            yield f"## {part.title}"
            yield from (_indented(f"{label} | {text}") for label, text in part.lines)
        case Bars():
            yield f"## {' | '.join(part.legend)}"
            yield from (f"{bar.label} | {bar.parts} | {bar.words}" for bar in part.bars)


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ").rstrip(" ")
