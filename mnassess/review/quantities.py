"""What a text says in numbers, in one normal form: how often (年1回 = 毎年度), how long (84か月 = 7年), how many, which year.

Read letter by letter from the left, the first thing that fits wins: a date is no period, 第3条 is no count, and a
number that was read is not read again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from mnassess.forms.dates import ERAS
from mnassess.review.folding import Folded

_DIGITS = "0123456789"
_KANJI = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND = "万"
_LONGEST = 12
"""Letters of the longest number that is read as one."""
_ERA_YEARS = {name: era.starts.year for era in ERAS for name in (era.name, era.letter.lower())}
_ORDINALS = ("条", "項", "号", "章", "節", "頁", "ページ", "版", "時", "月")
"""What makes a number a name of something: 第3条, 5月, 17時."""
_CENTURIES = range(1900, 2100)


@dataclass(frozen=True)
class Stretch:
    """A part of a folded text."""

    begin: int
    end: int


@dataclass(frozen=True)
class Frequency(Stretch):
    """How often something is done as a rule."""

    per_year: float


@dataclass(frozen=True)
class Period(Stretch):
    """How long something lasts."""

    months: float


@dataclass(frozen=True)
class Count(Stretch):
    """So many of a unit."""

    value: float
    unit: str


@dataclass(frozen=True)
class Year(Stretch):
    """A year named in the text."""

    year: int
    fiscal: bool
    """Whether it is a 年度."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Measures:
    """The words numbers are read with; all as they stand in folded text."""

    rates: Mapping[str, float]
    """A word that says how often by itself, 毎月 → times a year."""
    cycles: Mapping[str, float]
    """A stretch of time things are done once in, 月 → how many of it a year has."""
    joins: tuple[str, ...]
    """What may stand between such a stretch and 1回."""
    times: tuple[str, ...]
    each: tuple[str, ...]
    not_before: tuple[str, ...]
    """Words before 年2回 that make it a count of what was, 過去1年に2回."""
    lengths: Mapping[str, float]
    """Unit of a period → months."""
    not_after: tuple[str, ...]
    """What after such a unit makes it something else, 3年目."""
    units: tuple[str, ...]
    """Units of other counts."""
    no_numbers: tuple[str, ...]
    """Words that look like a number and are none, 十分."""


@dataclass(frozen=True)
class Quantities:
    """Everything a text says in numbers, in its order."""

    frequencies: list[Frequency] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)


class _Number(NamedTuple):
    value: float
    end: int


def read_quantities(folded: Folded, measures: Measures) -> Quantities:
    """What the text says in numbers."""
    found, place = Quantities(), 0
    reader = _Reader(folded.text, measures)
    beginnings = _first_letters(measures)
    while place < len(folded.text):
        begin = place
        if folded.text[place] not in beginnings:
            place += 1
            continue
        for one in reader.at(place):
            place = max(place, one.end)
            match one:
                case Frequency():
                    found.frequencies.append(one)
                case Period():
                    found.periods.append(one)
                case Count():
                    found.counts.append(one)
                case Year():
                    found.years.append(one)
        place = max(place, begin + 1)
    return found


@cache
def _first_letters(measures: Measures) -> frozenset[str]:
    """The letters anything said in numbers can begin with."""
    words = (*_ERA_YEARS, *measures.rates, *measures.cycles, *measures.no_numbers)
    return frozenset({word[0] for word in words} | {*_DIGITS, *_KANJI, *_TENS, "第"})


@dataclass(frozen=True)
class _Reader:
    text: str
    measures: Measures

    def at(self, place: int) -> Iterator[Stretch]:
        """What begins at a place; a bare stretch is something to pass over."""
        date = self._date(place)
        if date:
            yield date
            return
        word = self._one_of(place, self.measures.no_numbers)
        if word:
            yield Stretch(place, place + len(word))
            return
        if self.text[place] == "第":
            number = number_at(self.text, place + 1)
            yield Stretch(place, number.end if number else place + 1)
            return
        rate = self._rate(place) or self._once_in(place, 1, place)
        number = number_at(self.text, place)
        if rate:
            yield rate
        elif number:
            yield from self._numbered(place, number)

    def _date(self, place: int) -> Stretch | None:
        """A year with or without its month and day, 令和7年4月1日, r7.4.1, 2025年度, 4月1日."""
        era = next((name for name in _ERA_YEARS if self.text.startswith(name, place)), "")
        latin_before = place > 0 and self.text[place - 1].isascii() and self.text[place - 1].isalnum()
        if era.isascii() and latin_before:
            era = ""
        start = place + len(era)
        first = (
            _Number(1, start + 1)
            if era and self.text.startswith("元", start)
            else number_at(self.text, start)
        )
        if first is None or (not era and first.value not in _CENTURIES):
            return self._month_and_day(place) if not era else None
        mark = self._one_of(first.end, ("年", ".", "/", "-"))
        if not mark or (era.isascii() and era and mark in "-/") or first.value != int(first.value):
            return None
        end = first.end + len(mark)
        fiscal = mark == "年" and self.text.startswith("度", end)
        year = int(first.value) + (_ERA_YEARS[era] - 1 if era else 0)
        return Year(place, self._rest_of_date(end + fiscal, mark), year, fiscal)

    def _month_and_day(self, place: int) -> Stretch | None:
        month = number_at(self.text, place)
        if month is None or not self.text.startswith("月", month.end):
            return None
        day = number_at(self.text, month.end + 1)
        named = day is not None and self.text.startswith("日", day.end)
        return Stretch(place, day.end + 1) if day and named else None

    def _rest_of_date(self, place: int, mark: str) -> int:
        """Where the month and the day end that follow a year."""
        for unit in ("月", "日") if mark == "年" else (mark, ""):
            number = number_at(self.text, place)
            if number is None or not self.text.startswith(unit, number.end):
                return place
            place = number.end + len(unit)
        return place

    def _numbered(self, place: int, number: _Number) -> Iterator[Stretch]:
        """What a number at a place begins: 5年に1回, 84か月, 12文字, 2回/年, or nothing known."""
        rate = self._once_in(number.end, number.value, place) or self._times_in(place, number)
        if rate:
            yield rate
            return
        unit = self._one_of(number.end, self.measures.lengths)
        other = self._one_of(number.end, self.measures.units)
        if unit and not self._one_of(number.end + len(unit), self.measures.not_after):
            yield Period(place, number.end + len(unit), number.value * self.measures.lengths[unit])
        if other:
            yield Count(place, number.end + len(other), number.value, other)
        ordinal = self._one_of(number.end, _ORDINALS)
        yield Stretch(place, number.end + len(ordinal))

    def _rate(self, place: int) -> Frequency | None:
        """毎月, 隔年, or one of them with its times, 毎年度2回."""
        word = self._one_of(place, self.measures.rates)
        if not word:
            return None
        end = place + len(word)
        per_year = self.measures.rates[word]
        times = self._times(end)
        return (
            Frequency(place, times.end, per_year * times.value) if times else Frequency(place, end, per_year)
        )

    def _once_in(self, place: int, length: float, begin: int) -> Frequency | None:
        """月1回, or with the number before it already read, 3か月に1回, 3か月ごと."""
        cycle = self._one_of(place, self.measures.cycles)
        if not cycle or length <= 0 or self.text.endswith(self.measures.not_before, 0, begin):
            return None
        end, per_year = place + len(cycle), self.measures.cycles[cycle] / length
        each = self._one_of(end, self.measures.each) if begin < place else ""
        times = self._times(end + len(each))
        if times:
            return Frequency(begin, times.end, per_year * times.value)
        return Frequency(begin, end + len(each), per_year) if each else None

    def _times_in(self, place: int, number: _Number) -> Frequency | None:
        """2回/年."""
        times = self._one_of(number.end, self.measures.times)
        slash = number.end + len(times)
        cycle = (
            self._one_of(slash + 1, self.measures.cycles)
            if times and self.text.startswith("/", slash)
            else ""
        )
        if not cycle:
            return None
        return Frequency(place, slash + 1 + len(cycle), number.value * self.measures.cycles[cycle])

    def _times(self, place: int) -> _Number | None:
        """1回 at a place, with or without に before it."""
        number = number_at(self.text, place + len(self._one_of(place, self.measures.joins)))
        unit = self._one_of(number.end, self.measures.times) if number else ""
        return _Number(number.value, number.end + len(unit)) if number and unit else None

    def _one_of(self, place: int, words: Iterable[str]) -> str:
        """The longest of the words that stands at a place; "" for none."""
        longest = ""
        for word in words:
            if len(word) > len(longest) and self.text.startswith(word, place):
                longest = word
        return longest


def number_at(text: str, place: int) -> _Number | None:
    """The number that begins at a place, in digits or kanji: 1,000, 9.5, 十二, 2万."""
    number = _digits_at(text, place) or _kanji_at(text, place)
    if number and text.startswith(_TEN_THOUSAND, number.end):
        return _Number(number.value * 10000, number.end + 1)
    return number


def _digits_at(text: str, place: int) -> _Number | None:
    end = place
    while end < len(text) and end - place < _LONGEST and _goes_on(text, place, end):
        end += 1
    digits = text[place:end].replace(",", "")
    return _Number(float(digits), end) if digits else None


def _goes_on(text: str, begin: int, place: int) -> bool:
    """Whether a number goes on at a place: a digit, a comma before three of them, the one point within."""
    letter, next_letters = text[place], text[place + 1 : place + 4]
    if letter in _DIGITS:
        return True
    if place == begin or not next_letters or next_letters[0] not in _DIGITS:
        return False
    if letter == ",":
        return len(next_letters) == 3 and all(one in _DIGITS for one in next_letters)
    return letter == "." and "." not in text[begin:place] and not _is_dotted(text, begin, place)


def _is_dotted(text: str, begin: int, place: int) -> bool:
    """Whether the point is one of several, 7.4.1, which is a date or an item and no number."""
    end = place + 1
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    return text.startswith(".", end) or (begin > 0 and text[begin - 1] == ".")


def _kanji_at(text: str, place: int) -> _Number | None:
    end = place
    while end < len(text) and end - place < _LONGEST and (text[end] in _KANJI or text[end] in _TENS):
        end += 1
    letters = text[place:end]
    if not letters:
        return None
    if not any(letter in _TENS for letter in letters):
        return _Number(float("".join(str(_KANJI[letter]) for letter in letters)), end)
    total, digit = 0, 0
    for letter in letters:
        if letter in _TENS:
            total += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            digit = _KANJI[letter]
    return _Number(float(total + digit), end)
