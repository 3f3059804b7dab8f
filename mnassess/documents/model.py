"""An assessment (特定個人情報保護評価) being written: which answer stands in which blank. Frozen; an edit is a new value.

Answers are kept flat, one per field path, and lists as the order of their ids. Reading, differences, merging, the
journal and the Word file all speak of field paths, so none of them has to walk a tree.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from mnassess.documents.beside import FACTS, INTERVIEW, SHELVED, split_beside
from mnassess.errors import AnswerError
from mnassess.forms.model import Field, FieldKind, Form, Node, Section
from mnassess.forms.paths import Step, is_inside, item_path, join_path, parent_path, parse_path, split_item
from mnassess.forms.shape import fact_error, fact_names, note_error, note_names, value_error
from mnassess.language import say

Json = Any
Value = Any
"""A JSON value made unchangeable: str, bool, tuple for an array, a read-only mapping for an object."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz"


def freeze(value: Json) -> Value:
    """The JSON value, unchangeable."""
    if isinstance(value, dict):
        return MappingProxyType({key: freeze(part) for key, part in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(part) for part in value)
    return value


def thaw(value: Value) -> Json:
    """The value as plain JSON types, a copy that may be changed."""
    if isinstance(value, Mapping):
        return {key: thaw(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [thaw(part) for part in value]
    return value


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The answers of one document."""

    form: Form
    values: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """Field path → answer. A blank that is not answered is not in it."""
    items: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    """Path of a list → ids of its entries in order. An empty list is not in it."""
    facts: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """Procedure facts: never printed, used by the checks of order and time."""
    interview: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """Field path → note taken with its answer (source, certainty, homework …): never printed. The note of a blank
    in a list entry that was removed stays: it is back when the entry is."""
    shelved: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """Path of a blank, heading or list that another answer made inapplicable → what it held, as nested JSON."""

    # --- reading --------------------------------------------------------------------------------------------

    def value(self, path: str) -> Value | None:
        """The answer at a field path, or what stands at the path of a procedure fact, note or shelf; None for nothing."""
        beside, rest = self._beside(path)
        return self.values.get(path) if beside is None else beside.get(rest)

    def items_of(self, list_path: str) -> tuple[str, ...]:
        """The ids of a list's entries in order."""
        return self.items.get(list_path, ())

    def iter_nodes(self) -> Iterator[tuple[Node, str]]:
        """(heading or blank, its path) in form order, every list spelled out entry by entry.

        A list comes first as itself (`files`), then what each of its entries holds.
        """
        return self._walk(self.form.sections, "")

    def iter_inside(self, path: str) -> Iterator[tuple[Node, str]]:
        """Like `iter_nodes`, for what lies in one heading or one entry of a list."""
        node = self.form.node(path)
        if not isinstance(node, Section):
            return iter([(node, path)])
        if node.repeated and not path.endswith("]"):
            return self._walk((node,), path.rpartition(".")[0])
        return self._walk(node.children, path)

    def iter_answers(self, inside: str = "") -> Iterator[tuple[Field, str, Value]]:
        """(blank, its path, the answer) of every answer, or of those in one heading, list or list entry.

        In form order. The cost is that of the heading, not of the document.
        """
        nodes, parent = self.form.sections, ""
        if inside:
            node = self.form.find(inside)
            if isinstance(node, Section) and (inside.endswith("]") or not node.repeated):
                nodes, parent = node.children, inside
            else:
                nodes, parent = (node,) if node else (), parent_path(inside)
        found: list[tuple[Field, str, Value]] = []
        self._collect(nodes, parent, found)
        return iter(found)

    def is_begun(self, path: str) -> bool:
        """Whether a blank, heading, list or list entry holds an answer."""
        node = self.form.node(path)
        if isinstance(node, Field):
            return path in self.values
        if node.repeated and not path.endswith("]"):
            return any(self.is_begun(item_path(path, item)) for item in self.items_of(path))
        return any(self.is_begun(f"{path}.{child.name}") for child in node.children)

    def _collect(self, nodes: tuple[Node, ...], parent: str, found: list[tuple[Field, str, Value]]) -> None:
        values, before = self.values, f"{parent}." if parent else ""
        for node in nodes:
            path = before + node.name
            if isinstance(node, Field):
                if path in values:
                    found.append((node, path, values[path]))
            elif node.repeated:
                for item in self.items.get(path, ()):
                    self._collect(node.children, f"{path}[{item}]", found)
            else:
                self._collect(node.children, path, found)

    def in_form_order(self, paths: Iterable[str]) -> list[str]:
        """The field paths in form order; those that lie in no entry that is there, last, by name."""
        places = {path: place for place, (_, path) in enumerate(self.iter_nodes())}
        return sorted(paths, key=lambda path: (places.get(path, len(places)), path))

    def _beside(self, path: str) -> tuple[Mapping[str, Value] | None, str]:
        """(what the path speaks of beside the answers, the key in it); (None, path) for an answer."""
        name, rest = split_beside(path)
        if not name:
            return None, path
        return {FACTS: self.facts, INTERVIEW: self.interview, SHELVED: self.shelved}[name], rest

    def _walk(self, nodes: tuple[Node, ...], parent: str) -> Iterator[tuple[Node, str]]:
        for node in nodes:
            path = join_path(parent, node.name)
            yield node, path
            if isinstance(node, Section):
                if node.repeated:
                    for item in self.items.get(path, ()):
                        yield from self._walk(node.children, f"{path}[{item}]")
                else:
                    yield from self._walk(node.children, path)

    def node(self, path: str) -> Node:
        """The heading or blank at a field path. FieldPathError where the form has none, AnswerError without its entry."""
        found = self.form.node(path)
        self._check_entries(path)
        return found

    def has(self, path: str) -> bool:
        """Whether every list entry that the path names exists."""
        return all(item in self.items_of(list_path) for list_path, item in _iter_entries(parse_path(path)))

    # --- changing -------------------------------------------------------------------------------------------

    def with_answer(self, path: str, value: Json | None) -> "Assessment":
        """A copy with `value` at the field path; None empties the blank. AnswerError where it cannot stand there."""
        name, rest = split_beside(path)
        if name:
            change = {FACTS: self.with_fact, INTERVIEW: self.with_note, SHELVED: self.with_shelved}[name]
            return change(rest, value)
        blank = self.form.field(path)
        self._check_entries(path)
        if value in ({}, [], (), None) and value is not False:
            return self._with_values({key: old for key, old in self.values.items() if key != path})
        if not blank.is_stored:
            raise AnswerError(
                say("「{label}」には記入しません（他の欄から自動で決まります）。", label=blank.label)
            )
        reason = value_error(self.form, path, thaw(freeze(value)))
        if reason:
            raise AnswerError(say("「{label}」：{reason}", label=blank.label, reason=reason))
        return self._with_values({**self.values, path: freeze(value)})

    def with_item(self, list_path: str, item: str | None = None, position: int | None = None) -> "Assessment":
        """A copy with a new, empty entry in a list (at the end where no position is given)."""
        self._check_list(list_path)
        item = item or new_item_id()
        ids = list(self.items_of(list_path))
        if item in ids:
            raise AnswerError(say("id「{id}」はこの一覧で既に使われています。", id=item))
        reason = value_error(self.form, list_path, [{"id": item}])
        if reason:
            raise AnswerError(reason)
        ids.insert(len(ids) if position is None else position, item)
        return replace(self, items=MappingProxyType({**self.items, list_path: tuple(ids)}))

    def without_item(self, list_path: str, item: str) -> "Assessment":
        """A copy without one entry of a list and everything in it."""
        path = item_path(list_path, item)
        self._check_entries(path)
        items = {key: ids for key, ids in self.items.items() if not is_inside(key, path)}
        items[list_path] = tuple(one for one in self.items_of(list_path) if one != item)
        if not items[list_path]:
            del items[list_path]
        values = {key: old for key, old in self.values.items() if not is_inside(key, path)}
        return replace(self, values=MappingProxyType(values), items=MappingProxyType(items))

    def with_item_moved(self, list_path: str, item: str, position: int) -> "Assessment":
        """A copy with one entry of a list at another position (counted from 0 without the entry itself)."""
        self._check_entries(item_path(list_path, item))
        ids = [one for one in self.items_of(list_path) if one != item]
        ids.insert(position, item)
        return replace(self, items=MappingProxyType({**self.items, list_path: tuple(ids)}))

    def with_item_content(self, path: str, content: Json) -> "Assessment":
        """A copy with the answers of a JSON object put into the (existing) list entry at `path`."""
        self._check_entries(path)
        list_path, item = split_item(path)
        reason = value_error(self.form, list_path, [{**content, "id": item}])
        if reason:
            raise AnswerError(reason)
        values, items = dict(self.values), dict(self.items)
        flatten(self.form, content, path, values, items)
        return replace(self, values=MappingProxyType(values), items=MappingProxyType(items))

    def with_content(self, path: str, content: Json | None) -> "Assessment":
        """A copy with the place at `path` holding `content` (nested JSON of a blank, heading or list; None: nothing)."""
        node = self.form.node(path)
        self._check_entries(path)
        values = {key: old for key, old in self.values.items() if not is_inside(key, path)}
        items = {key: ids for key, ids in self.items.items() if not is_inside(key, path)}
        if content is not None:
            reason = value_error(self.form, path, content)
            if reason:
                raise AnswerError(reason)
            _flatten_nodes((node,), {node.name: content}, parent_path(path), values, items)
            if any(len(set(ids)) < len(ids) for ids in items.values()):
                raise AnswerError(say("「{path}」に同じ id が二度あります。", path=path))
        return replace(self, values=MappingProxyType(values), items=MappingProxyType(items))

    def with_fact(self, name: str, value: Json | None) -> "Assessment":
        """A copy with a procedure fact set, or left out where `value` is None. AnswerError where it is none."""
        reason = fact_error(name, value)
        if reason:
            raise AnswerError(reason)
        facts = {key: old for key, old in self.facts.items() if key != name}
        if value is not None and value != []:
            facts[name] = freeze(value)
        return replace(self, facts=MappingProxyType(facts))

    def with_note(self, path: str, note: Json | None) -> "Assessment":
        """A copy with the interview note of the blank, list or heading at a field path; None or {} takes it away."""
        self.form.node(path)
        reason = note_error(thaw(note)) if note else ""
        if reason:
            raise AnswerError(reason)
        notes = {key: old for key, old in self.interview.items() if key != path}
        if note:
            notes[path] = freeze(note)
        return replace(self, interview=MappingProxyType(notes))

    def with_shelved(self, path: str, content: Json | None) -> "Assessment":
        """A copy with what is set aside for the place at `path`; None takes it away."""
        self.form.node(path)
        shelved = {key: old for key, old in self.shelved.items() if key != path}
        if content is not None:
            shelved[path] = freeze(content)
        return replace(self, shelved=MappingProxyType(shelved))

    def _with_values(self, values: dict[str, Value]) -> "Assessment":
        return replace(self, values=MappingProxyType(values))

    def _check_list(self, list_path: str) -> None:
        section = self.form.section(list_path)
        if not section.repeated or list_path.endswith("]"):
            raise AnswerError(say("「{label}」は一覧ではありません。", label=section.label))
        self._check_entries(list_path)

    def _check_entries(self, path: str) -> None:
        for list_path, item in _iter_entries(parse_path(path)):
            if item not in self.items_of(list_path):
                raise AnswerError(say("「{path}」の項目「{id}」はありません。", path=list_path, id=item))

    # --- as JSON --------------------------------------------------------------------------------------------

    def item_content(self, path: str) -> dict[str, Json]:
        """What one list entry holds, as a JSON object that begins with its id."""
        _, item = split_item(path)
        return {"id": item, **_nest(self, self.form.section(path).children, path)}

    def content_of(self, path: str) -> Json | None:
        """What the blank, heading or list at `path` holds, as nested JSON; None where that is nothing."""
        node = self.form.node(path)
        return _nest(self, (node,), parent_path(path)).get(node.name)

    def to_json(self) -> dict[str, Json]:
        """The whole document in the format of the file, keys in form order."""
        document: dict[str, Json] = {
            "form": self.form.kind.value,
            "edition": self.form.edition,
            "answers": _nest(self, self.form.sections, ""),
        }
        if self.facts:
            document[FACTS] = {name: thaw(self.facts[name]) for name in fact_names() if name in self.facts}
        if self.interview:
            names = note_names()
            document[INTERVIEW] = {
                path: thaw(
                    _ordered(self.interview[path], (name for name in names if name in self.interview[path]))
                )
                for path in self.in_form_order(self.interview)
            }
        if self.shelved:
            document[SHELVED] = {path: thaw(self.shelved[path]) for path in self.in_form_order(self.shelved)}
        return document


def new_item_id() -> str:
    """An id that no list entry of any document ever had: a letter and seven letters or digits."""
    alphabet = _ID_LETTERS + "23456789"
    return secrets.choice(_ID_LETTERS) + "".join(secrets.choice(alphabet) for _ in range(7))


def from_json(form: Form, document: Json) -> Assessment:
    """The assessment of a document whose shape has been checked (`forms.shape.iter_shape_errors`)."""
    values: dict[str, Value] = {}
    items: dict[str, tuple[str, ...]] = {}
    _flatten_nodes(form.sections, document["answers"], "", values, items)
    return Assessment(
        form=form,
        values=MappingProxyType(values),
        items=MappingProxyType(items),
        facts=freeze({key: fact for key, fact in document.get(FACTS, {}).items() if fact not in ({}, [])}),
        interview=freeze({path: note for path, note in document.get(INTERVIEW, {}).items() if note}),
        shelved=freeze(document.get(SHELVED, {})),
    )


def flatten(
    form: Form, content: Json, path: str, values: dict[str, Value], items: dict[str, tuple[str, ...]]
) -> None:
    """Add the answers of the nested object at `path` (a list entry or a group) to flat `values` and `items`."""
    _flatten_nodes(form.section(path).children, content, path, values, items)


def _flatten_nodes(
    nodes: tuple[Node, ...],
    content: Mapping[str, Json],
    parent: str,
    values: dict[str, Value],
    items: dict[str, tuple[str, ...]],
) -> None:
    for node in nodes:
        name = node.name
        found = content.get(name)
        if found in ({}, [], None) and found is not False:
            continue
        path = f"{parent}.{name}" if parent else name
        if isinstance(node, Field):
            values[path] = freeze(found)
        elif node.repeated:
            items[path] = _entry_ids(found)
            for item, entry in zip(items[path], found, strict=True):
                _flatten_nodes(node.children, entry, f"{path}[{item}]", values, items)
        else:
            _flatten_nodes(node.children, found, path, values, items)


def _entry_ids(entries: list[dict[str, Json]]) -> tuple[str, ...]:
    """The ids of a list's entries; a missing one is the first free number, in list order."""
    taken = {entry["id"] for entry in entries if "id" in entry}
    ids, number = [], 0
    for entry in entries:
        if "id" in entry:
            ids.append(entry["id"])
            continue
        number += 1
        while str(number) in taken:
            number += 1
        ids.append(str(number))
    return tuple(ids)


def _nest(assessment: Assessment, nodes: tuple[Node, ...], parent: str) -> dict[str, Json]:
    nested: dict[str, Json] = {}
    for node in nodes:
        name = node.name
        path = f"{parent}.{name}" if parent else name
        if isinstance(node, Field):
            if path in assessment.values:
                nested[name] = thaw(_in_printed_order(node, assessment.values[path]))
        elif node.repeated:
            ids = assessment.items_of(path)
            if ids:
                entries = ((item, f"{path}[{item}]") for item in ids)
                nested[name] = [{"id": item, **_nest(assessment, node.children, at)} for item, at in entries]
        else:
            group = _nest(assessment, node.children, path)
            if group:
                nested[name] = group
    return nested


def _in_printed_order(blank: Field, value: Value) -> Value:
    match blank.kind:
        case FieldKind.CHECKS if blank.choices:
            return _ordered(value, (choice.code for choice in blank.choices))
        case FieldKind.ROWS:
            return tuple(_ordered(row, (column.name for column in blank.columns)) for row in value)
        case FieldKind.FIGURE:
            return tuple(_ordered(figure, ("path", "caption")) for figure in value)
    return value


def _ordered(value: Mapping[str, Value], keys: Iterable[str]) -> Value:
    return {key: value[key] for key in keys if key in value}


def _iter_entries(steps: tuple[Step, ...]) -> Iterator[tuple[str, str]]:
    """(path of the list, id) for every list entry that a field path passes through."""
    path = ""
    for name, item in steps:
        path = join_path(path, name)
        if item is not None:
            yield path, item
            path = item_path(path, item)
