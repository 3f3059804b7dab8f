"""The official rules as data: `schemas/rules.json` → `rules.rulebook` values, picked by the day they are asked for.

A corrected number, a new citation or a changed threshold is a change of that file; nothing in Python repeats one.
What the reader does not understand it refuses.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mnassess import resources
from mnassess.forms.schema_files import Place, read_json
from mnassess.rules.rulebook import (
    Band,
    Bands,
    Exemption,
    Origin,
    Period,
    Phrase,
    RuleBook,
    Rules,
    StaleCitation,
    ThresholdRow,
    ThresholdTable,
    Voluntary,
    Wording,
)

Json = Any
_UNITS = ("days", "months", "years")
_BANDS = ("subject_count", "handler_count", "person_count", "item_count", "user_count")
_PERIODS = (
    "consultation", "review", "reassessment", "reassessment_notice", "publication_kept", "amendment_attention",
    "amendment_late", "incident_window", "report_incident_window", "count_age",
)  # fmt: skip
_OUTCOMES = ("not_required", "basic_required", "key_required", "full_required")
_CRITERIA = ("subjects", "handlers", "incident")
_SURE = ("confirmed", "partly", "remembered", "proposal")
_UNSAFE = re.compile(r"\)[*+]|\)\{\d*,\}|\.[*+]")
"""Repeats without end inside a pattern, whose cost can explode on a long answer."""


@lru_cache(maxsize=64)
def rules_on(day: date) -> Rules:
    """The rules in force on a day; before the first of them, the oldest there are."""
    return _read_cached().on(day)


def first_threshold_day() -> date:
    """The day from which on there is a しきい値判断."""
    return min(table.origin.effective_from for table in _read_cached().thresholds)


@cache
def _read_cached() -> RuleBook:
    return read_rules(resources.schemas() / "rules.json")


def read_rules(path: Path) -> RuleBook:
    """The rules a file defines; FormDefinitionError where it says what is not understood."""
    place, raw = Place(path), read_json(path)
    tables = ("bands", "thresholds", "exemptions", "periods", "voluntary", "stale_citations")
    root = _members(raw, place, {"title": str, **dict.fromkeys(tables, list), "wording": dict})
    bands = tuple(_bands(*entry) for entry in _entries(root, "bands", place))
    _all_there(_BANDS, {one.choices for one in bands}, place / "bands")
    periods = tuple(_period(*entry) for entry in _entries(root, "periods", place))
    _all_there(_PERIODS, {one.name for one in periods}, place / "periods")
    if not root["thresholds"]:
        raise (place / "thresholds").refuse("表が一つもありません")
    return RuleBook(
        bands=bands,
        thresholds=tuple(_table(*entry, bands) for entry in _entries(root, "thresholds", place)),
        exemptions=tuple(_exemption(*entry, bands) for entry in _entries(root, "exemptions", place)),
        periods=periods,
        voluntary=tuple(_voluntary(*entry) for entry in _entries(root, "voluntary", place)),
        stale_citations=tuple(_stale(*entry) for entry in _entries(root, "stale_citations", place)),
        wording=_wording(root["wording"], place / "wording"),
    )


Kinds = type | tuple[type, ...]
_NONE = type(None)
_ORIGIN: dict[str, Kinds] = {"clause": str, "effective_from": str, "effective_to": (str, _NONE), "sure": str}


def _members(
    raw: Json, place: Place, wanted: Mapping[str, Kinds], optional: Mapping[str, Kinds] | None = None
) -> Json:
    """The object, once it holds exactly the keys wanted (and perhaps the optional ones), each of its type."""
    if not isinstance(raw, dict):
        raise place.refuse("オブジェクトではありません")
    known = {**wanted, **(optional or {})}
    for key, value in raw.items():
        if key not in known:
            raise place.refuse(f"「{key}」の意味が定義されていません")
        if not isinstance(value, known[key]) or isinstance(value, bool):
            raise (place / key).refuse("型が違います")
    missing = [key for key in wanted if key not in raw]
    if missing:
        raise place.refuse(f"{'、'.join(missing)} がありません")
    return raw


def _entries(root: Json, key: str, place: Place) -> Iterable[tuple[Json, Place]]:
    return [(raw, place / key / number) for number, raw in enumerate(root[key])]


def _texts(raw: list[Json], place: Place) -> tuple[str, ...]:
    if not all(isinstance(text, str) and text for text in raw):
        raise place.refuse("文字列の一覧ではありません")
    return tuple(raw)


def _all_there(wanted: Iterable[str], found: set[str], place: Place) -> None:
    missing = [name for name in wanted if name not in found]
    if missing:
        raise place.refuse(f"{'、'.join(missing)} がありません")


def _one_of(value: str, allowed: Iterable[str], place: Place) -> str:
    if value not in allowed:
        raise place.refuse(f"「{value}」は使えません（使える値：{'・'.join(allowed)}）")
    return value


def _pattern(text: str, place: Place) -> re.Pattern[str]:
    if _UNSAFE.search(text):
        raise place.refuse("終わりのない繰返しは使えません")
    try:
        return re.compile(text)
    except re.error as error:
        raise place.refuse(f"正規表現として読めません（{error}）") from None


def _phrase(raw: Json, place: Place) -> Phrase:
    words = _texts(raw["words"], place / "words")
    if not words:
        raise (place / "words").refuse("探す語が一つもありません")
    pattern = raw.get("pattern", "|".join(re.escape(word) for word in words))
    return Phrase(words=words, pattern=_pattern(pattern, place / "pattern"))


def _origin(raw: Json, place: Place) -> Origin:
    def day(key: str) -> date:
        try:
            return date.fromisoformat(raw[key])
        except ValueError:
            raise (place / key).refuse("日付ではありません") from None

    begin, end = day("effective_from"), None if raw["effective_to"] is None else day("effective_to")
    if end is not None and end < begin:
        raise (place / "effective_to").refuse("effective_from より前です")
    return Origin(
        clause=raw["clause"],
        effective_from=begin,
        effective_to=end,
        sure=_one_of(raw["sure"], _SURE, place / "sure"),
    )


def _bands(raw: Json, place: Place) -> Bands:
    _members(raw, place, {"choices": str, "bands": list, **_ORIGIN})
    bands = []
    for entry, at in _entries(raw, "bands", place):
        _members(entry, at, {"code": str, "from": int, "to": (int, _NONE), "text": str})
        bands.append(Band(code=entry["code"], lower=entry["from"], upper=entry["to"], text=entry["text"]))
    edges = [0, *(band.upper for band in bands)]
    if [band.lower for band in bands] != edges[:-1] or edges[-1] is not None:
        raise (place / "bands").refuse("0 から上限なしまで、隙間も重なりもなく並んでいません")
    choices = _one_of(raw["choices"], _BANDS, place / "choices")
    return Bands(choices=choices, bands=tuple(bands), origin=_origin(raw, place))


def _table(raw: Json, place: Place, bands: tuple[Bands, ...]) -> ThresholdTable:
    _members(raw, place, {"rows": list, **_ORIGIN})
    codes = {one.choices: tuple(band.code for band in one.bands) for one in bands}
    subjects, handlers = codes.get("subject_count", ()), codes.get("handler_count", ())
    rows = tuple(_row(entry, at, subjects, handlers) for entry, at in _entries(raw, "rows", place))
    for inputs in ((s, h, i) for s in subjects for h in handlers for i in ("yes", "no")):
        if sum(row.fits(*inputs) for row in rows) != 1:
            raise (place / "rows").refuse(f"{'・'.join(inputs)} に当たる行が一つではありません")
    return ThresholdTable(rows=rows, origin=_origin(raw, place))


def _row(raw: Json, place: Place, subjects: tuple[str, ...], handlers: tuple[str, ...]) -> ThresholdRow:
    words = ("subjects", "handlers", "incident", "outcome", "basis", "clause")
    _members(raw, place, {**dict.fromkeys(words, str), "decided_by": list}, {"national_clause": str})
    decided_by = _texts(raw["decided_by"], place / "decided_by")
    if not decided_by:
        raise (place / "decided_by").refuse("決め手が一つもありません")
    return ThresholdRow(
        subjects=_one_of(raw["subjects"], subjects, place / "subjects"),
        handlers=_one_of(raw["handlers"], ("any", *handlers), place / "handlers"),
        incident=_one_of(raw["incident"], ("any", "yes", "no"), place / "incident"),
        outcome=_one_of(raw["outcome"], _OUTCOMES, place / "outcome"),
        decided_by=tuple(_one_of(word, _CRITERIA, place / "decided_by") for word in decided_by),
        basis=raw["basis"],
        clause=raw["clause"],
        national_clause=raw.get("national_clause", raw["clause"]),
    )


def _exemption(raw: Json, place: Place, bands: tuple[Bands, ...]) -> Exemption:
    _members(raw, place, {"number": str, "text": str, **_ORIGIN}, {"only_with": str})
    codes = ("", *(band.code for one in bands if one.choices == "subject_count" for band in one.bands))
    return Exemption(
        number=raw["number"],
        text=raw["text"],
        only_with=_one_of(raw.get("only_with", ""), codes, place / "only_with"),
        origin=_origin(raw, place),
    )


def _period(raw: Json, place: Place) -> Period:
    _members(raw, place, {"name": str, "length": int, "unit": str, "text": str, **_ORIGIN})
    if raw["length"] <= 0:
        raise (place / "length").refuse("1以上ではありません")
    return Period(
        name=_one_of(raw["name"], _PERIODS, place / "name"),
        length=raw["length"],
        unit=_one_of(raw["unit"], _UNITS, place / "unit"),
        text=raw["text"],
        origin=_origin(raw, place),
    )


def _voluntary(raw: Json, place: Place) -> Voluntary:
    _members(raw, place, {"path": str, "text": str, **_ORIGIN})
    return Voluntary(path=raw["path"], text=raw["text"], origin=_origin(raw, place))


def _stale(raw: Json, place: Place) -> StaleCitation:
    _members(
        raw,
        place,
        {"words": list, "pattern": str, "advice": str, **_ORIGIN},
        {"places": list, "unless_after": str},
    )
    return StaleCitation(
        phrase=_phrase(raw, place),
        places=_texts(raw.get("places", []), place / "places"),
        unless_after=_pattern(rf"(?:{raw['unless_after']})\Z", place / "unless_after")
        if "unless_after" in raw
        else None,
        advice=raw["advice"],
        origin=_origin(raw, place),
    )


def _wording(raw: Json, place: Place) -> Wording:
    lists = (
        "none_words", "known_systems", "place_words", "negative_levels", "good_sufficiency",
        "settled_changes", "undescribed_levels",
    )  # fmt: skip
    wanted = {
        **dict.fromkeys(lists, list),
        "company_words": list,
        "drafting_marks": list,
        "placeholder": dict,
        "erasure_at_end": str,
    }
    _members(raw, place, {**wanted, "media": dict})
    words = {key: _texts(raw[key], place / key) for key in lists}
    companies = [_written(*entry) for entry in _entries(raw, "company_words", place)]
    media = _members(raw["media"], place / "media", {"flash_memory": dict, "email": dict})
    marks = [*_entries(raw, "drafting_marks", place), (raw["placeholder"], place / "placeholder")]
    *drafting_marks, placeholder = [_mark(*mark) for mark in marks]
    return Wording(
        none_words=frozenset(words["none_words"]),
        company_words=tuple(companies),
        drafting_marks=tuple(drafting_marks),
        placeholder=placeholder,
        known_systems=words["known_systems"],
        place_words=words["place_words"],
        negative_levels=frozenset(words["negative_levels"]),
        good_sufficiency=frozenset(words["good_sufficiency"]),
        media=MappingProxyType({code: _mark(media[code], place / "media" / code) for code in media}),
        erasure_at_end=_pattern(raw["erasure_at_end"], place / "erasure_at_end"),
        settled_changes=words["settled_changes"],
        undescribed_levels=frozenset(words["undescribed_levels"]),
    )


def _mark(raw: Json, place: Place) -> Phrase:
    return _phrase(_members(raw, place, {"words": list}, {"pattern": str}), place)


def _written(raw: Json, place: Place) -> tuple[str, ...]:
    """The ways one word is written, at least one."""
    if not isinstance(raw, list) or not raw:
        raise place.refuse("文字列の一覧ではありません")
    return _texts(raw, place)
