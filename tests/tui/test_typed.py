"""What a typed character is, and how many people count."""

import pytest

from mnassess.tui.typed import count_characters, digit_of


@pytest.mark.parametrize(("text", "count"), [("あい\nう", 3), ("葛\U000e0100", 1), ("", 0), ("𠮟る", 2)])
def test_characters_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert count_characters(text) == count


@pytest.mark.parametrize(
    ("character", "digit"), [("3", 3), ("３", 3), ("三", None), ("①", None), (None, None), ("", None)]
)
def test_a_digit_may_be_full_width(character: str | None, digit: int | None) -> None:
    assert digit_of(character) == digit
