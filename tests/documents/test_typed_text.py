"""Typed and pasted text as a document holds it."""

import pytest

from mnassess.documents.typed import composed, normalized


@pytest.mark.parametrize(
    ("typed", "kept", "dropped"),
    [
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目", 0),
        ("か\u3099", "が", 0),
        ("\ufa19社", "\ufa19社", 0),
        ("葛\U000e0100城市", "葛\U000e0100城市", 0),
        ("①㈱～〜－", "①㈱～〜－", 0),
        ("a\x07b\x1b", "ab", 2),
        ("表\tの", "表\tの", 0),
        ("\ue000", "\ue000", 0),
    ],
)
def test_only_line_ends_kana_and_control_characters_are_touched(typed: str, kept: str, dropped: int) -> None:
    assert normalized(typed) == (kept, dropped)


def test_name_variants_survive_beside_composed_kana() -> None:
    assert composed("\ufa19か\u3099\ufa10") == "\ufa19が\ufa10"
