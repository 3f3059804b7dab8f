"""点検結果報告書 and the risk table as Word files."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openxml_audit import OpenXmlValidator
from outcomes import DAY, hostile, large, review

from mnassess.language import speaking
from mnassess.review.outcome import Review
from mnassess.review.risk_table import risk_rows
from mnassess.word.review_outline import review_paper
from mnassess.word.review_report import review_report_bytes
from mnassess.word.risk_table import risk_paper, write_risk_table
from mnassess.word.sheet_writer import Imprint, paper_bytes
from mnassess.word.sheets import Bar, Bars, Paper, dump

EMPTY = Review(assessment=review().assessment, document=Path("甲/x.json"), as_of=DAY)
REVIEWS = {"usual": review(), "hostile": hostile(), "empty": EMPTY, "large": large(15)}


def table_bytes(made: Review, tmp_path: Path) -> bytes:
    write_risk_table(risk_rows([made]), tmp_path / "t.docx", agency=made.agency, as_of=DAY)
    return (tmp_path / "t.docx").read_bytes()


def test_the_whole_report(expected: Callable[[str, str], None]) -> None:
    expected("review/report.txt", dump(review_paper(review())))


def test_the_whole_report_in_english(expected: Callable[[str, str], None]) -> None:
    with speaking("en"):
        expected("review/report.en.txt", dump(review_paper(review())))


def test_a_report_nobody_has_reviewed_claims_nothing(expected: Callable[[str, str], None]) -> None:
    expected("review/report_empty.txt", dump(review_paper(EMPTY)))


@pytest.mark.parametrize("name", REVIEWS)
def test_both_papers_are_valid_and_the_same_bytes_each_time(name: str, tmp_path: Path) -> None:
    made = REVIEWS[name]
    data = review_report_bytes(made)
    (tmp_path / "r.docx").write_bytes(data)
    assert data == review_report_bytes(made)
    assert table_bytes(made, tmp_path) == table_bytes(made, tmp_path)
    for file in ("r.docx", "t.docx"):
        errors = OpenXmlValidator().validate(tmp_path / file).errors
        assert [f"{error.part_uri}: {error.description}" for error in errors] == []


def test_every_word_of_the_outline_is_in_the_file() -> None:
    document = docx.Document(io.BytesIO(review_report_bytes(review())))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    printed = "\n".join([*(one.text for one in document.paragraphs), *texts])
    for finding in review().standing_findings():
        assert finding.message in printed
    assert "「権限は、年2回見直す。」（権限管理規程　第8条）" in printed


def test_the_table_lies_across_a3_with_its_heads_on_each_page(tmp_path: Path) -> None:
    table_bytes(review(), tmp_path)
    document = docx.Document(str(tmp_path / "t.docx"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)


def test_a_table_for_each_file_names_it(tmp_path: Path) -> None:
    text = dump(risk_paper(risk_rows([review()]), agency="みほん市長", as_of=DAY))
    assert "==== 住民基本台帳に関する事務　全項目評価書　住民基本台帳ファイル" in text


@pytest.mark.parametrize(
    ("parts", "widths"),
    [
        ((50, 0, 50), [30, 30]),
        ((1, 1, 998), [1, 1, 58]),
        ((0, 0, 0), [60]),
        ((25, 25, 0), [15, 15, 30]),
    ],
)
def test_a_bar_is_as_long_as_what_it_counts(parts: tuple[int, ...], widths: list[int]) -> None:
    scale = Bar("全", (0, 0, max(100, sum(parts))), "")
    paper = Paper((Bars(("甲", "乙", "丙"), (Bar("入手", parts, ""), scale)),))
    data = paper_bytes(paper, Imprint(title="", author="", day=DAY))
    row = docx.Document(io.BytesIO(data)).tables[0].rows[1]._tr
    assert [cell.grid_span for cell in row.tc_lst[1:-1]] == widths


def test_nothing_hostile_reaches_the_xml_as_markup() -> None:
    with zipfile.ZipFile(io.BytesIO(review_report_bytes(hostile()))) as package:
        text = package.read("word/document.xml").decode()
    assert "&lt;w:p&gt; &amp;" in text
    assert "\x07" not in text


def test_a_withdrawn_finding_is_printed_with_its_reason_only() -> None:
    text = dump(review_paper(replace(review(), findings=review().findings[3:4])))
    assert "該当する取扱いがないため" in text
    assert "## 1　［" not in text
