"""`mnassess notebook build | collect`, `mnassess remark`, `mnassess remarks`: as typed in a shell."""

import json
import time
from pathlib import Path

import pytest
from running import mnassess, refused

from mnassess.documents.creation import create_document
from mnassess.documents.workspace import create_workspace

TITLE = "cover.title"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    create_workspace(tmp_path / "市", agency="みほん市長", body="local")
    return create_document(tmp_path / "市", "threshold", name="児童手当に関する事務")


def write(notebook: Path, words: str) -> None:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(
        one
        for one in content["cells"]
        if one["metadata"]["mnassess"].get("reviewer") and one["metadata"]["mnassess"]["field"] == TITLE
    )
    cell["source"] = "".join(cell["source"]) + f"\n{words}"
    notebook.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_a_remark_goes_out_and_comes_home(document: Path, tmp_path: Path) -> None:
    notebook = tmp_path / "点検.ipynb"
    made = mnassess("notebook", "build", document, "--reviewer", "山田", "-o", notebook)
    assert made.status == 0
    assert made.out.endswith("件（山田）\n")
    write(notebook, "題名は正式な名で。\n期限：あした")
    home = mnassess("notebook", "collect", notebook, "--into", document)
    assert (home.status, home.out) == (
        0,
        f"{document}：意見 1 件、判定 0 件、指摘 0 件を取り込みました（取込み済み 0 件）\n",
    )
    assert (
        home.err
        == "注意：点検.ipynb：表紙－評価書名：「あした」の上に指摘がありません。文として取り込みます。\n"
    )
    (one,) = json.loads(mnassess("remarks", document, "--format", "json").out)
    assert (one["path"], one["by"], one["text"]) == (TITLE, "山田", "題名は正式な名で。\n期限：あした")
    again = mnassess("notebook", "collect", notebook, "--into", document)
    assert again.out.endswith("意見 0 件、判定 0 件、指摘 0 件を取り込みました（取込み済み 1 件）\n")


def test_a_remark_is_written_rewritten_and_taken_back(document: Path) -> None:
    mnassess("remark", document, TITLE, "正式な名で。", "--by", "山田")
    (one,) = json.loads(mnassess("remarks", document, "--format", "json").out)
    mnassess("remark", document, one["id"], "要綱の名で。", "--by", "鈴木")
    told = mnassess("remarks", document).out.split("\n")
    assert told[0] == "表紙－評価書名"
    assert told[1].startswith(f"  ［意見 {one['id']}（山田　")
    assert told[2] == "  要綱の名で。"
    mnassess("remark", document, one["id"], "済んだ", "--take-back")
    assert mnassess("remarks", document).out == "記録された意見はありません。\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("remark", "{doc}", "cover.nothing", "x"), "エラー：基礎項目評価書（2024-10）に「cover.nothing」という項目はありません。"),
        (("remark", "{doc}", TITLE, ""), "エラー：意見の内容がありません。"),
        (("remark", "{doc}", "r-00000000", "--take-back"), "エラー：意見「r-00000000」は点検の記録にありません。"),
        (("notebook", "build", "{doc}", "-o", "{doc}.txt"), "エラー：出力先「{doc}.txt」の拡張子は .ipynb にしてください。"),
        (("notebook", "collect", "{doc}", "--into", "{doc}"), "エラー：{doc}：ノートブックではありません（セルが見つかりません）。"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_in_one_sentence(
    document: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    before = document.read_bytes()
    told = refused(*(one.format(doc=document) for one in arguments))
    assert told == sentence.format(doc=document)
    assert document.read_bytes() == before


def test_a_shipped_notebook_is_copied_and_opened_where_jupyterlab_is(document: Path, tmp_path: Path) -> None:
    """A stand-in for JupyterLab writes down what it was asked to open, and where."""
    programs = tmp_path / "programs"
    programs.mkdir()
    jupyter = programs / "jupyter-lab"
    jupyter.write_text(
        f'#!/bin/sh\npwd > "{tmp_path}/asked"\necho "$1" >> "{tmp_path}/asked"\n', encoding="utf-8"
    )
    jupyter.chmod(0o755)
    folder = document.parents[1]
    ended = mnassess("notebook", "open", "review", folder, env={"PATH": f"{programs}:/usr/bin:/bin"})
    assert (ended.status, ended.out) == (0, f"{folder / 'review.ipynb'} を作りました。\n")
    for _ in range(100):
        if (tmp_path / "asked").exists() and (tmp_path / "asked").read_text(encoding="utf-8").count(
            "\n"
        ) == 2:
            break
        time.sleep(0.05)
    assert (tmp_path / "asked").read_text(encoding="utf-8").split("\n")[:2] == [str(folder), "review.ipynb"]


def test_without_jupyterlab_the_copy_is_there_and_what_to_do_is_said(document: Path) -> None:
    folder = document.parents[1]
    ended = mnassess("notebook", "open", "changes", folder, env={"PATH": "/nowhere"})
    assert ended.status == 0
    assert "JupyterLab が見つかりません。" in ended.out
    assert (folder / "changes.ipynb").is_file()


def test_no_notebook_is_put_outside_a_workspace(tmp_path: Path) -> None:
    assert "作業フォルダーではありません" in refused("notebook", "open", "review", tmp_path)
    assert list(tmp_path.iterdir()) == []
