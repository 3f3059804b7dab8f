"""`mnassess risks`, `report`, `export --oscal` and `render --remarks` as a shell runs them."""

import json
import zipfile
from pathlib import Path

import pytest
from running import mnassess, new_document, refused


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return new_document(tmp_path / "w", "key-item")


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", "t.docx", "T.CSV"])
def test_risks_writes_what_the_name_says(name: str, document: Path, tmp_path: Path) -> None:
    ended = mnassess("risks", document, document, "-o", tmp_path / name)
    assert (ended.status, ended.out, ended.err) == (0, f"{tmp_path / name}\n", "")
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"PK" if not name.lower().endswith("csv") else b"\xef\xbb\xbf")
    if name == "t.csv":
        assert data.decode("utf-8-sig").count(",A2,") == 2


def test_report_and_export_say_the_day_they_were_asked_for(document: Path, tmp_path: Path) -> None:
    assert mnassess("report", document, "-o", tmp_path / "r.docx", "--as-of", "令和8年1月5日").status == 0
    with zipfile.ZipFile(tmp_path / "r.docx") as package:
        assert "令和8年1月5日" in package.read("word/document.xml").decode()
    assert (
        mnassess("export", document, "--oscal", "-o", tmp_path / "o.json", "--as-of", "2026-01-05").status
        == 0
    )
    exported = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert exported["assessment-results"]["metadata"]["version"] == "2026-01-05"


@pytest.mark.parametrize(
    "command", [["report", "-o", "r.docx"], ["risks", "-o", "t.csv"], ["export", "--oscal", "-o", "o.json"], ["render", "--remarks", "-o", "w.docx"]],
)  # fmt: skip
def test_every_command_that_reads_evidence_takes_a_register(
    command: list[str], document: Path, tmp_path: Path
) -> None:
    register = tmp_path / "elsewhere.csv"
    register.write_text("id,title,kind,path\nE1,甲,無い種類,a.txt\n", encoding="utf-8")
    name, *options, output = command
    arguments = (name, document, *options, tmp_path / output)
    assert "elsewhere.csv" in refused(*arguments, "--evidence", register)
    register.write_text("id,title,kind,path\nE1,甲,規程,\n", encoding="utf-8")
    assert mnassess(*arguments, "--evidence", register).status == 0


def test_the_report_lists_the_evidence_of_the_register_it_was_given(document: Path, tmp_path: Path) -> None:
    register = tmp_path / "elsewhere.csv"
    register.write_text("id,title,kind,path\nE1,よその規程,規程,\n", encoding="utf-8")
    assert mnassess("report", document, "--evidence", register, "-o", tmp_path / "r.docx").status == 0
    with zipfile.ZipFile(tmp_path / "r.docx") as package:
        assert "よその規程" in package.read("word/document.xml").decode()


def test_remarks_where_there_are_no_findings_change_nothing(document: Path, tmp_path: Path) -> None:
    assert mnassess("render", document, "-o", tmp_path / "a.docx").status == 0
    assert mnassess("render", document, "--remarks", "-o", tmp_path / "b.docx").status == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_no_output_takes_the_place_of_the_work(document: Path) -> None:
    workspace = document.parent.parent
    register = workspace / "evidence" / "evidence.csv"
    register.parent.mkdir()
    register.write_text("id,title,kind,path\n", encoding="utf-8")
    other = new_document(workspace, "threshold")
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    assert "評価書や台帳そのもの" in refused("export", document, "--oscal", "-o", document)
    assert "評価書や台帳そのもの" in refused("export", document, "--oscal", "-o", other)
    assert "評価書や台帳そのもの" in refused("risks", document, "-o", register)
    assert "証跡のフォルダーの中" in refused("risks", document, "-o", register.with_name("設定.xlsx"))
    assert "証跡のフォルダーの中" in refused("render", document, "-o", register.with_name("規程.docx"))
    assert before == {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}


def test_what_cannot_be_used_is_said_and_nothing_is_written(document: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert "broken.json" in refused("risks", document, tmp_path / "broken.json", "-o", tmp_path / "t.csv")
    assert ".xlsx・.csv・.docx" in refused("risks", document, "-o", tmp_path / "t.pdf")
    assert "--oscal" in refused("export", document, "-o", tmp_path / "o.json")
    assert "フォルダー" in refused("report", document, "-o", tmp_path / "none" / "r.docx")
    assert not [path for path in tmp_path.iterdir() if path.suffix in {".csv", ".pdf", ".docx"}]


def test_a_broken_register_is_named(document: Path, tmp_path: Path) -> None:
    register = document.parent.parent / "evidence" / "evidence.csv"
    register.parent.mkdir()
    register.write_text("id,title,kind,path\nE1,甲,無い種類,a.txt\n", encoding="utf-8")
    assert "evidence.csv" in refused("report", document, "-o", tmp_path / "r.docx")
