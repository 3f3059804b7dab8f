"""Excel workbooks (xlsx): every sheet, merged and hidden parts, the stored results of formulas; no macro, no link."""

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from mnassess.evidence import locations
from mnassess.evidence.model import Block
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.evidence.tables import Cell, Row, lines_of
from mnassess.forms.dates import show_date
from mnassess.language import say
from mnassess.ooxml.opening import Package, UnusablePackageError
from mnassess.ooxml.sheets import SheetLayout, layouts_of

_ERA_FORMAT = re.compile(r"[gG]{1,3}|\[\$-[0-9A-Fa-f]*411\].*[eE]|(?<![0#?.])[eE](?![+\-])")
_ZEROS = re.compile(r"0{2,}")
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_WHITE = frozenset(("FFFFFFFF", "00FFFFFF", "00000000"))


def read(source: Source) -> Iterator[Piece]:
    """The sheets in order, each under its name."""
    package = Package(source.data, source.limits.package)
    package.check_xml()
    layouts, trouble = _layouts(package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from openpyxl import load_workbook

        book = load_workbook(BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        try:
            yield from trouble
            yield from _remarks(layouts)
            left = source.limits.cells
            for sheet in book.worksheets:
                layout = layouts.get(sheet.title, SheetLayout())
                if sheet.sheet_state != "visible":
                    yield Remark(say("「{sheet}」は非表示のシートです。読みました。", sheet=sheet.title))
                rows = _Rows(sheet, layout, left)
                yield from _blocks(sheet.title, rows, layout)
                left = rows.left
                if left <= 0:
                    yield Remark(
                        say("セルが多すぎるため、「{sheet}」の途中までを読みました。", sheet=sheet.title)
                    )
                    return
        finally:
            book.close()


def _layouts(package: Package) -> tuple[dict[str, SheetLayout], list[Remark]]:
    try:
        return layouts_of(package), []
    except UnusablePackageError:
        return {}, [Remark(say("結合セルと非表示の行を調べられませんでした。"))]


def _remarks(layouts: dict[str, SheetLayout]) -> Iterator[Remark]:
    for name, layout in layouts.items():
        if layout.hidden_rows or layout.hidden_columns:
            yield Remark(
                say(
                    "「{sheet}」に非表示の行 {rows}・列 {columns} があります。読みました。",
                    sheet=name,
                    rows=layout.hidden_rows,
                    columns=layout.hidden_columns,
                )
            )
        if layout.uncalculated:
            yield Remark(
                say(
                    "「{sheet}」に計算結果が保存されていない数式が {count} 個あります。Excel で開いて保存し直すと読めます。",
                    sheet=name,
                    count=layout.uncalculated,
                )
            )


def _blocks(title: str, rows: "_Rows", layout: SheetLayout) -> Iterator[Block]:
    table = list(rows)
    if table or layout.notes:
        yield Block(title, locations.cell(title, ""), is_heading=True, level=1)
    for line in lines_of(table):
        first = next(cell for cell in line.row.cells if not cell.is_carried)
        at = locations.cell(title, f"{_letters(first.column)}{line.row.number}")
        yield Block(" ".join(line.text.split("\n")), at, is_heading=line.is_heading)
    for note in layout.notes:
        yield Block(" ".join(note.text.split()), locations.cell(title, note.at))


class _Rows:
    """The rows of a sheet with their filled cells, until too many places have been looked at."""

    def __init__(self, sheet: Any, layout: SheetLayout, left: int) -> None:
        self._sheet = sheet
        self._merged = {(one.top, one.left): one.bottom for one in layout.merged if one.bottom > one.top}
        self._emphasis: dict[tuple[int, int], bool] = {}
        self.left = left

    def __iter__(self) -> Iterator[Row]:
        self._sheet.reset_dimensions()
        carried: dict[int, tuple[int, Cell]] = {}
        gap = False
        for number, cells in enumerate(self._sheet.iter_rows(), start=1):
            self.left -= max(1, len(cells))
            if self.left <= 0:
                return
            row = self._row(number, cells, carried)
            if row.cells:
                yield row
                gap = False
            elif not gap:
                yield row
                gap = True

    def _row(self, number: int, cells: Iterable[Any], carried: dict[int, tuple[int, Cell]]) -> Row:
        own = {}
        for cell in cells:
            text = "" if cell.value is None else shown(cell.value, cell.number_format)
            if text:
                column = cell.column
                own[column] = Cell(column, text, self._is_emphasised(cell))
                bottom = self._merged.get((number, column))
                if bottom:
                    carried[column] = (bottom, own[column]._replace(is_carried=True))
        for column, (bottom, cell) in list(carried.items()):
            if number > bottom:
                del carried[column]
            elif own and column not in own:
                own[column] = cell
        return Row(number, tuple(own[column] for column in sorted(own)))

    def _is_emphasised(self, cell: Any) -> bool:
        """Whether the cell is bold or filled."""
        if not cell.has_style:
            return False
        style = cell.style_array
        key = (style.fontId, style.fillId)
        if key not in self._emphasis:
            self._emphasis[key] = bool(cell.font.b) or _is_filled(cell.fill)
        return self._emphasis[key]


def _is_filled(fill: Any) -> bool:
    if getattr(fill, "fill_type", None) != "solid":
        return False
    color = fill.fgColor
    if color.type == "rgb":
        return color.rgb not in _WHITE
    return not (color.type == "theme" and color.theme == 0 and not color.tint) and not (
        color.type == "indexed" and color.indexed in {1, 9, 64}
    )


def shown(value: Any, number_format: str = "General") -> str:
    """A value as Excel shows it, as far as words need it: dates ISO or in 和暦, percentages, leading zeros."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _day(value, number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value).strip()


def _day(value: date, number_format: str) -> str:
    in_era = _ERA_FORMAT.search(_QUOTED.sub("", number_format))
    iso = f"{value:%Y-%m-%d}" if value.year >= 1000 else str(value)[:10]
    day = show_date(iso) if in_era else iso
    clock = f"{value:%H:%M}" if isinstance(value, datetime) else "00:00"
    return day if clock == "00:00" else f"{day} {clock}"


def _number(value: float, number_format: str) -> str:
    percent = _PERCENT.fullmatch(number_format)
    if percent:
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        return f"{value:0{len(number_format)}}" if _ZEROS.fullmatch(number_format) else str(value)
    return f"{value:.10g}"


def _letters(column: int) -> str:
    """2 → B, 28 → AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
