"""Where two texts differ is told in pieces a reader can follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnassess.documents.wording import iter_passages


def told(old: str, new: str) -> str:
    marks = {"both": "{}", "old": "[-{}]", "new": "[+{}]"}
    return "".join(marks[one.side].format(one.text) for one in iter_passages(old, new))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("年1回研修を行う。", "年2回研修を行う。", "[-年1][+年2]回研修を行う。"),
        ("記録を残す。", "記録を残す。", "記録を残す。"),
        ("", "新しい", "[+新しい]"),
        ("古い", "", "[-古い]"),
        ("窓口において確認する。", "窓口で確認する。", "窓口[-において][+で]確認する。"),
        ("甲乙", "丙丁", "[-甲乙][+丙丁]"),
    ],
)
def test_only_what_differs_is_marked(old: str, new: str, words: str) -> None:
    assert told(old, new) == words


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_passages_of_each_side_are_its_whole_text(old: str, new: str) -> None:
    passages = list(iter_passages(old, new))
    assert "".join(one.text for one in passages if one.side != "new") == old
    assert "".join(one.text for one in passages if one.side != "old") == new
