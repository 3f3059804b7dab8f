"""The names the Office Open XML standard (ECMA-376) uses, in its transitional form."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

CUSTOM_XML_REL = f"{R}/customXml"
CUSTOM_XML_PROPS_REL = f"{R}/customXmlProps"
CUSTOM_XML_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

EMU_PER_TWIP = 635
"""Drawings measure in English Metric Units, text in twips (1/20 point)."""


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML, e.g. w("tbl")."""
    return f"{{{W}}}{name}"
