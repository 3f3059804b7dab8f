"""Where a piece of review data comes from: the head of each file under `schemas/review/`, clause and certainty of each item."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mnassess.forms.model import FormKind
from mnassess.forms.schema_files import (
    Place,
    as_object,
    as_text,
    check_known,
    list_at,
    read_json,
    text_at,
    words_at,
)
from mnassess.review.sourced import SURE, one_of

Json = Any
_HEAD = ("title", "edition", "effective_from")


@dataclass(frozen=True, slots=True)
class Origin:
    """What an item of review data rests on."""

    clause: str
    """番号法第16条 style; "" where no clause applies."""
    sure: str
    """confirmed, partly, remembered or proposal (ours)."""


def read_root(path: Path, known: Iterable[str]) -> tuple[dict[str, Json], Place]:
    """(what a file under `schemas/review/` holds, its place), once its head is as it must be."""
    place = Place(path)
    root = as_object(read_json(path), place)
    check_known(root, (*_HEAD, *known), place)
    text_at(root, "title", place)
    text_at(root, "edition", place)
    try:
        date.fromisoformat(text_at(root, "effective_from", place))
    except ValueError:
        raise (place / "effective_from").refuse("日付ではありません") from None
    return root, place


def read_entries(
    holder: Mapping[str, Json], key: str, place: Place
) -> Iterator[tuple[dict[str, Json], Place]]:
    """Every object of the array under a name, which must not be empty, with its place."""
    raw = list_at(holder, key, place)
    if not raw:
        raise (place / key).refuse("一つもありません")
    for number, entry in enumerate(raw):
        at = place / key / number
        yield as_object(entry, at), at


def read_origin(raw: Mapping[str, Json], place: Place) -> Origin:
    """Clause and certainty of an item."""
    if "clause" not in raw:
        raise place.refuse("clause がありません")
    return Origin(
        clause=words_at(raw, "clause", place),
        sure=one_of(text_at(raw, "sure", place), SURE, place / "sure"),
    )


def read_forms(raw: Mapping[str, Json], place: Place) -> frozenset[FormKind]:
    """The forms an item speaks of; all of them where it names none."""
    if "forms" not in raw:
        return frozenset(FormKind)
    names = texts_at(raw, "forms", place)
    return frozenset(FormKind(one_of(name, tuple(FormKind), place / "forms")) for name in names)


def texts_at(holder: Mapping[str, Json], key: str, place: Place) -> tuple[str, ...]:
    """The texts under a name, none of them empty; () where the name is not there."""
    found = tuple(
        as_text(text, place / key / number) for number, text in enumerate(list_at(holder, key, place))
    )
    if "" in found:
        raise (place / key).refuse("空の文字列があります")
    return found


def number_at(holder: Mapping[str, Json], key: str, place: Place) -> float:
    """The number under a name, which must be there and not be negative."""
    value = holder.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        raise (place / key).refuse("0以上の数が必要です")
    return value


def count_at(holder: Mapping[str, Json], key: str, place: Place) -> int:
    """The whole number under a name, which must be there and not be negative."""
    value = number_at(holder, key, place)
    if not isinstance(value, int):
        raise (place / key).refuse("0以上の整数が必要です")
    return value
