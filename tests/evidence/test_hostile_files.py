"""Files made to do harm, and broken ones: each gives a remark, in no time, and nothing is raised."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import W, changed, mail, part, pdf, rows, shown, word, word_of_document

from mnassess.evidence.limits import LIMITS, Limits
from mnassess.evidence.reading import read_bytes, read_file

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "笑">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
DTD = "! 文書型の宣言（DTD）を含むため読みません。"


def packed(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, LAUGHS.encode("utf-16").decode("utf-16")])
def test_a_word_document_with_entities_is_not_read(head: str) -> None:
    data = word_of_document(
        f"{head}<w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert shown("a.docx", data) == [DTD]


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_entities_is_not_read(name: str) -> None:
    data = rows(["甲", "乙"])
    xml = part(data, name).partition("?>")[2] or part(data, name)
    assert shown("a.xlsx", changed(data, name, (LAUGHS + xml).encode())) == [DTD]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_zip_bomb_is_not_unpacked(name: str) -> None:
    data = packed(("word/document.xml", b" " * 4_000_000), ("xl/workbook.xml", b"x"))
    assert len(data) < 10_000
    assert shown(name, data) == ["! 圧縮の比が異常に大きいため読みません。"]


@pytest.mark.parametrize(
    ("cap", "remark"),
    [
        ({"entries": 5}, "! 中の部品が多すぎるため読みません。"),
        ({"unpacked": 5000}, "! 展開すると大きくなりすぎるため読みません。"),
    ],
)
def test_a_package_of_too_much_is_not_unpacked(cap: dict[str, int], remark: str) -> None:
    limits = replace(LIMITS, package=replace(LIMITS.package, **cap))
    assert shown("a.docx", word(lambda _: None), limits) == [remark]


def test_names_that_lead_outside_the_package_are_only_names() -> None:
    data = changed(word(lambda document: document.add_paragraph("本文。")), "../../evil.xml", b"<x/>")
    assert shown("a.docx", data) == ["1段落目 本文。"]


@pytest.mark.parametrize(
    ("name", "data", "remark"),
    [
        ("a.docx", b"PK\x03\x04broken", "ファイルが壊れています。"),
        ("a.docx", packed(("x", b"x")), "Word 文書の本文がありません。"),
        ("a.xlsx", packed(("x", b"x")), "ファイルが壊れているため読めません。"),
        ("a.docx", b"plain text", "中身が拡張子（.docx）の形式ではないため読めません。"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", "パスワードで保護されているか古い形式のため読めません。"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", "古い形式（.xls）のため読めません。新しい形式か PDF で保存し直してください。"),
        ("a.doc", b"{\\rtf1 x}", "古い形式（.doc）のため読めません。新しい形式か PDF で保存し直してください。"),
        ("a.pptx", packed(("x", b"x")), "この種類のファイル（.pptx）は読めません。"),
        ("a.txt", b"%PDF-1.4", "この種類のファイル（.txt）は読めません。"),
        ("a.pdf", b"%PDF-1.4\nbroken", "ファイルが壊れているため読めません。"),
        ("a.png", b"\x89PNG", "写真・画像のため文字は読みません。中身は人が見てください。"),
        ("a.csv", b"", "中身が空のファイルです。"),
        ("a.html", b"<div>" * 100_000, "HTML の入れ子が深すぎるため読みません。"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_remark(name: str, data: bytes, remark: str) -> None:
    reading = read_bytes(name, data)
    assert [one for one in (reading.blocks, *reading.remarks) if one] == [remark]


def test_the_other_pages_of_a_broken_pdf_are_read() -> None:
    data = pdf(["一頁。"], ["二頁。"]).replace(b"stream\nBT", b"stream\n((", 1)
    assert "2頁 二頁。" in shown("a.pdf", data)


def test_a_row_of_sixteen_thousand_columns_times_a_million_ends() -> None:
    data = rows(["甲"])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    many = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 2000))
    wide = changed(
        data, "xl/worksheets/sheet1.xml", sheet.replace("</sheetData>", f"{many}</sheetData>").encode()
    )
    assert "多すぎる" in shown("a.xlsx", wide)[-1]


def test_deep_multiparts_end_in_a_remark() -> None:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    reading = read_bytes("a.eml", head)
    assert reading.remarks == ("メールの入れ子が深すぎるため読みません。",)


def test_an_attachment_has_a_name_and_no_folder() -> None:
    read = shown("a.eml", mail("x", [("..\\..\\etc/passwd\x07.txt", b"abc")]).as_bytes())
    assert "添付 添付：passwd.txt" in read


def test_a_text_of_too_many_lines_is_read_to_a_point_that_is_named() -> None:
    assert (
        shown("a.log", b"line\n" * 50, Limits(blocks=3))[-1]
        == "! 長すぎるため、途中（4行目）までを読みました。"
    )
    assert shown("a.log", b"0123456789\n" * 50, Limits(characters=25))[-1].startswith("! 長すぎる")


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    assert read_file(tmp_path / "a.txt", Limits(file_size=10)).remarks == (
        "大きすぎるため読みません（0 MB まで）。",
    )


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: None])
def test_a_folder_or_nothing_is_said_to_be_missing(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "a.txt")
    assert read_file(tmp_path / "a.txt").remarks == ("ファイルがありません。",)
