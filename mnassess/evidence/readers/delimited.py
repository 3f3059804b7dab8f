"""Tables in text: csv and tsv, whatever separates their cells."""

import csv
import io
from collections.abc import Iterator

from mnassess.evidence import locations
from mnassess.evidence.decoding import decode
from mnassess.evidence.model import Block
from mnassess.evidence.readers import Piece, Source
from mnassess.evidence.readers.text import blocks_of, remarks_on
from mnassess.evidence.tables import Cell, Row, lines_of

_SEPARATORS = ",\t;|"
_SAMPLE_LINES = 50


def read(source: Source) -> Iterator[Piece]:
    """One block a row, its cells named by the first row where that holds words only."""
    decoded = decode(source.data)
    yield from remarks_on(decoded)
    if decoded is None:
        return
    separator = separator_of(decoded.text)
    if not separator:
        yield from blocks_of(decoded.text.split("\n"))
        return
    reader = csv.reader(io.StringIO(decoded.text), delimiter=separator)
    for line in lines_of(list(_rows(reader, source.limits.blocks)), first_is_header=True):
        yield Block(" ".join(line.text.split()), locations.line(line.row.number), is_heading=line.is_heading)


def separator_of(text: str) -> str:
    """What separates the cells: the character that stands outside quotes equally often in most of the first lines."""
    counts: dict[str, list[int]] = {separator: [] for separator in _SEPARATORS}
    for line in text.split("\n")[:_SAMPLE_LINES]:
        bare = "".join(line.split('"')[::2])
        if bare.strip():
            for separator in _SEPARATORS:
                counts[separator].append(bare.count(separator))
    best, found = 0.0, ""
    for separator, numbers in counts.items():
        usual = max(set(numbers), key=lambda number: (numbers.count(number), number), default=0)
        share = numbers.count(usual) / len(numbers) if numbers else 0
        score = share if usual else sum(number > 0 for number in numbers) / max(1, len(numbers)) / 2
        if score > best:
            best, found = score, separator
    return found


def _rows(reader: Iterator[list[str]], most: int) -> Iterator[Row]:
    number = 1
    for count, cells in enumerate(reader):
        if count > most:
            return
        filled = (Cell(column, cell.strip()) for column, cell in enumerate(cells) if cell.strip())
        yield Row(number, tuple(filled))
        number = getattr(reader, "line_num", number) + 1
