"""The hand-out of homework as a Word file: valid, the same bytes, every word of it printed."""

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from conftest import require
from docx.shared import Mm
from openxml_audit import OpenXmlValidator
from report_documents import text_of
from test_office import convert, squeezed

from mnassess.documents.homework import Homework, by_department
from mnassess.word.handout import Handout, handout_bytes, write_handout

AWKWARD = "=1+1 <確認> {{ A & B }} \"'%s]]> \t𠮷葛󠄀か゛髙﨑①㈱～\n　次の行"
ONE = Homework(
    document=Path("甲事務/full-item.json"), operation="甲事務", form="全項目評価書", path="cover.title",
    title="表紙－評価書名", task="契約書を見る", owner="財政課", due="2026-11-01",
)  # fmt: skip


def handout(*items: Homework) -> Handout:
    return Handout(agency="みほん市長", as_of=date(2026, 11, 27), departments=by_department(items))


HANDOUTS = {
    "none": handout(),
    "one": handout(ONE),
    "nobody": handout(replace(ONE, owner="", due="")),
    "awkward": handout(replace(ONE, task=AWKWARD, owner=AWKWARD, operation=AWKWARD)),
    "long": handout(*[replace(ONE, owner=owner, task="長い宿題です。\n" * 80) for owner in "甲乙丙"]),
}


@pytest.mark.parametrize("name", HANDOUTS)
def test_the_handout_is_valid_and_the_same_bytes_each_time(name: str, tmp_path: Path) -> None:
    write_handout(HANDOUTS[name], tmp_path / "todo.docx")
    result = OpenXmlValidator().validate(tmp_path / "todo.docx")
    assert [f"{error.part_uri}: {error.description}" for error in result.errors] == []
    assert (tmp_path / "todo.docx").read_bytes() == handout_bytes(HANDOUTS[name])


def test_awkward_text_arrives_unharmed() -> None:
    printed = text_of(handout_bytes(HANDOUTS["awkward"]))
    for line in AWKWARD.split("\n"):
        assert printed.count(line) >= 3


def test_what_xml_cannot_hold_is_marked() -> None:
    assert "\ufffd見る" in text_of(handout_bytes(handout(replace(ONE, task="\x07見る"))))


def test_each_department_has_its_own_page_and_table(tmp_path: Path) -> None:
    write_handout(HANDOUTS["long"], tmp_path / "todo.docx")
    document = docx.Document(str(tmp_path / "todo.docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert (styles.count("MN Title"), styles.count("MN New Page"), len(document.tables)) == (3, 2, 3)


def test_a_row_has_the_blank_the_task_the_day_and_room_for_the_answer(tmp_path: Path) -> None:
    write_handout(HANDOUTS["one"], tmp_path / "todo.docx")
    rows = docx.Document(str(tmp_path / "todo.docx")).tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["評価書", "欄", "調べること", "期限", "回答"]
    assert [cell.text for cell in rows[1].cells] == [
        "甲事務\n全項目評価書",
        "表紙－評価書名",
        "契約書を見る",
        "令和8年\n11月1日\n（期限超過）",
        "",
    ]
    assert Mm(15) < rows[1].height


@pytest.mark.needs_system
def test_every_task_is_on_the_printed_pages(tmp_path: Path) -> None:
    items = [replace(ONE, owner=owner, task=f"{owner}が{'調べること' * 90}終わり") for owner in "丙乙甲"]
    write_handout(handout(*items), tmp_path / "todo.docx")
    pdf = convert(tmp_path / "todo.docx", "pdf", tmp_path / "out")
    done = subprocess.run([require("pdftotext"), "-raw", str(pdf), "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    assert [squeezed(one.task) in squeezed(page) for one, page in zip(items, pages, strict=False)] == [
        True
    ] * 3
