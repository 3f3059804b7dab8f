"""The concepts of measures and the words that point to them: `schemas/review/concepts.json`, and what an agency adds.

A claim says 電子記録媒体の持出し, the evidence says USBメモリの搬出: they meet in one concept. An agency's own words
stand in `concepts.json` of its workspace, in the same shape; a name that is known already gains the terms given.
What the reader does not understand it refuses.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import add
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from mnassess import resources
from mnassess.forms.schema_files import Json, Place, check_known, text_at, words_at
from mnassess.language import say
from mnassess.review.folding import bare
from mnassess.review.origins import texts_at
from mnassess.review.sourced import objects_at, own_file, read_data, sure_at

FILE = "concepts.json"
"""Name of the file, among the schemas as in a workspace."""
_CONCEPT = ("name", "measures", "strong", "weak", "clause", "source", "sure")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, kw_only=True)
class Concept:
    """One thing measures speak of, e.g. 多要素認証, under all the words it goes by."""

    name: str
    measures: tuple[str, ...]
    """Codes of the measure types it belongs to, most telling first."""
    strong: tuple[str, ...]
    """Terms that mean this concept wherever they stand."""
    weak: tuple[str, ...] = ()
    """Terms that mean it only beside others."""
    clause: str = ""
    source: str = ""
    sure: str = "proposal"


class Mention(NamedTuple):
    """A term of a concept found in a text."""

    concept: int
    """Place of the concept in the lexicon."""
    term: str
    """As the lexicon writes it."""
    strong: bool


@dataclass(frozen=True)
class Lexicon:
    """All concepts, in the order of their file; an agency's new ones last."""

    concepts: tuple[Concept, ...]

    def mentions(self, text: str) -> list[Mention]:
        """What the text mentions, each term once, in the order of the concepts; of terms that begin alike, the longest."""
        plain = bare(text)
        beginnings = self._by_beginning
        found = {
            _first_at(plain, place, beginnings[pair])
            for place, pair in enumerate(map(add, plain, f"{plain[1:]} "))
            if pair in beginnings
        } | {letter for letter in self._single if letter in plain}
        return sorted(mention for term in found if term for mention in self._meanings[term])

    def with_terms_of(self, file: Path) -> "Lexicon":
        """The lexicon and what a workspace's file adds; the lexicon itself where there is no such file."""
        if not file.exists():
            return self
        with own_file(file, say("語の辞書")):
            return self._joined(_concepts(file, {one.name for one in self.concepts}))

    def _joined(self, added: Iterable[Concept]) -> "Lexicon":
        concepts = {one.name: one for one in self.concepts}
        for one in added:
            known = concepts.get(one.name)
            concepts[one.name] = _merged(known, one) if known else one
        return Lexicon(tuple(concepts.values()))

    @cached_property
    def _meanings(self) -> Mapping[str, tuple[Mention, ...]]:
        """Bare term → what it means; as a strong term where a concept gives it as both."""
        meanings: dict[str, dict[int, Mention]] = {}
        for number, concept in enumerate(self.concepts):
            for strong, terms in ((True, concept.strong), (False, concept.weak)):
                for term in terms:
                    meanings.setdefault(bare(term), {}).setdefault(number, Mention(number, term, strong))
        return MappingProxyType({term: tuple(found.values()) for term, found in meanings.items()})

    @cached_property
    def _by_beginning(self) -> dict[str, tuple[str, ...]]:
        """First two letters → the bare terms that begin with them, the longest first."""
        terms: dict[str, list[str]] = {}
        for term in sorted(self._meanings, key=len, reverse=True):
            if len(term) > 1:
                terms.setdefault(term[:2], []).append(term)
        return {beginning: tuple(found) for beginning, found in terms.items()}

    @cached_property
    def _single(self) -> tuple[str, ...]:
        """The terms of one letter, which is a kanji: 鍵. They count wherever they stand."""
        return tuple(term for term in self._meanings if len(term) == 1)


def _first_at(plain: str, place: int, terms: Iterable[str]) -> str:
    """The first of the terms that stands at a place; "" for none."""
    for term in terms:
        if plain.startswith(term, place) and _is_whole(plain, place, place + len(term)):
            return term
    return ""


def _is_whole(plain: str, begin: int, end: int) -> bool:
    """Whether no Latin word runs on over the edges: `ids` is not in `holidays`."""
    before = begin > 0 and plain[begin] in _LETTERS and plain[begin - 1] in _LETTERS
    after = end < len(plain) and plain[end - 1] in _LETTERS and plain[end] in _LETTERS
    return not (before or after)


def _merged(known: Concept, added: Concept) -> Concept:
    return replace(
        known,
        strong=tuple(dict.fromkeys((*known.strong, *added.strong))),
        weak=tuple(dict.fromkeys((*known.weak, *added.weak))),
        measures=tuple(dict.fromkeys((*known.measures, *added.measures))),
    )


@cache
def standard_lexicon() -> Lexicon:
    """The lexicon that travels with the program."""
    return read_lexicon(resources.schemas() / "review" / FILE)


def lexicon_of(workspace: Path) -> Lexicon:
    """The lexicon with the words of a workspace's own file."""
    return standard_lexicon().with_terms_of(workspace / FILE)


def read_lexicon(file: Path) -> Lexicon:
    """The lexicon a file defines; FormDefinitionError where it says what is not understood."""
    return Lexicon(_concepts(file, frozenset()))


def _concepts(file: Path, known: Iterable[str]) -> tuple[Concept, ...]:
    root, place, _ = read_data(file, ("concepts",))
    found: dict[str, Concept] = {}
    for raw, at in objects_at(root, "concepts", place):
        concept = _concept(raw, at, known)
        if concept.name in found:
            raise at.refuse(f"「{concept.name}」が二度あります")
        found[concept.name] = concept
    if not found:
        raise (place / "concepts").refuse("概念が一つもありません")
    return tuple(found.values())


def _concept(raw: Mapping[str, Json], place: Place, known: Iterable[str]) -> Concept:
    check_known(raw, _CONCEPT, place)
    concept = Concept(
        name=text_at(raw, "name", place),
        measures=texts_at(raw, "measures", place),
        strong=tuple(_terms(raw, "strong", place)),
        weak=tuple(_terms(raw, "weak", place)),
        clause=words_at(raw, "clause", place),
        source=words_at(raw, "source", place),
        sure=sure_at(raw, place) if "sure" in raw else "proposal",
    )
    if not concept.strong and not concept.weak:
        raise place.refuse("語が一つもありません")
    if not concept.measures and concept.name not in known:
        raise (place / "measures").refuse("新しい概念には安全管理措置のコードが必要です")
    return concept


def _terms(raw: Mapping[str, Json], key: str, place: Place) -> Iterator[str]:
    """The terms under a name, each of which leaves something to look for."""
    for number, term in enumerate(texts_at(raw, key, place)):
        if not bare(term):
            raise (place / key / number).refuse("記号と空白だけの語は探せません")
        yield term
