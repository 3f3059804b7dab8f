"""What the reader of the schemas does not understand, it refuses, naming file and place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
    ],
)
def test_the_reader_refuses(schemas: Path, change: Callable[[Schema], None], sentence: str) -> None:
    path = changed(schemas, change)
    with pytest.raises(FormDefinitionError) as error:
        read_form(path)
    assert sentence in str(error.value)
    assert "key-item.json" in str(error.value)


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
