"""Rows of a table as sentences that stand alone: every cell with the words of its header, 「氏名：田中 | 権限：照会」.

Which row is the header is seldom marked. It is taken from what the file says (a repeated row, shading, bold) and,
where it says nothing, from the shape: a row of short, different words above rows that fill the same columns.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SEPARATOR = " | "
_LABEL_LENGTH = 30
_TITLE_LENGTH = 60
_NUMBER = re.compile(
    r"[\d.,:/\-+%年月日時分秒円件名人台個回第号令和平成昭和RHS ]*\d[\d.,:/\-+%年月日時分秒円件名人台個回号 ]*"
)
_LOOK_AHEAD = 3


class Cell(NamedTuple):
    """A filled cell."""

    column: int
    text: str
    is_emphasised: bool = False
    is_carried: bool = False
    """Whether the text comes down from a merged cell of a row above."""


class Row(NamedTuple):
    """A row: its filled cells from left to right."""

    number: int
    """Its place in the file."""
    cells: tuple[Cell, ...]
    is_header: bool = False
    """Whether the file itself says so."""


class Line(NamedTuple):
    """A row in words."""

    row: Row
    text: str
    is_heading: bool = False


def lines_of(rows: Sequence[Row], *, first_is_header: bool = False) -> Iterator[Line]:
    """The rows in words, in order. Header rows go into the rows below them; one that nothing follows is kept as it is."""
    header: dict[int, str] = {}
    waiting: list[Row] = []
    may_begin = True
    for place, row in enumerate(rows):
        if not any(not cell.is_carried for cell in row.cells):
            may_begin = may_begin or not row.cells
            continue
        marked = row.is_header or (first_is_header and place == 0 and _could_be_header(row))
        if marked or _is_header(row, rows[place + 1 : place + 1 + _LOOK_AHEAD], header, may_begin=may_begin):
            if not waiting:
                header = {}
            header = _joined(header, row)
            waiting.append(row)
            may_begin = False
            continue
        line = _line(row, header)
        if line.is_heading:
            yield from _left_over(waiting)
            may_begin = True
        else:
            may_begin = False
        waiting = []
        yield line
    yield from _left_over(waiting)


def _left_over(waiting: list[Row]) -> Iterator[Line]:
    for row in waiting:
        yield Line(row, SEPARATOR.join(cell.text for cell in row.cells))


def _line(row: Row, header: dict[int, str]) -> Line:
    cells = row.cells
    if len(cells) == 1 and (not header or cells[0].column == min(header)):
        text = cells[0].text
        return Line(row, text, is_heading=_could_be_title(text))
    labels = {cell.column: header.get(cell.column, "") for cell in cells}
    if any(labels.values()):
        return Line(row, SEPARATOR.join(_labelled(labels[cell.column], cell.text) for cell in cells))
    return Line(row, SEPARATOR.join(_pairs(cells)))


def _labelled(label: str, text: str) -> str:
    return f"{label}：{text}" if label and label != text else text


def _pairs(cells: Sequence[Cell]) -> Iterator[str]:
    """Cells without a header: an emphasised one names those after it, the first of two names the second."""
    if len({cell.is_emphasised for cell in cells}) == 1:
        if len(cells) == 2 and len(cells[0].text) <= _LABEL_LENGTH and not is_number(cells[0].text):
            yield _labelled(cells[0].text, cells[1].text)
        else:
            yield from (cell.text for cell in cells)
        return
    label, values = "", list[str]()
    for cell in cells:
        if cell.is_emphasised:
            if label or values:
                yield _labelled(label, " ".join(values)) if values else label
            label, values = cell.text, []
        else:
            values.append(cell.text)
    yield _labelled(label, " ".join(values)) if values else label


def _is_header(row: Row, following: Sequence[Row], header: dict[int, str], *, may_begin: bool) -> bool:
    if not _could_be_header(row):
        return False
    below = [one for one in following if len(one.cells) > 1]
    if not below:
        return False
    if all(cell.is_emphasised for cell in row.cells):
        return any(not all(cell.is_emphasised for cell in one.cells) for one in below)
    if not may_begin or len(row.cells) < 3 or any(cell.is_emphasised for cell in row.cells):
        return False
    if header and not any(is_number(cell.text) for one in below for cell in one.cells):
        return False
    columns = {cell.column for cell in row.cells}
    own = {cell.text for cell in row.cells}
    return all(
        {cell.column for cell in one.cells} <= columns
        and not any(cell.is_emphasised for cell in one.cells)
        and not own & {cell.text for cell in one.cells}
        for one in below
    )


def _could_be_header(row: Row) -> bool:
    texts = [cell.text for cell in row.cells]
    return len(texts) > 1 and all(
        len(text) <= _LABEL_LENGTH and "。" not in text and not is_number(text) for text in texts
    )


def _joined(header: dict[int, str], row: Row) -> dict[int, str]:
    """The labels with a further header row under them; a label over several columns stays with each."""
    if not header:
        return {cell.column: _one_line(cell.text) for cell in row.cells}
    joined = dict(header)
    for cell in row.cells:
        above = max((column for column in header if column <= cell.column), default=None)
        label = _one_line(cell.text)
        over = "" if above is None else header[above]
        joined[cell.column] = label if not over or over == label else f"{over} {label}"
    return joined


def _could_be_title(text: str) -> bool:
    return len(text) <= _TITLE_LENGTH and not text.endswith("。") and not is_number(text)


def is_number(text: str) -> bool:
    """Whether a cell holds a number, a date or a count rather than words."""
    return len(text) <= _LABEL_LENGTH and _NUMBER.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def _one_line(text: str) -> str:
    return "".join(text.split())
