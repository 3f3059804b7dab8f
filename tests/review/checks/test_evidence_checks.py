"""The evidence itself: there or not, able to prove, fresh, unchanged, readable."""

from datetime import date

import pytest
from reviewing import LOGS, evidence, found, reviewed

from mnassess.evidence.drift import EntryState
from mnassess.review.model import FindingSeverity

CLAIM = "戸籍住民課長は、アクセスログを毎月点検し、点検表に署名する。"
SAID = "アクセスログの点検表。戸籍住民課長がアクセスログを毎月点検し、署名した。"
TRAINING = "全ての職員に、特定個人情報の取扱いに関する研修を年1回実施し、受講者名簿に記録する。"
ATTENDED = "特定個人情報の取扱いに関する研修の受講者名簿。全ての職員が研修を受講した。"


def test_a_claim_nothing_bears_on_is_told_with_what_would_prove_it() -> None:
    result = reviewed({LOGS: CLAIM}, evidence("E1", "公用車の鍵の貸出しの記録。"))
    (finding,) = found(result, "EVI01")
    assert finding.claim == result.claims[0].id
    assert "を集めて台帳に登録する" in finding.proposal
    assert "記載例：" in finding.advice


def test_a_claim_with_evidence_is_not_told_to_have_none() -> None:
    assert not found(reviewed({LOGS: CLAIM}, evidence("E1", SAID)), "EVI01")


def test_no_document_has_to_prove_a_judgement() -> None:
    result = reviewed({"files[a].risks.use.unauthorized.sufficiency": "sufficient"})
    assert [claim.judgement for claim in result.claims] == [True]
    assert not found(result, "EVI01")


@pytest.mark.parametrize(("kind", "count"), [("regulation", 1), ("interview", 1), ("record", 0), ("log", 0)])
def test_evidence_of_a_kind_that_cannot_prove_a_measure_is_told(kind: str, count: int) -> None:
    findings = found(reviewed({LOGS: CLAIM}, evidence("E1", SAID, kind)), "EVI02")
    assert [finding.evidence for finding in findings] == [("E1",)] * count


def test_a_record_beside_the_regulation_proves_it() -> None:
    pieces = evidence("E1", SAID, "regulation"), evidence("E2", SAID, "record")
    assert not found(reviewed({LOGS: CLAIM}, *pieces), "EVI02")


@pytest.mark.parametrize(
    ("collected", "until", "count"),
    [
        (date(2026, 10, 1), None, 0), (date(2024, 10, 1), None, 1), (date(2026, 10, 1), date(2024, 3, 31), 1),
        (date(2026, 10, 1), date(2030, 3, 31), 0),
    ],
)  # fmt: skip
def test_evidence_older_than_its_measure_allows_is_told(
    collected: date, until: date | None, count: int
) -> None:
    piece = evidence("E1", ATTENDED, "training", collected_on=collected, valid_to=until)
    findings = found(reviewed({"other_measures.training.detail": TRAINING}, piece), "EVI03")
    assert [one.severity for one in findings] == [FindingSeverity.MINOR] * count


def test_fresh_evidence_beside_the_stale_one_is_enough() -> None:
    pieces = (
        evidence("E1", ATTENDED, "training", collected_on=date(2023, 1, 1)),
        evidence("E2", ATTENDED, "training"),
    )
    assert not found(reviewed({"other_measures.training.detail": TRAINING}, *pieces), "EVI03")


def test_evidence_without_a_date_cannot_be_told_stale() -> None:
    result = reviewed({LOGS: CLAIM}, evidence("E1", SAID, collected_on=None))
    (finding,) = found(result, "EVI03")
    assert finding.id in result.undecided
    assert finding.severity is FindingSeverity.OBSERVATION


@pytest.mark.parametrize(("changed", "count"), [("2026-11-01", 1), ("2026-04-01", 0)])
def test_evidence_of_the_time_before_the_claim_was_changed_is_told(changed: str, count: int) -> None:
    row = {
        "date": changed,
        "item": "Ⅲ３ 使用の記録",
        "before": "－",
        "after": f"・{CLAIM}",
        "timing": "before",
    }
    result = reviewed({LOGS: CLAIM, "changes": [row]}, evidence("E1", SAID, collected_on=date(2026, 10, 1)))
    assert len(found(result, "EVI04")) == count


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (EntryState.MISSING, "EVI05"), (EntryState.CHANGED, "EVI06"), (EntryState.EXPIRED, "EVI07"), (EntryState.OK, ""),
        (EntryState.UNHASHED, ""), (EntryState.NOT_YET_VALID, ""),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_was_registered_is_told(state: EntryState, code: str) -> None:
    result = reviewed({LOGS: CLAIM}, evidence("E1", SAID, valid_to=date(2026, 11, 1)), states={"E1": state})
    told = [one.code for one in result.findings if one.code in {"EVI05", "EVI06", "EVI07"}]
    assert told == ([code] if code else [])


MANY = (
    "アクセスログを点検する。", "入退室を記録する。", "USBメモリを暗号化する。", "研修を受講させる。", "内部監査を行う。",
    "委託先に立ち入る。", "書類を溶解する。", "パスワードを変更する。", "修正プログラムを適用する。", "訓練を行う。",
    "本人確認書類を確かめる。", "キャビネットを施錠する。", "誓約書を提出させる。",
)  # fmt: skip


@pytest.mark.parametrize(("claims", "count"), [(MANY, 1), (MANY[:5], 0)])
def test_one_file_behind_many_claims_of_different_types_is_told(claims: tuple[str, ...], count: int) -> None:
    answers = {LOGS: "\n".join(f"・{claim}" for claim in claims)}
    result = reviewed(answers, evidence("E1", "\n\n".join(claims)))
    assert [one.evidence for one in found(result, "EVI08")] == [("E1",)] * count


def test_what_could_not_be_read_is_said_to_be_undecided() -> None:
    result = reviewed({LOGS: CLAIM}, evidence("E1"), remarks={"E1": ("スキャン画像です。",)})
    (finding,) = found(result, "EVI09")
    assert finding.id in result.undecided
    assert "判断できません" in finding.message
