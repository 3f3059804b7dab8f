"""What the document checks find, read as findings of a review."""

import pytest
from reviewing import LOGS, evidence, found, reviewed

from mnassess.language import speaking
from mnassess.review.checks.data import standard_check_data
from mnassess.review.model import FindingSeverity
from mnassess.rules.checks import CHECKS

TASK = "files[a].profile.outsourcing.tasks[t]"


def test_every_document_check_is_a_finding_or_left_out_for_a_reason() -> None:
    table = standard_check_data().problems
    assert {check.code for check in CHECKS} - set(table.codes) == set(table.left_out)


@pytest.mark.parametrize(
    ("answers", "code", "severity"),
    [
        ({f"{TASK}.subcontracting": "subcontracted", "files[a].risks.outsourcing.misuse.subcontractors.level": "not_applicable"}, "CON22", FindingSeverity.MAJOR),
        ({LOGS: "〇〇課が点検する。"}, "CON91", FindingSeverity.MINOR),
        ({LOGS: "番号法別表第一に基づき点検する。"}, "CON90", FindingSeverity.MINOR),
        ({"files[a].profile.acquisition.methods": {"email": True}}, "CON60", FindingSeverity.MINOR),
        ({"files[a].profile.storage.period.length": "unspecified", "files[a].profile.storage.erasure": "保管期間の経過後に消去する。"}, "CON61", FindingSeverity.MINOR),
        ({"files[a].risks.storage.leakage.incident.occurred": "occurred"}, "REQ01", FindingSeverity.MINOR),
    ],
)  # fmt: skip
def test_a_problem_of_the_document_is_a_finding_with_a_proposal(
    answers: dict[str, object], code: str, severity: FindingSeverity
) -> None:
    findings = found(reviewed(answers), code)
    assert findings
    assert {one.severity for one in findings} == {severity}
    assert all(one.proposal for one in findings)
    assert not found(reviewed({LOGS: "係長が毎月点検する。"}), code)


def test_a_procedure_whose_days_are_not_known_is_said_to_be_undecided() -> None:
    answers = {"procedure.consultation.period": "令和8年4月", "cover.publication_date": "2026-10-01"}
    result = reviewed(answers)
    unknown = found(result, "PRC90")
    assert unknown
    assert {one.id for one in unknown} <= result.undecided


def test_an_empty_blank_is_a_problem_of_the_document_and_no_finding() -> None:
    assert not found(reviewed({LOGS: "係長が毎月点検する。"}), "REQ02")


def test_an_id_is_the_same_in_either_language_and_differs_by_cause() -> None:
    answers = {LOGS: "甲乙株式会社が点検し、株式会社丙丁が確かめる。"}
    japanese = reviewed(answers, evidence())
    with speaking("en"):
        english = reviewed(answers, evidence())
    ids = [one.id for one in found(japanese, "CON81")]
    assert len(set(ids)) == 2
    assert [one.id for one in found(english, "CON81")] == ids
