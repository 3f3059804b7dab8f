"""`mnassess render`: a document file in, a .docx out."""

from datetime import date
from pathlib import Path

from mnassess.cli.outputs import refuse_evidence_folder
from mnassess.documents.storage import load_document
from mnassess.errors import DocumentError, MnassessError
from mnassess.language import say
from mnassess.review.gathering import outcome_of
from mnassess.rules.circumstances import circumstances_of
from mnassess.word.outline import day_of
from mnassess.word.remarks import remarks_of
from mnassess.word.report import write_report


def render(
    document: Path, output: Path, template: Path | None = None, *, remarks_on: date | None = None
) -> tuple[str, ...]:
    """Write the report of a document; returns notices, e.g. of pictures that could not be read.

    With `remarks_on`, the findings of its review on that day are comments at their answers.
    """
    if output.suffix.lower() != ".docx":
        raise MnassessError(say("出力先「{path}」の拡張子は .docx にしてください。", path=output))
    if output.is_dir() or not output.parent.is_dir():
        raise DocumentError(output, say("出力先のフォルダーがないか、同じ名前のフォルダーがあります。"))
    refuse_evidence_folder(output)
    stored = load_document(document)
    circumstances, _ = circumstances_of(document, as_of=day_of(stored.assessment))
    return write_report(
        stored.assessment,
        output,
        folder=document.parent,
        template=template,
        circumstances=circumstances,
        remarks=remarks_of(outcome_of(document, as_of=remarks_on)) if remarks_on else (),
    )
