"""Which blanks apply: `applies_when` of the form against the answers and the kind of body."""

from collections.abc import Iterator
from dataclasses import dataclass

from mnassess.documents.model import Assessment
from mnassess.forms.model import Condition, Field, Node, Section
from mnassess.forms.paths import join_path, split_item
from mnassess.rules.problems import Body


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a blank does not apply: the condition that is not met, and the blank it asks."""

    condition: Condition
    path: str
    """Field path of the blank that decides; "@body" for the kind of body."""
    at: str
    """Field path of the heading or blank whose own condition it is: everything in it does not apply for this reason."""


def iter_applicable(
    assessment: Assessment, body: Body, inside: str = ""
) -> Iterator[tuple[Node, str, Reason | None]]:
    """(heading or blank, path, None where it applies, else why not) in form order.

    A blank inside something that does not apply does not apply. `inside` limits the walk to one heading or one
    list entry, whose own conditions and those around it still count.
    """
    if not inside:
        yield from _walk(assessment, body, assessment.form.sections, "", None)
        return
    why = reason_not_applicable(assessment, inside, body)
    node = assessment.form.node(inside)
    if isinstance(node, Field):
        yield node, inside, why
    elif node.repeated and not inside.endswith("]"):
        yield from _walk(assessment, body, (node,), inside.rpartition(".")[0], why)
    else:
        yield from _walk(assessment, body, node.children, inside, why)


def reason_not_applicable(assessment: Assessment, path: str, body: Body) -> Reason | None:
    """Why the blank at a field path does not apply; None where it does."""
    parent = ""
    for part in path.split("."):
        at = join_path(parent, part)
        whole = split_item(at)[0] if at.endswith("]") else at
        why = _unmet(assessment, body, assessment.form.node(at), parent, whole)
        if why:
            return why
        parent = at
    return None


def _walk(
    assessment: Assessment, body: Body, nodes: tuple[Node, ...], parent: str, why: Reason | None
) -> Iterator[tuple[Node, str, Reason | None]]:
    for node in nodes:
        name = node.path.rpartition(".")[2]
        path = f"{parent}.{name}" if parent else name
        reason = why or (_unmet(assessment, body, node, parent, path) if node.condition else None)
        yield node, path, reason
        if isinstance(node, Section):
            if node.repeated:
                for item in assessment.items_of(path):
                    yield from _walk(assessment, body, node.children, f"{path}[{item}]", reason)
            else:
                yield from _walk(assessment, body, node.children, path, reason)


def _unmet(assessment: Assessment, body: Body, node: Node, parent: str, at: str) -> Reason | None:
    condition = node.condition
    if condition is None:
        return None
    if condition.path == "@body":
        return None if condition.holds(body) else Reason(condition, "@body", at)
    asked = join_path(parent, condition.path)
    return None if condition.holds(assessment.value(asked)) else Reason(condition, asked, at)
