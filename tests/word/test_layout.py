"""Columns of boxes and choices, brackets, heading rows: set so that they hold in whatever font stands in."""

from collections.abc import Iterator
from typing import Any

import pytest
from report_documents import W, body_of, empty, part_of

from mnassess.documents.model import Assessment
from mnassess.word.report import report_bytes

TASK = "files[a].profile.outsourcing.tasks[t]"


def paragraphs(assessment: Assessment, start: str) -> list[Any]:
    """The paragraphs that begin with these words."""
    body = body_of(report_bytes(assessment).data)
    return [p for p in body.iter(f"{W}p") if text_of(p).startswith(start)]


def text_of(paragraph: Any) -> str:
    return "".join("\t" if e.tag == f"{W}tab" else e.text or "" for e in runs_of(paragraph))


def runs_of(paragraph: Any) -> Iterator[Any]:
    return (e for run in paragraph.iter(f"{W}r") for e in run if e.tag in {f"{W}t", f"{W}tab"})


def columns_of(paragraph: Any) -> tuple[int, int]:
    """(place of the tab stop, left edge of the lines after the first)"""
    tab = paragraph.find(f"{W}pPr/{W}tabs/{W}tab")
    indent = paragraph.find(f"{W}pPr/{W}ind")
    assert indent.get(f"{W}left") == indent.get(f"{W}hanging")
    return int(tab.get(f"{W}pos")) if tab is not None else 0, int(indent.get(f"{W}left"))


def full_item() -> Assessment:
    return empty("full-item").with_item("files", "a").with_item("files[a].profile.outsourcing.tasks", "t")


def test_a_label_in_the_second_column_wraps_under_its_own_words() -> None:
    for paragraph in paragraphs(
        full_item(), "[　] 電子メール\t[　] 電子記録媒体（フラッシュメモリを除く。）"
    ):
        column, edge = columns_of(paragraph)
        assert 0 < column < edge


def test_a_label_too_wide_for_the_first_column_has_its_line_to_itself() -> None:
    (paragraph, *_) = paragraphs(full_item(), "[　] 電子記録媒体（フラッシュメモリを除く。）")
    assert "\t" not in text_of(paragraph)
    column, edge = columns_of(paragraph)
    assert column == 0 < edge


def test_a_free_text_wraps_under_the_words_of_its_box() -> None:
    assessment = full_item().with_answer(f"{TASK}.methods", {"other": "庁内の端末" * 20})
    (paragraph,) = paragraphs(assessment, "[○] その他（　庁内の端末")
    column, edge = columns_of(paragraph)
    assert column == 0 < edge


@pytest.mark.parametrize(
    "line",
    ["1） 1万人未満\t2） 1万人以上10万人未満", "3） 10万人以上100万人未満\t4） 100万人以上1,000万人未満"],
)
def test_a_choice_that_wraps_goes_on_under_its_own_words(line: str) -> None:
    (paragraph, *_) = paragraphs(full_item(), line)
    column, edge = columns_of(paragraph)
    assert 0 < column < edge


@pytest.mark.parametrize(
    ("code", "printed"),
    [("whole", "[特定個人情報ファイルの全体]"), ("part", "[特定個人情報ファイルの一部]")],
)
def test_nothing_parts_a_wide_answer_from_its_last_bracket(code: str, printed: str) -> None:
    (paragraph,) = paragraphs(full_item().with_answer(f"{TASK}.scope", code), "[特定個人情報")
    assert text_of(paragraph) == printed


def test_a_narrow_answer_has_room_in_its_brackets() -> None:
    assessment = full_item().with_answer("files[a].profile.basic.person_count", "under_10000")
    assert [text_of(p) for p in paragraphs(assessment, "[　1万人未満")] == ["[　1万人未満　]"]


def test_boxes_that_may_not_fit_beside_their_heading_stand_below_it() -> None:
    (heading,) = paragraphs(empty("threshold"), "５．特定個人情報の提供・移転（委託や情報提供ネットワーク")
    assert "提供・移転しない" not in text_of(heading)
    (boxes,) = paragraphs(empty("threshold"), "[　] 提供・移転しない")
    assert boxes.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_boxes_that_fit_stand_beside_their_heading() -> None:
    (heading,) = paragraphs(empty("threshold"), "４．特定個人情報ファイルの取扱いの委託")
    assert text_of(heading) == "４．特定個人情報ファイルの取扱いの委託\t[　] 委託しない"


def test_another_proportional_gothic_may_stand_in_for_the_font() -> None:
    fonts = part_of(report_bytes(empty("threshold")).data, "word/fontTable.xml").decode()
    assert '<w:altName w:val="MS PGothic,BIZ UDPGothic,IPAPGothic,' in fonts
    assert '<w:family w:val="swiss"/><w:pitch w:val="variable"/><w:sig ' in fonts


@pytest.mark.parametrize(
    ("entries", "heading"),
    [
        ("files[a].profile.provision.transferred_to", "移転先1"),
        ("files[a].profile.provision.provided_to", "提供先1"),
        ("files[a].profile.outsourcing.tasks", "委託事項1"),
        ("overview.systems", "システム1"),
    ],
)
def test_the_heading_of_a_block_stays_with_the_row_below_it(entries: str, heading: str) -> None:
    assessment = empty("full-item").with_item("files", "a").with_item(entries, "e")
    rows = body_of(report_bytes(assessment).data).iter(f"{W}tr")
    (row,) = (row for row in rows if text_of(row).startswith(heading))
    assert all(paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in row.iter(f"{W}p"))


def test_the_remarks_of_a_figure_begin_on_its_page() -> None:
    assessment = empty("full-item").with_answer("overview.figure.notes", "図の説明\n" * 20 + "終")
    rows = body_of(report_bytes(assessment).data).iter(f"{W}tr")
    (row,) = (row for row in rows if text_of(row).startswith("図の説明"))
    assert row.find(f"{W}trPr/{W}cantSplit") is None
