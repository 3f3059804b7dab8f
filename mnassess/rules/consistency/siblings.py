"""The documents of one operation against each other: しきい値判断 and its outcome, and answers both forms ask for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import title_of
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FieldKind, FormKind
from mnassess.forms.paths import form_path, parent_path
from mnassess.language import say
from mnassess.rules.applicability import reason_not_applicable
from mnassess.rules.check import DETAILED, THRESHOLD, Case, Check, overlaps, plain
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.threshold import Level, obligated_level, performed_level

_OUTCOME_FACT = "threshold_outcome"
_STATED_OUTCOME = "procedure.basic.result"
_REPORT_KIND = "measures.report_kind"


class StoredOutcome(Check):
    """しきい値判断結果 follows from Ⅱ; it cannot be chosen."""

    code = "CON01"
    severity = Severity.ERROR
    forms = THRESHOLD
    places = ("result",)

    def find(self, case: Case) -> Iterator[Problem]:
        stored = case.value("result.outcome")
        if stored and case.decision and stored != case.decision.outcome:
            yield self.problem(
                "result.outcome",
                say(
                    "しきい値判断結果が「{stored}」ですが、Ⅱの記入から決まる結果は「{computed}」です。Ⅱの記入を確かめ、結果を改めてください。",
                    stored=case.label("result.outcome"),
                    computed=case.decision.label,
                ),
                clause=case.decision.clause,
            )


class StatedOutcome(Check):
    """しきい値判断結果 in 評価実施手続 is the one of the 基礎項目評価書."""

    code = "CON02"
    severity = Severity.ERROR
    forms = DETAILED
    places = (_STATED_OUTCOME,)

    def find(self, case: Case) -> Iterator[Problem]:
        stated = case.value(_STATED_OUTCOME)
        if stated and case.decision and stated != case.decision.outcome:
            yield self.problem(
                _STATED_OUTCOME,
                say(
                    "「{title}」が「{stated}」ですが、基礎項目評価書の記入から決まる結果は「{computed}」です。どちらかを改めてください。",
                    title=case.title(_STATED_OUTCOME),
                    stated=case.label(_STATED_OUTCOME),
                    computed=case.decision.label,
                ),
                clause=case.decision.clause,
            )


class _Levels(NamedTuple):
    obligated: Level
    performed: Level
    path: str
    clause: str


def _levels(case: Case) -> _Levels | None:
    """What the operation is obliged to and what is performed; None while either is not known."""
    path = _REPORT_KIND if case.kind is FormKind.THRESHOLD else _STATED_OUTCOME
    stated = case.value(_STATED_OUTCOME)
    performed = performed_level(case.assessment)
    if performed is None or not (case.decision or stated):
        return None
    if case.kind is FormKind.KEY_ITEM and case.circumstances.other(FormKind.FULL_ITEM):
        performed = Level.FULL
    outcome = case.decision.outcome if case.decision else stated
    return _Levels(
        obligated_level(str(outcome)), performed, path, case.decision.clause if case.decision else ""
    )


class LevelTooLow(Check):
    """Less is performed than the operation is obliged to."""

    code = "CON03"
    severity = Severity.ERROR
    places = (_REPORT_KIND, _STATED_OUTCOME)

    def find(self, case: Case) -> Iterator[Problem]:
        levels = _levels(case)
        if levels and levels.performed < levels.obligated:
            yield self.problem(
                levels.path,
                say(
                    "{obligated}の実施が義務付けられる事務ですが、実施するのは{performed}です。{obligated}を実施してください。",
                    obligated=levels.obligated.words,
                    performed=levels.performed.words,
                ),
                clause=levels.clause,
            )


class LevelHigher(Check):
    """More is performed than the operation is obliged to: allowed, and worth knowing."""

    code = "CON04"
    severity = Severity.INFO
    places = (_REPORT_KIND, _STATED_OUTCOME)

    def find(self, case: Case) -> Iterator[Problem]:
        levels = _levels(case)
        if levels and levels.performed > levels.obligated:
            yield self.problem(
                levels.path,
                say(
                    "{performed}は義務ではなく、任意の実施です（義務は{obligated}）。任意で実施することを確かめてください。",
                    obligated=levels.obligated.words,
                    performed=levels.performed.words,
                ),
                clause=levels.clause,
            )


class PriorityCoveredElsewhere(Check):
    """The box 「全項目評価又は重点項目評価を実施する」 says what 提出する評価書の種類 says."""

    code = "CON05"
    severity = Severity.WARNING
    forms = THRESHOLD
    places = ("measures.priority",)

    def find(self, case: Case) -> Iterator[Problem]:
        path = "measures.priority.covered_elsewhere"
        kind = case.value(_REPORT_KIND)
        if kind is None or case.assessment.form.find(path) is None:
            return
        if case.ticked(path) == (kind == "threshold"):
            yield self.problem(
                path,
                say(
                    "「{title}」の○が、提出する評価書の種類「{kind}」と合いません。どちらかを改めてください。",
                    title=case.title(path),
                    kind=case.label(_REPORT_KIND),
                ),
            )


class ReportKindAndDocuments(Check):
    """The reports said to be submitted are those that lie beside the threshold form."""

    code = "CON06"
    severity = Severity.WARNING
    forms = THRESHOLD
    places = (_REPORT_KIND,)

    def find(self, case: Case) -> Iterator[Problem]:
        beside = case.circumstances.other(FormKind.FULL_ITEM, FormKind.KEY_ITEM)
        performed = performed_level(case.assessment)
        if beside is None or performed is None:
            return
        there = {performed_level(other) for other in case.circumstances.others if other.form.kind in DETAILED}
        if performed not in there:
            yield self.problem(
                _REPORT_KIND,
                say(
                    "提出する評価書の種類は「{kind}」ですが、この事務には{beside}があります。どちらかを改めてください。",
                    kind=case.label(_REPORT_KIND),
                    beside=beside.form.name,
                ),
            )


# --- answers both forms ask for -------------------------------------------------------------------------------


class _Difference(NamedTuple):
    path: str
    blank: Field
    mine: str
    theirs: str
    other: Assessment
    other_path: str


class ShortAnswersDiffer(Check):
    """A choice, a box, a name that both documents ask for has two answers."""

    code = "CON07"
    severity = Severity.WARNING
    places = ("",)

    def find(self, case: Case) -> Iterator[Problem]:
        for found in _differences(case, _SHORT):
            yield self.problem(
                found.path,
                say(
                    "「{title}」（{mine}）が、{other}の「{other_title}」（{theirs}）と違います。どちらかに合わせてください。",
                    title=case.title(found.path),
                    mine=found.mine,
                    other=found.other.form.name,
                    other_title=title_of(found.other, found.other_path),
                    theirs=found.theirs,
                ),
            )


class LongAnswersDiffer(Check):
    """A text that both documents ask for reads differently: often rightly so."""

    code = "CON08"
    severity = Severity.INFO
    places = ("",)

    def find(self, case: Case) -> Iterator[Problem]:
        for found in _differences(case, _LONG):
            yield self.problem(
                found.path,
                say(
                    "「{title}」の文が、{other}の「{other_title}」と違います。違ってよいか確かめてください。",
                    title=case.title(found.path),
                    other=found.other.form.name,
                    other_title=title_of(found.other, found.other_path),
                ),
            )


_PER_FILE = "files[]."
_ADDED_UP = frozenset({FieldKind.FLAG, FieldKind.CHECKS, FieldKind.TEXTS})
"""Kinds whose answer over several files is made of all of theirs."""
_LONG = frozenset({FieldKind.LONGTEXT})
_SHORT = frozenset(FieldKind) - _LONG


def _differences(case: Case, kinds: frozenset[FieldKind]) -> Iterator[_Difference]:
    """Blanks with the same fact whose answers do not agree."""
    mine = _fact_blanks(case.assessment.form.kind, case.assessment.form.edition)
    inside = form_path(case.inside)
    asked = [blank for blank in mine.values() if blank.kind in kinds and overlaps(blank.path, inside)]
    if case.kind is FormKind.THRESHOLD:
        others = [other for other in case.circumstances.others if other.form.kind in DETAILED]
    else:
        threshold = case.circumstances.other(FormKind.THRESHOLD)
        others = [threshold] if threshold else []
    for other in others:
        theirs = _fact_blanks(other.form.kind, other.form.edition)
        for blank in asked:
            if blank.fact in theirs:
                yield from _compare(case, blank, other, theirs[blank.fact])


@cache
def _fact_blanks(kind: FormKind, edition: str) -> Mapping[str, Field]:
    blanks = load_form(kind, edition).iter_fields()
    return {blank.fact: blank for blank in blanks if blank.fact and blank.fact != _OUTCOME_FACT}


def _compare(case: Case, blank: Field, other: Assessment, other_blank: Field) -> Iterator[_Difference]:
    if blank.path.startswith(_PER_FILE):
        theirs = _unless_shared(case, other, other_blank, [])
        mine = _unless_shared(case, case.assessment, blank, theirs)
    else:
        mine = _unless_shared(case, case.assessment, blank, [])
        theirs = _unless_shared(case, other, other_blank, mine)
    if not mine or not theirs:
        return
    agreed = _agreed(blank.kind, [value for _, value in mine], [value for _, value in theirs])
    if agreed is None:
        return
    path, value = next(((path, value) for path, value in mine if value != agreed), mine[0])
    other_path, other_value = next(((p, v) for p, v in theirs if v != value), theirs[0])
    shown = _shown(blank, value, case.assessment.value(path))
    other_shown = _shown(other_blank, other_value, other.value(other_path))
    yield _Difference(path, blank, shown, other_shown, other, other_path)


_Answers = list[tuple[str, Value]]


def _unless_shared(case: Case, assessment: Assessment, blank: Field, wanted: _Answers) -> _Answers:
    """The answers of one side; none where one of them is among those `wanted` and that is enough to agree.

    Mostly it is that of the first file: the others need not be looked at.
    """
    enough = () if blank.kind in _ADDED_UP else [value for _, value in wanted]
    found: _Answers = []
    for path, value in _answers(case, assessment, blank):
        if value in enough:
            return []
        found.append((path, value))
    return found


def _agreed(kind: FieldKind, mine: list[Value], theirs: list[Value]) -> Value | None:
    """None where the answers agree; else one side's answer, to point at an entry of ours that differs from it.

    Over several files a box counts as marked where it is marked for all of them, marks are put together, and a
    choice agrees with any of the files' choices.
    """
    if kind is FieldKind.FLAG:
        return None if all(mine) == all(theirs) else all(theirs)
    if kind in _ADDED_UP:
        ours, others = frozenset[str]().union(*mine), frozenset[str]().union(*theirs)
        return None if ours == others else others
    return None if set(mine) & set(theirs) else theirs[0]


def _answers(case: Case, assessment: Assessment, blank: Field) -> Iterator[tuple[str, Value]]:
    """(path, comparable answer) of a blank that applies, once or once per file; unanswered ones are left out."""
    paths: Iterable[str] = (blank.path,)
    if blank.path.startswith(_PER_FILE):
        rest = blank.path.removeprefix("files[]")
        paths = (f"files[{item}]{rest}" for item in assessment.items_of("files"))
    for path in paths:
        answer = _comparable(case, assessment, blank, path)
        if answer is not None and reason_not_applicable(assessment, path, case.circumstances.body) is None:
            yield path, answer


def _comparable(case: Case, assessment: Assessment, blank: Field, path: str) -> Value | None:
    value = assessment.values.get(path)
    match blank.kind:
        case FieldKind.FLAG:
            begun = value is not None or assessment.is_begun(parent_path(path))
            return value is True if begun else None
        case FieldKind.CHECKS:
            return frozenset(value) if value else None
        case FieldKind.TEXTS:
            return frozenset(plain(text) for text in value) if value else None
        case FieldKind.TEXT | FieldKind.LONGTEXT:
            text = "" if value is None or case.is_none(value) else plain(value)
            return text if text or blank.required == "free" else None
        case _:
            return value


def _shown(blank: Field, compared: Value, typed: Value | None) -> str:
    """An answer as people know it: texts as typed, not as they are compared."""
    if blank.kind is FieldKind.FLAG:
        return say("○あり") if compared else say("○なし")
    if blank.kind is FieldKind.TEXTS:
        return "、".join(typed or ())
    if blank.choices and isinstance(compared, frozenset):
        return "、".join(choice.label for choice in blank.choices if choice.code in compared)
    if blank.choices:
        return blank.choices.label(compared)
    return str(typed or "") or say("記入なし")


SIBLING_CHECKS: tuple[Check, ...] = (
    StoredOutcome(),
    StatedOutcome(),
    LevelTooLow(),
    LevelHigher(),
    PriorityCoveredElsewhere(),
    ReportKindAndDocuments(),
    ShortAnswersDiffer(),
    LongAnswersDiffer(),
)
