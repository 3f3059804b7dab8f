"""`mnassess status` as a shell sees it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from running import mnassess, new_document, refused

from mnassess.documents.workspace import create_workspace

NOON = 1_795_748_400
"""2026-11-27 12:00 in Japan."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspace = tmp_path / "w"
    for form, name in (("threshold", "甲事務"), ("full-item", "甲事務"), ("threshold", "乙事務")):
        path = new_document(workspace, form, name)
        os.utime(path, (NOON, NOON))
    return workspace


def test_the_documents_stand_in_columns_under_their_operations(workspace: Path, expected: Any) -> None:
    ended = mnassess("status", workspace, "--as-of", "2026-11-27", env={"TZ": "Asia/Tokyo"})
    assert (ended.status, ended.err) == (0, "")
    expected("cli/status.txt", ended.out)


def test_the_status_as_json_has_one_object_a_document(workspace: Path) -> None:
    found = json.loads(mnassess("status", workspace, "--format", "json").out)
    assert [one["document"] for one in found] == [
        "乙事務/threshold.json", "甲事務/threshold.json", "甲事務/full-item.json",
    ]  # fmt: skip
    assert found[0].keys() == {
        "document", "operation", "form", "edition", "answered", "total", "error", "warning", "info", "to_confirm",
        "homework", "overdue", "edited_at", "edited_by", "editor", "refusal",
    }  # fmt: skip
    assert found[0]["error"] > 0


def test_a_damaged_document_is_in_the_list_and_ends_with_2(workspace: Path) -> None:
    (workspace / "乙事務" / "threshold.json").write_bytes(b"{")
    ended = mnassess("status", workspace)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert "threshold.json" in ended.out.split("\n")[1]
    assert "開けません" in ended.out.split("\n")[1]
    assert "全項目評価書" in ended.out


def test_an_empty_workspace_says_how_to_begin(tmp_path: Path) -> None:
    create_workspace(tmp_path / "w", agency="みほん市長", body="local")
    assert mnassess("status", tmp_path / "w").out == "評価書がまだありません。mnassess new で作れます。\n"


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    assert "作業フォルダーではありません" in refused("status", tmp_path)
