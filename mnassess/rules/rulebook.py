"""The official rules as frozen values: bands, threshold table, exemptions, periods, stale citations, word lists.

Every rule knows its clause, when it holds and how sure it is. Where they come from: `rules.data`.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol, TypeVar

from mnassess.documents.model import Value
from mnassess.forms.paths import is_inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a rule comes from and when it holds."""

    clause: str
    effective_from: date
    effective_to: date | None
    """The last day it holds; None while it does."""
    sure: str
    """confirmed (read in the text of the law), partly, remembered, or proposal (our own, in no law)."""

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band of counts: 以上 `lower`, 未満 `upper`."""

    code: str
    lower: int
    upper: int | None
    """None: without limit."""
    text: str

    def holds(self, count: int) -> bool:
        """Whether the count lies in the band."""
        return self.lower <= count and (self.upper is None or count < self.upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The bands of one set of choices, lowest first, without gap."""

    choices: str
    bands: tuple[Band, ...]
    origin: Origin

    def of_count(self, count: int) -> Band:
        """The band a count lies in."""
        return next(band for band in self.bands if band.holds(count))

    def find(self, code: object) -> Band | None:
        """The band of a choice; None where the set has no such choice."""
        return next((band for band in self.bands if band.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """One line of the threshold table (しきい値判断)."""

    subjects: str
    handlers: str
    """A band code, or "any"."""
    incident: str
    """yes, no or any."""
    outcome: str
    decided_by: tuple[str, ...]
    """The inputs the outcome would not stand without, for the reasons shown."""
    basis: str
    """The clause that names the inputs."""
    clause: str
    """The clause of the obligation, for a local body (地方公共団体等)."""
    national_clause: str
    """The same for 行政機関等."""

    def fits(self, subjects: str, handlers: str, incident: str) -> bool:
        """Whether the line speaks of these inputs."""
        return (
            self.subjects == subjects
            and self.handlers in {"any", handlers}
            and self.incident in {"any", incident}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdTable:
    """The whole table: exactly one line fits any inputs."""

    rows: tuple[ThresholdRow, ...]
    origin: Origin

    def row(self, subjects: str, handlers: str, incident: str) -> ThresholdRow:
        """The line that fits."""
        return next(row for row in self.rows if row.fits(subjects, handlers, incident))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """One of the exemptions of 規則第4条第1号 to 第7号."""

    number: str
    text: str
    only_with: str
    """The band of 対象人数 the exemption consists of (第3号); "" for those that do not depend on it."""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A length of time the rules or the guideline name."""

    name: str
    length: int
    unit: str
    text: str
    origin: Origin

    def after(self, day: date) -> date:
        """The day the period later; the last of the month where that month has no such day."""
        return self._shifted(day, self.length)

    def before(self, day: date) -> date:
        """The day the period earlier."""
        return self._shifted(day, -self.length)

    def _shifted(self, day: date, length: int) -> date:
        if self.unit == "days":
            return day + timedelta(days=length)
        months = length * (12 if self.unit == "years" else 1) + day.month - 1
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words to look for in a text."""

    words: tuple[str, ...]
    """One of them stands, as typed, in every text the pattern fits: looking for it first spares most searches."""
    pattern: re.Pattern[str]

    def may_be_in(self, text: str) -> bool:
        """Whether the search is worth while."""
        return any(word in text for word in self.words)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place of a text the pattern fits."""
        return self.pattern.search(text) if self.may_be_in(text) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleCitation:
    """Words that cite the law as it stood before `origin.effective_from`."""

    phrase: Phrase
    """Its pattern is to be searched in text normalised to NFKC."""
    places: tuple[str, ...]
    """Form paths the words are stale at; empty for everywhere."""
    unless_after: re.Pattern[str] | None
    """What names another law right up to the words, which then cite that law; to be searched in the text before them."""
    advice: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Voluntary:
    """A part of the form that may be filled in though the form does not ask for it."""

    path: str
    """Form path, with everything in it."""
    text: str
    origin: Origin

    def covers(self, path: str) -> bool:
        """Whether the heading or blank of a form path is part of it."""
        return is_inside(path, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Word lists the checks read with."""

    none_words: frozenset[str]
    """Ways of writing that there is nothing to say."""
    drafting_marks: tuple[Phrase, ...]
    placeholder: Phrase
    known_systems: tuple[str, ...]
    """Systems every operation may name without listing them."""
    place_words: tuple[str, ...]
    company_words: tuple[tuple[str, ...], ...]
    """Kinds of companies, each with the ways it is written; the first is written out (株式会社)."""
    negative_levels: frozenset[str]
    """Codes that say a measure is not taken."""
    good_sufficiency: frozenset[str]
    media: Mapping[str, Phrase]
    """Code of a medium → words that speak of it."""
    erasure_at_end: re.Pattern[str]
    """An erasure that starts when the retention period ends."""
    settled_changes: tuple[str, ...]
    """Words of an explanation why a change was no important one, or could not wait."""
    undescribed_levels: frozenset[str]
    """Codes that leave nothing to describe in the text beside them (行っていない, 再委託していない)."""

    def is_none(self, text: str) -> bool:
        """Whether a text says that there is nothing: empty, or one of the words for it."""
        stripped = text.strip()
        return not stripped or stripped in self.none_words

    def says_nothing(self, value: Value) -> bool:
        """Whether an answer of words, those of a date or a list included, says that there is nothing."""
        if isinstance(value, str):
            return self.is_none(value)
        if isinstance(value, tuple):
            return all(isinstance(text, str) and self.is_none(text) for text in value)
        return isinstance(value, Mapping) and set(value) == {"text"} and self.is_none(value["text"])


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of one day."""

    bands: Mapping[str, Bands]
    threshold: ThresholdTable
    exemptions: Mapping[str, Exemption]
    periods: Mapping[str, Period]
    voluntary: tuple[Voluntary, ...]
    stale_citations: tuple[StaleCitation, ...]
    wording: Wording


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """Every rule of every time."""

    bands: tuple[Bands, ...]
    thresholds: tuple[ThresholdTable, ...]
    exemptions: tuple[Exemption, ...]
    periods: tuple[Period, ...]
    voluntary: tuple[Voluntary, ...]
    stale_citations: tuple[StaleCitation, ...]
    wording: Wording

    def on(self, day: date) -> Rules:
        """The rules in force on a day."""
        return Rules(
            bands=MappingProxyType(
                {one.choices: one for one in _in_force(self.bands, day, lambda b: b.choices)}
            ),
            threshold=_in_force(self.thresholds, day, lambda _: "")[0],
            exemptions=MappingProxyType(
                {e.number: e for e in _in_force(self.exemptions, day, lambda e: e.number)}
            ),
            periods=MappingProxyType({p.name: p for p in _in_force(self.periods, day, lambda p: p.name)}),
            voluntary=tuple(one for one in self.voluntary if one.origin.holds_on(day)),
            stale_citations=tuple(one for one in self.stale_citations if one.origin.holds_on(day)),
            wording=self.wording,
        )


class _Dated(Protocol):
    @property
    def origin(self) -> Origin: ...


Rule = TypeVar("Rule", bound=_Dated)


def _in_force(rules: tuple[Rule, ...], day: date, name: Callable[[Rule], str]) -> list[Rule]:
    """One rule of each name: the newest that holds on the day, else the oldest."""
    found: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda one: one.origin.effective_from):
        if name(rule) not in found or rule.origin.holds_on(day):
            found[name(rule)] = rule
    return list(found.values())
