"""The checklist screen: the points of the examination and the nine duties, answered by digit."""

from pathlib import Path

import pytest
from driving import LARGE, SMALL
from review_driving import drive_page, reviewed

from mnassess.review.checklist_questions import answer_question, question_named, questions_of
from mnassess.review.desk import ReviewDesk
from mnassess.review.drafts import draft_of
from mnassess.review.model import Answer, Method, VerdictCode
from mnassess.review.record import oldest_first
from mnassess.review.session import read_review
from mnassess.tui.screens.checklist import NOTES, ChecklistPage
from mnassess.tui.screens.sign_off import SignOffPage


def said(path: Path) -> list[str]:
    """Every answer on record, oldest first."""
    answers = oldest_first(read_review(path, "full-item").record.checklist)
    return [f"{one.about} {one.answer} {one.by} {one.note}".strip() for one in answers]


def first_answered_by_sato(desk: ReviewDesk) -> None:
    first, *_ = questions_of(desk.assessment.form, {})
    desk.keep(answer_question(desk.record, first, Answer.NO, by="佐藤", at=desk.now(), note="計算が違う"))


def all_answered(desk: ReviewDesk) -> None:
    record = desk.record
    for one in questions_of(desk.assessment.form, {}):
        record = answer_question(record, one, Answer.YES, by="佐藤", at=desk.now())
    desk.keep(record)


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("checklist-80x24", [], SMALL),
        ("checklist-questions-80x24", ["enter"], SMALL),
        ("checklist-duty-80x24", ["end", "up", "up"], SMALL),
        ("checklist-risks-160x50", [*["down"] * 8, "enter", "end"], LARGE),
        ("checklist-help-160x50", ["f1"], LARGE),
    ],
)
def test_points_their_questions_and_what_bears_on_them_are_seen(
    name: str, keys: list[str], size: tuple[int, int], tmp_path: Path, expected
) -> None:
    screen = drive_page(reviewed(tmp_path), ChecklistPage, keys, size, first_answered_by_sato)
    expected(f"tui/{name}.txt", screen)


@pytest.mark.parametrize("digit", ["2", "２"])
def test_digits_of_either_width_answer_and_the_next_open_question_comes(digit: str, tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_page(path, ChecklistPage, ["enter", f"「{digit}」"])
    assert said(path) == ["A1 no 山田"]
    assert "> A1-1 [未回答]" in screen
    assert "問い146 回答1 未回答145 分かれている0" in screen


def test_an_answer_is_on_the_disk_before_the_page_is_left(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    seen: list[list[str]] = []
    drive_page(path, ChecklistPage, ["enter", "1"], then=lambda _: seen.append(said(path)))
    assert seen == [["A1 yes 山田"]]


def test_in_the_list_of_points_a_digit_answers_the_point_and_stays(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_page(path, ChecklistPage, ["down", "1"])
    assert said(path) == ["A2 yes 山田"]
    assert "> A2  [残2]" in screen


def test_a_note_goes_with_the_next_answer(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_page(path, ChecklistPage, ["enter", "ctrl+o", "「計画書で見た」", "enter", "1", "up"])
    assert said(path) == ["A1 yes 山田 計画書で見た"]
    assert "山田：はい　計画書で見た" in screen


def test_a_note_waits_on_the_disk_until_it_goes_with_an_answer(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    noted = ["enter", "down", "ctrl+o", "「計画書で見た」", "enter"]
    seen: list[object] = []
    drive_page(path, ChecklistPage, noted, then=lambda _: seen.append(draft_of(path, NOTES)))
    assert seen == [{"A1-1": "計画書で見た"}]
    assert "[注記] 計画書で見た" in drive_page(path, ChecklistPage, ["enter", "down"])
    drive_page(path, ChecklistPage, ["enter", "down", "1"])
    assert said(path) == ["A1 yes 山田 計画書で見た"]
    assert draft_of(path, NOTES) == {}


def test_a_note_that_was_emptied_does_not_come_back(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_page(path, ChecklistPage, ["enter", "ctrl+o", "「見」", "enter", "ctrl+o", "delete", "enter"])
    assert draft_of(path, NOTES) == {}


def test_where_the_disk_takes_no_note_it_is_said(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    blocked = path.parents[1] / ".mnassess" / path.parent.name / f"{path.stem}.review.{NOTES}.json"
    screen = drive_page(
        path,
        ChecklistPage,
        ["enter", "ctrl+o", "「計画書で見た」", "enter"],
        prepare=lambda _: blocked.mkdir(),
    )
    assert "[注記] 計画書で見た" in screen
    assert "下書きを記録できません" in screen


def test_an_answer_is_given_anew_and_the_earlier_one_stays_in_sight(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_page(path, ChecklistPage, ["enter", "1", "up"], prepare=first_answered_by_sato)
    assert said(path) == ["A1 no 佐藤 計算が違う", "A1 yes 山田"]
    assert "佐藤：いいえ　計算が違う" in screen
    assert "> A1 [はい]" in screen


def test_the_next_key_goes_from_point_to_point_and_round(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "> A1-1 [未回答]" in drive_page(path, ChecklistPage, ["f4"], prepare=first_answered_by_sato)
    assert "> A2 [未回答]" in drive_page(path, ChecklistPage, [*["f4"] * 4])
    assert "> A1-1 [未回答]" in drive_page(path, ChecklistPage, ["end", "f4", "f4"])


def test_when_everything_is_answered_it_is_said(tmp_path: Path) -> None:
    screen = drive_page(reviewed(tmp_path), ChecklistPage, ["f4"], prepare=all_answered)
    assert "未回答の問いは残っていません。" in screen
    assert "> A1  [済]" in screen


def test_a_letter_is_no_answer_and_it_is_said(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "答えは数字です。" in drive_page(path, ChecklistPage, ["「は」", "「5」"])
    assert said(path) == []


def test_people_who_differ_are_marked_until_somebody_answers_once_more(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_page(path, ChecklistPage, prepare=first_answered_by_sato)
    other = reviewed(tmp_path / "other")
    drive_page(other, ChecklistPage, ["1"])
    from mnassess.review.merging import merge_review_files
    from mnassess.review.review_file import review_path

    merged = tmp_path / "merged.json"
    merge_review_files(review_path(path), review_path(other), merged)
    review_path(path).write_bytes(merged.read_bytes())
    screen = drive_page(path, ChecklistPage)
    assert "> A1  [残3 分1]" in screen
    assert "答えが分かれています。" in screen
    assert "> A1  [残3]" in drive_page(path, ChecklistPage, ["2"])


def test_esc_leads_outward(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "> A1  [残4]" in drive_page(path, ChecklistPage, ["enter", "escape"])
    assert "> A1  [残4]" in drive_page(path, ChecklistPage, ["enter", "left", "left"])
    assert "全体 記載3" in drive_page(path, ChecklistPage, ["enter", "escape", "escape"])


def test_a_file_that_cannot_be_used_is_named_and_leads_back(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    (path.parents[1] / "knowledge.json").write_text("{", encoding="utf-8")
    assert "知識ベース" in drive_page(path, ChecklistPage)
    assert "全体 記載3" in drive_page(path, ChecklistPage, ["enter"])


def answered_before_the_verdict(desk: ReviewDesk) -> None:
    """Two questions about claims that were judged afterwards."""
    for item in ("B9-U4", "D7"):
        question = question_named(desk.checklist().questions, item)
        desk.keep(answer_question(desk.record, question, Answer.YES, by="佐藤", at=desk.now()))
    desk.judge(desk.claims[0], VerdictCode.SUPPORTED, method=Method.EXAMINE, evidence=["E1"])


def test_an_answer_whose_ground_moved_is_to_be_confirmed(tmp_path: Path, expected) -> None:
    keys = ["end", "up", "up"]
    screen = drive_page(reviewed(tmp_path), ChecklistPage, keys, SMALL, answered_before_the_verdict)
    expected("tui/checklist-stale-80x24.txt", screen)


def test_the_next_open_question_is_one_to_be_confirmed_and_the_answer_settles_it(tmp_path: Path) -> None:
    path = reviewed(tmp_path)

    def all_answered_before(desk: ReviewDesk) -> None:
        all_answered(desk)
        answered_before_the_verdict(desk)

    keys = ["f4", "1", "f4", "1", "f4"]
    screen = drive_page(path, ChecklistPage, keys, prepare=all_answered_before)
    assert [one for one in said(path) if one.endswith("山田")] == ["B9 yes 山田", "kept_safe yes 山田"]
    assert "未回答の問いは残っていません。" in screen
    assert "要再確認" not in screen


def test_signing_says_which_answers_it_does_not_rest_on(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_page(path, SignOffPage, ["end"], LARGE, answered_before_the_verdict)
    assert "■ 署名に含まれない、要再確認の答え（審査の観点と九つの義務）　2 件" in screen
    assert "B9-U4" in screen
