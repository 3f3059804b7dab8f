"""Makes evidence files for the tests, good ones and hostile ones."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from typing import Any

import docx
from openpyxl import Workbook

from mnassess.evidence.limits import LIMITS, Limits
from mnassess.evidence.model import Reading
from mnassess.evidence.reading import read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def shown(name: str, data: bytes, limits: Limits = LIMITS) -> list[str]:
    """What was read, a line a block: location, # where it is a heading, text; remarks at the end with !."""
    return lines_of(read_bytes(name, data, limits))


def lines_of(reading: Reading) -> list[str]:
    blocks = [f"{one.location} {'# ' if one.is_heading else ''}{one.text}" for one in reading.blocks]
    return blocks + [f"! {remark}" for remark in reading.remarks]


def word(make: Callable[[Any], None]) -> bytes:
    """A .docx that `make` fills with python-docx."""
    document = docx.Document()
    make(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_of_xml(body: str) -> bytes:
    """A .docx whose body is this XML (prefix w)."""
    return word_of_document(f"<w:document {W}><w:body>{body}</w:body></w:document>")


def word_of_document(document: str) -> bytes:
    return changed(word(lambda _: None), "word/document.xml", document.encode())


def workbook(make: Callable[[Workbook], None]) -> bytes:
    """An .xlsx that `make` fills with openpyxl."""
    book = Workbook()
    make(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows(*lines: Sequence[Any], title: str = "一覧") -> bytes:
    """An .xlsx of one sheet."""

    def fill(book: Workbook) -> None:
        book.active.title = title
        for line in lines:
            book.active.append(line)

    return workbook(fill)


def changed(package: bytes, name: str, data: bytes) -> bytes:
    """The package with one part exchanged or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return buffer.getvalue()


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def pdf(*pages: Iterable[str]) -> bytes:
    """A PDF with these lines on its pages, in a Japanese font that is not embedded; a page of None is a picture."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/90ms-RKSJ-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/StemV 80>>",
    ]
    for number, lines in enumerate(pages):
        drawn = b"BT /F1 10 Tf 14 TL 50 780 Td %s ET" % b" ".join(
            b"<%s> Tj T*" % line.encode("cp932").hex().encode() for line in lines
        )
        content = drawn if lines else b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (7 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def mail(
    text: str = "本文です。", attachments: Sequence[tuple[str, bytes]] = (), html: str = ""
) -> EmailMessage:
    """A message."""
    message = EmailMessage()
    message["Subject"] = "点検結果の報告"
    message["From"] = "情報政策課 <joho@example.jp>"
    message["To"] = "shimin@example.jp"
    message["Date"] = "Tue, 01 Apr 2025 09:00:00 +0900"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message
