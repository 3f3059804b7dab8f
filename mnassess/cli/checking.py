"""`mnassess check`: which documents, under which circumstances, and how the result reads."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from mnassess.documents.entering import parse_day
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import load_workspace
from mnassess.errors import DocumentError, WorkspaceError
from mnassess.language import say
from mnassess.rules.checks import iter_problems
from mnassess.rules.circumstances import circumstances_of, with_figures
from mnassess.rules.problems import Problem, Severity, severity_word


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One document and what was found in it."""

    name: str
    """The document's path, inside the workspace where there is one."""
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    """What could not be taken into account."""
    refusal: str = ""
    """Why the document could not be used; "" where it could."""

    def to_json(self, *, named: bool) -> list[dict[str, str]]:
        """The problems; each with its `document` where several documents were checked."""
        where = {"document": self.name} if named else {}
        return [{**where, **problem.to_json()} for problem in self.problems]


def check_place(place: Path, body: str | None, as_of: str | None) -> list[Checked]:
    """The problems of a document, or of every document of a workspace.

    A damaged document among others is told apart (`refusal`); alone it is a DocumentError.
    """
    at = day(as_of)
    if not place.is_dir():
        return [check_document(place, str(place), body, at)]
    workspace = load_workspace(place)
    documents = list(workspace.iter_documents())
    if not documents:
        raise WorkspaceError(say("{path}：評価書がまだありません。mnassess new で作れます。", path=place))
    checked: list[Checked] = []
    told: list[str] = []
    with click.progressbar(
        documents, label=say("点検中"), file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for document in bar:
            name = document.relative_to(place).as_posix()
            try:
                checked.append(check_document(document, name, body, at))
            except DocumentError as error:
                checked.append(Checked(name=name, refusal=str(error)))
                told.append(str(DocumentError(document.resolve(), error.reason)))
    return [replace(one, notices=_without(one.notices, tuple(told))) for one in checked]


def _without(notices: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """The notices but those about a document whose refusal is told anyway."""
    return tuple(notice for notice in notices if not notice.startswith(told))


def check_document(document: Path, name: str, body: str | None, as_of: date) -> Checked:
    """The problems of one document, the others of its operation beside it."""
    assessment = load_document(document).assessment
    known, notices = circumstances_of(document, body, as_of)
    problems = iter_problems(assessment, with_figures(known, assessment, document))
    return Checked(name=name, problems=tuple(problems), notices=notices)


def day(text: str | None) -> date:
    """A day from the command line, ISO or 和暦; today where none was given. MnassessError where it is no day."""
    if text is None:
        return date.today()  # noqa: DTZ011 - the law counts in local days
    return parse_day(text)


def report_lines(checked: list[Checked]) -> Iterator[str]:
    """The result for people: per document its problems in form order and a count."""
    for one in checked:
        if one.refusal:
            continue
        yield f"■ {one.name}"
        for problem in one.problems:
            clause = f"（{problem.clause}）" if problem.clause else ""
            yield f"  [{severity_word(problem.severity)}] {problem.code} {problem.message}{clause}"
        counts = [f"{severity_word(s)} {sum(p.severity is s for p in one.problems)}" for s in Severity]
        yield "  " + say("計：{counts}", counts="・".join(counts))
