"""Which claim of today is which claim of before."""

from datetime import UTC, datetime

import pytest
from claiming import COPYING, claims, report
from hypothesis import given
from hypothesis import strategies as st

from mnassess.review.claims import claims_of
from mnassess.review.following import Change, follow, remembered
from mnassess.review.model import Method, Verdict, VerdictCode

BEFORE = "＜本市における措置＞\n・サーバ室への入退室を記録し、記録を5年間保存する。\n・年1回、アクセス権限の棚卸を行う。\n・USBメモリの接続を禁止する。"


def became(before: str, after: str) -> dict[str, tuple[str, str]]:
    """Words before → (words now, what changed)."""
    found = follow(claims(before), claims(after))
    return {one.old.text: (one.new.text, one.change.value) for one in found.successors.values()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("記録を5年間保存する", "記録を3年間保存する"),
        ("年1回、アクセス権限", "半年に1回、アクセス権限"),
        ("接続を禁止する", "接続を禁止していない"),
        ("記録し、記録を5年間保存する", "記録する"),
        ("棚卸を行う。", "棚卸を行い、不要な権限を失効させ、結果を情報政策課長に報告する。"),
    ],
)
def test_a_claim_whose_words_changed_has_a_successor_and_the_others_stay(old: str, new: str) -> None:
    found = became(BEFORE, BEFORE.replace(old, new))
    changed = [(before, now) for before, (now, change) in found.items() if change == "edited"]
    assert len(found) == 3
    assert len(changed) == 1
    assert old.rstrip("。") in changed[0][0]
    assert new.rstrip("。") in changed[0][1]
    assert [change for _, change in found.values()].count("none") == 2


def test_every_claim_may_change_at_once() -> None:
    after = BEFORE.replace("5年間", "7年間").replace("年1回", "毎年度").replace("USBメモリ", "電子記録媒体")
    found = became(BEFORE, after)
    assert {change for _, change in found.values()} == {"edited"}
    assert all(before[-6:] == now[-6:] for before, (now, _) in found.items())


def test_another_heading_is_a_change_of_scope() -> None:
    found = became(BEFORE, BEFORE.replace("本市における", "住民記録システムにおける"))
    assert {change for _, change in found.values()} == {"scope"}
    assert all(before == now for before, (now, _) in found.items())


def test_of_the_same_words_under_two_headings_each_keeps_its_own() -> None:
    old = claims("＜窓口における措置＞\n記録する。")
    found = follow(old, claims("＜端末における措置＞\n記録する。\n＜窓口における措置＞\n記録する。"))
    assert [(one.new.scope, one.change) for one in found.successors.values()] == [
        ("窓口における措置", Change.NONE)
    ]


def test_words_that_went_to_another_blank_are_found_there() -> None:
    other = "files[a].risks.use.off_duty.measures"
    found = follow(
        claims("記録する。保管する。"), claims_of(report({COPYING: "記録する。", other: "保管する。"}))
    )
    assert [(one.new.path, one.change) for one in found.successors.values()] == [
        (COPYING, Change.NONE), (other, Change.MOVED),
    ]  # fmt: skip


def test_a_file_that_was_made_anew_keeps_what_was_said_of_it() -> None:
    found = follow(
        claims("記録する。保管する。"), claims("記録する。保管する。", COPYING.replace("[a]", "[z]"))
    )
    assert [one.change for one in found.successors.values()] == [Change.MOVED, Change.MOVED]


def test_in_doubt_where_the_words_went_nothing_is_said() -> None:
    two = claims_of(
        report({COPYING.replace("[a]", "[y]"): "記録する。", COPYING.replace("[a]", "[z]"): "記録する。"})
    )
    found = follow(claims("記録する。"), two)
    assert not found.successors
    assert (len(found.gone), len(found.fresh)) == (1, 2)


def test_a_claim_that_was_taken_out_is_gone_and_a_new_one_fresh() -> None:
    found = follow(
        claims(BEFORE),
        claims(BEFORE.replace("・USBメモリの接続を禁止する。", "・全職員が毎年度研修を受講する。")),
    )
    assert [claim.text for claim in found.gone] == ["USBメモリの接続を禁止する。"]
    assert [claim.text for claim in found.fresh] == ["全職員が毎年度研修を受講する。"]


def test_a_sentence_that_was_cut_in_two_goes_with_the_longer_part() -> None:
    found = became(
        "入退室を記録し、記録を5年間保存し、毎月点検する。",
        "入退室を記録する。記録を5年間保存し、毎月点検する。",
    )
    assert [now for now, _ in found.values()] == ["記録を5年間保存し、毎月点検する。"]


def test_what_a_verdict_remembers_of_its_claim_is_enough() -> None:
    old, _, _ = claims(BEFORE)
    verdict = Verdict(
        claim=old.id, code=VerdictCode.SUPPORTED, method=Method.EXAMINE, by="監査 花子",
        at=datetime(2026, 11, 27, tzinfo=UTC), claim_text=old.text, claim_fingerprint=old.fingerprint,
        claim_scope=old.scope,
    )  # fmt: skip
    found = follow([remembered(verdict)], claims(BEFORE.replace("5年間", "7年間")))
    assert found.successors[old.id].new.text == "サーバ室への入退室を記録し、記録を7年間保存する。"


SENTENCES = (
    "入退室を記録する。",
    "媒体を施錠して保管する。",
    "年1回、権限の棚卸を行う。",
    "暗号化する。",
    "入退室を記録する。",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join)


@given(TEXTS, TEXTS)
def test_each_claim_has_one_partner_at_most_and_none_is_forgotten(before: str, after: str) -> None:
    old, new = (claims(text) if text else () for text in (before, after))
    found = follow(old, new)
    taken = [one.new.id for one in found.successors.values()]
    assert len(taken) == len(set(taken))
    assert {*found.successors, *(claim.id for claim in found.gone)} == {claim.id for claim in old}
    assert {*taken, *(claim.id for claim in found.fresh)} == {claim.id for claim in new}
    assert all(
        change.old.text == change.new.text
        for change in found.successors.values()
        if change.change is Change.NONE
    )


def test_a_long_blank_that_was_written_anew_is_followed_claim_by_claim() -> None:
    old = claims("".join(f"・第{n}項の措置を行い、結果を記録して保存する。\n" for n in range(1500)))
    new = claims("".join(f"・第{n}項の措置を行い、結果を台帳に記録する。\n" for n in range(1500)))
    found = follow(old, new)
    assert len(found.successors) > 1400
