"""Counts that are never added together, and findings in the order they matter."""

from dataclasses import replace

from outcomes import review, standing

from mnassess.review.counts import Counts
from mnassess.review.model import Method, VerdictCode


def test_declared_leaves_out_what_does_not_apply_and_unverified_is_the_rest() -> None:
    assert review().counts() == Counts(declared=4, supported=1, contradicted=1)
    assert review().counts().words() == "記載 4 ／ 裏付け 1 ／ 矛盾 1 ／ 未確認 2"


def test_a_verdict_whose_ground_moved_verifies_nothing() -> None:
    plain = review()
    moved = {claim: replace(one, changes=("変わった",)) for claim, one in plain.standings.items()}
    assert replace(plain, standings=moved).counts() == Counts(declared=5, supported=0, contradicted=0)


def test_partly_supported_is_not_verified() -> None:
    plain = review()
    first = plain.claims[0]
    partly = {first.id: standing(first, VerdictCode.PARTLY_SUPPORTED, Method.EXAMINE, "E1")}
    assert replace(plain, standings=partly).counts() == Counts(declared=5, supported=0, contradicted=0)


def test_processes_without_claims_have_no_counts() -> None:
    assert list(review().counts_by_process()) == ["use"]


def test_the_worst_finding_comes_first_and_withdrawn_ones_do_not_come() -> None:
    assert [one.id for one in review().standing_findings()] == ["f1", "f5", "f3", "f2"]


def test_evidence_the_register_does_not_name_any_more_is_told_by_its_id() -> None:
    assert review().evidence_title("E9") == "E9（台帳にない証跡）"
    assert review().evidence_title("E3") == "E3"
