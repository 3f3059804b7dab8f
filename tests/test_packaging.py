"""What travels with the program, and what it asks for at run time."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = re.compile(r"\b(AGPL|LGPL|GPL)|GNU (Affero|Lesser|General)", re.IGNORECASE)
NOTEBOOKS = tuple(
    re.split(r"[^A-Za-z0-9._-]", one)[0]
    for one in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]["notebooks"]
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_schemas_templates_sample_and_catalogues_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("schemas", "report_templates"):
        files = [p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        assert {f"mnassess/{path.relative_to(ROOT).as_posix()}" for path in files} <= names
    inside = [p for p in (ROOT / "mnassess").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {path.relative_to(ROOT).as_posix() for path in inside} <= names


def test_the_wheel_alone_reads_its_forms_and_writes_a_report(wheel: Path, tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import mnassess; assert mnassess.__file__.startswith(sys.argv[1]), mnassess.__file__\n"
        "from mnassess.cli.main import run; sys.exit(run(['demo', sys.argv[2]]))"
    )
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    command = [sys.executable, "-c", program, str(tmp_path / "site"), str(tmp_path / "demo")]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    assert len(list((tmp_path / "demo").glob("*事務/*.docx"))) == 6
    assert (tmp_path / "demo/evidence/evidence.csv").is_file()


@pytest.mark.parametrize("first", [("mnassess",), NOTEBOOKS], ids=["core", "notebooks"])
def test_nothing_the_program_needs_is_under_a_gpl_family_licence(first: tuple[str, ...]) -> None:
    seen: set[str] = set()
    wanted = [*first]
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        words = [metadata.get("License-Expression") or "", (metadata.get("License") or "")[:80]]
        words += [c for c in metadata.get_all("Classifier") or [] if c.startswith("License")]
        assert not FORBIDDEN.search(" ".join(words)), f"{name}: {words}"
        needed = (r for r in importlib.metadata.requires(name) or [] if "extra ==" not in r)
        wanted.extend(re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in needed)
    assert len(seen) > 10
