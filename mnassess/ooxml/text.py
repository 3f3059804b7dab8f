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
_LIST = "(?<![0-9A-Za-z])[0-9A-Za-z]++(?:[、，][0-9A-Za-z]++){3,}"
_LISTS = re.compile(f"({_LIST})")
_JAPANESE = '<w:rPr><w:lang w:val="ja-JP"/></w:rPr>'
"""LibreOffice breaks a list of numbers (1、2、3 …) in Japanese only: in English it is one word, cut anywhere."""
NOT_PLAIN = re.compile(f"[&<>\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|{_LIST}")
"""Finds what takes more than a `w:t`: what cannot stand in XML as it is, tabs and line ends, lists of numbers."""
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


def run(text: str) -> str:
    """A `w:r` of the text, its tabs and line ends as `w:tab` and `w:br`; "" for no text."""
    if not text:
        return ""
    if NOT_PLAIN.search(text) is None:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    pieces = _LISTS.split(text)
    return "".join(
        f"<w:r>{_JAPANESE if place % 2 else ''}{_elements(piece)}</w:r>"
        for place, piece in enumerate(pieces)
        if piece
    )


def _elements(text: str) -> str:
    pieces = (
        _BREAK_ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>'
        for piece in _BREAKS.split(text.translate(_ESCAPES))
        if piece
    )
    return "".join(pieces)
