"""Web pages saved as html: cleaned by nh3, then read for their words. Nothing they point at is fetched."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from mnassess.evidence.decoding import decode
from mnassess.evidence.model import Block
from mnassess.evidence.outline import Outline
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.evidence.readers.text import remarks_on
from mnassess.evidence.tables import Cell, Row
from mnassess.language import say

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_\-]+)", re.IGNORECASE)
_HEAD = 4096
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_OPEN = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "html", "body", "head",
))  # fmt: skip
"""Elements without content, and those that the next of their kind closes."""
_HEADINGS = {"title": 1, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 7}
_BREAKS = frozenset(
    ("p", "div", "br", "li", "dt", "dd", "ul", "ol", "dl", "pre", "blockquote", "hr", "section")
)
_KEPT = _BREAKS | _HEADINGS.keys() | {"table", "tr", "td", "th"}


def read(source: Source) -> Iterator[Piece]:
    """The page's headings, paragraphs and table rows."""
    declared = _CHARSET.search(source.data[:_HEAD])
    decoded = decode(source.data, declared[1].decode("ascii") if declared else "")
    yield from remarks_on(decoded)
    if decoded is not None:
        yield from read_html(decoded.text, source.limits.html_depth)


def read_html(html: str, depth: int) -> Iterator[Piece]:
    """The words of HTML text."""
    if _depth(html) > depth:
        yield Remark(say("HTML の入れ子が深すぎるため読みません。"))
        return
    import nh3

    cleaned = nh3.clean(html, tags=set(_KEPT), attributes={}, strip_comments=True)
    page = _Page()
    page.feed(cleaned)
    page.close()
    yield from page.finished()


def _depth(html: str) -> int:
    """How many elements are open at once at most, never fewer than there are."""
    deepest = 0
    open_now = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _NEVER_OPEN:
            open_now = max(0, open_now - 1) if match[1] else open_now + 1
            deepest = max(deepest, open_now)
    return deepest


class _Page(HTMLParser):
    """Collects blocks from clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._outline = Outline()
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._in_table = 0
        self._column = 0
        self._in_cell = False
        self._is_head = False
        self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new element ends the paragraph before it."""
        del attrs
        if tag == "table":
            self._end_paragraph()
            self._in_table += 1
        elif tag in {"td", "th"} and self._in_table:
            self._end_cell()
            self._words, self._in_cell, self._is_head = [], True, tag == "th"
        elif tag == "tr":
            self._end_row()
        elif (tag in _HEADINGS or tag in _BREAKS) and not self._in_table:
            self._end_paragraph()
            self._level = _HEADINGS.get(tag, 0)
        else:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """The end of an element ends its paragraph, cell, row or table."""
        if tag in {"td", "th"} and self._in_table:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._in_table:
            self._end_row()
            self._in_table -= 1
            if not self._in_table and self._rows:
                self._blocks += self._outline.table(self._rows)
                self._rows = []
        elif (tag in _HEADINGS or tag in _BREAKS) and not self._in_table:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        """Words."""
        self._words.append(data)

    def finished(self) -> Iterator[Block]:
        """All blocks."""
        self._end_row()
        self._end_paragraph()
        yield from self._blocks
        yield from self._outline.table(self._rows) if self._rows else ()

    def _taken(self) -> str:
        text = " ".join("".join(self._words).split())
        self._words = []
        return text

    def _end_paragraph(self) -> None:
        text = self._taken()
        if text:
            self._blocks += self._outline.paragraph(text, level=self._level)
        self._level = 0

    def _end_cell(self) -> None:
        if not self._in_cell:
            return
        text = self._taken()
        if text:
            self._cells.append(Cell(self._column, text, is_emphasised=self._is_head))
        self._column += 1
        self._in_cell = False

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self._rows.append(Row(len(self._rows) + 1, tuple(self._cells)))
        self._cells, self._column = [], 0
