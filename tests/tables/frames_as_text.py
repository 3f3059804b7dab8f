"""A frame as a text a person can read: the types of its columns, then every row."""

import pandas as pd


def as_text(frame: pd.DataFrame) -> str:
    """Every cell whole; line ends as ⏎, nothing as ·."""
    lines = [f"{name}: {kind_of(frame[name])}" for name in frame.columns]
    for row in frame.itertuples(index=False):
        lines += ["", *(f"  {name}: {_cell(cell)}" for name, cell in zip(frame.columns, row, strict=True))]
    return "\n".join(lines)


def kind_of(column: "pd.Series[object]") -> str:
    """The type, of a category with all it could hold."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return f"category {' < '.join(column.cat.categories)}"
    return str(column.dtype)


def _cell(cell: object) -> str:
    if cell is pd.NaT or cell is pd.NA or cell != cell:
        return "·"
    return str(cell).replace("\n", "⏎")
