"""しきい値判断: which assessment 対象人数, 取扱者数 and 重大事故 oblige an agency to, and which it performs.

The table is data (`rules.data`). The obligated level (規則第4条–第7条) and the level performed are two things: a
higher one may be chosen freely, a lower one may not.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, Literal

from mnassess.documents.model import Assessment
from mnassess.errors import AnswerError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.data import rules_on
from mnassess.rules.problems import Body, Circumstances
from mnassess.rules.rulebook import Band, Exemption, Rules

Criterion = Literal["subjects", "handlers", "incident", "exempt"]


class ThresholdOutcome(StrEnum):
    """しきい値判断結果, the codes of the form."""

    NOT_REQUIRED = "not_required"
    BASIC_REQUIRED = "basic_required"
    KEY_REQUIRED = "key_required"
    FULL_REQUIRED = "full_required"


class Level(IntEnum):
    """How far an assessment goes; each level includes those below it."""

    NONE = 0
    BASIC = 1
    """基礎項目評価."""
    KEY = 2
    """重点項目評価."""
    FULL = 3
    """全項目評価."""

    @property
    def words(self) -> str:
        """The level as people say it."""
        names = (say("評価なし"), say("基礎項目評価"), say("重点項目評価"), say("全項目評価"))
        return names[self]


_OBLIGATED = dict(zip(ThresholdOutcome, Level, strict=True))
_PERFORMED = {
    "threshold": Level.BASIC,
    "threshold_and_key_item": Level.KEY,
    "threshold_and_full_item": Level.FULL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdInputs:
    """What is counted (しきい値判断項目)."""

    subject_count: int | str
    """People recorded in all files of the operation, those exempt under 規則第4条 left out; or a band's code."""
    handler_count: int | str
    """Own staff and contractors' staff who handle the files; or a band's code."""
    incident: bool = False
    """A serious incident (重大事故) occurred, or became known, within the last year anywhere in the agency."""
    exempt: str = ""
    """"1" to "7" of 規則第4条; "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdReason:
    """What one input means for the outcome; also where it changes nothing."""

    criterion: Criterion
    value: int | str | bool
    """As given: a count, a band's code, whether there was an incident, the number of the exemption."""
    text: str
    clause: str

    def to_json(self) -> dict[str, Any]:
        """As `mnassess threshold --format json` prints it."""
        return {"criterion": self.criterion, "value": self.value, "text": self.text, "clause": self.clause}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdDecision:
    """What is obligatory, and why."""

    outcome: ThresholdOutcome
    reasons: tuple[ThresholdReason, ...]
    clause: str

    @property
    def label(self) -> str:
        """The outcome as the form prints it."""
        return outcome_words(self.outcome)

    def to_json(self) -> dict[str, Any]:
        """As `mnassess threshold --format json` prints it."""
        reasons = [reason.to_json() for reason in self.reasons]
        return {"outcome": self.outcome.value, "reasons": reasons, "clause": self.clause}


def outcome_words(outcome: str) -> str:
    """The words the threshold form prints for an outcome."""
    choices = load_form(FormKind.THRESHOLD).field("result.outcome").choices
    return choices.label(outcome) if choices else outcome


def decide_threshold(inputs: ThresholdInputs, as_of: date, body: Body = "local") -> ThresholdDecision:
    """The decision by the rules of `as_of`. AnswerError for inputs that are no counts.

    An exemption that consists of a band of its own (第3号, under 1,000 people) does not hold outside that band: the
    table decides, and a reason says so.
    """
    rules = rules_on(as_of)
    subjects = _band(rules, "subject_count", inputs.subject_count, say("対象人数"))
    handlers = _band(rules, "handler_count", inputs.handler_count, say("取扱者数"))
    counted = _Counted(inputs, subjects, handlers)
    exemption = _exemption(rules, inputs.exempt)
    if exemption and exemption.only_with in {"", subjects.code}:
        why = say("規則第4条第{number}号により評価の対象外である", number=exemption.number)
        decided_by = ("subjects",) if exemption.only_with else ()
        return ThresholdDecision(
            outcome=ThresholdOutcome.NOT_REQUIRED,
            reasons=(_exempt_reason(exemption), *counted.reasons(decided_by, why, exemption.origin.clause)),
            clause=exemption.origin.clause,
        )
    row = rules.threshold.row(subjects.code, handlers.code, "yes" if inputs.incident else "no")
    basis = row.basis if body == "local" or row.national_clause == row.clause else row.national_clause
    reasons = counted.reasons(row.decided_by, counted.because(row.decided_by[-1]), basis)
    return ThresholdDecision(
        outcome=ThresholdOutcome(row.outcome),
        reasons=(_no_exempt_reason(exemption), *reasons) if exemption else reasons,
        clause=row.national_clause if body == "national" else row.clause,
    )


def _band(rules: Rules, choices: str, count: int | str, name: str) -> Band:
    bands = rules.bands[choices]
    if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        return bands.of_count(count)
    found = bands.find(count)
    if found is None:
        raise AnswerError(
            say(
                "{name}「{value}」は人数ではありません。0以上の整数で指定してください。",
                name=name,
                value=count,
            )
        )
    return found


def _exemption(rules: Rules, number: str) -> Exemption | None:
    if not number:
        return None
    if number not in rules.exemptions:
        raise AnswerError(
            say(
                "規則第4条に、評価の対象外とする第{number}号はありません（使える号：{known}）。",
                number=number,
                known="・".join(rules.exemptions),
            )
        )
    return rules.exemptions[number]


def _exempt_reason(exemption: Exemption) -> ThresholdReason:
    text = say(
        "規則第4条第{number}号（{text}）に当たり、評価の対象外である。",
        number=exemption.number,
        text=exemption.text,
    )
    return ThresholdReason(
        criterion="exempt", value=exemption.number, text=text, clause=exemption.origin.clause
    )


def _no_exempt_reason(exemption: Exemption) -> ThresholdReason:
    text = say(
        "規則第4条第{number}号（{text}）には、対象人数から見て当たらない。",
        number=exemption.number,
        text=exemption.text,
    )
    return ThresholdReason(
        criterion="exempt", value=exemption.number, text=text, clause=exemption.origin.clause
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """The three inputs of the table, in the order of the form."""

    inputs: ThresholdInputs
    subjects: Band
    handlers: Band

    def reasons(self, decided_by: tuple[str, ...], why: str, clause: str) -> tuple[ThresholdReason, ...]:
        """What each of them means; those that did not decide say why not (`why`)."""
        found = []
        for criterion, value, fact in self._facts():
            text = fact
            if criterion not in decided_by:
                text = say("{fact}{why}ため、結果を左右しない。", fact=fact, why=why)
            found.append(ThresholdReason(criterion=criterion, value=value, text=text, clause=clause))
        return tuple(found)

    def because(self, criterion: str) -> str:
        """The input that decided, as the ground why another did not."""
        match criterion:
            case "subjects":
                return say("対象人数が{band}である", band=self.subjects.text)
            case "handlers":
                return say("取扱者数が{band}である", band=self.handlers.text)
        return (
            say("過去1年以内に重大事故がある") if self.inputs.incident else say("過去1年以内に重大事故がない")
        )

    def _facts(self) -> tuple[tuple[Criterion, int | str | bool, str], ...]:
        incident = (
            say("過去1年以内に重大事故がある。")
            if self.inputs.incident
            else say("過去1年以内に重大事故はない。")
        )
        return (
            ("subjects", self.inputs.subject_count, say("対象人数は{band}である。", band=self.subjects.text)),
            ("handlers", self.inputs.handler_count, say("取扱者数は{band}である。", band=self.handlers.text)),
            ("incident", self.inputs.incident, incident),
        )


# --- from documents -----------------------------------------------------------------------------------------


def threshold_inputs_of(assessment: Assessment) -> ThresholdInputs | None:
    """The inputs a threshold form holds; None while one is missing, and for the other forms."""
    if assessment.form.kind is not FormKind.THRESHOLD:
        return None
    subjects = assessment.value("inputs.subjects.count")
    handlers = assessment.value("inputs.handlers.count")
    incident = assessment.value("inputs.incident.occurred")
    if subjects is None or handlers is None or incident is None:
        return None
    return ThresholdInputs(
        subject_count=subjects,
        handler_count=handlers,
        incident=incident == "occurred",
        exempt=assessment.facts.get("exempt", ""),
    )


def decision_of(assessment: Assessment, circumstances: Circumstances) -> ThresholdDecision | None:
    """The decision for the operation: from the threshold form itself, or from the one beside the document."""
    form = assessment
    if assessment.form.kind is not FormKind.THRESHOLD:
        beside = circumstances.other(FormKind.THRESHOLD)
        if beside is None:
            return None
        form = beside
    inputs = threshold_inputs_of(form)
    return decide_threshold(inputs, circumstances.as_of, circumstances.body) if inputs else None


def computed_outcome(assessment: Assessment, circumstances: Circumstances) -> str | None:
    """The code しきい値判断結果 must have in this document; None while the inputs are not all answered."""
    decision = decision_of(assessment, circumstances)
    return decision.outcome.value if decision else None


def obligated_level(outcome: str) -> Level:
    """The level an outcome obliges to."""
    return _OBLIGATED[ThresholdOutcome(outcome)]


def performed_level(assessment: Assessment) -> Level | None:
    """The level a document stands for: its own form, or on the threshold form the reports it says are submitted."""
    match assessment.form.kind:
        case FormKind.KEY_ITEM:
            return Level.KEY
        case FormKind.FULL_ITEM:
            return Level.FULL
        case FormKind.THRESHOLD:
            return _PERFORMED.get(assessment.value("measures.report_kind") or "")
