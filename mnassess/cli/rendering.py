"""`mnassess render`: a document file in, a .docx out."""

from datetime import date
from pathlib import Path

from mnassess.cli.outputs import check_output
from mnassess.documents.storage import load_document
from mnassess.review.gathering import outcome_of
from mnassess.rules.circumstances import circumstances_of
from mnassess.word.outline import day_of
from mnassess.word.remarks import remarks_of
from mnassess.word.report import write_report


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
    stored = load_document(document)
    circumstances, _ = circumstances_of(document, as_of=day_of(stored.assessment))
    return write_report(
        stored.assessment,
        output,
        folder=document.parent,
        template=template,
        circumstances=circumstances,
        remarks=remarks_of(outcome_of(document, as_of=remarks_on, register=register)) if remarks_on else (),
    )
