"""Beside an answer: 要確認, homework, what other documents say, what becomes of answers that no longer apply."""

from pathlib import Path
from typing import Any

import pytest
from driving import MIDDLE, OPERATION, SMALL, answers_in, document, drive

from mnassess.documents.creation import create_document
from mnassess.documents.storage import load_document, save_document


def notes_in(path: Path) -> dict[str, Any]:
    return dict(load_document(path).assessment.interview)


def beside(path: Path, form: str, **answers: object) -> None:
    """Another document of the same operation."""
    made = create_document(path.parents[1], form, name=OPERATION)
    assessment = load_document(made).assessment
    for name, value in answers.items():
        assessment = assessment.with_answer(name.replace("__", "."), value)
    save_document(made, assessment)


def test_a_blank_is_marked_to_be_confirmed_and_unmarked_by_the_same_key(tmp_path: Path) -> None:
    path = document(tmp_path)
    assert "評価書番号 【必須】 [要確認]" in drive(path, ["enter", "ctrl+t", "f2"])
    assert notes_in(path) == {"cover.number": {"certainty": "to_confirm"}}
    assert "[要確認]" not in drive(path, ["enter", "ctrl+t", "f2"])
    assert notes_in(path) == {}


def test_homework_is_written_on_a_page_and_shown_at_its_blank(tmp_path: Path, expected) -> None:
    path = document(tmp_path)
    page = ["enter", "ctrl+o"]
    expected("tui/note-80x24.txt", drive(path, page, SMALL))
    keys = [
        *page,
        *["tab"] * 5,
        "「契約書を見る」",
        "tab",
        "「税務課」",
        "tab",
        "「R8.12.10」",
        "escape",
        "f2",
    ]
    text = drive(path, keys, MIDDLE)
    assert "評価書番号 【必須】 [宿題]" in text
    assert "記録：宿題：契約書を見る（税務課、令和8年12月10日まで）" in text
    assert notes_in(path)["cover.number"] == {"task": "契約書を見る", "owner": "税務課", "due": "2026-12-10"}


def test_words_where_a_day_belongs_are_kept_in_the_memo(tmp_path: Path) -> None:
    path = document(tmp_path)
    keys = ["enter", "ctrl+o", *["tab"] * 5, "「契約書を見る」", "tab", "tab", "「来週」", "escape", "f2"]
    assert "日付として読めない言葉は、覚え書きに移しました。" in drive(path, keys[:-1])
    drive(path, keys)
    assert notes_in(path)["cover.number"]["task"] == "契約書を見る"
    assert "宿題の期限：来週" in notes_in(path)["cover.number"]["note"]


def test_quitting_on_the_page_of_a_note_keeps_what_is_on_it(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, ["enter", "ctrl+o", *["tab"] * 4, "「覚え書き」", "tab", "tab", "tab", "「来週」", "ctrl+q"])
    assert notes_in(path)["cover.number"]["note"] == "覚え書き\n宿題の期限：来週"


def test_open_notes_are_listed_and_lead_to_their_blank(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, ["enter", "tab", "ctrl+t", "f2"])
    text = drive(path, ["f10", "「要確認と宿題」", "enter"])
    assert "表紙－評価書名　要確認" in text
    assert "> 評価書名" in drive(path, ["f10", "「要確認と宿題」", "enter", "enter"])


def test_a_note_is_never_in_the_word_report(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, ["enter", "ctrl+o", *["tab"] * 4, "「内緒の覚え書き」", "escape", "f10", "「word」", "enter"])
    assert notes_in(path)["cover.number"]["note"] == "内緒の覚え書き"
    from zipfile import ZipFile

    with ZipFile(path.with_suffix(".docx")) as report:
        assert not any("内緒の覚え書き".encode() in report.read(name) for name in report.namelist())


def test_what_another_document_says_is_offered_and_taken_over_by_a_key(tmp_path: Path) -> None:
    path = document(tmp_path)
    beside(path, "threshold", overview__department__name="こども課")
    department = ["f3", "「1-7」", "enter"]
    text = drive(path, department)
    assert "基礎項目評価書 令和6年10月版では「こども課」" in text.replace("\n", "")
    text = drive(path, [*department, "ctrl+b", "f2"])
    assert answers_in(path)["overview.department.name"] == "こども課"
    assert notes_in(path)["overview.department.name"]["source"] == "transcription"
    assert "こども課" in text


def test_a_fact_told_otherwise_in_another_document_is_pointed_out(tmp_path: Path) -> None:
    path = document(tmp_path, overview__department__name="税務課")
    beside(path, "threshold", overview__department__name="こども課")
    text = drive(path, ["f3", "「1-7」", "enter"], (160, 50))
    assert "食い違い" in text
    assert "こども課" in text


def test_an_offer_is_never_forced_upon_an_answer_that_is_there(tmp_path: Path) -> None:
    path = document(tmp_path, overview__department__name="税務課")
    beside(path, "threshold", overview__department__name="こども課")
    drive(path, ["f3", "「1-7」", "enter", "ctrl+b", "escape"])
    assert answers_in(path)["overview.department.name"] == "税務課"
    drive(path, ["f3", "「1-7」", "enter", "ctrl+b", "enter", "f2"])
    assert answers_in(path)["overview.department.name"] == "こども課"


LINKED = {"overview__linkage__status": "linked", "overview__linkage__legal_basis": "番号法"}


def test_before_an_answer_hides_others_it_says_which(tmp_path: Path, expected) -> None:
    path = document(tmp_path, **LINKED)
    expected("tui/hiding-80x24.txt", drive(path, ["f3", "「1-6」", "enter", "2"]))
    drive(path, ["f3", "「1-6」", "enter", "2", "escape"])
    assert answers_in(path)["overview.linkage.status"] == "linked"


def test_hidden_answers_are_kept_aside_and_come_back_with_the_answer(tmp_path: Path) -> None:
    path = document(tmp_path, **LINKED)
    text = drive(path, ["f3", "「1-6」", "enter", "2", "enter", "f2"], MIDDLE)
    assert "前の記載は取り置いて" in text
    assert "overview.linkage.legal_basis" not in answers_in(path)
    assert load_document(path).assessment.shelved == {"overview.linkage.legal_basis": "番号法"}
    text = drive(path, ["f3", "「1-6」", "enter", "1", "f2"])
    assert answers_in(path)["overview.linkage.legal_basis"] == "番号法"
    assert "番号法" in text


def test_hidden_list_entries_leave_the_outline_and_come_back(tmp_path: Path) -> None:
    status = "files[a].profile.outsourcing.status"
    task = "files[a].profile.outsourcing.tasks[t1]"
    answers = {"files[a]": None, status: "outsourced", "files[a].profile.outsourcing.tasks[t1]": None}
    path = document(tmp_path, **answers, **{f"{task}.name": "システムの保守"})
    text = drive(path, ["f3", "「2-4」", "enter", "2", "enter"], MIDDLE)
    assert "システムの保守" not in text
    text = drive(path, ["f3", "「2-4」", "enter", "1"], MIDDLE)
    assert "委託事項1 システムの保守" in text


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], "しきい値判断：対象人数・取扱者数・重大事故の全てに答えると決まります。"),
        (
            ["3", "f9", "2", "f9", "2", "f8", "f8"],
            "しきい値判断：基礎項目評価の実施が義務付けられる",
        ),
        (
            ["5", "f9", "1", "f9", "2", "f8", "f8"],
            "しきい値判断：基礎項目評価及び全項目評価の実施が義務付けられる",
        ),
    ],
    ids=["open", "small", "large"],
)
def test_the_threshold_decision_follows_the_answers(tmp_path: Path, keys: list[str], words: str) -> None:
    path = document(tmp_path, "threshold")
    assert words in drive(path, ["f3", "「2-1」", "enter", *keys], MIDDLE)
