"""Where two texts differ, cut as a reader of Japanese sees it: by characters, whole words never struck out for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_SHORTEST = 2
"""Characters. What two texts share in fewer is chance."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text both have, or only one of them has."""

    text: str
    side: Literal["both", "old", "new"]


def iter_passages(old: str, new: str) -> Iterator[Passage]:
    """The passages of two texts in order; of a replacement the old one first."""
    removed = added = ""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal" and (j - i >= _SHORTEST or j - i == len(old) or j - i == len(new)):
            yield from _changed(removed, added)
            removed = added = ""
            yield Passage(old[i:j], "both")
        else:
            removed += old[i:j]
            added += new[k:m]
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Passage]:
    if removed:
        yield Passage(removed, "old")
    if added:
        yield Passage(added, "new")
