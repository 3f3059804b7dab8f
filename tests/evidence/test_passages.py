"""Readings are cut into passages of a few lines that stay with their heading."""

import pytest

from mnassess.evidence.model import Block, Reading
from mnassess.evidence.passages import WINDOW, Window, cut

LINE = "情報政策課長は、アクセスの記録を毎月点検し、結果を副市長に報告する。"
"""34 characters."""


def blocks(*lines: str) -> tuple[Block, ...]:
    """`# title` is a heading, `## title` one of level 2, `|row` a row of a table."""
    made = []
    for number, line in enumerate(lines, start=1):
        marks = len(line) - len(line.lstrip("#"))
        table = line.startswith("|")
        at = f"表1 {number}行目" if table else f"{number}行目"
        made.append(Block(line.lstrip("#| "), at, is_heading=marks > 0, level=marks - 1 if marks > 1 else 0))
    return tuple(made)


def passages(*lines: str, window: Window = WINDOW) -> list[str]:
    """heading / location / text"""
    found = cut("E1", Reading(blocks=blocks(*lines)), window)
    return [f"{one.heading} / {one.location} / {one.text}".replace(LINE, "L") for one in found]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([LINE] * 3, [" / 1行目～3行目 / L\nL\nL"]),
        ([LINE] * 6, [" / 1行目～3行目 / L\nL\nL", " / 4行目～6行目 / L\nL\nL"]),
        ([LINE] * 4, [" / 1行目～4行目 / L\nL\nL\nL"]),
        (["短い。"] * 7, [" / 1行目～7行目 / " + "\n".join(["短い。"] * 7)]),
        (["# 点検", LINE, "# 保管", LINE], ["点検 / 2行目 / L", "保管 / 4行目 / L"]),
        (["第1条　甲。", "２　乙。", "第2条　丙。"], [" / 1行目～2行目 / 第1条　甲。\n２　乙。", " / 3行目 / 第2条　丙。"]),
        ([LINE, "|氏名：田中", "|氏名：鈴木", LINE], [" / 1行目 / L", " / 表1 2行目～表1 3行目 / 氏名：田中\n氏名：鈴木", " / 4行目 / L"]),
        (["# 第2章 安全管理", "# （点検）", "第1条　甲。", "# （保管）", "第2条　乙。"],
         ["第2章 安全管理 > （点検） / 3行目 / 第1条　甲。", "第2章 安全管理 > （保管） / 5行目 / 第2条　乙。"]),
        (["## 規程", "### 総則", LINE, "### 点検", LINE, "## 別紙", LINE],
         ["規程 > 総則 / 3行目 / L", "規程 > 点検 / 5行目 / L", "別紙 / 7行目 / L"]),
        (["# 一覧", "# 市民課", LINE, "# 税務課", LINE], ["一覧 > 市民課 / 3行目 / L", "税務課 / 5行目 / L"]),
    ],
)  # fmt: skip
def test_a_passage_is_a_few_lines_under_their_heading(lines: list[str], found: list[str]) -> None:
    assert passages(*lines) == found


def test_items_that_look_like_headings_are_lines() -> None:
    assert passages("点検の対象", "# 1 端末", "# 2 書庫", "# 3 回線") == [
        " / 1行目～4行目 / 点検の対象\n1 端末\n2 書庫\n3 回線"
    ]


@pytest.mark.parametrize("lines", [["# 実施済み"], ["# 第1章 総則", "# 第2章 点検", LINE]])
def test_a_heading_with_nothing_under_it_is_not_lost(lines: list[str]) -> None:
    assert lines[0].removeprefix("# ") in passages(*lines)[0]


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    found = cut("E1", Reading(blocks=(Block(LINE * 20, "3頁"),)))
    assert {len(one.text) % len(LINE) for one in found} == {0}
    assert "".join(one.text for one in found) == LINE * 20
    assert all(80 <= len(one.text) <= 280 for one in found)
    assert {one.location for one in found} == {"3頁"}


def test_a_long_row_is_cut_between_its_cells_and_says_what_it_is_about() -> None:
    row = " | ".join(["機器：端末一号", *(f"項目{number}：{LINE}" for number in range(20))])
    found = cut("E1", Reading(blocks=(Block(row, "表1 2行目"),)))
    assert len(found) > 2
    assert all(one.text.startswith("機器：端末一号 | 項目") and len(one.text) <= 280 for one in found)


@pytest.mark.parametrize("text", ["あ" * 1000, "あ、" * 500, "x" * 281, " | ".join(["あ" * 200] * 5)])
def test_no_passage_is_longer_than_the_limit_and_no_letter_is_lost(text: str) -> None:
    found = cut("E1", Reading(blocks=(Block(text, "1行目"),)))
    assert max(len(one.text) for one in found) <= 280
    assert "".join(one.text for one in found).replace(" | ", "").replace("\n", "") == text.replace(" | ", "")


def test_the_window_can_be_set() -> None:
    assert len(passages(*[LINE] * 6, window=Window(lines=1, shortest=1))) == 6
