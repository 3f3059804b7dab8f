"""リスク管理表 as a workbook: to filter, to go on writing in, and to print on A3."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mnassess.forms.dates import show_date
from mnassess.language import current, say
from mnassess.ooxml.text import printable
from mnassess.review.lines import columns as letters_of
from mnassess.review.model import FindingSeverity, FindingState, VerdictCode
from mnassess.review.risk_table import RiskRow, columns
from mnassess.review.words import choices, standard_words, word

_FONT = "游ゴシック"
_CHOSEN: Mapping[str, type[StrEnum]] = {
    "verdict": VerdictCode,
    "severity": FindingSeverity,
    "state": FindingState,
}
"""Columns a person goes on filling in, and the codes whose words they choose from."""
_ALARMING: Mapping[str, tuple[StrEnum, ...]] = {
    "verdict": (VerdictCode.CONTRADICTED, VerdictCode.STALE),
    "severity": (FindingSeverity.MAJOR,),
}
_A3 = 8
_CELL_LIMIT = 32_767
"""Characters Excel holds in a cell; XlsxWriter leaves a cell with more of them empty."""
_MARGIN_INCHES = 0.4
_CHARACTERS_PER_MM = 0.5
"""Excel counts column widths in digits of the standard font."""
_PIXELS_OF_A_DIGIT, _PIXELS_OF_A_MARGIN = 7, 8
"""A column so many digits wide has room for so much."""
_PIXELS_OF_A_LETTER = 6
"""Of half a Japanese character in the size of the cells."""
_LINE_POINTS, _ROW_LIMIT = 15.0, 409.0
"""Excel makes no row higher."""
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*) customHeight="1"')
_HEADER_LIMIT = 40
"""Letters of an agency that stand left of the title of a page without reaching it."""
_ROOM = 500
"""Rows below the table that choose from the lists too."""
_JAPANESE_DATE, _ISO_DATE = '[$-411]ggge"年"m"月"d"日"', "yyyy-mm-dd"


def risk_workbook(rows: Iterable[RiskRow], *, agency: str, as_of: date) -> bytes:
    """The .xlsx. The same rows, agency and day give the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": say("リスク管理表"),
            "author": printable(agency)[:255],
            "created": datetime.combine(as_of, time()),
        }
    )
    sheet = book.add_worksheet(say("リスク管理表"))
    legend = book.add_worksheet(say("選択肢"))
    _Book(book, agency, as_of).fill(sheet, tuple(rows))
    _Legend(book).fill(legend)
    book.close()
    return _growing(buffer.getvalue())


def _growing(book: bytes) -> bytes:
    """The workbook whose rows keep their height until somebody writes more into them."""
    grown = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, _FIXED_HEIGHT.sub(rb"\1", old.read(part)))
    return grown.getvalue()


class _Book:
    def __init__(self, book: xlsxwriter.Workbook, agency: str, as_of: date) -> None:
        self._columns = columns()
        self._agency = agency
        self._as_of = as_of
        cell = {
            "font_name": _FONT,
            "font_size": 9,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "num_format": "@",
        }
        self._cell = book.add_format(cell)
        self._day = book.add_format(
            {**cell, "num_format": _JAPANESE_DATE if current() == "ja" else _ISO_DATE, "align": "left"}
        )
        self._head = book.add_format(
            {**cell, "bold": True, "bg_color": "#DFE3EA", "valign": "vcenter", "align": "center"}
        )
        self._alarm = book.add_format({"bg_color": "#F8D7DA", "font_color": "#7A1020", "bold": True})

    def fill(self, sheet: Worksheet, rows: tuple[RiskRow, ...]) -> None:
        """Heads, rows, filters, choices and how it is printed."""
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width * _CHARACTERS_PER_MM)
            sheet.write_string(0, place, column.head, self._head)
        sheet.set_row(0, self._height({column.key: column.head for column in self._columns}))
        for line, row in enumerate(rows, start=1):
            self._write(sheet, line, row)
        last = len(rows), len(self._columns) - 1
        sheet.autofilter(0, 0, *last)
        sheet.freeze_panes(1, self._place("risk_name") + 1)
        self._offer_choices(sheet, len(rows) + _ROOM)
        self._set_up_page(sheet, last)

    def _write(self, sheet: Worksheet, line: int, row: RiskRow) -> None:
        cells = row.cells()
        sheet.set_row(line, self._height(cells))
        for place, column in enumerate(self._columns):
            text = cells[column.key]
            if column.key == "due" and row.due:
                sheet.write_datetime(line, place, datetime.combine(row.due, time()), self._day)
            elif text:
                sheet.write_string(line, place, _fitting(text), self._cell)
            else:
                sheet.write_blank(line, place, None, self._day if column.key == "due" else self._cell)

    def _height(self, cells: Mapping[str, str]) -> float:
        """Points the fullest cell needs. Excel would find them itself; LibreOffice and previews show one line."""
        lines = max(_lines(cells[column.key], column.width) for column in self._columns)
        return min(_ROW_LIMIT, _LINE_POINTS * lines)

    def _place(self, key: str) -> int:
        """Where a column stands; left of all where the agency's table has none of that kind."""
        return next((place for place, column in enumerate(self._columns) if column.key == key), -1)

    def _offer_choices(self, sheet: Worksheet, last: int) -> None:
        for number, (key, codes) in enumerate(_CHOSEN.items()):
            place = self._place(key)
            if place < 0:
                continue
            sheet.data_validation(
                1, place, last, place,
                {
                    "validate": "list",
                    "source": _Legend.range_of(number, codes),
                    "error_title": say("選択肢"),
                    "error_message": say("一覧から選んでください。"),
                },
            )  # fmt: skip
            for code in _ALARMING.get(key, ()):
                sheet.conditional_format(
                    1, place, last, place,
                    {"type": "cell", "criteria": "==", "value": f'"{word(code)}"', "format": self._alarm},
                )  # fmt: skip

    def _set_up_page(self, sheet: Worksheet, last: tuple[int, int]) -> None:
        sheet.set_paper(_A3)
        sheet.set_landscape()
        sheet.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, 0.6, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, *last)
        agency = printable(self._agency).replace("\n", " ")
        if len(agency) > _HEADER_LIMIT:
            agency = f"{agency[: _HEADER_LIMIT - 1]}…"
        agency = agency.replace("&", "&&")
        title = say("リスク管理表")
        iso = self._as_of.isoformat()
        day = say("{day} 現在", day=show_date(iso) if current() == "ja" else iso)
        sheet.set_header(f"&L&9{_apart(agency)}&C&12{title}&R&9 {day}")
        sheet.set_footer("&C&9&P / &N")


class _Legend:
    """The sheet with the words to choose from and what each means."""

    _FIRST = 1

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        plain = {"font_name": _FONT, "font_size": 9, "valign": "top", "text_wrap": True}
        self._plain: Format = book.add_format(plain)
        self._head: Format = book.add_format({**plain, "bold": True, "bg_color": "#DFE3EA"})

    def fill(self, sheet: Worksheet) -> None:
        """For each kind of word two columns: the word, what it means."""
        heads = {column.key: column.head for column in columns()}
        for number, (key, codes) in enumerate(_CHOSEN.items()):
            place = 2 * number
            sheet.set_column(place, place, 16)
            sheet.set_column(place + 1, place + 1, 44)
            sheet.write_string(0, place, heads.get(key, key), self._head)
            sheet.write_string(0, place + 1, say("意味"), self._head)
            meanings = standard_words()[codes]
            for line, code in enumerate(choices(codes), start=self._FIRST):
                sheet.write_string(line, place, word(code), self._plain)
                sheet.write_string(line, place + 1, meanings[code].meaning, self._plain)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)

    @classmethod
    def range_of(cls, number: int, codes: type[StrEnum]) -> str:
        """Where the words of one kind stand."""
        column = xl_col_to_name(2 * number)
        name = say("選択肢").replace("'", "''")
        return f"='{name}'!${column}${cls._FIRST + 1}:${column}${cls._FIRST + len(choices(codes))}"


def _lines(text: str, millimeters: int) -> int:
    """Lines the text takes in a column."""
    pixels = millimeters * _CHARACTERS_PER_MM * _PIXELS_OF_A_DIGIT - _PIXELS_OF_A_MARGIN
    letters = max(2, int(pixels // _PIXELS_OF_A_LETTER))
    return sum(max(1, -(-letters_of(line) // letters)) for line in text.split("\n"))


def _apart(text: str) -> str:
    """A header text that begins with a digit, kept apart from the size in front of it."""
    return f" {text}" if text[:1].isdigit() else text


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds and a sentence that says so."""
    if len(text) <= _CELL_LIMIT:
        return text
    note = say("…（長すぎるため以下略）")
    return text[: _CELL_LIMIT - len(note)] + note
