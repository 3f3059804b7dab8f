"""The printed report in LibreOffice: it opens, prints every word, and keeps what a later reading needs."""

import os
import subprocess
from pathlib import Path

import pytest
from conftest import require
from report_documents import FORMS, bookmarked, fields_of, filled, form_id

from mnassess.documents.model import Assessment
from mnassess.forms.model import Field, FieldKind, Form
from mnassess.word.report import write_report

pytestmark = pytest.mark.needs_system
FONTS = Path(__file__).parent / "data" / "fonts.conf"


def convert(path: Path, kind: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [require("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir",
         str(folder), str(path)],
        check=True, capture_output=True, timeout=120, env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
    )  # fmt: skip
    return folder / f"{path.stem}.{kind.partition(':')[0]}"


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_every_label_choice_and_answer_is_on_the_printed_pages(form: Form, tmp_path: Path) -> None:
    assessment = filled(form, entries=1)
    write_report(assessment, tmp_path / "report.docx")
    pdf = convert(tmp_path / "report.docx", "pdf", tmp_path / "out")
    done = subprocess.run([require("pdftotext"), "-raw", str(pdf), "-"], capture_output=True, check=True)
    printed = squeezed(done.stdout.decode())
    missing = [words for words in words_of(assessment.form) if squeezed(words) not in printed]
    for field, path in fields_of(assessment):
        if field.kind in {FieldKind.TEXT, FieldKind.LONGTEXT}:
            missing += [line for line in assessment.value(path).split("\n") if squeezed(line) not in printed]
    assert missing == []


def words_of(form: Form) -> list[str]:
    words = []
    for node in form.iter_nodes():
        if node.path not in {"cover", "files"}:
            words += node.label.split("／")
        if isinstance(node, Field):
            words += [choice.words for choice in node.choices or ()]
    return words


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_bookmarks_and_the_custom_part_survive_a_saving_in_libreoffice(tmp_path: Path) -> None:
    assessment = filled(FORMS[-1], entries=1)
    write_report(assessment, tmp_path / "report.docx")
    saved = convert(tmp_path / "report.docx", "docx:MS Word 2007 XML", tmp_path / "out").read_bytes()
    found = bookmarked(saved)
    for field, path in fields_of(assessment):
        if field.kind in {FieldKind.TEXT, FieldKind.LONGTEXT}:
            assert found[path] == assessment.value(path)


NUMBERS = "、".join(str(number) for number in range(98, 180)) + "の項"


def test_no_line_of_a_list_of_numbers_starts_with_a_comma(tmp_path: Path) -> None:
    starts = ("", "別表の", "第２条の表の")
    lists = "\n".join(f"{start}{NUMBERS}" for start in starts)
    lines = printed_lines(
        filled(FORMS[-1], entries=1).with_answer("overview.operation.description", lists), tmp_path
    )
    assert [line for line in lines if line.startswith("、")] == []
    for start in starts:
        assert any(line.startswith(f"{start}98、99、") for line in lines)


def printed_lines(assessment: Assessment, folder: Path) -> list[str]:
    """The lines of the pages, cell after cell, without spaces."""
    write_report(assessment, folder / "report.docx")
    pdf = convert(folder / "report.docx", "pdf", folder / "out")
    done = subprocess.run([require("pdftotext"), "-raw", str(pdf), "-"], capture_output=True, check=True)
    return [squeezed(line) for line in done.stdout.decode().splitlines()]
