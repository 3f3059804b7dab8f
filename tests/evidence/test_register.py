"""The evidence register: what it may say, where it is refused, what filling it leaves untouched."""

import hashlib
import json
import os
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mnassess.errors import FormDefinitionError, RegisterError
from mnassess.evidence.drift import (
    EntryState,
    check_register,
    digests_of,
    filled_register,
    load_baseline,
    to_json,
)
from mnassess.evidence.kinds import kind_code, kind_word, kinds, read_kinds, register_word
from mnassess.evidence.library import read_library
from mnassess.evidence.model import Entry, Register
from mnassess.evidence.register import load_register
from mnassess.language import speaking

TODAY = date(2026, 11, 27)
HEADS = "id,title,kind,path,collected_on,valid_from,valid_to,department,note"
SHA = hashlib.sha256(b"abc").hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "evidence"
    home.mkdir()
    (home / "a.txt").write_bytes(b"abc")
    (home / "規程.txt").write_bytes("規程".encode())
    (tmp_path / "outside.txt").write_bytes(b"x")
    return home


def csv(folder: Path, *lines: str, encoding: str = "utf-8", heads: str = HEADS, end: str = "\r\n") -> Path:
    path = folder / "evidence.csv"
    path.write_bytes(end.join([heads, *lines, ""]).encode(encoding))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(RegisterError) as caught:
        load_register(path)
    return caught.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_row_is_read_as_excel_in_japan_saves_it(folder: Path, encoding: str) -> None:
    row = 'E1,"規程, 改正版",規程,規程.txt,2025/4/1,R7.4.1,令和8年3月,情報政策課,"一行目\n二行目 ""引用"""'
    assert load_register(csv(folder, row, ",,,,,,,,", encoding=encoding)).entries == (
        Entry(
            id="E1",
            title="規程, 改正版",
            kind="regulation",
            path="規程.txt",
            collected_on=date(2025, 4, 1),
            valid_from=date(2025, 4, 1),
            valid_to=date(2026, 3, 31),
            department="情報政策課",
            note='一行目\n二行目 "引用"',
        ),
    )


def test_the_same_as_json(folder: Path) -> None:
    path = folder / "evidence.json"
    entry = {
        "id": "E1",
        "title": "規程",
        "kind": "規程",
        "path": "a.txt",
        "sha256": SHA.upper(),
        "size": 3,
        "note": None,
    }
    path.write_text(json.dumps({"evidence": [entry]}), encoding="utf-8")
    assert load_register(path).entries == (
        Entry(id="E1", title="規程", kind="regulation", path="a.txt", sha256=SHA, size=3),
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("E1,x,噂,a.txt", "2 行目（E1）：種類「噂」は使えません"),
        ("E1,x,,a.txt", "2 行目（E1）：種類「」は使えません"),
        (",x,log,a.txt", "2 行目：id がありません。"),
        ("E1,x,log,a.txt,13月", "2 行目（E1）：collected_on「13月」は日付として読めません。"),
        ("E1,x,log,a.txt,,R7.4.1,R6.4.1", "2 行目（E1）：valid_to が valid_from より前です。"),
        ("E1,x,log,a.txt,,,,,備考,あふれ", "2 行目：列の名前より多くの値があります"),
        ("E1,x,log,evidence.csv", "2 行目（E1）：path が台帳自身を指しています。"),
        ('E1,"x,log,a.txt', '2 行目：引用符 " が閉じていません。'),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_by_name(folder: Path, row: str, reason: str) -> None:
    assert refusal(csv(folder, row)).startswith(reason)


def test_an_id_given_twice_is_refused_with_both_rows(folder: Path) -> None:
    path = csv(folder, "E1,x,log,a.txt", "E1,y,log,a.txt")
    assert refusal(path) == "3 行目（E1）：id「E1」は 2 行目 にもあります。"


@pytest.mark.parametrize(
    "path",
    ["../outside.txt", "..\\outside.txt", "sub/../../outside.txt", "/etc/passwd", "C:\\x.txt", "C:x.txt", "\\\\server\\x", "file:///x", "link.txt", "loop/x.txt", "linked/outside.txt", "."],
)  # fmt: skip
def test_a_path_that_leads_outside_is_refused(folder: Path, path: str) -> None:
    (folder / "link.txt").symlink_to("../outside.txt")
    (folder / "loop").symlink_to("loop")
    (folder / "linked").symlink_to("..")
    assert refusal(csv(folder, f"E1,x,log,{path}")).endswith("は台帳のフォルダーの外です。")


@pytest.mark.parametrize(
    "path", ["a.txt", "./a.txt", "sub/../a.txt", "sub\\b.txt", "inner.txt", "never/was.txt"]
)
def test_a_path_that_stays_inside_is_not(folder: Path, path: str) -> None:
    (folder / "sub").mkdir()
    (folder / "inner.txt").symlink_to("a.txt")
    assert load_register(csv(folder, f"E1,x,log,{path}")).entries[0].path == path.replace("\\", "/")


def test_a_name_with_decomposed_kana_is_found(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "ガイド.txt")).write_bytes(b"x")
    register = load_register(csv(folder, "E1,x,log,ガイド.txt"))
    assert states(register) == {"E1": "unhashed"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("e.csv", b"", "証跡の台帳ではありません"),
        ("e.csv", b"a,b\r\n1,2\r\n", "証跡の台帳ではありません"),
        ("e.csv", b"id,id,kind,path\r\n", "列「id」が二度あります。"),
        ("e.csv", b"id,title,path\r\n", "台帳に列「kind」がありません。"),
        ("e.csv", b"\xff\xfei\x00d\x00", "文字コードが"),
        ("e.csv", b"\xef\xbb\xbfid,kind,path\r\n\x83\x41", "文字コードが"),
        ("e.json", b"{", "JSON として読めません。"),
        ("e.json", b"[" * 100000, "JSON として読めません。"),
        ("e.json", b"[]", "証跡の台帳ではありません"),
        ("e.json", b'{"evidence": [1]}', "1 件目：オブジェクトではありません。"),
        ("e.json", b'{"evidence": [{"id": ["x"]}]}', "1 件目：id が文字列ではありません。"),
        ("e.json", b'{"evidence": [{"id": "a", "id": "b"}]}', "「id」が同じ所に二度あります。"),
    ],
)
def test_a_file_that_is_no_register_is_refused(folder: Path, name: str, data: bytes, reason: str) -> None:
    (folder / name).write_bytes(data)
    assert refusal(folder / name).startswith(reason)
    with pytest.raises(RegisterError):
        filled_register(folder / name)


# --- filling in ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_filling_adds_two_columns_and_changes_no_other_byte(folder: Path, encoding: str, end: str) -> None:
    rows = ['E1,"x",log,a.txt,2025/4/1,,,,"改行\nあり"', "", "E2,ソ①―表,写真,none.jpg", 'E3,y,"聴取",']
    path = csv(folder, *rows, encoding=encoding, end=end)
    filled = filled_register(path)
    assert filled.data == end.join([f"{HEADS},sha256,size", f"{rows[0]},{SHA},3", *rows[1:], ""]).encode(
        encoding
    )
    assert (filled.renewed, filled.missing) == ((), ("E2",))


def test_bytes_that_cp932_writes_in_two_ways_stay_as_they_are(folder: Path) -> None:
    path = folder / "evidence.csv"
    path.write_bytes(b"id,title,kind,path,sha256\r\nE1,\x81\xe6\x87\x9a\xed\x40,log,a.txt,\r\n")
    assert filled_register(path).data == (
        b"id,title,kind,path,sha256,size\r\nE1,\x81\xe6\x87\x9a\xed\x40,log,a.txt," + SHA.encode() + b",3\r\n"
    )


def test_filling_keeps_the_order_of_the_columns(folder: Path) -> None:
    path = csv(folder, "3,a.txt,E1,,log,x", heads="Size,path,ID,sha256,kind,own column")
    assert filled_register(path).data.decode().split("\r\n")[1] == f"3,a.txt,E1,{SHA},log,x"


def test_a_file_that_changed_is_registered_anew_and_told(folder: Path) -> None:
    path = csv(folder, f"E1,log,a.txt,{'0' * 64},9", heads="id,kind,path,sha256,size")
    filled = filled_register(path)
    assert filled.renewed == ("E1",)
    assert SHA in filled.data.decode()


def test_what_was_registered_of_a_missing_file_stays(folder: Path) -> None:
    path = csv(folder, f"E1,log,gone.txt,{SHA},3", heads="id,kind,path,sha256,size")
    assert filled_register(path).data == path.read_bytes()


def test_filling_twice_gives_the_same_bytes(folder: Path) -> None:
    path = csv(folder, "E1,x,log,a.txt")
    path.write_bytes(filled_register(path).data)
    assert filled_register(path).data == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ('{"evidence": [{"id": "E1", "kind": "log", "path": "a.txt"}]}', '{"evidence": [{"id": "E1", "kind": "log", "path": "a.txt", "sha256": "SHA", "size": 3}]}'),
        ('{\n    "evidence": [\n        {\n            "id": "語", "kind": "log", "path": "a.txt", "own": 1.5\n        }\n    ]\n}\n',
         '{\n    "evidence": [\n        {\n            "id": "語",\n            "kind": "log",\n            "path": "a.txt",\n            "own": 1.5,\n            "sha256": "SHA",\n            "size": 3\n        }\n    ]\n}\n'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig"])
def test_a_json_register_is_filled_in_its_own_layout(folder: Path, text: str, filled: str, mark: str) -> None:
    path = folder / "evidence.json"
    path.write_bytes(text.replace(', "own": 1.5', "").replace("\n", "\r\n").encode(mark))
    expected = filled.replace('            "own": 1.5,\n', "").replace("SHA", SHA).replace("\n", "\r\n")
    assert filled_register(path).data == expected.encode(mark)


# --- drift --------------------------------------------------------------------------------------------------


def states(register: Register, **more: Any) -> dict[str, str]:
    return {one.id: str(one.state) for one in check_register(register, TODAY, **more)}


@pytest.mark.parametrize(
    ("path", "valid_from", "valid_to", "sha256", "state"),
    [
        ("a.txt", "", "", SHA, "ok"),
        ("a.txt", "", "", "", "unhashed"),
        ("a.txt", "", "", "0" * 64, "changed"),
        ("a.txt", "", "R8.11.26", SHA, "expired"),
        ("a.txt", "", "R8.11.27", SHA, "ok"),
        ("a.txt", "R8.11.28", "", SHA, "not_yet_valid"),
        ("a.txt", "R8.11.27", "", SHA, "ok"),
        ("a.txt", "", "R8.11.26", "", "expired"),
        ("a.txt", "", "R8.11.26", "0" * 64, "changed"),
        ("gone.txt", "", "R8.11.26", SHA, "missing"),
        ("sub", "", "", "", "missing"),
        ("", "", "", "", "ok"),
        ("", "", "R8.11.26", "", "expired"),
    ],
)
def test_an_entry_is_in_one_state(
    folder: Path, path: str, valid_from: str, valid_to: str, sha256: str, state: str
) -> None:
    (folder / "sub").mkdir()
    heads = "id,kind,path,valid_from,valid_to,sha256"
    register = load_register(csv(folder, f"E1,log,{path},{valid_from},{valid_to},{sha256}", heads=heads))
    assert states(register) == {"E1": state}


def test_files_that_were_looked_at_are_not_looked_at_again(folder: Path) -> None:
    register = load_register(csv(folder, "E1,x,log,a.txt", "E2,x,聴取,"))
    digests = digests_of(register)
    assert {entry: one and one.sha256 for entry, one in digests.items()} == {"E1": SHA}
    (folder / "a.txt").unlink()
    assert states(register, digests=digests) == {"E1": "unhashed", "E2": "ok"}
    assert read_library(register, digests=digests).digests == {"E1": SHA}
    assert states(register) == {"E1": "missing", "E2": "ok"}


def test_the_answer_holds_what_the_files_are_now(folder: Path) -> None:
    register = load_register(csv(folder, "E1,x,log,a.txt", "E2,x,聴取,"))
    assert to_json(check_register(register, TODAY), TODAY) == {
        "as_of": "2026-11-27",
        "entries": [
            {"id": "E1", "path": "a.txt", "sha256": SHA, "size": 3, "state": "unhashed"},
            {"id": "E2", "path": "", "sha256": "", "size": None, "state": "ok"},
        ],
    }


@pytest.mark.parametrize(
    ("change", "state"),
    [(lambda home: None, "ok"), (lambda home: (home / "a.txt").write_bytes(b"abd"), "changed"), (lambda home: (home / "a.txt").unlink(), "missing")],
)  # fmt: skip
def test_a_baseline_shows_what_changed_even_where_nothing_was_registered(
    folder: Path, tmp_path: Path, change: Any, state: str
) -> None:
    register = load_register(csv(folder, "E1,x,log,a.txt"))
    before = tmp_path / "before.json"
    before.write_text(json.dumps(to_json(check_register(register, TODAY), TODAY)), encoding="utf-8")
    change(folder)
    assert states(register, baseline=load_baseline(before)) == {"E1": state}


def test_a_file_registered_anew_is_still_changed_against_the_baseline(folder: Path, tmp_path: Path) -> None:
    path = csv(folder, "E1,x,log,a.txt")
    before = tmp_path / "before.json"
    before.write_text(
        json.dumps(to_json(check_register(load_register(path), TODAY), TODAY)), encoding="utf-8"
    )
    (folder / "a.txt").write_bytes(b"new")
    path.write_bytes(filled_register(path).data)
    assert states(load_register(path)) == {"E1": "ok"}
    assert states(load_register(path), baseline=load_baseline(before)) == {"E1": "changed"}


def test_an_entry_that_left_the_register_is_missing_against_the_baseline(
    folder: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before.json"
    entries = [{"id": "E9", "path": "z.txt", "sha256": SHA, "size": 1, "state": "ok"}]
    before.write_text(json.dumps({"as_of": "2026-01-01", "entries": entries}), encoding="utf-8")
    register = load_register(csv(folder, "E1,x,聴取,"))
    assert states(register, baseline=load_baseline(before)) == {"E1": "ok", "E9": "missing"}


@pytest.mark.parametrize("text", ["", "[]", '{"entries": 1}', '{"entries": [{"id": "E1"}]}', "[" * 100_000])
def test_a_baseline_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError):
        load_baseline(tmp_path / "b.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_place_of_a_file_does_not_stop_the_check(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert states(load_register(csv(folder, "E1,x,log,pipe"))) == {"E1": EntryState.MISSING}


# --- kinds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("規程", "regulation"), (" 手順書 ", "procedure"), ("LOG", "log"), ("ﾛｸﾞ", "log"), ("ｌｏｇ", "log"), ("Training record", "training"), ("規定", None), ("", None)],
)  # fmt: skip
def test_a_kind_is_a_code_or_its_word_in_any_width(text: str, code: str | None) -> None:
    assert kind_code(text) == code


def test_the_kinds_are_those_of_the_contract() -> None:
    words = "規程 手順書 契約 設定 ログ 台帳 記録 証明書 研修記録 監査 写真 聴取 現地確認 その他"
    assert " ".join(kind.word for kind in kinds()) == words
    assert kind_word("audit") == "監査"


def test_a_kind_is_called_in_the_language_in_use_and_registered_in_japanese() -> None:
    with speaking("en"):
        assert (kind_word("photo"), register_word("photo")) == ("photo", "写真")


@pytest.mark.parametrize(
    "kind",
    [
        '{"code": "x", "word": "x", "en": "x", "clause": "", "sure": "maybe"}',
        '{"code": "x", "word": "", "en": "x", "clause": "", "sure": "partly"}',
        '{"code": "x", "word": "x", "en": "x", "sure": "partly", "more": 1}',
        '{"code": "x", "word": "x", "en": "x", "sure": "partly"}, {"code": "x", "word": "y", "en": "y", "sure": "partly"}',
        '{"code": "x", "word": "x", "en": "x", "sure": "partly"}, {"code": "y", "word": "y", "en": "x", "sure": "partly"}',
        '{"code": "x", "word": "x", "sure": "partly"}',
    ],
)
def test_a_kind_that_is_not_understood_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "k.json"
    path.write_text(
        f'{{"title": "x", "edition": "x", "effective_from": "x", "kinds": [{kind}]}}', encoding="utf-8"
    )
    with pytest.raises(FormDefinitionError):
        read_kinds(path)


def test_half_a_character_in_a_json_register_is_refused(folder: Path) -> None:
    path = folder / "evidence.json"
    path.write_text('{"evidence": [{"id": "E1", "title": "台帳\\ud800", "kind": "log"}]}', encoding="utf-8")
    with pytest.raises(RegisterError, match="JSON として読めません"):
        load_register(path)
