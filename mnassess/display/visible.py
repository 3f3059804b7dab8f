"""Text of documents and evidence as it can be shown anywhere: what steers a terminal or a line of text is spelled out."""

import re
import unicodedata
from functools import lru_cache

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Controls, escapes, turners of the writing direction, halves of characters."""

_CLOSING = frozenset("、。，．）」』】〉》〕ー々ァィゥェォッャュョぁぃぅぇぉっゃゅょ・：；？！,.)")


def visible(text: str) -> str:
    """The text with every such character as [U+001B]; line ends and tabs stay."""
    return _STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n"))


def width(text: str) -> int:
    """Places the text takes where a Japanese character takes two."""
    return sum(map(_width_of, text))


@lru_cache(maxsize=8192)
def _width_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of so many places; none begins with what closes a word, and Latin words stay whole, where they can."""
    lines = []
    for line in text.split("\n"):
        held = ""
        for character in line:
            if held and width(held) + width(character) > room:
                keep = _break(held, character)
                lines.append(held[:keep])
                held = held[keep:]
            held += character
        lines.append(held)
    return lines


def _break(held: str, character: str) -> int:
    """How much of a full line stays, when this character does not fit on it any more."""
    if character in _CLOSING and len(held) > 1:
        return len(held) - 1
    if (held[-1] + character).isascii() and (held[-1] + character).isalnum() and " " in held:
        return held.rindex(" ") + 1
    return len(held)
