"""Vague wording, and text that was written for somebody else."""

import pytest
from reviewing import LOGS, found, reviewed, told

from mnassess.review.model import FindingSeverity

AUDIT = "other_measures.audit.self_check.detail"
LONG = "係長は、受付簿と届出書を毎日突き合わせ、相違があるときは当日中に原因を調べ、点検表に結果を記録して課長に報告し、課長は毎月その点検表を確かめて押印する。"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("適切に管理する。", 1), ("必要に応じて適宜対応している。", 1), ("特定個人情報等を厳重に取り扱う。", 1),
        ("十分な安全管理措置を講じる。", 1), ("適切に施錠する。", 0), ("必要に応じて課長が確認する。", 0), ("毎月点検する。", 0),
    ],
)  # fmt: skip
def test_a_claim_of_nothing_but_vague_words_is_told(text: str, count: int) -> None:
    assert len(told(reviewed({LOGS: text}), "VAG01")) == count


def test_what_the_form_itself_says_is_not_vague() -> None:
    result = reviewed({"files[a].risks.storage.leakage.backup": "sufficient"})
    assert result.claims
    assert not told(result, "VAG01")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("通信を暗号化する。", 1),
        ("係長が通信を暗号化する。", 0),
        ("毎日通信を暗号化する。", 0),
        ("通信を暗号化し、台帳に残す。", 0),
        ("通信を暗号化する。\n毎月見直す。", 0),
    ],
)
def test_a_blank_without_actor_frequency_and_record_is_told_once(text: str, count: int) -> None:
    findings = found(reviewed({LOGS: text}), "VAG02")
    assert [one.severity for one in findings] == [FindingSeverity.OPPORTUNITY] * count


@pytest.mark.parametrize(
    ("path", "theirs", "count"),
    [(LOGS, LONG, 1), (LOGS, LONG.replace("係長", "主査"), 0), (AUDIT, LONG, 0)],
)
def test_a_text_copied_from_another_operation_is_told(path: str, theirs: str, count: int) -> None:
    result = reviewed({path: LONG}, others={"乙事務": {path: theirs}})
    assert [finding.path for finding in found(result, "VAG03")] == [path] * count
    assert all("乙事務" in message for message in told(result, "VAG03"))


def test_a_short_text_may_be_the_same_by_chance() -> None:
    assert not found(reviewed({LOGS: "毎月点検する。"}, others={"乙事務": {LOGS: "毎月点検する。"}}), "VAG03")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("乙川市長の承認を得る。", "乙川市長"),
        ("丙沢町情報セキュリティ対策基準に従う。", "丙沢町情報セキュリティ"),
        ("甲市長の承認を得る。", ""),
        ("市長及び副市長に報告する。", ""),
        ("転入地の市町村長に通知する。", ""),
        ("他の市町村長に通知する。", ""),
    ],
)
def test_the_name_of_another_agency_is_told(text: str, name: str) -> None:
    messages = told(reviewed({LOGS: text}), "VAG04")
    assert [name in message for message in messages] == ([True] if name else [])


def test_without_the_name_of_the_agency_other_names_cannot_be_decided() -> None:
    result = reviewed({LOGS: "乙川市長の承認を得る。"}, agency="")
    (finding,) = found(result, "VAG04")
    assert finding.id in result.undecided
