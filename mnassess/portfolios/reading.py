"""Many documents → their columns and the names in them. Read as a stream, kept beside the workspace, read anew when changed.

A document that cannot be read is a row that says why; the others go on.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, overload

from mnassess.documents.files import write_atomically
from mnassess.documents.storage import SIZE_LIMIT, load_document
from mnassess.documents.workspace import PRIVATE
from mnassess.errors import MnassessError
from mnassess.forms.catalog import editions
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.portfolios.extract import Extract, Plan, standard_extract

try:
    import orjson

    _parsed: Callable[[bytes], Any] = orjson.loads
except ImportError:  # comes with the extra for notebooks; without it everything works, more slowly
    _parsed = json.loads

Json = Any
_BATCH = 100
"""Documents that are handed to another process at a time."""
_FEW = 1000
"""Up to so many documents, starting other processes costs more than it saves."""
_CACHE = "portfolio.json"
_LAYOUT = 1
_KINDS = tuple(kind.value for kind in FormKind)


class Mention(NamedTuple):
    """A name or a choice that stands in a report."""

    number: int
    """Of the blank among `Extract.mentions`."""
    value: str
    """As typed; the code of a choice."""
    about: str
    """What it is about, as typed: the contractor whose subcontracting it is, the file whose retention it is."""


class Mentions(Sequence[Mention]):
    """The mentions of a report, every text once for many reports: they are made when they are looked at."""

    __slots__ = ("codes", "texts")

    def __init__(self, codes: list[int], texts: list[str]) -> None:
        self.codes = codes
        """Three numbers a mention: of the blank, of the value and of what it is about among `texts`."""
        self.texts = texts

    def __len__(self) -> int:
        return len(self.codes) // 3

    @overload
    def __getitem__(self, place: int) -> Mention: ...
    @overload
    def __getitem__(self, place: slice) -> list[Mention]: ...
    def __getitem__(self, place: int | slice) -> Mention | list[Mention]:
        codes, texts = self.codes, self.texts
        made = [
            Mention(codes[at], texts[codes[at + 1]], texts[codes[at + 2]]) for at in range(0, len(codes), 3)
        ]
        return made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mentions) and self[:] == other[:]

    __hash__ = None  # type: ignore[assignment]


def _mentions_of(found: list[tuple[int, str, str]]) -> Mentions:
    numbers: dict[str, int] = {}
    codes = [
        code
        for number, value, about in found
        for code in (
            number,
            numbers.setdefault(value, len(numbers)),
            numbers.setdefault(about, len(numbers)),
        )
    ]
    return Mentions(codes, list(numbers))


class Report(NamedTuple):
    """One document in a few words."""

    document: str
    """Its file, inside the folder that was read."""
    form: str
    """threshold, key-item or full-item; "" like the rest where it cannot be read."""
    edition: str
    refusal: str
    """Why it cannot be read, as a sentence."""
    values: Sequence[str]
    """One per column of the extract; "" where the blank is empty. Dates are ISO days, the last a date can mean."""
    mentions: Mentions

    @property
    def operation(self) -> str:
        """Name of its folder."""
        return self.document.rpartition("/")[0].rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """All reports of a folder."""

    folder: Path
    extract: Extract
    reports: tuple[Report, ...]
    """By the names of their files."""
    reread: int
    """How many were read from their files this time; the others were as they had been kept."""

    @property
    def refused(self) -> tuple[Report, ...]:
        """Those that cannot be read."""
        return tuple(one for one in self.reports if one.refusal)


def read_portfolio(folder: Path, *, is_kept: bool = True) -> Portfolio:
    """All reports in a folder and the folders in it: a workspace, or one that holds several.

    `is_kept`: what was read stands in `.mnassess/` and is read from there as long as size and time of a file are the
    same. The folder stays as it is where nothing may be written.
    """
    extract = standard_extract()
    files = dict(_files_in(folder))
    kept = folder / PRIVATE / _CACHE
    known = _kept(kept, extract) if is_kept else {}
    stale = [name for name, stamp in files.items() if name not in known or known[name][0] != stamp]
    fresh = {one.document: one for one in iter_reports(folder, stale)}
    reports = tuple(fresh[name] if name in fresh else known[name][1] for name in files)
    if is_kept and (fresh or len(known) != len(files)):
        _keep(kept, extract, zip(files.values(), reports, strict=True))
    return Portfolio(folder=folder, extract=extract, reports=reports, reread=len(fresh))


def iter_reports(folder: Path, names: Sequence[str]) -> Iterator[Report]:
    """The reports in some files of a folder, one after the other; of many, several processes read parts."""
    workers = os.cpu_count() or 1
    if len(names) <= _FEW or workers == 1:
        yield from (read_report(folder, name) for name in names)
        return
    parts = [(str(folder), tuple(names[at : at + _BATCH])) for at in range(0, len(names), _BATCH)]
    with ProcessPoolExecutor(workers) as pool:
        yield from chain.from_iterable(map(_unpacked, pool.map(_read_part, parts)))


def _read_part(part: tuple[str, tuple[str, ...]]) -> bytes:
    """A part of the reports, as it is kept: plain text crosses between processes faster than values do."""
    folder = Path(part[0])
    return _packed(read_report(folder, name) for name in part[1])


def read_report(folder: Path, name: str) -> Report:
    """The report in one file of a folder."""
    path = f"{folder}/{name}"
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - five thousand paths are not made for nothing
            data = file.read(SIZE_LIMIT + 1)
        document = _parsed(data)
        form, edition = document["form"], document["edition"]
        if len(data) <= SIZE_LIMIT and edition in _editions(form):
            values, found = _plan().read(document)
            return Report(name, form, edition, "", values, _mentions_of(found))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return Report(
        name, "", "", _refusal(Path(path)), [""] * len(standard_extract().columns), Mentions([], [])
    )


@cache
def _plan() -> Plan:
    return Plan(standard_extract())


@cache
def _editions(form: str) -> tuple[str, ...]:
    return editions(form)


def _refusal(path: Path) -> str:
    """Why the file cannot be used, by the reader that says it best."""
    try:
        load_document(path)
    except MnassessError as error:
        return str(error)
    return say("{path}：読めません。", path=path)


# --- which files, and what is kept of them ------------------------------------------------------------------------


def _files_in(folder: Path) -> list[tuple[str, str]]:
    """(name inside the folder, what tells that the file is another one) of every document, by name."""
    found: list[tuple[str, str]] = []
    _look_into(str(folder), "", found)
    return sorted(found)


def _look_into(folder: str, before: str, found: list[tuple[str, str]]) -> None:
    """Add the documents of a folder; where there are none, those of the folders in it. Beside documents lie old versions."""
    begun, folders = len(found), []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry)
            elif name.endswith(".json") and name.startswith(_KINDS) and not name.endswith(".review.json"):
                stat = entry.stat()
                found.append((f"{before}{name}", f"{stat.st_size}-{stat.st_mtime_ns}"))
    if len(found) == begun:
        for entry in folders:
            if entry.name not in {PRIVATE, "evidence"}:
                _look_into(entry.path, f"{before}{entry.name}/", found)


def _stamp(extract: Extract) -> str:
    """What a kept row depends on beside its file."""
    columns = [asdict(one) for one in extract.columns]
    mentions = [asdict(one) for one in extract.mentions]
    told = json.dumps([_LAYOUT, columns, mentions])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _packed(reports: Iterable[Report], stamps: Iterable[str] = (), made: str = "") -> bytes:
    """Reports as JSON, every text once."""
    numbers: dict[str, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(text, len(numbers))

    rows = [
        [
            *map(number, (one.document, one.form, one.edition, one.refusal, *one.values)),
            _renumbered(one.mentions, number),
        ]
        for one in reports
    ]
    packed = {"made": made, "stamps": list(stamps), "reports": rows, "texts": list(numbers)}
    return json.dumps(packed, ensure_ascii=True, separators=(",", ":")).encode()


def _renumbered(mentions: Mentions, number: Callable[[str], int]) -> list[int]:
    texts = mentions.texts
    return [code if place % 3 == 0 else number(texts[code]) for place, code in enumerate(mentions.codes)]


def _unpacked(data: bytes) -> list[Report]:
    return _reports_in(_parsed(data))


def _reports_in(raw: Json) -> list[Report]:
    texts = raw["texts"]
    found = []
    for *numbers, flat in raw["reports"]:
        document, form, edition, refusal, *values = [texts[number] for number in numbers]
        found.append(Report(document, form, edition, refusal, values, Mentions(flat, texts)))
    return found


def _kept(cache: Path, extract: Extract) -> dict[str, tuple[str, Report]]:
    """What was kept: name → (what told the file, its report). Nothing of a file that is damaged or of another make."""
    try:
        raw = _parsed(cache.read_bytes())
        if raw["made"] != _stamp(extract):
            return {}
        reports = _reports_in(raw)
        return {one.document: (stamp, one) for stamp, one in zip(raw["stamps"], reports, strict=True)}
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return {}


def _keep(cache: Path, extract: Extract, reports: Iterable[tuple[str, Report]]) -> None:
    stamps, rows = zip(*reports, strict=True) if reports else ((), ())
    try:
        cache.parent.mkdir(exist_ok=True)
        write_atomically(cache, _packed(rows, stamps, _stamp(extract)))
    except OSError:
        return  # a folder that may only be read: it is read anew next time
