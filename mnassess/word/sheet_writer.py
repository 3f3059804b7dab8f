"""Paper → .docx. The same paper gives the same bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path

from mnassess.documents.files import write_atomically
from mnassess.errors import MnassessError, cause
from mnassess.language import current, say
from mnassess.ooxml.tables import cell_start, row_properties, table
from mnassess.ooxml.text import printable, run
from mnassess.word import sheets
from mnassess.word.template import TABLE_STYLE, Template

_MM = 56.6929
"""Twips of a millimeter."""
_SURELY_SHORT = 400
"""Characters, a line end counted as a line: a row of fewer surely fits on one page and is not broken."""
_LINE = 12
"""Full-width characters that surely stand on a line of the narrowest column of text."""
_BAR_SHARES = (18, 40, 42)
"""Of the width of the page: what is counted, the bar, the numbers."""
_BAR_STEPS = 60
"""The longest bar has so many steps."""
_BAR_MM = 5
_SHADES = ("1F3864", "E06666", "E4E8EF")
"""Of the parts of a bar: dark, red, pale. Printed in grey they are dark, middling and nearly white."""
_GAP_MM, _BEFORE_HEADING_MM = 3, 5
_CARD_SHARES = (26, 154)
_LATIN_WORD = re.compile("[!-~]+")
_HEAD_LETTER_MM, _CELL_MARGINS_MM = 2.0, 2.2
"""Of a Latin letter in the head of a table, in a font that is rather wide; of both sides of a cell."""
_PROPERTY_LIMIT = 255
"""Characters of a core property."""


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a file says of itself."""

    title: str
    author: str
    day: date


def write_paper(paper: sheets.Paper, imprint: Imprint, path: Path, *, a3: bool = False) -> None:
    """Write the paper, whole or not at all. MnassessError where the disk refuses."""
    data = paper_bytes(paper, imprint, a3=a3)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise MnassessError(
            say(
                "{path}：書き出せません（{reason}）。Word で開いたままなら閉じてください。",
                path=path,
                reason=cause(error),
            )
        ) from error


def paper_bytes(paper: sheets.Paper, imprint: Imprint, *, a3: bool = False) -> bytes:
    """The .docx, upright on A4 or across on A3."""
    base = Template()
    if a3:
        base.lay_across_a3()
    properties = base.core_properties
    properties.title = printable(imprint.title)[:_PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = printable(imprint.author)[:_PROPERTY_LIMIT]
    properties.language = "ja-JP" if current() == "ja" else "en-US"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(imprint.day, time())
    return base.pack("".join(_Writer(base).parts(paper)))


class _Writer:
    def __init__(self, template: Template) -> None:
        self._styles = template.styles
        self._fills = template.fills
        self._page = template.page.width

    def parts(self, paper: sheets.Paper) -> Iterator[str]:
        for part, following in zip_longest(paper.parts, paper.parts[1:]):
            match part:
                case sheets.Title(text):
                    yield self._title(text)
                case sheets.Heading(text):
                    yield self._gap(_BEFORE_HEADING_MM)
                    yield self._paragraph("MN Chapter", text)
                    yield self._gap(_GAP_MM, keep=True)
                case sheets.Text(text, large):
                    keep = isinstance(following, sheets.Grid | sheets.Card)
                    yield self._lines("MN Cover Value" if large else "MN Answer", text, keep=keep)
                case sheets.NewPage():
                    yield self._paragraph("MN New Page", "")
                case sheets.Grid():
                    yield self._grid(part)
                    yield self._gap(_GAP_MM)
                case sheets.Card():
                    yield self._card(part)
                    yield self._gap(_GAP_MM)
                case sheets.Bars():
                    yield self._bars(part)
                    yield self._gap(_GAP_MM)
        yield self._paragraph("MN Gap", "")

    # --- tables ---------------------------------------------------------------------------------------------

    def _title(self, text: str) -> str:
        cell = f"{cell_start(self._page)}{self._lines('MN Title', text)}</w:tc>"
        return self._table((self._page,), [f"<w:tr>{row_properties(height=round(24 * _MM))}{cell}</w:tr>"])

    def _grid(self, grid: sheets.Grid) -> str:
        least = tuple(round(_longest_word_mm(head) * _MM) for head in grid.heads)
        widths = widened(self._widths(grid.shares), least)
        fill = self._fills.get("MN Cover Head", "")
        heads = self._cells(grid.heads, widths, "MN Cover Head", fill)
        rows = [f"<w:tr>{row_properties(whole=True, header=True)}{heads}</w:tr>"]
        style = "MN Choice" if grid.numbers else "MN Choices" if grid.small else "MN Answer"
        height = round(grid.row_height * _MM)
        for row in grid.rows:
            if len(row) == 1:
                rows.append(self._across(row[0], len(widths), style))
                continue
            properties = row_properties(whole=all(map(_is_short, row)), height=height)
            rows.append(f"<w:tr>{properties}{self._cells(row, widths, style, align='top')}</w:tr>")
        return self._table(widths, rows)

    def _across(self, text: str, columns: int, style: str) -> str:
        start = cell_start(self._page, columns, fill=self._fills.get("MN Label", ""), margin=60)
        return f"<w:tr>{row_properties(whole=True)}{start}{self._lines(style, text, keep=True)}</w:tc></w:tr>"

    def _card(self, card: sheets.Card) -> str:
        """A short card stays on its page; a long one breaks between lines and bears its title on each page."""
        widths = self._widths(_CARD_SHARES)
        fill = self._fills.get("MN Item", "")
        whole = sum(map(_room, (text for _, text in card.lines))) < _SURELY_SHORT
        title = f"{cell_start(self._page, 2, fill=fill)}{self._lines('MN Item', card.title)}</w:tc>"
        short = _is_short(card.title)
        rows = [f"<w:tr>{row_properties(whole=short, header=short)}{title}</w:tr>"]
        before_last = len(card.lines) - 1
        for place, (label, text) in enumerate(card.lines, start=1):
            keep = place <= before_last if whole else place == before_last
            label_cell = cell_start(widths[0], fill=self._fills.get("MN Label", ""), align="top")
            head = f"{label_cell}{self._lines('MN Label', label, keep=keep)}</w:tc>"
            answer = f"{cell_start(widths[1])}{self._lines('MN Answer', text, keep=keep)}</w:tc>"
            rows.append(f"<w:tr>{row_properties(whole=_is_short(text))}{head}{answer}</w:tr>")
        return self._table(widths, rows)

    def _bars(self, bars: sheets.Bars) -> str:
        """Label, bar, numbers: the bar is shaded cells, each as many grid columns wide as its part is long."""
        label, room, words = self._widths(_BAR_SHARES)
        step = room // _BAR_STEPS
        grid = (label, *[step] * _BAR_STEPS, words + room - step * _BAR_STEPS)
        most = max((sum(bar.parts) for bar in bars.bars), default=0) or 1
        rows = [f"<w:tr>{row_properties(whole=True)}{self._legend(bars.legend, grid)}</w:tr>"]
        for bar in bars.bars:
            head = f"{cell_start(label, fill=self._fills.get('MN Label', ''))}{self._lines('MN Label', bar.label)}</w:tc>"
            numbers = f"{cell_start(grid[-1])}{self._lines('MN Choices', bar.words)}</w:tc>"
            properties = row_properties(whole=True, height=round(_BAR_MM * _MM))
            rows.append(f"<w:tr>{properties}{head}{self._bar(bar.parts, most, step)}{numbers}</w:tr>")
        return self._table(grid, rows)

    def _legend(self, legend: Sequence[str], grid: tuple[int, ...]) -> str:
        step, each = grid[1], _BAR_STEPS // len(legend)
        cells = [f"{cell_start(grid[0])}{self._paragraph('MN Choices', '')}</w:tc>"]
        for place, (words, shade) in enumerate(zip(legend, _SHADES, strict=False)):
            span = each - 2 if place < len(legend) - 1 else _BAR_STEPS - each * place - 2
            swatch = cell_start(2 * step, 2, open_edges=("left", "right"), fill=shade, margin=0)
            beside = cell_start(span * step, span, open_edges=("left", "right"), margin=60)
            cells.append(f"{swatch}{self._paragraph('MN Choices', '')}</w:tc>")
            cells.append(f"{beside}{self._paragraph('MN Choices', words)}</w:tc>")
        cells.append(f"{cell_start(grid[-1])}{self._paragraph('MN Choices', '')}</w:tc>")
        return "".join(cells)

    def _bar(self, parts: tuple[int, ...], most: int, step: int) -> str:
        cells = []
        for span, shade in zip(_spans(parts, most), (*_SHADES, ""), strict=False):
            if span:
                edges = ("left", "right") if shade else ("left",)
                opening = cell_start(span * step, span, open_edges=edges, fill=shade, margin=0)
                cells.append(f"{opening}{self._paragraph('MN Gap', '')}</w:tc>")
        return "".join(cells)

    def _gap(self, millimeters: float, *, keep: bool = False) -> str:
        on_page = "<w:keepNext/>" if keep else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles["MN Gap"]}"/>{on_page}'
            f'<w:spacing w:before="{round(millimeters * _MM)}"/></w:pPr></w:p>'
        )

    def _table(self, widths: tuple[int, ...], rows: Iterable[str]) -> str:
        return table(self._styles[TABLE_STYLE], widths, rows)

    def _widths(self, shares: tuple[int, ...]) -> tuple[int, ...]:
        widths = [self._page * share // sum(shares) for share in shares]
        return (*widths[:-1], self._page - sum(widths[:-1]))

    def _cells(
        self,
        texts: tuple[str, ...],
        widths: tuple[int, ...],
        style: str,
        fill: str = "",
        align: str = "center",
    ) -> str:
        return "".join(
            f"{cell_start(width, fill=fill, align=align, margin=60)}{self._lines(style, text)}</w:tc>"
            for width, text in zip(widths, texts, strict=True)
        )

    def _lines(self, style: str, text: str, *, keep: bool = False) -> str:
        return "".join(self._paragraph(style, line, keep=keep) for line in text.split("\n"))

    def _paragraph(self, style: str, text: str, *, keep: bool = False) -> str:
        on_page = "<w:keepNext/>" if keep else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{on_page}</w:pPr>{run(text)}</w:p>'


def widened(widths: tuple[int, ...], least: tuple[int, ...]) -> tuple[int, ...]:
    """The widths with none less than it must be, at the cost of those that can spare it; as they are if none can."""
    lacking = sum(max(0, low - width) for width, low in zip(widths, least, strict=True))
    spare = sum(max(0, width - low) for width, low in zip(widths, least, strict=True))
    if lacking > spare or not lacking:
        return widths
    found = [
        low if width < low else width - -(-(width - low) * lacking // spare)
        for width, low in zip(widths, least, strict=True)
    ]
    widest = found.index(max(found))
    found[widest] += sum(widths) - sum(found)
    return tuple(found)


def _longest_word_mm(head: str) -> float:
    """How wide the longest Latin word of a head is printed: Word breaks one only where it has no room."""
    letters = max((len(one) for one in _LATIN_WORD.findall(head)), default=0)
    return letters * _HEAD_LETTER_MM + _CELL_MARGINS_MM if letters else 0


def _spans(parts: tuple[int, ...], most: int) -> tuple[int, ...]:
    """How many steps each part of a bar takes, and the empty rest; what is there at all has at least one step."""
    spans = [max(1, round(part * _BAR_STEPS / most)) if part else 0 for part in parts]
    while sum(spans) > _BAR_STEPS:
        spans[spans.index(max(spans))] -= 1
    return (*spans, _BAR_STEPS - sum(spans))


def _room(text: str) -> int:
    """Characters the text takes the room of."""
    return len(text) + _LINE * (1 + text.count("\n"))


def _is_short(text: str) -> bool:
    return _room(text) < _SURELY_SHORT
