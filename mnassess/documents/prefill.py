"""A new document that begins with what another one of the same operation already says: facts are asked once."""

from collections.abc import Iterator
from types import MappingProxyType

from mnassess.documents.model import Assessment, Value, thaw
from mnassess.documents.upgrade import upgrade
from mnassess.errors import MnassessError
from mnassess.forms.model import Field, FieldKind, Form
from mnassess.forms.paths import form_path, is_inside, item_path
from mnassess.forms.shape import value_error
from mnassess.language import say

OWN_TO_A_REPORT = ("cover.title", "cover.publication_date", "cover.approval_date", "procedure")
"""Blanks that speak of one report and its own procedure; another form of the operation has its own."""
FACTS_OF_THE_OPERATION = ("requirements_fixed_on", "ended_on", "emergency", "exempt", "incidents")
"""Procedure facts that hold for every report of the operation."""


def prefilled(form: Form, source: Assessment) -> Assessment:
    """An assessment of `form` with what `source` says, as far as it has a place in it.

    From an older edition of the same form everything is carried over. From another form: the blanks with the same
    path and shape, the blanks that carry the same fact, and a file for each name among the file names. What stands
    once in `form` and once per file in `source` is taken where all files agree.
    """
    if source.form.kind == form.kind:
        if source.form.edition > form.edition:
            raise MnassessError(
                say(
                    "{old} の版から、それより古い {new} の版は作れません。",
                    old=source.form.edition,
                    new=form.edition,
                )
            )
        return upgrade(source, form.edition)
    facts = {name: fact for name, fact in source.facts.items() if name in FACTS_OF_THE_OPERATION}
    target = Assessment(form=form, facts=MappingProxyType(facts))
    target = _with_entries(target, source)
    for path, value in source.values.items():
        if not any(is_inside(path, own) for own in OWN_TO_A_REPORT):
            target = _with(target, path, value)
    for path, value in _iter_facts(form, source):
        if target.value(path) is None:
            target = _with(target, path, value)
    return _with_files_named(target)


def _with_entries(target: Assessment, source: Assessment) -> Assessment:
    """The target with the entries of the source's lists that it has too, empty, under the same ids."""
    for list_path, ids in source.items.items():
        if target.form.find(list_path) is not None and target.has(list_path):
            for item in ids:
                target = target.with_item(list_path, item)
    return target


def _with(target: Assessment, path: str, value: Value) -> Assessment:
    blank = target.form.find(path)
    if (
        not isinstance(blank, Field)
        or not blank.is_stored
        or blank.kind is FieldKind.ROWS
        or not target.has(path)
    ):
        return target
    if "[]" in path or value_error(target.form, path, thaw(value)):
        return target
    return target.with_answer(path, thaw(value))


def _iter_facts(form: Form, source: Assessment) -> Iterator[tuple[str, Value]]:
    """(path in the new form, value) for each fact of the new form that stands in one place and is known."""
    known: dict[str, list[Value]] = {}
    for path, value in source.values.items():
        fact = source.form.field(form_path(path)).fact
        if fact:
            known.setdefault(fact, []).append(value)
    for blank in form.iter_fields():
        found = known.get(blank.fact, []) if blank.fact and "[]" not in blank.path else []
        if found and all(value == found[0] for value in found):
            yield blank.path, found[0]


def _with_files_named(target: Assessment) -> Assessment:
    """A file for each name of Ⅰ 特定個人情報ファイル名 where the new form repeats chapters per file."""
    names = target.value("overview.file_names")
    if target.form.find("files") is None or target.items_of("files") or not names:
        return target
    for number, name in enumerate(names, start=1):
        target = target.with_item("files", str(number))
        target = target.with_answer(f"{item_path('files', str(number))}.profile.name", name)
    return target
