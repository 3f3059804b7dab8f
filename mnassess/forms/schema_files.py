"""The files under `schemas/` as JSON whose every part knows its place; what is not as expected is refused there."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from mnassess.errors import FormDefinitionError, cause

Json = Any
_REF = re.compile(r"([^#]*)#/\$defs/([a-z0-9_]+)")


@dataclass(frozen=True)
class Place:
    """Where in a file the reader is, for its refusals."""

    file: Path
    pointer: str = ""

    def __truediv__(self, key: str | int) -> "Place":
        return Place(self.file, f"{self.pointer}/{key}")

    def refuse(self, reason: str) -> FormDefinitionError:
        """What to raise about this place."""
        return FormDefinitionError(self.file.name, self.pointer, reason)


def read_json(file: Path) -> Json:
    """The JSON of a file. FormDefinitionError where it is none, or gives one name twice in an object."""
    place = Place(file)

    def once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for key, value in pairs:
            if key in found:
                raise place.refuse(f"「{key}」が同じオブジェクトに二度あります")
            found[key] = value
        return found

    def no_number(name: str) -> NoReturn:
        raise place.refuse(f"JSON にない値 {name} があります")

    try:
        text = file.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=once, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise place.refuse(f"JSON として読めません（{error.lineno} 行 {error.colno} 文字目付近）") from None
    except OSError as error:
        raise place.refuse(f"読めません（{cause(error)}）") from None
    except UnicodeDecodeError:
        raise place.refuse("文字コードが UTF-8 ではありません") from None
    except (ValueError, RecursionError) as error:
        raise place.refuse(f"JSON として読めません（{error}）") from None


class SchemaFiles:
    """The files a form is made of, each read once; `$ref` leads from one to another."""

    def __init__(self) -> None:
        self._files: dict[Path, dict[str, Json]] = {}

    def load(self, file: Path) -> dict[str, Json]:
        """The object a file holds."""
        if file not in self._files:
            self._files[file] = as_object(read_json(file), Place(file))
        return self._files[file]

    def resolve(self, schema: Json, place: Place) -> tuple[dict[str, Json], Place]:
        """The schema with its `$ref` followed, and where its content stands.

        The words beside the `$ref` go over those it points at.
        """
        return self._resolve(schema, place, ())

    def _resolve(
        self, schema: Json, place: Place, passed: tuple[Place, ...]
    ) -> tuple[dict[str, Json], Place]:
        ref = as_object(schema, place).get("$ref")
        if ref is None:
            return schema, place
        match = _REF.fullmatch(ref) if isinstance(ref, str) else None
        if match is None:
            raise place.refuse(f"$ref「{ref}」は file.json#/$defs/name の形ではありません")
        file = (place.file.parent / PurePosixPath(match[1])).resolve() if match[1] else place.file
        target = Place(file, f"/$defs/{match[2]}")
        if target in passed:
            raise place.refuse(f"$ref「{ref}」が自分自身に戻ります")
        definitions = object_at(self.load(file), "$defs", Place(file))
        if match[2] not in definitions:
            raise place.refuse(f"$ref「{ref}」の先がありません")
        base, target = self._resolve(definitions[match[2]], target, (*passed, target))
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {**base, **beside}, target


# --- what a place must hold -----------------------------------------------------------------------------------


def as_object(value: Json, place: Place) -> dict[str, Json]:
    """The value, an object."""
    if not isinstance(value, dict):
        raise place.refuse("オブジェクトではありません")
    return value


def object_at(holder: Mapping[str, Json], key: str, place: Place) -> dict[str, Json]:
    """The object under a name."""
    if key not in holder:
        raise place.refuse(f"{key} がありません")
    return as_object(holder[key], place / key)


def list_at(holder: Mapping[str, Json], key: str, place: Place) -> list[Json]:
    """The array under a name; empty where the name is not there."""
    value = holder.get(key, [])
    if not isinstance(value, list):
        raise (place / key).refuse("一覧ではありません")
    return value


def text_at(holder: Mapping[str, Json], key: str, place: Place) -> str:
    """The text under a name, which must be there and say something."""
    if key not in holder or holder[key] == "":
        raise place.refuse(f"{key} がありません")
    return as_text(holder[key], place / key)


def words_at(holder: Mapping[str, Json], key: str, place: Place) -> str:
    """The text under a name; "" where the name is not there."""
    return as_text(holder.get(key, ""), place / key)


def flag_at(holder: Mapping[str, Json], key: str, place: Place) -> bool:
    """true or false under a name; false where the name is not there."""
    value = holder.get(key, False)
    if not isinstance(value, bool):
        raise (place / key).refuse("true か false が必要です")
    return value


def as_text(value: Json, place: Place) -> str:
    """The value, a text."""
    if not isinstance(value, str):
        raise place.refuse("文字列ではありません")
    return value


def check_known(holder: Mapping[str, Json], known: Iterable[str], place: Place) -> None:
    """Every name is one of those that mean something."""
    for key in holder:
        if key not in known:
            raise place.refuse(f"「{key}」の意味が定義されていません")
