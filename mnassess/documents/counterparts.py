"""What the other documents of an operation say in the blank for the same fact: offered, never forced.

A fact is asked once: it stands in the threshold form and in the key-item or full-item form. And a document carried
to a new edition, or begun from last year's, has the earlier one beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mnassess.documents.model import Assessment, Value, thaw
from mnassess.documents.naming import file_title
from mnassess.documents.storage import load_document
from mnassess.documents.upgrade import upgrade
from mnassess.documents.words import printed_words
from mnassess.documents.workspace import editions_beside, siblings_of
from mnassess.errors import DocumentError, UpgradeError
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field, Form
from mnassess.forms.paths import form_path, parse_path
from mnassess.forms.shape import value_error
from mnassess.language import say


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A document that lies beside another: a different form of the operation, or an earlier edition of the same."""

    name: str
    """基礎項目評価書 令和6年10月版."""
    relation: Literal["form", "edition"]
    assessment: Assessment
    """An earlier edition as the current one has it."""


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """What a neighbour says in the blank that carries the same fact."""

    document: str
    """The name of the neighbour; with several files, and the file where the neighbour speaks of one."""
    relation: Literal["form", "edition"]
    value: Value
    words: str
    """The answer as people read it."""
    differs: bool
    """Both documents answer, and not the same."""
    fits: bool
    """The answer can be taken over as it is."""


def read_neighbours(document: Path, form: Form) -> tuple[Neighbour, ...]:
    """The documents beside a document of this form, its earlier editions first; what cannot be read is left out."""
    found = []
    for path in (*editions_beside(document), *siblings_of(document)):
        try:
            assessment = load_document(path).assessment
            name = say(
                "{form} {edition}版", form=assessment.form.name, edition=show_date(assessment.form.edition)
            )
            if assessment.form.kind != form.kind:
                found.append(Neighbour(name=name, relation="form", assessment=assessment))
            elif assessment.form.edition < form.edition:
                carried = upgrade(assessment, form.edition)
                found.append(Neighbour(name=name, relation="edition", assessment=carried))
        except (DocumentError, UpgradeError):
            continue
    return tuple(found)


def iter_counterparts(
    assessment: Assessment, path: str, neighbours: tuple[Neighbour, ...]
) -> Iterator[Counterpart]:
    """What the neighbours say where this document has the blank at a field path; empty blanks say nothing."""
    blank = assessment.form.find(path)
    if not isinstance(blank, Field) or not blank.is_stored:
        return
    mine = assessment.value(path)
    for neighbour in neighbours:
        for at, value in _iter_answers(neighbour, blank, path):
            yield Counterpart(
                document=neighbour.name + _file_words(neighbour.assessment, at),
                relation=neighbour.relation,
                value=value,
                words=printed_words(neighbour.assessment.form.field(at), value),
                differs=mine is not None and mine != value,
                fits=not value_error(assessment.form, path, thaw(value)),
            )


def _iter_answers(neighbour: Neighbour, blank: Field, path: str) -> Iterator[tuple[str, Value]]:
    other = neighbour.assessment
    if neighbour.relation == "edition":
        value = other.value(path)
        if value is not None:
            yield path, value
    elif blank.fact:
        same = {found.path for found in other.form.iter_fields() if found.fact == blank.fact}
        for at, value in other.values.items():
            if form_path(at) in same:
                yield at, value


def _file_words(assessment: Assessment, path: str) -> str:
    first = parse_path(path)[0]
    if first.name != "files" or first.item is None or len(assessment.items_of("files")) < 2:
        return ""
    return f"【{file_title(assessment, first.item)}】"
