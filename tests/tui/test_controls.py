"""Every kind of blank, one gesture each: what is pressed, what the document then holds."""

from pathlib import Path
from typing import Any

import pytest
from driving import answers_in, document, drive

from mnassess.tui.widgets import dates

ENTER_OPERATION = ["f3", "「1-1」", "enter"]
ENTER_COVER = ["enter"]


def answered(
    folder: Path, number: str, keys: list[str | tuple[str, ...]], form: str = "full-item", **answers: object
) -> dict[str, Any]:
    """The answers after going to a section by number, pressing the keys and leaving."""
    path = document(folder, form, **answers)
    drive(path, ["f3", f"「{number}」", "enter", *keys, "f2"])
    return answers_in(path)


def test_a_text_is_typed_and_enter_goes_on(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*ENTER_COVER, "「12」", "enter", "「全項目評価書」", "f2"])
    assert answers_in(path)["cover.number"] == "12"
    assert answers_in(path)["cover.title"] == "全項目評価書"


def test_a_long_text_keeps_its_lines(tmp_path: Path) -> None:
    found = answered(tmp_path, "1-5", ["「番号法」", "enter", "「別表」"])
    assert found["overview.number_use.legal_basis"] == "番号法\n別表"


@pytest.mark.parametrize("character", ["　", "\ue000", "〜", "－", "𠮟", "\U000e0100"])
def test_characters_stock_takes_for_unprintable_are_typed(tmp_path: Path, character: str) -> None:
    assert (
        answered(tmp_path, "1-5", [f"「葛{character}」"])["overview.number_use.legal_basis"]
        == f"葛{character}"
    )


def test_emptying_a_text_leaves_nothing(tmp_path: Path) -> None:
    found = answered(tmp_path, "1-5", ["delete", "delete"], overview__number_use__legal_basis="法令")
    assert "overview.number_use.legal_basis" not in found


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("一\r\n二\r\n三", "一\n二\n三"),
        ("か\u3099き", "がき"),
        ("髙﨑𠮟葛\U000e0100\ufa19", "髙﨑𠮟葛\U000e0100\ufa19"),
        ("a\x0cb", "ab"),
    ],
)
def test_a_paste_arrives_whole_and_normalized(tmp_path: Path, pasted: str, kept: str) -> None:
    assert answered(tmp_path, "1-5", [f"<{pasted}>"])["overview.number_use.legal_basis"] == kept


def test_a_paste_of_many_lines_into_a_short_text_is_kept_whole(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, [*ENTER_COVER, "<一\n二>", "f2"])
    assert answers_in(path)["cover.number"] == "一\n二"


def test_a_control_character_is_refused_and_said(tmp_path: Path) -> None:
    assert "制御文字 1 個を除きました" in drive(document(tmp_path), [*ENTER_COVER, "<a\x07b>"])


def test_kana_composed_one_mark_at_a_time(tmp_path: Path) -> None:
    assert answered(tmp_path, "1-5", ["<か>", "<\u3099>"])["overview.number_use.legal_basis"] == "が"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("あ", "い", "backspace", "う"), "あう法令"),
        (("right", "あ", "left", "い"), "法いあ令"),
        (("end", "あ", "backspace", "backspace", "い"), "法い"),
        (("あ", "enter", "い"), "あ\nい法令"),
    ],
)
def test_keys_pressed_faster_than_the_program_follows_keep_their_order(
    tmp_path: Path, keys: tuple[str, ...], text: str
) -> None:
    found = answered(tmp_path, "1-5", [keys], overview__number_use__legal_basis="法令")
    assert found["overview.number_use.legal_basis"] == text


@pytest.mark.parametrize("go_on", ["tab", "enter", "down"])
def test_what_is_typed_behind_a_key_that_goes_on_lands_in_the_next_blank(tmp_path: Path, go_on: str) -> None:
    path = document(tmp_path)
    drive(path, [*ENTER_COVER, ("1", "2", go_on, "評", "価", "f2")])
    found = answers_in(path)
    assert (found["cover.number"], found["cover.title"]) == ("12", "評価")


def test_what_is_typed_behind_insert_lands_in_the_new_entry(tmp_path: Path) -> None:
    path = document(tmp_path, **{"files[a]": None, "files[a].profile.outsourcing.status": "outsourced"})
    drive(path, ["f3", "「2-4」", "enter", "tab", ("insert", "印", "刷"), "f2"])
    assert "印刷" in answers_in(path).values()


@pytest.mark.parametrize("harmful", ["f6", "f7", "ctrl+u", "ctrl+k", "ctrl+d", "ctrl+w"])
def test_keys_of_the_ime_that_leak_do_no_harm(tmp_path: Path, harmful: str) -> None:
    found = answered(
        tmp_path, "1-5", ["end", harmful, "「あ」"], overview__number_use__legal_basis="法令の根拠"
    )
    assert found["overview.number_use.legal_basis"] == "法令の根拠あ"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (["2"], "from_1000"),
        (["２"], "from_1000"),
        (["down", "down", "enter"], "from_10000"),
        (["down", "ideographic_space"], "from_1000"),
        (["9"], None),
        (["3", "delete"], None),
        (["3", "backspace"], None),
    ],
)
def test_a_choice_is_made_by_digit_or_arrows(tmp_path: Path, keys: list[str], code: str | None) -> None:
    found = answered(tmp_path, "2-1", keys, "threshold")
    assert found.get("inputs.subjects.count") == code


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["space"], True),
        (["ideographic_space", "ideographic_space"], False),
        (["space", "space", "space"], None),
        (["2"], False),
        (["1", "delete"], None),
    ],
)
def test_space_takes_a_box_through_yes_no_and_nothing(
    tmp_path: Path, keys: list[str], value: bool | None
) -> None:
    assert answered(tmp_path, "1-9", keys, "threshold").get("overview.rule9_2.applied") is value


@pytest.mark.parametrize(
    ("keys", "marks"),
    [
        (["1", "3"], {"internal_check": True, "external": True}),
        (["1", "1"], None),
        (["down", "enter"], {"internal_audit": True}),
        (["1", "delete"], None),
    ],
)
def test_boxes_are_marked_and_unmarked(
    tmp_path: Path, keys: list[str], marks: dict[str, object] | None
) -> None:
    path = document(tmp_path, "threshold")
    drive(path, ["f3", "「4-9」", "enter", *keys, "f2"])
    value = answers_in(path).get("measures.audit.kinds")
    assert (None if value is None else len(value)) == (None if marks is None else len(marks))


def test_the_words_of_a_box_are_typed_below_and_come_back_with_its_mark(tmp_path: Path) -> None:
    path = document(tmp_path, **{"overview.systems[s]": None})
    to_boxes = ["f3", "「1-2-1」", "enter", "tab", "tab"]
    drive(path, [*to_boxes, "7", "tab", "「申請管理」", "f2"])
    assert dict(answers_in(path)["overview.systems[s].connections"]) == {"other": "申請管理"}
    drive(path, [*to_boxes, "7", "7", "1", "f2"])
    assert dict(answers_in(path)["overview.systems[s].connections"]) == {"network": True, "other": "申請管理"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("R7.10.1", "2025-10-01"),
        ("令和７年１０月", "2025-10"),
        ("2025/10/1", "2025-10-01"),
        ("令和8年1月（予定）", {"text": "令和8年1月（予定）"}),
    ],
)
def test_a_date_is_typed_in_any_usual_way(tmp_path: Path, typed: str, stored: object) -> None:
    path = document(tmp_path, "threshold")
    drive(path, ["f3", "「2-1」", "enter", "1", "tab", f"「{typed}」", "f2"])
    value = answers_in(path)["inputs.subjects.as_of"]
    assert (value if isinstance(value, str) else dict(value)) == stored


def test_words_that_may_become_a_date_are_kept_at_the_next_pause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = document(tmp_path, "threshold")
    to_date = ["f3", "「2-1」", "enter", "tab", "「未定」"]
    with monkeypatch.context() as patch:
        patch.setattr(
            dates, "PAUSE", 60
        )  # a busy machine must not reach the pause before the screen is looked at
        assert "入力中" in drive(path, to_date)
    assert "日付として読めません" in drive(path, [*to_date, "…", "f2"])
    assert dict(answers_in(path)["inputs.subjects.as_of"]) == {"text": "未定"}


def test_a_list_of_texts_is_edited_line_by_line(tmp_path: Path) -> None:
    found = answered(tmp_path, "1-3", ["<住民ファイル\r\n宛名ファイル\r\n\r\n>", "「税」"])
    assert found["overview.file_names"] == ("住民ファイル", "宛名ファイル", "税")


def test_a_line_of_a_list_is_moved(tmp_path: Path) -> None:
    found = answered(tmp_path, "1-3", ["ctrl+down"], overview__file_names=["一", "二", "三"])
    assert found["overview.file_names"] == ("二", "一", "三")


def test_a_figure_is_a_file_and_a_caption(tmp_path: Path) -> None:
    found = answered(tmp_path, "0-1", ["insert", "「figures/a.png」", "tab", "「流れ」", "escape"])
    assert [dict(figure) for figure in found["overview.figure.images"]] == [
        {"path": "figures/a.png", "caption": "流れ"}
    ]


def test_a_figure_without_its_file_waits(tmp_path: Path) -> None:
    assert "overview.figure.images" not in answered(tmp_path, "0-1", ["insert", "tab", "「流れ」", "escape"])


def test_rows_of_changes_are_added_copied_moved_and_removed(tmp_path: Path) -> None:
    row = ["insert", "「R7.4.1」", "tab", "「Ⅰ－１」", "tab", "「旧」", "tab", "「新」", "tab", "2", "escape"]
    path = document(tmp_path)
    drive(path, ["f3", "「0-3」", "enter", *row, "f2"])
    whole = {"date": "2025-04-01", "item": "Ⅰ－１", "before": "旧", "after": "新", "timing": "after"}
    assert [dict(one) for one in answers_in(path)["changes"]] == [whole]
    drive(path, ["f3", "「0-3」", "enter", "ctrl+d", "enter", "tab", "「二」", "escape", "ctrl+up", "f2"])
    assert [one["item"] for one in answers_in(path)["changes"]] == ["二Ⅰ－１", "Ⅰ－１"]
    drive(path, ["f3", "「0-3」", "enter", "delete", "f2"])
    assert [one["item"] for one in answers_in(path)["changes"]] == ["Ⅰ－１"]


def test_a_computed_blank_is_shown_and_takes_no_keyboard(tmp_path: Path) -> None:
    path = document(
        tmp_path,
        "threshold",
        inputs__subjects__count="under_1000",
        inputs__handlers__count="under_500",
        inputs__incident__occurred="not_occurred",
    )
    text = drive(path, ["f3", "「3」", "enter", "down", "down"])
    assert "【自動】" in drive(path, ["f3", "「しきい値判断結果」", "enter", "enter"]) or "【自動】" in text


def test_arrows_lead_from_one_blank_to_the_next_and_back(tmp_path: Path) -> None:
    path = document(tmp_path, "threshold")
    text = drive(path, ["f3", "「2-1」", "enter", *["down"] * 5])
    assert "> いつ時点の計数か" in text
    assert "> 評価対象の事務の対象人数は何人か" in drive(
        path, ["f3", "「2-1」", "enter", *["down"] * 5, "up"]
    )
