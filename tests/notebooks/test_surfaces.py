"""One remark, one id: in the record, on the screen, as a comment in the Word draft, in the next notebook."""

import io
from datetime import date
from pathlib import Path

import docx
from noted import BLANK, built, cell_at, collected, draft, load, write

from mnassess.documents.storage import load_document
from mnassess.review.claim_lines import claim_lines
from mnassess.review.desk import ReviewDesk
from mnassess.review.gathering import outcome_of
from mnassess.review.remarks import live_remarks
from mnassess.review.session import read_review
from mnassess.review.worklist import work_items
from mnassess.word.remarks import remarks_of
from mnassess.word.report import report_bytes
from mnassess.word.review_outline import review_paper

DAY = date(2026, 11, 27)
WORDS = "例外の登録も見たい。<b>&"


def test_a_remark_is_the_same_on_every_surface(tmp_path: Path) -> None:
    path = draft(tmp_path)
    collected(path, write(built(path), BLANK, WORDS))
    (remark,) = live_remarks(read_review(path, "full-item").record)

    desk = ReviewDesk.open(path, "山田", as_of=DAY)
    (line,) = [line for line in claim_lines(desk, work_items(desk)[0]) if remark.name in line]
    desk.abandon()
    assert line == f"［意見 {remark.name}（山田　令和8年11月27日）］ {WORDS}"

    review = outcome_of(path, as_of=DAY)
    assessment = load_document(path).assessment
    page = docx.Document(io.BytesIO(report_bytes(assessment, remarks=remarks_of(review)).data))
    (comment,) = [one for one in page.comments if remark.name in one.text]
    assert (comment.author, comment.text.split("\n")[1]) == ("山田", WORDS)

    cell = cell_at(load(built(path, name="next.ipynb")), BLANK, "source")
    assert cell["source"].count(remark.name.replace("-", "&#45;")) == 1

    assert any(remark.name in str(part) for part in review_paper(review).parts)
