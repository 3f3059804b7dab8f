"""Findings live: a new run neither doubles nor revives them, and what became of a cause is said."""

import pytest
from claiming import claims
from recording import EMPTY, TEXT, at, begun, finding

from mnassess.errors import ReviewError
from mnassess.review.actions import change_finding, note_finding
from mnassess.review.lineage import look_at
from mnassess.review.live_findings import LiveFinding, live_findings, take_run
from mnassess.review.model import FindingSeverity, FindingState
from mnassess.review.record import ReviewRecord


def only(record: ReviewRecord) -> LiveFinding:
    """The one finding there is."""
    (found,) = live_findings(record)
    return found


def found_once(**parts: object) -> ReviewRecord:
    """A record with one finding."""
    return take_run(EMPTY, [finding("F1", **parts)], at(1))


def test_a_run_that_finds_the_same_changes_nothing() -> None:
    record = found_once()
    assert take_run(record, [finding("F1")], at(2)) == record
    assert take_run(record, [finding("F1"), finding("F1")], at(2)) == record


@pytest.mark.parametrize("state", ["planned", "done", "confirmed", "withdrawn"])
def test_what_people_made_of_a_finding_outlives_every_run(state: str) -> None:
    record = change_finding(
        found_once(), "F1", state=FindingState(state), owner="情報政策課", due="2027-03-31",
        proposal="棚卸を年2回行う", reason="例外を認めた", by="山田", at=at(2),
    )  # fmt: skip
    record = take_run(record, [finding("F1", message="別の言い方", proposal="知識ベースの案")], at(3))
    now = only(record)
    assert (now.finding.state, now.finding.owner, str(now.finding.due)) == (state, "情報政策課", "2027-03-31")
    assert (now.finding.proposal, now.finding.message) == ("棚卸を年2回行う", "別の言い方")
    assert {one.reason for one in now.history} == {"例外を認めた"}


def test_a_finding_whose_cause_is_gone_says_since_when_and_one_that_is_back_says_so() -> None:
    record = take_run(found_once(), [], at(2))
    record = take_run(record, [], at(3))
    assert (only(record).gone_at, only(record).back_at) == (at(2), None)
    record = take_run(record, [finding("F1")], at(4))
    record = take_run(record, [finding("F1")], at(5))
    assert (only(record).gone_at, only(record).back_at) == (None, at(4))
    assert only(record).found_at == at(1)


def test_a_withdrawn_finding_that_is_back_stays_withdrawn() -> None:
    record = change_finding(found_once(), "F1", state=FindingState.WITHDRAWN, reason="x", by="山田", at=at(2))
    record = take_run(take_run(record, [], at(3)), [finding("F1")], at(4))
    assert (only(record).finding.state, only(record).back_at) == ("withdrawn", at(4))


def test_a_finding_called_done_that_the_checks_still_find_says_so() -> None:
    record = change_finding(found_once(), "F1", state=FindingState.DONE, by="山田", at=at(2))
    assert only(record).is_found_though_finished
    assert not only(take_run(record, [], at(3))).is_found_though_finished


def test_a_check_that_did_not_run_says_nothing_of_its_findings() -> None:
    record = take_run(found_once(), [], at(2), ran={"OTHER"})
    assert only(record).gone_at is None
    assert only(take_run(record, [], at(3), ran={"VAG01"})).gone_at == at(3)


def test_a_finding_of_a_persons_own_is_never_gone_by_a_run() -> None:
    record = note_finding(
        EMPTY, message="鍵が開いていた", severity=FindingSeverity.MAJOR, by="山田", at=at(1)
    )
    record = take_run(record, [], at(2))
    assert (only(record).by, only(record).gone_at, only(record).finding.code) == ("山田", None, "by_hand")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"finding": "F9", "owner": "x"}, "F9"), ({"state": FindingState.WITHDRAWN}, "理由"),
        ({"state": FindingState.WITHDRAWN, "reason": " \n"}, "理由"), ({"due": "来月"}, "日付"),
        ({"owner": "x", "by": ""}, "氏名"),
    ],
)  # fmt: skip
def test_a_change_needs_a_finding_a_name_and_to_withdraw_a_reason(
    parts: dict[str, object], says: str
) -> None:
    with pytest.raises(ReviewError, match=says):
        change_finding(found_once(), **{"finding": "F1", "by": "山田", "at": at(2), **parts})


def test_saying_the_same_again_is_no_change() -> None:
    record = change_finding(found_once(), "F1", owner="情報政策課", by="山田", at=at(2))
    assert change_finding(record, "F1", owner="情報政策課", by="鈴木", at=at(3)) == record
    assert change_finding(found_once(), "F1", state=FindingState.OPEN, by="山田", at=at(2)) == found_once()


def test_a_date_can_be_taken_away_again() -> None:
    record = change_finding(found_once(), "F1", due="2027-03-31", by="山田", at=at(2))
    assert only(change_finding(record, "F1", due="", by="山田", at=at(3))).finding.due is None


COMMA, OTHER = TEXT.replace("記録し、", "記録し，"), TEXT.replace("5年間", "3年間")


def reworded_to(text: str, *texts: str) -> tuple[LiveFinding, ...]:
    """The findings after one on the first claim was withdrawn, and the claim then reworded, each time with a run."""
    record, (first, *_) = begun()
    record = take_run(record, [finding("F1", first)], at(1))
    record = change_finding(record, "F1", state=FindingState.WITHDRAWN, reason="例外", by="山田", at=at(2))
    for minutes, now in enumerate((text, *texts), 3):
        found = claims(now)
        record = look_at(record, found, at(minutes))
        name = "F1" if found[0].id == first.id else f"F-{found[0].fingerprint[:4]}"
        record = take_run(record, [finding(name, found[0])], at(minutes))
    return live_findings(record)


def test_a_comma_in_the_claim_does_not_revive_a_withdrawn_finding() -> None:
    (now,) = reworded_to(COMMA)
    assert (now.finding.state, now.gone_at, now.found_at) == ("withdrawn", None, at(1))
    assert now.finding.id != "F1"


def test_a_finding_on_words_that_were_changed_back_is_the_same_again() -> None:
    (now,) = reworded_to(COMMA, TEXT)
    assert (now.finding.id, now.finding.state, now.gone_at, now.back_at) == ("F1", "withdrawn", None, at(4))


def test_a_claim_with_another_meaning_has_a_finding_of_its_own() -> None:
    states = {one.finding.state: one.gone_at for one in reworded_to(OTHER)}
    assert states == {"withdrawn": at(3), "open": None}
