"""An interview (面談) goes through a document one question at a time: which question comes when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mnassess.documents.model import Assessment
from mnassess.forms.model import FieldKind, Section
from mnassess.forms.paths import is_inside, split_item
from mnassess.language import say
from mnassess.rules.applicability import iter_applicable
from mnassess.rules.completeness import is_open
from mnassess.rules.problems import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question: a blank, or whether a list has one more entry."""

    path: str
    kind: Literal["blank", "list"]
    is_open: bool
    """Asked for, and nothing is there yet."""


def iter_steps(assessment: Assessment, body: Body) -> Iterator[Step]:
    """Every question that applies, in form order; a list asks for one more entry behind the entries it has."""
    waiting: list[str] = []
    for node, path, why in iter_applicable(assessment, body):
        while waiting and not is_inside(path, waiting[-1]):
            yield _more(assessment, waiting.pop())
        if why is not None:
            continue
        if isinstance(node, Section):
            if node.repeated:
                waiting.append(path)
        elif node.is_stored and not node.computed and node.kind not in {FieldKind.ROWS, FieldKind.PRINT}:
            yield Step(path=path, kind="blank", is_open=is_open(assessment, node, path))
    while waiting:
        yield _more(assessment, waiting.pop())


def _more(assessment: Assessment, path: str) -> Step:
    node = assessment.form.section(path)
    is_wanted = node.required == "yes" and not assessment.items_of(path)
    return Step(path=path, kind="list", is_open=is_wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """The questions of a document as it stands now, and how to go through them."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, assessment: Assessment, body: Body) -> "Interview":
        """The questions of a document."""
        return cls(steps=tuple(iter_steps(assessment, body)))

    def place(self, path: str) -> int:
        """The position of the question at a field path, or of the first one behind it in the same heading; else 0."""
        found = next((n for n, step in enumerate(self.steps) if step.path == path), None)
        while found is None and path:
            path = split_item(path)[0] if path.endswith("]") else path.rpartition(".")[0]
            found = next(
                (n for n, step in enumerate(self.steps) if path and is_inside(step.path, path)), None
            )
        return found or 0

    def neighbour(self, path: str, by: int) -> Step | None:
        """The question before (-1) or after (1) another; None beyond the ends."""
        place = self.place(path) + by
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def next_open(self, path: str) -> Step | None:
        """The next question without an answer, from `path` on and round; None when all that is asked for is there."""
        place = self.place(path)
        ordered = self.steps[place + 1 :] + self.steps[: place + 1]
        return next((step for step in ordered if step.is_open), None)

    def entry(self, path: str) -> Step | None:
        """The first question of a list entry."""
        return next((step for step in self.steps if is_inside(step.path, path)), None)

    @property
    def open_count(self) -> int:
        """How many questions are without an answer."""
        return sum(step.is_open for step in self.steps)


def question_of(assessment: Assessment, path: str) -> str:
    """What is said aloud: the plain question of the form's data, or its printed label; of a list, whether there is more."""
    node = assessment.form.node(path)
    question = node.question or node.label
    if assessment.items_of(path):
        return say("ほかにもありますか。（{question}）", question=question)
    return question
