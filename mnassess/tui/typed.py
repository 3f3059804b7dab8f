"""What a typed character is, and how many of them people count."""

import unicodedata
from collections import Counter


def count_characters(text: str) -> int:
    """Characters as people count them: line ends, combining marks and variation selectors are none."""
    return sum(count for one, count in Counter(text).items() if _is_counted(one))


def is_text(character: str | None) -> bool:
    """Whether a key's character belongs into a text: anything but a control character or half a character."""
    return bool(character) and not any(unicodedata.category(one) in {"Cc", "Cs"} for one in character or "")


def digit_of(character: str | None) -> int | None:
    """The digit typed, half or full width; None for anything else."""
    if not character or len(character) != 1:
        return None
    found = unicodedata.digit(character, None)
    return found if unicodedata.category(character) == "Nd" else None


def _is_counted(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return character != "\n" and not is_selector and not unicodedata.combining(character)
