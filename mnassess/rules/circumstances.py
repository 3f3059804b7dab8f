"""What the checks know beside a document file: the workspace it lies in and the other documents of its operation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from mnassess.documents.figures import figure_faults
from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import siblings_of, workspace_of
from mnassess.errors import DocumentError
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.problems import Body, Circumstances


def circumstances_of(
    document: Path, body: str | None = None, as_of: date | None = None
) -> tuple[Circumstances, tuple[str, ...]]:
    """(the circumstances of a document, sentences about what could not be taken into account).

    `body` goes before the workspace's own; `as_of` is today where it is not given. A document of the operation that
    cannot be read is left out and named. WorkspaceError where the workspace's settings cannot be read.
    """
    workspace = workspace_of(document)
    kind: Body = "national" if (body or (workspace and workspace.body)) == "national" else "local"
    others, notices = [], []
    for path in siblings_of(document):
        try:
            others.append(load_document(path).assessment)
        except DocumentError as error:
            notices.append(say("{error} この評価書との食い違いは点検していません。", error=error))
    today = date.today()  # noqa: DTZ011 - the law counts in local days
    return Circumstances(body=kind, as_of=as_of or today, others=newest(others)), tuple(notices)


def with_figures(circumstances: Circumstances, assessment: Assessment, document: Path) -> Circumstances:
    """The circumstances with what is wrong with the pictures the document names, as they lie on the disk now."""
    return replace(circumstances, figure_faults=figure_faults(assessment, document.parent))


def newest(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Of each form the document of the newest edition, in the order of the forms."""
    by_edition = sorted(assessments, key=lambda one: one.form.edition)
    latest = {one.form.kind: one for one in by_edition}
    return tuple(latest[kind] for kind in FormKind if kind in latest)
