"""Words are looked for in all evidence, and what they are found in is chosen for a claim."""

import pytest
from driving import LARGE, SMALL
from paging import drive_page, opened, reviewed

from mnassess.evidence.model import Passage
from mnassess.review.desk import ReviewDesk
from mnassess.tui.screens.evidence_search import EvidenceSearchPage, excerpt


@pytest.fixture
def desk(tmp_path):
    desk = opened(reviewed(tmp_path))
    yield desk
    desk.abandon()


def searched(desk: ReviewDesk, *keys: str, size: tuple[int, int] = SMALL) -> tuple[str, list[Passage | None]]:
    return drive_page(desk, EvidenceSearchPage, keys, size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("begun", []),
        ("found", ["「ログ　点検」", "…"]),
        ("in-the-list", ["「ログ　点検」", "enter", "down"]),
        ("without-text", ["「かぎ」", *["backspace"] * 2, "「鍵箱」", "enter"]),
        ("nothing", ["「消去」", "…"]),
    ],
)
def test_the_page_looks_as_expected(
    desk, name: str, keys: list[str], size: tuple[int, int], expected
) -> None:
    expected(f"tui/evidence-search-{name}-{size[0]}x{size[1]}.txt", searched(desk, *keys, size=size)[0])


def test_the_passage_on_which_enter_is_pressed_is_the_result(desk) -> None:
    _, results = searched(desk, "「ログ点検」", *["left"] * 2, "「　」", "enter", "down", "enter")
    assert results == [Passage("E004", "ログの点検は毎月25日頃にしている。", "備考")]


def test_enter_while_typing_only_goes_to_what_was_found(desk) -> None:
    assert searched(desk, "「点検」", "enter")[1] == []
    assert searched(desk, "「消去」", "enter", "enter")[1] == []


def test_the_arrows_lead_from_the_words_to_the_list_and_back(desk) -> None:
    text, _ = searched(desk, "「点検」", "…", "down", "down", "up", "up", "「票」", "…")
    assert text.split("\n")[1:3] == ["  点検票", "1 箇所"]


def test_escape_takes_nothing(desk) -> None:
    assert searched(desk, "「点検」", "enter", "escape")[1] == [None]


def test_while_the_evidence_has_not_been_read_it_says_so(tmp_path) -> None:
    desk = opened(reviewed(tmp_path), look=False)
    assert "証跡をまだ読んでいません。" in searched(desk, "「点検」", "enter")[0]
    desk.abandon()


def test_without_a_register_it_says_so(tmp_path) -> None:
    desk = opened(reviewed(tmp_path, with_evidence=False))
    assert "証跡の台帳がありません。" in searched(desk, "「点検」", "enter")[0]
    desk.abandon()


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("鍵を掛ける", 20, "[鍵]を掛ける"),
        ("鍵を掛ける", 8, "[鍵]を.."),
        ("長い前置きが続いた後に鍵を掛ける", 16, "..後に[鍵]を掛.."),
        ("前置きの後に鍵", 14, "..後に[鍵]"),
        ("前置き鍵を掛けてから帰る", 20, "前置き[鍵]を掛けて.."),
        ("", 8, ""),
    ],
)
def test_a_long_line_is_cut_around_its_first_word(text: str, cells: int, shown: str) -> None:
    place = text.find("鍵")
    assert excerpt(text, ((place, place + 1),) if text else (), cells) == shown
