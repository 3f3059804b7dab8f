"""Whether a value or a whole document has the shape its form allows; one sentence where it has not.

The schema is the only judge: the same file any JSON Schema validator accepts (draft 2020-12).
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from mnassess import resources
from mnassess.forms.catalog import schema_path
from mnassess.forms.model import Form
from mnassess.forms.paths import form_path, join_path
from mnassess.language import say

Json = Any
_ROOT = "https://mnassess.example/schemas"
_QUOTED = 40
"""Characters of a wrong value that a sentence quotes."""
_NAMED = 3
"""Wrong names that a sentence lists."""
_SHARED = ("values", "choices", "blocks")


def bundle(form: Form) -> dict[str, Json]:
    """The form's JSON Schema in one piece: the shared files embedded, so that it needs nothing beside it."""
    schema = _load(schema_path(form.kind, form.edition))
    shared = {f"{name}.json": _load(resources.schemas() / f"{name}.json") for name in _SHARED}
    return {**schema, "$defs": shared}


def iter_shape_errors(form: Form, document: Json) -> Iterator[tuple[str, str]]:
    """(field path, sentence) for everything in a document (as parsed from JSON) that the form does not allow."""
    for error in _validator(form).iter_errors(document):
        yield _place(error, document), _sentence(error)


def value_error(form: Form, path: str, value: Json) -> str:
    """Why the blank at `path` cannot hold `value` (JSON types), as a sentence; "" where it can."""
    validator = _value_validator(form, form_path(path))
    error = next(iter(validator.iter_errors(value)), None)
    return _sentence(error) if error else ""


@cache
def fact_names() -> tuple[str, ...]:
    """The procedure facts a document may hold, in the order they are written."""
    return tuple(_defined("procedure_facts")["properties"])


def fact_error(name: str, value: Json) -> str:
    """Why `value` (None: nothing) cannot stand as the procedure fact `name`, as a sentence; "" where it can."""
    facts = {} if value is None and name in fact_names() else {name: value}
    return _shared_error("procedure_facts", facts)


def note_error(note: Json) -> str:
    """Why a JSON object cannot stand as the interview note of an answer, as a sentence; "" where it can."""
    return _shared_error("interview_note", note)


def note_names() -> tuple[str, ...]:
    """What an interview note may hold, in the order it is written."""
    return tuple(_defined("interview_note")["properties"])


def _shared_error(name: str, value: Json) -> str:
    error = next(iter(_shared_validator(name).iter_errors(value)), None)
    return _sentence(error) if error else ""


@cache
def _shared_validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator({"$ref": f"{_ROOT}/values.json#/$defs/{name}"}, registry=_registry())


@cache
def _defined(name: str) -> dict[str, Json]:
    found: dict[str, Json] = _load(resources.schemas() / "values.json")["$defs"][name]
    return found


def _load(path: Any) -> dict[str, Json]:
    loaded: dict[str, Json] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _registry() -> Any:
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    files = [_load(resources.schemas() / f"{name}.json") for name in _SHARED]
    return Registry().with_resources((f["$id"], DRAFT202012.create_resource(f)) for f in files)


@cache
def _cached_validator(kind: str, edition: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(_load(schema_path(kind, edition)), registry=_registry())


def _validator(form: Form) -> Any:
    return _cached_validator(form.kind, form.edition)


@cache
def _cached_value_validator(kind: str, edition: str, path: str) -> Any:
    """The validator of one blank: the schema reached by walking its path, references resolved."""
    whole = _cached_validator(kind, edition)
    resolver = whole._resolver  # noqa: SLF001 - jsonschema has no public walk; pinned by the tests of this module
    schema = whole.schema["properties"]["answers"]
    for name in path.replace("[]", ".[]").split("."):
        while "$ref" in schema and "properties" not in schema and "items" not in schema:
            resolved = resolver.lookup(schema["$ref"])
            schema, resolver = resolved.contents, resolved.resolver
        schema = schema["items"] if name == "[]" else schema["properties"][name]
    return whole.evolve(schema=schema, _resolver=resolver)


def _value_validator(form: Form, path: str) -> Any:
    return _cached_value_validator(form.kind, form.edition, path)


def _place(error: Any, document: Json) -> str:
    """The field path of the offending value: list entries that have an id are named by it."""
    path, value = "", document
    for key in error.absolute_path:
        if isinstance(key, int):
            item = value[key]
            name = (
                item.get("id") if isinstance(item, dict) and isinstance(item.get("id"), str) else str(key + 1)
            )
            path += f"[{name}]"
        else:
            path = join_path(path, str(key))
        value = value[key]
    return path.removeprefix("answers.")


def _type_word(name: str) -> str:
    match name:
        case "string":
            return say("文字列")
        case "object":
            return say("オブジェクト")
        case "array":
            return say("一覧")
    return say("真偽値（true か false）")


def _sentence(error: Any) -> str:
    """A sentence for one jsonschema error; the instance itself is quoted shortened."""
    shown = json.dumps(error.instance, ensure_ascii=False)
    shown = shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + "…"
    return _SENTENCES.get(error.validator, _unusable)(error, shown)


def _unusable(_: Any, shown: str) -> str:
    return say("{value} は使えません。", value=shown)


def _empty(*_: Any) -> str:
    return say("空の文字列は使えません（記入しない欄は項目ごと省きます）。")


def _unknown_keys(error: Any, _: str) -> str:
    known = error.schema.get("properties", {})
    unknown = [
        key if len(key) <= _QUOTED else key[:_QUOTED] + "…" for key in error.instance if key not in known
    ]
    names = "、".join(f"「{key}」" for key in unknown[:_NAMED]) + ("…" if len(unknown) > _NAMED else "")
    return say("{names}という項目はこの様式にありません。", names=names)


def _missing_keys(error: Any, _: str) -> str:
    names = "、".join(f"「{key}」" for key in error.validator_value if key not in error.instance)
    return say("{names}がありません。", names=names)


def _no_choice(error: Any, shown: str) -> str:
    codes = "・".join(map(str, error.validator_value))
    return say("{value} は選択肢にありません（使える値：{codes}）。", value=shown, codes=codes)


def _wrong_type(error: Any, shown: str) -> str:
    kind = _type_word(str(error.validator_value))
    return say("{value} は使えません。{kind}が必要です。", value=shown, kind=kind)


def _wrong_text(error: Any, shown: str) -> str:
    if error.validator_value.startswith("^[a-z]"):
        return say("{value} は項目の番地ではありません（例：files[juki].profile.name）。", value=shown)
    if "A-Za-z" in error.validator_value:
        return say("id {value} は使えません（英数字と - _ だけ）。", value=shown)
    return say("{value} という日付はありません（例：2025-10-01）。", value=shown)


def _none_of(error: Any, shown: str) -> str:
    if error.instance == "":
        return _empty()
    if any("iso_date" in str(option) for option in error.validator_value):
        return say(
            '{value} は日付として読めません（例：2025-10-01、2025-10、2025、{{"text": "令和8年1月（予定）"}}）。',
            value=shown,
        )
    return say("{value} は使えません。true か文字列が必要です。", value=shown)


_SENTENCES: dict[str, Callable[[Any, str], str]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "enum": _no_choice,
    "type": _wrong_type,
    "minLength": _empty,
    "pattern": _wrong_text,
    "not": lambda *_: say("この欄には値を保存しません（他の欄から自動で表示されます）。"),
    "const": lambda e, shown: say(
        "{value} は使えません（使える値：{wanted}）。", value=shown, wanted=json.dumps(e.validator_value)
    ),
    "anyOf": _none_of,
}
