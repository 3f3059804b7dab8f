"""What has to be found out before a report is true: the tasks noted beside answers, and answers nobody is sure of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mnassess.documents.csv_files import csv_bytes
from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.shelving import is_set_aside
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import Workspace
from mnassess.errors import DocumentError
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field
from mnassess.language import say

DEPARTMENT = "overview.department.name"
_DOUBTFUL = frozenset({"to_confirm", "guess"})


@dataclass(frozen=True, kw_only=True)
class Homework:
    """One thing somebody has to find out."""

    document: Path
    operation: str
    form: str
    """Operation and form, as people call them: the name of the folder, 全項目評価書."""
    path: str
    """Field path of the blank it is about."""
    title: str
    """What people call the blank."""
    task: str
    owner: str
    """The department; "" where neither the note nor the document names one."""
    due: str = ""
    """ISO date; "" for none."""
    certainty: str = ""
    """Code of what the note says about the answer, or ""."""
    certainty_words: str = ""
    """The same as it is printed: 要確認, 推測."""
    who: str = ""
    on: str = ""
    note: str = ""

    @property
    def report(self) -> str:
        """What people call the document."""
        return f"{self.operation}　{self.form}"

    def is_overdue(self, as_of: date) -> bool:
        """Whether the day it is due has passed."""
        return bool(self.due) and date.fromisoformat(self.due) < as_of

    def to_json(self, folder: Path, as_of: date) -> dict[str, Any]:
        """As `mnassess todo --format json` prints it; the document's path inside the workspace."""
        return {
            "document": self.document.relative_to(folder).as_posix(),
            "path": self.path,
            "title": self.title,
            "task": self.task,
            "owner": self.owner,
            "due": self.due,
            "overdue": self.is_overdue(as_of),
            "certainty": self.certainty,
            "who": self.who,
            "on": self.on,
            "note": self.note,
        }


@dataclass(frozen=True, kw_only=True)
class WorkspaceHomework:
    """The homework of a workspace."""

    items: tuple[Homework, ...]
    refusals: tuple[str, ...] = ()
    """Why documents that are not in it could not be read."""


def iter_homework(document: Path, assessment: Assessment) -> Iterator[Homework]:
    """The homework of one document, in form order.

    A task without the day it was done, and an answer marked 要確認 or 推測 that has no task of its own. Notes of
    entries that were removed and of what is set aside rest with them.
    """
    department = assessment.value(DEPARTMENT)
    for path in _standing_notes(assessment):
        note = assessment.interview[path]
        if "done_on" in note or not ("task" in note or note.get("certainty") in _DOUBTFUL):
            continue
        title = title_of(assessment, path)
        yield Homework(
            document=document,
            operation=document.resolve().parent.name,
            form=assessment.form.name,
            path=path,
            title=title,
            task=note.get("task") or say("要確認：{title}", title=title),
            owner=note.get("owner") or (department if isinstance(department, str) else ""),
            due=note.get("due", ""),
            certainty=note.get("certainty", ""),
            certainty_words=_certainty_words(assessment, note.get("certainty")),
            who=note.get("who", ""),
            on=note.get("on", ""),
            note=note.get("note", ""),
        )


def doubtful_paths(assessment: Assessment) -> tuple[str, ...]:
    """The blanks, in form order, whose answers are marked 要確認 or 推測."""
    return tuple(
        path
        for path in _standing_notes(assessment)
        if assessment.interview[path].get("certainty") in _DOUBTFUL
    )


def _standing_notes(assessment: Assessment) -> Iterator[str]:
    for path in assessment.in_form_order(assessment.interview):
        if assessment.has(path) and not is_set_aside(assessment, path):
            yield path


def homework_in(workspace: Workspace) -> WorkspaceHomework:
    """The homework of every document of a workspace, in the order of the documents; damaged ones are told apart."""
    items: list[Homework] = []
    refusals: list[str] = []
    for path in workspace.iter_documents():
        try:
            items += iter_homework(path, load_document(path).assessment)
        except DocumentError as error:
            refusals.append(str(error))
    return WorkspaceHomework(items=tuple(items), refusals=tuple(refusals))


def by_department(items: Iterable[Homework]) -> dict[str, tuple[Homework, ...]]:
    """Department → its homework, the earliest due first. Departments by name; "", in nobody's charge, last."""
    ordered = sorted(items, key=lambda one: (not one.owner, one.owner, not one.due, one.due))
    found: dict[str, list[Homework]] = {}
    for one in ordered:
        found.setdefault(one.owner, []).append(one)
    return {department: tuple(homework) for department, homework in found.items()}


def department_words(department: str) -> str:
    """The department as it is printed."""
    return department or say("担当未定")


def homework_csv(items: Iterable[Homework], as_of: date) -> bytes:
    """The homework as a CSV file for Excel, per department."""
    heads = [
        say("担当"), say("評価書"), say("欄"), say("調べること"), say("期限"), say("期限超過"), say("確かさ"),
        say("答えた人・資料"), say("聞いた日"), say("覚え書き"), say("番地"),
    ]  # fmt: skip
    rows = (
        [
            department_words(one.owner), one.report, one.title, one.task, _shown(one.due),
            say("超過") if one.is_overdue(as_of) else "", one.certainty_words, one.who, _shown(one.on), one.note, one.path,
        ]
        for homework in by_department(items).values()
        for one in homework
    )  # fmt: skip
    return csv_bytes(heads, rows)


def _shown(iso: str) -> str:
    return show_date(iso) if iso else ""


def _certainty_words(assessment: Assessment, code: object) -> str:
    asked = assessment.form.note.children if assessment.form.note else ()
    choices = (node.choices for node in asked if isinstance(node, Field) and node.name == "certainty")
    return next((found.label(code) for found in choices if found and code), "")
