"""Pictures of a report: what lies beside the document, as far as Word can show it."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from mnassess.language import say
from mnassess.ooxml.drawing import inline_picture
from mnassess.ooxml.names import EMU_PER_TWIP
from mnassess.word.blocks import Figure
from mnassess.word.template import Template

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes of one picture."""
_KINDS = {"image/png", "image/jpeg", "image/gif", "image/bmp"}
_PNG = b"\x89PNG\r\n\x1a\n"
_HEIGHT_SHARE = 0.8
"""Of the text's height: the heading of the annex and the caption stand on the same page."""
_WIDTH_SHARE = 0.92
"""Of the cell's width: a wide picture leaves the remarks room below it."""


@dataclass(frozen=True)
class Picture:
    """A picture stored in the report, in EMU."""

    relationship: str
    width: int
    height: int

    def drawing(self, number: int, description: str) -> str:
        """The run that shows it."""
        return inline_picture(self.relationship, number, self.width, self.height, description)


class Figures:
    """Takes pictures from the document's folder into a report."""

    def __init__(self, template: Template, folder: Path | None, width: int) -> None:
        self._template = template
        self._folder = folder
        self._width = round(width * _WIDTH_SHARE) * EMU_PER_TWIP
        self._height = int(template.page.height * _HEIGHT_SHARE) * EMU_PER_TWIP
        self.notices: list[str] = []
        """A sentence for every figure that could not be shown; it is printed in the picture's place too."""

    def picture(self, figure: Figure) -> Picture | str:
        """The picture, made to fit the page; where it cannot be shown, the sentence that says why."""
        try:
            return self._load(figure)
        except _UnusableError as reason:
            notice = say("図「{path}」を表示できません：{reason}", path=figure.path, reason=reason)
            self.notices.append(notice)
            return f"〔{notice}〕"

    def _load(self, figure: Figure) -> Picture:
        data = self._read(figure.path)
        image = _image(data)
        width, height = int(image.width), int(image.height)
        scale = min(1.0, self._width / width, self._height / height)
        return Picture(
            self._template.add_picture(data), max(1, int(width * scale)), max(1, int(height * scale))
        )

    def _read(self, name: str) -> bytes:
        relative = Path(name.replace("\\", "/"))
        if relative.is_absolute() or PureWindowsPath(name).anchor:
            raise _UnusableError(say("評価書からの相対パスで書いてください。"))
        if self._folder is None:
            raise _UnusableError(say("評価書の保存場所が分かりません。"))
        try:
            folder = self._folder.resolve()
            path = (folder / relative).resolve()
            if not path.is_relative_to(folder):
                raise _UnusableError(say("評価書のフォルダーの外にあります。"))
            if not path.is_file():
                raise _UnusableError(say("ファイルがありません。"))
            if path.stat().st_size > SIZE_LIMIT:
                raise _UnusableError(
                    say("大きすぎます（{limit} MB まで）。", limit=SIZE_LIMIT // 1024 // 1024)
                )
            return path.read_bytes()
        except (OSError, ValueError, RuntimeError):
            raise _UnusableError(say("読めません。")) from None


class _UnusableError(Exception):
    """Why a picture cannot be shown."""


def _image(data: bytes) -> Any:
    broken = say("png・jpg・gif・bmp の画像として読めません。")
    try:
        image = Image.from_blob(data)
        whole = (
            image.content_type in _KINDS and image.px_width > 0 and image.px_height > 0 and _is_whole(data)
        )
        if not whole or int(image.width) <= 0 or int(image.height) <= 0:
            raise _UnusableError(broken)
    except (
        UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, struct.error, KeyError, ValueError,
        ZeroDivisionError, OverflowError, IndexError, TypeError, AttributeError, AssertionError,
    ):  # fmt: skip
        raise _UnusableError(broken) from None
    return image


def _is_whole(data: bytes) -> bool:
    """Whether the file goes on to its end; python-docx looks at the first bytes only."""
    if data.startswith(_PNG):
        return _is_whole_png(data)
    if data.startswith(b"\xff\xd8"):
        return data.rfind(b"\xff\xd9") > 0
    if data.startswith(b"GIF8"):
        return data.rstrip(b"\x00").endswith(b";")
    return len(data) >= int.from_bytes(data[2:6], "little") > 0


def _is_whole_png(data: bytes) -> bool:
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 8 + length
        if end + 4 > len(data) or struct.unpack_from(">I", data, end)[0] != zlib.crc32(data[place + 4 : end]):
            return False
        if data[place + 4 : place + 8] == b"IEND":
            return True
        place = end + 4
    return False
