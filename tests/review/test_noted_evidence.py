"""What was heard or seen is put into the register: under the next id, and no other byte of it changes."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mnassess.errors import MnassessError
from mnassess.evidence.model import Entry
from mnassess.evidence.register import load_register
from mnassess.language import speaking
from mnassess.review.noting import Note, add_note, writing

HEADS = "id,title,kind,path,collected_on,valid_from,valid_to,department,note"
NOTE = Note(
    kind="interview",
    title="聴取　係長",
    note="毎月点検している。\n記録は係長が持つ。",
    collected_on=date(2026, 11, 26),
    department="情報政策課",
)
ROW = 'E090,聴取　係長,聴取,,2026-11-26,,,情報政策課,"毎月点検している。\n記録は係長が持つ。"'


def csv(
    folder: Path, *lines: str, heads: str = HEADS, encoding: str = "utf-8-sig", end: str = "\r\n"
) -> Path:
    path = folder / "evidence.csv"
    path.write_bytes(end.join([heads, *lines, ""]).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_row_is_added_in_the_encoding_of_the_register_and_nothing_else_changes(
    tmp_path: Path, encoding: str, end: str
) -> None:
    path = csv(tmp_path, 'E089,"規程, 改正",規程,', encoding=encoding, end=end)
    before = path.read_bytes()
    entry = add_note(path, NOTE)
    assert path.read_bytes() == before + f"{ROW}{end}".encode(encoding.removesuffix("-sig"))
    assert entry == Entry(
        id="E090",
        title=NOTE.title,
        kind=NOTE.kind,
        collected_on=NOTE.collected_on,
        department=NOTE.department,
        note=NOTE.note,
    )


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ((), "E001"),
        (("E089",), "E090"),
        (("E999",), "E1000"),
        (("L9", "L2"), "L10"),
        (("A-1", "B07", "B06"), "B08"),
        (("規程",), "E001"),
    ],
)
def test_the_new_id_carries_on_those_there_are(tmp_path: Path, known: tuple[str, ...], new: str) -> None:
    path = csv(tmp_path, *(f"{one},題,規程," for one in known))
    assert add_note(path, NOTE).id == new


def test_columns_stay_in_their_order_and_one_that_is_lacking_is_added(tmp_path: Path) -> None:
    path = csv(tmp_path, "x,規程,,E1,", heads="担当者メモ,kind,path,id,予備")
    add_note(path, NOTE)
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == (
        "担当者メモ,kind,path,id,予備,title,collected_on,department,note"
    )
    assert [one.id for one in load_register(path).entries] == ["E1", "E2"]
    assert path.read_text(encoding="utf-8-sig").splitlines()[1:3] == [
        "x,規程,,E1,",
        ',聴取,,E2,,聴取　係長,2026-11-26,情報政策課,"毎月点検している。',
    ]


def test_whatever_the_language_the_register_holds_the_japanese_word(tmp_path: Path) -> None:
    path = csv(tmp_path, "E1,題,規程,")
    with speaking("en"):
        add_note(path, NOTE)
    assert ",聴取," in path.read_text(encoding="utf-8-sig")


def test_a_last_row_without_line_end_gets_one(tmp_path: Path) -> None:
    path = csv(tmp_path, "E1,題,規程,")
    path.write_bytes(path.read_bytes().rstrip())
    add_note(path, NOTE)
    assert [one.id for one in load_register(path).entries] == ["E1", "E2"]


def test_a_json_register_keeps_its_layout(tmp_path: Path) -> None:
    path = tmp_path / "evidence.json"
    text = '{\n  "evidence": [\n    {"id": "E1", "kind": "規程", "path": ""}\n  ],\n  "memo": 1\n}\n'
    path.write_text(json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    assert add_note(path, NOTE).id == "E2"
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before[: before.index("    }\n  ],")])
    assert after.endswith('  ],\n  "memo": 1\n}\n')
    assert load_register(path).entries[-1].note == NOTE.note


def test_a_register_that_is_not_there_is_begun_as_excel_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "evidence" / "evidence.csv"
    assert add_note(path, NOTE).id == "E001"
    assert (
        path.read_bytes()
        == (
            "\ufeffid,title,kind,path,collected_on,valid_from,valid_to,department,note,sha256,size\r\n"
            'E001,聴取　係長,聴取,,2026-11-26,,,情報政策課,"毎月点検している。\n記録は係長が持つ。",,\r\n'
        ).encode()
    )


def test_a_register_without_a_japanese_letter_becomes_one_that_excel_reads(tmp_path: Path) -> None:
    path = csv(tmp_path, encoding="utf-8")
    add_note(path, NOTE)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_excel_runs_nothing_that_was_typed(tmp_path: Path) -> None:
    path = csv(tmp_path)
    add_note(path, replace(NOTE, title="=1+1", note="-2", department="@x"))
    assert path.read_text(encoding="utf-8-sig").splitlines()[1] == "E001,'=1+1,聴取,,2026-11-26,,,'@x,'-2"


@pytest.mark.parametrize(
    ("typed", "stored"), [("9時\u301c17時", "9時\uff5e17時"), ("点検\u2014記録", "点検\u2015記録")]
)
def test_letters_that_other_systems_number_otherwise_are_written_in_cp932(
    tmp_path: Path, typed: str, stored: str
) -> None:
    path = csv(tmp_path, "E1,規程,規程,", encoding="cp932")
    assert add_note(path, replace(NOTE, note=typed)).note == stored


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "contract"}, "種類「契約」の記録は書けません（聴取・現地確認）。"),
        ({"title": "　"}, "題と内容を書いてください。"),
        ({"note": "\n"}, "題と内容を書いてください。"),
        ({"title": "a\nb"}, "制御文字や改行は使えません：a\\nb"),
        ({"note": "𠮷田"}, "evidence.csv：「𠮷」は、この台帳の文字コード（CP932）では書けません。"),
    ],
)
def test_what_cannot_be_written_is_refused_and_the_register_stays(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    path = csv(tmp_path, "E1,規程,規程,", encoding="cp932")
    before = path.read_bytes()
    with pytest.raises(MnassessError) as caught:
        add_note(path, replace(NOTE, **change))  # type: ignore[arg-type]
    assert reason in str(caught.value)
    assert path.read_bytes() == before


def test_a_register_with_a_mistake_is_left_as_it_is(tmp_path: Path) -> None:
    path = csv(tmp_path, "E1,題,無い種類,")
    with pytest.raises(MnassessError, match="種類「無い種類」は使えません"):
        add_note(path, NOTE)


def test_many_people_at_once_lose_nothing(tmp_path: Path) -> None:
    path = csv(tmp_path, "E1,規程,規程,")
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from mnassess.review.noting import Note, add_note\n"
        "for n in range(5): add_note(Path(sys.argv[1]), Note(kind='interview', title=sys.argv[2], note=f'{n}', collected_on=date(2026, 11, 26)))"
    )
    people = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("甲", "乙", "丙")]
    assert [one.wait() for one in people] == [0, 0, 0]
    entries = load_register(path).entries
    assert [one.id for one in entries] == [f"E{n}" for n in range(1, 17)]
    assert {(one.title, one.note) for one in entries[1:]} == {
        (who, str(n)) for who in "甲乙丙" for n in range(5)
    }


def test_who_writes_too_long_is_named_as_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv(tmp_path)
    monkeypatch.setattr("mnassess.review.noting._TRIES", 2)
    with writing(path), pytest.raises(MnassessError, match="ほかの人が書き込んでいます"):
        add_note(path, NOTE)
