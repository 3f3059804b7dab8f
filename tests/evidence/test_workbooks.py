"""Excel workbooks as evidence: rows that stand alone, values as Excel shows them, what is hidden."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from making import changed, part, rows, shown, workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from mnassess.evidence.limits import Limits
from mnassess.evidence.readers.workbook import shown as value_shown

APRIL = datetime(2025, 4, 1)  # noqa: DTZ001 - Excel knows no time zones
MORNING = APRIL.replace(hour=9, minute=5)
HEADS = ("氏名", "所属", "権限")


def test_a_row_carries_its_header_and_is_located_by_its_first_cell() -> None:
    assert shown("a.xlsx", rows(["権限一覧"], [], HEADS, ["田中", "市民課", "照会"])) == [
        "「一覧」 # 一覧",
        "「一覧」A1 # 権限一覧",
        "「一覧」A4 氏名：田中 | 所属：市民課 | 権限：照会",
    ]


def test_two_columns_are_read_as_label_and_value() -> None:
    assert shown("a.xlsx", rows(["所管課", "市民課"], ["保存期間", "7年"]))[1:] == [
        "「一覧」A1 所管課：市民課",
        "「一覧」A2 保存期間：7年",
    ]


def test_a_table_after_a_gap_has_a_header_of_its_own() -> None:
    second = ("機器", "場所", "台数")
    read = shown("a.xlsx", rows(HEADS, ["田中", "市民課", "照会"], [], second, ["端末", "窓口", 8]))
    assert read[-1] == "「一覧」A5 機器：端末 | 場所：窓口 | 台数：8"


def test_a_gap_inside_a_table_keeps_its_header() -> None:
    read = shown("a.xlsx", rows(HEADS, ["田中", "市民課", "照会"], [], ["鈴木", "税務課", 3]))
    assert read[-1] == "「一覧」A4 氏名：鈴木 | 所属：税務課 | 権限：3"


def test_bold_heads_are_heads_even_of_two_columns() -> None:
    def make(book: Any) -> None:
        for line in (["項目", "内容"], ["保存期間", "7年"]):
            book.active.append(line)
        book.active["A1"].font = book.active["B1"].font = Font(bold=True)

    assert shown("a.xlsx", workbook(make))[1:] == ["「Sheet」A2 項目：保存期間 | 内容：7年"]


def test_a_header_without_rows_is_not_lost() -> None:
    assert shown("a.xlsx", rows(HEADS))[1:] == ["「一覧」A1 氏名 | 所属 | 権限"]


def test_a_cell_merged_downwards_speaks_for_every_row() -> None:
    def make(book: Any) -> None:
        for line in (["課", "氏名", "権限"], ["市民課", "田中", "照会"], [None, "鈴木", "更新"]):
            book.active.append(line)
        book.active.merge_cells("A2:A3")

    assert shown("a.xlsx", workbook(make))[-1] == "「Sheet」B3 課：市民課 | 氏名：鈴木 | 権限：更新"


def test_hidden_sheets_rows_and_columns_are_read_and_told() -> None:
    def make(book: Any) -> None:
        book.active.append(["甲は実施した。"])
        book.active.row_dimensions[1].hidden = True
        book.active.column_dimensions["C"].hidden = True
        book.create_sheet("裏").append(["乙は実施していない。"])
        book["裏"].sheet_state = "veryHidden"

    assert shown("a.xlsx", workbook(make)) == [
        "「Sheet」 # Sheet",
        "「Sheet」A1 甲は実施した。",
        "「裏」 # 裏",
        "「裏」A1 乙は実施していない。",
        "! 「Sheet」に非表示の行 1・列 1 があります。読みました。",
        "! 「裏」は非表示のシートです。読みました。",
    ]


def test_a_formula_gives_its_stored_result() -> None:
    data = rows(["合計", "=1+2"])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    stored = re.sub("<f>1[+]2</f><v ?(/>|></v>)", "<f>1+2</f><v>3</v>", sheet)
    assert shown("a.xlsx", changed(data, "xl/worksheets/sheet1.xml", stored.encode()))[1:] == [
        "「一覧」A1 合計：3"
    ]


def test_a_formula_never_calculated_is_told_and_never_run() -> None:
    assert shown("a.xlsx", rows(["合計", '=HYPERLINK("http://127.0.0.1:9/")']))[1:] == [
        "「一覧」A1 # 合計",
        "! 「一覧」に計算結果が保存されていない数式が 1 個あります。Excel で開いて保存し直すと読めます。",
    ]


def test_notes_on_cells_are_read() -> None:
    def make(book: Any) -> None:
        book.active["B2"] = "田中"
        book.active["B2"].comment = Comment("令和7年3月に異動", "x")

    assert shown("a.xlsx", workbook(make))[-1] == "「Sheet」B2 令和7年3月に異動"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (date(2025, 4, 1), "yyyy/m/d", "2025-04-01"),
        (MORNING, "yyyy/m/d h:mm", "2025-04-01 09:05"),
        (APRIL, '[$-411]ggge"年"m"月"d"日"', "令和7年4月1日"),
        (APRIL, "[$-ja-JP-x-gannen]ge.m.d", "令和7年4月1日"),
        (APRIL, 'yyyy"年"m"月"', "2025-04-01"),
        (time(9, 5), "h:mm", "09:05"),
        (timedelta(hours=36), "[h]:mm", "36:00"),
        (0.996, "0.0%", "99.6%"),
        (12, "0000", "0012"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        ("0123", "@", "0123"),
    ],
)
def test_a_value_is_read_as_excel_shows_it(value: Any, number_format: str, text: str) -> None:
    assert value_shown(value, number_format) == text


def test_no_more_cells_are_looked_at_than_allowed() -> None:
    read = shown("a.xlsx", rows(*([number, "x"] for number in range(500))), Limits(cells=100))
    assert len(read) < 60
    assert read[-1] == "! セルが多すぎるため、「一覧」の途中までを読みました。"


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    data = rows(["甲", "乙"])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    merged = sheet.replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert shown("a.xlsx", changed(data, "xl/worksheets/sheet1.xml", merged.encode()))[1:] == [
        "「一覧」A1 甲：乙"
    ]
