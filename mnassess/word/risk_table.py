"""リスク管理表 as a Word file: A3 across, one table for each file of each report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from mnassess.forms.dates import show_date
from mnassess.language import say
from mnassess.review.risk_table import Column, RiskRow, columns
from mnassess.word.sheet_writer import Imprint, write_paper
from mnassess.word.sheets import Grid, Heading, Paper, Part, Text

_IN_THE_HEADING = ("report", "file")
"""Columns that are the same in the whole table stand over it."""
_ACROSS = ("process", "risk", "risk_name")
"""Columns that are the same in many rows go across the table, once."""


def write_risk_table(rows: Iterable[RiskRow], path: Path, *, agency: str, as_of: date) -> None:
    """Write the table, whole or not at all. MnassessError where the disk refuses."""
    imprint = Imprint(title=say("リスク管理表"), author=agency, day=as_of)
    write_paper(risk_paper(rows, agency=agency, as_of=as_of), imprint, path, a3=True)


def risk_paper(rows: Iterable[RiskRow], *, agency: str, as_of: date) -> Paper:
    """What the table prints."""
    return Paper(tuple(_parts(rows, agency, as_of)))


def _parts(rows: Iterable[RiskRow], agency: str, as_of: date) -> Iterator[Part]:
    shown = [column for column in columns() if column.key not in {*_IN_THE_HEADING, *_ACROSS}]
    yield Text(say("リスク管理表"), large=True)
    yield Text(say("{agency}　{day} 現在", agency=agency, day=show_date(as_of.isoformat())))
    for (report, file), group in groupby(rows, key=lambda row: (row.report, row.file)):
        yield Heading(f"{report}　{file}" if file else report)
        yield Grid(
            heads=tuple(column.head for column in shown),
            shares=tuple(column.width for column in shown),
            rows=tuple(_rows(group, shown)),
            small=True,
        )


def _rows(rows: Iterable[RiskRow], shown: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """Under each risk, across the table, what is stated against it."""
    for common, group in groupby((row.cells() for row in rows), key=_common):
        yield (common,)
        for cells in group:
            yield tuple(cells[column.key] for column in shown)


def _common(cells: Mapping[str, str]) -> str:
    return "　".join(filter(None, (cells[key] for key in _ACROSS)))
