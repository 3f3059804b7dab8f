"""The order of the steps: announced, heard, inspected or approved, submitted, published, and all of it before holding."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from mnassess.documents.beside import fact_path
from mnassess.forms.dates import show_date
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.check import DETAILED, Case, Check
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.procedure.steps import CONSULTATION_PERIOD, consultation_of

_PUBLICATION = "cover.publication_date"
_PUBLISHED_UNDER = {
    FormKind.THRESHOLD: "規則第5条第2項",
    FormKind.KEY_ITEM: "規則第6条第3項",
    FormKind.FULL_ITEM: "規則第7条第6項",
}


class _Step(NamedTuple):
    """One act of the procedure and the days it may have happened on."""

    name: str
    path: str
    earliest: date | None
    latest: date | None
    clause: str
    """What puts it after the step before."""


class StepsOutOfOrder(Check):
    """意見聴取 → 第三者点検 → 提出 → 公表, or with the Commission's approval for 行政機関等. The same day is in order."""

    code = "PRC10"
    severity = Severity.ERROR
    places = ("procedure", "cover", fact_path("submitted_on"))

    def find(self, case: Case) -> Iterator[Problem]:
        for steps in _sequences(case):
            known = [step for step in steps if step.earliest and step.latest]
            for first, second in pairwise(known):
                if second.latest and first.earliest and second.latest < first.earliest:
                    yield self.problem(
                        second.path,
                        say(
                            "{second}（{second_day}）が、{first}（{first_day}）より前です。日付を改めてください。",
                            second=second.name,
                            second_day=show_date(second.latest.isoformat()),
                            first=first.name,
                            first_day=show_date(first.earliest.isoformat()),
                        ),
                        clause=second.clause,
                    )


def _sequences(case: Case) -> Iterator[list[_Step]]:
    """The steps in the order the law asks for. A later amendment is submitted and published again, so what was
    submitted for approval is told from what was submitted last.
    """
    needed = say("提出と公表の順序") if case.value(_PUBLICATION) else ""
    day = case.fact_day("submitted_on", needed_by=needed)
    submitted = _Step(say("提出"), fact_path("submitted_on"), day, day, "規則第7条第5項")
    published = _step(case, say("公表"), _PUBLICATION, _PUBLISHED_UNDER[case.kind])
    if case.kind is not FormKind.FULL_ITEM:
        yield [submitted, published]
        return
    consultation = consultation_of(case)
    end = consultation[1] if consultation else None
    heard = _Step(say("意見聴取の終了"), CONSULTATION_PERIOD, end, end, "")
    if case.circumstances.body == "local":
        inspected = _step(case, say("第三者点検"), "procedure.third_party.date", "規則第7条第4項")
        yield [heard, inspected, submitted, published]
        return
    for_approval = _step(case, say("承認のための提出"), "procedure.approval.submitted", "番号法第28条第2項")
    approved = _step(case, say("承認"), "cover.approval_date", "番号法第28条第2項")
    yield [heard, for_approval, approved, published._replace(clause="番号法第28条第4項")]
    yield [submitted, published._replace(clause="規則第14条第2項")]


def _step(case: Case, name: str, path: str, clause: str) -> _Step:
    return _Step(name, path, case.earliest(path), case.latest(path), clause)


class AfterRequirements(Check):
    """公示 (full-item) or 提出 (other forms) comes before the requirements of the system are fixed."""

    code = "PRC11"
    severity = Severity.ERROR
    clause = "規則第9条第1項"
    places = (CONSULTATION_PERIOD, fact_path("submitted_on"))

    def find(self, case: Case) -> Iterator[Problem]:
        if case.is_emergency:
            return
        consultation = consultation_of(case) if case.kind is FormKind.FULL_ITEM else None
        act, at = case.fact_day("submitted_on"), fact_path("submitted_on")
        published = case.fact_day("last_full_publication_on")
        if case.kind is not FormKind.FULL_ITEM and act and published and published < act:
            return  # an amendment: the assessment itself was submitted before that publication
        if case.kind is FormKind.FULL_ITEM:
            act, at = consultation[0] if consultation else None, CONSULTATION_PERIOD
        if act is None:
            return
        fixed = case.fact_day("requirements_fixed_on", needed_by=say("システムの要件定義より前に評価したか"))
        if fixed and act > fixed:
            yield self.problem(
                at,
                say(
                    "{act}（{day}）が、要件定義の終了（{fixed}）より後です。緊急の場合（規則第9条第2項）でなければ、構築の前に行ってください。",
                    act=say("公示の開始") if case.kind is FormKind.FULL_ITEM else say("提出"),
                    day=show_date(act.isoformat()),
                    fixed=show_date(fixed.isoformat()),
                ),
            )


class HeldBeforePublication(Check):
    """A first assessment is finished before the file is held. Later ones cannot tell from the dates printed."""

    code = "PRC12"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile.basic.start_date",)

    def find(self, case: Case) -> Iterator[Problem]:
        if (
            case.is_emergency
            or case.value("changes")
            or case.assessment.facts.get("last_full_publication_on")
        ):
            return
        published = case.earliest(_PUBLICATION)
        for path in case.files:
            at = f"{path}.profile.basic.start_date"
            held = case.latest(at)
            if held and held < (published or case.as_of):
                yield self.problem(
                    at,
                    say(
                        "「{title}」（{held}）が公表より前です。初めての評価は保有の前に終えます。再実施や修正なら、変更箇所と直近の公表日を記録してください。",
                        title=case.title(at),
                        held=show_date(held.isoformat()),
                    ),
                    clause="番号法第28条第1項"
                    if case.circumstances.body == "national"
                    else _held_under(case),
                )


def _held_under(case: Case) -> str:
    return "規則第7条第1項" if case.kind is FormKind.FULL_ITEM else "規則第6条第1項"


ORDER_CHECKS: tuple[Check, ...] = (StepsOutOfOrder(), AfterRequirements(), HeldBeforePublication())
