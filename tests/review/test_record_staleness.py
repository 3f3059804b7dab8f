"""A verdict stands exactly as long as its claim and its evidence are what they were."""

from pathlib import Path

import pytest
from claiming import claims
from recording import EMPTY, NOW, TEXT, all_judged, at, begun, codes, judged, register, state_of

from mnassess.evidence.model import Library, Passage
from mnassess.review.actions import give_verdict, withdraw_verdict
from mnassess.review.counts import Counts
from mnassess.review.ground import Standing, standings
from mnassess.review.lineage import look_at
from mnassess.review.model import Method, Quote, VerdictCode
from mnassess.review.staleness import review_state

STALE_1 = ["stale", "contradicted", "supported"]


def test_one_byte_of_evidence_turns_exactly_the_verdicts_on_it_and_put_back_they_stand_again(
    tmp_path: Path,
) -> None:
    log, rule = b"2026-11-01 09:00 \xe5\x85\xa5\xe5\xae\xa4\n" * 50, b"rule"
    known = register(tmp_path, log=log, rule=rule)
    record, (first, second, third) = begun()
    for claim, evidence in ((first, ["log", "rule"]), (second, ["rule"]), (third, ["heard"])):
        record = give_verdict(
            record, claim, VerdictCode.SUPPORTED, method=Method.EXAMINE, by="山田", at=at(1),
            evidence=evidence, now=standings(known),
        )  # fmt: skip
    untouched = record
    (tmp_path / "log").write_bytes(bytes([log[0] ^ 1]) + log[1:])
    state = state_of(record, now=standings(known))
    assert codes(state) == ["stale", "supported", "supported"]
    assert [one.sentence for one in state.claims[0].moved] == ["証跡 log が判定後に変わりました"]
    (tmp_path / "log").write_bytes(log)
    assert codes(state_of(record, now=standings(known))) == ["supported"] * 3
    assert record == untouched


@pytest.mark.parametrize(
    ("entry", "now", "codes_then", "says"),
    [
        ("E1", Standing(sha256="9" * 64), ["stale", "stale", "supported"], "変わりました"),
        ("E2", Standing(is_missing=True), STALE_1, "ファイルがありません"),
        ("E2", None, STALE_1, "台帳にありません"),
        ("E2", Standing(heard="2" * 64), STALE_1, "変わりました"),
        ("E3", Standing(heard="9" * 64), ["supported", "contradicted", "stale"], "変わりました"),
    ],
)
def test_evidence_that_is_not_what_it_was_is_told_for_the_verdicts_on_it(
    entry: str, now: Standing | None, codes_then: list[str], says: str
) -> None:
    others = {name: stands for name, stands in NOW.items() if name != entry}
    state = state_of(all_judged(), now={**others, entry: now} if now else others)
    assert codes(state) == codes_then
    assert all(says in one.sentence for claim in state.claims for one in claim.moved)


def test_without_a_register_at_hand_verdicts_are_held_against_the_claims_alone() -> None:
    assert codes(state_of(all_judged(), now=None)) == ["supported", "contradicted", "supported"]


@pytest.mark.parametrize(
    ("old", "new", "amount", "tellings"),
    [
        ("5年間", "3年間", "meaning", ["number"]), ("記録し、", "記録し，", "spelling", []),
        ("保存する", "保管する", "wording", []), ("保存する", "保存しない", "meaning", ["negation"]),
        ("入退室を記録し", "入退室を随時記録し", "meaning", ["frequency"]),
        ("サーバ室", "サーバ室及び執務室", "meaning", ["modality", "names"]),
        ("入退室", "全職員の入退室", "meaning", ["extent", "names"]),
    ],
)  # fmt: skip
def test_one_word_of_a_claim_turns_its_verdict_alone_and_it_is_told_how_much_changed(
    old: str, new: str, amount: str, tellings: list[str]
) -> None:
    state = state_of(all_judged(), TEXT.replace(old, new))
    assert codes(state) == STALE_1
    (moved,) = state.claims[0].moved
    assert moved.before in TEXT
    assert new in moved.after
    assert (moved.reworded.amount, list(moved.reworded.tellings)) == (amount, tellings)


@pytest.mark.parametrize(
    "now", [TEXT.replace("5", "５"), TEXT.replace("、", "、 "), "・まず、責任者を置く。\n" + TEXT]
)
def test_white_space_width_and_other_claims_turn_nothing(now: str) -> None:
    assert codes(state_of(all_judged(), now))[-3:] == ["supported", "contradicted", "supported"]


def test_the_same_words_under_another_heading_are_to_be_looked_at_again() -> None:
    record, found = begun("＜本市における措置＞\n" + TEXT)
    record = judged(record, found[0], "supported", "E1")
    state = state_of(record, "＜委託先における措置＞\n" + TEXT)
    assert codes(state)[0] == "stale"
    assert state.claims[0].moved[0].shift == "other_heading"


def test_a_claim_that_was_changed_back_has_its_verdict_again() -> None:
    record = all_judged()
    edited = look_at(record, claims(TEXT.replace("5年間", "3年間")), at(5))
    assert codes(state_of(edited, TEXT.replace("5年間", "3年間")))[0] == "stale"
    assert codes(state_of(edited)) == ["supported", "contradicted", "supported"]


def test_a_claim_is_followed_through_edits_that_leave_no_word_of_the_first() -> None:
    record, last = all_judged(), "毎月点検し、異常を課長に報告する。"
    at_once = TEXT.replace("サーバ室への入退室を記録し、記録を5年間保存する。", last)
    assert codes(state_of(record, at_once))[0] == "-"
    steps = [
        "サーバ室への入退室を記録し、記録を7年間保管する。",
        "入退室を記録し、記録を7年間保管し、毎月点検する。",
        "記録を7年間保管し、毎月点検し、異常を報告する。",
        last,
    ]
    for minutes, step in enumerate(steps, 5):
        text = TEXT.replace("サーバ室への入退室を記録し、記録を5年間保存する。", step)
        record = look_at(record, claims(text), at(minutes))
    assert codes(state_of(record, text)) == STALE_1


def test_a_verdict_on_the_new_words_counts_and_the_old_one_is_history() -> None:
    text = TEXT.replace("5年間", "3年間")
    record = look_at(all_judged(), claims(text), at(5))
    record = judged(record, claims(text)[0], "contradicted", "E1", minutes=6)
    state = state_of(record, text)
    assert codes(state)[0] == "contradicted"
    assert [one.given.code for one in state.claims[0].history] == ["supported", "contradicted"]


def test_a_verdict_that_was_replaced_never_comes_back_with_the_old_words() -> None:
    text = TEXT.replace("5年間", "3年間")
    record = look_at(all_judged(), claims(text), at(5))
    record = judged(record, claims(text)[0], "contradicted", "E1", minutes=6)
    assert codes(state_of(record))[0] == "stale"


def test_a_claim_that_went_leaves_its_verdict_in_the_record_and_gets_it_back() -> None:
    record = look_at(all_judged(), claims(TEXT.splitlines()[1]), at(5))
    state = state_of(record, TEXT.splitlines()[1])
    assert codes(state) == ["contradicted"]
    assert len(state.left_behind) == 2
    assert codes(state_of(record)) == ["supported", "contradicted", "supported"]


def test_a_verdict_taken_back_leaves_the_claim_unjudged() -> None:
    record, (first, *_) = begun()
    record = withdraw_verdict(judged(record, first), first, by="山田", at=at(2), reason="x")
    assert codes(state_of(record)) == ["-", "-", "-"]


@pytest.mark.parametrize(
    ("text_now", "amount", "after"),
    [
        ("入室の記録は五年間保存する。\n別の行を足した。", "nothing", "入室の記録は五年間保存する。"),
        ("入室の記録は三年間保存する。", "meaning", "入室の記録は三年間保存する。"),
        ("まったく別の内容である。", "meaning", ""),
    ],
)
def test_of_evidence_that_changed_it_is_told_what_became_of_the_quoted_words(
    text_now: str, amount: str, after: str
) -> None:
    record, (first, *_) = begun()
    record = judged(record, first, "supported", "E1", quote="入室の記録は五年間保存する。")
    library = Library(
        passages=(Passage(evidence="E1", text=text_now, location="1頁"),), digests={"E1": "9" * 64}
    )
    now = {**NOW, "E1": Standing(sha256="9" * 64)}
    (moved,) = review_state(record, claims(TEXT), now, library).claims[0].moved
    assert (moved.reworded.amount, moved.after) == (amount, after)


def test_declared_and_verified_are_counted_apart_and_what_is_out_of_scope_is_not_declared() -> None:
    record, found = begun(TEXT + "\n・管理者を置く。\n・鍵を管理する。")
    for claim, code in zip(
        found, ("supported", "contradicted", "not_applicable", "inconclusive"), strict=False
    ):
        record = judged(record, claim, code, "E1")
    state = review_state(record, found, NOW)
    assert state.counts.words() == "記載 4 ／ 裏付け 1 ／ 矛盾 1 ／ 未確認 2"
    by_process = state.counts_by_process()
    assert by_process["use"] == state.counts
    assert next(iter(by_process)) == "acquisition"
    assert by_process["storage"] == Counts(0, 0, 0)


def test_a_stale_verdict_counts_as_unconfirmed() -> None:
    state = state_of(all_judged(), now={**NOW, "E3": Standing(heard="9" * 64)})
    assert state.counts == Counts(3, 1, 1)


def test_the_claims_of_a_report_nobody_reviewed_are_all_unconfirmed() -> None:
    assert state_of(EMPTY).counts == Counts(3, 0, 0)


def test_quotes_are_ground_even_where_the_evidence_is_not_named() -> None:
    record, (first, *_) = begun()
    record = give_verdict(
        record, first, VerdictCode.SUPPORTED, method=Method.EXAMINE, by="山田", at=at(1),
        quotes=[Quote("E1", "記録")], now=NOW,
    )  # fmt: skip
    assert codes(state_of(record, now={**NOW, "E1": Standing(sha256="9" * 64)}))[0] == "stale"
