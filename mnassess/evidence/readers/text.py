"""Plain text: txt, log, configuration files, and md, whose marks for headings and tables are understood."""

import re
from collections.abc import Iterator

from mnassess.evidence import locations
from mnassess.evidence.decoding import Decoded, decode
from mnassess.evidence.headings import article_of, is_heading
from mnassess.evidence.model import Block
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.evidence.tables import Cell, Row, lines_of
from mnassess.language import say

_MD_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_MD_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_MD_SUFFIXES = (".md", ".markdown")


def read(source: Source) -> Iterator[Piece]:
    """One block a line that is not empty."""
    decoded = decode(source.data)
    yield from remarks_on(decoded)
    if decoded is not None:
        lines = decoded.text.split("\n")
        yield from _markdown(lines) if source.name.lower().endswith(_MD_SUFFIXES) else blocks_of(lines)


def remarks_on(decoded: Decoded | None) -> Iterator[Remark]:
    """What to say about how bytes became text."""
    if decoded is None:
        yield Remark(say("文字として読めません。"))
    elif decoded.replaced:
        yield Remark(say("読めない文字が {count} 字あります。", count=decoded.replaced))


def blocks_of(lines: list[str]) -> Iterator[Block]:
    """The lines of plain text."""
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text:
            yield Block(text, locations.line(number), is_heading=not article_of(text) and is_heading(text))


def _markdown(lines: list[str]) -> Iterator[Block]:
    rows: list[Row] = []
    for number, line in enumerate([*lines, ""], start=1):
        text = line.strip()
        if text.startswith("|") and text.count("|") > 1:
            if _MD_RULE.fullmatch(text):
                rows = [*rows[:-1], *(row._replace(is_header=True) for row in rows[-1:])]
            else:
                rows.append(_row(number, text))
            continue
        for one in lines_of(rows):
            yield Block(one.text, locations.line(one.row.number), is_heading=one.is_heading)
        rows = []
        heading = _MD_HEADING.fullmatch(text)
        if heading:
            yield Block(heading[2], locations.line(number), is_heading=True, level=len(heading[1]))
        elif text:
            yield from (
                Block(one.text, locations.line(number), is_heading=one.is_heading)
                for one in blocks_of([text])
            )


def _row(number: int, text: str) -> Row:
    cells = enumerate(cell.strip() for cell in text.strip("|").split("|"))
    return Row(number, tuple(Cell(column, cell) for column, cell in cells if cell))
