"""What the automatic checks go by: `schemas/review/checks/*.json` → values. What is not understood is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mnassess import resources
from mnassess.forms.paths import form_path, is_inside
from mnassess.forms.schema_files import (
    Json,
    Place,
    as_text,
    check_known,
    flag_at,
    list_at,
    object_at,
    text_at,
    words_at,
)
from mnassess.review.folding import fold
from mnassess.review.model import FindingSeverity
from mnassess.review.origins import count_at, number_at, read_entries, read_origin, texts_at
from mnassess.review.sourced import one_of, read_data

Words = tuple[str, ...]
_ITSELF = ("clause", "sure")


@dataclass(frozen=True, kw_only=True)
class ProblemRow:
    """What becomes of the problems of some codes (`rules.problems`) in a review."""

    codes: Words
    paths: Words
    """Form paths it is limited to; () for everywhere."""
    severity: FindingSeverity
    proposal: str
    """"" where the knowledge base is asked."""
    advice: str
    undecided: bool
    """Whether such a problem says that something could not be checked."""

    def covers(self, code: str, path: str) -> bool:
        """Whether the row speaks of a problem of a code at a field path."""
        return code in self.codes and (
            not self.paths or any(is_inside(form_path(path), one) for one in self.paths)
        )


@dataclass(frozen=True, kw_only=True)
class ProblemTable:
    """Which problems of the document are findings of a review."""

    rows: tuple[ProblemRow, ...]
    left_out: Words
    """Codes that are none, with the reason in the file."""

    def row(self, code: str, path: str) -> ProblemRow | None:
        """The row that speaks of a problem; None where it is no finding."""
        return next((row for row in self.rows if row.covers(code, path)), None)

    @property
    def codes(self) -> Words:
        """Every code that can become a finding."""
        return tuple(dict.fromkeys(code for row in self.rows for code in row.codes))


@dataclass(frozen=True, kw_only=True)
class WordingWords:
    """The words vague wording is told by; all as they stand in folded text."""

    vague: Words
    """Longest first."""
    empty: Words
    """What says nothing beside a vague word; longest first."""
    actor: Words
    frequency: Words
    record: Words
    copied_letters: int
    """From how many letters on the same words in two reports are no chance."""
    shared_prefixes: Words
    """Headings whose text is the same for the whole agency by right."""
    agency_endings: Words
    not_before: Words
    """What stands before such an ending without being the name of an agency."""


@dataclass(frozen=True, kw_only=True)
class EvidenceLimits:
    """From when on a check of evidence speaks."""

    documents: int
    """How many of the best documents count as evidence for a claim."""
    many_claims: int
    many_measures: int
    system_endings: Words
    large_handlers: str
    """The code of 取扱者数 that makes an operation a large one."""
    media: tuple[Words, ...]


class Agreeing(NamedTuple):
    """Words of a claim and words of a passage that say the same though the passage's sound like a failing."""

    claim: Words
    passage: Words


@dataclass(frozen=True, kw_only=True)
class ContentWords:
    """When a sentence of the evidence is held against a claim; all words as they stand in folded text."""

    passages: int
    """How many of the best passages are compared with a claim."""
    documents: int
    """Of how many of the best documents the best passage is compared beside those."""
    usual_claims: int
    """How many claims a report has beside its own when it is asked how rare a word is."""
    least_weight: float
    """What the shared pairs of letters must weigh, each by how rare it is among the claims."""
    least_denied: float
    """What must be shared where all that a sentence denies is what the claim speaks of."""
    least_share: float
    """Which share of the weight of the claim or the sentence, whichever is less, they must come to."""
    around: float
    """What a pair weighs that only the title or the heading shares, as a part of its weight."""
    name: float
    """What a company that both name weighs."""
    opposites: float
    """What opposite words weigh: of a right that is 失効 in one and 有効のまま in the other both speak."""
    least_matter: int
    """With fewer pairs a claim goes on with what the one before it speaks of: 直近の実施は令和7年度である."""
    least_pairs: int
    least_hiragana: int
    """With fewer, a line is a heading or a label and asserts nothing."""
    actors: Words
    """Ends of who acts, before は or が."""
    untelling: Words
    light: Words
    """Nouns that leave what is spoken of to the noun before them: 生体認証の装置."""
    conditions: Words
    """Ends of what is a condition and nothing that is spoken of, before は: …ときは."""
    replacing: Words
    """Words of a claim on how equipment is replaced: what is said of a 旧システム bears on these alone."""
    excepting: Words
    """Words behind what a claim leaves out of what it says: AとBについて許諾しており、ほかの委託では."""
    rules: Words
    """Kinds of evidence in which 行わない is a rule and not a failing."""
    agreeing: tuple[Agreeing, ...]


class ContractClause(NamedTuple):
    """One of the ten that a contract must hold."""

    code: str
    name: str
    found_by: tuple[Words, ...]
    """Groups of words; a sentence that holds all words of one is the clause."""
    claimed_by: Words
    """Words of a claim that says the contract holds it."""
    clause: str


@dataclass(frozen=True, kw_only=True)
class ContractWords:
    """How contracts and their clauses are told; all words as they stand in folded text."""

    titles: Words
    annex_titles: Words
    annex_words: Words
    """What a contract that leaves clauses to another paper calls it."""
    denied: Words
    """Words that make a sentence say the contrary."""
    clauses: tuple[ContractClause, ...]


@dataclass(frozen=True, kw_only=True)
class CheckData:
    """Everything the checks go by."""

    problems: ProblemTable
    wording: WordingWords
    limits: EvidenceLimits
    content: ContentWords
    contracts: ContractWords


@cache
def standard_check_data() -> CheckData:
    """What travels with the program."""
    return read_check_data(resources.schemas() / "review" / "checks")


def read_check_data(folder: Path) -> CheckData:
    """What the files of a folder define; FormDefinitionError where they say what is not understood."""
    return CheckData(
        problems=_problems(folder / "problems.json"),
        wording=_wording(folder / "wording.json"),
        limits=_limits(folder / "evidence.json"),
        content=_content(folder / "content.json"),
        contracts=_contracts(folder / "contracts.json"),
    )


def _problems(path: Path) -> ProblemTable:
    root, place, _ = read_data(path, ("problems", "left_out"))
    rows = tuple(_row(raw, at) for raw, at in read_entries(root, "problems", place))
    left_out: list[str] = []
    for raw, at in read_entries(root, "left_out", place):
        check_known(raw, ("codes", "why", *_ITSELF), at)
        text_at(raw, "why", at)
        read_origin(raw, at)
        left_out += texts_at(raw, "codes", at)
    return ProblemTable(rows=rows, left_out=tuple(left_out))


def _row(raw: Mapping[str, Json], place: Place) -> ProblemRow:
    check_known(raw, ("codes", "paths", "severity", "undecided", "proposal", "advice", *_ITSELF), place)
    read_origin(raw, place)
    severity = one_of(text_at(raw, "severity", place), tuple(FindingSeverity), place / "severity")
    return ProblemRow(
        codes=_some(raw, "codes", place),
        paths=texts_at(raw, "paths", place),
        severity=FindingSeverity(severity),
        undecided=flag_at(raw, "undecided", place),
        proposal=words_at(raw, "proposal", place),
        advice=words_at(raw, "advice", place),
    )


def _wording(path: Path) -> WordingWords:
    lists = ("vague", "empty", "actor", "frequency", "record")
    root, place, _ = read_data(path, (*lists, "copied_letters", "shared_prefixes", "agency", *_ITSELF))
    read_origin(root, place)
    agency, at = object_at(root, "agency", place), place / "agency"
    check_known(agency, ("endings", "not_before"), at)
    words = {name: _folded(root, name, place) for name in lists}
    return WordingWords(
        vague=_longest_first(words["vague"]),
        empty=_longest_first(words["empty"]),
        actor=words["actor"],
        frequency=words["frequency"],
        record=words["record"],
        copied_letters=count_at(root, "copied_letters", place),
        shared_prefixes=texts_at(root, "shared_prefixes", place),
        agency_endings=_longest_first(_folded(agency, "endings", at)),
        not_before=_folded(agency, "not_before", at),
    )


def _limits(path: Path) -> EvidenceLimits:
    members = ("bearing", "one_for_many", "system_endings", "large_handlers", "media")
    root, place, _ = read_data(path, (*members, *_ITSELF))
    read_origin(root, place)
    bearing, at = object_at(root, "bearing", place), place / "bearing"
    check_known(bearing, ("documents",), at)
    many, many_at = object_at(root, "one_for_many", place), place / "one_for_many"
    check_known(many, ("claims", "measures"), many_at)
    return EvidenceLimits(
        documents=count_at(bearing, "documents", at),
        many_claims=count_at(many, "claims", many_at),
        many_measures=count_at(many, "measures", many_at),
        system_endings=_some(root, "system_endings", place),
        large_handlers=text_at(root, "large_handlers", place),
        media=_groups(root, "media", place, str),
    )


def _content(path: Path) -> ContentWords:
    counts = ("passages", "documents", "usual_claims", "least_matter", "least_pairs", "least_hiragana")
    weights = ("least_weight", "least_denied", "least_share", "around", "name", "opposites")
    root, place, _ = read_data(
        path,
        (
            *counts,
            *weights,
            "actors",
            "untelling",
            "light",
            "conditions",
            "replacing",
            "excepting",
            "rules",
            "agreeing",
            *_ITSELF,
        ),
    )
    read_origin(root, place)
    agreeing = []
    for raw, at in read_entries(root, "agreeing", place):
        check_known(raw, Agreeing._fields, at)
        agreeing.append(Agreeing(_folded(raw, "claim", at), _folded(raw, "passage", at)))
    return ContentWords(
        **{name: count_at(root, name, place) for name in counts},
        least_weight=number_at(root, "least_weight", place),
        least_denied=number_at(root, "least_denied", place),
        least_share=number_at(root, "least_share", place),
        around=number_at(root, "around", place),
        name=number_at(root, "name", place),
        opposites=number_at(root, "opposites", place),
        actors=_folded(root, "actors", place),
        untelling=_folded(root, "untelling", place),
        light=_folded(root, "light", place),
        conditions=_folded(root, "conditions", place),
        replacing=_folded(root, "replacing", place),
        excepting=_folded(root, "excepting", place),
        rules=_some(root, "rules", place),
        agreeing=tuple(agreeing),
    )


def _contracts(path: Path) -> ContractWords:
    lists = ("titles", "annex_titles", "annex_words", "denied")
    root, place, _ = read_data(path, (*lists, "clauses"))
    titles, annex_titles, annex_words, denied = (_folded(root, name, place) for name in lists)
    return ContractWords(
        titles=titles,
        annex_titles=annex_titles,
        annex_words=annex_words,
        denied=denied,
        clauses=tuple(_clause(raw, at) for raw, at in read_entries(root, "clauses", place)),
    )


def _clause(raw: Mapping[str, Json], place: Place) -> ContractClause:
    check_known(raw, ("code", "name", "found_by", "claimed_by", *_ITSELF), place)
    return ContractClause(
        code=text_at(raw, "code", place),
        name=text_at(raw, "name", place),
        found_by=_groups(raw, "found_by", place, lambda word: fold(word).text),
        claimed_by=_folded(raw, "claimed_by", place),
        clause=read_origin(raw, place).clause,
    )


def _some(holder: Mapping[str, Json], key: str, place: Place) -> Words:
    found = texts_at(holder, key, place)
    if not found:
        raise (place / key).refuse("一つもありません")
    return found


def _folded(holder: Mapping[str, Json], key: str, place: Place) -> Words:
    return tuple(fold(word).text for word in _some(holder, key, place))


def _longest_first(words: Words) -> Words:
    return tuple(sorted(words, key=len, reverse=True))


def _groups(
    holder: Mapping[str, Json], key: str, place: Place, read: Callable[[str], str]
) -> tuple[Words, ...]:
    """The lists of texts under a name, none of them empty."""
    found = []
    for number, raw in enumerate(list_at(holder, key, place)):
        at = place / key / number
        words = tuple(read(as_text(one, at / n)) for n, one in enumerate(_array(raw, at)))
        if not words or not all(words):
            raise at.refuse("空です")
        found.append(words)
    return tuple(found)


def _array(raw: Json, place: Place) -> list[Json]:
    if not isinstance(raw, list):
        raise place.refuse("配列が必要です")
    return raw
