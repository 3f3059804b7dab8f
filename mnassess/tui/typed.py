"""Text as it comes from the keyboard or a paste → text as a document holds it. Applied once, here, and nowhere else."""

import re
import unicodedata

_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Variant characters of names, 神 福 﨑, which normalization would replace by the common ones."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


def normalized(text: str) -> tuple[str, int]:
    """(the text with kana composed and line ends as \\n, how many control characters were left out)."""
    text = _LINE_ENDS.sub("\n", text)
    kept = _CONTROL.sub("", text)
    return composed(kept), len(text) - len(kept)


def composed(text: str) -> str:
    """か + ゛ → が, as macOS pastes it; variant characters of names stay as they are."""
    parts, last = [], 0
    for match in _COMPATIBILITY.finditer(text):
        parts += [unicodedata.normalize("NFC", text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*parts, unicodedata.normalize("NFC", text[last:])])


def count_characters(text: str) -> int:
    """Characters as people count them: line ends, combining marks and variation selectors are none."""
    return sum(1 for one in text if one != "\n" and not unicodedata.combining(one) and not _is_selector(one))


def is_text(character: str | None) -> bool:
    """Whether a key's character belongs into a text: anything but a control character or half a character."""
    return bool(character) and not any(unicodedata.category(one) in {"Cc", "Cs"} for one in character or "")


def digit_of(character: str | None) -> int | None:
    """The digit typed, half or full width; None for anything else."""
    if not character or len(character) != 1:
        return None
    found = unicodedata.digit(character, None)
    return found if unicodedata.category(character) == "Nd" else None


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
