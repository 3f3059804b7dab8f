"""The words people read for the codes of a review: `schemas/review/verdicts.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from mnassess import language, resources
from mnassess.forms.schema_files import Json, Place, check_known, flag_at
from mnassess.review.knowledge import Size
from mnassess.review.model import Answer, FindingSeverity, FindingState, Method, VerdictCode
from mnassess.review.sourced import clause_at, code_at, objects_at, read_data, sentence_at, sure_at

Code = TypeVar("Code", bound=StrEnum)
_GROUPS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "verdict": VerdictCode,
        "method": Method,
        "severity": FindingSeverity,
        "state": FindingState,
        "answer": Answer,
        "size": Size,
    }
)


@dataclass(frozen=True, kw_only=True)
class Word:
    """What people call one code."""

    ja: str
    en: str
    meaning: str
    computed: bool = False
    """Whether it follows from something else and cannot be chosen."""
    clause: str = ""
    sure: str = "proposal"


Words = Mapping[type[StrEnum], Mapping[str, Word]]
"""Kind of code → code → its word. One and the same code may mean two things: 確認済 is a verdict and a state."""


@cache
def standard_words() -> Words:
    """The words that travel with the program."""
    return read_words(resources.schemas() / "review" / "verdicts.json")


def word(code: StrEnum) -> str:
    """What a code of the review is called, in the language in use."""
    found = standard_words()[type(code)][code]
    return found.ja if language.current() == "ja" else found.en


def code_named(codes: type[Code], text: str) -> Code | None:
    """The code of a word, whatever language it is written in; a code itself too."""
    words = standard_words()[codes]
    return next((code for code in codes if text in {code.value, words[code].ja, words[code].en}), None)


def choices(codes: type[Code]) -> tuple[Code, ...]:
    """The codes a person may choose, in their order."""
    return tuple(code for code in codes if not standard_words()[codes][code].computed)


def choice_words(codes: type[Code]) -> str:
    """Those codes with their words, for a sentence that says which there are: examine（閲覧）・interview（聴取）."""
    return "・".join(f"{code}（{word(code)}）" for code in choices(codes))


def read_words(file: Path) -> Words:
    """The words a file defines; FormDefinitionError where it leaves a code out or says what is not understood."""
    root, place, _ = read_data(file, _GROUPS)
    found: dict[type[StrEnum], Mapping[str, Word]] = {}
    for name, codes in _GROUPS.items():
        group: dict[str, Word] = {}
        for raw, at in objects_at(root, name, place):
            code = codes(code_at(raw, "code", at, tuple(codes)))
            if code in group:
                raise at.refuse(f"「{code}」が二度あります")
            group[code] = _word(raw, at)
        missing = [code for code in codes if code not in group]
        if missing:
            raise (place / name).refuse(f"{'、'.join(missing)} がありません")
        found[codes] = MappingProxyType(group)
    return MappingProxyType(found)


def _word(raw: dict[str, Json], place: Place) -> Word:
    check_known(raw, ("code", "ja", "en", "meaning", "computed", "clause", "sure"), place)
    return Word(
        ja=sentence_at(raw, "ja", place),
        en=sentence_at(raw, "en", place),
        meaning=sentence_at(raw, "meaning", place),
        computed=flag_at(raw, "computed", place),
        clause=clause_at(raw, place),
        sure=sure_at(raw, place),
    )
