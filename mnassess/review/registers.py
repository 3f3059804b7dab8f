"""Where the evidence register of a document lies: in the folder `evidence` of its workspace, and nowhere else."""

from pathlib import Path

from mnassess.documents.workspace import workspace_of
from mnassess.errors import ReviewError
from mnassess.evidence.register import FOLDER, REGISTERS, find_register
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
