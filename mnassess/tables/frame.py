"""Rows → a typed DataFrame. Text stays text: as it was typed, whatever it looks like."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import pandas as pd

from mnassess.errors import MnassessError
from mnassess.language import LANGUAGES, say
from mnassess.review.moments import JAPAN
from mnassess.tables.codes import BETWEEN, codes_of, labels_of
from mnassess.tables.columns import Column, standard_frames

pd.options.display.html.use_mathjax = False
"""Text of a report is text: no notebook may read $…$ in a frame as a formula, with the links formulas can hold."""
Frame: TypeAlias = pd.DataFrame
Row = Mapping[str, Any]
"""Name of a column → what stands in it; what is not there is empty."""


def frame(name: str, rows: Iterable[Row], labels: str = "") -> Frame:
    """The frame of that name. `labels`: "" for names and codes as they are, or the language to call them in."""
    return typed_frame(standard_frames().columns[name], rows, labels)


def typed_frame(columns: Sequence[Column], rows: Iterable[Row], labels: str = "") -> Frame:
    """A frame of some columns; see `frame`."""
    if labels and labels not in LANGUAGES:
        raise MnassessError(
            say(
                "labels=「{labels}」は使えません（使える値：{known}）。",
                labels=labels,
                known="・".join(LANGUAGES),
            )
        )
    held = list(rows)
    made = {one.name: _MADE[one.type](one, [row.get(one.name) for row in held]) for one in columns}
    found = pd.DataFrame(made, columns=[one.name for one in columns])
    return labelled(found, columns, labels)


def _text(_: Column, values: list[Any]) -> "pd.Series[Any]":
    return pd.Series(["" if one is None else str(one) for one in values], dtype="string[python]")


def _codes(column: Column, values: list[Any]) -> "pd.Series[Any]":
    return _text(column, [None if one is None else BETWEEN.join(map(str, one)) for one in values])


def _code(column: Column, values: list[Any]) -> "pd.Series[Any]":
    """A category of all codes of the group; a code the group does not know stands last, never lost."""
    held = [str(one) if one else None for one in values]
    known = list(codes_of(column.of))
    known += sorted({one for one in held if one is not None} - set(known))
    return pd.Series(pd.Categorical(held, categories=known, ordered=True))


def _whole(_: Column, values: list[Any]) -> "pd.Series[Any]":
    return pd.Series(values, dtype="Int64")


def _flag(_: Column, values: list[Any]) -> "pd.Series[Any]":
    return pd.Series(values, dtype="boolean")


def _time(_: Column, values: list[Any]) -> "pd.Series[Any]":
    """Moments as people in Japan read them."""
    utc = [None if one is None else _in_japan(one).astimezone(UTC).replace(tzinfo=None) for one in values]
    return pd.Series(utc, dtype="datetime64[us]").dt.tz_localize("UTC").dt.tz_convert(JAPAN)


def _in_japan(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=JAPAN)


def _day(_: Column, values: list[Any]) -> "pd.Series[Any]":
    days = [datetime(one.year, one.month, one.day) if isinstance(one, date) else None for one in values]  # noqa: DTZ001 - a day is in no time zone
    return pd.Series(days, dtype="datetime64[us]")


_MADE: Mapping[str, Callable[[Column, list[Any]], "pd.Series[Any]"]] = {
    "text": _text,
    "codes": _codes,
    "code": _code,
    "whole": _whole,
    "flag": _flag,
    "time": _time,
    "day": _day,
}


def labelled(found: Frame, columns: Sequence[Column], language: str) -> Frame:
    """The frame with its columns and codes called in a language; as it is for ""."""
    if not language:
        return found
    for one in columns:
        if one.type == "code":
            words = labels_of(one.of, language)
            found[one.name] = found[one.name].cat.rename_categories(
                {code: words.get(code, code) for code in found[one.name].cat.categories}
            )
        elif one.type == "codes":
            words = labels_of(one.of, language)
            found[one.name] = _text(
                one,
                [
                    BETWEEN.join(words.get(code, code) for code in cell.split(BETWEEN) if code)
                    for cell in found[one.name]
                ],
            )
    return found.rename(columns={one.name: one.head(language) for one in columns})
