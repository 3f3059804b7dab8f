"""`mnassess evidence` as a shell sees it, without the shell."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from running import new_document

from mnassess.cli.main import run

HEADS = "id,title,kind,path,collected_on,valid_from,valid_to,department,note\r\n"


class Ended(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def mnassess(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Ended:
        status = run(["evidence", *arguments])
        return Ended(status, *capsys.readouterr())

    (tmp_path / "a.txt").write_bytes(b"abc")
    (tmp_path / "evidence.csv").write_bytes(f"{HEADS}E1,規程,規程,a.txt\r\nE2,聴取,聴取,\r\n".encode("cp932"))
    return call


def test_an_unregistered_file_is_no_fault(mnassess: Any) -> None:
    assert mnassess("check", "evidence.csv") == (
        0,
        "[ハッシュ未記入]  E1  a.txt\n[変更なし]        E2\n計：ハッシュ未記入 1・変更なし 1\n「ハッシュ未記入」の証跡は、ファイルが後で変わっても分かりません。mnassess evidence register で台帳にハッシュを記入してください。\n",
        "",
    )


def test_registering_fills_the_file_and_a_change_is_then_found(mnassess: Any, tmp_path: Path) -> None:
    assert mnassess("register", "evidence.csv") == (
        0,
        "evidence.csv：1 件のファイルのハッシュを記入しました。\n",
        "",
    )
    assert "規程".encode("cp932") in (tmp_path / "evidence.csv").read_bytes()
    assert mnassess("check", "evidence.csv").status == 0
    (tmp_path / "a.txt").write_bytes(b"abd")
    ended = mnassess("check", "evidence.csv", "--format", "json")
    assert (ended.status, ended.err) == (1, "")
    assert [one["state"] for one in json.loads(ended.out)["entries"]] == ["changed", "ok"]
    ended = mnassess("register", "evidence.csv", "--format", "json")
    assert (ended.status, ended.err) == (0, "注意：登録後に変わっていたファイルを登録し直しました：E1\n")
    assert [one["state"] for one in json.loads(ended.out)["entries"]] == ["ok", "ok"]


def test_a_missing_file_is_told_when_registering_and_found_when_checking(
    mnassess: Any, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").unlink()
    before = (tmp_path / "evidence.csv").read_bytes()
    assert mnassess("register", "evidence.csv").err == "注意：ファイルがないため登録できません：E1\n"
    assert (tmp_path / "evidence.csv").read_bytes() == before
    assert mnassess("check", "evidence.csv").status == 1


def test_a_check_against_an_earlier_one(mnassess: Any, tmp_path: Path) -> None:
    (tmp_path / "before.json").write_text(
        mnassess("check", "evidence.csv", "--format", "json").out, encoding="utf-8"
    )
    assert mnassess("check", "evidence.csv", "--baseline", "before.json").status == 0
    (tmp_path / "a.txt").write_bytes(b"abd")
    mnassess("register", "evidence.csv")
    assert mnassess("check", "evidence.csv").status == 0
    assert mnassess("check", "evidence.csv", "--baseline", "before.json").status == 1


@pytest.mark.parametrize(("day", "status"), [("2026-03-31", 0), ("令和8年4月1日", 1)])
def test_validity_is_judged_on_the_day_asked(mnassess: Any, tmp_path: Path, day: str, status: int) -> None:
    (tmp_path / "evidence.csv").write_text(f"{HEADS}E1,x,記録,a.txt,,,R8.3.31\r\n", encoding="utf-8")
    assert mnassess("check", "evidence.csv", "--as-of", day).status == status


@pytest.mark.parametrize("command", ["register", "check"])
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("E1,x,噂,a.txt", "2 行目（E1）：種類「噂」は使えません"),
        ("E1,x,log,../a.txt", "2 行目（E1）：path「../a.txt」は台帳のフォルダーの外です。"),
        ("E1,x,log,a.txt\r\nE1,x,log,a.txt", "3 行目（E1）：id「E1」は 2 行目 にもあります。"),
        ('E1,"x', '2 行目：引用符 " が閉じていません。'),
    ],
)  # fmt: skip
def test_a_register_that_cannot_be_used_is_refused_and_left(
    mnassess: Any, tmp_path: Path, command: str, row: str, words: str
) -> None:
    (tmp_path / "evidence.csv").write_text(HEADS + row, encoding="utf-8")
    before = (tmp_path / "evidence.csv").read_bytes()
    ended = mnassess(command, "evidence.csv", "--format", "json")
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert words in ended.err
    assert (tmp_path / "evidence.csv").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [("check", "none.csv"), ("check", "."), ("check", "evidence.csv", "--baseline", "none.json"), ("check", "evidence.csv", "--as-of", "x"), ("nope",), ("check",)],
)  # fmt: skip
def test_what_cannot_be_used_ends_with_two(mnassess: Any, arguments: tuple[str, ...]) -> None:
    ended = mnassess(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("エラー：")


def test_words_are_searched_in_all_evidence(mnassess: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("鍵は課長が保管する。\n記録は5年間保存する。\n", encoding="utf-8")
    assert mnassess("search", "evidence.csv", "５年", "記録") == (
        0,
        "E1 規程　規程　1行目～2行目\n  [記録]は[5年]間保存する。\n1 箇所です。\n",
        "",
    )
    assert mnassess("search", "evidence.csv", "消去").out == "0 箇所です。\n"
    (hit,) = json.loads(mnassess("search", "evidence.csv", "保存", "--format", "json").out)
    assert (hit["evidence"], hit["path"], hit["location"]) == ("E1", "a.txt", "1行目～2行目")
    assert [hit["text"][begin:end] for begin, end in hit["marks"]] == ["保存"]


def test_the_register_of_a_workspace_or_of_a_document_in_it_is_searched(
    mnassess: Any, tmp_path: Path
) -> None:
    document = new_document(tmp_path / "ws", "threshold")
    (tmp_path / "ws" / "evidence").mkdir()
    for name in ("a.txt", "evidence.csv"):
        (tmp_path / name).rename(tmp_path / "ws" / "evidence" / name)
    for place in ("ws", str(document.relative_to(tmp_path)), "ws/evidence/evidence.csv"):
        assert mnassess("search", place, "abc").out.startswith("E1 規程　規程　1行目\n  [abc]\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nosuch.csv", "鍵"), "エラー：nosuch.csv：ファイルがありません。"),
        (("evidence.csv", "。"), "エラー：探す言葉がありません。"),
        (
            (".", "鍵"),
            "エラー：.：作業フォルダーではありません（mnassess.toml がありません）。mnassess init で作れます。",
        ),
        (
            ("other.json", "鍵"),
            "エラー：証跡の台帳が見つかりません。--evidence で指定するか、evidence/evidence.csv に置いてください。",
        ),
    ],
)
def test_a_search_that_cannot_be_carried_out_says_why(
    mnassess: Any, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert mnassess("search", *arguments) == (2, "", f"{sentence}\n")


def test_what_was_heard_becomes_evidence(mnassess: Any, tmp_path: Path) -> None:
    arguments = (
        "--title",
        "聴取　係長",
        "--note",
        "毎月点検している。",
        "--on",
        "R8.11.26",
        "--department",
        "税務課",
    )
    assert mnassess("note", "evidence.csv", *arguments) == (
        0,
        "E3 を台帳 evidence.csv に加えました：聴取　係長\n",
        "",
    )
    row = (tmp_path / "evidence.csv").read_bytes().decode("cp932").splitlines()[-1]
    assert row == "E3,聴取　係長,聴取,,2026-11-26,,,税務課,毎月点検している。"
    assert mnassess("search", "evidence.csv", "点検").out.startswith("E3 聴取　聴取　係長　備考\n")


def test_a_note_begins_the_register_of_a_workspace(mnassess: Any, tmp_path: Path) -> None:
    document = new_document(tmp_path / "ws", "threshold")
    place = str(document.relative_to(tmp_path))
    ended = mnassess("note", place, "--kind", "現地確認", "--title", "窓口", "--note", "衝立がある。")
    register = tmp_path.resolve() / "ws/evidence/evidence.csv"
    assert ended.out == f"E001 を台帳 {register} に加えました：窓口\n"
    assert mnassess("check", "ws/evidence/evidence.csv").out == "[変更なし]  E001\n計：変更なし 1\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--kind", "契約"), "種類「契約」の記録は書けません（聴取・現地確認）。"),
        (("--on", "来週"), "「来週」は年月日として読めません"),
        (("--note", " "), "題と内容を書いてください。"),
    ],
)
def test_a_note_that_cannot_be_is_refused(
    mnassess: Any, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    before = (tmp_path / "evidence.csv").read_bytes()
    ended = mnassess("note", "evidence.csv", "--title", "題", "--note", "記録", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert sentence in ended.err
    assert (tmp_path / "evidence.csv").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("register", "nosuch/e.csv"),
        ("search", "nosuch/e.csv", "鍵"),
        ("note", "nosuch/e.csv", "--title", "題", "--note", "記録"),
    ],
    ids=["register", "search", "note"],
)
def test_a_mistyped_register_is_refused_and_nothing_is_made(
    mnassess: Any, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert mnassess(*arguments) == (2, "", "エラー：nosuch/e.csv：ファイルがありません。\n")
    assert not (tmp_path / "nosuch").exists()
