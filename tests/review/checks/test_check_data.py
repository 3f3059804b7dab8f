"""What the checks go by is data, and what its reader does not understand it refuses."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.review.checks.data import read_check_data

SHIPPED = resources.schemas() / "review" / "checks"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "checks"))


def changed(folder: Path, name: str, member: str, value: Any) -> None:
    root = json.loads((folder / name).read_text(encoding="utf-8"))
    (folder / name).write_text(json.dumps({**root, member: value}), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "member", "value"),
    [
        ("problems.json", "more", []), ("problems.json", "problems", []), ("wording.json", "vague", []),
        ("wording.json", "copied_letters", "60"), ("evidence.json", "bearing", {"documents": 3, "least": 1}),
        ("evidence.json", "media", [[]]), ("content.json", "least_weight", -1), ("content.json", "agreeing", [{"claim": ["記録"]}]),
        ("contracts.json", "clauses", [{"code": "1"}]), ("contracts.json", "effective_from", "令和7年"), ("contracts.json", "titles", [""]),
    ],
)  # fmt: skip
def test_a_file_that_says_something_unknown_is_refused(
    folder: Path, name: str, member: str, value: Any
) -> None:
    changed(folder, name, member, value)
    with pytest.raises(FormDefinitionError, match=name):
        read_check_data(folder)


def test_the_shipped_files_name_ten_clauses(folder: Path) -> None:
    assert len(read_check_data(folder).contracts.clauses) == 10
