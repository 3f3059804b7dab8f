"""The words that begin a line of an annotation: `schemas/review/annotations.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import language, resources
from mnassess.forms.schema_files import check_known, object_at
from mnassess.review.origins import read_origin
from mnassess.review.sourced import code_at, objects_at, one_of, read_data, sentence_at, sentences_at


class Keyword(StrEnum):
    """What a line of an annotation says."""

    VERDICT = "verdict"
    METHOD = "method"
    EVIDENCE = "evidence"
    QUOTE = "quote"
    NOTE = "note"
    FINDING = "finding"
    SEVERITY = "severity"
    PROPOSAL = "proposal"
    WORDING = "wording"
    OWNER = "owner"
    DUE = "due"
    REWRITE = "rewrite"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class KeywordWords:
    """How a keyword is written."""

    words: tuple[str, ...]
    """Every way; the first is the one shown to people in Japanese."""
    meaning_ja: str
    word_en: str
    """The one shown in English, which is among `words`."""
    meaning_en: str

    @property
    def word(self) -> str:
        """The one to show in the language in use."""
        return self.words[0] if language.current() == "ja" else self.word_en

    @property
    def meaning(self) -> str:
        """What it stands for, in the language in use."""
        return self.meaning_ja if language.current() == "ja" else self.meaning_en


Notation = Mapping[Keyword, KeywordWords]


@cache
def standard_notation() -> Notation:
    """The notation that travels with the program."""
    return read_notation(resources.schemas() / "review" / "annotations.json")


def read_notation(file: Path) -> Notation:
    """The notation a file gives; FormDefinitionError where a keyword or its words are missing, or used twice."""
    root, place, _ = read_data(file, ("keywords", "clause", "sure"))
    read_origin(root, place)
    found: dict[Keyword, KeywordWords] = {}
    used: set[str] = set()
    for raw, at in objects_at(root, "keywords", place):
        check_known(raw, ("code", "words", "meaning", "en"), at)
        keyword = Keyword(code_at(raw, "code", at, tuple(Keyword)))
        words = sentences_at(raw, "words", at)
        twice = used.intersection(words) | ({keyword} & found.keys())
        if not words or twice:
            raise at.refuse("言葉がないか、二度使われています")
        used.update(words)
        english = object_at(raw, "en", at)
        check_known(english, ("word", "meaning"), at / "en")
        shown = one_of(sentence_at(english, "word", at / "en"), words, at / "en" / "word")
        found[keyword] = KeywordWords(
            words=words,
            meaning_ja=sentence_at(raw, "meaning", at),
            word_en=shown,
            meaning_en=sentence_at(english, "meaning", at / "en"),
        )
    missing = [one for one in Keyword if one not in found]
    if missing:
        raise (place / "keywords").refuse(f"{'、'.join(missing)} がありません")
    return MappingProxyType(found)
