"""Reading and writing document files."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnassess.documents.model import Assessment, from_json
from mnassess.documents.storage import (
    SIZE_LIMIT,
    encode_document,
    load_document,
    parse_document,
    save_document,
)
from mnassess.errors import DocumentError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind

FULL = load_form(FormKind.FULL_ITEM)
GOOD: dict[str, Any] = {
    "form": "full-item",
    "edition": "2024-10",
    "answers": {
        "cover": {"number": "1", "title": "住民基本台帳に関する事務 全項目評価書"},
        "files": [{"id": "juki", "profile": {"name": "住民基本台帳ファイル"}}],
    },
}


def text_of(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def written(folder: Path, data: str | bytes) -> Path:
    path = folder / "full-item.json"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_document_in_canonical_form_is_written_back_byte_for_byte(tmp_path: Path) -> None:
    path = written(tmp_path, text_of(GOOD))
    assert encode_document(load_document(path).assessment) == path.read_bytes()


def test_keys_are_written_in_form_order_and_nothing_empty_is_written(tmp_path: Path) -> None:
    answers = {"files": [], "cover": {"title": "題", "number": "1"}, "overview": {"operation": {}}}
    path = written(tmp_path, text_of({"answers": answers, "edition": "2024-10", "form": "full-item"}))
    assert encode_document(load_document(path).assessment).decode() == text_of(
        {"form": "full-item", "edition": "2024-10", "answers": {"cover": {"number": "1", "title": "題"}}}
    )


def test_a_missing_id_is_the_first_free_number_in_list_order() -> None:
    answers = {"overview": {"systems": [{"name": "a"}, {"id": "1", "name": "b"}, {"name": "c"}, {"id": "x"}]}}
    assessment = from_json(FULL, {"answers": answers})
    assert assessment.items_of("overview.systems") == ("2", "1", "3", "x")
    assert assessment.value("overview.systems[3].name") == "c"


def test_a_denied_box_is_kept_apart_from_one_never_asked() -> None:
    assessment = from_json(
        FULL, {"answers": {"files": [{"id": "a", "risks": {"outsourcing": {"none": False}}}]}}
    )
    assert assessment.value("files[a].risks.outsourcing.none") is False
    assert assessment.value("files[a].risks.provision.none") is None
    assert b'"none": false' in encode_document(assessment)


def many_keys(count: int, twice: str = "") -> bytes:
    """An object of that many names, one of them once more at its end."""
    names = [f"k{number}" for number in range(count)] + ([twice] if twice else [])
    return ("{" + ", ".join(f'"{name}": 1' for name in names) + "}").encode()


BROKEN = [
    (b"", "JSON として読めません（1 行 1 文字目付近）"),
    (b"{", "JSON として読めません（1 行 2 文字目付近）"),
    (b"[]", "オブジェクトで始まっていません"),
    (b'{"a": 1}', "form と edition がありません"),
    (text_of(GOOD).encode("cp932"), "文字コードが UTF-8 ではありません"),
    (text_of(GOOD).encode("utf-16"), "文字コードが UTF-8 ではありません"),
    (b'{"form": "full-item", "form": "threshold"}', "同じ項目名「form」が二度あります"),
    (text_of(GOOD | {"form": "long-item"}), "様式「long-item」はありません"),
    (text_of(GOOD | {"edition": "1999-01"}), "1999-01 の版はありません"),
    (text_of(GOOD | {"edition": "../2024-10"}), "の版はありません"),
    (text_of(GOOD | {"memo": "x"}), "「memo」という項目はこの様式にありません"),
    (
        text_of(GOOD | {"answers": {"cover": {"numbr": "1"}}}),
        "「表紙」（cover）に誤りがあります。「numbr」という項目は",
    ),
    (
        text_of(GOOD | {"answers": {"cover": {"number": 1}}}),
        "「表紙－評価書番号」（cover.number）に誤りがあります。1 は使えません",
    ),
    (
        text_of(GOOD | {"answers": {"overview": {"file_names": ["a", 1]}}}),
        "「Ⅰ－３－特定個人情報ファイル名」（overview.file_names[2]）に誤りがあります。",
    ),
    (
        text_of(GOOD | {"answers": {"overview": {"systems": [{"id": "s", "name": 1}]}}}),
        "「①システムの名称」（overview.systems[s].name）に誤りがあります。",
    ),
    (text_of(GOOD | {"answers": {"cower": {}}}), "ファイルの全体に誤りがあります。「cower」という項目は"),
    (text_of(GOOD | {"answers": {"cover": {"number": ""}}}), "空の文字列は使えません"),
    (
        text_of(GOOD | {"answers": {"files": [{"risks": {"outsourcing": {"none": "x"}}}]}}),
        '"x" は使えません。真偽値（true か false）が必要です',
    ),
    (
        text_of(GOOD | {"answers": {"files": [{"id": "a"}, {"id": "a"}]}}),
        "「特定個人情報ファイル」（files）に誤りがあります。id「a」が二度あります",
    ),
    (text_of({"form": "full-item", "edition": "2024-10"}), "「answers」がありません"),
    (b'{"form": "full-item", "edition": "2024-10", "answers": NaN}', "JSON にない値 NaN があります"),
    (b"[" * 100_000, "括弧の入れ子が深すぎます"),
    (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "括弧の入れ子が深すぎます"),
    (b'{"form": ' + b"1" * 5_000 + b"}", "JSON として読めません"),
    (many_keys(100_000, twice="k99999"), "同じ項目名「k99999」が二度あります"),
    (b'{"' + b"k" * 2_000_000 + b'": 1, "' + b"k" * 2_000_000 + b'": 2}', "kkkk…」が二度あります"),
    (b'{"form": "' + rb"\"" * 1_000_000, "JSON として読めません"),
    (b'{"form": "' + rb"\[" * 1_000_000, "JSON として読めません"),
    (b'{"form": "full-item", "edition": "2024-10", "answers": {"cover": ' + b'"' * 2_000_000, "読めません"),
    (many_keys(100_000), "form と edition がありません"),
    (b"[" + b"[]," * 300_000, "JSON として読めません"),
    (b" " * (SIZE_LIMIT + 1), "大きすぎます（16 MB まで）"),
]
"""The large ones cost a moment each; a reader whose cost grows with the square of the size would not come to an end."""


@pytest.mark.parametrize(("data", "sentence"), BROKEN, ids=[sentence for _, sentence in BROKEN])
def test_an_unusable_file_is_refused_with_one_sentence_and_left_as_it_is(
    tmp_path: Path, data: str | bytes, sentence: str
) -> None:
    path = written(tmp_path, data)
    before = path.read_bytes()
    with pytest.raises(DocumentError) as error:
        load_document(path)
    assert sentence in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert path.read_bytes() == before


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "フォルダーです"), (tmp_path / "nothing.json", "ファイルがありません")):
        with pytest.raises(DocumentError, match=reason):
            load_document(path)


def test_a_byte_order_mark_of_windows_is_read_and_not_written_again(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + text_of(GOOD).encode())
    assert encode_document(load_document(path).assessment) == text_of(GOOD).encode()


def test_a_write_that_fails_leaves_the_old_file_and_no_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, text_of(GOOD))
    before = path.read_bytes()

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(DocumentError, match="保存できません（空き容量がありません）"):
        save_document(path, Assessment(form=FULL))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="file modes are a POSIX matter")
def test_a_shared_file_stays_readable_for_the_team(tmp_path: Path) -> None:
    path = written(tmp_path, text_of(GOOD))
    path.chmod(0o664)
    save_document(path, load_document(path).assessment)
    assert path.stat().st_mode & 0o777 == 0o664


any_text = st.text(min_size=1)


@given(any_text)
def test_any_text_comes_back_as_it_was_typed(text: str) -> None:
    assessment = Assessment(form=FULL).with_answer("cover.declaration", text)
    data = encode_document(assessment)
    again = from_json(FULL, parse_document(data, Path("x.json")))
    assert again.value("cover.declaration") == text
    assert encode_document(again) == data


@pytest.mark.parametrize(
    "text", ["髙﨑𠮟葛󠄀", "か゛が", "神神", "①㈱ⅠＡ", "=1+1", "\x07\x0b", "\ud800", "\udfff\ud800", "a\r\nb"]
)
def test_characters_that_programs_like_to_change_are_kept(text: str) -> None:
    data = encode_document(Assessment(form=FULL).with_answer("cover.declaration", text))
    data.decode("utf-8")
    assert from_json(FULL, parse_document(data, Path("x.json"))).value("cover.declaration") == text


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail_with_anything_but_a_sentence(data: bytes) -> None:
    try:
        parse_document(data, Path("x.json"))
    except DocumentError as error:
        assert str(error)
