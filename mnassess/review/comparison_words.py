"""The words differences are found by: `schemas/review/comparison.json` → values. What is not understood is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import resources
from mnassess.forms.schema_files import (
    Json,
    Place,
    as_object,
    as_text,
    check_known,
    list_at,
    object_at,
    text_at,
)
from mnassess.review.folding import fold
from mnassess.review.quantities import Measures
from mnassess.review.sourced import clause_at, code_at, read_data, sure_at

_MEMBERS = (
    "clause", "sure", "clause_ends", "names", "no_numbers", "frequency", "period", "numbers", "negation", "modality",
    "time", "permission", "persons", "acts", "erasure", "states", "wholes", "means",
)  # fmt: skip
Words = tuple[str, ...]
"""All as they stand in folded text."""


class Worse(StrEnum):
    """Which way a passage falls short of a claim."""

    LESS = "less"
    MORE = "more"

    def falls_short(self, claimed: list[float], shown: list[float]) -> bool:
        """Whether every number shown is worse than every number claimed, by more than rounding."""
        if self is Worse.LESS:
            return max(shown) < min(claimed) * (1 - _ROUNDING)
        return min(shown) > max(claimed) * (1 + _ROUNDING)


_ROUNDING = 0.1
"""How far 1か月 and 30日, or 3か月 and 90日, may lie apart and still be the same."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a period is the length of; only periods of one role are compared."""

    name: str
    worse: Worse
    near: Words
    """Words of its clause that give it the role."""
    after: Words
    """Words right behind it that do."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something that is counted, and in what."""

    name: str
    about: Words
    """Words of the sentence that say it is this that is counted; () where none is needed."""
    claim_after: Words
    """Words right behind the number of a claim that do; () where none is needed."""
    passage_after: Words
    """The same for a passage."""
    units: Mapping[str, float]
    """Unit → how many of the smallest one it is."""
    worse: Worse


@dataclass(frozen=True, kw_only=True)
class Opposed:
    """Words of a claim, and those of a passage that do not go with them."""

    claim: Words
    passage: Words
    unless: Words
    """Words in the rest of the passage's sentence that turn them round."""


@dataclass(frozen=True, kw_only=True)
class Means:
    """A sort of means, and what is of it."""

    general: Words
    special: Words
    unless: Words
    """Words in the rest of the passage's sentence that turn its use round."""


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """How long a thing is kept, told by when it is erased."""

    after: Words
    """Right behind a period: so long after it."""
    erases: Words
    keeps: Words


@dataclass(frozen=True, kw_only=True)
class Negation:
    """Saying that something is not done."""

    doing: Words
    """Verbs up to their て, 実施して."""
    not_doing: Words
    """What may follow them, いない."""
    outright: Words
    harmless: Words
    """What it is good not to have: words of the clause that make the denial an assurance."""
    topic: Words
    """What marks in a clause that it names what is denied."""
    claim_denies: Words
    """Ends of the claim's last clause that a denial agrees with."""


@dataclass(frozen=True, kw_only=True)
class Unsettled:
    """Words that say something is not done yet."""

    words: Words
    unless: Words
    """Words of the sentence with which it takes nothing away."""


@dataclass(frozen=True, kw_only=True)
class Modality:
    """Saying that something is only planned, considered or put off."""

    said: tuple[Unsettled, ...]
    done: Words
    """Words of the passage that say it was done: a plan beside that is the next one."""
    claim: Words
    """Words of a claim that is a plan itself."""


@dataclass(frozen=True, kw_only=True)
class Time:
    """Saying that something was done, and when last."""

    stale: Words
    not_after: Words
    """What after a year makes it the name or the beginning of something: 令和3年条例."""


@dataclass(frozen=True, kw_only=True)
class Permission:
    """Allowing what the claim forbids or limits, or asking for less than the consent it asks for."""

    limits: Words
    permits: Words
    unless: Words
    loose: tuple[Opposed, ...]
    """Consent asked for, and less than that."""
    opened: tuple[Opposed, ...]
    """Closed to use, and open."""
    deeds: tuple[Opposed, ...]
    """Said not to be done, and done."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ComparisonWords:
    """Everything `comparison.json` says."""

    clause_ends: Words
    """Words that end a clause beside its punctuation."""
    shared_pairs: int
    """How many pairs of letters a claim and a passage share, their names apart, when they speak of one measure."""
    row_pairs: int
    """How many a line of a table or a list shares with a claim it may be said of."""
    company_words: Words
    """What a company's name goes with or without."""
    measures: Measures
    roles: tuple[Role, ...]
    topics: tuple[Topic, ...]
    negation: Negation
    modality: Modality
    time: Time
    permission: Permission
    persons: tuple[Opposed, ...]
    """How many look at a thing, and whether they can be told apart."""
    acts: Mapping[str, int]
    """What is done → the act it is, by number: a frequency of one act says nothing of another."""
    no_acts: Words
    """What behind such a word makes it a name: 報告書."""
    erasure: Erasure
    states: tuple[Opposed, ...]
    """The state a claim brings a thing into, and what says that it is in the opposite."""
    wholes: Opposed
    """All of them, and a part of them."""
    means: tuple[Means, ...]
    by_means: Words
    """What follows a means that is used."""
    denies_on: Words
    """Ends of a clause that denies, and goes on."""


@cache
def standard_words() -> ComparisonWords:
    """The words that travel with the program."""
    return read_words(resources.schemas() / "review" / "comparison.json")


def read_words(file: Path) -> ComparisonWords:
    """The words a file defines; FormDefinitionError where it says what is not understood."""
    raw, place, _ = read_data(file, _MEMBERS)
    clause_at(raw, place)
    sure_at(raw, place)
    root = _Member(raw, place)
    topics = tuple(_topic(one) for one in root.members("numbers"))
    names = root.member("names", "shared_pairs", "row_pairs", "company_words")
    acts = root.member("acts", "words", "not_before")
    means = root.member("means", "by", "denies_on", "sorts")
    period = root.member("period", "units", "not_after", "roles")
    return ComparisonWords(
        clause_ends=root.words("clause_ends"),
        shared_pairs=int(names.amount("shared_pairs")),
        row_pairs=int(names.amount("row_pairs")),
        company_words=names.words("company_words"),
        measures=_measures(root, period, topics),
        roles=tuple(_role(one) for one in period.members("roles")),
        topics=topics,
        negation=_negation(
            root.member("negation", "doing", "not_doing", "outright", "harmless", "topic", "claim_denies")
        ),
        modality=_modality(root.member("modality", "said", "done", "claim")),
        time=_time(root.member("time", "stale", "not_after")),
        permission=_permission(
            root.member("permission", "limits", "permits", "unless", "loose", "opened", "deeds")
        ),
        persons=_opposed(root, "persons"),
        acts=_acts(acts),
        no_acts=acts.words("not_before"),
        erasure=_erasure(root.member("erasure", "after", "erases", "keeps")),
        states=_opposed(root, "states"),
        wholes=_opposite(root.member("wholes", "claim", "passage", "unless")),
        means=tuple(_means(one) for one in means.members("sorts")),
        by_means=means.words("by"),
        denies_on=means.words("denies_on"),
    )


@dataclass(frozen=True)
class _Member:
    """An object of the file and where it stands."""

    raw: Mapping[str, Json]
    place: Place

    def only(self, *known: str) -> "_Member":
        check_known(self.raw, known, self.place)
        return self

    def member(self, key: str, *known: str) -> "_Member":
        return _Member(object_at(self.raw, key, self.place), self.place / key).only(*known)

    def members(self, key: str) -> list["_Member"]:
        place = self.place / key
        return [
            _Member(as_object(raw, place / n), place / n)
            for n, raw in enumerate(list_at(self.raw, key, self.place))
        ]

    def words(self, key: str) -> Words:
        """The words under a name, at least one, folded."""
        place = self.place / key
        words = tuple(
            fold(as_text(raw, place / n)).text for n, raw in enumerate(list_at(self.raw, key, self.place))
        )
        if not words or "" in words:
            raise place.refuse("語の一覧ではありません")
        return words

    def words_or_none(self, key: str) -> Words:
        return self.words(key) if self.raw.get(key) else ()

    def amount(self, key: str) -> float:
        """The number above zero under a name."""
        value = self.raw.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise (self.place / key).refuse("0より大きい数が必要です")
        return float(value)

    def amounts(self, key: str, amount: str) -> Mapping[str, float]:
        """Word → the number its entry gives."""
        entries = [entry.only("words", amount) for entry in self.members(key)]
        return MappingProxyType(
            {word: entry.amount(amount) for entry in entries for word in entry.words("words")}
        )


def _measures(root: _Member, period: _Member, topics: tuple[Topic, ...]) -> Measures:
    frequency = root.member("frequency", "words", "periods", "joins", "times", "each", "not_before")
    return Measures(
        rates=frequency.amounts("words", "per_year"),
        cycles=frequency.amounts("periods", "per_year"),
        joins=frequency.words("joins"),
        times=frequency.words("times"),
        each=frequency.words("each"),
        not_before=frequency.words("not_before"),
        lengths=period.amounts("units", "months"),
        not_after=period.words("not_after"),
        units=tuple(dict.fromkeys(unit for topic in topics for unit in topic.units)),
        no_numbers=root.words("no_numbers"),
    )


def _role(one: _Member) -> Role:
    one.only("name", "worse", "near", "after")
    return Role(
        name=text_at(one.raw, "name", one.place),
        worse=Worse(code_at(one.raw, "worse", one.place, tuple(Worse))),
        near=one.words_or_none("near"),
        after=one.words_or_none("after"),
    )


def _topic(one: _Member) -> Topic:
    one.only("name", "about", "after", "claim_after", "passage_after", "units", "worse")
    units = _Member(object_at(one.raw, "units", one.place), one.place / "units")
    after = one.words_or_none("after")
    return Topic(
        name=text_at(one.raw, "name", one.place),
        about=one.words_or_none("about"),
        claim_after=(*after, *one.words_or_none("claim_after")),
        passage_after=(*after, *one.words_or_none("passage_after")),
        units=MappingProxyType({fold(unit).text: units.amount(unit) for unit in units.raw}),
        worse=Worse(code_at(one.raw, "worse", one.place, tuple(Worse))),
    )


def _negation(one: _Member) -> Negation:
    return Negation(
        doing=one.words("doing"),
        not_doing=one.words("not_doing"),
        outright=one.words("outright"),
        harmless=one.words("harmless"),
        topic=one.words("topic"),
        claim_denies=one.words("claim_denies"),
    )


def _modality(one: _Member) -> Modality:
    entries = [entry.only("words", "unless") for entry in one.members("said")]
    return Modality(
        said=tuple(Unsettled(words=entry.words("words"), unless=entry.words("unless")) for entry in entries),
        done=one.words("done"),
        claim=one.words("claim"),
    )


def _time(one: _Member) -> Time:
    return Time(stale=one.words("stale"), not_after=one.words("not_after"))


def _permission(one: _Member) -> Permission:
    return Permission(
        limits=one.words("limits"),
        permits=one.words("permits"),
        unless=one.words("unless"),
        loose=_opposed(one, "loose"),
        opened=_opposed(one, "opened"),
        deeds=_opposed(one, "deeds"),
    )


def _opposed(one: _Member, key: str) -> tuple[Opposed, ...]:
    return tuple(_opposite(entry.only("claim", "passage", "unless")) for entry in one.members(key))


def _opposite(entry: _Member) -> Opposed:
    return Opposed(claim=entry.words("claim"), passage=entry.words("passage"), unless=entry.words("unless"))


def _acts(one: _Member) -> Mapping[str, int]:
    entries = enumerate(entry.only("name", "words") for entry in one.members("words"))
    return MappingProxyType({word: number for number, entry in entries for word in entry.words("words")})


def _erasure(one: _Member) -> Erasure:
    return Erasure(after=one.words("after"), erases=one.words("erases"), keeps=one.words("keeps"))


def _means(one: _Member) -> Means:
    one.only("general", "special", "unless")
    return Means(general=one.words("general"), special=one.words("special"), unless=one.words("unless"))
