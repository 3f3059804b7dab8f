"""The agency's own ratings (リスクへの対策は十分か) and statements against what is written beside them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FieldKind, FormKind
from mnassess.forms.paths import form_path, parent_path
from mnassess.language import say
from mnassess.rules.check import ALL_FORMS, DETAILED, FULL_ITEM, THRESHOLD, Case, Check
from mnassess.rules.computed import computed_value, printed_choices, repeated_path
from mnassess.rules.problems import Problem, Severity

_SUFFICIENCY = "sufficiency"
_REPEATED = "measures.priority.sufficiency"
_PRIORITY_REASON = "measures.priority.rationale"


class RatedSufficientThoughNotDone(Check):
    """A measure is not taken (行っていない, 定めていない …) and the risk is rated 十分である or better."""

    code = "CON50"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].risks",)

    def find(self, case: Case) -> Iterator[Problem]:
        wording = case.rules.wording
        for at, value in _ratings(case):
            if value not in wording.good_sufficiency:
                continue
            for name in _choices_beside(case.kind, case.assessment.form.edition)[form_path(at)]:
                path = f"{parent_path(at)}.{name}"
                if case.value(path) in wording.negative_levels and case.applies(path):
                    yield self.problem(
                        at,
                        say(
                            "「{title}」が「{rating}」ですが、「{level_title}」は「{level}」です。評価を改めるか、措置を講じてください。",
                            title=case.title(at),
                            rating=case.label(at),
                            level_title=case.title(path),
                            level=case.label(path),
                        ),
                    )


class ExemplaryWithoutText(Check):
    """特に力を入れている, and nothing says how."""

    code = "CON51"
    severity = Severity.WARNING
    places = ("files[].risks", "other_measures", "measures")

    def find(self, case: Case) -> Iterator[Problem]:
        for at, texts in (*_exemplary(case), *_exemplary_repeated(case)):
            if not any(texts.values()):
                yield self.problem(
                    at,
                    say(
                        "「{title}」が「{rating}」ですが、その措置が書かれていません。何にどう力を入れているかを書いてください。",
                        title=case.title(at),
                        rating=_exemplary_words(case, at),
                    ),
                )


class ExemplaryWithCopiedText(Check):
    """特に力を入れている, and the text stands word for word elsewhere in the report."""

    code = "CON52"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].risks", "other_measures")

    def find(self, case: Case) -> Iterator[Problem]:
        copies: dict[str, list[str]] | None = None
        for at, texts in _exemplary(case):
            for path, text in texts.items():
                if not text:
                    continue
                copies = _paths_by_text(case) if copies is None else copies
                elsewhere = [other for other in copies[text] if other != path]
                if elsewhere:
                    yield self.problem(
                        at,
                        say(
                            "「{title}」が「{rating}」ですが、「{text}」は「{other}」と同じ文です。力を入れている内容を書き分けてください。",
                            title=case.title(at),
                            rating=case.label(at),
                            text=case.title(path),
                            other=case.title(elsewhere[0]),
                        ),
                    )


def _ratings(case: Case) -> Iterator[tuple[str, str]]:
    """(path, code) of every リスクへの対策は十分か the run looks at."""
    for blank, path, value in case.answers:
        if blank.name == _SUFFICIENCY:
            yield path, value


def _exemplary(case: Case) -> Iterator[tuple[str, dict[str, str]]]:
    """(path of a rating 特に力を入れている, the texts beside it, none-words as "")."""
    for blank, path, value in case.answers:
        if value != "exemplary" or not case.applies(path):
            continue
        names = _texts_beside(case.kind, case.assessment.form.edition).get(blank.path, ())
        if names:
            paths = [f"{parent_path(path)}.{name}" for name in names]
            yield path, {text_path: case.text(text_path) for text_path in paths}


def _exemplary_repeated(case: Case) -> Iterator[tuple[str, dict[str, str]]]:
    """The same for 当該対策は十分か【再掲】 of the threshold form, which has its 判断の根拠 beside it."""
    if case.assessment.form.find(_REPEATED) is None or not case.applies(_REPEATED):
        return
    if computed_value(case.assessment, _REPEATED, case.circumstances) == "exemplary":
        yield _REPEATED, {_PRIORITY_REASON: case.text(_PRIORITY_REASON)}


def _exemplary_words(case: Case, path: str) -> str:
    """特に力を入れている as the choices of the rating word it."""
    choices = printed_choices(case.assessment, case.assessment.form.field(path), path)
    return choices.label("exemplary") if choices else ""


def _paths_by_text(case: Case) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, value in case.assessment.values.items():
        if isinstance(value, str):
            found.setdefault(value, []).append(path)
    return found


@cache
def _choices_beside(kind: FormKind, edition: str) -> Mapping[str, tuple[str, ...]]:
    """Form path of a rating → names, from its group on, of the choices it sums up."""
    return _beside(kind, edition, frozenset({FieldKind.CHOICE}), _SUFFICIENCY)


@cache
def _texts_beside(kind: FormKind, edition: str) -> Mapping[str, tuple[str, ...]]:
    """Form path of a choice that can be 特に力を入れている → names of the texts of its group."""
    return _beside(kind, edition, frozenset({FieldKind.LONGTEXT, FieldKind.TEXT}), "")


def _beside(
    kind: FormKind, edition: str, kinds: frozenset[FieldKind], name: str
) -> Mapping[str, tuple[str, ...]]:
    blanks = list(load_form(kind, edition).iter_fields())
    found = {}
    for rating in blanks:
        if (
            rating.choices is None
            or rating.choices.find("exemplary") is None
            or (name and rating.name != name)
        ):
            continue
        group = f"{rating.group}."
        inside = (blank for blank in blanks if blank.path.startswith(group) and blank is not rating)
        found[rating.path] = tuple(blank.path.removeprefix(group) for blank in inside if blank.kind in kinds)
    return found


class PriorityWithoutRisk(Check):
    """The measure of highest priority concerns a risk the operation does not have."""

    code = "CON53"
    severity = Severity.WARNING
    forms = THRESHOLD
    places = ("measures.priority",)

    def find(self, case: Case) -> Iterator[Problem]:
        at = "measures.priority.measure"
        blank = case.assessment.form.find(_REPEATED)
        repeated = repeated_path(case.assessment, blank, blank.path) if isinstance(blank, Field) else None
        if repeated and case.applies(at) and not case.applies(repeated):
            yield self.problem(
                at,
                say(
                    "最も優先度が高い対策に「{measure}」を選んでいますが、「{repeated}」は記入の対象外です。選び直してください。",
                    measure=case.label(at),
                    repeated=case.title(repeated),
                ),
            )


class MediumNotCovered(Check):
    """Flash memory or e-mail is used, and no measure speaks of it."""

    code = "CON60"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            for at in _method_blanks(case, path):
                for medium in case.marks(at):
                    named = case.rules.wording.media.get(medium)
                    if named and not named.search(case.texts_of(f"{path}.risks", "other_measures")):
                        yield self.problem(
                            at,
                            say(
                                "「{title}」で{medium}を使いますが、Ⅲに{medium}についての措置がありません。Ⅲに書いてください。",
                                title=case.title(at),
                                medium=_medium_words(case, at, medium),
                            ),
                        )


def _method_blanks(case: Case, path: str) -> list[str]:
    lists = ("outsourcing.tasks", "provision.provided_to", "provision.transferred_to")
    entries = [entry for name in lists for entry in case.entries(f"{path}.profile.{name}")]
    return [f"{path}.profile.acquisition.methods", *(f"{entry}.methods" for entry in entries)]


def _medium_words(case: Case, path: str, medium: str) -> str:
    choices = case.assessment.form.field(path).choices
    return choices.label(medium) if choices else medium


class EndlessRetentionErased(Check):
    """保管期間 定められていない, and an erasure procedure that starts at its end."""

    code = "CON61"
    severity = Severity.WARNING
    forms = FULL_ITEM
    places = ("files[].profile.storage.period.length",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.profile.storage.period.length"
            if case.value(at) != "unspecified":
                continue
            for name in ("profile.storage.erasure", "risks.storage.undeleted.erasure.detail"):
                found = case.rules.wording.erasure_at_end.search(case.text(f"{path}.{name}"))
                if found:
                    yield self.problem(
                        at,
                        say(
                            "「{title}」が「定められていない」ですが、「{erasure}」は「{words}」から始まります。期間を確かめてください。",
                            title=case.title(at),
                            erasure=case.title(f"{path}.{name}"),
                            words=found[0],
                        ),
                    )


class RegisterOmission(Check):
    """個人情報ファイル簿の公表 against 個人情報ファイル簿への不記載等."""

    code = "CON62"
    severity = Severity.WARNING
    clause = "個人情報保護法第75条"
    forms = FULL_ITEM
    places = ("disclosure.request",)

    def find(self, case: Case) -> Iterator[Problem]:
        at, reason = "disclosure.request.register_published", "disclosure.request.register_omission"
        if case.value(at) == "not_done" and not case.text(reason):
            yield self.problem(
                at,
                say(
                    "「{title}」が「行っていない」ですが、「{reason}」に記載がありません。公表しない理由を書いてください。",
                    title=case.title(at),
                    reason=case.title(reason),
                ),
            )


class IncidentDenied(Check):
    """発生なし for three years, and an incident within them is known from the threshold form or the facts."""

    code = "CON63"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].risks.storage.leakage.incident.occurred",)

    def find(self, case: Case) -> Iterator[Problem]:
        threshold = case.circumstances.other(FormKind.THRESHOLD)
        known = threshold is not None and threshold.value("inputs.incident.occurred") == "occurred"
        first = case.rules.periods["report_incident_window"].before(case.as_of)
        incidents = [
            *case.assessment.facts.get("incidents", ()),
            *(threshold.facts.get("incidents", ()) if threshold else ()),
        ]
        known = known or any(
            first <= date.fromisoformat(day) <= case.as_of
            for incident in incidents
            for day in incident.values()
        )
        answers = {case.value(f"{path}.risks.storage.leakage.incident.occurred") for path in case.all_files}
        for path in case.files:
            at = f"{path}.risks.storage.leakage.incident.occurred"
            if case.value(at) == "not_occurred" and (known or "occurred" in answers):
                yield self.problem(
                    at,
                    say(
                        "「{title}」が「発生なし」ですが、基礎項目評価書、他のファイル又は手続の事実では発生しています。どちらかを改めてください。",
                        title=case.title(at),
                    ),
                )


class EmergencyRule(Check):
    """規則第9条第2項の適用 against the fact that the assessment was made after an emergency."""

    code = "CON64"
    severity = Severity.WARNING
    clause = "規則第9条第2項"
    forms = ALL_FORMS
    places = ("overview.rule9_2",)

    def find(self, case: Case) -> Iterator[Problem]:
        at = "overview.rule9_2.applied"
        fact = case.assessment.facts.get("emergency")
        if case.assessment.form.find(at) is None or fact is None or case.ticked(at) == fact:
            return
        yield self.problem(
            at,
            say(
                "「{title}」の○が、手続の事実（緊急時の事後評価：{fact}）と合いません。どちらかを改めてください。",
                title=case.title(at),
                fact=say("あり") if fact else say("なし"),
            ),
        )


RATING_CHECKS: tuple[Check, ...] = (
    RatedSufficientThoughNotDone(),
    ExemplaryWithoutText(),
    ExemplaryWithCopiedText(),
    PriorityWithoutRisk(),
    MediumNotCovered(),
    EndlessRetentionErased(),
    RegisterOmission(),
    IncidentDenied(),
    EmergencyRule(),
)
