"""What a cell of a review notebook is: how it is anchored, and how outside text stands in it without being anything else.

A cell is anchored twice: by its metadata, and by a mark in its text that survives when an editor or a converter drops
the metadata, splits the cell or joins it with its neighbour.
"""

import hashlib
import html
import re
from dataclasses import dataclass
from enum import StrEnum

SCHEMA = 1
"""Version of what the metadata says."""
KEY = "mnassess"
"""Under which name it stands in the metadata of a cell and of the notebook."""
PEN = "✎"
"""Begins the first line of an annotation cell."""

_MARK = re.compile(r"[ 　]*<!--\s*mnassess:\s*(?P<path>\S*)\s*-->")
_PROMPT = re.compile(
    rf"\s*(?:[>#*-]+\s+)?{PEN}\s*(?:(?:\*\*|__)(?P<who>.+?)(?:\*\*|__)(?P<before>[^<]*?)|(?P<plain>[^<]*?))\s*"
    r"(?:<!--\s*mnassess:\s*(?P<path>\S*)\s*-->(?P<behind>.*))?"
)
_HEADING = re.compile(r"#{1,6}\s.*<!--\s*mnassess:\s*(?P<path>\S*)\s*-->\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INLINE = {ord(letter): f"&#{ord(letter)};" for letter in "\\`*_{}[]()<>#+-.!|~$@^=:/&\"'"}
_BLOCK = {ord(letter): f"&#{ord(letter)};" for letter in "\\`$@"}
_LINE_DIGITS = 8


class Role(StrEnum):
    """What a cell is for."""

    COVER = "cover"
    HEADING = "heading"
    SOURCE = "source"
    """What the report says in one blank, and what is known of it. Read-only."""
    ANNOTATION = "annotation"
    """Where one reviewer writes about that blank."""
    ADDED = "added"
    """One that somebody put in."""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """The first line of an annotation cell, read back."""

    reviewer: str
    path: str | None
    """None where the mark is gone."""
    rest: str
    """What somebody typed behind it."""


def inert(text: str) -> str:
    """A text on one line that is nothing but text in a Markdown cell: no markup, link, picture, formula or HTML."""
    return _CONTROL.sub("\ufffd", " ".join(text.split())).translate(_INLINE)


def inert_block(text: str) -> str:
    """A text with its lines as they are, that is nothing but text in a Markdown cell."""
    words = html.escape(_CONTROL.sub("\ufffd", text)).translate(_BLOCK)
    return f'<pre style="white-space: pre-wrap">\n{words}\n</pre>'


def mark(path: str) -> str:
    """The mark of a blank in the text of a cell; it is not shown."""
    return f"<!-- mnassess: {path} -->"


def prompt_line(reviewer: str, path: str) -> str:
    """The first line of an annotation cell; the name with its spaces as they are, for it is read back."""
    name = _CONTROL.sub("\ufffd", reviewer).translate(_INLINE)
    return f"{PEN} **{name}** {mark(path)}"


def read_prompt(line: str) -> Prompt | None:
    """The prompt in a line; None where it is none."""
    found = _PROMPT.fullmatch(line)
    if found is None or (found["who"] is None and found["path"] is None):
        return None
    who = found["who"] if found["who"] is not None else found["plain"]
    rest = "\n".join(part.strip() for part in (found["before"], found["behind"]) if part and part.strip())
    return Prompt(reviewer=html.unescape(who).strip(), path=found["path"], rest=rest)


def read_heading(line: str) -> str | None:
    """The path of the blank whose read-only cell begins with this line; None where none does."""
    found = _HEADING.fullmatch(line)
    return found["path"] if found else None


def without_marks(text: str) -> str:
    """The text without the marks."""
    return _MARK.sub("", text)


def digest(*parts: str) -> str:
    """A digest of some texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def line_digests(text: str) -> tuple[str, ...]:
    """A short digest per line, by which a line that somebody added is told from those that were there."""
    return tuple(digest(line.strip())[:_LINE_DIGITS] for line in text.split("\n"))
