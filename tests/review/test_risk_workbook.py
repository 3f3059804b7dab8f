"""リスク管理表 as .xlsx: what Excel is told, and that no text is run."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from outcomes import DAY, HOSTILE, hostile, large, review

from mnassess.excel.risk_table import risk_workbook
from mnassess.language import speaking
from mnassess.review.model import FindingSeverity, FindingState, Method, VerdictCode
from mnassess.review.outcome import Review
from mnassess.review.risk_table import columns, risk_rows
from mnassess.review.risks import process_word, risk_catalogue
from mnassess.review.words import word


def data_of(made: Review) -> bytes:
    return risk_workbook(risk_rows([made]), agency=made.agency, as_of=DAY)


def sheet_of(made: Review) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data_of(made))).worksheets[0]


def test_heads_stay_in_sight_and_rows_can_be_filtered() -> None:
    sheet = sheet_of(review())
    assert sheet.freeze_panes == "F2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert [cell.value for cell in sheet[1]] == [column.head for column in columns()]


def test_it_prints_on_a3_across_one_page_wide_with_its_heads_on_each() -> None:
    sheet = sheet_of(review())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddFooter.center.text == "&P / &N"


@pytest.mark.parametrize(("letters", "points"), [(1, 45), (300, 270), (40_000, 408.75)])
def test_a_row_is_as_high_as_its_fullest_cell(letters: int, points: float) -> None:
    first = replace(review().claims[0], text="長" * letters, risks=(), measures=())
    sheet = sheet_of(replace(review(), claims=(first,), standings={}, findings=()))
    heights = [sheet.row_dimensions[cell.row].height for cell in sheet["F"] if "長" in str(cell.value)]
    assert heights == [points]


def test_a_row_grows_when_more_is_written_into_it() -> None:
    with zipfile.ZipFile(io.BytesIO(data_of(review()))) as book:
        assert b"<row" in (sheet := book.read("xl/worksheets/sheet1.xml"))
    assert b"customHeight" not in sheet


def test_no_english_word_that_is_chosen_or_heads_a_column_is_broken() -> None:
    with speaking("en"):
        sheet = sheet_of(review())
        words = {
            "process": [process_word(one) for one in risk_catalogue().processes],
            **{
                key: [word(code) for code in codes]
                for key, codes in {
                    "verdict": VerdictCode,
                    "method": Method,
                    "severity": FindingSeverity,
                    "state": FindingState,
                }.items()
            },
        }
        keys = [column.key for column in columns()]
        heads = [column.head for column in columns()]
    room = dict(
        zip(keys, (sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]), strict=True)
    )
    broken = [
        one
        for key, head in zip(keys, heads, strict=True)
        for one in " ".join([head, *words.get(key, [])]).split()
        if len(one) > room[key]
    ]
    assert broken == []


def test_no_day_is_wider_than_its_column() -> None:
    widths = {column.key: column.width for column in columns()}
    assert widths["due"] >= 30, "Excel shows ##### for 令和10年12月31日"


@pytest.mark.parametrize(("language", "words"), [("ja", "令和8年11月27日 現在"), ("en", "As of 2026-11-27")])
def test_each_page_says_as_of_which_day(language: str, words: str) -> None:
    with speaking(language):
        assert sheet_of(review()).oddHeader.right.text == words


@pytest.mark.parametrize("language", ["ja", "en"])
def test_verdict_severity_and_state_are_chosen_from_the_words_on_the_second_sheet(language: str) -> None:
    with speaking(language):
        book = openpyxl.load_workbook(io.BytesIO(data_of(review())))
    sheet, legend = book.worksheets
    offered = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    name = legend.title
    assert offered == {
        "J2": f"'{name}'!$A$2:$A$7", "N2": f"'{name}'!$C$2:$C$6", "R2": f"'{name}'!$E$2:$E$6",
    }  # fmt: skip
    assert all(
        legend[f"{column}{line}"].value
        for column, last in (("A", 7), ("C", 6), ("E", 6))
        for line in range(2, last + 1)
    )


def test_what_is_computed_cannot_be_chosen() -> None:
    legend = openpyxl.load_workbook(io.BytesIO(data_of(review()))).worksheets[1]
    assert "要再確認" not in [cell.value for cell in legend["A"]]
    assert "要再確認" in [cell.value for cell in sheet_of(review())["J"]]


def test_a_due_day_is_a_day() -> None:
    days = [cell for cell in sheet_of(review())["Q"] if cell.data_type == "d"]
    assert [cell.value.date() for cell in days] == [date(2026, 10, 31)]


def test_no_text_becomes_a_formula_or_a_link() -> None:
    sheet = sheet_of(hostile())
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "d"}
    assert [cell for cell in cells if str(cell.value).startswith("=")]
    assert not [cell for cell in cells if cell.hyperlink]


def test_numbers_in_names_stay_texts() -> None:
    made = replace(
        review(),
        agency="0123",
        assessment=review().assessment.with_answer("files[juki].profile.name", "0123"),
    )
    assert {sheet_of(made)["B2"].value, sheet_of(made)["B2"].data_type} == {"0123", "s"}


def test_an_agency_full_of_codes_is_printed_as_it_is() -> None:
    assert "&&D" in sheet_of(replace(review(), agency="12&D市" + "長" * 400)).oddHeader.left.text


@pytest.mark.parametrize(("letters", "printed"), [(40, "長" * 40), (41, "長" * 39 + "…")])
def test_a_long_agency_does_not_run_into_the_title_of_the_page(letters: int, printed: str) -> None:
    assert sheet_of(replace(review(), agency="長" * letters)).oddHeader.left.text == printed


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    long = replace(review(), claims=(replace(review().claims[0], text="長" * 40_000),))
    text = max((str(cell.value) for cell in sheet_of(long)["F"]), key=len)
    assert (len(text), text[-12:]) == (32_767, "…（長すぎるため以下略）")


@pytest.mark.parametrize("made", [review(), hostile(), large(50)], ids=["usual", "hostile", "large"])
def test_the_same_review_gives_the_same_bytes(made: Review) -> None:
    assert data_of(made) == data_of(made)


def test_the_book_bears_the_day_of_the_review_not_the_clocks() -> None:
    properties = openpyxl.load_workbook(io.BytesIO(data_of(review()))).properties
    assert (properties.created.date(), properties.creator) == (DAY, "みほん市長")


def test_a_hostile_text_is_all_there() -> None:
    shown = HOSTILE.replace("\x07", "\ufffd").replace("\x1b", "\ufffd").replace("\ud800", "\ufffd")
    assert f"{shown}\n{shown}" in [cell.value for cell in sheet_of(hostile())["F"]]
