"""`mnassess render`: a document file in, a .docx out."""

from datetime import date
from pathlib import Path

from mnassess.documents.storage import load_document
from mnassess.outputs.outcome_files import write_draft
from mnassess.outputs.places import check_output
from mnassess.review.gathering import outcome_of


def render(
    document: Path,
    output: Path,
    template: Path | None = None,
    *,
    remarks_on: date | None = None,
    register: Path | None = None,
) -> tuple[str, ...]:
    """Write the report of a document; returns notices, e.g. of pictures that could not be read.

    With `remarks_on`, the findings of its review on that day are comments at their answers; the evidence is that of
    `register`, without one that of the workspace.
    """
    check_output(output, (document,), (".docx",))
    assessment = load_document(document).assessment
    review = outcome_of(document, as_of=remarks_on, register=register) if remarks_on else None
    return write_draft(assessment, document, output, template=template, review=review)
