"""How much the words of a claim, or of a quoted passage, changed: in spelling, in wording or in meaning.

The words that carry meaning are data (`schemas/review/rewording.json`). In doubt a change counts for more: a person
who is told to look closely loses a minute, one who is not may sign for something else.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import resources
from mnassess.forms.schema_files import check_known
from mnassess.language import say
from mnassess.review.comparison_words import standard_words as comparison_words
from mnassess.review.folding import fold
from mnassess.review.quantities import Quantities, Stretch, read_quantities
from mnassess.review.sourced import clause_at, code_at, objects_at, read_data, sentences_at, sure_at

_DIGITS = re.compile(r"[0-9]+")
_YEAR_END = re.compile(r"[年./-]")


class Amount(StrEnum):
    """How much changed."""

    NOTHING = "nothing"
    """White space and the width of characters alone."""
    SPELLING = "spelling"
    """Punctuation and upper or lower case as well."""
    WORDING = "wording"
    """Other words, none of which is known to carry the meaning."""
    MEANING = "meaning"
    """A number, a frequency, a negation, a condition or a name."""


class Telling(StrEnum):
    """What carries the meaning."""

    NUMBER = "number"
    NEGATION = "negation"
    MODALITY = "modality"
    FREQUENCY = "frequency"
    EXTENT = "extent"
    NAMES = "names"

    @property
    def word(self) -> str:
        """What people call it."""
        match self:
            case Telling.NUMBER:
                return say("数字")
            case Telling.NEGATION:
                return say("打消し")
            case Telling.MODALITY:
                return say("予定・条件")
            case Telling.FREQUENCY:
                return say("頻度・時期")
            case Telling.EXTENT:
                return say("範囲・程度")
            case Telling.NAMES:
                return say("名称・対象")


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """What became of a text."""

    amount: Amount
    tellings: tuple[Telling, ...] = ()
    """What of its meaning changed."""

    @property
    def words(self) -> str:
        """How much changed, for people."""
        match self.amount:
            case Amount.NOTHING:
                return say("空白や文字の幅だけ")
            case Amount.SPELLING:
                return say("表記のみ")
            case Amount.WORDING:
                return say("言い回し")
            case Amount.MEANING:
                told = "・".join(one.word for one in self.tellings)
                return say("意味（{what}）", what=told) if told else say("意味")


def reworded(before: str, after: str, names: Iterable[str] = ()) -> Reworded:
    """What changed from one text to another. `names`: contractors, systems and others the report itself names."""
    old, new = fold(before), fold(after)
    tellings = tuple(dict.fromkeys(_tellings(before, after, names)))
    if tellings:
        return Reworded(amount=Amount.MEANING, tellings=tellings)
    if _spelled(before) == _spelled(after):
        return Reworded(amount=Amount.NOTHING)
    same = _without_marks(old.text) == _without_marks(new.text)
    return Reworded(amount=Amount.SPELLING if same else Amount.WORDING)


def _tellings(before: str, after: str, names: Iterable[str]) -> Iterator[Telling]:
    if _numbers(before) != _numbers(after):
        yield Telling.NUMBER
    old, new = fold(before).text, fold(after).text
    for telling, words in meaning_words().items():
        if any(old.count(word) != new.count(word) for word in words):
            yield telling
    folded = {fold(name).text for name in names if name.strip()}
    if any((name in old) != (name in new) for name in folded):
        yield Telling.NAMES


def _numbers(text: str) -> Counter[object]:
    """Everything the text says in numbers, in one normal form; 年1回 and 毎年度 are the same."""
    folded = fold(text)
    found = read_quantities(folded, comparison_words().measures)
    rest, end = [], 0
    for stretch in sorted(_stretches(found), key=lambda one: one.begin):
        rest.append(folded.text[end : stretch.begin])
        end = max(end, stretch.end)
    rest.append(folded.text[end:])
    said: list[object] = [("per year", round(one.per_year, 3)) for one in found.frequencies]
    said += [("months", round(one.months, 3)) for one in found.periods]
    said += [("count", one.value, one.unit) for one in found.counts]
    for year in found.years:
        behind = _YEAR_END.split(folded.text[year.begin : year.end], maxsplit=1)[-1]
        said.append(("year", year.year, year.fiscal, *_runs(behind)))
    return Counter([*said, *(("digits", run) for part in rest for run in _runs(part))])


def _runs(text: str) -> list[str]:
    return [run.lstrip("0") for run in _DIGITS.findall(text)]


def _stretches(found: Quantities) -> list[Stretch]:
    return [*found.frequencies, *found.periods, *found.counts, *found.years]


def _spelled(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _without_marks(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter)[0] not in "PZC")


# --- the data -------------------------------------------------------------------------------------------------


@cache
def meaning_words() -> Mapping[Telling, tuple[str, ...]]:
    """The words that travel with the program, as they stand in folded text."""
    return read_meaning_words(resources.schemas() / "review" / "rewording.json")


def read_meaning_words(file: Path) -> Mapping[Telling, tuple[str, ...]]:
    """The words a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(file, ("kinds",))
    kinds = tuple(one for one in Telling if one is not Telling.NUMBER)
    found: dict[Telling, tuple[str, ...]] = {}
    for raw, at in objects_at(root, "kinds", place):
        check_known(raw, ("kind", "words", "clause", "sure"), at)
        kind = Telling(code_at(raw, "kind", at, kinds))
        clause_at(raw, at)
        sure_at(raw, at)
        words = tuple(fold(word).text for word in sentences_at(raw, "words", at))
        if kind in found or not words:
            raise at.refuse(f"「{kind}」が二度あるか、言葉が一つもありません")
        found[kind] = words
    missing = [kind for kind in kinds if kind not in found]
    if missing:
        raise (place / "kinds").refuse(f"{'、'.join(missing)} がありません")
    return MappingProxyType(found)
