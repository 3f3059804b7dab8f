"""What the review itself tells of the facts of the checklist, and what it must not guess."""

from dataclasses import replace
from pathlib import Path

import pytest
from claiming import report
from outcomes import COPYING, DAY, standing

from mnassess.review.checklist import PartResult, PartState
from mnassess.review.checklist_state import checklist_state
from mnassess.review.claims import claims_of
from mnassess.review.model import Finding, FindingSeverity, FindingState, Method, VerdictCode
from mnassess.review.outcome import Review, SkippedCheck
from mnassess.rules.problems import Problem, Severity

TEXT = "・書き出しは、設定により禁止している。\n・複製の記録は、毎月、課長が点検する。"


def checked(**parts: object) -> Review:
    """A review of two measures whose checks ran, found nothing, and held evidence against both."""
    assessment = report({COPYING: TEXT})
    claims = claims_of(assessment)
    return replace(
        Review(
            assessment=assessment, document=Path("甲/full-item.json"), as_of=DAY, claims=claims, checked_on=DAY,
            bearing={claim.id: ("E1",) for claim in claims}, other_operations=("乙事務",), problems=(),
        ),
        **parts,
    )  # fmt: skip


def judged(*codes: VerdictCode | None) -> Review:
    """The same with a verdict on each measure."""
    plain = checked()
    given = zip(plain.claims, codes, strict=True)
    return replace(
        plain, standings={one.id: standing(one, code, Method.EXAMINE, "E1") for one, code in given if code}
    )


def found(code: str, **parts: object) -> Review:
    """The same with one finding."""
    finding = Finding(id="f1", code=code, severity=FindingSeverity.MINOR, path=COPYING, message="違います。")
    return checked(findings=(replace(finding, **parts),))


def result(review: Review, fact: str) -> PartResult:
    """What the checklist says of a fact."""
    parts = (part for point in checklist_state(review).points for part in point.automatic)
    return next(part for part in parts if part.part.fact == fact)


S, P, U, C, N = (
    VerdictCode.SUPPORTED, VerdictCode.PARTLY_SUPPORTED, VerdictCode.UNSUPPORTED, VerdictCode.CONTRADICTED,
    VerdictCode.NOT_APPLICABLE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("not_copied", "VAG03"),
        ("measures_concrete", "VAG02"),
        ("no_vague_words", "VAG01"),
        ("measures_proved", "EVI03"),
        ("evidence_agrees", "CNT04"),
    ],
)
def test_a_finding_of_its_check_speaks_against_a_fact_until_it_is_withdrawn(fact: str, code: str) -> None:
    against = result(found(code), fact)
    assert (against.state, [one.id for one in against.findings]) == (PartState.FAULTY, ["f1"])
    assert result(found(code, state=FindingState.DONE), fact).state == PartState.FAULTY
    assert result(found(code, state=FindingState.WITHDRAWN), fact).state != PartState.FAULTY
    assert result(found("SLF01"), fact).state != PartState.FAULTY


@pytest.mark.parametrize("fact", ["not_copied", "measures_concrete", "no_vague_words", "evidence_agrees"])
def test_a_fact_is_clear_where_its_checks_ran_and_found_nothing(fact: str) -> None:
    assert result(checked(), fact).state == PartState.CLEAR


@pytest.mark.parametrize(
    ("fact", "check"),
    [("not_copied", "VAG03 ほかの事務の評価書と同じ文"), ("no_vague_words", "VAG01 具体的な内容のない記載"), ("measures_proved", "EVI01 関係する証跡がない"), ("evidence_agrees", "CNT09 委託先の食い違い")],
)  # fmt: skip
def test_a_check_that_was_left_out_or_did_not_run_tells_nothing(fact: str, check: str) -> None:
    left = result(checked(skipped=(SkippedCheck(code=check.partition(" ")[0], reason="別に見る"),)), fact)
    assert (left.state, left.reason) == (PartState.UNKNOWN, f"省いている点検項目：{check}")
    never = result(checked(checked_on=None), fact)
    assert (never.state, never.reason) == (
        PartState.UNKNOWN,
        "証跡の台帳がないため、自動点検を行っていません。",
    )


def test_what_a_check_could_not_decide_is_not_known() -> None:
    unreadable = replace(found("EVI09"), undecided=frozenset({"f1"}))
    known = result(unreadable, "evidence_agrees")
    assert (known.state, known.reason) == (
        PartState.UNKNOWN,
        "自動点検で判断できなかったことが 1 件あります。",
    )


def test_without_another_report_nothing_is_known_of_copies() -> None:
    known = result(checked(other_operations=()), "not_copied")
    assert (known.state, known.reason) == (PartState.UNKNOWN, "比べるほかの事務の評価書がありません。")


@pytest.mark.parametrize(
    "fact", ["measures_concrete", "no_vague_words", "measures_proved", "evidence_agrees"]
)
def test_without_measures_there_is_nothing_to_say_of_them(fact: str) -> None:
    known = result(checked(claims=()), fact)
    assert (known.state, known.reason) == (PartState.UNKNOWN, "対策の記載がありません。")


def test_silence_is_no_agreement_where_no_evidence_was_held_against_a_measure() -> None:
    bare = checked(bearing={})
    known = result(bare, "evidence_agrees")
    assert (known.state, known.reason) == (
        PartState.UNKNOWN,
        "照らす証跡が見当たらない対策が 2 件あります。",
    )
    assert result(replace(judged(S, S), bearing={}), "evidence_agrees").state == PartState.CLEAR


@pytest.mark.parametrize(
    ("codes", "state", "reason"),
    [
        ((None, None), "unknown", "人がまだ裏付けを確かめていない対策が 2 件あります。"),
        ((S, None), "unknown", "人がまだ裏付けを確かめていない対策が 1 件あります。"),
        ((S, VerdictCode.INCONCLUSIVE), "unknown", "人がまだ裏付けを確かめていない対策が 1 件あります。"),
        ((S, S), "clear", ""),
        ((S, N), "clear", ""),
        ((S, P), "faulty", "人が、裏付けがないか足りないと判定した対策が 1 件あります。"),
        ((U, C), "faulty", "人が、裏付けがないか足りないと判定した対策が 2 件あります。"),
    ],
)
def test_only_a_person_can_say_that_every_measure_is_proved(
    codes: tuple[VerdictCode | None, ...], state: str, reason: str
) -> None:
    known = result(judged(*codes), "measures_proved")
    assert (str(known.state), known.reason) == (state, reason)


def test_a_contradiction_a_person_found_speaks_against_agreement() -> None:
    known = result(judged(S, C), "evidence_agrees")
    assert (known.state, known.reason) == (PartState.FAULTY, "人が矛盾と判定した対策が 1 件あります。")
    assert result(judged(S, U), "evidence_agrees").state == PartState.CLEAR


@pytest.mark.parametrize("fact", ["omission_ground", "omission_share"])
def test_what_is_recorded_nowhere_is_never_guessed(fact: str) -> None:
    known = result(checked(), fact)
    assert known.state == PartState.UNKNOWN
    assert known.reason == "評価書にも点検の記録にも、これを示す記載の欄がありません。"


def test_a_procedure_fact_that_is_not_recorded_is_named() -> None:
    known = result(checked(), "before_requirements")
    assert (known.state, known.reason) == (
        PartState.UNKNOWN,
        "「手続の事実－要件定義が終わった日、手続の事実－個人情報保護委員会への提出日」が記録されていません。",
    )


def test_a_problem_counts_unless_its_check_is_left_out_or_its_finding_withdrawn() -> None:
    problem = Problem(code="CON80", severity=Severity.WARNING, path=COPYING, message="知らない名です。")
    with_it = checked(problems=(problem,))
    assert result(with_it, "names_known").state == PartState.FAULTY
    left = replace(with_it, skipped=(SkippedCheck(code="CON80", reason="別に見る"),))
    assert result(left, "names_known").state == PartState.UNKNOWN
    withdrawn = replace(with_it, findings=found("CON80", state=FindingState.WITHDRAWN).findings)
    assert result(withdrawn, "names_known").state == PartState.CLEAR
    assert result(checked(problems=None), "names_known").state == PartState.UNKNOWN
