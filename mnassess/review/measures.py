"""Measure types (安全管理措置): what a text speaks of, what proves it, when that is stale: `schemas/review/measures.json`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mnassess import resources
from mnassess.forms.schema_files import Place, check_known, object_at, text_at
from mnassess.review.fingerprints import folded
from mnassess.review.origins import (
    Origin,
    count_at,
    number_at,
    read_entries,
    read_origin,
    texts_at,
)
from mnassess.review.sourced import SURE, one_of, read_data

Json = Any
_WORD_LISTS = ("strong", "weak")
_LABEL_LISTS = ("label_strong", "label_weak")


@dataclass(frozen=True, kw_only=True)
class MeasureType:
    """One kind of measure, e.g. `F-a` アクセス制御."""

    code: str
    name: str
    proves: tuple[str, ...]
    """Codes of the evidence kinds that normally prove it, the most telling first."""
    cannot: frozenset[str]
    """Codes of the evidence kinds that cannot prove it alone: a regulation proves that a rule exists, not that it is
    followed."""
    months: int | None
    """After how many months such evidence is stale; None for never."""
    months_by_kind: Mapping[str, int]
    """Evidence kind → months, where one kind differs."""
    months_sure: str
    """How sure the months are: few stand in a law."""
    origin: Origin

    @property
    def title(self) -> str:
        """What people call it: F-a アクセス制御, 本人確認."""
        return self.name if self.code.islower() else f"{self.code} {self.name}"

    def stale_after(self, kind: str) -> int | None:
        """Months after which evidence of a kind is stale; None for never."""
        return self.months_by_kind.get(kind, self.months)


class _Word(NamedTuple):
    """A word, and the measures it points to."""

    folded: str
    shown: str
    points: tuple[tuple[str, float], ...]
    """(code, how strongly)."""

    def points_to(self, code: str) -> float:
        """How strongly it points to a measure; 0 for not at all."""
        return dict(self.points).get(code, 0)


@dataclass(frozen=True, kw_only=True)
class MeasureTypes:
    """All measure types, with the words that point to them."""

    types: Mapping[str, MeasureType]
    words: "_Words"
    """Of a claim; those that only hide others point to none."""
    label_words: "_Words"
    around: float
    """What a word counts that stands in the heading or the sentence above a claim."""
    least: float
    share: float
    most: int

    def of(self, text: str, *, label: str = "", around: str = "") -> Mapping[str, tuple[str, ...]]:
        """Measure code → the words that point to it, the most telling measure first.

        `label` is what the form prints for the blank, `around` what stands above the text; words of the label are
        given in 「」. However many words of the label or of what stands above point to a measure, the strongest counts.
        Empty only where nothing at all points anywhere.
        """
        said = self.words.standing_in(text)
        above = [word for word in self.words.standing_above(around) if word not in said]
        printed = self.label_words.standing_above(label)
        scores: dict[str, float] = {}
        reasons: dict[str, list[str]] = {}
        for word in (*said, *above, *printed):
            shown = f"「{word.shown}」" if word in printed else word.shown
            for code, _ in word.points:
                reasons.setdefault(code, []).append(shown)
        for code in reasons:
            scores[code] = sum(word.points_to(code) for word in said)
            scores[code] += self.around * max((word.points_to(code) for word in above), default=0)
            scores[code] += max((word.points_to(code) for word in printed), default=0)
        order = {code: place for place, code in enumerate(self.types)}
        ranked = sorted(scores, key=lambda code: (-scores[code], order[code]))
        bar = max(self.least, self.share * scores[ranked[0]]) if ranked else 0
        kept = [code for code in ranked if scores[code] >= bar][: self.most] or ranked[:1]
        return MappingProxyType({code: tuple(reasons[code]) for code in kept})


class _Words:
    """The words of one kind of text, found by their first character."""

    def __init__(self, words: Iterable[_Word]) -> None:
        self._by_first: dict[str, list[_Word]] = {}
        for word in words:
            self._by_first.setdefault(word.folded[0], []).append(word)

    def standing_in(self, text: str) -> tuple[_Word, ...]:
        """The words that stand in a text, in its order, without those that only stand inside a longer one."""
        text = folded(text).lower()
        met = [
            (at, word)
            for at, first in enumerate(text)
            for word in self._by_first.get(first, ())
            if text.startswith(word.folded, at)
        ]
        covered = bytearray(len(text))
        found: dict[_Word, int] = {}
        for at, word in sorted(met, key=lambda one: -len(one[1].folded)):
            length = len(word.folded)
            if covered.find(0, at, at + length) >= 0:
                covered[at : at + length] = b"\1" * length
                found[word] = min(at, found.get(word, at))
        return tuple(word for word in sorted(found, key=lambda word: found[word]) if word.points)

    @lru_cache(maxsize=1024)  # noqa: B019 - what stands above claims repeats, and the words live as long as the program
    def standing_above(self, text: str) -> tuple[_Word, ...]:
        """The same, for a text that is asked for again and again."""
        return self.standing_in(text)


@cache
def measure_types() -> MeasureTypes:
    """The measure types that travel with the program."""
    return read_measures(resources.schemas() / "review" / "measures.json")


def read_measures(path: Path) -> MeasureTypes:
    """The measure types a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(path, ("strengths", "keep", "hiding", "measures"))
    strengths, at = object_at(root, "strengths", place), place / "strengths"
    check_known(strengths, (*_WORD_LISTS, *_LABEL_LISTS, "around"), at)
    keep, keep_at = object_at(root, "keep", place), place / "keep"
    check_known(keep, ("least", "share", "most"), keep_at)
    entries = list(read_entries(root, "measures", place))
    types: dict[str, MeasureType] = {}
    for raw, where in entries:
        one = _type(raw, where)
        if one.code in types:
            raise (where / "code").refuse(f"「{one.code}」が二度あります")
        types[one.code] = one
    weights = {name: number_at(strengths, name, at) for name in (*_WORD_LISTS, *_LABEL_LISTS)}
    hiding = texts_at(root, "hiding", place)
    return MeasureTypes(
        types=MappingProxyType(types),
        words=_words(entries, _WORD_LISTS, weights, hiding),
        label_words=_words(entries, _LABEL_LISTS, weights),
        around=number_at(strengths, "around", at),
        least=number_at(keep, "least", keep_at),
        share=number_at(keep, "share", keep_at),
        most=count_at(keep, "most", keep_at),
    )


def _type(raw: Mapping[str, Json], place: Place) -> MeasureType:
    known = ("code", "name", *_WORD_LISTS, *_LABEL_LISTS, "proves", "cannot", "stale", "clause", "sure")
    check_known(raw, known, place)
    stale, at = object_at(raw, "stale", place), place / "stale"
    check_known(stale, ("months", "by_kind", "sure"), at)
    by_kind = object_at(stale, "by_kind", at) if "by_kind" in stale else {}
    proves, cannot = texts_at(raw, "proves", place), texts_at(raw, "cannot", place)
    if not proves or set(proves) & set(cannot):
        raise (place / "proves").refuse("証明する証跡の種類がないか、証明しない種類と重なっています")
    return MeasureType(
        code=text_at(raw, "code", place),
        name=text_at(raw, "name", place),
        proves=proves,
        cannot=frozenset(cannot),
        months=None if stale.get("months", 0) is None else count_at(stale, "months", at),
        months_by_kind=MappingProxyType({kind: count_at(by_kind, kind, at / "by_kind") for kind in by_kind}),
        months_sure=one_of(text_at(stale, "sure", at), SURE, at / "sure"),
        origin=read_origin(raw, place),
    )


def _words(
    entries: Iterable[tuple[dict[str, Json], Place]],
    lists: tuple[str, ...],
    weights: Mapping[str, float],
    hiding: Iterable[str] = (),
) -> _Words:
    shown: dict[str, str] = {}
    points: dict[str, dict[str, float]] = {}
    for raw, place in entries:
        for name in lists:
            for word in texts_at(raw, name, place):
                key = folded(word).lower()
                known = points.setdefault(key, {})
                if raw["code"] in known:
                    raise (place / name).refuse(f"「{word}」が二度あります")
                known[raw["code"]] = weights[name]
                shown.setdefault(key, word)
    for word in hiding:
        points.setdefault(folded(word).lower(), {})
        shown.setdefault(folded(word).lower(), word)
    return _Words(_Word(key, shown[key], tuple(points[key].items())) for key in points)
