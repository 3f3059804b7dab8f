"""指針第10 審査の観点: what a program can tell about each point of view, and what a person must be asked.

`schemas/review/checklist.json` holds the points. Each automatic part is a fact with a code: some follow from the
problems `mnassess check` finds in the documents, the others from the review (`review_facts`). No part answers a point:
the answer is a person's, with name and date.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import resources
from mnassess.documents.beside import fact_path
from mnassess.forms.model import FormKind
from mnassess.forms.paths import form_path, is_inside
from mnassess.forms.schema_files import Json, Place, check_known, words_at
from mnassess.language import say
from mnassess.review.model import Finding
from mnassess.review.sourced import (
    clause_at,
    code_at,
    codes_at,
    objects_at,
    read_data,
    sentence_at,
    sentences_at,
    sure_at,
)
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.procedure import UNKNOWN_FACT

_PART = ("fact", "says", "problems", "findings", "needs", "paths", "forms")
_NOTHING: Mapping[str, "Known"] = MappingProxyType({})


class PartState(StrEnum):
    """What is known of an automatic part."""

    CLEAR = "clear"
    """Looked at, and nothing found against it."""
    FAULTY = "faulty"
    """Something speaks against it."""
    UNKNOWN = "unknown"
    """It could not be looked at: a procedure fact is missing, or nobody computed it."""
    NOT_ASKED = "not_asked"
    """None of the documents examined asks for it."""


def part_word(state: PartState) -> str:
    """What people call the state of an automatic part."""
    match state:
        case PartState.CLEAR:
            return say("問題は見当たらない")
        case PartState.FAULTY:
            return say("問題がある")
        case PartState.UNKNOWN:
            return say("判断できない")
        case PartState.NOT_ASKED:
            return say("この様式では問わない")


@dataclass(frozen=True, kw_only=True)
class AutomaticPart:
    """One fact about a report that a program can establish."""

    fact: str
    """Its code."""
    says: str
    """What holds where nothing speaks against it."""
    problems: tuple[str, ...] = ()
    """Codes of the problems that speak against it; () where the review computes it."""
    findings: tuple[str, ...] = ()
    """Codes of the review's findings that speak against it."""
    needs: tuple[str, ...] = ()
    """Procedure facts without which nothing can be said."""
    paths: tuple[str, ...] = ()
    """Form paths the problems must lie in; () for anywhere."""
    forms: tuple[FormKind, ...] = tuple(FormKind)
    """The forms that ask for it."""

    def concerns(self, problem: Problem) -> bool:
        """Whether a problem speaks of this fact."""
        at = form_path(problem.path)
        return problem.code in self.problems and (
            not self.paths or any(is_inside(at, path) for path in self.paths)
        )

    def lacks(self, problem: Problem) -> bool:
        """Whether a problem says that a procedure fact needed here is not known."""
        return problem.code == UNKNOWN_FACT and problem.path in map(fact_path, self.needs)


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """適合性 or 妥当性."""

    code: str
    name: str
    question: str
    clause: str
    sure: str


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of view of the examination."""

    id: str
    aspect: str
    """Code of its aspect."""
    question: str
    automatic: tuple[AutomaticPart, ...]
    asks: tuple[str, ...]
    """What only a person can answer."""
    clause: str
    sure: str


@dataclass(frozen=True, kw_only=True)
class Detail:
    """What a reviewer asks about one risk, or about one agency-wide measure, under some points."""

    about: str
    """Id of a risk, or the code of an agency-wide measure."""
    name: str
    """What the agency-wide measure is called; "" for a risk, which the catalogue names."""
    asks: tuple[str, ...]
    points: tuple[str, ...]
    clause: str
    sure: str


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """All points of view, in their order."""

    aspects: tuple[Aspect, ...]
    points: tuple[Point, ...]
    details: tuple[Detail, ...]

    def point(self, point_id: str) -> Point | None:
        """The point of an id."""
        return next((one for one in self.points if one.id == point_id), None)

    def details_of(self, point_id: str) -> tuple[Detail, ...]:
        """What is asked under a point, risk by risk."""
        return tuple(one for one in self.details if point_id in one.points)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the review itself established about a fact."""

    state: PartState
    reason: str = ""
    """Why, in one sentence; "" where nothing speaks against the fact."""
    findings: tuple[Finding, ...] = ()
    """What speaks against it."""


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """An automatic part as it stands for some documents."""

    point: str
    part: AutomaticPart
    state: PartState
    problems: tuple[Problem, ...] = ()
    """What was found, what merely informs included."""
    findings: tuple[Finding, ...] = ()
    """What the review found against it."""
    reason: str = ""
    """Why it is not known, or what beside problems and findings speaks against it."""


def automatic_results(
    checklist: Checklist,
    problems: Iterable[Problem],
    kinds: Collection[FormKind],
    computed: Mapping[str, Known] = _NOTHING,
) -> tuple[PartResult, ...]:
    """Every automatic part, in the order of the points, for documents of these kinds with these problems.

    `computed` holds what the review established itself, by the code of the fact.
    """
    found = tuple(problems)
    return tuple(
        _result(point.id, part, found, kinds, computed)
        for point in checklist.points
        for part in point.automatic
    )


def _result(
    point: str,
    part: AutomaticPart,
    problems: tuple[Problem, ...],
    kinds: Collection[FormKind],
    computed: Mapping[str, Known],
) -> PartResult:
    if not set(part.forms) & set(kinds):
        return PartResult(point=point, part=part, state=PartState.NOT_ASKED)
    told = tuple(problem for problem in problems if part.concerns(problem))
    if any(problem.severity is not Severity.INFO for problem in told):
        return PartResult(point=point, part=part, state=PartState.FAULTY, problems=told)
    known = computed.get(part.fact)
    if known:
        return PartResult(
            point=point,
            part=part,
            state=known.state,
            problems=told,
            findings=known.findings,
            reason=known.reason,
        )
    lacking = tuple(problem.message for problem in problems if part.lacks(problem))
    is_known = part.problems and not lacking
    return PartResult(
        point=point,
        part=part,
        state=PartState.CLEAR if is_known else PartState.UNKNOWN,
        problems=told,
        reason="　".join(lacking),
    )


# --- the file -------------------------------------------------------------------------------------------------


@cache
def standard_checklist() -> Checklist:
    """The points of view that travel with the program."""
    return read_checklist(resources.schemas() / "review" / "checklist.json")


def read_checklist(file: Path) -> Checklist:
    """The points of view a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(file, ("aspects", "points", "details"))
    aspects = tuple(_aspect(raw, at) for raw, at in objects_at(root, "aspects", place))
    points = tuple(
        _point(raw, at, [one.code for one in aspects]) for raw, at in objects_at(root, "points", place)
    )
    ids = [one.id for one in points]
    facts = [part.fact for one in points for part in one.automatic]
    for codes, at in ((ids, place / "points"), (facts, place / "points")):
        if len(set(codes)) != len(codes) or not codes:
            raise at.refuse("観点が一つもないか、同じ番号又は同じ fact が二度あります")
    details = tuple(_detail(raw, at, ids) for raw, at in objects_at(root, "details", place))
    return Checklist(aspects=aspects, points=points, details=details)


def _aspect(raw: dict[str, Json], place: Place) -> Aspect:
    check_known(raw, ("code", "name", "question", "clause", "sure"), place)
    return Aspect(
        code=sentence_at(raw, "code", place),
        name=sentence_at(raw, "name", place),
        question=sentence_at(raw, "question", place),
        clause=clause_at(raw, place),
        sure=sure_at(raw, place),
    )


def _point(raw: dict[str, Json], place: Place, aspects: list[str]) -> Point:
    check_known(raw, ("id", "aspect", "question", "automatic", "asks", "clause", "sure"), place)
    asks = sentences_at(raw, "asks", place)
    if not asks:
        raise (place / "asks").refuse("人に問うことが一つもありません")
    return Point(
        id=sentence_at(raw, "id", place),
        aspect=code_at(raw, "aspect", place, aspects),
        question=sentence_at(raw, "question", place),
        automatic=tuple(_part(entry, at) for entry, at in objects_at(raw, "automatic", place)),
        asks=asks,
        clause=clause_at(raw, place),
        sure=sure_at(raw, place),
    )


def _part(raw: dict[str, Json], place: Place) -> AutomaticPart:
    check_known(raw, _PART, place)
    forms = codes_at(raw, "forms", place, tuple(FormKind))
    return AutomaticPart(
        fact=sentence_at(raw, "fact", place),
        says=sentence_at(raw, "says", place),
        problems=codes_at(raw, "problems", place),
        findings=codes_at(raw, "findings", place),
        needs=codes_at(raw, "needs", place),
        paths=codes_at(raw, "paths", place),
        forms=tuple(FormKind(form) for form in forms) or tuple(FormKind),
    )


def _detail(raw: dict[str, Json], place: Place, points: list[str]) -> Detail:
    check_known(raw, ("about", "name", "asks", "points", "clause", "sure"), place)
    return Detail(
        about=sentence_at(raw, "about", place),
        name=words_at(raw, "name", place),
        asks=sentences_at(raw, "asks", place),
        points=codes_at(raw, "points", place, points),
        clause=clause_at(raw, place),
        sure=sure_at(raw, place),
    )
