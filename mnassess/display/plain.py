"""Blocks as plain text: the full twin of the HTML, in columns where a Japanese character takes two places."""

from collections.abc import Iterable, Iterator, Sequence

from mnassess.display.blocks import Block, Cell, Heading, Line, Picture, Table
from mnassess.display.visible import visible, width, wrapped
from mnassess.language import say

_ROOM = 110
"""Places a table may take."""
_NARROWEST = 8
_BETWEEN = " | "
_MARKS = {"old": ("[-", "-]"), "new": ("{+", "+}"), "both": ("", "")}


def plain(blocks: Iterable[Block]) -> str:
    """All of it, block by block."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield visible(text)
            yield "=" * min(width(visible(text)), _ROOM)
        case Line(text):
            yield visible(text)
        case Picture(alt=alt):
            yield say("［図］{alt}", alt=visible(alt))
        case Table(heads, rows):
            yield from _table(heads, rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    texts = [[_text(cell) for cell in row] for row in (heads, *rows)]
    rooms = _rooms([max(_longest(row[n]) for row in texts) for n in range(len(heads))])
    laid = [[wrapped(*one) for one in zip(row, rooms, strict=True)] for row in texts]
    is_ruled = any(len(cell) > 1 for cells in laid[1:] for cell in cells)
    for number, cells in enumerate(laid):
        for line in range(max(map(len, cells))):
            parts = [cell[line] if line < len(cell) else "" for cell in cells]
            padded = [part + " " * (room - width(part)) for part, room in zip(parts, rooms, strict=True)]
            yield _BETWEEN.join(padded).rstrip()
        if number == 0 or is_ruled:
            yield "-+-".join("-" * room for room in rooms)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return visible(cell).replace("\t", "  ")
    marked = (f"{_MARKS[one.side][0]}{one.text}{_MARKS[one.side][1]}" for one in cell)
    return visible("".join(marked)).replace("\t", "  ")


def _longest(text: str) -> int:
    return max(map(width, text.split("\n")))


def _rooms(wanted: list[int]) -> list[int]:
    """Places for each column: what it wants, the widest cut down until all fit."""
    rooms = [max(one, 1) for one in wanted]
    room = _ROOM - len(_BETWEEN) * (len(rooms) - 1)
    while sum(rooms) > room and max(rooms) > _NARROWEST:
        widest = rooms.index(max(rooms))
        rooms[widest] = max(_NARROWEST, rooms[widest] - max(1, (sum(rooms) - room) // len(rooms)))
    return rooms
