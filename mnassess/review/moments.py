"""Moments as people in Japan read them, whatever the computer's time zone is: they sign below them."""

from datetime import date, datetime, timedelta, timezone

from mnassess.forms.dates import show_date

JAPAN = timezone(timedelta(hours=9))


def day_of(at: datetime) -> date:
    """The day of a moment."""
    return _there(at).date()


def day_words(at: datetime) -> str:
    """令和8年11月26日."""
    return show_date(day_of(at).isoformat())


def moment_words(at: datetime) -> str:
    """令和8年11月26日 17:00."""
    return f"{day_words(at)} {_there(at):%H:%M}"


def _there(at: datetime) -> datetime:
    return at.astimezone(JAPAN) if at.tzinfo else at
