"""Documents as frames: all of a workspace, the blanks of one, its problems, its progress, what changed."""

from collections.abc import Iterable
from datetime import date

from mnassess.documents.changes import iter_changes
from mnassess.documents.model import Assessment
from mnassess.documents.naming import printed_label, title_of
from mnassess.documents.words import NOTHING
from mnassess.documents.workspace import Workspace
from mnassess.rules.answered import file_of, iter_answered, iter_chapters
from mnassess.rules.completeness import progress
from mnassess.rules.overview import DocumentOverview, iter_overviews
from mnassess.rules.problems import Circumstances, Problem, Severity
from mnassess.tables.frame import Frame, Row, frame

_FILES = "files"


def documents_frame(workspace: Workspace, *, as_of: date | None = None, labels: str = "") -> Frame:
    """A row for every document of a workspace, as `mnassess status` tells it; one that cannot be read says why."""
    overviews = iter_overviews(workspace, as_of)
    return frame("documents", (_document(one, workspace) for one in overviews), labels)


def _document(one: DocumentOverview, workspace: Workspace) -> Row:
    row: dict[str, object] = {
        "path": one.path.relative_to(workspace.folder).as_posix(),
        "operation": one.operation,
        "form": one.path.name.partition(".")[0],
        "edition": one.edition,
        "edited_at": one.last_edit.at if one.last_edit else None,
        "edited_by": one.last_edit.who if one.last_edit else "",
        "editor": one.editor.who if one.editor else "",
        "refusal": one.refusal,
    }
    if one.refusal:
        return row
    return row | {
        "answered": one.progress.answered,
        "total": one.progress.total,
        "errors": one.counts.get(Severity.ERROR, 0),
        "warnings": one.counts.get(Severity.WARNING, 0),
        "infos": one.counts.get(Severity.INFO, 0),
        "to_confirm": one.to_confirm,
        "homework": one.homework,
        "overdue": one.overdue,
    }


def answers_frame(assessment: Assessment, circumstances: Circumstances, labels: str = "") -> Frame:
    """A row for every blank, in form order, with its answer in the words the form prints."""
    rows = (
        {
            "path": one.path,
            "chapter": _chapter(assessment, one.path),
            "file": file_of(assessment, one.path),
            "number": one.blank.number,
            "label": one.blank.label,
            "title": title_of(assessment, one.path),
            "type": one.blank.kind.value,
            "value": one.words,
            "state": one.state.value,
            "important": one.blank.important,
        }
        for one in iter_answered(assessment, circumstances)
    )
    return frame("answers", rows, labels)


def _chapter(assessment: Assessment, path: str) -> str:
    """The heading of the chapter a blank stands in, as the form prints it."""
    names = path.split(".")
    inside = 2 if path.startswith(f"{_FILES}[") else 1
    node = assessment.form.find(".".join(names[:inside]))
    return printed_label(node) if node else ""


def problems_frame(assessment: Assessment, problems: Iterable[Problem], labels: str = "") -> Frame:
    """A row for every problem, in form order."""
    rows = (
        {
            "code": one.code,
            "severity": one.severity.value,
            "path": one.path,
            "title": title_of(assessment, one.path) if one.path else "",
            "message": one.message,
            "clause": one.clause,
        }
        for one in problems
    )
    return frame("problems", rows, labels)


def changes_frame(old: Assessment, new: Assessment, labels: str = "") -> Frame:
    """A row for every place that differs, as `mnassess diff` tells it. MnassessError for two different forms."""
    rows = (
        {
            "path": one.path,
            "item": one.item,
            "change": "added" if one.before == NOTHING else "removed" if one.after == NOTHING else "changed",
            "before": one.before,
            "after": one.after,
            "important": one.important,
        }
        for one in iter_changes(old, new)
    )
    return frame("changes", rows, labels)


def progress_frame(assessment: Assessment, circumstances: Circumstances, labels: str = "") -> Frame:
    """How far every chapter is, in form order; the chapters of a file once for each file."""
    rows = []
    for section, path in iter_chapters(assessment):
        done = progress(assessment, circumstances.body, path)
        if done.total:
            rows.append(
                {
                    "path": path,
                    "file": file_of(assessment, path),
                    "section": printed_label(section),
                    "answered": done.answered,
                    "open": done.total - done.answered,
                    "total": done.total,
                }
            )
    return frame("progress", rows, labels)
