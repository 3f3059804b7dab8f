"""Possible differences between what a report claims and what the evidence says."""

import json
from pathlib import Path

import pytest
from reviewing import LOGS, evidence, found, reviewed

from mnassess.review.model import FindingSeverity

SET = Path(__file__).parents[3] / "benchmarks" / "matching" / "differs.json"


def differing(claim: str, passage: str, kind: str = "record") -> str:
    """The codes told of a claim and a passage."""
    result = reviewed({LOGS: claim}, evidence("E1", passage, kind))
    return " ".join(one.code for one in result.findings if one.code.startswith("CNT"))


@pytest.mark.parametrize(
    ("claim", "passage", "code"),
    [
        ("操作の記録は7年間保存する。", "操作の記録は5年間（60か月）保存し、その後は消える。", "CNT03"),
        ("アクセスログを毎月点検し、点検表に記録する。", "アクセスログは四半期ごとに点検し、点検表に残す。", "CNT02"),
        ("アクセスログから毎月100件を抽出して点検する。", "アクセスログの点検は、抽出を30件に減らした。", "CNT01"),
        ("年1回、アクセスログの復元の試験を行う。", "アクセスログの復元の試験は令和8年度は行っていない。", "CNT04"),
        ("アクセスログの画面を動画で記録する。", "アクセスログの画面の動画の記録は検討中である。", "CNT05"),
        ("アクセスログの外部点検は毎年度実施している。", "アクセスログの外部点検は、令和4年度に受けたのが最後である。", "CNT06"),
        ("アクセスログの閲覧は課長の承認を要する。", "アクセスログの閲覧は口頭の承認でよいとしていた。", "CNT07"),
        ("アクセスログの点検は職員2名で行う。", "アクセスログの点検は担当者が一人で行っている。", "CNT08"),
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_told_under_its_code(claim: str, passage: str, code: str) -> None:
    assert differing(claim, passage) == code


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("操作の記録は7年間保存する。", "操作の記録は84か月保存し、その後は消える。"),
        ("アクセスログを毎月点検し、点検表に記録する。", "アクセスログは月1回点検し、点検表に残す。"),
        ("年1回、アクセスログの復元の試験を行う。", "アクセスログの復元の試験は毎年度行っている。"),
        ("アクセスログの点検は職員2名で行う。", "アクセスログの点検は二人で行っている。"),
    ],
)
def test_the_same_said_otherwise_is_no_difference(claim: str, passage: str) -> None:
    assert differing(claim, passage) == ""


@pytest.mark.parametrize(
    "passage",
    [
        "操作の記録は7年間保存する。\n文書の写しは1年間保存する。",
        "アクセスログは毎月点検する。\n公用車の鍵の点検は年1回行う。",
    ],
)
def test_a_sentence_about_something_else_in_the_same_passage_says_nothing(passage: str) -> None:
    assert differing("アクセスログを毎月点検し、操作の記録を7年間保存する。", passage) == ""


def test_a_rule_that_forbids_is_no_failing() -> None:
    claim = "アクセスログは専用の端末で閲覧する。"
    assert differing(claim, "アクセスログの閲覧は専用の端末のほかでは行わない。", "regulation") == ""


def test_records_that_remain_are_no_failing_where_they_are_to_be_kept() -> None:
    assert (
        differing("入退室の記録を3年間保存する。", "サーバ室の入退室の記録は令和5年分から残っていた。") == ""
    )


def test_a_short_claim_speaks_of_what_the_one_before_it_speaks_of() -> None:
    claim = "アクセスログの外部点検を専門の事業者から受ける。\n直近の実施は令和7年度である。"
    result = reviewed(
        {LOGS: claim}, evidence("E1", "アクセスログの外部点検は、令和4年度に受けたのが最後である。")
    )
    assert {one.claim for one in found(result, "CNT06")} == {claim.id for claim in result.claims}


def test_a_finding_quotes_the_whole_sentence_and_asks_to_check() -> None:
    result = reviewed(
        {LOGS: "操作の記録は7年間保存する。"},
        evidence("E1", "設定の一覧。\n操作の記録は５年間保存している。"),
    )
    (finding,) = found(result, "CNT03")
    assert [(quote.text, quote.location) for quote in finding.quotes] == [
        ("操作の記録は５年間保存している。", "1段落")
    ]
    assert finding.message == "記載は「7年間」、証跡は「５年間」：食い違いの可能性（要確認）"
    assert finding.severity is FindingSeverity.MINOR
    assert "〔　〕" in finding.advice
    assert finding.proposal


def test_the_system_another_passage_speaks_of_keeps_it_apart() -> None:
    answers = {
        "overview.systems[s].name": "住民記録システム",
        "overview.systems[t].name": "税務システム",
        LOGS: "＜住民記録システムにおける措置＞\n・アクセスログを毎月点検し、点検表に記録する。",
    }
    said = "アクセスログは四半期ごとに点検し、点検表に残す。"
    other = reviewed(answers, evidence("E1", said, title="税務システム点検表"))
    same = reviewed(answers, evidence("E1", said, title="住民記録システム点検表"))
    assert (len(found(other, "CNT02")), len(found(same, "CNT02"))) == (0, 1)


@pytest.mark.parametrize(("name", "count"), [("乙社", 0), ("丁商会", 1)])
def test_only_companies_of_the_report_are_held_against_each_other(name: str, count: int) -> None:
    answers = {
        "files[a].profile.outsourcing.tasks[t].contractor": "株式会社乙社",
        "files[a].profile.outsourcing.tasks[u].contractor": "丁商会株式会社",
        LOGS: "データの参照及び補正は株式会社乙社の作業室から行う。",
    }
    result = reviewed(answers, evidence("E1", f"夜間のデータの参照及び補正は{name}が監視室で行った。"))
    assert len(found(result, "CNT09")) == count


@pytest.mark.parametrize(("means", "count"), [("電子メール", 1), ("専用線", 0)])
def test_another_medium_for_the_same_matter_is_told(means: str, count: int) -> None:
    result = reviewed(
        {LOGS: "異動データの受渡しは専用線により行う。"},
        evidence("E1", f"異動データの受渡しは{means}で行っている。"),
    )
    assert len(found(result, "CNT10")) == count


@pytest.mark.parametrize("differs", [False, True])
def test_at_most_one_of_thirty_agreeing_pairs_raises_an_alarm(differs: bool) -> None:
    pairs = [
        one
        for one in json.loads(SET.read_text(encoding="utf-8"))["pairs"]
        if one["set"] == "dev" and one["differs"] is differs
    ]
    told = 0
    for pair in pairs:
        result = reviewed({LOGS: pair["claim"]}, evidence("E1", pair["passage"]))
        told += any(one.code.startswith("CNT") for one in result.findings)
    assert told >= 1 if differs else told * 30 <= len(pairs)
