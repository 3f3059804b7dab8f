"""The picture files a document names: read from beside it, and why one of them cannot be shown."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from mnassess.documents.model import Assessment
from mnassess.forms.model import Field, FieldKind
from mnassess.language import say

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes of one picture."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that say how large the picture is."""


class UnusableFigureError(Exception):
    """Why a picture cannot be shown, as a sentence."""


def figure_faults(assessment: Assessment, folder: Path) -> dict[str, str]:
    """Path of a figure, as the document names it → why it cannot be shown. `folder` is where the document lies."""
    faults = {}
    for name in figure_names(assessment):
        try:
            read_figure(folder, name)
        except UnusableFigureError as error:
            faults[name] = str(error)
    return faults


def figure_names(assessment: Assessment) -> Iterator[str]:
    """The path of every figure of a document, relative to it."""
    for path, value in assessment.values.items():
        blank = assessment.form.find(path) if isinstance(value, tuple) else None
        if isinstance(blank, Field) and blank.kind is FieldKind.FIGURE:
            yield from (figure["path"] for figure in value)


def read_figure(folder: Path | None, name: str) -> bytes:
    """The bytes of a picture that lies in the folder and is whole. UnusableFigureError where there is none."""
    data = _bytes_of(folder, name)
    if not _is_picture(data):
        raise UnusableFigureError(say("png・jpg・gif・bmp の画像として読めません。"))
    return data


def _bytes_of(folder: Path | None, name: str) -> bytes:
    relative = Path(name.replace("\\", "/"))
    if relative.is_absolute() or PureWindowsPath(name).anchor:
        raise UnusableFigureError(say("評価書からの相対パスで書いてください。"))
    if folder is None:
        raise UnusableFigureError(say("評価書の保存場所が分かりません。"))
    try:
        folder = folder.resolve()
        path = (folder / relative).resolve()
        if not path.is_relative_to(folder):
            raise UnusableFigureError(say("評価書のフォルダーの外にあります。"))
        if path.is_dir():
            raise UnusableFigureError(say("フォルダーです。画像のファイルを指定してください。"))
        if not path.is_file():
            raise UnusableFigureError(say("ファイルがありません。"))
        if path.stat().st_size > SIZE_LIMIT:
            raise UnusableFigureError(
                say("大きすぎます（{limit} MB まで）。", limit=SIZE_LIMIT // 1024 // 1024)
            )
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError):
        raise UnusableFigureError(say("読めません。")) from None


def _is_picture(data: bytes) -> bool:
    """Whether the bytes are a png, jpg, gif or bmp of some size that goes on to its end."""
    try:
        if data.startswith(_PNG):
            return all(struct.unpack_from(">II", data, 16)) and _is_whole_png(data)
        if data.startswith(b"\xff\xd8"):
            return data.rfind(b"\xff\xd9") > 0 and _has_jpeg_size(data)
        if data.startswith((b"GIF87a", b"GIF89a")):
            return all(struct.unpack_from("<HH", data, 6)) and data.rstrip(b"\x00").endswith(b";")
        if data.startswith(b"BM"):
            whole = len(data) >= int.from_bytes(data[2:6], "little") > 0
            return all(struct.unpack_from("<ii", data, 18)) and whole
    except struct.error:
        return False
    return False


def _has_jpeg_size(data: bytes) -> bool:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _JPEG_FRAMES:
            return all(struct.unpack_from(">HH", data, place + 5))
        if marker == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        place += 2 + length
    return False


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
