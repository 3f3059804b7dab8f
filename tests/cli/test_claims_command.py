"""`mnassess claims` as a shell sees it."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import mnassess, new_document, refused

from mnassess.documents.storage import load_document, save_document

TEXT = "＜窓口における措置＞\n・届出は、本人又は代理人からのみ受け付ける。なお、代理人は委任状を確認する。\n＜システムにおける措置＞\n契約書に次の事項を定めている。\n①秘密保持の義務\n②ログの保存"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = new_document(tmp_path / "w", "full-item")
    assessment = load_document(path).assessment.with_item("files", "a")
    for at, value in (
        ("files[a].profile.name", "甲台帳"),
        ("files[a].risks.acquisition.off_purpose.subjects", TEXT),
        ("files[a].risks.acquisition.off_purpose.sufficiency", "sufficient"),
        ("other_measures.training.level", "sufficient"),
    ):
        assessment = assessment.with_answer(at, value)
    save_document(path, assessment)
    return path


def test_the_claims_stand_under_their_blanks_with_their_kinds_and_why(document: Path, expected: Any) -> None:
    ended = mnassess("claims", document)
    assert (ended.status, ended.err) == (0, "")
    expected("cli/claims.txt", ended.out)


def test_the_claims_as_json_are_what_the_contract_says(document: Path) -> None:
    found = json.loads(mnassess("claims", document, "--format", "json").out)
    assert [list(one) for one in found] == [["id", "path", "scope", "text", "measures"]] * 6
    assert found[0]["scope"] == "窓口における措置"
    assert found[0]["path"] == "files[a].risks.acquisition.off_purpose.subjects"
    assert found[-1]["measures"] == ["D-b"]


def test_a_report_without_measures_claims_nothing(tmp_path: Path) -> None:
    path = new_document(tmp_path / "w", "threshold")
    assert mnassess("claims", path, "--format", "json").out == "[]\n"


def test_a_damaged_document_is_refused(document: Path) -> None:
    document.write_bytes(b"{")
    assert document.name in refused("claims", document)
