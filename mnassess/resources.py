"""Where the data that travels with the program lies: inside the wheel, or beside the package in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def schemas() -> Path:
    """The folder of form definitions and rule data."""
    return _folder("schemas")


def report_templates() -> Path:
    """The folder of base .docx files."""
    return _folder("report_templates")


def sample() -> Path:
    """The folder of the invented city's workspace that `mnassess demo` copies."""
    return _PACKAGE / "sample"


def locale() -> Path:
    """The folder of gettext catalogues."""
    return _PACKAGE / "locale"
