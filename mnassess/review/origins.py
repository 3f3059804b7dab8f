"""What an item of review data rests on, and the lists and numbers such items are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mnassess.forms.model import FormKind
from mnassess.forms.schema_files import Place, as_object, as_text, list_at
from mnassess.review.sourced import clause_at, one_of, sure_at

Json = Any


@dataclass(frozen=True, slots=True)
class Origin:
    """What an item of review data rests on."""

    clause: str
    """番号法第16条 style; "" where no clause applies."""
    sure: str
    """confirmed, partly, remembered or proposal (ours)."""


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
    return Origin(clause=clause_at(raw, place), sure=sure_at(raw, place))


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
