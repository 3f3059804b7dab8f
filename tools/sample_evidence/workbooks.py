"""Source text → xlsx.

`@sheet 名前` begins a sheet, `@hidden` hides it, `@widths 10 20` sets its columns, `@note B4 文` puts a comment on a
cell. A line without `|` stands in the first cell of its row; `\\n` breaks a line inside a cell.
"""

import re
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tools.sample_evidence import marks, packing

_NUMBER = re.compile(r"0|[1-9]\d{0,8}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILL = PatternFill("solid", fgColor="FFD9E2F3")


def xlsx(source: str) -> bytes:
    """The workbook of a source text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for part in re.split(r"^@sheet ", source, flags=re.MULTILINE)[1:]:
        title, _, lines = part.partition("\n")
        _fill(book.create_sheet(title.strip()), lines.rstrip("\n").split("\n"))
    target = BytesIO()
    book.save(target)
    return packing.repacked(target.getvalue())


def _fill(sheet: Worksheet, lines: list[str]) -> None:
    number = 0
    previous = 0
    for line in lines:
        if line == "@hidden":
            sheet.sheet_state = "hidden"
        elif line.startswith("@widths "):
            for column, width in enumerate(line.split()[1:], start=1):
                sheet.column_dimensions[get_column_letter(column)].width = float(width)
        elif line.startswith("@note "):
            _, at, text = line.split(" ", 2)
            sheet[at].comment = Comment(text, "戸籍住民課")
        elif line.startswith("|---"):
            for cell in sheet[previous]:
                cell.font, cell.fill = Font(bold=True), _FILL
            sheet.freeze_panes = f"A{previous + 1}"
        elif line.startswith("|"):
            number += 1
            previous = number
            _row(sheet, number, marks.table_rows([line])[0].cells)
        else:
            number += 1
            if line.strip():
                sheet.cell(number, 1, line).font = Font(bold=number == 1, size=14 if number == 1 else 11)


def _row(sheet: Worksheet, number: int, cells: tuple[str, ...]) -> None:
    for column, text in enumerate(cells, start=1):
        cell = sheet.cell(number, column)
        cell.border, cell.alignment = _BORDER, Alignment(vertical="center", wrap_text=True)
        if text not in (marks.LEFT, marks.ABOVE, ""):
            cell.value, cell.number_format = _value(text)
    for column, text in enumerate(cells, start=1):
        if text == marks.LEFT and (column == len(cells) or cells[column] != marks.LEFT):
            first = max(one for one in range(1, column) if cells[one - 1] != marks.LEFT)
            sheet.merge_cells(start_row=number, end_row=number, start_column=first, end_column=column)
        if text == marks.ABOVE:
            _join_above(sheet, number, column)


def _join_above(sheet: Worksheet, number: int, column: int) -> None:
    top = number - 1
    for one in list(sheet.merged_cells.ranges):
        if one.min_col == column == one.max_col and one.max_row == number - 1:
            top = one.min_row
            sheet.unmerge_cells(str(one))
    sheet.merge_cells(start_row=top, end_row=number, start_column=column, end_column=column)


def _value(text: str) -> tuple[str | int | date, str]:
    day = _DAY.fullmatch(text)
    if day:
        return date(int(day[1]), int(day[2]), int(day[3])), "yyyy/m/d"
    if _NUMBER.fullmatch(text):
        return int(text), "General"
    return text.replace("\\n", "\n"), "General"
