"""Which columns a frame has and of which type: `schemas/review/frames.json`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from mnassess import resources
from mnassess.forms.schema_files import Json, Place, check_known
from mnassess.review.sourced import code_at, objects_at, read_data, sentence_at, sure_at

TYPES = ("text", "code", "codes", "whole", "flag", "time", "day")


class Column(NamedTuple):
    """One column of a frame."""

    name: str
    ja: str
    en: str
    type: str
    of: str = ""
    """For codes: which group they come from."""

    def head(self, language: str) -> str:
        """What people call it."""
        return self.ja if language == "ja" else self.en


class Word(NamedTuple):
    """What people call a code that only the frames have."""

    ja: str
    en: str

    def words(self, language: str) -> str:
        """In a language."""
        return self.ja if language == "ja" else self.en


class Frames(NamedTuple):
    """Everything the file says."""

    columns: Mapping[str, tuple[Column, ...]]
    """Frame → its columns in their order."""
    words: Mapping[str, Mapping[str, Word]]
    """Group → code → its words, in their order."""


@cache
def standard_frames() -> Frames:
    """The frames as the program makes them."""
    return read_frames(resources.schemas() / "review" / "frames.json")


def read_frames(path: Path) -> Frames:
    """The frames a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(path, ("frames", "words"))
    columns: dict[str, tuple[Column, ...]] = {}
    for raw, at in objects_at(root, "frames", place):
        check_known(raw, ("code", "sure", "columns"), at)
        sure_at(raw, at)
        found = tuple(_column(one, where) for one, where in objects_at(raw, "columns", at))
        for names in ([one.name for one in found], [one.ja for one in found], [one.en for one in found]):
            if len(set(names)) != len(names) or not names:
                raise (at / "columns").refuse("同じ列が二度あるか、一つもありません")
        columns[sentence_at(raw, "code", at)] = found
    words: dict[str, Mapping[str, Word]] = {}
    for raw, at in objects_at(root, "words", place):
        check_known(raw, ("code", "sure", "words"), at)
        sure_at(raw, at)
        words[sentence_at(raw, "code", at)] = MappingProxyType(
            dict(_word(one, where) for one, where in objects_at(raw, "words", at))
        )
    return Frames(MappingProxyType(columns), MappingProxyType(words))


def _column(raw: dict[str, Json], place: Place) -> Column:
    kind = code_at(raw, "type", place, TYPES)
    named = ("of",) if kind in {"code", "codes"} else ()
    check_known(raw, ("name", "ja", "en", "type", *named), place)
    return Column(
        name=sentence_at(raw, "name", place),
        ja=sentence_at(raw, "ja", place),
        en=sentence_at(raw, "en", place),
        type=kind,
        of=sentence_at(raw, "of", place) if named else "",
    )


def _word(raw: dict[str, Json], place: Place) -> tuple[str, Word]:
    check_known(raw, ("code", "ja", "en"), place)
    return sentence_at(raw, "code", place), Word(sentence_at(raw, "ja", place), sentence_at(raw, "en", place))
