"""How much room printed words take, in full-width characters, before anybody has set them.

The reader's computer may lack the font of the base. So two measures: what must not break is measured with every kana
and sign as wide as a kanji, as in a font of fixed width; what may wrap in a column of its own, as in the font itself.
"""

import re
from functools import lru_cache

_NARROW = frozenset("（）「」【】［］、。，．・：；ー") | {chr(code) for code in range(0x20, 0x7F)}
_SPACED = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3041-\u9fff])|(?<=[\u3041-\u9fff])(?=[0-9A-Za-z])")
_LATIN_EM = 0.6
"""Of a font that stands in; half a full-width character is usual, some are wider."""


@lru_cache(maxsize=4096)
def proportional_ems(words: str) -> float:
    """The width in a proportional gothic: kana are narrower than kanji, brackets and points half as wide."""
    letters = (
        0.5 if letter in _NARROW else 0.82 if "\u3040" <= letter <= "\u30ff" else 1.0 for letter in words
    )
    return sum(letters) + _between_scripts(words)


@lru_cache(maxsize=4096)
def widest_ems(words: str) -> float:
    """The width in whatever font stands in for it."""
    return sum(_LATIN_EM if " " <= letter <= "~" else 1.0 for letter in words) + _between_scripts(words)


def _between_scripts(words: str) -> float:
    """LibreOffice puts a quarter of a character between Latin digits and kanji, whatever the styles say."""
    return 0.25 * len(_SPACED.findall(words))
