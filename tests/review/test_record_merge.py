"""Two reviewers' work joined: nothing of either is lost, whatever the order, and what they differ on is told."""

from pathlib import Path

import pytest
from claiming import claims
from hypothesis import given, settings
from hypothesis import strategies as st
from recording import EMPTY, NOW, TEXT, at, begun, codes, finding, judged, state_of

from mnassess.errors import DocumentError, ReviewError
from mnassess.review.actions import change_finding, skip_check, skipped, withdraw_verdict
from mnassess.review.counts import Counts
from mnassess.review.joining import joined
from mnassess.review.lineage import look_at
from mnassess.review.live_findings import live_findings, take_run
from mnassess.review.merging import merge_review_files, merge_reviews
from mnassess.review.model import FindingState
from mnassess.review.record import Report, ReviewRecord, Seen
from mnassess.review.review_file import encode_review, load_review, save_review
from mnassess.review.staleness import review_state

BASE, CLAIMS = begun()
TEXTS = [TEXT, TEXT.replace("5年間", "3年間"), TEXT.replace("年1回", "年2回")]
STEP = st.tuples(st.integers(0, 5), st.integers(0, 2), st.integers(1, 9), st.sampled_from(["山田", "鈴木"]))


def work(record: ReviewRecord, steps: list[tuple[int, int, int, str]]) -> ReviewRecord:
    """The record after somebody went on with it."""
    for kind, which, minutes, by in steps:
        claim = CLAIMS[which]
        match kind:
            case 0 | 1:
                record = judged(
                    record, claim, ("supported", "contradicted")[kind], "E1", by=by, minutes=minutes
                )
            case 2:
                record = take_run(record, [finding(f"F{which}", claim, message=by)], at(minutes))
            case 3 if record.findings:
                state = list(FindingState)[minutes % 5]
                record = change_finding(
                    record, record.findings[0].id, state=state, owner=by, reason="x", by=by, at=at(minutes)
                )
            case 4:
                record = look_at(record, claims(TEXTS[which]), at(minutes))
            case 5:
                record = skip_check(record, f"C{which}", reason=by, by=by, at=at(minutes))
    return record


WORK = st.lists(STEP, max_size=5)


@given(WORK, WORK, WORK)
@settings(max_examples=60)
def test_joining_is_the_same_in_any_order_and_however_often(first: list, second: list, third: list) -> None:
    one, other, last = (work(BASE, steps) for steps in (first, second, third))
    both = joined(one, other)
    assert encode_review(both) == encode_review(joined(other, one))
    assert joined(both, one) == joined(both, other) == joined(both, both) == both
    assert joined(both, last) == joined(one, joined(other, last))
    assert joined(one, BASE) == one


@given(WORK, WORK)
@settings(max_examples=30)
def test_nothing_that_either_said_is_lost(first: list, second: list) -> None:
    one, other = work(BASE, first), work(BASE, second)
    both = merge_reviews(one, other).record
    for name in ("verdicts", "finding_changes", "skips", "links"):
        assert {*map(repr, getattr(one, name)), *map(repr, getattr(other, name))} == {
            *map(repr, getattr(both, name))
        }


@pytest.mark.parametrize(
    ("one", "other", "is_joined"),
    [
        ({"agency": "甲市長"}, {"agency": "乙市長"}, False),
        ({"edition": "2019-01"}, {"edition": "2024-10"}, False),
        ({"operation": "甲"}, {"operation": "乙"}, False),
        ({"operation": "甲", "title": "甲 評価書"}, {"operation": "甲（写し）", "title": "甲　評価書"}, True),
        ({"operation": "甲", "title": "甲"}, {"operation": "甲", "title": "甲（改）"}, True),
        ({"operation": "甲", "title": "甲"}, {"operation": "乙", "title": "乙"}, False),
        ({"operation": "甲"}, {"title": "乙"}, True),
        ({"agency": "甲市長", "title": "甲"}, {}, True),
    ],
)
def test_only_reviews_of_what_may_be_one_report_are_joined(
    one: dict[str, str], other: dict[str, str], is_joined: bool
) -> None:
    records = [ReviewRecord(form="full-item", seen=Seen(report=Report(**marks))) for marks in (one, other)]
    if is_joined:
        assert merge_reviews(*records).record.form == "full-item"
        return
    with pytest.raises(ReviewError, match="別々の評価書の点検"):
        merge_reviews(*records)


def two_minds() -> tuple[ReviewRecord, ReviewRecord]:
    """Two reviewers who judged the first claim differently."""
    return (
        judged(BASE, CLAIMS[0], "supported", "E1", by="山田"),
        judged(BASE, CLAIMS[0], "contradicted", "E2", by="鈴木", minutes=2),
    )


def test_two_verdicts_that_differ_are_both_kept_and_a_person_is_asked() -> None:
    merged = merge_reviews(*two_minds())
    (conflict,) = merged.conflicts
    assert conflict.sentence.endswith("に二通りの判断があります：山田 確認済／鈴木 矛盾")
    assert conflict.entries == tuple(one.id for one in merged.record.judgements)
    state = state_of(merged.record)
    assert codes(state) == ["-", "-", "-"]
    assert [one.by for one in state.claims[0].rivals] == ["山田", "鈴木"]
    assert state.counts == Counts(3, 0, 0)


def test_one_more_verdict_decides_between_two() -> None:
    merged = merge_reviews(*two_minds()).record
    decided = judged(merged, CLAIMS[0], "contradicted", "E1", by="佐藤", minutes=3)
    assert merge_reviews(decided, merged).conflicts == ()
    assert codes(state_of(decided))[0] == "contradicted"
    assert len(decided.verdicts) == 3


def test_a_verdict_given_with_knowledge_of_the_other_is_no_conflict() -> None:
    one = judged(BASE, CLAIMS[0], "supported", "E1", by="山田")
    other = judged(one, CLAIMS[0], "contradicted", "E1", by="鈴木", minutes=2)
    assert merge_reviews(one, other).conflicts == ()


def test_two_who_agree_are_both_kept_and_the_one_whose_evidence_did_not_move_stands() -> None:
    one = judged(BASE, CLAIMS[0], "supported", "E1", by="山田")
    other = judged(BASE, CLAIMS[0], "supported", "E2", by="鈴木", minutes=2)
    merged = merge_reviews(one, other)
    assert merged.conflicts == ()
    now = {name: stands for name, stands in NOW.items() if name != "E2"}
    state = state_of(merged.record, now=now)
    assert state.claims[0].code == "supported"
    assert state.claims[0].given.by == "山田"


def test_a_verdict_taken_back_by_one_and_replaced_by_the_other_is_a_conflict() -> None:
    start = judged(BASE, CLAIMS[0], "supported", "E1")
    one = withdraw_verdict(start, CLAIMS[0], by="山田", at=at(2), reason="x")
    other = judged(start, CLAIMS[0], "supported", "E2", by="鈴木", minutes=3)
    assert len(merge_reviews(one, other).conflicts) == 1


def test_states_of_a_finding_that_differ_are_a_conflict_and_owner_and_date_are_joined() -> None:
    start = take_run(BASE, [finding("F1", CLAIMS[0])], at(1))
    one = change_finding(start, "F1", state=FindingState.DONE, owner="情報政策課", by="山田", at=at(2))
    other = change_finding(
        start, "F1", state=FindingState.WITHDRAWN, due="2027-03-31", reason="x", by="鈴木", at=at(3)
    )
    merged = merge_reviews(one, other)
    assert [(one.about, one.part) for one in merged.conflicts] == [("F1", "state")]
    (live,) = live_findings(merged.record)
    assert (live.finding.owner, str(live.finding.due)) == ("情報政策課", "2027-03-31")
    assert live.disputed == {"state"}


def test_a_check_that_one_skips_and_the_other_wants_is_run() -> None:
    start = skip_check(BASE, "VAG01", reason="x", by="山田", at=at(1))
    one = skip_check(start, "VAG01", reason="y", by="山田", at=at(2))
    other = skip_check(start, "VAG01", by="鈴木", at=at(2), lift=True)
    merged = merge_reviews(one, other)
    assert skipped(merged.record) == {}
    assert len(merged.conflicts) == 1


def test_a_verdict_on_older_words_is_followed_to_the_words_the_other_saw() -> None:
    newer = claims(TEXT.replace("5年間", "3年間"))
    other = look_at(EMPTY, newer, at(9))
    one = judged(BASE, CLAIMS[0], "supported", "E1")
    state = review_state(merge_reviews(one, other).record, newer, NOW)
    assert codes(state) == ["stale", "-", "-"]
    assert state.left_behind == ()


def test_reviews_of_different_forms_are_not_joined() -> None:
    with pytest.raises(ReviewError, match="様式"):
        merge_reviews(EMPTY, ReviewRecord(form="key-item"))


def test_one_id_that_says_two_things_is_refused() -> None:
    one, _ = two_minds()
    (entry,) = one.verdicts
    forged = ReviewRecord(
        form="full-item", verdicts=(type(entry)(id=entry.id, given=entry.given, over=("x",)),)
    )
    with pytest.raises(ReviewError, match="二通り"):
        merge_reviews(one, forged)


def stored(folder: Path) -> tuple[Path, Path]:
    """The two minds as files."""
    paths = folder / "a.json", folder / "b.json"
    for path, record in zip(paths, two_minds(), strict=True):
        save_review(path, record)
    return paths


def test_files_are_joined_into_a_third_that_tells_the_conflict(tmp_path: Path) -> None:
    one, other = stored(tmp_path)
    merge_review_files(one, other, tmp_path / "c.json")
    again = (tmp_path / "c.json").read_bytes()
    merge_review_files(other, one, tmp_path / "c.json")
    assert (tmp_path / "c.json").read_bytes() == again
    assert '"conflicts"' in again.decode()
    assert len(load_review(tmp_path / "c.json")[0].verdicts) == 2


@pytest.mark.parametrize("into", ["a.json", "b.json", "../sub/a.json", "link.json", "notes.txt"])
def test_neither_source_nor_anything_else_is_written_over(into: str, tmp_path: Path) -> None:
    folder = tmp_path / "sub"
    folder.mkdir()
    one, other = stored(folder)
    (folder / "link.json").symlink_to(one)
    (folder / "notes.txt").write_bytes(b"mine")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises((ReviewError, DocumentError)):
        merge_review_files(one, other, folder / into)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
