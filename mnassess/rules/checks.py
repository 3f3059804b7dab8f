"""Everything there is to say about a document, in the order of the form."""

from collections.abc import Iterator

from mnassess.documents.beside import FACTS, split_beside
from mnassess.documents.model import Assessment
from mnassess.forms.model import Node, Section
from mnassess.forms.paths import is_inside, parse_path
from mnassess.rules.characters import iter_character_problems
from mnassess.rules.check import Case, Check
from mnassess.rules.completeness import NOT_ASKED, iter_completeness
from mnassess.rules.consistency import CONSISTENCY_CHECKS
from mnassess.rules.problems import Circumstances, Problem, Severity
from mnassess.rules.procedure import PROCEDURE_CHECKS, iter_unknown_facts

CHECKS: tuple[Check, ...] = (*CONSISTENCY_CHECKS, *PROCEDURE_CHECKS)


def iter_problems(
    assessment: Assessment, circumstances: Circumstances, inside: str = ""
) -> Iterator[Problem]:
    """The problems of a document: shape, completeness, consistency, procedure.

    In form order; at one place in the order of the families just named. `inside` limits the run to one heading, list
    or list entry: what concerns other places is neither looked for nor told.
    """
    case = Case(assessment=assessment, circumstances=circumstances, inside=inside)
    problems = [
        *iter_character_problems(assessment, case.answers),
        *iter_completeness(assessment, circumstances.body, inside, rules=case.rules),
    ]
    for check in CHECKS:
        if check.concerns(case):
            problems += check.find(case)
    problems += iter_unknown_facts(case)
    wrong = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    told = [
        problem
        for problem in problems
        if (not inside or is_inside(problem.path, inside))
        and not (problem.code == NOT_ASKED and any(is_inside(path, problem.path) for path in wrong))
    ]
    order = FormOrder(assessment)
    return iter(sorted(told, key=lambda problem: order.key(problem.path)))


class FormOrder:
    """Places of one document as sortable keys: what concerns the whole first, procedure facts last."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._names: dict[str, dict[str, tuple[int, Node]]] = {"": _numbered(assessment.form.sections)}
        self._items: dict[str, dict[str, int]] = {}

    def key(self, path: str) -> tuple[int, ...]:
        if not path:
            return ()
        if split_beside(path)[0] == FACTS:
            return (len(self._names[""]),)
        key: list[int] = []
        at, names = "", self._names[""]
        for name, item in parse_path(path):
            position, node = names[name]
            at = f"{at}.{name}" if at else name
            key.append(position)
            if item is not None:
                key.append(self._item(at, item))
                at = f"{at}[{item}]"
            names = self._children(node)
        return tuple(key)

    def _item(self, list_path: str, item: str) -> int:
        if list_path not in self._items:
            self._items[list_path] = {
                one: place for place, one in enumerate(self._assessment.items_of(list_path))
            }
        return self._items[list_path][item]

    def _children(self, node: Node) -> dict[str, tuple[int, Node]]:
        if not isinstance(node, Section):
            return {}
        if node.path not in self._names:
            self._names[node.path] = _numbered(node.children)
        return self._names[node.path]


def _numbered(nodes: tuple[Node, ...]) -> dict[str, tuple[int, Node]]:
    return {node.name: (place, node) for place, node in enumerate(nodes)}
