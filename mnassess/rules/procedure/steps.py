"""Which steps of the procedure a report must show, and how long the public consultation must last."""

from collections.abc import Iterator
from datetime import date

from mnassess.documents.words import printed_words
from mnassess.forms.dates import parse_period, show_date
from mnassess.language import say
from mnassess.rules.check import FULL_ITEM, Case, Check
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.threshold import Level, obligated_level

CONSULTATION_PERIOD = "procedure.consultation.period"


def is_voluntary(case: Case) -> bool:
    """Whether the operation is known not to be obliged to a full-item assessment: the steps are then its choice."""
    outcome = case.decision.outcome if case.decision else case.value("procedure.basic.result")
    return outcome is not None and obligated_level(str(outcome)) < Level.FULL


class ApprovalOfLocalBody(Check):
    """The Commission approves reports of 行政機関等 only; a local body leaves the block empty."""

    code = "PRC01"
    severity = Severity.ERROR
    clause = "番号法第28条第2項"
    forms = FULL_ITEM
    places = ("cover.approval_date", "procedure.approval")

    def find(self, case: Case) -> Iterator[Problem]:
        if case.circumstances.body != "local":
            return
        for at in ("cover.approval_date", "procedure.approval.submitted", "procedure.approval.examination"):
            value = case.value(at)
            if value is not None and not case.rules.wording.says_nothing(value):
                yield self.problem(
                    at,
                    say(
                        "地方公共団体等は個人情報保護委員会の承認を受けません。「{title}」の記載を消してください。",
                        title=case.title(at),
                    ),
                )


class StepDenied(Check):
    """An obligatory full-item assessment says なし where it must say how people were heard."""

    code = "PRC02"
    severity = Severity.ERROR
    forms = FULL_ITEM
    places = ("procedure.consultation", "procedure.third_party")

    def find(self, case: Case) -> Iterator[Problem]:
        if is_voluntary(case):
            return
        is_local = case.circumstances.body == "local"
        consultation = "規則第7条第1項" if is_local else "番号法第28条第1項"
        steps = {"procedure.consultation.method": consultation, CONSULTATION_PERIOD: consultation}
        if is_local:
            steps |= dict.fromkeys(
                tuple(f"procedure.third_party.{name}" for name in ("date", "method", "result")),
                "規則第7条第4項",
            )
        for at, clause in steps.items():
            value = case.value(at)
            if value is not None and case.rules.wording.says_nothing(value):
                yield self.problem(
                    at,
                    say(
                        "「{title}」が「{value}」ですが、全項目評価では省けません。実施して記入してください。",
                        title=case.title(at),
                        value=printed_words(case.assessment.form.field(at), value),
                    ),
                    clause=clause,
                )


def consultation_of(case: Case) -> tuple[date, date] | None:
    """First and last day of the consultation: the facts, else what can be read in 実施日・期間."""
    begin, end = case.fact_day("consultation_from"), case.fact_day("consultation_to")
    return (begin, end) if begin and end else parse_period(case.text(CONSULTATION_PERIOD))


class ConsultationTooShort(Check):
    """Thirty days, first and last included, unless a special reason is written down."""

    code = "PRC03"
    severity = Severity.ERROR
    forms = FULL_ITEM
    places = (CONSULTATION_PERIOD,)

    def find(self, case: Case) -> Iterator[Problem]:
        found = consultation_of(case)
        if found is None:
            if case.text(CONSULTATION_PERIOD):
                for name in ("consultation_from", "consultation_to"):
                    case.fact_day(name, needed_by=say("意見聴取の日数"))
            return
        begin, end = found
        period = case.rules.periods["consultation"]
        days = (end - begin).days + 1
        if 0 < days < period.length and not case.text("procedure.consultation.shortened_reason"):
            yield self.problem(
                CONSULTATION_PERIOD,
                say(
                    "意見聴取の期間が{days}日間です（{begin}から{end}まで）。{length}日以上とするか、期間を短縮する特段の理由を書いてください。",
                    days=days,
                    begin=show_date(begin.isoformat()),
                    end=show_date(end.isoformat()),
                    length=period.length,
                ),
                severity=Severity.WARNING if is_voluntary(case) else None,
                clause=period.origin.clause,
            )


class ConsultationReversed(Check):
    """The consultation ends before it begins."""

    code = "PRC04"
    severity = Severity.ERROR
    forms = FULL_ITEM
    places = (CONSULTATION_PERIOD,)

    def find(self, case: Case) -> Iterator[Problem]:
        found = consultation_of(case)
        if found and found[1] < found[0]:
            yield self.problem(
                CONSULTATION_PERIOD, say("意見聴取の終わりの日が始まりの日より前です。日付を改めてください。")
            )


class ConsultationFactsDiffer(Check):
    """The days in 実施日・期間 are not those of the facts."""

    code = "PRC05"
    severity = Severity.WARNING
    forms = FULL_ITEM
    places = (CONSULTATION_PERIOD,)

    def find(self, case: Case) -> Iterator[Problem]:
        printed = parse_period(case.text(CONSULTATION_PERIOD))
        facts = case.fact_day("consultation_from"), case.fact_day("consultation_to")
        if printed and any(fact and fact != day for fact, day in zip(facts, printed, strict=True)):
            yield self.problem(
                CONSULTATION_PERIOD,
                say(
                    "「{title}」の日付が、手続の事実に記録した意見聴取の日付と違います。どちらかを改めてください。",
                    title=case.title(CONSULTATION_PERIOD),
                ),
            )


def fact_name(name: str) -> str:
    """What people call a procedure fact."""
    names = {
        "consultation_from": say("意見聴取の開始日"),
        "consultation_to": say("意見聴取の終了日"),
        "submitted_on": say("個人情報保護委員会への提出日"),
        "requirements_fixed_on": say("要件定義の終了日"),
        "last_full_publication_on": say("直近の評価の実施（再実施を含む。）による公表日"),
        "incidents": say("重大事故の発生日・知った日"),
    }
    return names.get(name, name)


STEP_CHECKS: tuple[Check, ...] = (
    ApprovalOfLocalBody(),
    StepDenied(),
    ConsultationTooShort(),
    ConsultationReversed(),
    ConsultationFactsDiffer(),
)
