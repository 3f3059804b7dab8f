"""An interview by keys: one question at a time, Enter goes on, who answered is noted, nothing is in the way."""

from pathlib import Path
from typing import Any

import pytest
from driving import LARGE, SMALL, answers_in, document, drive, put

from mnassess.documents.storage import load_document

STATUS = "files[a].profile.outsourcing.status"
START = ["f12", "「税務課長」", "enter"]


def notes_in(path: Path) -> dict[str, Any]:
    return dict(load_document(path).assessment.interview)


SCREENS = {
    "who": ["f12"],
    "text": START,
    "choice": ["f3", "「2-4」", "enter", *START],
    "long-text": [*START, "「12」", "enter", "「題」", "enter", "「一行目」", "enter", "「二行目」"],
    "list": ["f3", "「2-4」", "enter", *START, "f9"],
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_question_looks_as_expected(name: str, size: tuple[int, int], tmp_path: Path, expected) -> None:
    path = document(tmp_path, **{"files[a]": None, STATUS: "outsourced"})
    expected(f"tui/interview-{name}-{size[0]}x{size[1]}.txt", drive(path, SCREENS[name], size))


def test_enter_goes_from_question_to_question_and_the_answers_are_there(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*START, "「12」", "enter", "「題名」", "enter", "f2"])
    assert answers_in(path)["cover.number"] == "12"
    assert answers_in(path)["cover.title"] == "題名"


def test_a_long_text_ends_with_an_empty_line_that_is_not_kept(tmp_path: Path) -> None:
    path = document(tmp_path)
    text = drive(
        path, [*START, "enter", "enter", "「一行目」", "enter", "「二行目」", "enter", "enter", "f2"]
    )
    assert answers_in(path)["cover.declaration"] == "一行目\n二行目"
    assert "表紙－特記事項" in text


def test_who_answered_and_when_is_noted_with_the_answer(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*START, "「12」", "enter", "f2"])
    note = notes_in(path)["cover.number"]
    assert (note["source"], note["who"]) == ("interview", "税務課長")
    assert note["on"][:2] == "20"


def test_an_answer_that_was_only_read_gets_no_note(tmp_path: Path) -> None:
    path = document(tmp_path, cover__number="12")
    drive(path, [*START, "f8", "enter", "enter", "f2"])
    assert notes_in(path) == {}


def test_one_undo_takes_back_the_answer_with_its_note(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*START, "「12」", "enter", "ctrl+z", "f2"])
    assert "cover.number" not in answers_in(path)
    assert notes_in(path) == {}


def test_a_digit_answers_a_choice_and_enter_alone_chooses_nothing(tmp_path: Path) -> None:
    path = document(tmp_path, "threshold")
    drive(path, ["f3", "「2-1」", "enter", *START, "enter", "escape"])
    assert "inputs.subjects.count" not in answers_in(path)
    drive(path, ["f3", "「2-1」", "enter", *START, "2", "enter", "escape"])
    assert answers_in(path)["inputs.subjects.count"] == "from_1000"


def test_a_list_is_asked_for_entry_by_entry(tmp_path: Path) -> None:
    path = document(tmp_path)
    put(path, {"files[a]": None, STATUS: "outsourced"})
    at_list = ["f3", "「2-4」", "enter", *START, "f9"]
    drive(path, [*at_list, "1", "「保守」", "enter", "escape"])
    tasks = load_document(path).assessment.items_of("files[a].profile.outsourcing.tasks")
    assert len(tasks) == 1
    assert answers_in(path)[f"files[a].profile.outsourcing.tasks[{tasks[0]}].name"] == "保守"


def test_a_list_without_more_goes_on(tmp_path: Path) -> None:
    path = document(tmp_path)
    put(path, {"files[a]": None, STATUS: "outsourced"})
    text = drive(path, ["f3", "「2-4」", "enter", *START, "f9", "2"])
    assert "Ⅱ －５" in text


def test_the_next_interview_begins_where_the_last_one_stopped(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*START, "「12」", "enter", "「題名」", "enter", "escape"])
    assert "個人のプライバシー等の権利利益の保護の宣言" in drive(path, START)


def test_escape_returns_to_the_section_of_the_question(tmp_path: Path) -> None:
    text = drive(document(tmp_path), [*START, "enter", "enter", "「宣言」", "escape"])
    assert "> 個人のプライバシー等の権利利益の保護の宣言" in text


def test_quitting_in_an_interview_keeps_what_was_typed_and_who_said_it(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*START, "「12」", "ctrl+q"])
    assert answers_in(path)["cover.number"] == "12"
    assert notes_in(path)["cover.number"]["who"] == "税務課長"
