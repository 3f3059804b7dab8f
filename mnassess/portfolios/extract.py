"""Which blanks are read out of every report: `schemas/portfolio.json`, and how they are found in a document's JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from mnassess import resources
from mnassess.forms.dates import last_day
from mnassess.forms.schema_files import Place, check_known, flag_at
from mnassess.review.folding import fold
from mnassess.review.origins import read_origin, texts_at
from mnassess.review.sourced import code_at, objects_at, read_data, sentence_at

Json = Any
_STEP = re.compile(r"([a-z][a-z0-9_]*)(\[\])?")
_BETWEEN = re.compile(r"[\n、，,]")
_NUMBERED = re.compile(r"^[\s　・]*(?:[①-⑳]|[(（]?[0-9０-９]+[.．)）])?[\s　]*")
"""What may stand before a name in a list."""


class Kind(StrEnum):
    """What a blank holds."""

    TEXT = "text"
    DATE = "date"
    CODE = "code"
    """Of a choice."""


Step = tuple[str, bool]
"""(name, whether it is a list whose entries are all meant)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A blank that makes a column: one value per report; of several, the last."""

    name: str
    ja: str
    en: str
    path: str
    kind: Kind
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned(Column):
    """A blank whose values are rows of their own: a report names several systems, contractors, files."""

    about: tuple[Step, ...]
    """The blank in the same entry that says what the value is about; () where the value speaks for itself."""
    is_split: bool
    """Whether one text names several, line by line or between commas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Something two reports may tell differently."""

    kind: str
    """Of mention."""
    is_name: bool
    """Whether one name is written in several ways; else the values for one and the same thing differ."""
    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Extract:
    """What is read out of every report."""

    edition: str
    columns: tuple[Column, ...]
    mentions: tuple[Mentioned, ...]
    told_differently: tuple[Differing, ...]
    legal_forms: tuple[str, ...]
    """Words of a company's name that tell no company from another: 株式会社."""

    def key(self, name: str) -> str:
        """What two ways of writing one name have in common."""
        for word in self.legal_forms:
            name = name.replace(word, "")
        return fold(name).text.replace(" ", "")


@cache
def standard_extract() -> Extract:
    """What travels with the program."""
    return read_extract(resources.schemas() / "portfolio.json")


def read_extract(file: Path) -> Extract:
    """What a file defines; FormDefinitionError where it says what is not understood."""
    root, place, source = read_data(
        file, ("columns", "mentions", "told_differently", "legal_forms", "clause", "sure")
    )
    read_origin(root, place)
    columns, mentions = [], []
    for raw, at in objects_at(root, "columns", place):
        check_known(raw, ("name", "ja", "en", "path", "kind"), at)
        columns.append(Column(**_blank_members(raw, at)))
    for raw, at in objects_at(root, "mentions", place):
        check_known(raw, ("name", "ja", "en", "path", "about", "kind", "split"), at)
        about = sentence_at(raw, "about", at) if "about" in raw else ""
        mentions.append(
            Mentioned(
                **_blank_members(raw, at),
                about=_steps(about, at / "about") if about else (),
                is_split="split" in raw and flag_at(raw, "split", at),
            )
        )
    names = tuple(dict.fromkeys(one.name for one in mentions))
    differing = []
    for raw, at in objects_at(root, "told_differently", place):
        check_known(raw, ("kind", "of", "ja", "en"), at)
        differing.append(
            Differing(
                kind=code_at(raw, "kind", at, names),
                is_name=code_at(raw, "of", at, ("name", "about")) == "name",
                ja=sentence_at(raw, "ja", at),
                en=sentence_at(raw, "en", at),
            )
        )
    return Extract(
        edition=source.edition,
        columns=tuple(columns),
        mentions=tuple(mentions),
        told_differently=tuple(differing),
        legal_forms=texts_at(root, "legal_forms", place),
    )


def _blank_members(raw: Mapping[str, Json], place: Place) -> dict[str, Any]:
    """What is said of every blank that is read."""
    path = sentence_at(raw, "path", place)
    return {
        "name": sentence_at(raw, "name", place),
        "ja": sentence_at(raw, "ja", place),
        "en": sentence_at(raw, "en", place),
        "path": path,
        "kind": _kind(raw, place),
        "steps": _steps(path, place / "path"),
    }


class Plan:
    """The paths of an extract as one tree, so that a document is walked once."""

    def __init__(self, extract: Extract) -> None:
        self._root = _Node()
        for number, column in enumerate(extract.columns):
            self._at(column.steps).columns.append((number, column.kind))
        for number, mentioned in enumerate(extract.mentions):
            level, rest = _about(mentioned)
            leaf = _Leaf(number, mentioned.kind, mentioned.is_split, level, tuple(name for name, _ in rest))
            self._at(mentioned.steps).mentions.append(leaf)
        self._columns = len(extract.columns)

    def _at(self, steps: tuple[Step, ...]) -> "_Node":
        node = self._root
        for name, is_list in steps:
            node = node.children.setdefault((name, is_list), _Node())
        return node

    def read(self, document: Json) -> tuple[list[str], list[tuple[int, str, str]]]:
        """(the value of every column, "" where the blank is empty; (number of the mention, value, what about) in form order)."""
        values, found = [""] * self._columns, list[tuple[int, str, str]]()
        _visit(self._root, document, (), values, found)
        found.sort(key=lambda one: one[0])
        return values, list(dict.fromkeys(found))


@dataclass(slots=True)
class _Leaf:
    number: int
    kind: Kind
    is_split: bool
    level: int
    """Which of the list entries around the value holds what it is about, from 1; 0 for none."""
    about: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    children: "dict[Step, _Node]" = field(default_factory=dict)
    columns: list[tuple[int, Kind]] = field(default_factory=list)
    mentions: list[_Leaf] = field(default_factory=list)


def _visit(
    node: _Node, value: Json, inside: tuple[Json, ...], values: list[str], found: list[tuple[int, str, str]]
) -> None:
    for number, kind in node.columns:
        said = _words(value, kind)
        values[number] = max(values[number], said) if kind is Kind.DATE else said or values[number]
    for leaf in node.mentions:
        said = _words(value, leaf.kind)
        if said:
            about = _text_at(inside[leaf.level - 1], leaf.about) if leaf.level else ""
            names = split_names(said) if leaf.is_split else (said,)
            found += [(leaf.number, name, about) for name in names]
    if node.children and isinstance(value, dict):
        for (name, is_list), child in node.children.items():
            held = value.get(name)
            if held is None:
                continue
            if not is_list:
                _visit(child, held, inside, values, found)
            elif isinstance(held, list):
                for entry in held:
                    _visit(child, entry, (*inside, entry), values, found)


def _about(mentioned: Mentioned) -> tuple[int, tuple[Step, ...]]:
    """(which list entry holds what the value is about, from 1, and the way from there); 0 where there is none."""
    level, rest = 0, mentioned.about
    for place, (mine, its) in enumerate(zip(mentioned.steps, mentioned.about, strict=False)):
        if mine != its:
            break
        if mine[1]:
            level, rest = level + 1, mentioned.about[place + 1 :]
    return (level, rest) if mentioned.about and level else (0, ())


def _text_at(holder: Json, names: tuple[str, ...]) -> str:
    for name in names:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder if isinstance(holder, str) else ""


def _words(value: Json, kind: Kind) -> str:
    if not isinstance(value, str):
        return ""
    if kind is not Kind.DATE:
        return value
    day = last_day(value)
    return day.isoformat() if day else ""


def split_names(text: str) -> tuple[str, ...]:
    """The names that one text lists."""
    names = (_NUMBERED.sub("", name).strip() for name in _BETWEEN.split(text))
    return tuple(dict.fromkeys(filter(None, names)))


def _kind(raw: Mapping[str, Json], place: Place) -> Kind:
    return Kind(code_at(raw, "kind", place, tuple(Kind))) if "kind" in raw else Kind.TEXT


def _steps(path: str, place: Place) -> tuple[Step, ...]:
    first = path.partition(".")[0].removesuffix("[]")
    inside = path if first == "procedure_facts" else f"answers.{path}"
    steps = []
    for part in inside.split("."):
        found = _STEP.fullmatch(part)
        if found is None:
            raise place.refuse(f"「{path}」は欄の番地ではありません")
        steps.append((found[1], bool(found[2])))
    return tuple(steps)
