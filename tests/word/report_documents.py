"""Documents for the tests of the printed report, and their Word files read back as text."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

from mnassess.documents.model import Assessment
from mnassess.forms.catalog import editions, load_form
from mnassess.forms.model import Field, FieldKind, Form, FormKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORT = "{urn:mnassess:report:1}"
FORMS = [load_form(kind, edition) for kind in FormKind for edition in editions(kind)]
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n"}


def form_id(form: Form) -> str:
    return f"{form.kind}.{form.edition}"


def empty(form: str | Form) -> Assessment:
    return Assessment(form=load_form(form) if isinstance(form, str) else form)


def filled(form: Form, entries: int = 2) -> Assessment:
    """Every blank answered, each text unlike any other, every box marked, every list with so many entries."""
    assessment = empty(form)
    for list_path in list(lists_of(assessment)):
        for n in range(1, entries + 1):
            assessment = with_entry(assessment, list_path, f"e{n}")
    for number, (field, path) in enumerate(fields_of(assessment), start=1):
        assessment = assessment.with_answer(path, value_for(field, number))
    return assessment


def lists_of(assessment: Assessment) -> Iterator[str]:
    return (
        node.path for node in assessment.form.iter_nodes() if not isinstance(node, Field) and node.repeated
    )


def with_entry(assessment: Assessment, form_path: str, item: str) -> Assessment:
    """One more entry in each list of that form path."""
    outer, inside, rest = form_path.partition("[].")
    places = [f"{outer}[{one}].{rest}" for one in assessment.items_of(outer)] if inside else [form_path]
    for place in places:
        assessment = assessment.with_item(place, item)
    return assessment


def fields_of(assessment: Assessment) -> list[tuple[Field, str]]:
    return [(n, path) for n, path in assessment.iter_nodes() if isinstance(n, Field) and n.is_stored]


def value_for(field: Field, number: int) -> object:
    match field.kind:
        case FieldKind.TEXT:
            return f"答え{number}番"
        case FieldKind.LONGTEXT:
            return f"答え{number}番の一行目\n　{number}番の二行目"
        case FieldKind.DATE:
            return f"20{10 + number % 15:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        case FieldKind.CHOICE:
            codes = [choice.code for choice in field.choices]
            return codes[number % len(codes)]
        case FieldKind.FLAG:
            return True
        case FieldKind.CHECKS:
            return {c.code: f"欄{number}の{c.code}" if c.with_text else True for c in field.choices}
        case FieldKind.TEXTS:
            return [f"答え{number}番のア", f"答え{number}番のイ", f"答え{number}番のウ"]
        case FieldKind.FIGURE:
            return [{"path": f"figures/{number}.png", "caption": f"図{number}の説明"}]
        case FieldKind.ROWS:
            return [
                {
                    "date": "2025-10-01",
                    "item": f"項目{number}",
                    "before": "前\n二行目",
                    "after": "後",
                    "timing": "before",
                    "timing_note": "説明",
                },
                {
                    "date": {"text": "令和8年1月（予定）"},
                    "item": "別の項目",
                    "before": "－",
                    "after": "追加",
                    "timing": "事後（旧様式）",
                },
            ]
    raise AssertionError(field.kind)


def part_of(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def body_of(data: bytes) -> ET.Element:
    return ET.fromstring(part_of(data, "word/document.xml"))


def text_of(data: bytes) -> str:
    """The text of document.xml, a line a paragraph."""
    return "\n".join(paragraph_text(paragraph) for paragraph in body_of(data).iter(f"{W}p"))


def paragraph_text(paragraph: ET.Element) -> str:
    return "".join(run_text(run) for run in paragraph.iter(f"{W}r"))


def run_text(run: ET.Element) -> str:
    return "".join(e.text or "" if e.tag == f"{W}t" else BREAKS.get(e.tag, "") for e in run)


def bookmarked(data: bytes) -> dict[str, str]:
    """Field path → the text its bookmark holds, a line a paragraph; of a table, the answers in its cells."""
    paths = {mark: path for mark, path, _ in fields_in(data)}
    body = body_of(data)
    open_marks: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in body.iter():
        if element.tag == f"{W}bookmarkStart":
            path = paths[element.get(f"{W}name")]
            assert path not in found, path
            found[path] = ""
            open_marks[element.get(f"{W}id")] = path
        elif element.tag == f"{W}bookmarkEnd":
            del open_marks[element.get(f"{W}id")]
        elif element.tag == f"{W}p":
            for path in open_marks.values():
                found[path] += "\n"
        elif element.tag == f"{W}r":
            for path in open_marks.values():
                found[path] += run_text(element)
    assert not open_marks
    return found | tables_in(data, body)


def tables_in(data: bytes, body: ET.Element) -> dict[str, str]:
    root = ET.fromstring(part_of(data, "customXml/item1.xml"))
    paths = {
        e.get("bookmark"): e.get("path") for e in root.iter(f"{REPORT}field") if e.get("holds") == "table"
    }
    found = {}
    for table in body.iter(f"{W}tbl"):
        for mark in table.iter(f"{W}bookmarkStart"):
            if mark.get(f"{W}name") in paths:
                answers = (p for p in table.iter(f"{W}p") if style_of(p) == "MNAnswer")
                found[paths[mark.get(f"{W}name")]] = "\n".join(paragraph_text(p) for p in answers)
    return found


def style_of(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def fields_in(data: bytes) -> list[tuple[str, str, str]]:
    """(bookmark, field path, hash) as the custom XML part has them."""
    root = ET.fromstring(part_of(data, "customXml/item1.xml"))
    return [(e.get("bookmark"), e.get("path"), e.get("sha256")) for e in root.iter(f"{REPORT}field")]
