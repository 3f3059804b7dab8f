"""Where the data that travels with the program lies: inside the wheel, or beside the package in a checkout."""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def _package() -> "Path":
    from pathlib import Path  # costs a tenth of what `mnassess --help` takes, which asks for no folder

    return Path(__file__).parent


@cache
def _folder(name: str, inside: str = "") -> "Path":
    """`inside`: what the folder is called in the wheel, where that is something else."""
    held = _package() / (inside or name)
    return held if held.is_dir() else _package().parent / name


def schemas() -> "Path":
    """The folder of form definitions and rule data."""
    return _folder("schemas")


def report_templates() -> "Path":
    """The folder of base .docx files."""
    return _folder("report_templates")


def notebooks() -> "Path":
    """The folder of the notebooks that `mnassess notebook open` copies."""
    return _folder("notebooks", "shipped_notebooks")


def sample() -> "Path":
    """The folder of the invented city's workspace that `mnassess demo` copies."""
    return _package() / "sample"


def locale() -> str:
    """The folder of gettext catalogues."""
    return os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - asked for by every start
