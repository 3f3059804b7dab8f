"""Is everything there that the form asks for, and nothing where it does not ask?"""

from collections.abc import Iterator
from dataclasses import dataclass

from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import title_of
from mnassess.documents.words import printed_words
from mnassess.forms.model import Field, FieldKind, Node, Section
from mnassess.forms.paths import join_path, parent_path
from mnassess.language import say
from mnassess.rules.applicability import iter_applicable
from mnassess.rules.problems import Body, Problem, Severity
from mnassess.rules.rulebook import Rules, Wording

NOT_ASKED = "REQ04"
_WORDS = frozenset({FieldKind.TEXT, FieldKind.LONGTEXT, FieldKind.TEXTS, FieldKind.DATE})


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the blanks that apply and are asked for hold an answer."""

    answered: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing that is asked for is empty."""
        return self.answered == self.total


def progress(assessment: Assessment, body: Body, inside: str = "") -> Progress:
    """The progress of the document, or of one heading or list entry of it."""
    states = [
        not _is_missing(node, assessment, path)
        for node, path, why in iter_applicable(assessment, body, inside)
        if why is None and _is_asked(node)
    ]
    return Progress(answered=sum(states), total=len(states))


def iter_unanswered(assessment: Assessment, body: Body) -> Iterator[str]:
    """The blanks (and empty lists), in form order, that are asked for and hold nothing."""
    for node, path, why in iter_applicable(assessment, body):
        if why is None and is_open(assessment, node, path):
            yield path


def next_unanswered(assessment: Assessment, body: Body, after: str, by: int = 1) -> str | None:
    """The next blank (or empty list) that is asked for and holds nothing, from `after` on and round; None if all is there."""
    open_paths = [
        path
        for node, path, why in iter_applicable(assessment, body)
        if why is None and (path == after or is_open(assessment, node, path))
    ]
    place = open_paths.index(after) if after in open_paths else -1
    ordered = open_paths[place + 1 :] + open_paths[: max(place, 0)]
    return (ordered[0] if by > 0 else ordered[-1]) if ordered else None


def is_empty(value: Value | None) -> bool:
    """Whether an answer says nothing: absent, or only white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_open(assessment: Assessment, node: Node, path: str) -> bool:
    """Whether a blank or list that applies is asked for and holds nothing."""
    return _is_asked(node) and _is_missing(node, assessment, path)


def iter_completeness(
    assessment: Assessment, body: Body, inside: str = "", *, rules: Rules
) -> Iterator[Problem]:
    """Empty blanks that should not be empty, words for nothing where something is to be said, and answers where the
    form asks for none and none is voluntary.
    """
    not_asked: dict[str, int] = {}
    for node, path, why in iter_applicable(assessment, body, inside):
        if why is not None:
            if _is_answer(node, assessment, path, rules):
                not_asked[why.at] = not_asked.get(why.at, 0) + 1
        elif _is_asked(node):
            if _is_missing(node, assessment, path):
                yield _missing(node, assessment, path)
            elif isinstance(node, Field) and _is_denied(node, assessment, path, rules.wording):
                yield _denied(assessment, path)
    for at, count in not_asked.items():
        yield _not_asked(assessment, at, count)


def _is_answer(node: Node, assessment: Assessment, path: str, rules: Rules) -> bool:
    """Whether a blank that does not apply says something all the same."""
    return (
        path in assessment.values
        and isinstance(node, Field)
        and node.kind is not FieldKind.FLAG
        and not any(one.covers(node.path) for one in rules.voluntary)
        and not rules.wording.says_nothing(assessment.values[path])
    )


def _is_denied(blank: Field, assessment: Assessment, path: str, wording: Wording) -> bool:
    """Whether a blank that is to be described says なし, and no level beside it says why there is nothing."""
    if blank.may_be_none or blank.kind not in _WORDS or not wording.says_nothing(assessment.values[path]):
        return False
    level = assessment.value(join_path(parent_path(path), "level"))
    return level not in wording.undescribed_levels


def _is_asked(node: Node) -> bool:
    if isinstance(node, Section):
        return node.repeated and node.required == "yes"
    return node.required != "free" and node.is_stored and not node.computed and not _is_bare_box(node)


def _is_bare_box(blank: Field) -> bool:
    """A single box that nobody has to mark: an empty one says no."""
    return blank.kind is FieldKind.FLAG and blank.required != "yes"


def _is_missing(node: Node, assessment: Assessment, path: str) -> bool:
    if isinstance(node, Section):
        return not assessment.items_of(path)
    return is_empty(assessment.values.get(path))


def _missing(node: Node, assessment: Assessment, path: str) -> Problem:
    title = title_of(assessment, path)
    if isinstance(node, Section):
        return Problem(
            code="REQ03",
            severity=Severity.ERROR,
            path=path,
            message=say("「{title}」が1件もありません。1件以上記入してください。", title=title),
        )
    if node.required == "yes":
        return Problem(
            code="REQ01",
            severity=Severity.ERROR,
            path=path,
            message=say("「{title}」が未記入です。記入してください。", title=title),
        )
    return Problem(
        code="REQ02",
        severity=Severity.WARNING,
        path=path,
        message=say("「{title}」が未記入です。記入できるか確かめてください。", title=title),
    )


def _not_asked(assessment: Assessment, path: str, count: int) -> Problem:
    """Told once for all there is in a heading or list."""
    title = title_of(assessment, path)
    if isinstance(assessment.form.find(path), Field):
        message = say(
            "「{title}」は記入の対象外ですが、記載があります。記載を消すか、前提となる欄を確かめてください。",
            title=title,
        )
    else:
        message = say(
            "「{title}」は記入の対象外ですが、{count}か所に記載があります。記載を消すか、前提となる欄を確かめてください。",
            title=title,
            count=count,
        )
    return Problem(code=NOT_ASKED, severity=Severity.WARNING, path=path, message=message)


def _denied(assessment: Assessment, path: str) -> Problem:
    value = assessment.values[path]
    return Problem(
        code="REQ05",
        severity=Severity.WARNING,
        path=path,
        message=say(
            "「{title}」が「{value}」です。内容を書くか、書くことが本当にないか確かめてください。",
            title=title_of(assessment, path),
            value=printed_words(assessment.form.field(path), value),
        ),
    )
