"""The notebooks that travel with the program, copied to where somebody works with them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from mnassess import resources
from mnassess.documents.files import free_name, write_atomically
from mnassess.documents.workspace import load_workspace
from mnassess.errors import MnassessError, cause
from mnassess.language import say


def notebook_names() -> tuple[str, ...]:
    """What there is: changes, portfolio, review, risk_table."""
    return tuple(sorted(path.stem for path in resources.notebooks().glob("*.ipynb")))


def copy_notebook(name: str, folder: Path) -> Path:
    """A copy of a notebook in a workspace, under a free name: the one somebody wrote in stays. Returns where.

    MnassessError where there is no such notebook, no workspace, or the disk refuses.
    """
    if name not in notebook_names():
        known = say("・").join(notebook_names())
        raise MnassessError(
            say("「{name}」というノートブックはありません（{known}）。", name=name, known=known)
        )
    load_workspace(folder)
    target = free_name(folder / f"{name}.ipynb")
    content = json.loads((resources.notebooks() / f"{name}.ipynb").read_text(encoding="utf-8"))
    try:
        write_atomically(target, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise MnassessError(
            say("{path}：作れません（{reason}）。", path=target, reason=cause(error))
        ) from error
    return target


def jupyter_command(notebook: Path) -> tuple[str, ...] | None:
    """What opens a notebook in JupyterLab; None where that is not installed."""
    beside = Path(sys.executable).with_name("jupyter-lab")
    found = shutil.which("jupyter-lab") or (str(beside) if beside.exists() else None)
    return (found, notebook.name) if found else None


def open_in_jupyter(notebook: Path) -> bool:
    """Start JupyterLab on a notebook, beside this program; whether there is one to start."""
    command = jupyter_command(notebook)
    if command is None:
        return False
    subprocess.Popen(command, cwd=notebook.parent)  # noqa: S603 - JupyterLab as it was found, no shell
    return True
