"""What the pages of the desk show is made once, and anew as soon as something was said or read."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from mnassess.documents.creation import create_document
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import create_workspace
from mnassess.review.checklist_questions import answer_question
from mnassess.review.desk import ReviewDesk
from mnassess.review.model import Answer, Method, VerdictCode
from mnassess.review.noting import Note, add_note

AS_OF = date(2026, 11, 27)
PAGES = (ReviewDesk.outcome, ReviewDesk.risk_rows, ReviewDesk.checklist)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    create_workspace(tmp_path / "ws", agency="みほん市長", body="local")
    path = create_document(tmp_path / "ws", "threshold", name="甲事務")
    assessment = load_document(path).assessment
    save_document(path, assessment.with_answer("measures.manual_work.rationale", "ログを毎月点検している。"))
    register = tmp_path / "ws" / "evidence" / "evidence.csv"
    add_note(
        register, Note(kind="interview", title="聴取　係長", note="毎月点検している。", collected_on=AS_OF)
    )
    desk = ReviewDesk.open(path, "見本", as_of=AS_OF)
    yield desk
    desk.abandon()


def judge(desk: ReviewDesk) -> None:
    desk.judge(desk.claims[0], VerdictCode.INCONCLUSIVE, method=Method.INTERVIEW, note="証跡がない")


def answer(desk: ReviewDesk) -> None:
    question = desk.checklist().questions[0]
    desk.keep(answer_question(desk.record, question, Answer.YES, by=desk.who, at=desk.now()))


def look(desk: ReviewDesk) -> None:
    result = desk.look()
    assert result
    desk.take(result)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opened_again_is_not_made_again(
    desk: ReviewDesk, page: Callable[[ReviewDesk], object]
) -> None:
    assert page(desk) is page(desk)


def test_a_verdict_stands_in_the_table_at_once(desk: ReviewDesk) -> None:
    assert [row.verdict for row in desk.risk_rows() if row.claim] == [None]
    judge(desk)
    assert [row.verdict for row in desk.risk_rows() if row.claim] == [VerdictCode.INCONCLUSIVE]


def test_an_answer_stands_in_the_checklist_at_once(desk: ReviewDesk) -> None:
    assert desk.checklist().counts.answered == 0
    answer(desk)
    assert desk.checklist().counts.answered == 1


def test_what_was_read_of_the_evidence_stands_in_the_outcome_at_once(desk: ReviewDesk) -> None:
    assert desk.outcome().entries == ()
    look(desk)
    assert [one.title for one in desk.outcome().entries] == ["聴取　係長"]


def test_a_note_taken_down_stands_in_the_outcome_at_once(desk: ReviewDesk) -> None:
    look(desk)
    assert len(desk.outcome().entries) == 1
    desk.add_note(Note(kind="interview", title="聴取　課長", note="鍵は二つある。", collected_on=AS_OF))
    assert len(desk.outcome().entries) == 2
