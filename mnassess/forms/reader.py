"""Schema files → `Form`. The only module that looks into a schema dict; what it does not understand it refuses."""

from pathlib import Path
from typing import Any

from mnassess.forms.dates import first_day
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
from mnassess.forms.schema_files import (
    Place,
    SchemaFiles,
    as_object,
    as_text,
    check_known,
    flag_at,
    list_at,
    object_at,
    text_at,
    words_at,
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
_ROOT = frozenset(
    {"$schema", "$id", "title", "x-form", "type", "properties", "required", "additionalProperties"}
)
_DOCUMENT = frozenset({"form", "edition", "answers", "procedure_facts", "interview", "shelved"})
_PART_KEYS = frozenset({"part", "path", "number", "title", "without"})
_PARTS = frozenset({"cover", "contents", "chapter", "files", "annex", "records", "changes"})
_SECTION_LAYOUTS = frozenset({"", "cover", "chapter", "item", "risk", "answer", "side", "cells", "annex"})
_FIELD_LAYOUTS = frozenset(
    {"", "pair", "box", "inner", "item", "annex", "heading", "beside", "entry", "sub", "wide", "lead"}
)
_KINDS = {kind.value: kind for kind in FieldKind}
_JSON_TYPES = {
    FieldKind.TEXT: "string",
    FieldKind.LONGTEXT: "string",
    FieldKind.FLAG: "boolean",
    FieldKind.CHECKS: "object",
    FieldKind.TEXTS: "array",
    FieldKind.FIGURE: "array",
    FieldKind.ROWS: "array",
}
_WITH_CHOICES = frozenset({FieldKind.CHOICE, FieldKind.CHECKS})
_BODIES = frozenset({"local", "national"})


def read_form(path: Path) -> Form:
    """The form a schema file defines; FormDefinitionError where the file says what is not understood."""
    return _Reader(path).form()


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = SchemaFiles()
        self._open: list[Place] = []
        """The headings being read, from the outside in: none may hold itself."""

    def form(self) -> Form:
        place = Place(self._path)
        root = self._files.load(self._path)
        check_known(root, _ROOT, place)
        if root.get("additionalProperties") is not False:
            raise place.refuse("additionalProperties: false がありません")
        properties = object_at(root, "properties", place)
        check_known(properties, _DOCUMENT, place / "properties")
        about, at = object_at(root, "x-form", place), place / "x-form"
        check_known(about, _FORM_KEYS, at)
        answers = object_at(properties, "answers", place / "properties")
        edition, moved = self._predecessor(about, at)
        form = Form(
            kind=self._kind(about, at),
            **{key: text_at(about, key, at) for key in ("edition", "name", "style", "title", "stamp")},
            sections=self._children(answers, "", place / "properties" / "answers"),
            facts=self._facts(properties, place / "properties"),
            note=self._interview_note(properties, place / "properties"),
            printing=tuple(
                self._part(part, at / "printing" / number)
                for number, part in enumerate(list_at(about, "printing", at))
            ),
            succeeds=edition,
            moved=moved,
        )
        self._check_names(form, about, at)
        self._check_references(form, place)
        return form

    @staticmethod
    def _kind(about: Json, place: Place) -> FormKind:
        try:
            return FormKind(about.get("form"))
        except ValueError:
            raise place.refuse("form が threshold / key-item / full-item のどれでもありません") from None

    @staticmethod
    def _predecessor(about: Json, place: Place) -> tuple[str, dict[str, str]]:
        """(the edition before, form path there → form path here)."""
        if "succeeds" not in about:
            return "", {}
        at = place / "succeeds"
        succeeds = as_object(about["succeeds"], at)
        check_known(succeeds, {"edition", "moved"}, at)
        moved = as_object(succeeds.get("moved", {}), at / "moved")
        return text_at(succeeds, "edition", at), {
            path: as_text(target, at / "moved" / path) for path, target in moved.items()
        }

    @staticmethod
    def _check_names(form: Form, about: Json, place: Place) -> None:
        """A form is found by its file and folder: it must be the one they name."""
        wanted = {
            "form": (form.kind.value, place.file.stem),
            "edition": (form.edition, place.file.parent.name),
        }
        for key, (said, name) in wanted.items():
            if said != name:
                raise (place / key).refuse(f"「{said}」が、ファイルの置き場所の「{name}」と合いません")
        words_at(about, "clause", place)
        day = words_at(about, "effective_from", place)
        if day and first_day(day) is None:
            raise (place / "effective_from").refuse("日付ではありません")

    def _facts(self, properties: Json, place: Place) -> Section:
        name = "procedure_facts"
        facts = self._node(object_at(properties, name, place), name, place / name)
        if not isinstance(facts, Section):
            raise (place / name).refuse("見出し（group）ではありません")
        return facts

    def _interview_note(self, properties: Json, place: Place) -> Section:
        name = "interview"
        notes, target = self._files.resolve(object_at(properties, name, place), place / name)
        note = self._node(
            object_at(notes, "additionalProperties", target), name, target / "additionalProperties"
        )
        if not isinstance(note, Section):
            raise (place / name).refuse("見出し（group）ではありません")
        return note

    # --- one heading or blank -------------------------------------------------------------------------------

    def _children(self, group: Json, path: str, place: Place) -> tuple[Node, ...]:
        if group.get("additionalProperties") is not False:
            raise place.refuse("additionalProperties: false がありません")
        properties = object_at(group, "properties", place)
        return tuple(
            self._node(schema, f"{path}.{name}" if path else name, place / "properties" / name)
            for name, schema in properties.items()
            if not (name == "id" and path.endswith("[]"))
        )

    def _node(self, schema: Json, path: str, place: Place) -> Node:
        merged, target = self._files.resolve(schema, place)
        check_known(merged, _ANNOTATIONS | _SHAPE | {"x-choices"}, place)
        kind = words_at(merged, "x-kind", place)
        if kind in {"group", "list"}:
            return self._section(merged, path, kind == "list", place, target)
        if kind not in _KINDS:
            raise place.refuse(f"x-kind「{kind}」は定義されていません")
        return self._field(merged, path, _KINDS[kind], place, target)

    def _section(self, schema: Json, path: str, repeated: bool, place: Place, target: Place) -> Section:
        """The heading used at `place` whose children are spelled out at `target` (elsewhere after a `$ref`)."""
        if schema.get("type") != ("array" if repeated else "object"):
            raise place.refuse("x-kind と type が合いません")
        layout = words_at(schema, "x-layout", place)
        if layout not in _SECTION_LAYOUTS:
            raise place.refuse(f"x-layout「{layout}」は見出しには使えません")
        if target in self._open:
            raise place.refuse("自分自身を中に含んでいます")
        holder = object_at(schema, "items", place) if repeated else schema
        at = target / "items" if repeated else target
        self._open.append(target)
        children = self._children(holder, f"{path}[]" if repeated else path, at)
        self._open.pop()
        return Section(
            path=path,
            label=text_at(schema, "x-label", place),
            number=words_at(schema, "x-number", place),
            repeated=repeated,
            required=self._requirement(schema, place),
            condition=self._condition(schema, place),
            important=flag_at(schema, "x-important", place),
            printed_mark=words_at(schema, "x-printed-mark", place),
            layout=layout,
            item_label=words_at(schema, "x-item-label", place),
            guidance=words_at(schema, "x-guidance", place),
            question=words_at(schema, "x-question", place),
            example=words_at(schema, "x-example", place),
            children=children,
        )

    def _field(self, schema: Json, path: str, kind: FieldKind, place: Place, target: Place) -> Field:
        layout = words_at(schema, "x-layout", place)
        if layout not in _FIELD_LAYOUTS:
            raise place.refuse(f"x-layout「{layout}」は回答欄には使えません")
        if (kind is FieldKind.PRINT) != ("x-computed" not in schema and "not" in schema):
            raise place.refuse("値を持たない欄（print）だけが not を持ちます")
        wanted = _JSON_TYPES.get(kind, "string")
        if schema.get("type", wanted) != wanted or (kind in _JSON_TYPES and "type" not in schema):
            raise place.refuse(f"x-kind「{kind}」と type が合いません")
        computed, repeats = self._computed(schema, place)
        return Field(
            path=path,
            kind=kind,
            label=text_at(schema, "x-label", place),
            number=words_at(schema, "x-number", place),
            required=self._requirement(schema, place),
            may_be_none=flag_at(schema, "x-may-be-none", place),
            condition=self._condition(schema, place),
            important=flag_at(schema, "x-important", place),
            printed_mark=words_at(schema, "x-printed-mark", place),
            choices=self._choices(schema, target) if kind in _WITH_CHOICES else None,
            columns=self._columns(schema, target) if kind is FieldKind.ROWS else (),
            computed=words_at(computed, "rule", place / "x-computed"),
            repeats=repeats,
            repeat_of=words_at(computed, "of", place / "x-computed"),
            fact=words_at(schema, "x-fact", place),
            guidance=words_at(schema, "x-guidance", place),
            question=words_at(schema, "x-question", place),
            example=words_at(schema, "x-example", place),
            layout=layout,
            heading=words_at(schema, "x-heading", place),
            counts=words_at(schema, "x-counts", place),
            printed_note=words_at(schema, "x-printed-note", place),
            printed_instead=words_at(schema, "x-printed-instead", place),
        )

    # --- parts of one ---------------------------------------------------------------------------------------

    @staticmethod
    def _computed(schema: Json, place: Place) -> tuple[dict[str, Json], tuple[tuple[str, str], ...]]:
        """(x-computed, what a 【再掲】 repeats)."""
        at = place / "x-computed"
        computed = as_object(schema.get("x-computed", {}), at)
        if not computed:
            return computed, ()
        match text_at(computed, "rule", at):
            case "threshold":
                check_known(computed, {"rule"}, at)
                return computed, ()
            case "repeat":
                check_known(computed, {"rule", "of", "repeats"}, at)
                text_at(computed, "of", at)
                repeats = object_at(computed, "repeats", at)
                return computed, tuple(
                    (code, as_text(path, at / "repeats" / code)) for code, path in repeats.items()
                )
        raise at.refuse("rule が threshold / repeat のどれでもありません")

    def _choices(self, schema: Json, place: Place) -> ChoiceSet:
        name = place.pointer.rpartition("/")[2]
        if "properties" in schema:
            boxes = object_at(schema, "properties", place).items()
            found = [self._box(code, box, place / "properties" / code) for code, box in boxes]
            return ChoiceSet(name=name, choices=tuple(found))
        codes, labels = list_at(schema, "enum", place), list_at(schema, "x-choices", place)
        if not codes or len(codes) != len(labels):
            raise place.refuse("enum と x-choices の数が合いません")
        choices = tuple(
            Choice(code=as_text(code, place / "enum"), label=as_text(label, place / "x-choices"))
            for code, label in zip(codes, labels, strict=True)
        )
        if len({choice.code for choice in choices}) < len(choices):
            raise (place / "enum").refuse("同じコードが二度あります")
        return ChoiceSet(name=name, choices=choices)

    def _box(self, code: str, box: Json, place: Place) -> Choice:
        merged, target = self._files.resolve(box, place)
        return Choice(code=code, label=text_at(merged, "x-label", target), with_text="anyOf" in merged)

    def _columns(self, schema: Json, place: Place) -> tuple[Column, ...]:
        cells = object_at(object_at(schema, "items", place), "properties", place / "items")
        return tuple(
            self._column(name, cell, place / "items" / "properties" / name) for name, cell in cells.items()
        )

    def _column(self, name: str, cell: Json, place: Place) -> Column:
        merged, _ = self._files.resolve(cell, place)
        kind = words_at(merged, "x-kind", place)
        if kind not in _KINDS:
            raise place.refuse(f"x-kind「{kind}」は定義されていません")
        choices, options = None, list_at(merged, "anyOf", place)
        if options and kind == FieldKind.CHOICE:
            choices = self._choices(*self._files.resolve(options[0], place / "anyOf"))
        return Column(name=name, label=text_at(merged, "x-label", place), kind=_KINDS[kind], choices=choices)

    def _condition(self, schema: Json, place: Place) -> Condition | None:
        if "x-applies-when" not in schema:
            return None
        at = place / "x-applies-when"
        match schema["x-applies-when"]:
            case {"path": str(path), "is": str() | bool() as code, **rest} if not rest:
                condition = Condition(path=path, equals=code)
            case {"path": str(path), "is-not": str() | bool() as code, **rest} if not rest:
                condition = Condition(path=path, equals=code, negated=True)
            case _:
                raise at.refuse('{"path": …, "is": …} か {"path": …, "is-not": …} の形ではありません')
        if path.startswith("@") and (path != "@body" or code not in _BODIES):
            raise at.refuse(f"「{path}」「{code}」は使えません（@body が local か national のときだけ）")
        return condition

    def _requirement(self, schema: Json, place: Place) -> Requirement:
        match schema.get("x-required"):
            case None:
                return "warning"
            case "yes":
                return "yes"
            case "free":
                return "free"
        raise (place / "x-required").refuse("yes か free だけが使えます")

    def _part(self, raw: Json, place: Place) -> PrintedPart:
        check_known(as_object(raw, place), _PART_KEYS, place)
        kind = text_at(raw, "part", place)
        if kind not in _PARTS:
            raise place.refuse(f"part「{kind}」は定義されていません")
        without = [as_text(path, place / "without") for path in list_at(raw, "without", place)]
        return PrintedPart(
            kind=kind,
            path=words_at(raw, "path", place),
            number=words_at(raw, "number", place),
            title=words_at(raw, "title", place),
            without=tuple(without),
        )

    def _check_references(self, form: Form, place: Place) -> None:
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
    def _check_condition(form: Form, node: Node, place: Place) -> None:
        condition = node.condition
        if condition is None or condition.path == "@body":
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
