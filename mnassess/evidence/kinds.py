"""Kinds of evidence (証跡の種類): their codes and words, from `schemas/review/evidence_kinds.json`."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mnassess import language, resources
from mnassess.forms.schema_files import (
    Place,
    as_object,
    check_known,
    flag_at,
    list_at,
    read_json,
    text_at,
    words_at,
)

_SURE = ("confirmed", "partly", "remembered", "proposal")


class EvidenceKind(NamedTuple):
    """One kind of evidence."""

    code: str
    word: str
    """In Japanese; what a register holds, whatever language is in use."""
    en: str
    clause: str
    sure: str
    is_noted: bool = False
    """Whether it is what a person heard or saw and wrote down: it has no file."""


@cache
def kinds() -> tuple[EvidenceKind, ...]:
    """Every kind there is, in the order of the file."""
    return read_kinds(resources.schemas() / "review" / "evidence_kinds.json")


def noted_kinds() -> tuple[EvidenceKind, ...]:
    """The kinds that are written down instead of collected: 聴取, 現地確認."""
    return tuple(kind for kind in kinds() if kind.is_noted)


def kind_word(code: str) -> str:
    """What a kind is called in the language in use; the code itself where it is none."""
    if language.current() == "ja":
        return register_word(code)
    return next((kind.en for kind in kinds() if kind.code == code), code)


def register_word(code: str) -> str:
    """規程 for `regulation`, as a register holds it; the code itself where it is none."""
    return next((kind.word for kind in kinds() if kind.code == code), code)


def kind_code(text: str) -> str | None:
    """The code that a code or its word in any language means, in any width; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for kind in kinds():
        if plain == kind.word or plain.lower() in {kind.code, kind.en}:
            return kind.code
    return None


def read_kinds(path: Path) -> tuple[EvidenceKind, ...]:
    """The kinds a file defines; FormDefinitionError where it says what is not understood."""
    place = Place(path)
    root = as_object(read_json(path), place)
    check_known(root, ("title", "edition", "effective_from", "kinds"), place)
    for key in ("title", "edition", "effective_from"):
        text_at(root, key, place)
    found = tuple(
        _kind(raw, place / "kinds" / number) for number, raw in enumerate(list_at(root, "kinds", place))
    )
    for names in ([kind.code for kind in found], [kind.word for kind in found], [kind.en for kind in found]):
        if len(set(names)) != len(names) or not names:
            raise (place / "kinds").refuse("同じ種類が二度あるか、一つもありません")
    return found


def _kind(raw: object, place: Place) -> EvidenceKind:
    entry = as_object(raw, place)
    check_known(entry, ("code", "word", "en", "is_noted", "clause", "sure"), place)
    sure = text_at(entry, "sure", place)
    if sure not in _SURE:
        raise (place / "sure").refuse(f"「{sure}」は使えません（使える値：{'・'.join(_SURE)}）")
    return EvidenceKind(
        code=text_at(entry, "code", place),
        word=text_at(entry, "word", place),
        en=text_at(entry, "en", place),
        clause=words_at(entry, "clause", place),
        sure=sure,
        is_noted=flag_at(entry, "is_noted", place),
    )
