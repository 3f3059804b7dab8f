"""Where in a file something stands, as a person would look for it.

A location is part of what a verdict quotes and keeps, so it is the same in whatever language the program speaks.
"""

import re

_QUOTED = re.compile(r"(「[^」]*」)(.*)")
_LENGTH = 24


def line(number: int) -> str:
    """14行目."""
    return f"{number}行目"


def paragraph(number: int) -> str:
    """5段落目."""
    return f"{number}段落目"


def page(number: int) -> str:
    """3頁."""
    return f"{number}頁"


def table_row(table: int, row: int) -> str:
    """表2 4行目."""
    return f"表{table} {row}行目"


def cell(sheet: str, reference: str) -> str:
    """「権限一覧」B5; the sheet alone where no cell is named."""
    return f"「{sheet}」{reference}"


def under(heading: str) -> str:
    """「3 保管」: under the heading of these words."""
    text = " ".join(heading.split())
    return f"「{text[:_LENGTH]}…」" if len(text) > _LENGTH else f"「{text}」"


def attached(name: str, inside: str) -> str:
    """添付「一覧.xlsx」3頁."""
    return f"添付「{name}」{inside}"


def stretch(first: str, last: str) -> str:
    """From one location to another: 「権限一覧」B5～B7, 4行目～6行目."""
    if first == last:
        return first
    begin, end = _QUOTED.fullmatch(first), _QUOTED.fullmatch(last)
    if begin and end and begin[1] == end[1] and end[2]:
        last = end[2]
    return f"{first}～{last}"
