"""Words of one's own are looked for in everything that was read of the evidence."""

from pathlib import Path

import pytest

from mnassess.evidence.model import Entry, Library, Passage, Register
from mnassess.review.evidence_search import EvidenceIndex, index_of
from mnassess.review.showing import bracketed

REGISTER = Register(
    path=Path("evidence.csv"),
    entries=(
        Entry(id="E1", title="特定個人情報等取扱規程", kind="regulation", path="規程.docx"),
        Entry(id="E2", title="権限一覧（住記）", kind="configuration", path="一覧.xlsx"),
        Entry(id="E3", title="鍵箱の写真", kind="photo", path="kagi.jpg"),
    ),
)
PASSAGES = (
    Passage("E1", "鍵は課長が保管する。\n記録は5年間保存する。", "第3条", "第2章 保管"),
    Passage("E1", "記録を点検し、\n点検の記録を残す。", "第4条", "第2章 保管"),
    Passage("E2", "ＩＤ：a01 | 権限：ｷｬﾋﾞﾈｯﾄの鍵", "「一覧」A2"),
)


def index(*passages: Passage) -> EvidenceIndex:
    return index_of(REGISTER, Library(passages=passages or PASSAGES))


def places(typed: str) -> str:
    return " ".join(f"{one.entry.id}{one.passage.location}" for one in index().find(typed).hits)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("課長", "E1第3条"),
        ("記録　点検", "E1第4条"),
        ("記録 課長", "E1第3条"),
        ("キャビネット", "E2「一覧」A2"),
        ("id A01", "E2「一覧」A2"),
        ("課長 権限", ""),
        ("一覧　鍵", "E2「一覧」A2"),
        ("第２章", "E1第3条 E1第4条"),
        ("鍵", "E1第3条 E2「一覧」A2 E3"),
        ("規程.docx", "E1第3条"),
        ("写真", "E3"),
        ("記録を点検し、点検の記録", "E1第4条"),
        ("", ""),
        ("　。", ""),
        ("消去", ""),
    ],
)
def test_a_passage_is_found_where_all_the_words_stand_in_it_or_above_it(typed: str, found: str) -> None:
    assert places(typed) == found


def test_who_says_more_of_the_words_itself_and_more_often_comes_first() -> None:
    assert places("記録") == "E1第4条 E1第3条"
    assert places("保管 記録") == "E1第3条 E1第4条"


def test_the_line_with_the_first_word_is_shown_and_its_words_marked() -> None:
    def line(typed: str) -> str:
        hit = index().find(typed).hits[0]
        return bracketed(hit.line, hit.marks_in_line)

    assert line("5年 保存") == "記録は[5年]間[保存]する。"
    assert line("し、点検") == "記録を点検[し、]"
    assert line("a0") == "ＩＤ：[a0]1 | 権限：ｷｬﾋﾞﾈｯﾄの鍵"
    assert line("鍵箱") == ""
    assert line("第2章") == "鍵は課長が保管する。"


def test_no_more_is_given_than_asked_for_and_the_rest_is_counted() -> None:
    found = index().find("鍵", 2)
    assert ([one.entry.id for one in found.hits], found.total) == (["E1", "E2"], 3)


def test_evidence_that_came_later_is_found_and_what_is_gone_is_not() -> None:
    later = index_of(
        REGISTER, Library(passages=(*PASSAGES[1:], Passage("E3", "鍵箱の番号は4", "備考"))), index()
    )
    assert [one.passage.location for one in later.find("鍵").hits] == ["「一覧」A2", "備考"]
