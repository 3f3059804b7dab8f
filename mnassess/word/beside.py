"""Word files written beside the documents: always under a free name, because somebody may have written in the one before."""

from datetime import date
from pathlib import Path

from mnassess.documents.files import free_name
from mnassess.documents.homework import by_department
from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import Workspace
from mnassess.language import say
from mnassess.review.homework import homework_with_findings
from mnassess.rules.circumstances import circumstances_of
from mnassess.rules.problems import Circumstances
from mnassess.word.handout import Handout, write_handout
from mnassess.word.report import write_report


def write_word(document: Path) -> tuple[Path, tuple[str, ...]]:
    """Write the printed report of a document file beside it; returns where, and what could not be printed."""
    circumstances, _ = circumstances_of(document)
    return write_report_of(document, load_document(document).assessment, circumstances)


def write_report_of(
    document: Path, assessment: Assessment, circumstances: Circumstances
) -> tuple[Path, tuple[str, ...]]:
    """Write the printed report of answers that belong to a document file."""
    target = free_name(document.with_suffix(".docx"))
    notices = write_report(assessment, target, folder=document.parent, circumstances=circumstances)
    return target, tuple(notices)


def write_homework(workspace: Workspace) -> Path:
    """Write the homework of a workspace, a page per department, into its folder."""
    today = date.today()  # noqa: DTZ011 - the day on the wall of the meeting room
    target = free_name(workspace.folder / say("宿題.docx"))
    departments = by_department(homework_with_findings(workspace).items)
    write_handout(Handout(agency=workspace.agency, as_of=today, departments=departments), target)
    return target
