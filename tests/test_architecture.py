"""Imports point one way: down, never up. The table is the map of the code."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mnassess"

BELOW: dict[str, set[str]] = {
    "errors": {"language"},
    "resources": set(),
    "language": {"resources"},
    "settings": {"errors", "language"},
    "ooxml": {"errors", "language"},
    "forms": {"errors", "resources", "language"},
    "documents": {"errors", "resources", "language", "forms"},
    "rules": {"errors", "resources", "language", "forms", "documents"},
    "evidence": {"errors", "resources", "language", "ooxml", "forms"},
    "review": {"errors", "resources", "language", "ooxml", "forms", "documents", "rules", "evidence"},
    "excel": {
        "errors",
        "resources",
        "language",
        "ooxml",
        "forms",
        "documents",
        "rules",
        "evidence",
        "review",
    },
    "portfolios": {"errors", "resources", "language", "forms", "documents", "review"},
    "notebooks": {"errors", "resources", "language", "forms", "documents", "rules", "evidence", "review"},
    "tables": {
        "errors",
        "resources",
        "language",
        "forms",
        "documents",
        "rules",
        "evidence",
        "review",
        "portfolios",
    },
    "display": {"errors", "language", "forms", "documents", "rules", "evidence", "review"},
    "charts": {"errors", "language", "forms", "review", "tables", "display"},
    "library": {
        "errors",
        "language",
        "forms",
        "documents",
        "rules",
        "evidence",
        "review",
        "tables",
        "display",
        "charts",
        "portfolios",
        "outputs",
    },
    "word": {"errors", "resources", "language", "forms", "documents", "rules", "evidence", "review", "ooxml"},
    "outputs": {"errors", "language", "documents", "rules", "evidence", "review", "excel", "word"},
    "tui": {
        "errors",
        "resources",
        "language",
        "settings",
        "forms",
        "documents",
        "rules",
        "evidence",
        "review",
        "word",
        "outputs",
    },
    "cli": {
        "errors",
        "resources",
        "language",
        "settings",
        "forms",
        "documents",
        "rules",
        "evidence",
        "review",
        "excel",
        "notebooks",
        "word",
        "outputs",
        "tui",
    },
    "__main__": {"cli"},
    "__init__": {"errors", "language", "forms", "documents", "rules", "word", "display", "library"},
}
"""Part → the parts of mnassess it may import, beside itself."""

ROOM: dict[str, set[str]] = {
    "jsonschema": {"forms"},
    "referencing": {"forms"},
    "filelock": {"documents"},
    "lxml": {"ooxml"},
    "docx": {"word"},
    "textual": {"tui"},
    "rich": {"tui"},
    "click": {"cli"},
    "platformdirs": {"settings"},
    "xlsxwriter": {"excel"},
    "pypdf": {"evidence"},
    "openpyxl": {"evidence"},
    "nh3": {"evidence", "display"},
    "numpy": {"review"},
    "nbformat": {"notebooks"},
    "orjson": {"portfolios"},
    "pandas": {"tables"},
    "duckdb": {"tables"},
    "dask": {"tables"},
    "pyarrow": {"tables"},
    "matplotlib": {"charts"},
    "matplotlib_fontja": {"charts"},
}
"""Third-party library → the one room it lives in."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else path.stem


def imported(path: Path) -> set[str]:
    """Every module a file imports: at its top, inside functions, and for type checking."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: absolute imports only"
            found.add(node.module or "")
            if node.module == "mnassess":
                found |= {f"mnassess.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    part = part_of(path)
    assert part in BELOW, f"{part} has no place in the map"
    for name in imported(path):
        package, _, rest = name.partition(".")
        if package == "mnassess" and rest:
            other = rest.partition(".")[0]
            allowed = other == part or other in BELOW[part] or other == "__version__"
            assert allowed, f"{part} may not import {other}"
        elif package in ROOM:
            assert part in ROOM[package], f"{package} lives in {ROOM[package]}, not in {part}"


def test_every_library_of_the_core_install_has_a_room_or_is_not_used_yet() -> None:
    used = {name.partition(".")[0] for path in MODULES for name in imported(path)}
    assert {name for name in used if name in ROOM} == set(ROOM) & used
