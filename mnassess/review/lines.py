"""The lines of a measures text put back together: a line that a paste broke at its width carries on in the next."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mnassess.review.grammar import Grammar

_LINE_ENDS = re.compile("\r\n?|[\n\u2028\u2029\x0b\x0c\x85]")
_WORD = re.compile(r"[!-~]+")
_TAB = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together: one line, or several that carry on."""

    words: str
    """Without the spaces around; "" for an empty line."""
    indent: int
    """Columns in front of the first line, an even number: a single space is a slip."""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    indent: int
    width: int
    """Columns up to its end."""
    begins: bool
    """Whether a bullet, heading or note stands at its beginning."""


def iter_runs(text: str, grammar: Grammar) -> Iterator[Run]:
    """The runs of a text in order."""
    lines = [_line(raw, grammar) for raw in _LINE_ENDS.split(text)]
    joiner = _Joiner(lines, grammar)
    held: list[_Line] = []
    for line in lines:
        if held and joiner.carries_on(held[-1], line):
            held.append(line)
            continue
        if held:
            yield _run(held)
        joiner.begin()
        held = [line]
    yield _run(held)


def _run(lines: list[_Line]) -> Run:
    parts = [lines[0].words]
    for before, line in pairwise(lines):
        if _is_latin(before.words[-1:]) and _is_latin(line.words[:1]):
            parts.append(" ")
        parts.append(line.words)
    return Run("".join(parts), lines[0].indent)


class _Joiner:
    """Decides whether a line carries on in the next, with what the whole text shows about its width."""

    def __init__(self, lines: list[_Line], grammar: Grammar) -> None:
        self._grammar = grammar
        self._widest = max(line.width for line in lines)
        self._open = 0
        pairs = pairwise(lines)
        broken = sum(
            1 for before, line in pairs if self._may_carry_on(before, line) and self._is_full(before, line)
        )
        self._is_paste = broken > 1

    def begin(self) -> None:
        """A new run begins."""
        self._open = 0

    def carries_on(self, before: _Line, line: _Line) -> bool:
        """Whether the line carries on the one before, the last of the run so far."""
        self._open = max(0, self._open + self._opened(before.words))
        if not self._may_carry_on(before, line):
            return False
        if self._open and any(close in line.words for close in self._grammar.closing):
            return True
        if self._carries_on_by_itself(line.words) or self._breaks_off(before.words):
            return True
        if not self._is_full(before, line):
            return False
        return self._is_paste or not self._grammar.is_predicate(before.words)

    def _may_carry_on(self, before: _Line, line: _Line) -> bool:
        if not before.words or not line.words or line.begins:
            return False
        if self._grammar.ends_a_sentence(
            before.words
        ):  # …を含む。）を broken off behind its bracket carries on
            return before.words[-1] in self._grammar.closing and self._carries_on_by_itself(line.words)
        return not _is_heading(before.words, self._grammar)

    def _opened(self, words: str) -> int:
        grammar = self._grammar
        return sum((one in grammar.opening) - (one in grammar.closing) for one in words)

    def _carries_on_by_itself(self, words: str) -> bool:
        return words[0] in self._grammar.never_first or words.startswith(self._grammar.never_first_words)

    def _breaks_off(self, words: str) -> bool:
        return words.endswith(self._grammar.carries_on) and not words.endswith(self._grammar.carries_on_not)

    def _is_full(self, before: _Line, line: _Line) -> bool:
        first = _WORD.match(line.words)
        slack = self._grammar.line_slack * self._widest + (
            len(first[0]) if first and len(first[0]) <= 20 else 0
        )
        return before.width >= max(self._grammar.narrowest_full_line, self._widest - slack)


def _line(raw: str, grammar: Grammar) -> _Line:
    words = raw.strip()
    indent = columns(raw[: len(raw) - len(raw.lstrip())].replace("\t", " " * _TAB)) // 2 * 2
    begins = (
        words.startswith(grammar.notes)
        or begins_item(words, 0, grammar) is not None
        or words[:1] in grammar.headings
    )
    return _Line(words, indent, indent + columns(words), begins)


def begins_item(words: str, at: int, grammar: Grammar) -> re.Match[str] | None:
    """The bullet that stands at a place of the text. A doubled one (〇〇, --) is none."""
    mark = grammar.marks.match(words, at)
    if mark is None or (mark.end() - at == 1 and words[mark.end() : mark.end() + 1] == mark[0]):
        return None
    return mark


def _is_heading(words: str, grammar: Grammar) -> bool:
    close = grammar.headings.get(words[0])
    return close is not None and words.endswith(close) and len(words) <= grammar.heading_length + 2


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def columns(text: str) -> int:
    """Columns the text takes where a Japanese character takes two."""
    return sum(map(_columns_of, text))


@lru_cache(maxsize=8192)
def _columns_of(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
