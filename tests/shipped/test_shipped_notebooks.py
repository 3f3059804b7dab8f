"""The four notebooks run from top to bottom in a copy of the sample, and hold no output in git."""

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from mnassess import resources
from mnassess.errors import MnassessError
from mnassess.notebooks.shipped import copy_notebook, notebook_names

NAMES = ("changes", "portfolio", "review", "risk_table")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "見本"
    shutil.copytree(resources.sample(), folder)
    return folder


def cells(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (resources.notebooks() / f"{name}.ipynb").read_text(encoding="utf-8")
    )["cells"]
    return found


def executed(name: str, workspace: Path) -> list[dict[str, Any]]:
    """The cells of a notebook after it ran where `notebook open` put it."""
    book = nbformat.reads(copy_notebook(name, workspace).read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    done = NotebookClient(book, timeout=300, resources={"metadata": {"path": str(workspace)}}).execute()
    return [dict(cell) for cell in done.cells]


def outputs(ran: list[dict[str, Any]], kind: str) -> list[str]:
    """What the cells show in one format, in their order."""
    data = [output.get("data", {}) for cell in ran for output in cell.get("outputs", [])]
    return [str(one[kind]) for one in data if kind in one]


def test_there_are_four() -> None:
    assert notebook_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_valid_and_holds_no_output(name: str) -> None:
    book = nbformat.reads((resources.notebooks() / f"{name}.ipynb").read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(book)
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in cells(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_has_no_logic_of_its_own(name: str) -> None:
    """Every line asks the library for something; nothing is decided or looped over."""
    lines = [line for cell in cells(name) if cell["cell_type"] == "code" for line in cell["source"]]
    assert not [line for line in lines if line.startswith(("for ", "if ", "def ", "while ", " "))]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # raised inside nbclient's event loop
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_from_top_to_bottom(name: str, workspace: Path) -> None:
    ran = executed(name, workspace)
    shows = [
        cell
        for cell in ran
        if cell["cell_type"] == "code" and not cell["source"].startswith("import mnassess\n\nDOC")
    ]
    assert all(cell["outputs"] for cell in shows if "=" not in cell["source"].split("\n")[-1])
    assert not [
        output
        for cell in ran
        for output in cell.get("outputs", [])
        if output["output_type"] in {"error", "stream"}
    ]
    text = "\n".join(outputs(ran, "text/plain"))
    told = {
        "review": ["記載", "裏付け", "矛盾", "未確認"],
        "risk_table": ["リスク"],
        "portfolio": ["みほん情報印刷", "見直しの期限"],
        "changes": ["変更前の記載", "みほん印刷株式会社"],
    }[name]
    assert [word for word in told if word not in text] == []


def test_what_the_notebook_exports_is_the_workbook(workspace: Path) -> None:
    assert list(workspace.glob("*/リスク管理表*.xlsx")), "risk_table.ipynb writes it"


def test_a_copy_does_not_take_the_place_of_the_one_before(workspace: Path) -> None:
    first, second = copy_notebook("changes", workspace), copy_notebook("changes", workspace)
    assert first != second


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nothing", "というノートブックはありません"), ("../review", "というノートブックはありません")],
)
def test_a_notebook_there_is_not_is_refused(workspace: Path, name: str, sentence: str) -> None:
    with pytest.raises(MnassessError, match=sentence):
        copy_notebook(name, workspace)


def test_outside_a_workspace_nothing_is_copied(tmp_path: Path) -> None:
    with pytest.raises(MnassessError, match="作業フォルダーではありません"):
        copy_notebook("review", tmp_path)
    assert list(tmp_path.iterdir()) == []
