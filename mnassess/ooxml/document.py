"""The main part of a Word document as a tree: its frame is kept, its text replaced."""

from typing import Any

from lxml import etree

from mnassess.ooxml.names import W, w

NotWellFormed = etree.XMLSyntaxError
"""A part of a package that is no XML."""


def is_transitional(document: Any) -> bool:
    """Whether the root element is that of the usual form of the standard, with its usual prefix `w`."""
    return bool(document.nsmap.get("w") == W)


def take_section(body: Any) -> Any:
    """Empty a `w:body` but for its `w:sectPr`, which is returned; None where it has none."""
    section = body.find(w("sectPr"))
    for child in list(body):
        if child is not section:
            body.remove(child)
    return section


def with_body(document: Any, body: bytes) -> bytes:
    """The document part with `body` (XML of block-level elements, prefix `w`) before its `w:sectPr`."""
    marker = etree.Element(w("text"))
    document.body.insert(0, marker)
    frame: bytes = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    document.body.remove(marker)
    return frame.replace(b"<w:text/>", body, 1)
