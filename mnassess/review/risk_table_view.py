"""リスク管理表 to look through: which columns stand where, what can be filtered by, a row in whole.

The words are those of `RiskRow.cell`, so that a screen and the workbook say the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mnassess.language import say
from mnassess.review.risk_table import Column, RiskRow, columns

ABOVE = ("report", "file")
"""Columns that are the same in many rows and stand above the table."""
FIXED = ("process", "risk")
"""Columns that stay in sight."""
FILTERED = ("file", "process", "risk", "verdict", "severity")
"""Columns that the table is filtered by."""


@dataclass(frozen=True)
class RowFilter:
    """Which rows to show: those in whose columns these words stand."""

    wanted: tuple[tuple[str, str], ...] = ()
    """(key of a column, what has to stand in it)."""

    def lets_through(self, one: RiskRow) -> bool:
        """Whether the row is to be shown."""
        return all(one.cell(key) == words for key, words in self.wanted)

    def without(self, key: str) -> "RowFilter":
        """The filter without its wish for a column."""
        return RowFilter(tuple(one for one in self.wanted if one[0] != key))

    def narrowed(self, key: str, words: str) -> "RowFilter":
        """The filter with another wish; one for the same column is replaced."""
        return RowFilter((*self.without(key).wanted, (key, words)))

    @property
    def words(self) -> str:
        """What it lets through, for people; "" where that is everything."""
        return say("・").join(words for _, words in self.wanted)


def table_columns() -> tuple[Column, ...]:
    """The columns of the table on a screen: those that stay in sight, then the others in their order."""
    by_key = {one.key: one for one in columns()}
    fixed = [by_key[key] for key in FIXED if key in by_key]
    return (*fixed, *(one for one in columns() if one.key not in {*ABOVE, *FIXED}))


def place_words(one: RiskRow) -> str:
    """What stands above the table for a row: the file, the risk."""
    return "　".join(filter(None, (one.cell(key) for key in ("file", "risk", "risk_name"))))


def row_lines(one: RiskRow) -> Iterator[str]:
    """Every column of a row in which something stands."""
    for column in columns():
        words = one.cell(column.key)
        if words:
            yield say("【{head}】", head=column.head)
            yield words


def row_filters(rows: Sequence[RiskRow], now: RowFilter) -> Iterator[tuple[RowFilter, str, int]]:
    """Each thing that can be filtered by, beside what is filtered already: (the filter then, its words, how many)."""
    heads = {one.key: one.head for one in columns()}
    for key in FILTERED:
        found = {words: one for one in reversed(rows) if (words := one.cell(key))}
        counts = Counter(one.cell(key) for one in filter(now.without(key).lets_through, rows))
        for words, first in reversed(found.items()):
            name = f"{words} {first.cell('risk_name')}" if key == "risk" else words
            if counts[words]:
                shown = say("{kind}：{words}", kind=heads[key], words=name)
                yield now.narrowed(key, words), shown, counts[words]
