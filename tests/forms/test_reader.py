"""What the reader of the schemas does not understand, it refuses, naming file and place."""

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mnassess import resources
from mnassess.errors import FormDefinitionError, UnknownFormError
from mnassess.forms.catalog import load_form
from mnassess.forms.reader import read_form

Schema = dict[str, Any]
OVERVIEW = ("properties", "answers", "properties", "overview", "properties")


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    shutil.copytree(resources.schemas(), tmp_path / "schemas")
    return tmp_path / "schemas"


def changed(schemas: Path, change: Callable[[Schema], None], file: str = "2024-10/key-item.json") -> Path:
    path = schemas / file
    schema = json.loads(path.read_text(encoding="utf-8"))
    change(schema)
    path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    return path


def at(schema: Schema, *keys: str) -> Schema:
    for key in keys:
        schema = schema[key]
    return schema


def name(schema: Schema) -> Schema:
    return at(schema, *OVERVIEW, "operation", "properties", "name")


def condition(path: str, code: object) -> Callable[[Schema], None]:
    return lambda schema: name(schema).update({"x-applies-when": {"path": path, "is": code}})


def replaced(schema: Schema, content: Schema) -> None:
    schema.clear()
    schema.update(content)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: name(s).update({"x-colour": "red"}), "「x-colour」の意味が定義されていません"),
        (lambda s: name(s).update({"format": "date"}), "「format」の意味が定義されていません"),
        (lambda s: name(s).pop("x-label"), "x-label がありません"),
        (lambda s: name(s).update({"x-required": "no"}), "yes か free だけが使えます"),
        (
            lambda s: name(s).update({"x-layout": "upside-down"}),
            "x-layout「upside-down」は回答欄には使えません",
        ),
        (lambda s: name(s).update({"$ref": "../values.json#/$defs/nothing"}), "の先がありません"),
        (
            lambda s: name(s).update({"$ref": "http://example.com/x"}),
            "file.json#/$defs/name の形ではありません",
        ),
        (lambda s: name(s).update({"x-applies-when": {"path": "x", "equals": "y"}}), "の形ではありません"),
        (
            lambda s: name(s).update({"x-applies-when": {"path": "x", "is": "y"}}),
            "の条件が指す overview.operation.x がありません",
        ),
        (
            lambda s: name(s).update({"x-applies-when": {"path": "subject_count", "is": "many"}}),
            "「many」は overview.operation.subject_count の選択肢にありません",
        ),
        (
            lambda s: at(s, *OVERVIEW, "operation").pop("additionalProperties"),
            "additionalProperties: false がありません",
        ),
        (
            lambda s: at(s, "x-form").update({"form": "long"}),
            "form が threshold / key-item / full-item のどれでもありません",
        ),
        (lambda s: at(s, "x-form").update({"colour": 1}), "「colour」の意味が定義されていません"),
        (lambda s: at(s, "x-form")["printing"].append({"part": "song"}), "part「song」は定義されていません"),
        (
            lambda s: at(s, "x-form")["printing"].append({"part": "chapter", "path": "nowhere"}),
            "nowhere という項目はありません",
        ),
        (condition("@bodi", "local"), "「@bodi」「local」は使えません"),
        (condition("@body", "lokal"), "「@body」「lokal」は使えません"),
        (condition("@body", True), "「@body」「True」は使えません"),
        (lambda s: s.update({"x-zzz": 1}), "の / を読めません：「x-zzz」の意味が定義されていません"),
        (lambda s: s.update({"patternProperties": {}}), "「patternProperties」の意味が定義されていません"),
        (lambda s: s.pop("additionalProperties"), "additionalProperties: false がありません"),
        (lambda s: s["properties"].update({"memo": {}}), "「memo」の意味が定義されていません"),
        (
            lambda s: s["x-form"].update({"edition": "2024-11"}),
            "/x-form/edition を読めません：「2024-11」が、ファイルの置き場所の「2024-10」と合いません",
        ),
        (
            lambda s: s["x-form"].update({"form": "full-item"}),
            "「full-item」が、ファイルの置き場所の「key-item」と合いません",
        ),
        (lambda s: s["x-form"].update({"effective_from": "秋"}), "/x-form/effective_from を読めません"),
        (lambda s: s["x-form"].update({"printing": 5}), "/x-form/printing を読めません：一覧ではありません"),
        (
            lambda s: s["x-form"].update({"succeeds": "2019-01"}),
            "/x-form/succeeds を読めません：オブジェクトではありません",
        ),
        (
            lambda s: s["x-form"].update({"succeeds": {"edition": "2019-01", "moved": {"a": 1}}}),
            "/moved/a を",
        ),
        (
            lambda s: s["x-form"]["printing"].append({"part": "cover", "without": "x"}),
            "/without を読めません",
        ),
        (
            lambda s: name(s).update({"x-number": 3}),
            "/operation/properties/name/x-number を読めません：文字列ではありません",
        ),
        (
            lambda s: name(s).update({"x-important": "yes"}),
            "/x-important を読めません：true か false が必要です",
        ),
        (lambda s: name(s).update({"x-may-be-none": 1}), "/x-may-be-none を読めません"),
        (lambda s: name(s).update({"x-guidance": ["a"]}), "/x-guidance を読めません：文字列ではありません"),
        (lambda s: name(s).update({"x-fact": 3}), "/x-fact を読めません：文字列ではありません"),
        (lambda s: name(s).update({"x-label": ["a"]}), "/x-label を読めません：文字列ではありません"),
        (lambda s: name(s).update({"x-layout": ["a"]}), "/x-layout を読めません：文字列ではありません"),
        (lambda s: name(s).update({"x-kind": ["text"]}), "/x-kind を読めません：文字列ではありません"),
        (
            lambda s: name(s).update({"x-computed": {"rule": "guess"}}),
            "rule が threshold / repeat のどれでも",
        ),
        (lambda s: name(s).update({"x-computed": {"rule": "repeat", "of": "x"}}), "repeats がありません"),
        (lambda s: name(s).update({"x-counts": "nothing"}), "overview.operation.nothing がありません"),
        (
            lambda s: replaced(name(s), {"x-kind": "text", "x-label": "名", "type": "array"}),
            "と type が合いません",
        ),
        (lambda s: replaced(name(s), {"x-kind": "text", "x-label": "名"}), "と type が合いません"),
        (
            lambda s: replaced(
                name(s), {"x-kind": "choice", "x-label": "名", "enum": ["a", "a"], "x-choices": ["あ", "い"]}
            ),
            "/enum を読めません：同じコードが二度あります",
        ),
    ],
)
def test_the_reader_refuses(schemas: Path, change: Callable[[Schema], None], sentence: str) -> None:
    path = changed(schemas, change)
    with pytest.raises(FormDefinitionError) as error:
        read_form(path)
    assert sentence in str(error.value)
    assert "key-item.json" in str(error.value)


@pytest.mark.parametrize(
    ("definitions", "sentence"),
    [
        ({"loop": {"$ref": "#/$defs/loop"}}, "$ref「#/$defs/loop」が自分自身に戻ります"),
        ({"loop": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/loop"}}, "が自分自身に戻ります"),
        (
            {
                "loop": {
                    "x-kind": "group",
                    "x-label": "環",
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"again": {"$ref": "#/$defs/loop"}},
                }
            },
            "自分自身を中に含んでいます",
        ),
        ({}, "の先がありません"),
        ([], "/$defs を読めません：オブジェクトではありません"),
    ],
)
def test_a_shared_part_that_leads_nowhere_or_back_is_refused(
    schemas: Path, definitions: Any, sentence: str
) -> None:
    (schemas / "loop.json").write_text(json.dumps({"$defs": definitions}), encoding="utf-8")
    path = changed(
        schemas, lambda s: replaced(name(s), {"$ref": "../loop.json#/$defs/loop", "x-label": "名"})
    )
    with pytest.raises(FormDefinitionError) as error:
        read_form(path)
    assert sentence in str(error.value)


@pytest.mark.parametrize("file", ["2024-10/key-item.json", "choices.json"])
def test_a_name_given_twice_in_a_file_is_refused(schemas: Path, file: str) -> None:
    text = (schemas / file).read_text(encoding="utf-8")
    (schemas / file).write_text(text.replace('"title"', '"title": "", "title"', 1), encoding="utf-8")
    with pytest.raises(FormDefinitionError, match="「title」が同じオブジェクトに二度あります") as error:
        read_form(schemas / "2024-10/key-item.json")
    assert Path(file).name in str(error.value)


def places(part: Any, *keys: Any) -> Iterator[tuple[Any, ...]]:
    yield keys
    for key in part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ():
        yield from places(part[key], *keys, key)


SCHEMA = json.loads((resources.schemas() / "2024-10/key-item.json").read_text(encoding="utf-8"))
PLACES = list(places(SCHEMA))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), junk=st.sampled_from([None, 3, True, "x", "", [], ["a"], {}, {"a": 1}]))
def test_whatever_stands_in_a_schema_is_read_or_refused(schemas: Path, place: Any, junk: Any) -> None:
    schema = copy.deepcopy(SCHEMA)
    holder = {"": schema}
    *above, last = ("", *place)
    for key in above:
        holder = holder[key]
    holder[last] = junk
    path = schemas / "2024-10/key-item.json"
    path.write_text(json.dumps(schema if place else junk), encoding="utf-8")
    try:
        read_form(path)
    except FormDefinitionError as error:
        assert ".json の /" in str(error)


def test_a_corrected_label_is_read_without_touching_code(schemas: Path) -> None:
    path = changed(schemas, lambda s: name(s).update({"x-label": "事務の正式な名称"}))
    assert read_form(path).field("overview.operation.name").label == "事務の正式な名称"


def test_a_new_edition_is_a_new_file(schemas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mnassess.forms import catalog

    shutil.copytree(schemas / "2024-10", schemas / "2027-04")
    changed(schemas, lambda s: s["x-form"].update({"edition": "2027-04"}), "2027-04/threshold.json")
    monkeypatch.setattr(resources, "schemas", lambda: schemas)
    catalog.editions.cache_clear()
    catalog.load_form.cache_clear()
    try:
        assert catalog.editions("threshold") == ("2019-01", "2024-10", "2027-04")
        assert catalog.load_form("threshold").edition == "2027-04"
    finally:
        catalog.editions.cache_clear()
        catalog.load_form.cache_clear()


@pytest.mark.parametrize(
    ("kind", "edition", "sentence"),
    [
        ("long", None, "様式「long」はありません"),
        ("../../etc/passwd", None, "はありません"),
        ("threshold", "1999-01", "1999-01 の版はありません（使える版：2019-01・2024-10）"),
        ("full-item", "2019-01", "2019-01 の版はありません"),
    ],
)
def test_an_unknown_form_or_edition_is_refused_with_what_there_is(
    kind: str, edition: str | None, sentence: str
) -> None:
    with pytest.raises(UnknownFormError, match=sentence.replace("(", r"\(")):
        load_form(kind, edition)
