"""Which differences a fingerprint does not see, and which it does."""

import pytest

from mnassess.review.fingerprints import fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＩＤを記録する（年１回）。", "IDを記録する(年1回)。"),
        ("ﾊﾟｽﾜｰﾄﾞ｡", "パスワード。"),
        ("ｶﾞﾊﾞﾒﾝﾄ･ｸﾗｳﾄﾞ", "ガバメント・クラウド"),
        ("記録\nする。", "　記録 \tする。 "),
        ("￥１００", "¥100"),
        ("A\u200bB", "AB"),
    ],
)
def test_white_space_and_width_make_no_difference(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("記録する。", "記録する"),
        ("①記録", "1記録"),
        ("㈱みほん", "(株)みほん"),
        ("ID", "id"),
        ("神社", "\ufa19社"),
        ("は", "ば"),
        ("サーバ", "サーバー"),
        ("年1回", "年一回"),
        ("〜", "~"),
        ("か\u3099", "が"),
    ],
)
def test_everything_else_does(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_a_lone_surrogate_has_a_fingerprint_too() -> None:
    assert fingerprint("\ud842") != fingerprint("")
