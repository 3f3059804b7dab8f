"""New document files: from scratch, from another document of the operation, from an older edition. Nothing is overwritten."""

from pathlib import Path
from typing import NamedTuple

from mnassess.documents.files import write_atomically
from mnassess.documents.lock import default_person, locked
from mnassess.documents.model import Assessment
from mnassess.documents.prefill import prefilled
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.typed import one_line
from mnassess.documents.upgrade import upgrade
from mnassess.documents.workspace import document_path, folder_name, journal_path, load_workspace
from mnassess.errors import DocumentError, WorkspaceError, cause
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.language import say


def create_document(
    workspace: Path,
    form: FormKind | str,
    *,
    name: str,
    edition: str | None = None,
    source: Path | None = None,
) -> Path:
    """A new document in the operation `name` of a workspace, with what `source` says of it; returns its path.

    It knows the agency and, unless `source` says otherwise, the operation's name. The main file of the form is
    made where there is none; a second edition is made beside it.
    """
    settings = load_workspace(workspace)
    name = one_line(name)
    if not name:
        raise WorkspaceError(say("事務の名称が空です。--name に指定してください。"))
    if not name.strip(". "):
        raise WorkspaceError(
            say(
                "事務の名称「{name}」はフォルダーの名前になりません。文字を含む名称にしてください。",
                name=name,
            )
        )
    official = load_form(form, edition)
    assessment = Assessment(form=official)
    if source is not None:
        assessment = prefilled(official, load_document(source).assessment)
    for blank, known in (("cover.agency", settings.agency), ("overview.operation.name", name)):
        if assessment.value(blank) is None:
            assessment = assessment.with_answer(blank, known)
    folder = settings.folder / folder_name(name)
    path = _free_path(folder, official.kind, official.edition)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            say("{path}：作れません（{reason}）。", path=folder, reason=cause(error))
        ) from error
    set_journal_aside(path)
    save_document(path, assessment)
    return path


def set_journal_aside(document: Path) -> None:
    """Keep the journal of a document that is gone under another name: a new one does not inherit its drafts."""
    journal = journal_path(document)
    number = 1
    while journal.exists():
        aside = journal.with_name(f"{document.stem}.{number}.old.jsonl")
        if not aside.exists():
            journal.replace(aside)
        number += 1


class Upgraded(NamedTuple):
    """Where an upgrade left its two documents."""

    path: Path
    """The document in the newer edition."""
    old: Path
    """The old document: where it was, or under the name of its edition."""


def upgrade_document(document: Path, *, edition: str | None = None, output: Path | None = None) -> Upgraded:
    """The document in a newer edition, in a file of its own. The old document stays as it is.

    Without `output` the new edition takes the form's main name (`threshold.json`) and an old main file goes on
    beside it under its edition's name (`threshold.2019-01.json`).
    """
    if output is not None and output.suffix.lower() != ".json":
        raise DocumentError(output, say("評価書のファイルの拡張子は .json にしてください。"))
    stored = load_document(document)
    old = stored.assessment.form
    upgraded = upgrade(stored.assessment, edition)
    if upgraded.form.edition == old.edition:
        raise DocumentError(
            document, say("既に {edition} の版です。何も変更していません。", edition=old.edition)
        )
    main = document_path(document.parent, old.kind)
    target = output or main
    moves_aside = output is None and document.resolve() == main.resolve()
    if not moves_aside:
        _refuse_existing(target)
    kept = document_path(document.parent, old.kind, old.edition) if moves_aside else document
    with locked(document, default_person()):
        if moves_aside:
            _keep_beside(document, kept)
        save_document(target, upgraded)
    return Upgraded(target, kept)


def _keep_beside(document: Path, aside: Path) -> None:
    """The document's bytes under the name of its edition; a copy that an interrupted upgrade left there will do."""
    data = document.read_bytes()
    if not (aside.is_file() and aside.read_bytes() == data):
        _refuse_existing(aside)
        write_atomically(aside, data)


def _free_path(folder: Path, kind: FormKind, edition: str) -> Path:
    main = document_path(folder, kind)
    if not main.exists():
        return main
    if load_document(main).assessment.form.edition == edition:
        _refuse_existing(main)
    beside = document_path(folder, kind, edition)
    _refuse_existing(beside)
    return beside


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise DocumentError(path, say("既にあります。上書きしていません。"))
