"""`mnassess todo` as a shell sees it."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import mnassess, new_document, refused

from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import create_workspace

NOTES = {
    "cover.title": {"certainty": "to_confirm"},
    "overview.operation.name": {"task": "=規程の名を確かめる\nなければ聞く", "due": "2026-11-20", "certainty": "guess"},
    "overview.operation.summary": {"task": "契約書を見る", "due": "2026-12-20", "owner": "情報政策課"},
    "overview.department.head_title": {"task": "済んだこと", "done_on": "2026-11-01"},
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspace = tmp_path / "w"
    path = new_document(workspace, "threshold")
    assessment = load_document(path).assessment.with_answer("overview.department.name", "市民課")
    for place, note in NOTES.items():
        assessment = assessment.with_note(place, note)
    save_document(path, assessment)
    return workspace


def todo(workspace: Path, *arguments: str | Path) -> Any:
    return mnassess("todo", workspace, "--as-of", "2026-11-27", *arguments)


def test_homework_is_listed_per_department(workspace: Path, expected: Any) -> None:
    ended = todo(workspace)
    assert (ended.status, ended.err) == (0, "")
    expected("cli/todo.txt", ended.out)


def test_homework_as_json_names_blank_owner_and_day(workspace: Path) -> None:
    found = json.loads(todo(workspace, "--format", "json").out)
    assert [one["path"] for one in found] == list(NOTES)[:3]
    assert found[1] == {
        "document": "甲事務/threshold.json", "path": "overview.operation.name", "title": "Ⅰ－１－①事務の名称",
        "task": "=規程の名を確かめる\nなければ聞く", "owner": "市民課", "due": "2026-11-20", "overdue": True,
        "certainty": "guess", "who": "", "on": "", "note": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "begins"), [("a.csv", b"\xef\xbb\xbf"), ("a.docx", b"PK"), ("a.CSV", b"\xef\xbb\xbf")]
)
def test_homework_is_written_as_the_name_of_the_file_says(
    workspace: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    ended = todo(workspace, "-o", tmp_path / name)
    assert (ended.status, ended.out.strip()) == (0, str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_workspace_without_homework_says_so(tmp_path: Path) -> None:
    create_workspace(tmp_path / "w", agency="みほん市長", body="local")
    assert todo(tmp_path / "w").out == "宿題はありません。\n"


def test_a_damaged_document_is_named_and_the_rest_listed(workspace: Path) -> None:
    new_document(workspace, "threshold", "乙事務").write_bytes(b"{")
    ended = todo(workspace)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert "JSON として読めません" in ended.err
    assert "契約書を見る" in ended.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "x.pdf"], "エラー：出力先「x.pdf」の拡張子は .csv・.docx にしてください。"),
        (["-o", "nowhere/x.csv"],
         "エラー：nowhere/x.csv：出力先のフォルダーがないか、同じ名前のフォルダーがあります。"),
        (["--as-of", "昨日"],
         "エラー：「昨日」は年月日として読めません（例：2025-10-01、令和7年10月1日）。"),
    ],
)  # fmt: skip
def test_what_todo_cannot_use_is_refused(workspace: Path, arguments: list[str], sentence: str) -> None:
    assert refused("todo", workspace, *arguments) == sentence
