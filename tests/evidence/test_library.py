"""A register becomes passages; what was read is kept by hash, and nothing wrong in one file stops the others."""

import json
from pathlib import Path

import pytest

from mnassess.evidence.library import cache_of, read_library
from mnassess.evidence.model import Library, Passage
from mnassess.evidence.register import load_register
from mnassess.language import speaking

LINES = "id,title,kind,path,note\nE1,規程,規程,a.txt,\nE2,写真,写真,b.jpg,\nE3,聴取,聴取,,担当者は毎月点検すると述べた。\nE4,欠,ログ,gone.txt,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "evidence.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "a.txt").write_text("記録は7年間保存する。\n", encoding="utf-8")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8")
    return tmp_path


def read(folder: Path) -> Library:
    return read_library(load_register(folder / "evidence.csv"), folder / "cache")


def cached(folder: Path) -> list[Path]:
    return sorted((folder / "cache").iterdir())


def texts(library: Library) -> list[str]:
    return [passage.text for passage in library.passages]


def test_a_library_holds_passages_and_what_could_not_be_read(folder: Path) -> None:
    library = read(folder)
    assert library.passages == (
        Passage("E1", "記録は7年間保存する。", "1行目"),
        Passage("E3", "担当者は毎月点検すると述べた。", "備考"),
    )
    assert dict(library.remarks) == {
        "E2": ("写真・画像のため文字は読みません。中身は人が見てください。",),
        "E4": ("ファイルがありません。",),
    }
    assert sorted(library.digests) == ["E1", "E2"]


def test_a_second_reading_comes_from_the_cache(folder: Path) -> None:
    first = read(folder)
    before = {path: path.stat().st_mtime_ns for path in cached(folder)}
    assert len(before) == 2
    assert read(folder) == first
    assert {path: path.stat().st_mtime_ns for path in cached(folder)} == before


def test_what_the_cache_holds_is_what_is_believed(folder: Path) -> None:
    """Otherwise the test above would pass without a cache."""
    import hashlib

    read(folder)
    kept = next(path for path in cached(folder) if ".txt." in path.name)
    root = json.loads(kept.read_bytes())
    root["reading"]["blocks"][0][0] = "別の文"
    written = json.dumps(root["reading"], ensure_ascii=False, separators=(",", ":")).encode()
    root["digest"] = hashlib.sha256(written).hexdigest()
    kept.write_text(json.dumps(root), encoding="utf-8")
    assert texts(read(folder))[0] == "別の文"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-5],
        lambda data: data.replace("7年".encode(), "9年".encode()),
        lambda data: data.replace(b'"version":', b'"version":9'),
        lambda data: b"[]",
        lambda data: b"[" * 100_000,
        lambda data: b"\xff\x00",
    ],
)
def test_a_damaged_cache_is_rebuilt(folder: Path, damage: object) -> None:
    first = read(folder)
    kept = next(path for path in cached(folder) if ".txt." in path.name)
    good = kept.read_bytes()
    kept.write_bytes(damage(good))  # type: ignore[operator] # a lambda of the line above
    assert kept.read_bytes() != good
    assert read(folder) == first
    assert kept.read_bytes() == good


def test_a_changed_file_is_read_again_and_its_old_text_forgotten(folder: Path) -> None:
    read(folder)
    (folder / "a.txt").write_text("記録は5年間保存する。\n", encoding="utf-8")
    assert texts(read(folder))[0] == "記録は5年間保存する。"
    assert len(cached(folder)) == 2
    assert not any("7年" in path.read_text(encoding="utf-8") for path in cached(folder))


def test_the_text_of_evidence_taken_from_the_register_is_forgotten(folder: Path) -> None:
    read(folder)
    (folder / "evidence.csv").write_text("id,title,kind,path\n", encoding="utf-8")
    read(folder)
    assert cached(folder) == []


def test_other_files_in_the_cache_folder_are_left_alone(folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache" / "mine.json").write_text("{}", encoding="utf-8")
    read(folder)
    assert (folder / "cache" / "mine.json").exists()


def test_the_same_bytes_under_another_suffix_are_another_reading(folder: Path) -> None:
    (folder / "a.csv").write_text("課,人\n市民課,田中\n", encoding="utf-8")
    (folder / "a.txt").write_text("課,人\n市民課,田中\n", encoding="utf-8")
    (folder / "evidence.csv").write_text("id,kind,path\nE1,log,a.txt\nE2,log,a.csv\n", encoding="utf-8")
    assert texts(read(folder)) == texts(read(folder)) == ["課,人\n市民課,田中", "課：市民課 | 人：田中"]


def test_a_cache_that_cannot_be_written_only_makes_it_slower(folder: Path) -> None:
    (folder / "cache").write_text("a file in the way", encoding="utf-8")
    assert len(read(folder).passages) == 2


def test_remarks_are_in_the_language_in_use(folder: Path) -> None:
    read(folder)
    with speaking("en"):
        assert read(folder).remarks["E2"] == (
            "A picture; no text is read from it. A person must look at it.",
        )


def test_the_cache_lies_in_the_workspace(tmp_path: Path) -> None:
    register = tmp_path / "w" / "evidence" / "evidence.csv"
    register.parent.mkdir(parents=True)
    assert cache_of(register) == register.parent / ".mnassess" / "evidence"
    (tmp_path / "w" / "mnassess.toml").touch()
    assert cache_of(register) == tmp_path / "w" / ".mnassess" / "evidence"
