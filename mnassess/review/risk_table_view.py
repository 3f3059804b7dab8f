"""リスク管理表 to look through: which columns stand where, what can be filtered by, a row in whole.

The words are those of `RiskRow.cells`, so that a screen and the workbook say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mnassess.language import say
from mnassess.review.risk_table import Column, RiskRow, columns

ABOVE = ("report", "file")
"""Columns that are the same in many rows and stand above the table."""
FIXED = ("process", "risk")
"""Columns that stay in sight."""
FILTERED = ("file", "process", "risk", "verdict", "severity")
"""Columns that the table is filtered by."""

Cells = Mapping[str, str]
"""Key of a column → what stands in it."""


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row with its words."""

    row: RiskRow
    cells: Cells


@dataclass(frozen=True)
class RowFilter:
    """Which rows to show: those in whose columns these words stand."""

    wanted: tuple[tuple[str, str], ...] = ()
    """(key of a column, what has to stand in it)."""

    def lets_through(self, one: ShownRow) -> bool:
        """Whether the row is to be shown."""
        return all(one.cells[key] == words for key, words in self.wanted)

    def narrowed(self, key: str, words: str) -> "RowFilter":
        """The filter with another wish; one for the same column is replaced."""
        return RowFilter((*(one for one in self.wanted if one[0] != key), (key, words)))

    @property
    def words(self) -> str:
        """What it lets through, for people; "" where that is everything."""
        return say("・").join(words for _, words in self.wanted)


def shown_rows(rows: Sequence[RiskRow]) -> tuple[ShownRow, ...]:
    """The rows with their words."""
    return tuple(ShownRow(row=row, cells=row.cells()) for row in rows)


def table_columns() -> tuple[Column, ...]:
    """The columns of the table on a screen: those that stay in sight, then the others in their order."""
    by_key = {one.key: one for one in columns()}
    fixed = [by_key[key] for key in FIXED if key in by_key]
    return (*fixed, *(one for one in columns() if one.key not in {*ABOVE, *FIXED}))


def place_words(one: ShownRow) -> str:
    """What stands above the table for a row: the file, the risk."""
    return "　".join(filter(None, (one.cells["file"], one.cells["risk"], one.cells["risk_name"])))


def row_lines(one: ShownRow) -> Iterator[str]:
    """Every column of a row in which something stands."""
    for column in columns():
        words = one.cells[column.key]
        if words:
            yield say("【{head}】", head=column.head)
            yield words


def row_filters(rows: Sequence[ShownRow], now: RowFilter) -> Iterator[tuple[RowFilter, str, int]]:
    """Each thing that can be filtered by, beside what is filtered already: (the filter then, its words, how many)."""
    heads = {one.key: one.head for one in columns()}
    for key in FILTERED:
        found = {one.cells[key]: one for one in reversed(rows) if one.cells[key]}
        for words, first in reversed(found.items()):
            narrowed = now.narrowed(key, words)
            count = sum(map(narrowed.lets_through, rows))
            name = f"{words} {first.cells['risk_name']}" if key == "risk" else words
            if count:
                yield narrowed, say("{kind}：{words}", kind=heads[key], words=name), count
