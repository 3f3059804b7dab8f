"""Documents as frames: all of a workspace, the blanks of one, its problems, its progress, what changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mnassess.documents.changes import iter_changes
from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import file_title, printed_label, title_of
from mnassess.documents.words import NOTHING, printed_words, show_value_date
from mnassess.documents.workspace import Workspace
from mnassess.forms.model import Field, FieldKind, Section
from mnassess.forms.paths import join_path
from mnassess.rules.applicability import Reason, iter_applicable
from mnassess.rules.completeness import is_empty, is_open, progress
from mnassess.rules.computed import computed_value, printed_choices
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
    nodes = iter_applicable(assessment, circumstances.body)
    rows = (
        _answer(assessment, node, path, why, circumstances)
        for node, path, why in nodes
        if isinstance(node, Field) and node.kind is not FieldKind.PRINT
    )
    return frame("answers", rows, labels)


def _answer(
    assessment: Assessment, blank: Field, path: str, why: Reason | None, circumstances: Circumstances
) -> Row:
    value = computed_value(assessment, path, circumstances) if blank.computed else None
    if value is None:
        value = assessment.value(path)
    return {
        "path": path,
        "chapter": _chapter(assessment, path),
        "file": file_of(assessment, path),
        "number": blank.number,
        "label": blank.label,
        "title": title_of(assessment, path),
        "type": blank.kind.value,
        "value": answer_words(assessment, blank, path, value),
        "state": _state(assessment, blank, path, why, value),
        "important": blank.important,
    }


def _state(assessment: Assessment, blank: Field, path: str, why: Reason | None, value: Value | None) -> str:
    if why is not None:
        return "not_applicable"
    if not is_empty(value):
        return "computed" if blank.computed else "answered"
    return "empty" if is_open(assessment, blank, path) else "optional"


def answer_words(assessment: Assessment, blank: Field, path: str, value: Value | None) -> str:
    """An answer in whole, in the words the form prints; "" for none."""
    if value is None or value == ():
        return ""
    if blank.kind is FieldKind.ROWS:
        return "\n".join(_row_words(blank, row) for row in value)
    choices = printed_choices(assessment, blank, path) if blank.computed else None
    words = choices.label(value) if choices else printed_words(blank, value)
    return "" if words == NOTHING and blank.kind is FieldKind.FLAG else words


def _row_words(blank: Field, row: Mapping[str, Value]) -> str:
    """A row of 変更箇所 with the heads of its columns."""
    cells = []
    for column in blank.columns:
        if column.name in row:
            cell = row[column.name]
            words = show_value_date(cell) if column.kind is FieldKind.DATE else column.words(cell)
            cells.append(f"{column.label}：{words}")
    return "　".join(cells)


def _chapter(assessment: Assessment, path: str) -> str:
    """The heading of the chapter a blank stands in, as the form prints it."""
    names = path.split(".")
    inside = 2 if path.startswith(f"{_FILES}[") else 1
    node = assessment.form.find(".".join(names[:inside]))
    return printed_label(node) if node else ""


def file_of(assessment: Assessment, path: str) -> str:
    """The name of the personal information file a field path lies in; "" for none."""
    if not path.startswith(f"{_FILES}["):
        return ""
    return file_title(assessment, path.removeprefix(f"{_FILES}[").partition("]")[0])


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
    for section, path, file in iter_chapters(assessment):
        done = progress(assessment, circumstances.body, path)
        if done.total:
            rows.append(
                {
                    "path": path,
                    "file": file,
                    "section": printed_label(section),
                    "answered": done.answered,
                    "open": done.total - done.answered,
                    "total": done.total,
                }
            )
    return frame("progress", rows, labels)


def iter_chapters(assessment: Assessment) -> Iterator[tuple[Section, str, str]]:
    """(chapter, its path, name of the file it is about) in form order."""
    for node in assessment.form.sections:
        if not isinstance(node, Section):
            continue
        if node.path != _FILES:
            yield node, node.path, ""
            continue
        for item in assessment.items_of(_FILES):
            for child in node.children:
                if isinstance(child, Section):
                    path = join_path(f"{_FILES}[{item}]", child.name)
                    yield child, path, file_title(assessment, item)
