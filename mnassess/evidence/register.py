"""The evidence register (証跡の台帳): what a person wrote down about each piece of evidence, checked row by row."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mnassess.errors import RegisterError
from mnassess.evidence.kinds import kind_code, kind_word, kinds
from mnassess.evidence.model import Entry, Register
from mnassess.evidence.register_files import Record, RegisterFile, open_register
from mnassess.forms.dates import first_day, last_day, parse_date
from mnassess.language import say

_ABSOLUTE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.\-]*:")
"""A root, a drive, or an address of the net."""
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00)?$")
_ID = re.compile(r"(.*?)([0-9]{1,12})")
_FIRST_ID = "E001"
_SHA256 = re.compile(r"[0-9a-f]{64}")


FOLDER = "evidence"
"""Of a workspace, with the register and its files."""
REGISTERS = ("evidence.csv", "evidence.json")


def find_register(workspace: Path) -> Path | None:
    """The register of a workspace; None where it has none yet."""
    places = (workspace / FOLDER / name for name in REGISTERS)
    return next((place for place in places if place.is_file()), None)


def load_register(path: Path) -> Register:
    """The register in a file; RegisterError, naming the row, where it cannot be used."""
    return register_in(path, open_register(path))


def register_in(path: Path, file: RegisterFile) -> Register:
    """The register of an opened file."""
    entries: list[Entry] = []
    ids: dict[str, str] = {}
    for record in file.records:
        row = _Row(path, record)
        entry = row.entry()
        if entry.id in ids:
            raise row.refused(say("id「{id}」は {first} にもあります。", id=entry.id, first=ids[entry.id]))
        ids[entry.id] = record.place
        entries.append(entry)
    return Register(path=path, entries=tuple(entries))


def next_id(entries: Iterable[Entry]) -> str:
    """The id after the highest of a register, made as its last one is: E089 → E090."""
    ids = [_ID.fullmatch(entry.id) for entry in entries]
    numbered = [one for one in ids if one]
    if not numbered:
        return _FIRST_ID
    prefix, digits = numbered[-1].groups()
    highest = max(int(one[2]) for one in numbered if one[1] == prefix)
    return f"{prefix}{highest + 1:0{len(digits)}}"


class _Row:
    """One record on its way to an entry."""

    def __init__(self, path: Path, record: Record) -> None:
        self._path = path
        self._record = record

    def refused(self, reason: str) -> RegisterError:
        """What to raise about this row."""
        named = self._value("id")
        place = f"{self._record.place}（{named}）" if named else self._record.place
        return RegisterError(self._path, f"{place}：{reason}")

    def _value(self, name: str) -> str:
        return self._record.values.get(name, "").strip()

    def entry(self) -> Entry:
        """The entry the row describes."""
        if not self._value("id"):
            raise self.refused(say("id がありません。"))
        begin, end = self._date("valid_from", last=False), self._date("valid_to", last=True)
        if begin and end and end < begin:
            raise self.refused(say("valid_to が valid_from より前です。"))
        return Entry(
            id=self._value("id"),
            title=self._value("title"),
            kind=self._kind(),
            path=self._file(),
            collected_on=self._date("collected_on", last=False),
            valid_from=begin,
            valid_to=end,
            department=self._value("department"),
            note=self._value("note"),
            sha256=self._sha256(),
            size=self._size(),
        )

    def _kind(self) -> str:
        text = self._value("kind")
        code = kind_code(text)
        if code is None:
            words = "・".join(kind_word(kind.code) for kind in kinds())
            raise self.refused(
                say("種類「{kind}」は使えません（使える種類：{words}）。", kind=text, words=words)
            )
        return code

    def _date(self, name: str, *, last: bool) -> date | None:
        text = _MIDNIGHT.sub("", self._value(name))
        if not text:
            return None
        iso = parse_date(text)
        day = (last_day(iso) if last else first_day(iso)) if iso else None
        if day is None:
            raise self.refused(say("{column}「{text}」は日付として読めません。", column=name, text=text))
        return day

    def _sha256(self) -> str:
        text = self._value("sha256").lower()
        if text and not _SHA256.fullmatch(text):
            raise self.refused(say("sha256 が 64 桁の 16 進数ではありません。"))
        return text

    def _size(self) -> int | None:
        text = self._value("size").replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 16):
            raise self.refused(say("size「{size}」は数ではありません。", size=text))
        return int(text)

    def _file(self) -> str:
        """The path with `/`, once it is certain that it stays in the register's folder, links followed."""
        text = self._value("path").replace("\\", "/")
        if not text:
            return ""
        folder = self._path.parent
        if "\x00" in text or _ABSOLUTE.match(text):
            raise self._outside(text)
        spelled = next((one for one in (text, *_spellings(text)) if (folder / one).exists()), text)
        try:
            place = (folder / spelled).resolve()
            home = folder.resolve()
        except (OSError, RuntimeError, ValueError):
            raise self._outside(text) from None
        if not place.is_relative_to(home) or place == home:
            raise self._outside(text)
        if place == self._path.resolve():
            raise self.refused(say("path が台帳自身を指しています。"))
        return spelled

    def _outside(self, text: str) -> RegisterError:
        return self.refused(say("path「{path}」は台帳のフォルダーの外です。", path=text))


def _spellings(text: str) -> tuple[str, ...]:
    """The name with its kana composed and decomposed: macOS writes the one, the register often has the other."""
    return tuple(unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
