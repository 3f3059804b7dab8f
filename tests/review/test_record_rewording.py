"""How much a text changed is told by what changed in it."""

import json
from pathlib import Path

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.review.rewording import meaning_words, read_meaning_words, reworded

SOURCE = resources.schemas() / "review" / "rewording.json"


@pytest.mark.parametrize(
    ("before", "after", "amount"),
    [
        ("記録を５年 保存", "記録を5年保存", "nothing"), ("ログを、保存", "ログを保存。", "spelling"),
        ("IDを管理", "idを管理", "spelling"), ("記録を残している", "記録を残しております", "wording"),
        ("年1回点検する", "毎年度点検する", "meaning"), ("年1回確かめる", "年一回確かめる", "wording"),
        ("84か月残す", "7年残す", "wording"), ("9.5時間", "95時間", "meaning"), ("第12条による", "第13条による", "meaning"),
        ("令和7年4月1日から", "R7.4.1から", "wording"), ("令和7年4月1日から", "令和7年4月2日から", "meaning"),
        ("実施している", "実施していない", "meaning"), ("実施している", "実施する予定である", "meaning"),
        ("甲社が行う", "乙社が行う", "meaning"), ("点検する", "一部を点検する", "meaning"),
        ("10以上", "10以下", "meaning"), ("≧10", "≦10", "wording"), ("", "", "nothing"),
    ],
)  # fmt: skip
def test_numbers_negations_conditions_and_names_carry_the_meaning(
    before: str, after: str, amount: str
) -> None:
    names = ("甲社", "乙社", " ")
    assert reworded(before, after, names).amount == amount
    assert reworded(after, before, names).amount == amount


def test_what_changed_is_said_in_the_words_of_people() -> None:
    assert (
        reworded("年1回、職員が行う", "年2回、委託先が行わない").words == "意味（数字・打消し・名称・対象）"
    )


@pytest.mark.parametrize("length", [10, 5000])
def test_long_runs_of_digits_are_read_without_harm(length: int) -> None:
    assert reworded("1" * length, "1" * length + "0").amount == "meaning"


@pytest.mark.parametrize(
    ("old", "new"),
    [('"negation"', '"mood"'), ('"words": ["予定"', '"word": ["予定"'), ('"modality"', '"negation"'), ('"kinds"', '"sorts"')],
)  # fmt: skip
def test_a_data_file_that_is_not_understood_is_refused(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "rewording.json"
    path.write_text(SOURCE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormDefinitionError):
        read_meaning_words(path)


def test_every_word_is_listed_once() -> None:
    words = [word for group in meaning_words().values() for word in group]
    assert len(set(words)) == len(words)
    assert json.loads(SOURCE.read_text(encoding="utf-8"))["edition"] == "2026-11"
