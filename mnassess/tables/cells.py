"""The cells of a frame as the words people read, for a table that is shown or printed."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from mnassess.forms.dates import show_date
from mnassess.tables.codes import labels_of
from mnassess.tables.columns import Column
from mnassess.tables.frame import Frame


def cells(columns: Sequence[Column], frame: Frame, language: str) -> Iterator[tuple[str, ...]]:
    """What stands in some columns of a frame, row by row; "" where there is nothing."""
    said = [[_word(cell, one, language) for cell in frame[one.name]] for one in columns]
    yield from zip(*said, strict=True)


def _word(cell: Any, column: Column, language: str) -> str:
    if pd.isna(cell):
        return ""
    match column.type:
        case "code":
            return labels_of(column.of, language).get(cell, str(cell))
        case "day":
            iso = cell.date().isoformat()
            return show_date(iso) if language == "ja" else str(iso)
    return str(cell)
