"""Where an evidence register lies: that of a document in the folder `evidence` of its workspace, and nowhere else."""

from pathlib import Path

from mnassess.documents.workspace import load_workspace, workspace_of
from mnassess.errors import RegisterError, ReviewError
from mnassess.evidence.register import FOLDER, REGISTERS, find_register
from mnassess.evidence.register_files import open_register
from mnassess.language import say


def register_of(document: Path) -> Path | None:
    """The register of the workspace a document lies in; None where it lies in none, or that has none yet."""
    workspace = workspace_of(document)
    return find_register(workspace.folder) if workspace else None


def needed_register(document: Path) -> Path:
    """The register of the workspace a document lies in; ReviewError where there is none."""
    found = register_of(document)
    if found is None:
        raise ReviewError(
            say(
                "証跡の台帳が見つかりません。--evidence で指定するか、{path} に置いてください。",
                path=f"{FOLDER}/{REGISTERS[0]}",
            )
        )
    return found


def register_at(path: Path) -> Path:
    """The register a person means by a path: itself, that of a workspace, or of the workspace of a document.

    Where a workspace has none yet, where it would lie. RegisterError for a path that is not there, WorkspaceError for
    a folder that is no workspace, ReviewError for a document outside of one.
    """
    if not path.exists():
        raise RegisterError(path, say("ファイルがありません。"))
    if path.is_dir():
        return _in_workspace(load_workspace(path).folder)
    if path.suffix.lower() == ".json" and not _is_register(path):
        workspace = workspace_of(path)
        return _in_workspace(workspace.folder) if workspace else needed_register(path)
    return path


def _in_workspace(folder: Path) -> Path:
    return find_register(folder) or folder / FOLDER / REGISTERS[0]


def _is_register(path: Path) -> bool:
    try:
        open_register(path)
    except RegisterError:
        return False
    return True
