"""The files a review is handed over in: which there are, what each is called beside the document, how each is made.

Everything is made from one `Review`, so that a file says what was seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mnassess.documents.files import free_name, write_atomically
from mnassess.documents.model import Assessment
from mnassess.errors import MnassessError, cause
from mnassess.language import say
from mnassess.outputs.places import refuse_evidence_folder
from mnassess.review.outcome import Review
from mnassess.review.risk_table import risk_csv, risk_rows
from mnassess.rules.circumstances import circumstances_of
from mnassess.word.outline import day_of
from mnassess.word.report import write_report

Reviews = tuple[Review, ...]


@dataclass(frozen=True, kw_only=True)
class OutcomeFile:
    """One of the files."""

    id: str
    words: str
    """What it is, for people."""
    name: str
    """Of the file."""
    write: Callable[[Review, Path], tuple[str, ...]]
    """Writes it; returns what could not be printed in it. MnassessError where the disk refuses."""


def outcome_files() -> tuple[OutcomeFile, ...]:
    """Every file there is, what people ask for most first."""
    table, report = say("リスク管理表"), say("点検結果報告書")
    return (
        OutcomeFile(id="table.xlsx", words=say("リスク管理表（Excel）"), name=f"{table}.xlsx", write=_table),
        OutcomeFile(id="table.docx", words=say("リスク管理表（Word）"), name=f"{table}.docx", write=_table),
        OutcomeFile(id="table.csv", words=say("リスク管理表（CSV）"), name=f"{table}.csv", write=_table),
        OutcomeFile(
            id="report.docx", words=say("点検結果報告書（Word）"), name=f"{report}.docx", write=_report
        ),
        OutcomeFile(
            id="draft.docx",
            words=say("指摘付きの評価書案（Word）"),
            name=say("評価書案（指摘付き）.docx"),
            write=_draft,
        ),
    )


def outcome_file(name: str) -> OutcomeFile:
    """The file of an id."""
    return next(one for one in outcome_files() if one.id == name)


def write_beside(made: OutcomeFile, review: Review) -> tuple[Path, tuple[str, ...]]:
    """Write a file beside the reviewed document, under a free name: somebody may have written in the one before.

    Returns where, and what could not be printed. MnassessError where the disk refuses, or evidence lies there.
    """
    target = free_name(review.document.with_name(made.name))
    refuse_evidence_folder(target)
    return target, made.write(review, target)


def write_table(reviews: Reviews, output: Path) -> None:
    """The risk table of some reviews in the format its name asks for. MnassessError where the disk refuses."""
    from mnassess.excel.risk_table import risk_workbook
    from mnassess.word.risk_table import write_risk_table

    rows, agency, as_of = risk_rows(reviews), reviews[0].agency, reviews[0].as_of
    match output.suffix.lower():
        case ".xlsx":
            write_bytes(output, risk_workbook(rows, agency=agency, as_of=as_of))
        case ".csv":
            write_bytes(output, risk_csv(rows))
        case _:
            write_risk_table(rows, output, agency=agency, as_of=as_of)


TABLE_SUFFIXES = (".xlsx", ".csv", ".docx")
"""Of the formats `write_table` knows."""


def write_draft(
    assessment: Assessment,
    document: Path,
    output: Path,
    *,
    template: Path | None = None,
    review: Review | None = None,
) -> tuple[str, ...]:
    """The report as it is printed, the open findings of a review as comments in it; returns what could not be printed.

    MnassessError where a file cannot be used or the disk refuses.
    """
    from mnassess.word.remarks import remarks_of

    circumstances, _ = circumstances_of(document, as_of=day_of(assessment))
    return write_report(
        assessment,
        output,
        folder=document.parent,
        template=template,
        circumstances=circumstances,
        remarks=remarks_of(review) if review else (),
    )


def write_bytes(output: Path, data: bytes) -> None:
    """Write a file, whole or not at all. MnassessError where the disk refuses."""
    try:
        write_atomically(output, data)
    except OSError as error:
        raise MnassessError(
            say(
                "{path}：書き出せません（{reason}）。ほかのソフトで開いたままなら閉じてください。",
                path=output,
                reason=cause(error),
            )
        ) from error


def _table(review: Review, output: Path) -> tuple[str, ...]:
    write_table((review,), output)
    return ()


def _report(review: Review, output: Path) -> tuple[str, ...]:
    from mnassess.word.review_report import write_review_report

    write_review_report(review, output)
    return ()


def _draft(review: Review, output: Path) -> tuple[str, ...]:
    return write_draft(review.assessment, review.document, output, review=review)
