"""Schema files → `Form`. The only module that looks into a schema dict; what it does not understand it refuses."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from mnassess.errors import FormDefinitionError
from mnassess.forms.model import (
    Choice,
    ChoiceSet,
    Column,
    Condition,
    Field,
    FieldKind,
    Form,
    FormKind,
    Node,
    PrintedPart,
    Requirement,
    Section,
)

Json = Any

_ANNOTATIONS = frozenset(
    {
        "x-kind", "x-number", "x-label", "x-required", "x-may-be-none", "x-applies-when", "x-important", "x-printed-mark",
        "x-guidance", "x-question", "x-example", "x-fact", "x-computed", "x-layout", "x-heading", "x-counts",
        "x-printed-note", "x-printed-instead", "x-item-label",
    }
)  # fmt: skip
_SHAPE = frozenset(
    {
        "$ref", "type", "properties", "items", "additionalProperties", "not", "anyOf", "const", "enum", "pattern",
        "minLength", "required",
    }
)  # fmt: skip
_FORM_KEYS = frozenset(
    {"form", "edition", "name", "style", "title", "stamp", "clause", "effective_from", "succeeds", "printing"}
)
_PART_KEYS = frozenset({"part", "path", "number", "title", "without"})
_PARTS = frozenset({"cover", "contents", "chapter", "files", "annex", "records", "changes"})
_SECTION_LAYOUTS = frozenset({"", "cover", "chapter", "item", "risk", "answer", "side", "cells", "annex"})
_FIELD_LAYOUTS = frozenset(
    {"", "pair", "box", "inner", "item", "annex", "heading", "beside", "entry", "sub", "wide", "lead"}
)
_KINDS = {kind.value: kind for kind in FieldKind}
_REF = re.compile(r"([^#]*)#/\$defs/([a-z0-9_]+)")


def read_form(path: Path) -> Form:
    """The form a schema file defines; FormDefinitionError where the file says what is not understood."""
    return _Reader(path).form()


@dataclass(frozen=True)
class _Place:
    """Where in the schema files the reader is, for its refusals."""

    file: Path
    pointer: str

    def __truediv__(self, key: str) -> "_Place":
        return _Place(self.file, f"{self.pointer}/{key}")

    def refuse(self, reason: str) -> FormDefinitionError:
        return FormDefinitionError(self.file.name, self.pointer, reason)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[Path, Json] = {}

    def form(self) -> Form:
        place = _Place(self._path, "")
        root = self._load(self._path, place)
        about = self._object(root, "x-form", place)
        self._known(about, _FORM_KEYS, place / "x-form")
        answers = self._object(self._object(root, "properties", place), "answers", place / "properties")
        try:
            kind = FormKind(about["form"])
        except (KeyError, ValueError):
            raise (place / "x-form").refuse(
                "form が threshold / key-item / full-item のどれでもありません"
            ) from None
        succeeds = about.get("succeeds", {})
        self._known(succeeds, {"edition", "moved"}, place / "x-form" / "succeeds")
        form = Form(
            kind=kind,
            **{
                key: self._text(about, key, place / "x-form")
                for key in ("edition", "name", "style", "title", "stamp")
            },
            sections=self._children(answers, "", place / "properties" / "answers"),
            facts=self._facts(self._object(root, "properties", place), place / "properties"),
            note=self._interview_note(self._object(root, "properties", place), place / "properties"),
            printing=tuple(
                self._part(part, place / "x-form" / "printing") for part in about.get("printing", [])
            ),
            succeeds=succeeds.get("edition", ""),
            moved=dict(succeeds.get("moved", {})),
        )
        self._check_references(form, place)
        return form

    def _facts(self, properties: Json, place: _Place) -> Section:
        name = "procedure_facts"
        facts = self._node(self._object(properties, name, place), name, place / name)
        if not isinstance(facts, Section):
            raise (place / name).refuse("見出し（group）ではありません")
        return facts

    def _interview_note(self, properties: Json, place: _Place) -> Section:
        name = "interview"
        notes, target = self._resolve(self._object(properties, name, place), place / name)
        note = self._node(
            self._object(notes, "additionalProperties", target), name, target / "additionalProperties"
        )
        if not isinstance(note, Section):
            raise (place / name).refuse("見出し（group）ではありません")
        return note

    # --- one heading or blank -------------------------------------------------------------------------------

    def _children(self, group: Json, path: str, place: _Place) -> tuple[Node, ...]:
        if group.get("additionalProperties") is not False:
            raise place.refuse("additionalProperties: false がありません")
        properties = self._object(group, "properties", place)
        return tuple(
            self._node(schema, f"{path}.{name}" if path else name, place / "properties" / name)
            for name, schema in properties.items()
            if not (name == "id" and path.endswith("[]"))
        )

    def _node(self, schema: Json, path: str, place: _Place) -> Node:
        merged, target = self._resolve(schema, place)
        self._known(merged, _ANNOTATIONS | _SHAPE | {"x-choices"}, place)
        kind = merged.get("x-kind")
        if kind in {"group", "list"}:
            return self._section(merged, path, kind == "list", place, target)
        if kind not in _KINDS:
            raise place.refuse(f"x-kind「{kind}」は定義されていません")
        return self._field(merged, path, _KINDS[kind], place, target)

    def _section(self, schema: Json, path: str, repeated: bool, place: _Place, target: _Place) -> Section:
        """The heading used at `place` whose children are spelled out at `target` (elsewhere after a `$ref`)."""
        if schema.get("type") != ("array" if repeated else "object"):
            raise place.refuse("x-kind と type が合いません")
        layout = schema.get("x-layout", "")
        if layout not in _SECTION_LAYOUTS:
            raise place.refuse(f"x-layout「{layout}」は見出しには使えません")
        holder = self._object(schema, "items", place) if repeated else schema
        at = target / "items" if repeated else target
        children = self._children(holder, f"{path}[]" if repeated else path, at)
        return Section(
            path=path,
            label=self._text(schema, "x-label", place),
            number=schema.get("x-number", ""),
            repeated=repeated,
            required=self._requirement(schema, place),
            condition=self._condition(schema, place),
            important=schema.get("x-important", False),
            printed_mark=schema.get("x-printed-mark", ""),
            layout=layout,
            item_label=schema.get("x-item-label", ""),
            guidance=schema.get("x-guidance", ""),
            question=schema.get("x-question", ""),
            example=schema.get("x-example", ""),
            children=children,
        )

    def _field(self, schema: Json, path: str, kind: FieldKind, place: _Place, target: _Place) -> Field:
        layout = schema.get("x-layout", "")
        if layout not in _FIELD_LAYOUTS:
            raise place.refuse(f"x-layout「{layout}」は回答欄には使えません")
        if (kind is FieldKind.PRINT) != ("x-computed" not in schema and "not" in schema):
            raise place.refuse("値を持たない欄（print）だけが not を持ちます")
        computed = schema.get("x-computed", {})
        self._known(computed, {"rule", "of", "repeats"}, place / "x-computed")
        if computed and computed.get("rule") not in {"threshold", "repeat"}:
            raise (place / "x-computed").refuse("rule が threshold / repeat のどれでもありません")
        return Field(
            path=path,
            kind=kind,
            label=self._text(schema, "x-label", place),
            number=schema.get("x-number", ""),
            required=self._requirement(schema, place),
            may_be_none=schema.get("x-may-be-none", False),
            condition=self._condition(schema, place),
            important=schema.get("x-important", False),
            printed_mark=schema.get("x-printed-mark", ""),
            choices=self._choices(schema, kind, target),
            columns=self._columns(schema, target) if kind is FieldKind.ROWS else (),
            computed=computed.get("rule", ""),
            repeats=tuple(computed.get("repeats", {}).items()),
            repeat_of=computed.get("of", ""),
            fact=schema.get("x-fact", ""),
            guidance=schema.get("x-guidance", ""),
            question=schema.get("x-question", ""),
            example=schema.get("x-example", ""),
            layout=layout,
            heading=schema.get("x-heading", ""),
            counts=schema.get("x-counts", ""),
            printed_note=schema.get("x-printed-note", ""),
            printed_instead=schema.get("x-printed-instead", ""),
        )

    # --- parts of one ---------------------------------------------------------------------------------------

    def _choices(self, schema: Json, kind: FieldKind, place: _Place) -> ChoiceSet | None:
        name = place.pointer.rpartition("/")[2]
        if kind is FieldKind.CHOICE:
            codes, labels = schema.get("enum"), schema.get("x-choices")
            if not isinstance(codes, list) or not isinstance(labels, list) or len(codes) != len(labels):
                raise place.refuse("enum と x-choices の数が合いません")
            choices = tuple(Choice(code=c, label=lab) for c, lab in zip(codes, labels, strict=True))
            return ChoiceSet(name=name, choices=choices)
        if kind is FieldKind.CHECKS:
            found = []
            for code, box in self._object(schema, "properties", place).items():
                merged, target = self._resolve(box, place / "properties" / code)
                label = self._text(merged, "x-label", target)
                found.append(Choice(code=code, label=label, with_text="anyOf" in merged))
            return ChoiceSet(name=name, choices=tuple(found))
        return None

    def _columns(self, schema: Json, place: _Place) -> tuple[Column, ...]:
        cells = self._object(self._object(schema, "items", place), "properties", place / "items")
        columns = []
        for name, cell in cells.items():
            at = place / "items" / "properties" / name
            options = cell.get("anyOf", [])
            choices = None
            if options and cell.get("x-kind") == FieldKind.CHOICE:
                merged, target = self._resolve(options[0], at / "anyOf")
                choices = self._choices(merged, FieldKind.CHOICE, target)
            kind = self._resolve(cell, at)[0].get("x-kind")
            if kind not in _KINDS:
                raise at.refuse(f"x-kind「{kind}」は定義されていません")
            label = self._text(cell, "x-label", at)
            columns.append(Column(name=name, label=label, kind=_KINDS[kind], choices=choices))
        return tuple(columns)

    def _condition(self, schema: Json, place: _Place) -> Condition | None:
        raw = schema.get("x-applies-when")
        if raw is None:
            return None
        match raw:
            case {"path": str(path), "is": str() | bool() as code} if len(raw) == 2:
                return Condition(path=path, equals=code)
            case {"path": str(path), "is-not": str() | bool() as code} if len(raw) == 2:
                return Condition(path=path, equals=code, negated=True)
        raise (place / "x-applies-when").refuse(
            '{"path": …, "is": …} か {"path": …, "is-not": …} の形ではありません'
        )

    def _requirement(self, schema: Json, place: _Place) -> Requirement:
        match schema.get("x-required"):
            case None:
                return "warning"
            case "yes":
                return "yes"
            case "free":
                return "free"
        raise (place / "x-required").refuse("yes か free だけが使えます")

    def _part(self, raw: Json, place: _Place) -> PrintedPart:
        self._known(raw, _PART_KEYS, place)
        if raw.get("part") not in _PARTS:
            raise place.refuse(f"part「{raw.get('part')}」は定義されていません")
        return PrintedPart(
            kind=raw["part"],
            path=raw.get("path", ""),
            number=raw.get("number", ""),
            title=raw.get("title", ""),
            without=tuple(raw.get("without", [])),
        )

    def _check_references(self, form: Form, place: _Place) -> None:
        """Every place that one part of the form names in another exists."""
        for node in form.iter_nodes():
            self._check_condition(form, node, place)
            if isinstance(node, Field):
                named = [path for _, path in node.repeats]
                named += [f"{node.group}.{name}" for name in (node.counts, node.repeat_of) if name]
                for target in named:
                    if form.find(target) is None:
                        raise place.refuse(f"{node.path} が指す {target} がありません")
        for target in form.moved.values():
            if form.find(target) is None or "[]" in target:
                raise (place / "x-form" / "succeeds").refuse(
                    f"{target} という項目はないか、一覧の中にあります"
                )
        for path in (path for part in form.printing for path in (part.path, *part.without)):
            if path and form.find(path) is None:
                raise (place / "x-form" / "printing").refuse(f"{path} という項目はありません")

    @staticmethod
    def _check_condition(form: Form, node: Node, place: _Place) -> None:
        condition = node.condition
        if condition is None or condition.path.startswith("@"):
            return
        target = f"{node.group}.{condition.path}" if node.group else condition.path
        found = form.find(target)
        if not isinstance(found, Field):
            raise place.refuse(f"{node.path} の条件が指す {target} がありません")
        allowed = {True, False} if found.kind is FieldKind.FLAG else {c.code for c in found.choices or ()}
        if condition.equals not in allowed:
            raise place.refuse(
                f"{node.path} の条件の値「{condition.equals}」は {target} の選択肢にありません"
            )

    # --- JSON -----------------------------------------------------------------------------------------------

    def _resolve(self, schema: Json, place: _Place) -> tuple[dict[str, Json], _Place]:
        """The schema with its `$ref` followed: the words beside the `$ref` go over those it points at."""
        if not isinstance(schema, dict):
            raise place.refuse("オブジェクトではありません")
        ref = schema.get("$ref")
        if ref is None:
            return schema, place
        match = _REF.fullmatch(ref) if isinstance(ref, str) else None
        if match is None:
            raise place.refuse(f"$ref「{ref}」は file.json#/$defs/name の形ではありません")
        file = (place.file.parent / PurePosixPath(match[1])).resolve() if match[1] else place.file
        found = self._load(file, place).get("$defs", {}).get(match[2])
        if found is None:
            raise place.refuse(f"$ref「{ref}」の先がありません")
        base, target = self._resolve(found, _Place(file, f"/$defs/{match[2]}"))
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {**base, **beside}, target

    def _load(self, file: Path, place: _Place) -> dict[str, Json]:
        if file not in self._files:
            try:
                self._files[file] = json.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise place.refuse(f"{file.name} を読めません（{error}）") from None
        loaded = self._files[file]
        if not isinstance(loaded, dict):
            raise _Place(file, "").refuse("オブジェクトではありません")
        return loaded

    @staticmethod
    def _object(holder: Mapping[str, Json], key: str, place: _Place) -> dict[str, Json]:
        value = holder.get(key)
        if not isinstance(value, dict):
            raise place.refuse(f"{key} がありません")
        return value

    @staticmethod
    def _text(holder: Mapping[str, Json], key: str, place: _Place) -> str:
        value = holder.get(key)
        if not isinstance(value, str) or not value:
            raise place.refuse(f"{key} がありません")
        return value

    @staticmethod
    def _known(holder: Mapping[str, Json], known: frozenset[str] | set[str], place: _Place) -> None:
        for key in holder:
            if key not in known:
                raise place.refuse(f"「{key}」の意味が定義されていません")
