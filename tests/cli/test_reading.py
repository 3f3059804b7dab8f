"""The commands that read a document, as a shell sees them."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import mnassess, new_document, refused

from mnassess.documents.storage import load_document, save_document

Expected = Any


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = new_document(tmp_path / "w", "full-item")
    assessment = load_document(path).assessment.with_item("files", "a")
    assessment = assessment.with_answer("files[a].profile.name", "台帳\x1b[2J")
    assessment = assessment.with_answer("files[a].profile.outsourcing.status", "not_outsourced")
    assessment = assessment.with_answer("cover.declaration", "一行目\n二行目")
    assessment = assessment.with_answer("cover.publication_date", "2025-10-01")
    assessment = assessment.with_fact("exempt", "2").with_note("cover.declaration", {"certainty": "guess"})
    save_document(path, assessment)
    return path


def test_get_shows_all_answers_in_words_and_form_order(document: Path, expected: Expected) -> None:
    ended = mnassess("get", document)
    assert (ended.status, ended.err) == (0, "")
    expected("cli/get.txt", ended.out)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("cover.publication_date", "令和7年10月1日\n"),
        ("cover.declaration", "一行目\n二行目\n"),
        ("cover.title", "\n"),
        ("procedure_facts.exempt", "手作業処理用ファイル\n"),
        ("files[a].profile.outsourcing", "Ⅱ－４－委託の有無：委託しない\n"),
        ("overview.systems", ""),
    ],
)
def test_get_shows_one_value_or_what_a_heading_holds(document: Path, path: str, shown: str) -> None:
    ended = mnassess("get", document, path)
    assert (ended.status, ended.out) == (0, shown)


def test_get_as_json_gives_value_words_and_note(document: Path) -> None:
    assert json.loads(mnassess("get", document, "cover.declaration", "--format", "json").out) == {
        "path": "cover.declaration", "title": "表紙－個人のプライバシー等の権利利益の保護の宣言",
        "value": "一行目\n二行目", "words": "一行目\n二行目", "note": {"certainty": "guess"},
    }  # fmt: skip
    assert json.loads(mnassess("get", document, "cover.title", "--format", "json").out)["value"] is None
    whole = json.loads(mnassess("get", document, "--format", "json").out)
    assert [one["path"] for one in whole][-2:] == [
        "files[a].profile.outsourcing.status",
        "procedure_facts.exempt",
    ]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("cover.nothing", "エラー：全項目評価書（2024-10）に「cover.nothing」という項目はありません。"),
        ("files[x].profile.name", "エラー：「files」の項目「x」はありません。"),
        ("files[].profile.name", "エラー：「files」の項目「」はありません。"),
        ("..", "エラー：全項目評価書（2024-10）に「..」という項目はありません。"),
    ],
)
def test_get_refuses_a_place_there_is_not(document: Path, path: str, sentence: str) -> None:
    assert refused("get", document, path) == sentence


def test_history_tells_every_change(document: Path) -> None:
    assert mnassess("history", document).out == "編集の記録はありません。\n"
    mnassess("set", document, "cover.title", "長い題" * 40, "--by", "山田")
    mnassess("undo", document, "--by", "佐藤")
    lines = mnassess("history", document, env={"TZ": "Asia/Tokyo"}).out.split("\n")
    assert [line[17:] for line in lines[::2]] == [
        "山田　表紙－評価書名",
        "佐藤　表紙－評価書名（取り消し）",
        "",
    ]
    assert lines[1] == f"    － -> {'長い題' * 20}…"
    first, second = json.loads(mnassess("history", document, "--format", "json").out)
    assert first.keys() == {"at", "who", "kind", "source", "path", "title", "before", "after"}
    assert (first["after"], second["kind"], second["source"]) == ("長い題" * 40, "undo", "command")


def test_search_shows_title_path_and_excerpt(document: Path) -> None:
    ended = mnassess("search", document, "二行")
    assert ended.out.split("\n") == [
        "表紙－個人のプライバシー等の権利利益の保護の宣言　[cover.declaration]",
        "    一行目 二行目",
        "1 件",
        "",
    ]
    found = json.loads(mnassess("search", document, "二行", "--format", "json").out)
    assert [one.keys() for one in found] == [{"path", "title", "excerpt"}]
    assert mnassess("search", document, "どこにもない言葉").out == "0 件\n"


def test_next_gives_the_path_and_the_question(document: Path, expected: Expected) -> None:
    expected("cli/next.txt", mnassess("next", document).out)
    mnassess("set", document, "cover.number", "1")
    assert mnassess("next", document).out.split("\n")[0] == "cover.title"


def test_next_of_a_complete_document_says_so() -> None:
    from mnassess import resources

    complete = resources.sample() / "住民基本台帳に関する事務" / "threshold.json"
    assert mnassess("next", complete).out == "空欄はありません。\n"
