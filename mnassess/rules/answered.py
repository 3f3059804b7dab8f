"""Every blank with what stands in it, in the words the form prints, and whether anything should."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import file_title
from mnassess.documents.words import printed_words, show_value_date
from mnassess.forms.model import Field, FieldKind, Section
from mnassess.forms.paths import join_path
from mnassess.rules.applicability import Reason, iter_applicable
from mnassess.rules.completeness import is_empty, is_open
from mnassess.rules.computed import computed_value, printed_choices
from mnassess.rules.problems import Circumstances

_FILES = "files"


class AnswerState(StrEnum):
    """What is the matter with a blank."""

    ANSWERED = "answered"
    COMPUTED = "computed"
    """An official rule filled it."""
    EMPTY = "empty"
    """It is asked for and holds nothing."""
    OPTIONAL = "optional"
    """It holds nothing and need not."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One blank of a document."""

    blank: Field
    path: str
    words: str
    """All of the answer; "" for none."""
    state: AnswerState


def iter_answered(
    assessment: Assessment, circumstances: Circumstances, inside: str = ""
) -> Iterator[Answered]:
    """Every blank of the document, or of one heading, list or list entry, in form order."""
    for node, path, why in iter_applicable(assessment, circumstances.body, inside):
        if not isinstance(node, Field) or node.kind is FieldKind.PRINT:
            continue
        value = computed_value(assessment, path, circumstances) if node.computed else None
        if value is None:
            value = assessment.value(path)
        yield Answered(
            blank=node,
            path=path,
            words=_words(assessment, node, path, value),
            state=_state(assessment, node, path, why, value),
        )


def iter_chapters(assessment: Assessment) -> Iterator[tuple[Section, str]]:
    """(chapter, its path) in form order; the chapters about a file once for each file."""
    for node in assessment.form.sections:
        if not isinstance(node, Section):
            continue
        if node.path != _FILES:
            yield node, node.path
            continue
        for item in assessment.items_of(_FILES):
            for child in node.children:
                if isinstance(child, Section):
                    yield child, join_path(f"{_FILES}[{item}]", child.name)


def file_of(assessment: Assessment, path: str) -> str:
    """The name of the personal information file a field path lies in; "" for none."""
    if not path.startswith(f"{_FILES}["):
        return ""
    return file_title(assessment, path.removeprefix(f"{_FILES}[").partition("]")[0])


def _state(
    assessment: Assessment, blank: Field, path: str, why: Reason | None, value: Value | None
) -> AnswerState:
    if why is not None:
        return AnswerState.NOT_APPLICABLE
    if not is_empty(value):
        return AnswerState.COMPUTED if blank.computed else AnswerState.ANSWERED
    return AnswerState.EMPTY if is_open(assessment, blank, path) else AnswerState.OPTIONAL


def _words(assessment: Assessment, blank: Field, path: str, value: Value | None) -> str:
    if value is None or value == () or value is False:
        return ""
    if blank.kind is FieldKind.ROWS:
        return "\n".join(_row_words(blank, row) for row in value)
    choices = printed_choices(assessment, blank, path) if blank.computed else None
    return choices.label(value) if choices else printed_words(blank, value)


def _row_words(blank: Field, row: Mapping[str, Value]) -> str:
    """A row of 変更箇所 with the heads of its columns."""
    cells = []
    for column in blank.columns:
        if column.name in row:
            cell = row[column.name]
            words = show_value_date(cell) if column.kind is FieldKind.DATE else column.words(cell)
            cells.append(f"{column.label}：{words}")
    return "　".join(cells)
