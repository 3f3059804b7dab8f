"""Source text → what LibreOffice and poppler print of it: a PDF, a scan of it, a photograph of a paper on a wall."""

import random
import shutil
import subprocess
import tempfile
import zlib
from pathlib import Path

from tools.sample_evidence import word_files

_FONT = "IPAMincho"
_OFFICE = "soffice"
_PRINTER = "pdftoppm"


def can_print() -> bool:
    """Whether the two programs are here."""
    return bool(shutil.which(_OFFICE) and shutil.which(_PRINTER))


def pdf(source: str) -> bytes:
    """A PDF with a text layer."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "page.docx")
        document.write_bytes(word_files.docx(source, _FONT))
        subprocess.run(  # noqa: S603 - a program named here, on a file made here
            [
                str(shutil.which(_OFFICE)),
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(document),
            ],
            check=True,
            capture_output=True,
        )
        return document.with_suffix(".pdf").read_bytes()


def scan(source: str) -> bytes:
    """A PDF of one black and white picture, a little askew, as the copier of an office makes it."""
    width, height, gray = _printed(source, 110)
    row_bytes = (width + 7) // 8
    bits = bytearray(b"\xff" * (row_bytes * height))
    for y in range(height):
        shift = y // 90
        for x in range(width - shift):
            if gray[y * width + x] < 150:
                bits[y * row_bytes + (x + shift) // 8] &= ~(0x80 >> ((x + shift) % 8)) & 0xFF
    image = zlib.compress(bytes(bits), 9)
    page = b"q 595 0 0 842 0 0 cm /Im0 Do Q"
    return _pdf_of(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (width, height, len(image), image),
        )
    )


def photo(source: str) -> bytes:
    """A small picture of the printed page, dim towards one corner."""
    width, height, gray = _printed(source, 45)
    height = height * 2 // 5
    noise = random.Random(7)  # noqa: S311 - grain of a picture
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(0, width - 1, 2):
            pair = 0
            for step in (0, 1):
                light = 0.95 - 0.35 * (x + y) / (width + height)
                level = gray[y * width + x + step] * light + noise.uniform(-6, 6)
                pair = pair << 4 | max(0, min(15, int(level) >> 4))
            rows.append(pair)
    even = width // 2 * 2
    head = even.to_bytes(4) + height.to_bytes(4) + bytes((4, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    )


def _printed(source: str, dots: int) -> tuple[int, int, bytes]:
    """(width, height, gray levels) of the first page."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.pdf")
        page.write_bytes(pdf(source))
        printed = subprocess.run(  # noqa: S603 - a program named here, on a file made here
            [str(shutil.which(_PRINTER)), "-gray", "-r", str(dots), "-f", "1", "-l", "1", str(page)],
            check=True,
            capture_output=True,
        ).stdout
    _, width, height, rest = printed.split(maxsplit=3)
    gray = rest.split(b"\n", 1)[1]
    return int(width), int(height), gray


def _pdf_of(objects: tuple[bytes, ...]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            count,
            table,
            count,
            len(data),
        )
    )
