"""How old evidence is, and when it is too old for what a claim says."""

from datetime import date

from mnassess.evidence.model import Entry
from mnassess.language import say
from mnassess.review.measures import measure_types
from mnassess.review.model import Claim

_MONTHS = 12


def last_day_of(entry: Entry) -> date | None:
    """The last day an entry speaks of; None where it is undated."""
    days = [day for day in (entry.valid_to, entry.collected_on) if day]
    return min(days) if days else None


def stale_after(claim: Claim, entry: Entry) -> int | None:
    """After how many months evidence is stale for a claim, by the most lenient of its measures; None for never."""
    types = measure_types().types
    allowed = [types[code].stale_after(entry.kind) for code in claim.measures]
    return None if not allowed or None in allowed else max(one for one in allowed if one is not None)


def is_stale(claim: Claim, entry: Entry, as_of: date) -> bool:
    """Whether evidence is too old for what a claim says; not, where it is undated or never stale."""
    end, months = last_day_of(entry), stale_after(claim, entry)
    return end is not None and months is not None and months_after(end, months) < as_of


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, _MONTHS)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    return day


def months_since(day: date, as_of: date) -> int:
    """Full months between a day and a later one; below 0 where it is not later."""
    months = (as_of.year - day.year) * _MONTHS + as_of.month - day.month
    return months - 1 if months_after(day, months) > as_of else months


def age_words(day: date | None, as_of: date) -> str:
    """How long ago a day was, in full months or years: 12日前, 3か月前, 2年1か月前; 日付なし for none."""
    if day is None:
        return say("日付なし")
    if day > as_of:
        return say("基準日より後")
    months = months_since(day, as_of)
    years, rest = divmod(months, _MONTHS)
    if years and rest:
        return say("{years}年{months}か月前", years=years, months=rest)
    if years:
        return say("{years}年前", years=years)
    if months:
        return say("{months}か月前", months=months)
    days = (as_of - day).days
    return say("{days}日前", days=days) if days else say("当日")
