"""The .docx itself: the same bytes, every answer in its bookmark, valid, and any base of an agency."""

import hashlib
import io
import json
import re
import runpy
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from report_documents import (
    FORMS,
    W,
    body_of,
    bookmarked,
    empty,
    fields_in,
    fields_of,
    filled,
    form_id,
    part_of,
    text_of,
)

from mnassess import resources
from mnassess.documents.model import Assessment, thaw
from mnassess.errors import MnassessError, TemplateError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FieldKind, Form, FormKind
from mnassess.word.answers import bookmark_name
from mnassess.word.outline import outline_of
from mnassess.word.report import report_bytes, value_digest, write_report
from mnassess.word.template import PARAGRAPH_STYLES, TABLE_STYLE

AWKWARD = "  <確認> {{ A & B }} \"'%s]]> \t𠮷葛󠄀か゛髙﨑①㈱～\n　次の行  "


def problems_of(path: Path) -> list[str]:
    result = OpenXmlValidator().validate(path)
    return [f"{error.part_uri}: {error.description}" for error in result.errors]


# --- what is in it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_every_word_of_the_outline_is_in_the_file(form: Form) -> None:
    """Labels, choices, answers: the outline's own tests say that nothing is missing from it."""
    assessment = filled(form)
    printed = text_of(report_bytes(assessment).data)
    for words in words_of(outline_of(assessment)):
        for line in words.split("\n"):
            assert line in printed


def words_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [words for part in value for words in words_of(part)]
    names = [name for name in getattr(value, "__dataclass_fields__", ()) if name != "path"]
    return [words for name in names for words in words_of(getattr(value, name))]


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_every_blank_has_a_bookmark_and_the_hash_of_its_answer(form: Form) -> None:
    assessment = filled(form)
    fields = fields_in(report_bytes(assessment).data)
    assert sorted(path for _, path, _ in fields) == sorted(path for _, path in fields_of(assessment))
    for mark, path, digest in fields:
        assert len(mark) <= 40
        assert mark.replace("_", "").isalnum()
        canonical = json.dumps(
            thaw(assessment.value(path)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert digest == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_a_bookmark_holds_the_answer_and_nothing_else(form: Form) -> None:
    assessment = filled(form)
    found = bookmarked(report_bytes(assessment).data)
    for field, path in fields_of(assessment):
        value = assessment.value(path)
        if field.kind in {FieldKind.TEXT, FieldKind.LONGTEXT}:
            assert found[path] == value
        elif field.kind is FieldKind.CHOICE and not field.computed:
            assert found[path] == field.choices.label(value)
        elif field.kind is FieldKind.FLAG:
            assert found[path] == f"[○] {field.label}"
        elif field.kind is FieldKind.TEXTS and field.printed_instead:
            assert found[path].split("\n")[: len(value)] == list(value)
        elif field.kind is FieldKind.CHECKS:
            marks = {c.words: value[c.code] for c in field.choices}
            assert found[path].count("[○]") == len(marks)
            assert all(
                f"{words}（　{text}　）" in found[path] for words, text in marks.items() if text is not True
            )


def test_a_bookmark_is_named_after_the_path_of_its_answer_in_every_report() -> None:
    one, two = (bookmark_name(f"files[{item}].profile.name") for item in ("juki", "other"))
    assert re.fullmatch(r"mn_name_[0-9a-f]{12}", one)
    assert one != two
    longest = max(load_form(FormKind.FULL_ITEM).iter_fields(), key=lambda blank: len(blank.name))
    assert len(bookmark_name(longest.path)) <= 40


def test_an_unanswered_blank_has_an_empty_bookmark() -> None:
    data = report_bytes(empty("threshold")).data
    assert bookmarked(data)["overview.operation.name"] == ""
    assert {path: digest for _, path, digest in fields_in(data)}["changes"] == value_digest(None)


def test_form_and_edition_are_in_the_custom_part() -> None:
    head = part_of(report_bytes(empty("key-item")).data, "customXml/item1.xml")[:200].decode()
    assert '<report xmlns="urn:mnassess:report:1" form="key-item" edition="2024-10">' in head


def test_title_agency_and_language_are_in_the_properties() -> None:
    assessment = empty("full-item").with_answer("cover.title", "住民基本台帳に関する事務" + "長" * 400)
    assessment = assessment.with_answer("cover.agency", "みほん\x07市長").with_answer(
        "cover.publication_date", "2025-10-01"
    )
    properties = docx.Document(io.BytesIO(report_bytes(assessment).data)).core_properties
    assert properties.title.startswith("住民基本台帳に関する事務長")
    assert properties.author == "みほん\N{REPLACEMENT CHARACTER}市長"
    assert properties.language == "ja-JP"
    assert str(properties.modified).startswith("2025-10-01 00:00:00")


# --- text -----------------------------------------------------------------------------------------------------

HARMFUL = {
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
} - {"\t", "\n"}


def as_printed(text: str) -> str:
    return "".join("\N{REPLACEMENT CHARACTER}" if letter in HARMFUL else letter for letter in text)


any_text = st.text(st.characters(), min_size=1) | st.text(
    "<>&\"' \t\n\x07\x0b\r\x00\x7f\x85\ud842\udfb7\ufffe]%{}あ𠮷", min_size=1
)


@given(text=any_text, short=any_text, other=any_text)
def test_any_text_comes_through_unharmed(text: str, short: str, other: str) -> None:
    task = "files[a].profile.outsourcing.tasks[t]"
    assessment = (
        empty("full-item").with_item("files", "a").with_item("files[a].profile.outsourcing.tasks", "t")
    )
    answers = {
        "cover.declaration": text,
        "cover.remarks": text,
        "overview.operation.description": text,
        "overview.figure.notes": text,
        "files[a].profile.name": short,
        f"{task}.name": short,
        f"{task}.subcontract_consent": text,
        "files[a].risks.use.other": text,
    }
    for path, value in answers.items():
        assessment = assessment.with_answer(path, value)
    assessment = assessment.with_answer("files[a].profile.acquisition.methods", {"other": other})
    assessment = assessment.with_answer("changes", [{"item": short, "before": text, "after": other}] * 3)
    data = report_bytes(assessment).data
    found = bookmarked(data)
    for path, value in answers.items():
        assert found[path] == as_printed(value)
    assert f"[○] その他（　{as_printed(other)}　）" in found["files[a].profile.acquisition.methods"]
    row = "\n".join(["", as_printed(short), as_printed(text), as_printed(other), "", ""])
    assert found["changes"] == "\n".join([row] * 3)


def test_the_known_hard_texts_come_through() -> None:
    data = report_bytes(empty("threshold").with_answer("overview.operation.summary", AWKWARD)).data
    assert bookmarked(data)["overview.operation.summary"] == AWKWARD


# --- bytes ----------------------------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes() -> None:
    assessment = filled(FORMS[-1])
    assert report_bytes(assessment).data == report_bytes(assessment).data


def test_no_entry_of_the_package_is_dated() -> None:
    entries = zipfile.ZipFile(io.BytesIO(report_bytes(empty("threshold")).data)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("form", FORMS, ids=form_id)
@pytest.mark.parametrize("make", [empty, filled])
def test_the_file_is_valid(form: Form, make: object, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write_report(make(form), path)
    assert problems_of(path) == []


def test_an_awkward_report_is_valid(tmp_path: Path) -> None:
    assessment = empty("full-item").with_item("files", "a")
    for path in ("overview.operation.description", "files[a].profile.name", "cover.title"):
        assessment = assessment.with_answer(path, AWKWARD + "\x07")
    (tmp_path / "flow.png").write_bytes(png(1200, 3000))
    assessment = assessment.with_answer(
        "overview.figure.images", [{"path": "flow.png", "caption": 'a "b" <c>'}]
    )
    assert write_report(assessment, tmp_path / "report.docx", folder=tmp_path) == ()
    assert problems_of(tmp_path / "report.docx") == []


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(MnassessError, match="書き出せません"):
        write_report(empty("threshold"), tmp_path / "no" / "report.docx")


# --- tables ---------------------------------------------------------------------------------------------------


def test_short_rows_stay_whole_and_long_ones_may_break() -> None:
    assessment = empty("threshold").with_answer("overview.operation.summary", "行\n" * 200 + "終")
    assessment = assessment.with_answer("overview.operation.name", "短い")
    rows = {row_text(row): row for row in body_of(report_bytes(assessment).data).iter(f"{W}tr")}
    short = next(row for text, row in rows.items() if text.startswith("①事務の名称"))
    long = next(row for text, row in rows.items() if text.startswith("②事務の概要"))
    assert short.find(f"{W}trPr/{W}cantSplit") is not None
    assert long.find(f"{W}trPr/{W}cantSplit") is None


def row_text(row: object) -> str:
    return "".join(element.text or "" for element in row.iter(f"{W}t"))


def test_the_heads_of_the_changes_are_repeated_on_every_page() -> None:
    rows = [
        r
        for r in body_of(report_bytes(filled(FORMS[-1])).data).iter(f"{W}tr")
        if r.find(f"{W}trPr/{W}tblHeader") is not None
    ]
    assert [row_text(row) for row in rows] == ["変更日項目変更前の記載変更後の記載提出時期提出時期に係る説明"]


def test_every_table_states_its_widths_three_times_and_they_agree() -> None:
    for table in body_of(report_bytes(filled(FORMS[-1])).data).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(columns)
        for row in table.iter(f"{W}tr"):
            assert sum(int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")) == sum(columns)
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(int(span.get(f"{W}val")) if span is not None else 1 for span in spans) == len(columns)


# --- figures --------------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def with_figures(*paths: str) -> Assessment:
    return empty("full-item").with_answer("overview.figure.images", [{"path": path} for path in paths])


@pytest.mark.parametrize(("width", "height"), [(50, 50), (5000, 100), (100, 5000), (4000, 4000)])
def test_a_picture_fits_the_page_and_keeps_its_shape(width: int, height: int, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(width, height))
    data = report_bytes(with_figures("a.png"), folder=tmp_path).data
    extent = next(e for e in body_of(data).iter() if e.tag.endswith("}extent"))
    across, down = int(extent.get("cx")), int(extent.get("cy"))
    assert across <= 180 * 36000
    assert down <= 265 * 36000
    assert across / down == pytest.approx(width / height, rel=0.02)


def test_the_same_picture_twice_is_stored_once(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(10, 10))
    names = zipfile.ZipFile(
        io.BytesIO(report_bytes(with_figures("a.png", "a.png"), folder=tmp_path).data)
    ).namelist()
    assert [name for name in names if "media" in name] == ["word/media/image1.png"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing.png", "ファイルがありません"),
        ("../outside.png", "フォルダーの外"),
        ("/etc/hostname", "相対パス"),
        ("C:\\pictures\\a.png", "相対パス"),
        ("\\\\server\\a.png", "相対パス"),
        ("folder", "フォルダーです"),
        ("text.png", "画像として読めません"),
        ("cut.png", "画像として読めません"),
        ("empty.png", "画像として読めません"),
        ("drawing.svg", "画像として読めません"),
        ("nul\x00.png", "読めません"),
        ("link.png", "フォルダーの外"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_printed_sentence_and_a_notice(
    path: str, reason: str, tmp_path: Path
) -> None:
    folder = tmp_path / "operation"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png(5, 5))
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "cut.png").write_bytes(png(50, 50)[:-20])
    (folder / "empty.png").write_bytes(b"")
    (folder / "drawing.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    printed = report_bytes(with_figures(path), folder=folder)
    (notice,) = printed.notices
    assert reason in notice
    assert reason in text_of(printed.data)


# --- an agency's own base -------------------------------------------------------------------------------------


def base_without(name: str, path: Path) -> Path:
    base = docx.Document(str(resources.report_templates() / "base.docx"))
    base.styles[name].delete()
    base.save(str(path))
    return path


@pytest.mark.parametrize("name", [*PARAGRAPH_STYLES, TABLE_STYLE])
def test_a_base_without_a_style_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=f"「{name}」"):
        report_bytes(empty("threshold"), template=base_without(name, tmp_path / "own.docx"))


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04broken", b"no zip"])
def test_a_base_that_is_no_word_file_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"own\.docx"):
        report_bytes(empty("threshold"), template=path)


def test_an_agency_changes_page_font_and_colour_in_its_own_base(tmp_path: Path) -> None:
    base = docx.Document(str(resources.report_templates() / "base.docx"))
    base.sections[0].left_margin = docx.shared.Mm(30)
    base.sections[0].header.paragraphs[0].text = "みほん市"
    base.styles["MN Label"].element.find(f"{W}pPr/{W}shd").set(f"{W}fill", "ABCDEF")
    base.add_paragraph("見本の文章は印刷されない")
    base.save(str(tmp_path / "own.docx"))
    write_report(empty("threshold"), tmp_path / "report.docx", template=tmp_path / "own.docx")
    data = (tmp_path / "report.docx").read_bytes()
    assert "見本の文章" not in text_of(data)
    assert 'w:fill="ABCDEF"' in part_of(data, "word/document.xml").decode()
    assert docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "みほん市"
    widths = {int(t.get(f"{W}w")) for t in body_of(data).iter(f"{W}tblW")}
    assert max(widths) == pytest.approx((210 - 30 - 15) * 56.69, abs=3)
    assert problems_of(tmp_path / "report.docx") == []


def test_a_printed_report_is_no_base(tmp_path: Path) -> None:
    write_report(empty("threshold"), tmp_path / "first.docx")
    with pytest.raises(TemplateError, match=r"first\.docx.*出力した評価書です"):
        report_bytes(empty("threshold"), template=tmp_path / "first.docx")


def test_pictures_of_a_base_are_not_printed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(10, 10))
    base = docx.Document(str(resources.report_templates() / "base.docx"))
    base.add_picture(str(tmp_path / "a.png"))
    base.save(str(tmp_path / "own.docx"))
    write_report(empty("threshold"), tmp_path / "report.docx", template=tmp_path / "own.docx")
    names = zipfile.ZipFile(tmp_path / "report.docx").namelist()
    assert not [name for name in names if "media" in name]
    assert problems_of(tmp_path / "report.docx") == []


def test_the_base_in_the_repository_is_what_its_script_writes(tmp_path: Path) -> None:
    script = tmp_path / "make_base.py"
    shutil.copy(resources.report_templates() / "make_base.py", script)
    runpy.run_path(str(script), run_name="__main__")
    made, kept = (
        zipfile.ZipFile(folder / "base.docx") for folder in (tmp_path, resources.report_templates())
    )
    assert {n: made.read(n) for n in made.namelist()} == {n: kept.read(n) for n in kept.namelist()}
