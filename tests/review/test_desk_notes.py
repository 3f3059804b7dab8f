"""What is noted at the desk is evidence at once: read, searched and judged on, without the checks being run anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mnassess.documents.creation import create_document
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import create_workspace
from mnassess.errors import ReviewError
from mnassess.evidence.drift import EntryState
from mnassess.review.desk import ReviewDesk
from mnassess.review.model import Method, Quote, VerdictCode
from mnassess.review.noting import Note, add_note

AS_OF = date(2026, 11, 27)
NOTE = Note(
    kind="interview", title="聴取　係長", note="毎月点検している。\n鍵は二つある。", collected_on=AS_OF
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    create_workspace(tmp_path / "ws", agency="みほん市長", body="local")
    path = create_document(tmp_path / "ws", "threshold", name="甲事務")
    assessment = load_document(path).assessment
    save_document(path, assessment.with_answer("measures.manual_work.rationale", "ログを毎月点検している。"))
    return path


@pytest.fixture
def desk(document: Path) -> Iterator[ReviewDesk]:
    desk = ReviewDesk.open(document, "見本", as_of=AS_OF)
    yield desk
    desk.abandon()


def looked(desk: ReviewDesk) -> None:
    result = desk.look()
    assert result
    desk.take(result)


def found(desk: ReviewDesk, words: str) -> list[str]:
    index = desk.index
    return [hit.entry.id for hit in index.find(words).hits] if index else []


def test_the_first_note_begins_the_register(desk: ReviewDesk, document: Path) -> None:
    assert desk.register_path is None
    assert desk.add_note(NOTE).id == "E001"
    assert desk.register_path == document.resolve().parents[1] / "evidence" / "evidence.csv"
    assert desk.entries == ()
    looked(desk)
    assert [one.id for one in desk.entries] == ["E001"]
    assert found(desk, "鍵") == ["E001"]


def test_a_note_is_read_searched_quoted_and_judged_on_at_once(desk: ReviewDesk) -> None:
    desk.add_note(NOTE)
    looked(desk)
    result, claim = desk.result, desk.claims[0]
    later = desk.add_note(replace(NOTE, title="聴取　課長", note="ログの点検は見たことがない。"))
    assert desk.result
    assert result
    assert desk.result.candidates is result.candidates
    assert [one.id for one in desk.entries] == ["E001", "E002"]
    assert desk.result.states["E002"] is EntryState.OK
    assert found(desk, "見たことがない") == ["E002"]
    desk.judge(
        claim,
        VerdictCode.CONTRADICTED,
        method=Method.INTERVIEW,
        quotes=[Quote(later.id, "見たことがない", "備考")],
    )
    state = desk.state.claim(claim.id)
    assert state
    assert state.given
    assert state.code is VerdictCode.CONTRADICTED
    assert [*state.given.given.heard] == ["E002"]
    with pytest.raises(ReviewError):
        desk.judge(
            claim,
            VerdictCode.SUPPORTED,
            method=Method.INTERVIEW,
            quotes=[Quote(later.id, "毎日見ている", "備考")],
        )


def test_a_note_added_while_the_evidence_is_read_is_not_lost(desk: ReviewDesk) -> None:
    desk.add_note(NOTE)
    result = desk.look()
    desk.add_note(replace(NOTE, title="現地", kind="observation"))
    assert result
    desk.take(result)
    assert [one.id for one in desk.entries] == ["E001", "E002"]
    looked(desk)
    assert [one.id for one in desk.entries] == ["E001", "E002"]


def test_what_somebody_else_noted_meanwhile_keeps_its_id(desk: ReviewDesk) -> None:
    desk.add_note(NOTE)
    assert desk.register_path
    add_note(desk.register_path, replace(NOTE, title="ほかの人"))
    assert desk.add_note(NOTE).id == "E003"


def test_a_document_outside_of_a_workspace_has_no_place_for_a_note(document: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "threshold.json"
    alone.parent.mkdir()
    alone.write_bytes(document.read_bytes())
    desk = ReviewDesk.open(alone, "見本", as_of=AS_OF)
    with pytest.raises(ReviewError, match="証跡の台帳が見つかりません"):
        desk.add_note(NOTE)
    desk.abandon()
