"""点検結果報告書 and the risk table as Word files."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openxml_audit import OpenXmlValidator
from outcomes import DAY, hostile, large, review

from mnassess.evidence.drift import EntryState
from mnassess.language import speaking
from mnassess.review.model import FindingState, Quote
from mnassess.review.outcome import Review
from mnassess.review.risk_table import risk_rows
from mnassess.word.review_outline import review_paper
from mnassess.word.review_report import review_report_bytes
from mnassess.word.risk_table import risk_paper, write_risk_table
from mnassess.word.sheet_writer import Imprint, paper_bytes, widened
from mnassess.word.sheets import Bar, Bars, Card, Grid, Paper, Text, dump

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


def test_a_risk_stands_once_over_what_is_stated_against_it() -> None:
    text = dump(risk_paper(risk_rows([review()]), agency="みほん市長", as_of=DAY))
    assert text.count("使用　U2　権限のない者") == 1
    assert "\n権限は、毎月見直す。 |" in text


@pytest.mark.parametrize(("state", "times"), [(EntryState.UNHASHED, 1), (EntryState.OK, 0)])
def test_the_evidence_list_says_once_what_to_do_where_a_hash_is_missing(
    state: EntryState, times: int
) -> None:
    text = dump(review_paper(replace(review(), states={"E1": state, "E2": state})))
    assert text.count("mnassess evidence register で台帳にハッシュを記入してください。") == times


@pytest.mark.parametrize(
    ("widths", "least", "found"),
    [
        ((20, 20, 60), (0, 30, 0), (17, 30, 53)),
        ((20, 20, 60), (0, 20, 10), (20, 20, 60)),
        ((20, 20, 60), (50, 50, 50), (20, 20, 60)),
    ],
)
def test_a_column_too_narrow_for_its_head_takes_room_from_the_others(
    widths: tuple[int, ...], least: tuple[int, ...], found: tuple[int, ...]
) -> None:
    assert widened(widths, least) == found


def test_no_english_head_of_the_summary_is_broken() -> None:
    with speaking("en"):
        document = docx.Document(io.BytesIO(review_report_bytes(review())))
    counts = next(one for one in document.tables if one.rows[0].cells[0].text == "supported")
    narrow = [
        cell.text for cell in counts.rows[0].cells if cell.width.mm < 2 * max(map(len, cell.text.split()))
    ]
    assert narrow == []


def with_quotes(*texts: str, changes: tuple[str, ...] = (), note: str = "") -> str:
    """The row of a claim whose verdict rests on these words."""
    made = review()
    claim = next(one for one, standing in made.standings.items() if standing.verdict.quotes)
    quotes = tuple(Quote("E1", text, "B5") for text in texts)
    verdict = replace(made.standings[claim].verdict, quotes=quotes, note=note)
    standing = replace(made.standings[claim], verdict=verdict, changes=changes)
    text = dump(review_paper(replace(made, standings={**made.standings, claim: standing})))
    row = text[text.index("端末から記録媒体への書き出しは、設定により禁止している。 | ") :]
    return re.split(r"\n(?! )", row, maxsplit=1)[0]


@pytest.mark.parametrize("changes", [(), ("証跡が変わった",)])
def test_a_verdict_stands_with_the_words_it_rests_on(changes: tuple[str, ...]) -> None:
    assert with_quotes("書き出しは禁止", changes=changes).endswith(" | 「書き出しは禁止」（端末設定書　B5）")


def test_the_note_of_a_verdict_stands_below_its_quotes() -> None:
    printed = with_quotes("書き出しは禁止", note="実例は\n見ていない。")
    assert printed.endswith(" | 「書き出しは禁止」（端末設定書　B5）\n    注記：実例は 見ていない。")


def test_long_quotes_are_cut_and_a_third_is_counted() -> None:
    printed = with_quotes("あ" * 61, "い", "う")
    assert printed.endswith(
        f"「{'あ' * 60}…」（端末設定書　B5）\n    「い」（端末設定書　B5）\n    ほか 1 件"
    )


def test_findings_that_call_for_the_same_are_printed_together() -> None:
    one = replace(review().findings[0], proposal="要綱と照らす。")
    other = replace(one, id="f6", path="cover.agency", message="機関名が要綱の名と違います。")
    later = replace(one, id="f7", path="", state=FindingState.DONE)
    text = dump(review_paper(replace(review(), findings=(one, later, other))))
    cards = text[text.index("## 1～2") : text.index("==== 4")]
    assert (
        cards
        == """\
## 1～2　［観察］　同じ対応をとる指摘 2 件
1 | 表紙－評価書名
    評価書名が要綱の名と違います。
2 | 表紙－評価実施機関名
    機関名が要綱の名と違います。
対応の提案 | 要綱と照らす。
状態 | 未対応　（自動点検 SLF04）
## 3　［観察］　評価書全体
指摘 | 評価書名が要綱の名と違います。
対応の提案 | 要綱と照らす。
状態 | 対応済　（自動点検 SLF04）

"""
    )


def test_major_findings_are_listed_before_the_cards_with_their_numbers() -> None:
    majors = [
        replace(review().findings[1], id="f8", message="甲が違います。"),
        replace(review().findings[1], id="f9", path="", message="乙が違います。", owner="", due=None),
    ]
    text = dump(review_paper(replace(review(), findings=(review().findings[0], *majors))))
    listed = text[text.index("重大な不適合は、") : text.index("## 1　［")]
    assert (
        listed
        == """\
重大な不適合は、次の 2 件です。
## 番号 | 欄 | 指摘 | 担当・期日 | 状態
1 | Ⅲ－３－リスク2－アクセス権限の管理－具体的な管理方法 | 甲が違います。 | 情報政策課　令和8年10月31日（期限超過） | 対応予定
2 | 評価書全体 | 乙が違います。 |  | 対応予定
"""
    )


def test_a_card_bears_its_title_on_each_page() -> None:
    document = docx.Document(io.BytesIO(review_report_bytes(review())))
    cards = [table for table in document.tables if table.cell(0, 0).text.startswith("1　［")]
    assert [bool(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")) for table in cards] == [True]


def test_the_parts_of_a_bar_differ_in_grey() -> None:
    paper = Paper((Bars(("甲", "乙", "丙"), (Bar("入手", (20, 20, 20), ""),)),))
    data = paper_bytes(paper, Imprint(title="", author="", day=DAY))
    row = docx.Document(io.BytesIO(data)).tables[0].rows[1]._tr
    fills = [cell.xpath("string(./w:tcPr/w:shd/@w:fill)") for cell in row.tc_lst[1:-1]]
    greys = [0.30 * red + 0.59 * green + 0.11 * blue for red, green, blue in map(bytes.fromhex, fills)]
    assert [next_one - grey > 60 for grey, next_one in pairwise(greys)] == [True, True]


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


def test_a_title_too_long_for_a_line_or_two_is_not_repeated() -> None:
    data = paper_bytes(Paper((Card("長" * 1200, (("甲", "乙"),)),)), Imprint(title="", author="", day=DAY))
    row = docx.Document(io.BytesIO(data)).tables[0].rows[0]._tr
    assert row.xpath("./w:trPr/*") == []


def test_a_sentence_stays_with_the_table_it_leads_to() -> None:
    paper = Paper((Text("次のとおり。"), Grid(("甲",), (1,), (("乙",),)), Text("以上。")))
    document = docx.Document(io.BytesIO(paper_bytes(paper, Imprint(title="", author="", day=DAY))))
    kept = {one.text: bool(one._p.xpath("./w:pPr/w:keepNext")) for one in document.paragraphs if one.text}
    assert kept == {"次のとおり。": True, "以上。": False}
