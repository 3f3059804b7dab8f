"""Texts in which words of one meaning are one word: マイナンバー is 個人番号, 七年 is 7年. Only good for comparing.

The words are data, `schemas/review/synonyms.json`. Of a set of words the first is written for all of them; longer
words are looked for before shorter ones. What the reader does not understand it refuses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mnassess import resources
from mnassess.forms.dates import kanji_number
from mnassess.forms.schema_files import as_text, check_known, list_at
from mnassess.review.folding import bare
from mnassess.review.sourced import clause_at, objects_at, read_data, sentence_at, sentences_at, sure_at

_KANJI_NUMBER = "[〇一二三四五六七八九十]{1,3}"
_BETWEEN = "\0"
"""Between texts that are read in one go; no bare text has it."""


@dataclass(frozen=True)
class Synonyms:
    """Which words are written as which."""

    number: re.Pattern[str]
    """A number in kanji that counts something."""
    written: tuple[tuple[str, str], ...]
    """(word, the one written in its place), both bare, the longest first."""

    def alike(self, texts: Sequence[str]) -> list[str]:
        """The bare texts with one word for each meaning, and what they count in digits."""
        plain = _in_digits(self.number, _BETWEEN.join(texts))
        for word, written in self.written:
            plain = plain.replace(word, written)
        return plain.split(_BETWEEN) if texts else []


def _in_digits(number: re.Pattern[str], text: str) -> str:
    return number.sub(lambda match: str(kanji_number(match[0])), text)


@cache
def standard_synonyms() -> Synonyms:
    """The synonyms that travel with the program."""
    return read_synonyms(resources.schemas() / "review" / "synonyms.json")


def read_synonyms(file: Path) -> Synonyms:
    """The synonyms a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(file, ("counted", "groups"))
    units = "|".join(map(re.escape, sentences_at(root, "counted", place)))
    number = re.compile(f"{_KANJI_NUMBER}(?={units})")
    sets = []
    for raw, at in objects_at(root, "groups", place):
        check_known(raw, ("about", "clause", "sure", "words"), at)
        sentence_at(raw, "about", at)
        clause_at(raw, at)
        sure_at(raw, at)
        for position, words in enumerate(list_at(raw, "words", at)):
            there = at / "words" / position
            if not isinstance(words, list) or len(words) < 2:
                raise there.refuse("同じことを言う語が二つ以上必要です")
            sets.append(
                ([_in_digits(number, bare(as_text(word, there / n))) for n, word in enumerate(words)], there)
            )
    written: dict[str, str] = {}
    for (first, *others), there in sets:
        for word in others:
            if not word or word in written or word == first:
                raise there.refuse(f"「{word}」が二度あるか、記号だけです")
            written[word] = first
    for (first, *_), there in sets:
        for word in written:
            # What is written in the place of a word would be replaced again.
            if word in first:
                raise there.refuse(f"先頭の「{first}」に、置き換える語「{word}」が含まれています")
    return Synonyms(number, tuple(sorted(written.items(), key=lambda pair: -len(pair[0]))))
