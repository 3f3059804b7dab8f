"""Any Python text → WordprocessingML, unharmed: what XML cannot hold becomes U+FFFD, everything else comes back."""

import re

_REPLACEMENT = "�"
_FORBIDDEN = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES = {
    **dict.fromkeys(_FORBIDDEN, _REPLACEMENT),
    0x9: "\t",
    0xA: "\n",
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
}
NOT_PLAIN = re.compile("[&<>\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Finds what cannot stand in XML as it is, and the tabs and line ends that become elements."""
_FORBIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\t\n])")
_BREAK_ELEMENTS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


def printable(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold or that prints nothing but trouble."""
    return _FORBIDDEN_CHARACTERS.sub(_REPLACEMENT, text)


def escape(text: str) -> str:
    """The text as XML character data; tabs and line ends stay as they are."""
    return text.translate(_ESCAPES) if NOT_PLAIN.search(text) else text


def attribute(text: str) -> str:
    """The text as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;").replace("\t", " ").replace("\n", " ")


def run(text: str, properties: str = "") -> str:
    """A `w:r` of the text, its tabs and line ends as `w:tab` and `w:br`; "" for no text.

    `properties` is the XML of a `w:rPr`, or "".
    """
    if not text:
        return ""
    if NOT_PLAIN.search(text) is None:
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    pieces = (
        _BREAK_ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>'
        for piece in _BREAKS.split(text.translate(_ESCAPES))
        if piece
    )
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"
