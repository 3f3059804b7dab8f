"""What a report claims: every measure it states as a `Claim`, in form order (記載された対策).

Which blanks state measures, where a text is cut and which choices assert something is data:
`schemas/review/claims.json`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mnassess import resources
from mnassess.documents.model import Assessment, Value
from mnassess.forms.model import Choice, Field, FieldKind, Form, FormKind, Section
from mnassess.forms.paths import form_path, is_inside
from mnassess.forms.schema_files import Place, check_known, flag_at, object_at, text_at
from mnassess.review.fingerprints import fingerprint
from mnassess.review.grammar import Grammar, read_grammar
from mnassess.review.measures import measure_types
from mnassess.review.model import Claim
from mnassess.review.origins import (
    Origin,
    count_at,
    number_at,
    read_entries,
    read_forms,
    read_origin,
)
from mnassess.review.risks import risk_catalogue
from mnassess.review.sourced import read_data
from mnassess.review.splitting import Statement, split
from mnassess.rules.data import rules_on

Json = Any
_TEXT_DIGITS, _SCOPE_DIGITS = 8, 4
_POINTS = "。｡. "
_ASIDE = re.compile("（[^（）]*）")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimingBlanks:
    """A heading, or a blank, whose answers state measures."""

    path: str
    forms: frozenset[FormKind]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What a choice or a mark says, as a sentence."""

    sentence: str
    """With {label} (of the blank), {choice} (its words) or {risk} (the risk the blank asks about)."""
    judgement: bool
    origin: Origin


class Likeness(NamedTuple):
    """When two different texts of one blank are one claim before and after an edit."""

    least_alike: float
    """Of the pairs of characters both have, the share."""
    least_contained: float
    """The share of the shorter one's pairs that the other has: a sentence that was cut, or grew."""
    least_pairs: int
    """Pairs of characters without which being contained says nothing."""


class RiskQuestion(NamedTuple):
    """How the form asks リスクへの対策は十分か, and how the risk is taken out of it."""

    ending: str
    general: str
    """What is left where the blank itself does not name the risk; then its heading does."""
    between: str
    """Between several risks of one heading, as printed."""
    joined_by: str


@dataclass(frozen=True, kw_only=True)
class ClaimRules:
    """Where claims come from and how they are told apart."""

    blanks: tuple[ClaimingBlanks, ...]
    assertions: Mapping[tuple[str, str], Assertion]
    """(set of choices, code) → what it asserts; other choices assert nothing."""
    risk_question: RiskQuestion
    grammar: Grammar
    likeness: Likeness

    def makes_claims(self, form: Form, path: str) -> bool:
        """Whether the blank at a field path or form path may state measures, in words or by a choice."""
        blank, at = form.find(path), form_path(path)
        if not isinstance(blank, Field) or not (
            blank.kind is FieldKind.LONGTEXT or (blank.choices and blank.choices.name in self._asserting)
        ):
            return False
        return any(form.kind in one.forms and is_inside(at, one.path) for one in self.blanks)

    @cached_property
    def _asserting(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.assertions)


def claims_of(assessment: Assessment) -> tuple[Claim, ...]:
    """Every claim of a report, in form order."""
    rules = claim_rules()
    claims: list[Claim] = []
    for blank, path, value in assessment.iter_answers():
        if rules.makes_claims(assessment.form, path):
            claims += _claims_at(assessment, blank, path, value, rules)
    return tuple(claims)


def _claims_at(
    assessment: Assessment, blank: Field, path: str, value: Value, rules: ClaimRules
) -> Iterator[Claim]:
    types = measure_types()
    label = label_of(assessment.form, blank)
    risks, process = risk_catalogue().spoken_to(assessment, path)
    stated = list(_statements(assessment.form, blank, value, rules))
    ids = _ids(path, [statement for statement, _ in stated])
    for known, (statement, judgement) in zip(ids, stated, strict=True):
        reasons = types.of(statement.text, label=label, around=f"{statement.scope}\n{statement.lead}")
        yield Claim(
            id=known,
            path=path,
            scope=statement.scope,
            lead=statement.lead,
            text=statement.text,
            measures=tuple(reasons),
            reasons=reasons,
            risks=risks,
            process=process,
            judgement=judgement,
            fingerprint=fingerprint(statement.text),
        )


def _statements(
    form: Form, blank: Field, value: Value, rules: ClaimRules
) -> Iterator[tuple[Statement, bool]]:
    """(what the answer states, whether it is a judgement rather than a measure)."""
    match blank.kind:
        case FieldKind.LONGTEXT:
            for statement in split(value, rules.grammar):
                if not says_nothing(statement.text, rules.grammar):
                    yield statement, False
        case FieldKind.CHOICE | FieldKind.CHECKS if blank.choices:
            for choice in blank.choices:
                assertion = rules.assertions.get((blank.choices.name, choice.code))
                is_chosen = choice.code == value if blank.kind is FieldKind.CHOICE else choice.code in value
                if assertion and is_chosen:
                    sentence = _sentence(form, blank, choice, assertion, rules.risk_question)
                    yield Statement(sentence), assertion.judgement


def says_nothing(text: str, grammar: Grammar) -> bool:
    """Whether a text says that there is no measure (なし, －, 該当なし, 特になし), a （…） behind it aside.

    A bullet with nothing behind it says nothing either.
    """
    wording = rules_on(date.max).wording
    words = text.strip(_POINTS)
    if grammar.marks.fullmatch(words):
        return True
    opening = min((at for at in map(words.find, grammar.brackets) if at > 0), default=len(words))
    return wording.is_none(words) or (
        words.endswith(tuple(grammar.brackets.values())) and wording.is_none(words[:opening].strip(_POINTS))
    )


def _sentence(form: Form, blank: Field, choice: Choice, assertion: Assertion, question: RiskQuestion) -> str:
    risk = blank.label.removesuffix(question.ending)
    if risk == question.general:
        group = form.find(blank.group)
        risk = group.label.replace(question.between, question.joined_by) if group else risk
    return assertion.sentence.format(label=blank.label, choice=choice.words, risk=risk)


def label_of(form: Form, blank: Field) -> str:
    """What the form prints for a blank, without its （…を除く。）: its label and those around it, but not the chapter's."""
    labels = [blank.label]
    group = form.find(blank.group)
    while isinstance(group, Section) and group.layout != "chapter" and not group.repeated:
        labels.append(group.label)
        group = form.find(group.group)
    return _ASIDE.sub("", "\n".join(labels))


# --- ids ------------------------------------------------------------------------------------------------------


def _ids(path: str, statements: list[Statement]) -> list[str]:
    """The ids of the claims of a blank: its path and a digest of their words, wherever in the blank they stand.

    Only where the same words stand twice, the heading is in the id, and a number where that is the same too.
    """
    bare = [f"{path}#{fingerprint(statement.text)[:_TEXT_DIGITS]}" for statement in statements]
    times = Counter(bare)
    marked = [
        known if times[known] == 1 else known + _scope_mark(statement.scope)
        for known, statement in zip(bare, statements, strict=True)
    ]
    taken: Counter[str] = Counter()
    found = []
    for known in marked:
        taken[known] += 1
        found.append(known if taken[known] == 1 else f"{known}.{taken[known]}")
    return found


def _scope_mark(scope: str) -> str:
    return f"-{fingerprint(scope)[:_SCOPE_DIGITS]}" if scope else ""


def path_of(claim: str) -> str:
    """The field path in the id of a claim."""
    return claim.rpartition("#")[0]


def file_of(path: str) -> str:
    """Id of the personal information file a field path lies in; "" where it lies in none."""
    return path.removeprefix("files[").partition("]")[0] if path.startswith("files[") else ""


# --- the data -------------------------------------------------------------------------------------------------


@cache
def claim_rules() -> ClaimRules:
    """The rules that travel with the program."""
    return read_claim_rules(resources.schemas() / "review" / "claims.json")


def read_claim_rules(path: Path) -> ClaimRules:
    """The rules a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(path, ("blanks", "assertions", "risk_question", "splitting", "following"))
    question, at = object_at(root, "risk_question", place), place / "risk_question"
    check_known(question, RiskQuestion._fields, at)
    following, following_at = object_at(root, "following", place), place / "following"
    check_known(following, Likeness._fields, following_at)
    return ClaimRules(
        blanks=tuple(_blanks(raw, where) for raw, where in read_entries(root, "blanks", place)),
        assertions=_assertions(root, place),
        risk_question=RiskQuestion(*(text_at(question, name, at) for name in RiskQuestion._fields)),
        grammar=read_grammar(object_at(root, "splitting", place), place / "splitting"),
        likeness=Likeness(
            number_at(following, "least_alike", following_at),
            number_at(following, "least_contained", following_at),
            count_at(following, "least_pairs", following_at),
        ),
    )


def _blanks(raw: Mapping[str, Json], place: Place) -> ClaimingBlanks:
    check_known(raw, ("path", "forms", "clause", "sure"), place)
    return ClaimingBlanks(
        path=text_at(raw, "path", place), forms=read_forms(raw, place), origin=read_origin(raw, place)
    )


def _assertions(root: Mapping[str, Json], place: Place) -> Mapping[tuple[str, str], Assertion]:
    found: dict[tuple[str, str], Assertion] = {}
    for raw, at in read_entries(root, "assertions", place):
        check_known(raw, ("choices", "code", "sentence", "judgement", "clause", "sure"), at)
        sentence = text_at(raw, "sentence", at)
        try:
            sentence.format(label="", choice="", risk="")
        except (KeyError, ValueError, IndexError):
            raise (at / "sentence").refuse("{label}・{choice}・{risk} 以外の { } は使えません") from None
        key = text_at(raw, "choices", at), text_at(raw, "code", at)
        if key in found:
            raise at.refuse(f"「{'・'.join(key)}」が二度あります")
        found[key] = Assertion(
            sentence=sentence, judgement=flag_at(raw, "judgement", at), origin=read_origin(raw, at)
        )
    return MappingProxyType(found)
