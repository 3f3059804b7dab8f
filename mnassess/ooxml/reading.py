"""The words of a Word document as its next reader will have them: tracked insertions read, deletions not.

Pieces come in the order of the document. Text in content controls, fields, links and text boxes is text like any
other; of two renderings of one thing (`mc:AlternateContent`) the first counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mnassess.ooxml.names import MC, w
from mnassess.ooxml.opening import Package

MAIN_PART = "word/document.xml"
_GONE = frozenset(
    map(w, ("del", "moveFrom", "rPr", "pPr", "rt", "sectPr", "instrText", "delText", "delInstrText"))
)
_MARKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_FALLBACK = f"{{{MC}}}Fallback"
_BOX = w("txbxContent")
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0FC": "✓", "F0A8": "□", "F06F": "□", "F0A3": "□"}
"""Marks of the Wingdings fonts as Unicode; check lists are ticked with them."""
_WHITE = ("", "auto", "FFFFFF", "ffffff")
_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9])|(title|表題|subtitle|副題)$", re.IGNORECASE)
_OFF = ("0", "false", "off")
_OUTLINE_LEVELS = tuple("012345678")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    text: str
    level: int = 0
    """For a heading 1 (the title) to 10, 0 for text."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table row, over its columns."""

    text: str
    column: int
    """Its first grid column, from 0."""
    is_emphasised: bool = False
    """Shaded, or all bold."""
    is_continued: bool = False
    """Whether its text stands in a row above, from where it was merged down."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    """Whether Word repeats it on every page."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table."""

    rows: tuple[Row, ...]


Piece = Paragraph | Table


@dataclass(frozen=True, kw_only=True)
class Story:
    """A run of text of its own: the body, a header, a footer, the notes, the comments."""

    kind: str
    """body, header, footer, footnotes, endnotes or comments."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """All a Word document says."""

    stories: tuple[Story, ...]
    has_tracked_changes: bool = False
    has_hidden_text: bool = False


def wording_of(package: Package) -> Wording | None:
    """The stories of a Word document, the body first; None where the package is none."""
    main = next(iter(package.related("", "officeDocument")), MAIN_PART)
    document = package.tree(main)
    body = None if document is None else document.find(w("body"))
    if body is None:
        return None
    reader = _Reader(_heading_styles(package, main))
    stories = [Story(kind="body", pieces=tuple(reader.pieces(body)))]
    for kind in ("header", "footer", "footnotes", "endnotes", "comments"):
        for name in dict.fromkeys(package.related(main, kind)):
            root = package.tree(name)
            if root is not None:
                stories.append(Story(kind=kind, pieces=tuple(reader.pieces(root))))
    return Wording(stories=tuple(stories), has_tracked_changes=reader.tracked, has_hidden_text=reader.hidden)


def _heading_styles(package: Package, main: str) -> dict[str, int]:
    """Id of each paragraph style that is a heading → its level: by name, by outline level, or by what it is based on."""
    found: dict[str, int] = {}
    parents: dict[str, str] = {}
    for part in package.related(main, "styles"):
        root = package.tree(part)
        for style in () if root is None else root.iter(w("style")):
            identifier = style.get(w("styleId"), "")
            name = style.find(w("name"))
            named = _HEADING.match("" if name is None else name.get(w("val"), ""))
            level = int(named[1] or 0) + 1 if named else _outline_level(style.find(w("pPr")))
            if level:
                found[identifier] = level
            base = style.find(w("basedOn"))
            parents[identifier] = "" if base is None else base.get(w("val"), "")
    for identifier in parents:
        above, steps = identifier, 0
        while above and above not in found and steps < len(parents):
            above, steps = parents.get(above, ""), steps + 1
        if above in found:
            found[identifier] = found[above]
    return found


def _outline_level(properties: Any) -> int:
    """The level a paragraph's or style's properties give it; 0 where none."""
    level = None if properties is None else properties.find(w("outlineLvl"))
    value = "" if level is None else level.get(w("val"), "")
    return _small(value) + 2 if value in _OUTLINE_LEVELS else 0


class _Reader:
    """Walks the block-level content of a story."""

    def __init__(self, heading_styles: dict[str, int]) -> None:
        self._headings = heading_styles
        self.tracked = False
        self.hidden = False

    def pieces(self, container: Any) -> Iterator[Piece]:
        for child in container:
            tag = child.tag
            if tag == w("p"):
                yield from self._paragraph(child)
            elif tag == w("tbl"):
                rows = tuple(self._rows(child))
                if rows:
                    yield Table(rows=rows)
            elif tag in {w("moveFrom"), w("del")}:
                self.tracked = True
            elif _holds_words(child):
                yield from self.pieces(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        boxes: list[Any] = []
        text = "".join(self._words(paragraph, boxes)).strip()
        if text:
            properties = paragraph.find(w("pPr"))
            style = None if properties is None else properties.find(w("pStyle"))
            level = _outline_level(properties)
            if not level and style is not None:
                level = self._headings.get(style.get(w("val"), ""), 0)
            yield Paragraph(text=text, level=level)
        for box in boxes:
            yield from self.pieces(box)

    def _words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == w("t"):
                yield child.text or ""
            elif tag == w("r") and _is_hidden(child):
                self.hidden = True
            elif tag == _BOX:
                boxes.append(child)
            elif tag in _GONE:
                self.tracked = self.tracked or tag in {w("del"), w("moveFrom")}
            elif tag in _MARKS:
                yield _MARKS[tag]
            elif tag == w("sym"):
                yield _SYMBOLS.get(child.get(w("char"), "").upper(), "")
            elif _holds_words(child):
                self.tracked = self.tracked or tag in {w("ins"), w("moveTo")}
                yield from self._words(child, boxes)

    def _rows(self, table: Any) -> Iterator[Row]:
        above: dict[int, str] = {}
        for row in _of_table(table, "tr"):
            properties = row.find(w("trPr"))
            if properties is not None and properties.find(w("del")) is not None:
                self.tracked = True
                continue
            cells = tuple(self._cells(row, above))
            header = None if properties is None else properties.find(w("tblHeader"))
            yield Row(cells=cells, is_header=header is not None and header.get(w("val"), "1") not in _OFF)

    def _cells(self, row: Any, above: dict[int, str]) -> Iterator[Cell]:
        column = 0
        before = row.find(f"{w('trPr')}/{w('gridBefore')}")
        if before is not None:
            column = _small(before.get(w("val"), "0"))
        for cell in _of_table(row, "tc"):
            properties = cell.find(w("tcPr"))
            span, merged = 1, False
            if properties is not None:
                spanned, down = properties.find(w("gridSpan")), properties.find(w("vMerge"))
                span = max(1, _small("1" if spanned is None else spanned.get(w("val"), "1")))
                merged = down is not None and down.get(w("val"), "continue") != "restart"
            text = above.get(column, "") if merged else self._cell_text(cell)
            above[column] = text
            yield Cell(
                text=text,
                column=column,
                is_emphasised=not merged and _is_emphasised(cell, properties),
                is_continued=merged,
            )
            column += span

    def _cell_text(self, cell: Any) -> str:
        lines = []
        for piece in self.pieces(cell):
            if isinstance(piece, Paragraph):
                lines.append(piece.text)
            else:
                lines += [" ".join(one.text for one in row.cells if one.text) for row in piece.rows]
        return "\n".join(lines)


def _holds_words(element: Any) -> bool:
    """Whether a wrapper is to be looked into: no second rendering, no control that only shows its prompt."""
    if element.tag == _FALLBACK or not isinstance(element.tag, str):
        return False
    return element.tag != w("sdt") or element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is None


def _of_table(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row, also where a content control or a tracked change wraps them."""
    for child in element:
        if child.tag == w(name):
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}:
            yield from _of_table(child, name)


def _is_emphasised(cell: Any, properties: Any) -> bool:
    shading = None if properties is None else properties.find(w("shd"))
    if shading is not None and shading.get(w("fill"), "") not in _WHITE:
        return True
    runs = [run for run in cell.iter(w("r")) if run.find(w("t")) is not None]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{w('rPr')}/{w('vanish')}")
    return vanish is not None and vanish.get(w("val"), "1") not in _OFF


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{w('rPr')}/{w('b')}")
    return bold is not None and bold.get(w("val"), "1") not in _OFF


def _small(number: str) -> int:
    """A count of columns as written; 0 where it is none Word would write."""
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 3 else 0
