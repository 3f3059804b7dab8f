"""What there is to know about a document before opening it: how far it is, what is wrong, who is at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mnassess.documents.homework import doubtful_paths, iter_homework
from mnassess.documents.journal import read_latest
from mnassess.documents.lock import Owner, editor_of
from mnassess.documents.storage import StoredDocument, load_document
from mnassess.documents.workspace import Workspace, journal_path, siblings_of
from mnassess.errors import DocumentError, JournalError, MnassessError
from mnassess.rules.checks import iter_problems
from mnassess.rules.circumstances import circumstances_of, newest, with_figures
from mnassess.rules.completeness import Progress, progress
from mnassess.rules.problems import Body, Circumstances, Severity

_NO_PROGRESS = Progress(answered=0, total=0)


@dataclass(frozen=True, kw_only=True)
class LastEdit:
    """The latest change of a document."""

    at: datetime
    who: str = ""
    """"" for a change that was made outside the program."""


@dataclass(frozen=True, kw_only=True)
class DocumentOverview:
    """One document as a list of documents shows it."""

    path: Path
    operation: str
    """The name of its folder."""
    form: str = ""
    """全項目評価書 and so on; "" like all that follows where the file cannot be read."""
    edition: str = ""
    progress: Progress = _NO_PROGRESS
    counts: Mapping[Severity, int] = field(default_factory=dict)
    to_confirm: int = 0
    """Answers marked 要確認 or 推測."""
    homework: int = 0
    """What somebody has to find out; answers to be confirmed are part of it."""
    overdue: int = 0
    last_edit: LastEdit | None = None
    editor: Owner | None = None
    """Who is editing it now."""
    refusal: str = ""
    """Why it cannot be read, as a sentence; "" where it can."""

    def to_json(self, folder: Path) -> dict[str, Any]:
        """As `mnassess status --format json` prints it; the path inside `folder`."""
        last = self.last_edit
        return {
            "document": self.path.relative_to(folder).as_posix(),
            "operation": self.operation,
            "form": self.form,
            "edition": self.edition,
            "answered": self.progress.answered,
            "total": self.progress.total,
            **{severity.value: self.counts.get(severity, 0) for severity in Severity},
            "to_confirm": self.to_confirm,
            "homework": self.homework,
            "overdue": self.overdue,
            "edited_at": last.at.isoformat(timespec="seconds") if last else "",
            "edited_by": last.who if last else "",
            "editor": self.editor.who if self.editor else "",
            "refusal": self.refusal,
        }


def overview_of(path: Path, body: str | None = None, as_of: date | None = None) -> DocumentOverview:
    """The overview of one document, checked beside the other documents of its operation.

    What cannot be read is told in it; nothing is raised for a damaged document or workspace.
    """
    try:
        stored = load_document(path)
        circumstances, _ = circumstances_of(path, body, as_of)
    except MnassessError as error:
        return _refused(path, error)
    return _overview(stored, circumstances)


def iter_overviews(workspace: Workspace, as_of: date | None = None) -> Iterator[DocumentOverview]:
    """The overviews of a workspace's documents, in their order. Each file is read once."""
    today = date.today()  # noqa: DTZ011 - the law counts in local days
    body: Body = "national" if workspace.body == "national" else "local"
    for operation in workspace.operations():
        documents = {path: _stored_or_refused(path) for path in operation.documents()}
        readable = {
            path.resolve(): found.assessment
            for path, found in documents.items()
            if isinstance(found, StoredDocument)
        }
        for path, found in documents.items():
            if isinstance(found, DocumentOverview):
                yield found
                continue
            others = (readable[other] for other in siblings_of(path) if other in readable)
            yield _overview(found, Circumstances(body=body, as_of=as_of or today, others=newest(others)))


def _stored_or_refused(path: Path) -> StoredDocument | DocumentOverview:
    try:
        return load_document(path)
    except DocumentError as error:
        return _refused(path, error)


def _refused(path: Path, error: MnassessError) -> DocumentOverview:
    return DocumentOverview(path=path, operation=path.resolve().parent.name, refusal=str(error))


def _overview(stored: StoredDocument, circumstances: Circumstances) -> DocumentOverview:
    path, assessment = stored.path, stored.assessment
    circumstances = with_figures(circumstances, assessment, path)
    found = [problem.severity for problem in iter_problems(assessment, circumstances)]
    homework = list(iter_homework(path, assessment))
    return DocumentOverview(
        path=path,
        operation=path.resolve().parent.name,
        form=assessment.form.name,
        edition=assessment.form.edition,
        progress=progress(assessment, circumstances.body),
        counts={severity: found.count(severity) for severity in Severity},
        to_confirm=len(doubtful_paths(assessment)),
        homework=len(homework),
        overdue=sum(one.is_overdue(circumstances.as_of) for one in homework),
        last_edit=_last_edit(stored),
        editor=editor_of(path),
    )


def _last_edit(stored: StoredDocument) -> LastEdit | None:
    """By the journal; by the file where it was changed outside since, or the journal knows nothing."""
    try:
        latest = read_latest(journal_path(stored.path))
        changed = datetime.fromtimestamp(stored.path.stat().st_mtime, tz=UTC)
    except (JournalError, OSError):
        return None
    if latest.edit is None or (latest.digest != stored.digest and changed > latest.edit.at):
        return LastEdit(at=changed)
    return LastEdit(at=latest.edit.at, who=latest.edit.who)
