"""The documents of a workspace."""

from pathlib import Path

import pytest
from driving import LARGE, SMALL, answers_in, document, drive, workspace


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
def test_documents_stand_under_their_operation_with_counts(
    size: tuple[int, int], tmp_path: Path, expected
) -> None:
    document(tmp_path, "threshold")
    document(tmp_path, "key-item", cover__number="3")
    expected(f"tui/home-{size[0]}x{size[1]}.txt", drive(tmp_path / "ws", ["…"], size))


def test_a_document_that_cannot_be_read_says_so_in_its_line(tmp_path: Path) -> None:
    document(tmp_path, "threshold").write_text("{", encoding="utf-8")
    assert "開けません" in drive(tmp_path / "ws", ["…"])


def test_enter_opens_and_escape_comes_back(tmp_path: Path) -> None:
    document(tmp_path, "threshold")
    assert "表紙" in drive(tmp_path / "ws", ["enter"])
    assert "Enter 開く" in drive(tmp_path / "ws", ["enter", "escape"])


def test_a_new_document_is_made_and_opened(tmp_path: Path, expected) -> None:
    root = workspace(tmp_path)
    keys = ["insert", "「予防接種に関する事務」", "tab", "1"]
    expected("tui/new-document.txt", drive(root, keys))
    assert "基礎項目評価書" in drive(root, [*keys, "f2"])
    assert answers_in(root / "予防接種に関する事務" / "threshold.json")["cover.agency"] == "みほん市長"


def test_a_new_document_takes_over_what_another_says(tmp_path: Path) -> None:
    document(tmp_path, "threshold", cover__declaration="宣言します。")
    drive(tmp_path / "ws", ["insert", "tab", "2", "tab", "1", "f2"])
    made = tmp_path / "ws" / "児童手当に関する事務" / "key-item.json"
    assert answers_in(made)["cover.declaration"] == "宣言します。"


def test_a_document_is_not_overwritten(tmp_path: Path) -> None:
    document(tmp_path, "threshold")
    text = drive(tmp_path / "ws", ["insert", "「児童手当に関する事務」", "tab", "1", "f2"])
    assert "既にあります" in text
