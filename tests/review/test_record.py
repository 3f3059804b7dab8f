"""The file of a review: what goes in comes out, and what is not understood is refused and left alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recording import EMPTY, NOW, all_judged, at, begun, finding, judged

from mnassess.errors import DocumentError, ReviewError
from mnassess.review.actions import (
    answer_checklist,
    answers,
    change_finding,
    give_verdict,
    leave_out,
    left_out,
    note_finding,
    skip_check,
    skipped,
    withdraw_verdict,
)
from mnassess.review.checklist import standard_checklist
from mnassess.review.joining import added
from mnassess.review.live_findings import take_run
from mnassess.review.model import Answer, FindingSeverity, FindingState, Method, Quote, VerdictCode
from mnassess.review.record import Covered, LeftOpen, ReviewRecord, SignOff, identified
from mnassess.review.review_file import encode_review, load_review, parse_review, review_path, save_review

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(["\ud800", "\x00", "\u2028", '"', "\\", "\n", "\r", "が", "〇", "𠮟", "=", "\x7f"]),
    ),
    max_size=20,
)
SAID = st.fixed_dictionaries({"by": st.just("山田"), "at": st.integers(1, 500).map(at)})
FIRST = standard_checklist().points[0]


@st.composite
def records(draw: st.DrawFn) -> ReviewRecord:
    """Reviews with something of everything, in any words."""
    record, (first, second, _) = begun()
    record = take_run(
        record, [finding(draw(st.sampled_from(["F1", "F2"])), first, message=draw(HOSTILE))], at(1)
    )
    for step in draw(st.lists(st.integers(0, 6), max_size=6)):
        said, words = draw(SAID), draw(HOSTILE)
        match step:
            case 0:
                code = draw(st.sampled_from(["supported", "contradicted", "unsupported"]))
                record = give_verdict(
                    record, draw(st.sampled_from([first, second])), VerdictCode(code), method=Method.TEST,
                    evidence=["E1", "E3"], quotes=[Quote("E1", f"x{words}", words)], note=words, now=NOW, **said,
                )  # fmt: skip
            case 1:
                record = note_finding(
                    record, message=f"x{words}", severity=FindingSeverity.MAJOR, path=words, **said
                )
            case 2:
                target = record.findings[-1].id
                state = draw(st.sampled_from(FindingState))
                record = change_finding(
                    record, target, state=state, proposal=words, due="2027-01-31", reason=f"x{words}", **said
                )
            case 3:
                record = skip_check(record, "VAG01", reason=f"x{words}", **said)
            case 4:
                record = leave_out(record, f"x{words}", reason=f"x{words}", **said)
            case 5:
                record = answer_checklist(
                    record, FIRST.id, FIRST.asks[0], draw(st.sampled_from(Answer)), note=words, **said
                )
            case 6:
                left = LeftOpen(claim=second.id, text=words, why="none")
                entry = SignOff(
                    note=words, covers=(Covered(claim=first.id, verdict="v"),), left_open=(left,), **said
                )
                record = added(record, sign_offs=(identified(entry),))
    return record


@given(records())
@settings(max_examples=60)
def test_what_was_said_in_any_words_comes_out_of_the_file_as_it_went_in(record: ReviewRecord) -> None:
    data = encode_review(record)
    found = parse_review(data, Path("x"))
    assert found == record
    assert encode_review(found) == data


def test_the_file_is_indented_utf8_that_a_person_can_read(tmp_path: Path) -> None:
    path = review_path(tmp_path / "full-item.json")
    save_review(path, all_judged())
    text = path.read_bytes().decode()
    assert path.name == "full-item.review.json"
    assert '\n      "id": "' in text
    assert "USBメモリの接続を禁止する。" in text
    assert text.endswith("}\n")
    assert "\\u" not in text


def test_verdicts_stand_in_the_order_of_the_form_however_they_were_given() -> None:
    record, found = begun()
    for minutes, claim in enumerate(reversed(found)):
        record = judged(record, claim, minutes=minutes)
    assert [one.about for one in record.verdicts] == [claim.id for claim in found]


GOOD = json.loads(encode_review(take_run(all_judged(), [finding("F1")], at(9))))
TWICE = [*GOOD["verdicts"], {**GOOD["verdicts"][0], "over": ["x"]}]


@pytest.mark.parametrize(
    ("keys", "value", "says"),
    [
        (["extra"], 1, "extra"),
        (["verdicts", 0, "given", "mood"], "good", "verdicts[1].given.mood"),
        (["verdicts", 0, "given", "code"], "proven", "verdicts[1].given.code"),
        (["verdicts", 0, "given"], {"by": "山田"}, "verdicts[1].given"),
        (["verdicts", 0, "given", "note"], 3, "verdicts[1].given.note"),
        (["verdicts", 0, "given", "quotes"], "x", "verdicts[1].given.quotes"),
        (["verdicts", 0, "given", "evidence"], ["E1"], "verdicts[1].given.evidence"),
        (["verdicts", 0, "given", "at"], "2026-11-23T09:00:00", "verdicts[1].given.at"),
        (["findings", 0, "finding", "due"], None, "findings[1].finding.due"),
        (["findings", 0, "finding", "due"], "soon", "findings[1].finding.due"),
        (["findings", 0, "sightings", 0, "is_there"], "true", "findings[1].sightings[1].is_there"),
        (["skips"], {}, "skips"),
        (["form"], "full", "form"),
        (["review"], "2030-01", "2030-01"),
        (["verdicts"], TWICE, "二通り"),
    ],
)
def test_what_is_not_understood_is_refused_with_one_sentence_that_says_where(
    keys: list[str | int], value: object, says: str
) -> None:
    raw = json.loads(json.dumps(GOOD))
    holder = raw
    for key in keys[:-1]:
        holder = holder[key]
    holder[keys[-1]] = value
    with pytest.raises(DocumentError) as refused:
        parse_review(json.dumps(raw).encode(), Path("full-item.review.json"))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"[" * 100, b'{"review": NaN}', b"null", b"{}", b"[{}]"]
)
def test_a_damaged_file_is_refused_and_not_touched(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "full-item.review.json"
    path.write_bytes(data)
    with pytest.raises(DocumentError):
        load_review(path)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_later_verdict_keeps_the_earlier_one_as_history() -> None:
    record, (first, *_) = begun()
    record = judged(judged(record, first, "supported", "E1"), first, "contradicted", "E1", minutes=2)
    earlier, later = record.judgements
    assert (earlier.given.code, later.given.code) == ("supported", "contradicted")
    assert later.over == (earlier.id,)


def test_a_clock_that_was_set_back_does_not_put_a_later_verdict_before_an_earlier_one() -> None:
    record, (first, *_) = begun()
    record = judged(
        judged(record, first, "supported", "E1", minutes=9), first, "contradicted", "E1", minutes=2
    )
    assert [one.given.code for one in record.judgements] == ["supported", "contradicted"]
    assert [one.at for one in record.judgements] == [at(9), at(2)]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"code": VerdictCode.STALE, "note": "x"}, "選べません"), ({"evidence": ["E9"]}, "E9"),
        ({"quotes": [Quote("E9", "x")]}, "E9"), ({"quotes": [Quote("E1", " ")]}, "引用"), ({}, "証跡"),
        ({"note": "x", "by": "　"}, "氏名"), ({"evidence": ["E4"]}, "ファイルがありません"),
    ],
)  # fmt: skip
def test_a_verdict_needs_a_name_and_a_ground_that_is_there(parts: dict[str, object], says: str) -> None:
    record, (first, *_) = begun()
    now = {**NOW, "E4": type(NOW["E1"])(is_missing=True)}
    defaults = {
        "code": VerdictCode.SUPPORTED,
        "method": Method.EXAMINE,
        "by": "山田",
        "at": at(1),
        "now": now,
    }
    with pytest.raises(ReviewError, match=says):
        give_verdict(record, first, **{**defaults, **parts})


def test_a_verdict_is_taken_back_only_with_a_reason_and_stays_in_the_record() -> None:
    record, (first, *_) = begun()
    record = judged(record, first, "supported", "E1")
    with pytest.raises(ReviewError, match="理由"):
        withdraw_verdict(record, first, by="山田", at=at(2), reason="")
    taken = withdraw_verdict(record, first, by="山田", at=at(2), reason="別の記載と取り違えた")
    assert taken.verdicts == record.verdicts
    with pytest.raises(ReviewError, match="取り消す判定"):
        withdraw_verdict(taken, first, by="山田", at=at(3), reason="x")


def test_every_answer_of_the_checklist_is_kept_with_name_and_date_and_the_latest_counts() -> None:
    record = EMPTY
    for minutes, by, answer in ((1, "山田", Answer.NO), (2, "鈴木", Answer.YES)):
        record = answer_checklist(record, FIRST.id, FIRST.asks[0], answer, by=by, at=at(minutes))
    assert [(one.by, one.answer, one.at) for one in record.checklist] == [
        ("山田", "no", at(1)),
        ("鈴木", "yes", at(2)),
    ]
    assert [one.by for one in answers(record)[FIRST.id, FIRST.asks[0]]] == ["鈴木"]
    with pytest.raises(ReviewError):
        answer_checklist(record, FIRST.id, "誰も問うていないこと", Answer.YES, by="山田", at=at(3))


def test_a_check_is_skipped_with_a_reason_until_somebody_lifts_that() -> None:
    with pytest.raises(ReviewError, match="理由"):
        skip_check(EMPTY, "VAG01", by="山田", at=at(1))
    record = skip_check(EMPTY, "VAG01", reason="様式に欄がない", by="山田", at=at(1))
    assert skipped(record)["VAG01"].reason == "様式に欄がない"
    lifted = skip_check(record, "VAG01", by="山田", at=at(2), lift=True)
    assert skipped(lifted) == {}
    assert len(lifted.skips) == 2


def test_what_was_not_looked_at_is_said_with_a_reason() -> None:
    record = leave_out(EMPTY, "支所の現地確認", reason="期間内に訪問できない", by="山田", at=at(1))
    assert left_out(record)["支所の現地確認"].reason == "期間内に訪問できない"
    with pytest.raises(ReviewError, match="理由"):
        leave_out(EMPTY, "支所", by="山田", at=at(1))
