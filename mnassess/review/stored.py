"""Values of the review ↔ JSON, by their declarations: what a declaration does not name is refused, not passed over.

A member that has its usual value is not written, so a file says only what somebody said.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mnassess.language import say

Json = Any
Value = TypeVar("Value")


class StoredError(ValueError):
    """Something a declaration does not name, and where it stands."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason


def to_json(value: Any) -> Json:
    """The JSON of a value."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [to_json(part) for part in value]
        case Mapping():
            return {key: to_json(value[key]) for key in sorted(value)}
    if is_dataclass(value):
        return {
            one.name: to_json(part)
            for one in fields(value)
            if (part := getattr(value, one.name)) != _usual(one) or _usual(one) is MISSING
        }
    return value


def from_json(declared: type[Value], raw: Json, place: str = "") -> Value:
    """The value of that class in a JSON object; StoredError where the object is not exactly one."""
    found: Value = _read_object(declared, raw, place)
    return found


def _usual(one: "Field[Any]") -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


@cache
def _declared(owner: type) -> Mapping[str, tuple[Any, bool]]:
    """Member → (its type, whether it must be there)."""
    hints = get_type_hints(owner)
    return {one.name: (hints[one.name], _usual(one) is MISSING) for one in fields(owner)}


def _read_object(owner: Any, raw: Json, place: str) -> Any:
    if not isinstance(raw, dict):
        raise StoredError(place, say("オブジェクトではありません。"))
    members = _declared(owner)
    for name in raw:
        if name not in members:
            raise StoredError(_inside(place, name), say("この項目名の意味が分かりません。"))
    for name, (_, is_needed) in members.items():
        if is_needed and name not in raw:
            raise StoredError(place, say("{name} がありません。", name=name))
    return owner(**{name: _read(members[name][0], raw[name], _inside(place, name)) for name in raw})


def _read(declared: Any, raw: Json, place: str) -> Any:
    origin, inner = get_origin(declared), get_args(declared)
    if origin is UnionType:
        return _read(inner[0], raw, place)
    if origin is tuple:
        if not isinstance(raw, list):
            raise StoredError(place, say("一覧ではありません。"))
        return tuple(_read(inner[0], part, f"{place}[{number}]") for number, part in enumerate(raw, 1))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(raw, dict):
            raise StoredError(place, say("オブジェクトではありません。"))
        return MappingProxyType(
            {key: _read(inner[1], part, _inside(place, key)) for key, part in raw.items()}
        )
    if is_dataclass(declared):
        return _read_object(declared, raw, place)
    if declared is bool:
        if not isinstance(raw, bool):
            raise StoredError(place, say("true か false が必要です。"))
        return raw
    if not isinstance(raw, str):
        raise StoredError(place, say("文字列ではありません。"))
    return _read_text(declared, raw, place)


def _read_text(declared: Any, raw: str, place: str) -> Any:
    if issubclass(declared, StrEnum):
        return _parsed(declared, raw, place, say("「{code}」は使えない符号です。", code=raw[:40]))
    if declared is datetime:
        return _parsed(_moment, raw, place, say("日時ではありません。"))
    if declared is date:
        return _parsed(date.fromisoformat, raw, place, say("日付ではありません。"))
    return raw


def _parsed(read: Callable[[str], Any], raw: str, place: str, refusal: str) -> Any:
    try:
        return read(raw)
    except ValueError:
        raise StoredError(place, refusal) from None


def _moment(text: str) -> datetime:
    """A moment that says its time zone."""
    found = datetime.fromisoformat(text)
    if found.utcoffset() is None or not 1 < found.year < 9999:  # beyond them other time zones have no day
        raise ValueError(text)
    return found


def _inside(place: str, name: str) -> str:
    name = name if len(name) <= _QUOTED else f"{name[:_QUOTED]}…"
    return f"{place}.{name}" if place else name


_QUOTED = 40
"""Characters of a name that a sentence quotes."""
