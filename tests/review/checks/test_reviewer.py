"""The review as one function: order, stable ids, skips with a reason, nothing written."""

import pytest
from reviewing import LOGS, evidence, reviewed

from mnassess.errors import ReviewError
from mnassess.review.reviewer import check_codes

CLAIMS = {
    LOGS: "適切に管理する。\n操作の記録は7年間保存する。",
    "files[a].risks.acquisition.off_purpose.subjects": "適切に対応する。",
}
PIECE = evidence("E1", "操作の記録は5年間保存する。")


def test_findings_stand_in_form_order() -> None:
    paths = [one.path for one in reviewed(CLAIMS, PIECE).findings if one.code.startswith(("VAG01", "CNT"))]
    assert paths == ["files[a].risks.acquisition.off_purpose.subjects", LOGS, LOGS]


def test_the_same_cause_has_the_same_id_wherever_it_stands() -> None:
    before = reviewed(CLAIMS, PIECE)
    longer = {**CLAIMS, LOGS: f"係長が毎月点検する。\n{CLAIMS[LOGS]}"}
    after = reviewed(longer, evidence("E0", "公用車の鍵の貸出し。"), PIECE)
    ids = {one.id for one in after.findings}
    assert {one.id for one in before.findings if one.code.startswith(("VAG01", "CNT"))} <= ids
    assert len(ids) == len(after.findings)


def test_a_skipped_check_finds_nothing_and_its_reason_is_part_of_the_result() -> None:
    result = reviewed(CLAIMS, PIECE, skips={"CNT03": "保存年限は別に確かめる"})
    assert not [one for one in result.findings if one.code == "CNT03"]
    assert [(one.code, one.reason) for one in result.skipped] == [("CNT03", "保存年限は別に確かめる")]


@pytest.mark.parametrize(("code", "reason"), [("CNT03", ""), ("CNT03", "　"), ("CNT99", "理由")])
def test_a_skip_without_a_reason_or_of_no_check_is_refused(code: str, reason: str) -> None:
    with pytest.raises(ReviewError):
        reviewed(CLAIMS, PIECE, skips={code: reason})


def test_one_of_the_document_checks_is_skipped_alone() -> None:
    answers = {LOGS: "〇〇課が番号法別表第一により点検する。"}
    codes = {one.code for one in reviewed(answers, skips={"CON91": "確認中"}).findings}
    assert "CON90" in codes
    assert "CON91" not in codes


def test_an_empty_report_without_evidence_is_reviewed() -> None:
    result = reviewed({})
    assert result.claims == ()
    assert not [one for one in result.findings if one.code.startswith(("EVI", "CNT", "OUT"))]


def test_every_code_is_there_once() -> None:
    assert len(set(check_codes())) == len(check_codes())
