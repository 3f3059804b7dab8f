"""Whatever happened to a notebook on its way home: every remark comes back at its place, and what was wrong is told."""

import copy
import json
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from noted import (
    BLANK,
    NAME,
    TITLE,
    built,
    cell_at,
    cells_at,
    change,
    collected,
    draft,
    load,
    record,
    remarks,
    save,
    write,
)

from mnassess.errors import DocumentError

Json = dict[str, Any]
AT_BLANK = f"{BLANK}｜山田｜設定を見たい。"
AT_NAME = f"{NAME}｜山田｜名称が違う。"


def written(tmp_path: Path) -> tuple[Path, Path]:
    """(the document, its notebook with a remark at two blanks)."""
    path = draft(tmp_path)
    return path, write(write(built(path), BLANK, "設定を見たい。"), NAME, "名称が違う。")


def came_home(path: Path, notebook: Path) -> tuple[set[str], tuple[str, ...]]:
    """(the remarks, the notices without the name of the file)."""
    came = collected(path, notebook)
    return {*remarks(path)}, tuple(one.partition("：")[2] for one in came.notices)


def test_a_cell_that_was_copied_beside_itself_counts_once(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def copy_cell(content: Json) -> None:
        place = next(cells_at(content, BLANK, "annotation"))
        content["cells"].insert(place, {**copy.deepcopy(content["cells"][place]), "id": "another"})

    found, notices = came_home(path, change(notebook, copy_cell))
    assert found == {AT_BLANK, AT_NAME}
    assert notices == ()


@pytest.mark.parametrize("offset", [0, 2], ids=["before the original", "after it"])
def test_a_copy_at_another_blank_with_other_words_belongs_there(tmp_path: Path, offset: int) -> None:
    path, notebook = written(tmp_path)

    def copy_cell(content: Json) -> None:
        origin = cell_at(content, NAME)
        other = [TITLE, None, BLANK][offset]
        assert other
        place = next(cells_at(content, other, "annotation"))
        twin = {**copy.deepcopy(origin), "id": "another"}
        twin["source"] = twin["source"].replace("名称が違う。", "写して書いた。")
        content["cells"].insert(place + 1, twin)

    found, notices = came_home(path, change(notebook, copy_cell))
    where = [TITLE, None, BLANK][offset]
    if where == BLANK:
        assert found == {AT_NAME, f"{BLANK}｜山田｜設定を見たい。\n\n写して書いた。"}
    else:
        assert found == {AT_NAME, AT_BLANK, f"{TITLE}｜山田｜写して書いた。"}
    assert any("の記入欄の写しがここにあります" in one for one in notices)


def test_a_copy_at_another_blank_with_the_same_words_counts_once(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def copy_cell(content: Json) -> None:
        place = next(cells_at(content, TITLE, "annotation"))
        content["cells"].insert(place + 1, {**copy.deepcopy(cell_at(content, NAME)), "id": "another"})

    found, notices = came_home(path, change(notebook, copy_cell))
    assert found == {AT_BLANK, AT_NAME}
    assert [one.rpartition("：")[2] for one in notices] == [
        "同じ記入のセルが写されています。一つだけ取り込みます。"
    ]


def test_the_halves_of_a_split_cell_are_one_remark(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    write(notebook, BLANK, "二つ目の文。")

    def split(content: Json) -> None:
        place = next(cells_at(content, BLANK, "annotation"))
        cell = content["cells"][place]
        second = {**copy.deepcopy(cell), "id": "second", "source": "二つ目の文。"}
        cell["source"] = cell["source"].removesuffix("\n二つ目の文。")
        content["cells"].insert(place + 1, second)

    found, notices = came_home(path, change(notebook, split))
    assert found == {f"{BLANK}｜山田｜設定を見たい。\n\n二つ目の文。", AT_NAME}
    assert [one.rpartition("：")[2] for one in notices] == [
        "山田 さんの記入欄が分かれています。合わせて取り込みます。"
    ]


def test_cells_that_were_joined_are_told_apart_again(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def join(content: Json) -> None:
        """Everything from the first annotation to the last is one cell, as when somebody selects all and joins."""
        first = next(cells_at(content, TITLE, "annotation"))
        last = next(cells_at(content, BLANK, "annotation"))
        cells = content["cells"][first : last + 1]
        content["cells"][first : last + 1] = [
            {**cells[0], "source": "\n\n".join(cell["source"] for cell in cells)}
        ]

    found, _ = came_home(path, change(notebook, join))
    assert found == {AT_BLANK, AT_NAME}


def test_cells_that_were_moved_keep_their_blank(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def move(content: Json) -> None:
        place = next(cells_at(content, BLANK, "annotation"))
        content["cells"].insert(1, content["cells"].pop(place))
        content["cells"].reverse()

    assert came_home(path, change(notebook, move)) == ({AT_BLANK, AT_NAME}, ())


def test_deleted_cells_are_told_and_take_nothing_back(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    collected(path, notebook)

    def delete(content: Json) -> None:
        content["cells"] = content["cells"][: next(cells_at(content, BLANK, "source"))]

    found, notices = came_home(path, change(notebook, delete))
    assert found == {AT_BLANK, AT_NAME}
    assert "がノートブックからなくなっています。前に取り込んだものは残ります。" in notices[-1]


@pytest.mark.parametrize("kind", ["code", "raw", "heading"])
def test_a_cell_of_another_type_says_the_same(tmp_path: Path, kind: str) -> None:
    path, notebook = written(tmp_path)

    def retype(content: Json) -> None:
        for cell in content["cells"]:
            cell["cell_type"] = kind

    assert came_home(path, change(notebook, retype)) == ({AT_BLANK, AT_NAME}, ())


def test_without_ids_nothing_is_missed(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def drop(content: Json) -> None:
        for cell in content["cells"]:
            del cell["id"]

    assert came_home(path, change(notebook, drop)) == ({AT_BLANK, AT_NAME}, ())


def test_without_any_metadata_the_marks_in_the_cells_tell_the_place(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def drop(content: Json) -> None:
        content["metadata"] = {}
        for cell in content["cells"]:
            cell["metadata"] = {}

    found, notices = came_home(path, change(notebook, drop))
    assert found == {AT_BLANK, AT_NAME}
    assert notices == (
        "ノートブックの情報（どの評価書のものか）が失われています。セルの中の印を頼りに読みます。",
    )


@pytest.mark.parametrize("name", ["山田　太郎", "<b>", "**", "ﾔﾏﾀﾞ", "山田 <!-- mnassess: x -->"])
def test_without_any_metadata_a_reviewer_keeps_their_name(tmp_path: Path, name: str) -> None:
    path = draft(tmp_path)
    notebook = write(built(path, name, "鈴木"), BLANK, "設定を見たい。", name)

    def drop(content: Json) -> None:
        content["metadata"] = {}
        for cell in content["cells"]:
            cell["metadata"] = {}

    assert came_home(path, change(notebook, drop))[0] == {f"{BLANK}｜{name}｜設定を見たい。"}


@pytest.mark.parametrize("form", ["py:percent", "md", "md:myst", "Rmd"])
def test_a_notebook_that_went_through_jupytext_comes_home(tmp_path: Path, form: str) -> None:
    path, notebook = written(tmp_path)
    text = jupytext.writes(nbformat.reads(notebook.read_text(encoding="utf-8"), as_version=4), fmt=form)  # type: ignore[no-untyped-call]
    notebook.write_text(nbformat.writes(jupytext.reads(text, fmt=form)), encoding="utf-8")  # type: ignore[no-untyped-call]
    found, _ = came_home(path, notebook)
    assert found == {AT_BLANK, AT_NAME}


def test_words_typed_into_a_read_only_cell_come_home(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def type_into(content: Json) -> None:
        cell = cell_at(content, TITLE, "source")
        lines = cell["source"].split("\n")
        cell["source"] = "\n".join([*lines[:3], "ここに書いてしまった。", *lines[3:]])

    found, notices = came_home(path, change(notebook, type_into))
    assert found == {AT_BLANK, AT_NAME, f"{TITLE}｜山田｜ここに書いてしまった。"}
    assert [one.rpartition("：")[2] for one in notices] == [
        "読み取り専用のセルへの書き込みを、山田 さんの意見として取り込みます。"
    ]


def test_a_cell_somebody_put_in_belongs_to_the_blank_above_it(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def put_in(content: Json) -> None:
        place = next(cells_at(content, BLANK, "annotation")) + 1
        content["cells"].insert(place, {"cell_type": "code", "metadata": {}, "source": "# 別のセル"})

    found, notices = came_home(path, change(notebook, put_in))
    assert found == {f"{BLANK}｜山田｜設定を見たい。\n\n# 別のセル", AT_NAME}
    assert notices[0].endswith("付け足されたセルの文を、山田 さんの意見として取り込みます。")


def test_the_line_that_says_whose_cell_it_is_may_be_written_on_or_removed(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def edit(content: Json) -> None:
        cell = cell_at(content, BLANK)
        cell["source"] = cell["source"].replace("\n", " ", 1)
        named = cell_at(content, NAME)
        named["source"] = named["source"].partition("\n")[2]

    assert came_home(path, change(notebook, edit)) == ({AT_BLANK, AT_NAME}, ())


def test_a_pasted_picture_is_told(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def paste(content: Json) -> None:
        cell = content["cells"][1]
        assert cell["metadata"]["mnassess"]["role"] == "annotation"
        cell["attachments"] = {"image.png": {"image/png": "iVBORw0KGgo="}}
        cell["source"] += "\n![image.png](attachment:image.png) この画面"

    found, notices = came_home(path, change(notebook, paste))
    assert found == {AT_BLANK, AT_NAME, "｜山田｜![image.png](attachment:image.png) この画面"}
    assert notices == (
        "2 番目のセルに画像などが貼り付けられています。文だけを取り込みます。画像はノートブックに残ります。",
    )


def test_a_merge_that_was_not_finished_in_a_cell_keeps_both_texts(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def merge(content: Json) -> None:
        cell = cell_at(content, BLANK)
        head, _, _ = cell["source"].partition("\n")
        cell["source"] = f"{head}\n<<<<<<< local\n設定を見たい。\n=======\n契約を見たい。\n>>>>>>> remote"

    found, notices = came_home(path, change(notebook, merge))
    assert found == {f"{BLANK}｜山田｜設定を見たい。\n\n契約を見たい。", AT_NAME}
    assert notices == ("合わせ損ねた印（<<<<<<<）がセルの中にあります。両方の文を残します。",)


def test_a_merge_that_was_not_finished_in_the_file_keeps_both_texts(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    text = notebook.read_text(encoding="utf-8")
    (line,) = [one for one in text.split("\n") if "設定を見たい。" in one]
    other = line.replace("設定を見たい。", "契約を見たい。")
    notebook.write_text(
        text.replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{other}\n>>>>>>> theirs"), encoding="utf-8"
    )
    found, notices = came_home(path, notebook)
    assert found == {f"{BLANK}｜山田｜設定を見たい。\n\n契約を見たい。", AT_NAME}
    assert notices[0] == "合わせ損ねた印（<<<<<<<）がファイルにあります。両方の側を読みます。"


def test_a_file_that_was_cut_off_gives_the_cells_that_are_whole(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text[: text.index("設定を見たい。") - 2000], encoding="utf-8")
    found, notices = came_home(path, notebook)
    assert found == {AT_NAME}
    assert notices[0].startswith(
        "ファイルが壊れています（途中で切れたか、書き換えられています）。読めるセル "
    )


def test_a_file_that_was_cut_off_inside_a_cell_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    write(notebook, BLANK, "二行目。\n三行目の途中")
    content = load(notebook)
    for cell in content["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    text = save(notebook, content).read_text(encoding="utf-8")
    notebook.write_text(text[: text.index("三行目の途中") + 3], encoding="utf-8")
    found, notices = came_home(path, notebook)
    assert found == {AT_NAME, f"{BLANK}｜山田｜設定を見たい。\n二行目。"}
    assert notices[0].startswith("ファイルが壊れています")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_a_file_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path, notebook = written(tmp_path)
    text = notebook.read_text(encoding="utf-8").replace("✎", "\\u270e")
    notebook.write_bytes(text.encode(encoding, "xmlcharrefreplace"))
    assert came_home(path, notebook)[0] == {AT_BLANK, AT_NAME}


def test_a_newer_format_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def renew(content: Json) -> None:
        content["nbformat"], content["nbformat_minor"] = 5, 0
        content["metadata"]["mnassess"]["schema"] = 9
        for cell in content["cells"]:
            cell["metadata"]["mnassess"]["schema"] = 9
            cell["metadata"]["mnassess"]["role_of_tomorrow"] = [1]

    found, notices = came_home(path, change(notebook, renew))
    assert found == {AT_BLANK, AT_NAME}
    assert notices[0] == "ノートブックの形式が新しい版（5）です。分かる範囲で読みます。"
    assert "新しい版の mnassess で作られたノートブックです。分かる範囲で読みます。" in notices


def test_the_format_before_version_4_is_read(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    content = load(notebook)
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": content["metadata"], "worksheets": [{"cells": content["cells"]}]}  # fmt: skip
    assert came_home(path, save(notebook, old))[0] == {AT_BLANK, AT_NAME}


def test_a_place_the_form_does_not_have_loses_no_words(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def rename(content: Json) -> None:
        cell_at(content, BLANK)["metadata"]["mnassess"]["field"] = "../../etc/passwd"

    found, notices = came_home(path, change(notebook, rename))
    assert found == {"｜山田｜設定を見たい。", AT_NAME}
    assert notices[0].startswith("様式にない場所「../../etc/passwd」への記入があります。")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"cells": 1}', '{"cells": [1, "x", null]}', "ただの文", "[" * 9999]
)
def test_what_is_no_notebook_is_refused_with_one_sentence(tmp_path: Path, text: str) -> None:
    path = draft(tmp_path)
    notebook = path.parent / "no.ipynb"
    notebook.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match="セルが見つかりません"):
        collected(path, notebook)


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        [],
        {"mnassess": 1},
        {"mnassess": {"field": 1, "role": [], "reviewer": {}, "claims": 3, "slot": 4}},
    ],
)
def test_metadata_of_any_shape_is_survived(tmp_path: Path, metadata: object) -> None:
    path, notebook = written(tmp_path)

    def spoil(content: Json) -> None:
        content["metadata"] = metadata
        for cell in content["cells"]:
            cell["metadata"] = metadata

    assert came_home(path, change(notebook, spoil))[0] == {AT_BLANK, AT_NAME}


def test_the_lower_half_of_a_read_only_cell_that_was_split_is_no_remark(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def split(content: Json) -> None:
        place = next(cells_at(content, BLANK, "source"))
        lines = content["cells"][place]["source"].split("\n")
        half = len(lines) // 2
        content["cells"][place]["source"] = "\n".join(lines[:half])
        lower = {
            "cell_type": "markdown",
            "metadata": {},
            "source": "\n".join([*lines[half:], "書き足した。"]),
        }
        content["cells"].insert(place + 1, lower)

    found, _ = came_home(path, change(notebook, split))
    assert found == {f"{BLANK}｜山田｜書き足した。\n\n設定を見たい。", AT_NAME}


def test_a_heading_of_the_notebook_pasted_into_an_annotation_loses_no_words_below_it(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def paste(content: Json) -> None:
        heading = cell_at(content, TITLE, "source")["source"].partition("\n")[0]
        cell_at(content, BLANK)["source"] += f"\n{heading}\nこれと合わない。"

    found, _ = came_home(path, change(notebook, paste))
    assert found == {AT_BLANK, AT_NAME, f"{TITLE}｜山田｜これと合わない。"}


def test_words_that_look_like_the_first_line_of_a_cell_are_words(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    found, notices = came_home(path, write(notebook, BLANK, "✎ **重要** ここを見る。\n続き。"))
    assert found == {f"{BLANK}｜山田｜設定を見たい。\n✎ **重要** ここを見る。\n続き。", AT_NAME}
    assert notices == ()


def test_a_cell_somebody_put_in_and_copied_is_taken_once(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)

    def put_in(content: Json) -> None:
        place = next(cells_at(content, BLANK, "annotation")) + 1
        for _ in range(2):
            content["cells"].insert(place, {"cell_type": "markdown", "metadata": {}, "source": "別のセル"})

    assert came_home(path, change(notebook, put_in))[0] == {
        f"{BLANK}｜山田｜設定を見たい。\n\n別のセル",
        AT_NAME,
    }


def test_a_line_broken_on_the_way_loses_no_cell(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    text = notebook.read_text(encoding="utf-8").replace("設定を見たい。", "設定を\n見たい。")
    notebook.write_text(text, encoding="utf-8")
    assert came_home(path, notebook)[0] == {f"{BLANK}｜山田｜設定を\n見たい。", AT_NAME}


@pytest.mark.parametrize("end", ["\r", "\r\n", "\v"], ids=["old Mac", "Windows", "Word"])
def test_a_line_ends_however_its_editor_ends_lines(tmp_path: Path, end: str) -> None:
    path, notebook = written(tmp_path)
    write(notebook, BLANK, f"二行目。{end}判定 1：確認済 E1{end}指摘：日付がない。")
    assert came_home(path, notebook)[0] == {f"{BLANK}｜山田｜設定を見たい。\n二行目。", AT_NAME}
    assert [one.finding.message for one in record(path).findings] == ["日付がない。"]


def test_half_a_letter_beyond_the_basic_plane_is_survived(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    text = notebook.read_text(encoding="utf-8").replace("設定を見たい。", "設定を\\ud800見たい。")
    notebook.write_text(text, encoding="utf-8")
    assert came_home(path, notebook)[0] == {AT_BLANK, AT_NAME}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    path, notebook = written(tmp_path_factory.mktemp("damage"))
    return path, notebook.read_bytes()


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["copy", "move", "strip", "retype", "join", "delete id"]), st.integers(0, 10_000), st.integers(0, 10_000)
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_no_run_of_editing_loses_a_remark(
    original: tuple[Path, bytes], edits: list[tuple[str, int, int]]
) -> None:
    """Cells copied, moved, stripped of metadata, retyped and joined at random: every sentence is somewhere on record."""
    path, data = original
    content = json.loads(data)
    cells = content["cells"]
    for edit, one, other in edits:
        place, to = one % len(cells), other % len(cells)
        cell = cells[place]
        match edit:
            case "copy":
                cells.insert(to, copy.deepcopy(cell))
            case "move":
                cells.insert(to, cells.pop(place))
            case "strip":
                cell["metadata"] = {}
            case "retype":
                cell["cell_type"] = "raw"
            case "delete id":
                cell.pop("id", None)
            case "join" if place + 1 < len(cells):
                source = ["".join(cell["source"]), "\n\n", "".join(cells.pop(place + 1)["source"])]
                cell["source"] = source
    notebook = save(path.parent / "edited.ipynb", content)
    collected(path, notebook)
    told = "\n".join(remarks(path))
    (path.parent / "full-item.review.json").unlink()
    for left in (path.parents[1] / ".mnassess").rglob("*review*"):
        left.unlink()
    assert "設定を見たい。" in told
    assert "名称が違う。" in told
    assert "記載された対策" not in told, "what the notebook itself said is no remark"


def test_the_review_record_says_what_came_from_which_cell(tmp_path: Path) -> None:
    path, notebook = written(tmp_path)
    collected(path, notebook)
    assert {one.entry for one in record(path).collected} == {one.id for one in record(path).remarks}
