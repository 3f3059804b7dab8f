"""What may be somebody's personal data in words that are meant to be read by others. It is pointed out, never printed.

A personal number (個人番号) is told by its check digit (平成26年総務省令第85号第5条); one in eleven chance digits passes too,
so a person decides.
"""

import re
import unicodedata
from enum import StrEnum

from mnassess.language import say

_DIGITS = 12
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_GAP = r"[ 　\r\n\t・./ー－‐‑–—|>*_\u200b\ufeff-]{0,3}"
"""Also what Markdown puts between: of a table, a quotation, bold."""
_NUMBER = re.compile(
    rf"(?<![0-9])(?<![0-9]{{4}}[ -])(?:[0-9]{_GAP}){{11}}[0-9](?![0-9])(?![ -][0-9]{{4}}(?![0-9]))"
)
"""Twelve digits with no other beside them; sixteen in fours are a card's."""
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-2][0-9][0-5][0-9]")
"""A moment written without gaps: 202611271530."""
_PHONE = re.compile(
    r"(?<![0-9-])(?:\+81[ -]?|0)(?:[0-9]{1,4}[-(（ ][0-9]{1,4}[-)） ][0-9]{3,4}|[5789]0[0-9]{8}|[1-9][0-9]{8})(?![0-9-])"
)
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class PersonalData(StrEnum):
    """What a stretch of text may be."""

    NUMBER = "number"
    PHONE = "phone"
    MAIL = "mail"

    @property
    def word(self) -> str:
        """What people call it."""
        match self:
            case PersonalData.NUMBER:
                return say("個人番号の形の12桁の数字")
            case PersonalData.PHONE:
                return say("電話番号の形の数字")
            case PersonalData.MAIL:
                return say("メールアドレス")


def personal_data_in(text: str) -> tuple[PersonalData, ...]:
    """What the text may hold, each once."""
    plain = _plain(text)
    found = []
    if any(_is_personal_number(match[0]) for match in _NUMBER.finditer(plain)):
        found.append(PersonalData.NUMBER)
    if _PHONE.search(plain):
        found.append(PersonalData.PHONE)
    if _MAIL.search(plain):
        found.append(PersonalData.MAIL)
    return tuple(found)


def _plain(text: str) -> str:
    """Every character by itself in its usual width, but the long vowel, which stands for a hyphen here."""
    return "".join(unicodedata.normalize("NFKC", letter) for letter in text)


def _is_personal_number(written: str) -> bool:
    digits = [int(letter) for letter in written if letter.isdecimal()]
    if len(digits) != _DIGITS or _DAY.fullmatch(written):
        return False
    rest = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits[:-1], strict=True)) % 11
    return digits[-1] == (0 if rest <= 1 else 11 - rest)
