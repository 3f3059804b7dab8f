"""Texts with width, case and line breaks folded away, where every folded letter still knows the words it came from."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_VOICING = "ﾞﾟ゙゚"
"""Marks that belong to the letter before them, whatever their width."""
_UNTELLING = {
    code: None if chr(code) in ",.'" else " "
    for code in range(0x10000)
    if unicodedata.category(chr(code))[0] in "PSZC" and chr(code) != "-"
}
"""Punctuation, symbols, white space and controls, for texts that are only compared; 1,000 stays one number."""
_NEEDLESS_SPACE = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")
"""A space but where it keeps two Latin words or numbers apart: SSL/TLS, 10 20."""
_SOFT_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The letters and digits of a text, alike in width and case: what is left is only good for comparing."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_UNTELLING)
    return _NEEDLESS_SPACE.sub("", " ".join(plain.split()))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with width and case alike and no white space."""

    original: str
    text: str
    starts: tuple[int, ...]
    """For each folded letter, where in the original its words begin."""
    ends: tuple[int, ...]
    breaks: frozenset[int]
    """Places of the folded text at which the original begins a line or a cell."""

    def quote(self, begin: int, end: int) -> str:
        """The words of the original behind a stretch of the folded text."""
        return self.original[self.starts[begin] : self.ends[end - 1]] if begin < end else ""


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """The text folded."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: set[int] = set()
    for begin, end in _clusters(text):
        plain = _plain(text[begin:end])
        if not plain and text[begin] in _SOFT_BREAKS:
            breaks.add(len(letters))
        letters += plain
        starts += [begin] * len(plain)
        ends += [end] * len(plain)
    return Folded(text, "".join(letters), tuple(starts), tuple(ends), frozenset(breaks))


@lru_cache(maxsize=8192)
def _plain(cluster: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cluster).lower().split())


def _clusters(text: str) -> list[tuple[int, int]]:
    """Each letter together with the marks that combine with it."""
    edges = [
        place
        for place, letter in enumerate(text)
        if place == 0 or not (letter in _VOICING or unicodedata.combining(letter))
    ]
    return list(pairwise([*edges, len(text)]))
