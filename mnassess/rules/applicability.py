"""Which blanks apply: `applies_when` of the form against the answers and the kind of body."""

from collections.abc import Iterator
from dataclasses import dataclass

from mnassess.documents.model import Assessment
from mnassess.forms.model import Condition, Node, Section
from mnassess.forms.paths import join_path, parent_path, split_item
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
    walk = _Walk(assessment, body)
    if not inside:
        walk.through(assessment.form.sections, "", None)
        return iter(walk.found)
    why = reason_not_applicable(assessment, inside, body)
    node = assessment.form.node(inside)
    if isinstance(node, Section) and (inside.endswith("]") or not node.repeated):
        walk.through(node.children, inside, why)
    else:
        walk.through((node,), parent_path(inside), why)
    return iter(walk.found)


def reason_not_applicable(assessment: Assessment, path: str, body: Body) -> Reason | None:
    """Why the blank at a field path does not apply; None where it does."""
    for node in assessment.form.conditioned(path):
        names = path.split(".")[: node.path.count(".") + 1]
        parent, at = ".".join(names[:-1]), ".".join(names)
        why = _unmet(assessment, body, node, parent, split_item(at)[0] if at.endswith("]") else at)
        if why:
            return why
    return None


class _Walk:
    """One way through the form; a list is filled because that is several times faster than nested generators."""

    def __init__(self, assessment: Assessment, body: Body) -> None:
        self._assessment, self._body = assessment, body
        self.found: list[tuple[Node, str, Reason | None]] = []

    def through(self, nodes: tuple[Node, ...], parent: str, why: Reason | None) -> None:
        """Add the nodes, whose paths begin with `parent`, and everything in them."""
        before = f"{parent}." if parent else ""
        for node in nodes:
            path, reason = before + node.name, why
            if node.condition and not why:
                reason = _unmet(self._assessment, self._body, node, parent, path)
            self.found.append((node, path, reason))
            if isinstance(node, Section):
                if node.repeated:
                    for item in self._assessment.items_of(path):
                        self.through(node.children, f"{path}[{item}]", reason)
                else:
                    self.through(node.children, path, reason)


def _unmet(assessment: Assessment, body: Body, node: Node, parent: str, at: str) -> Reason | None:
    condition = node.condition
    if condition is None:
        return None
    if condition.path == "@body":
        return None if condition.holds(body) else Reason(condition, "@body", at)
    asked = join_path(parent, condition.path)
    return None if condition.holds(assessment.values.get(asked)) else Reason(condition, asked, at)
