"""Pictures of a report: what lies beside the document, as far as Word can show it."""

import struct
from dataclasses import dataclass
from pathlib import Path

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from mnassess.documents.figures import UnusableFigureError, read_figure
from mnassess.language import say
from mnassess.ooxml.drawing import inline_picture
from mnassess.ooxml.names import EMU_PER_TWIP
from mnassess.word.blocks import Figure
from mnassess.word.template import Template

_KINDS = {"image/png", "image/jpeg", "image/gif", "image/bmp"}
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
        except UnusableFigureError as reason:
            notice = say("図「{path}」を表示できません：{reason}", path=figure.path, reason=reason)
            self.notices.append(notice)
            return f"〔{notice}〕"

    def _load(self, figure: Figure) -> Picture:
        data = read_figure(self._folder, figure.path)
        width, height = _size(data)
        scale = min(1.0, self._width / width, self._height / height)
        return Picture(
            self._template.add_picture(data), max(1, int(width * scale)), max(1, int(height * scale))
        )


def _size(data: bytes) -> tuple[int, int]:
    """Width and height in EMU, as the picture's resolution has it."""
    broken = say("png・jpg・gif・bmp の画像として読めません。")
    try:
        image = Image.from_blob(data)
        size = int(image.width), int(image.height)
    except (
        UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, struct.error, KeyError, ValueError,
        ZeroDivisionError, OverflowError, IndexError, TypeError, AttributeError, AssertionError,
    ):  # fmt: skip
        raise UnusableFigureError(broken) from None
    if image.content_type not in _KINDS or min(size) <= 0:
        raise UnusableFigureError(broken)
    return size
