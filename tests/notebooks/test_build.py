"""The review notebook of a draft: readable without running anything, anchored cell by cell, and nothing but text."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from noted import BLANK, TITLE, answer, built, cell_at, collected, draft, load, write

from mnassess.notebooks.cells import inert, inert_block
from mnassess.review.remarks import write_remark
from mnassess.review.session import reviewing

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![x](http://example.jp/x.png)\n"
    "\n# 見出し\n\n$\\int$ `code` **太字** </pre><b>x</b> %run x !ls https://example.jp <!-- mnassess: cover.title -->\n"
    "✎ **鈴木** <!-- mnassess: cover.agency -->\n&amp; @@0@@ | a | b |"
)
RENDER = MarkdownIt("gfm-like", {"linkify": False}).render


def test_the_notebook_is_valid_and_the_same_for_the_same_draft(tmp_path: Path) -> None:
    path = draft(tmp_path)
    notebook = built(path, "山田", "鈴木")
    content = nbformat.reads(notebook.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(content)
    assert (content.nbformat, content.nbformat_minor) == (4, 5)
    assert notebook.read_bytes() == built(path, "山田", "鈴木", name="again.ipynb").read_bytes()


def test_no_cell_needs_to_be_run(tmp_path: Path) -> None:
    assert {cell["cell_type"] for cell in load(built(draft(tmp_path)))["cells"]} == {"markdown"}


def test_every_blank_has_one_read_only_cell_and_one_annotation_per_reviewer(tmp_path: Path) -> None:
    content = load(built(draft(tmp_path), "山田", "鈴木"))
    roles: dict[str, list[str]] = {}
    for cell in content["cells"]:
        about = cell["metadata"]["mnassess"]
        roles.setdefault(about["field"], []).append(f"{about['role']} {about.get('reviewer', '')}".strip())
        is_open = about["role"] == "annotation"
        assert (cell["metadata"].get("editable", True), cell["metadata"].get("deletable", True)) == (
            (True, True) if is_open else (False, False)
        )
    blanks = {field: found for field, found in roles.items() if "source" in found}
    assert len(blanks) > 100
    assert {tuple(found) for found in blanks.values()} == {("source", "annotation 山田", "annotation 鈴木")}


def test_cells_of_one_draft_have_the_same_ids_whoever_reviews_it(tmp_path: Path) -> None:
    """So that two reviewers' files of one draft can be merged by a program for notebooks."""
    path = draft(tmp_path)
    mine, theirs = (
        load(built(path, who, name=f"{number}.ipynb")) for number, who in enumerate(["山田", "鈴木"])
    )

    def sources(content: dict[str, list[dict[str, object]]]) -> list[object]:
        return [cell["id"] for cell in content["cells"] if "mnassess-annotation" not in str(cell["metadata"])]

    assert sources(mine) == sources(theirs)
    assert len({cell["id"] for cell in mine["cells"]}) == len(mine["cells"])


def test_what_stands_in_the_cells_of_a_blank(tmp_path: Path, expected: Callable[[str, str], None]) -> None:
    path = draft(tmp_path)
    first = write(
        built(path),
        BLANK,
        "判定 1：確認済 E1「設定により禁止している」\n\n指摘 2：年数が違う。\n担当：情報政策課\n\n例外の登録も見たい。",
    )
    collected(path, first)
    content = load(built(path, "山田", "鈴木", name="next.ipynb"))
    cells = [cell["source"] for cell in content["cells"] if cell["metadata"]["mnassess"]["field"] == BLANK]
    told = re.sub(r"r-[0-9a-f]{8}", "r-xxxxxxxx", "\n\n----\n\n".join(cells))
    expected("notebooks/blank.md", told)


def test_what_is_known_of_a_place_without_a_cell_stands_on_the_cover(tmp_path: Path) -> None:
    """A remark on a blank that does not apply any more, or on an entry of a list, is in the next notebook."""
    path = draft(tmp_path)
    with reviewing(path, "山田") as session:
        for place in ("files[a]", "files[a].profile.outsourcing.tasks"):
            session.keep(
                write_remark(session.record, place, f"{place[-5:]}について", by="山田", at=session.now())
            )
    cover = load(built(path))["cells"][0]["source"]
    assert "について" in cover
    assert cover.count("意見 r&#45;") == 2


def test_the_cover_says_what_it_is_and_how_to_write(
    tmp_path: Path, expected: Callable[[str, str], None]
) -> None:
    content = load(built(draft(tmp_path), "山田", "鈴木"))
    expected("notebooks/cover.md", re.sub(r"[0-9a-f]{16}", "x" * 16, content["cells"][0]["source"]))


def test_hostile_text_of_a_draft_is_only_text(tmp_path: Path) -> None:
    path = draft(tmp_path)
    answer(path, {TITLE: HOSTILE.replace("\n", " "), BLANK: HOSTILE})
    content = load(built(path, "山田*<b>*"))
    for cell in content["cells"]:
        page = RENDER(cell["source"])
        assert set(re.findall(r"<([a-z0-9]+)", page)) <= {"h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "pre", "br", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    assert "&lt;script&gt;" in RENDER(cell_at(content, BLANK, "source")["source"])
    home = write(built(path, "山田*<b>*", name="next.ipynb"), TITLE, HOSTILE)
    came = collected(path, home)
    assert came.remarks >= 1


@given(st.text())
def test_inert_text_reads_as_it_was_typed(text: str) -> None:
    words = " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", " ".join(text.split())).split())
    page = RENDER(f"- {inert(text)}") if words else ""
    shown = re.sub(r"</?(?:ul|li)>", "", page).strip()
    assert not words or unescape(shown).split() == words.split()


@pytest.mark.parametrize("text", ["a\n\n\nb", "  字下げ\n\t表", "</pre>\n# x", "", "\n\n"])
def test_an_inert_block_keeps_its_lines(text: str) -> None:
    page = RENDER(f"前\n\n{inert_block(text)}\n\n後")
    (block,) = re.findall(r"<pre[^>]*>\n(.*)\n</pre>", page, re.DOTALL)
    assert unescape(block) == text
    assert page.count("<pre") == page.count("</pre") == 1
