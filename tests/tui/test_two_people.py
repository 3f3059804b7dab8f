"""Somebody else changes the file while it is open: what does not overlap comes in, what overlaps is decided here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import LARGE, SMALL, answers_in, document, drive

from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document, save_document


def change(path: Path, **answers: object) -> Callable[[], None]:
    """Somebody else writes these answers into the file."""

    def write() -> None:
        assessment = load_document(path).assessment
        for name, value in answers.items():
            assessment = assessment.with_answer(name.replace("__", "."), value)
        save_document(path, assessment)

    return write


def test_another_blank_changed_outside_comes_in_and_is_told(tmp_path: Path) -> None:
    path = document(tmp_path)
    text = drive(path, ["enter", "「9」", change(path, cover__title="外の題"), "f2"])
    assert "外での変更 1 件を取り込みました。" in text
    assert "外の題" in text
    assert (answers_in(path)["cover.number"], answers_in(path)["cover.title"]) == ("9", "外の題")


def test_a_change_made_outside_is_seen_without_a_key(tmp_path: Path) -> None:
    path = document(tmp_path)
    assert "外の題" in drive(path, ["enter", change(path, cover__title="外の題"), "…", "…"])


def test_who_only_looks_sees_what_the_other_one_writes(tmp_path: Path) -> None:
    path = document(tmp_path)
    other = EditingSession.open(path, "鈴木")

    def write() -> None:
        other.set_answer("cover.title", "鈴木の題")
        other.save()

    text = drive(path, ["enter", "enter", write, "…", "…"], then=lambda _: other.close())
    assert "鈴木の題" in text
    assert "閲覧のみ" in text


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
def test_both_answers_stand_side_by_side(tmp_path: Path, size: tuple[int, int], expected) -> None:
    path = document(tmp_path, cover__title="児童手当に関する事務　全項目評価書")
    outside = change(path, cover__title="児童手当の支給に関する事務　全項目評価書")
    keys = ["enter", "tab", "end", "「（案）」", outside, "f2"]
    expected(f"tui/conflict-{size[0]}x{size[1]}.txt", drive(path, keys, size))


@pytest.mark.parametrize(("key", "kept"), [("1", "私の題"), ("2", "外の題")])
def test_a_digit_decides_whose_answer_stands(tmp_path: Path, key: str, kept: str) -> None:
    path = document(tmp_path)
    text = drive(path, ["enter", "tab", "「私の題」", change(path, cover__title="外の題"), "f2", key])
    assert answers_in(path)["cover.title"] == kept
    assert "保存済" in text
    assert kept in text


def test_a_decision_put_off_leaves_the_file_as_it_is_and_can_be_made_later(tmp_path: Path) -> None:
    path = document(tmp_path)
    outside = change(path, cover__title="外の題")

    def look() -> None:
        assert answers_in(path)["cover.title"] == "外の題"

    keys = ["enter", "tab", "「私の題」", outside, "f2", "escape"]
    assert "記録済（ファイルに保存できません）" in drive(path, [*keys, look])
    keys = ["enter", "tab", "「私の題」", "escape", look, "f2", "1", "f2"]


def test_after_a_crash_what_overlaps_is_asked_on_opening(tmp_path: Path) -> None:
    path = document(tmp_path)
    session = EditingSession.open(path, "山田")
    session.set_answer("cover.title", "私の題")
    session.abandon()
    change(path, cover__title="外の題")()
    text = drive(path, ["enter", "1", "f2"])
    assert "保存済" in text
    assert answers_in(path)["cover.title"] == "私の題"


def test_a_file_replaced_by_something_else_is_told_and_typing_goes_on(tmp_path: Path) -> None:
    path = document(tmp_path)
    text = drive(path, ["enter", "「9」", lambda: path.write_text("{", encoding="utf-8"), "f2", "「8」"])
    assert "JSON として読めません" in text
    assert "記録済" in text
    assert path.read_text(encoding="utf-8") == "{"
