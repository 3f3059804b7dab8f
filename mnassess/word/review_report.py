"""点検結果報告書 as a Word file."""

from pathlib import Path

from mnassess.review.outcome import Review
from mnassess.word.review_outline import report_title, review_paper
from mnassess.word.sheet_writer import Imprint, paper_bytes, write_paper


def write_review_report(review: Review, path: Path) -> None:
    """Write the report, whole or not at all. MnassessError where the disk refuses."""
    write_paper(review_paper(review), _imprint(review), path)


def review_report_bytes(review: Review) -> bytes:
    """The .docx. The same review gives the same bytes."""
    return paper_bytes(review_paper(review), _imprint(review))


def _imprint(review: Review) -> Imprint:
    return Imprint(title=f"{report_title()}　{review.name}", author=review.agency, day=review.as_of)
