"""A named person signs for what is verified, and only as long as its ground does not move."""

import pytest
from recording import EMPTY, NOW, TEXT, all_judged, at, begun, judged, state_of

from mnassess.errors import ReviewError
from mnassess.review.ground import Standing
from mnassess.review.record import ReviewRecord
from mnassess.review.sign_off import sign_off, sign_off_states


def signed(record: ReviewRecord, **parts: object) -> ReviewRecord:
    """The record signed by its head."""
    return sign_off(state_of(record, **parts), by="点検責任者 田中", at=at(60))


def test_a_signature_covers_what_is_verified_and_lists_what_is_not() -> None:
    record, (first, second, third) = begun()
    record = judged(record, first, "supported", "E1")
    record = judged(record, second, "contradicted", "E2")
    (entry,) = signed(record, now={**NOW, "E2": Standing(is_missing=True)}).sign_offs
    assert (entry.by, [one.claim for one in entry.covers]) == ("点検責任者 田中", [first.id])
    assert [(one.claim, one.why) for one in entry.left_open] == [(second.id, "stale"), (third.id, "none")]
    assert entry.left_open[1].text == "USBメモリの接続を禁止する。"


def lapsed(record: ReviewRecord, text: str = TEXT, **parts: object) -> list[str]:
    """Why what was signed lapsed, in form order."""
    (state,) = sign_off_states(state_of(record, text, **parts))
    assert len(state.stands) + len(state.lapsed) == 3
    return [one.sentence for one in state.lapsed]


def test_a_signature_stands_while_nothing_moves() -> None:
    assert lapsed(signed(all_judged())) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT.replace("5年間", "3年間"), "記載が変わりました（意味（数字））"),
        ("\n".join(TEXT.splitlines()[1:]), "記載がなくなりました"),
    ],
)
def test_a_signature_lapses_for_the_claim_that_changed_alone(text: str, says: str) -> None:
    (why,) = lapsed(signed(all_judged()), text)
    assert why.startswith(says)


def test_a_signature_lapses_for_the_claims_whose_evidence_moved_and_stands_again_with_it() -> None:
    record = signed(all_judged())
    assert len(lapsed(record, now={**NOW, "E1": Standing(sha256="9" * 64)})) == 2
    assert lapsed(record) == []


def test_a_signature_does_not_cover_a_verdict_given_after_it() -> None:
    record = signed(all_judged())
    _, (first, *_) = begun()
    assert lapsed(judged(record, first, "contradicted", "E1", minutes=70)) == ["署名の後に判定が変わりました"]


def test_nobody_signs_for_nothing_or_without_a_name() -> None:
    with pytest.raises(ReviewError, match="署名する対象"):
        signed(EMPTY)
    with pytest.raises(ReviewError, match="氏名"):
        sign_off(state_of(all_judged()), by="", at=at(60))
