"""What people type for an answer, and the value that becomes of it."""

import pytest

from mnassess.documents.entering import parse_answer, parse_day
from mnassess.errors import AnswerError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FieldKind, FormKind
from mnassess.forms.shape import value_error

FORM = load_form("full-item", "2024-10")
TASKS = "files[].profile.outsourcing.tasks[]"
ITEMS = "files[].profile.basic.record_items"


def blank_of(kind: FieldKind) -> Field:
    return next(field for field in FORM.iter_fields() if field.kind is kind and field.is_stored)


BOXES = next(
    field for field in FORM.iter_fields() if field.choices and field.choices.find("four_items")
)  # its choice is printed 4情報（氏名、性別、生年月日、住所）
WITH_TEXT = next(
    field
    for field in FORM.iter_fields()
    if field.kind is FieldKind.CHECKS and field.choices and any(one.with_text for one in field.choices)
)
STATUS = FORM.field("files[].profile.outsourcing.status")
FLAG = blank_of(FieldKind.FLAG)
DATE = FORM.field("cover.publication_date")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("R7.10.1", "2025-10-01"),
        ("令和７年１０月１日", "2025-10-01"),
        ("2025/10", "2025-10"),
        ("来年の春", {"text": "来年の春"}),
    ],
)
def test_a_date_is_typed_in_any_usual_way_and_other_words_stay_words(text: str, value: object) -> None:
    assert parse_answer(DATE, text) == value


@pytest.mark.parametrize("text", ["outsourced", "委託する", " 委託する ", "1", "１"])
def test_a_choice_is_given_by_code_words_or_digit(text: str) -> None:
    assert parse_answer(STATUS, text) == "outsourced"


@pytest.mark.parametrize("text", ["0", "9", "たぶん", "-1"])
def test_a_choice_there_is_none_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(AnswerError, match=r"1\) 委託する　2\) 委託しない"):
        parse_answer(STATUS, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("はい", True), ("Yes", True), ("１", True), ("いいえ", False), ("false", False), ("2", False)],
)
def test_a_box_is_yes_or_no(text: str, value: bool) -> None:
    assert parse_answer(FLAG, text) is value


def test_a_box_that_is_neither_is_refused() -> None:
    with pytest.raises(AnswerError, match="「はい」か「いいえ」"):
        parse_answer(FLAG, "たぶん")


def test_boxes_are_given_by_code_words_and_digit() -> None:
    codes = [choice.code for choice in BOXES.choices or ()]
    assert parse_answer(BOXES, f"{codes[2]}、1，") == {codes[2]: True, codes[0]: True}


def test_a_comma_in_the_printed_brackets_of_a_box_does_not_part_it() -> None:
    assert parse_answer(BOXES, "4情報（氏名、性別、生年月日、住所）,1")["four_items"] is True


@pytest.mark.parametrize("form", ["{code}=窓口、端末", "{words}（窓口、端末）", "{words}(窓口、端末)"])
def test_the_words_of_a_box_stand_behind_it(form: str) -> None:
    choice = next(one for one in WITH_TEXT.choices or () if one.with_text)
    text = form.format(code=choice.code, words=choice.words)
    if "=" in text:
        text = text.replace("、", "・")
    found = parse_answer(WITH_TEXT, text)
    assert found == {choice.code: "窓口・端末" if "=" in text else "窓口、端末"}


def test_words_for_a_box_that_has_no_room_for_them_are_refused() -> None:
    plain = next(one for one in WITH_TEXT.choices or () if not one.with_text)
    with pytest.raises(AnswerError, match="言葉を添えられません"):
        parse_answer(WITH_TEXT, f"{plain.code}=何か")


def test_texts_and_figures_stand_on_lines_of_their_own() -> None:
    assert parse_answer(blank_of(FieldKind.TEXTS), "一\r\n\n 二 ") == ["一", "二"]
    figures = parse_answer(blank_of(FieldKind.FIGURE), "figures/a.png,流れ\nfigures/b.png")
    assert figures == [{"path": "figures/a.png", "caption": "流れ"}, {"path": "figures/b.png"}]


def test_a_long_text_keeps_its_lines_and_its_letters() -> None:
    assert parse_answer(blank_of(FieldKind.LONGTEXT), "髙﨑\r\n 𠮟か\u3099") == "髙﨑\n 𠮟が"


@pytest.mark.parametrize("kind", [FieldKind.TEXT, FieldKind.LONGTEXT, FieldKind.TEXTS])
def test_control_characters_are_refused(kind: FieldKind) -> None:
    with pytest.raises(AnswerError, match="制御文字"):
        parse_answer(blank_of(kind), "あ\x1b[2J")


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind is not FieldKind.PRINT])
def test_nothing_is_no_answer(kind: FieldKind) -> None:
    with pytest.raises(AnswerError, match="空です"):
        parse_answer(blank_of(kind), " 　\n")


def test_a_table_is_no_line() -> None:
    with pytest.raises(AnswerError, match="一行で答えられません"):
        parse_answer(blank_of(FieldKind.ROWS), "変更")


@pytest.mark.parametrize("form", [load_form(kind) for kind in FormKind], ids=lambda form: form.kind)
def test_every_choice_of_every_form_is_found_by_its_words_and_by_its_digit(form: object) -> None:
    for field in form.iter_fields():
        if field.kind in {FieldKind.CHOICE, FieldKind.CHECKS} and field.is_stored:
            for place, choice in enumerate(field.choices, start=1):
                one = choice.code if field.kind is FieldKind.CHOICE else {choice.code: True}
                for text in (choice.code, choice.label, str(place)):
                    assert parse_answer(field, text) == one, (field.path, text)
                assert value_error(form, field.path, one) == ""


def test_a_fact_and_a_note_need_a_whole_day() -> None:
    assert FORM.facts is not None
    day = next(one for one in FORM.facts.children if isinstance(one, Field) and one.kind is FieldKind.DATE)
    assert parse_answer(day, "令和7年10月1日") == "2025-10-01"
    for text in ("令和7年10月", "来週"):
        with pytest.raises(AnswerError, match="年月日として読めません"):
            parse_answer(day, text)
        with pytest.raises(AnswerError, match="年月日として読めません"):
            parse_day(text)
