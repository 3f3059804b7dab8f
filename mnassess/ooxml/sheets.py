"""What a streaming reader of values leaves out of a workbook: merged cells, hidden rows, notes, text in shapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from mnassess.ooxml.names import A, R, S
from mnassess.ooxml.opening import Package, UnusablePackageError

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MERGES_READ = 20_000
_ON = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range; rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Note:
    """Words that lie on a sheet and not in a cell."""

    text: str
    at: str = ""
    """The cell it is tied to, e.g. B5; "" for a shape."""


@dataclass(frozen=True, kw_only=True)
class SheetLayout:
    """What lies around the values of one sheet."""

    merged: tuple[Merged, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    uncalculated: int = 0
    """Formulas without a stored result."""
    notes: tuple[Note, ...] = ()


def layouts_of(package: Package) -> dict[str, SheetLayout]:
    """The layout of every worksheet by the name on its tab."""
    main = next(iter(package.related("", "officeDocument")), "xl/workbook.xml")
    root = package.tree(main)
    if root is None:
        raise UnusablePackageError("xl/workbook.xml")
    parts = package.related_by_id(main)
    found = {}
    for sheet in root.iter(f"{{{S}}}sheet"):
        part = parts.get(sheet.get(f"{{{R}}}id", ""))
        if part:
            found[sheet.get("name", "")] = _layout(package, part)
    return found


def _layout(package: Package, part: str) -> SheetLayout:
    merged: list[Merged] = []
    hidden_rows = hidden_columns = uncalculated = 0
    tags = [f"{{{S}}}{name}" for name in ("row", "col", "mergeCell", "f")]
    events = etree.iterparse(
        BytesIO(package.bytes_of(part)),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            name = element.tag.rpartition("}")[2]
            if name == "f":
                value = element.getnext()
                uncalculated += value is None or not value.text
            elif name == "row":
                hidden_rows += element.get("hidden") in _ON
                element.clear()
            elif name == "col":
                hidden_columns += element.get("hidden") in _ON
            elif len(merged) < _MERGES_READ:
                merged += _range(element.get("ref", ""))
    except etree.XMLSyntaxError as error:
        raise UnusablePackageError(part) from error
    return SheetLayout(
        merged=tuple(merged),
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
        uncalculated=uncalculated,
        notes=(*_comments(package, part), *_shapes(package, part)),
    )


def _range(reference: str) -> Iterator[Merged]:
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if begin and end:
        yield Merged(int(begin[2]), _column(begin[1]), int(end[2]), _column(end[1]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _comments(package: Package, part: str) -> Iterator[Note]:
    for name in package.related(part, "comments"):
        root = package.tree(name)
        for comment in () if root is None else root.iter(f"{{{S}}}comment"):
            text = "".join(one.text or "" for one in comment.iter(f"{{{S}}}t")).strip()
            if text:
                yield Note(text, comment.get("ref", ""))


def _shapes(package: Package, part: str) -> Iterator[Note]:
    for name in package.related(part, "drawing"):
        root = package.tree(name)
        for paragraph in () if root is None else root.iter(f"{{{A}}}p"):
            text = "".join(one.text or "" for one in paragraph.iter(f"{{{A}}}t")).strip()
            if text:
                yield Note(text)
