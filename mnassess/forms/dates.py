"""Dates as people type them → ISO 8601, and ISO → 和暦 as the forms print them.

A date may lack its day or its month (平成27年10月, 2015): `"2015-10-01"`, `"2015-10"` and `"2015"` are all dates here.
Years are Gregorian throughout; a Japanese year before 明治6 is counted as the Gregorian year it largely fell in.
"""

import calendar
import re
import unicodedata
from datetime import date
from typing import NamedTuple


class Era(NamedTuple):
    """One 元号."""

    name: str
    letter: str
    starts: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)
"""Newest first."""
FIRST_YEAR, LAST_YEAR = 1800, 2999
"""What a document may hold; see `schemas/values.json`."""

_ERA_OF = {key: era for era in ERAS for key in (era.name, era.name[0], era.letter, era.letter.lower())}
_ERA = "|".join(sorted(_ERA_OF, key=len, reverse=True))
_NUMBER = r"元|\d{1,2}|\d{3}(?=年)"
_WEEKDAY = r"(?:\([日月火水木金土](?:曜日?)?\))?"
_SEPARATED = re.compile(
    rf"(?:(?P<era>{_ERA})(?P<nth>{_NUMBER})|(?:西暦)?(?P<year>\d{{4}}))"
    rf"(?:年(?:(?P<m1>\d{{1,2}})月(?:(?P<d1>\d{{1,2}})日{_WEEKDAY})?)?"
    rf"|(?P<sep>[./-])(?P<m2>\d{{1,2}})(?:(?P=sep)(?P<d2>\d{{1,2}}){_WEEKDAY})?)?"
)
_COMPACT = re.compile(
    rf"(?:(?P<era>{_ERA})(?P<nth>\d\d)|(?P<year>1[89]\d\d|20\d\d))(?P<m1>\d\d)(?P<d1>\d\d)?"
)
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "−": "-", "ｰ": "-", "。": ".", "、": "."})
_KANJI_NUMBER = re.compile(r"(?<![〇一二三四五六七八九十])[〇一二三四五六七八九十]{1,4}(?=[年月日])")
"""Begun only where a number begins and no longer than a year: a long run of such letters costs one look a letter."""
_KANJI_DIGITS = "〇一二三四五六七八九"
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def parse_date(text: str) -> str | None:
    """The ISO date of R7.10.1, 令和7年10月1日, 令和元年, 2025/10/1, 20251001 and the like; None for anything else.

    Half and full width, kanji numerals and a day of the week in brackets are understood. A 和暦 year that runs on
    past the end of its era (平成32年) is read; one before the era began (令和元年4月) does not exist.
    """
    plain = _plain(text)
    match = _SEPARATED.fullmatch(plain) or _COMPACT.fullmatch(plain)
    return _iso(match) if match else None


def show_date(iso: str) -> str:
    """The date in 和暦, 令和7年10月1日, as exact as it was given; before 明治 in 西暦.

    A year or month in which the era changed carries the name it had at its end. What is no ISO date is returned
    as it is.
    """
    last = last_day(iso)
    if last is None:
        return iso
    parts = [int(part) for part in iso.split("-")]
    era = next((era for era in ERAS if era.starts <= last), None)
    if era is None:
        year = f"{parts[0]}"
    else:
        nth = parts[0] - era.starts.year + 1
        year = f"{era.name}{'元' if nth == 1 else nth}"
    return "".join(f"{part}{unit}" for part, unit in zip([year, *parts[1:]], "年月日", strict=False))


def first_day(iso: str) -> date | None:
    """The earliest day an ISO date can mean: "2015-10" → 2015-10-01. None for what is no ISO date."""
    return _day(iso, earliest=True)


def last_day(iso: str) -> date | None:
    """The latest day an ISO date can mean: "2015" → 2015-12-31. None for what is no ISO date."""
    return _day(iso, earliest=False)


def _day(iso: str, *, earliest: bool) -> date | None:
    match = _ISO.fullmatch(iso)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    year = int(match[1])
    month = int(match[2]) if match[2] else (1 if earliest else 12)
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    day = int(match[3]) if match[3] else (1 if earliest else length)
    return date(year, month, day) if 1 <= day <= length else None


def _plain(text: str) -> str:
    """Half width, kanji numerals as digits, blanks between digits as a separator and no others."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    text = re.sub(r"(?<=\d)\s+(?=\d)", "/", text)
    text = re.sub(r"\s+", "", text)
    return _KANJI_NUMBER.sub(lambda match: str(_kanji_number(match[0])), text)


def _kanji_number(kanji: str) -> int:
    """十二 → 12, 三十一 → 31, 二〇二五 → 2025."""
    if "十" not in kanji:
        return int("".join(str(_KANJI_DIGITS.index(digit)) for digit in kanji))
    tens, _, ones = kanji.partition("十")
    units = [
        _KANJI_DIGITS.index(part[-1]) if part and part[-1] in _KANJI_DIGITS else 0 for part in (tens, ones)
    ]
    return (units[0] if tens else 1) * 10 + units[1]


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    era = _ERA_OF[found["era"]] if found["era"] else None
    if era:
        nth = 1 if found["nth"] == "元" else int(found["nth"])
        year = era.starts.year + nth - 1
        if nth == 0:
            return None
    else:
        year = int(found["year"])
    month = found["m1"] or found.get("m2")
    day = found["d1"] or found.get("d2")
    iso = "-".join([f"{year:04}", *(f"{int(part):02}" for part in (month, day) if part)])
    last = last_day(iso)
    if last is None or (era and last < era.starts):
        return None
    return iso


_DAY_IN_TEXT = re.compile(
    rf"(?:(?:(?P<era>{_ERA})(?P<nth>{_NUMBER})|(?P<year>\d{{4}}))年|(?P<same>同年|翌年|同))?"
    rf"(?:(?P<m1>\d{{1,2}})月|(?P<same_month>同月))(?P<d1>\d{{1,2}})日"
    rf"|(?:(?P<era2>{_ERA})(?P<nth2>{_NUMBER})|(?P<year2>\d{{4}}))[./-](?P<m2>\d{{1,2}})[./-](?P<d2>\d{{1,2}})"
)


def parse_period(text: str) -> tuple[date, date] | None:
    """First and last day of a period, 令和6年11月14日～12月13日; None where the text does not name exactly two days.

    The second day may leave out its year or say 同年, 翌年 or 同月; without a year it is the next such day.
    """
    plain = _plain(text)
    found = list(_DAY_IN_TEXT.finditer(plain))
    if len(found) != 2:
        return None
    begin = _day_in_text(found[0].groupdict(), None)
    end = _day_in_text(found[1].groupdict(), begin) if begin else None
    return (begin, end) if begin and end else None


def _day_in_text(found: dict[str, str | None], after: date | None) -> date | None:
    """The day of one match; `after` is the day before it in the text, from which it may take its year."""
    era, nth, year = (found[name] or found[f"{name}2"] for name in ("era", "nth", "year"))
    month = found["m1"] or found["m2"]
    day = int(found["d1"] or found["d2"] or 0)
    if era or year:
        start = f"{era}{nth}" if era else f"{year}"
        return _exact(parse_date(f"{start}.{month}.{day}"))
    if after is None:
        return None
    if found["same_month"]:
        return _exact(f"{after.year:04}-{after.month:02}-{day:02}")
    years = after.year + (found["same"] == "翌年")
    guess = _exact(f"{years:04}-{int(month or 0):02}-{day:02}")
    if guess and guess < after and not found["same"]:
        guess = _exact(f"{years + 1:04}-{int(month or 0):02}-{day:02}")
    return guess


def _exact(iso: str | None) -> date | None:
    return first_day(iso) if iso else None
