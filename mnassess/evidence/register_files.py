"""The register's file, csv or json, as records; and the same file with hashes filled in or with one more record, every
other byte as it was.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from mnassess.errors import RegisterError, cause
from mnassess.language import say

SIZE_LIMIT = 20 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_FIELD = re.compile(r'"(?:[^"]|"")*+"[^",\r\n]*|[^",\r\n][^,\r\n]*|')
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(.*)', re.DOTALL)
_LINE_END = re.compile(r"\r\n|\n|\r")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')
_DASHES = str.maketrans("—", "―")
"""The dash of other systems, which CP932 has under another number; like ones Python knows itself."""
_INDENT = re.compile(r"\n([ \t]+)[\"{]")


class Record(NamedTuple):
    """One entry as the file has it."""

    place: str
    """How a person finds it: 3行目 of a csv, 3件目 of a json."""
    values: Mapping[str, str]
    """Column → text; a column the file does not have is not there."""


class Filling(NamedTuple):
    """What is to stand in a record."""

    sha256: str
    size: int


class RegisterFile(Protocol):
    """A register as it lies on disk."""

    records: tuple[Record, ...]

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with the fillings in the records of these places."""

    def added(self, values: Mapping[str, str]) -> bytes:
        """The file with one more record at its end. RegisterError where its encoding lacks a letter."""


COLUMNS = (
    "id", "title", "kind", "path", "collected_on", "valid_from", "valid_to", "department", "note", "sha256", "size",
)  # fmt: skip
"""Of a register that is begun here."""


def new_register() -> bytes:
    """The file of a register without entries: a csv that Excel in Japan opens and keeps as UTF-8."""
    return _BOM + f"{','.join(COLUMNS)}\r\n".encode()


def open_register(path: Path) -> RegisterFile:
    """The register in a file; RegisterError where it is none."""
    try:
        if not path.is_file():
            reason = (
                say("フォルダーです。台帳のファイルを指定してください。")
                if path.is_dir()
                else say("ファイルがありません。")
            )
            raise RegisterError(path, reason)
        if path.stat().st_size > SIZE_LIMIT:
            raise RegisterError(
                path, say("大きすぎます（{limit} MB まで）。", limit=SIZE_LIMIT // 1024 // 1024)
            )
        data = path.read_bytes()
    except OSError as error:
        raise RegisterError(path, say("読めません（{reason}）。", reason=cause(error))) from error
    return _JsonRegister(path, data) if path.suffix.lower() == ".json" else _CsvRegister(path, data)


class _CsvRegister:
    """Comma-separated. Split as bytes: no comma, quote or line end is part of a character in UTF-8 or CP932."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        self._head = _BOM if data.startswith(_BOM) else b""
        body = data[len(self._head) :]
        self._encoding = _encoding(path, body, has_mark=bool(self._head))
        self._rows = list(_split(path, body.decode("latin-1")))
        names = [self._text(field).strip().lower() for field in self._rows[0][0]] if self._rows else []
        while names and not names[-1]:
            names.pop()
        self._names = names
        if "id" not in names:
            raise RegisterError(
                path,
                say(
                    "証跡の台帳ではありません（1 行目に id, title, kind, path などの列の名前がありません）。"
                ),
            )
        lacking = next((name for name in ("kind", "path") if name not in names), "")
        if lacking:
            raise RegisterError(path, say("台帳に列「{name}」がありません。", name=lacking))
        twice = next((name for name in names if name and names.count(name) > 1), "")
        if twice:
            raise RegisterError(path, say("列「{name}」が二度あります。", name=twice))
        self._places: list[int] = []
        records = []
        for number, (fields, _) in enumerate(self._rows[1:], start=1):
            texts = [self._text(field) for field in fields]
            if not any(text.strip() for text in texts):
                continue
            place = say("{row} 行目", row=number + 1)
            if any(text.strip() for text in texts[len(names) :]):
                raise RegisterError(
                    path,
                    say(
                        '{place}：列の名前より多くの値があります（カンマを含む値は " で囲みます）。',
                        place=place,
                    ),
                )
            self._places.append(number)
            records.append(Record(place, dict(zip(names, texts, strict=False))))
        self.records = tuple(records)

    def _text(self, field: str) -> str:
        quoted = _QUOTED.fullmatch(field)
        plain = quoted[1].replace('""', '"') + quoted[2] if quoted else field
        return plain.encode("latin-1").decode(self._encoding)

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with the two columns filled, added at the right where it has none."""
        columns = {name: self._names.index(name) for name in ("sha256", "size") if name in self._names}
        rows = [(list(fields), end) for fields, end in self._rows]
        for name in ("sha256", "size"):
            if name not in columns:
                columns[name] = len(self._names) + len(columns) - sum(one in self._names for one in columns)
                _put(rows[0][0], columns[name], name)
        for place, filling in fillings.items():
            fields = rows[self._places[place]][0]
            _put(fields, columns["sha256"], filling.sha256)
            _put(fields, columns["size"], str(filling.size))
        return self._head + "".join(",".join(fields) + end for fields, end in rows).encode("latin-1")

    def added(self, values: Mapping[str, str]) -> bytes:
        """The file with one more row, below the last; a column it does not have is added at the right."""
        rows = [(list(fields), end) for fields, end in self._rows]
        new = [""] * len(rows[0][0])
        names = list(self._names)
        for name, text in values.items():
            if text and name not in names:
                _put(rows[0][0], len(names), name)
                names.append(name)
            if text:
                _put(new, names.index(name), self._field(text))
        end = next((end for _, end in rows if end), "\r\n")
        rows[-1] = rows[-1][0], rows[-1][1] or end
        if not self._head and all(field.isascii() for fields, _ in rows for field in fields):
            self._head = _BOM  # with its first Japanese letter, or Excel would not know the file for UTF-8
        return self._written([*rows, (new, end)])

    def _field(self, text: str) -> str:
        """A value as it stands in the file, each of its bytes a character."""
        if self._encoding == "cp932":
            text = text.translate(_DASHES)
        try:
            raw = text.encode(self._encoding).decode("latin-1")
        except UnicodeEncodeError as error:
            raise RegisterError(
                self._path,
                say(
                    "「{letter}」は、この台帳の文字コード（{encoding}）では書けません。ほかの字にするか、台帳を Excel で「CSV UTF-8」として保存し直してください。",
                    letter=text[error.start : error.end],
                    encoding=self._encoding.upper(),
                ),
            ) from None
        return '"' + raw.replace('"', '""') + '"' if _NEEDS_QUOTES.search(raw) else raw

    def _written(self, rows: Iterable[tuple[list[str], str]]) -> bytes:
        return self._head + "".join(",".join(fields) + end for fields, end in rows).encode("latin-1")


def _put(fields: list[str], column: int, text: str) -> None:
    fields += [""] * (column + 1 - len(fields))
    if fields[column].strip().strip('"') != text:
        fields[column] = text


def _encoding(path: Path, body: bytes, *, has_mark: bool) -> str:
    for encoding in ("utf-8",) if has_mark else ("utf-8", "cp932"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return encoding
    raise RegisterError(path, say("文字コードが UTF-8 でも CP932（Excel の CSV）でもありません。"))


def _split(path: Path, text: str) -> Iterator[tuple[list[str], str]]:
    """(raw fields, line end) of every row."""
    place, fields = 0, list[str]()
    row = 1
    while place < len(text):
        match = _FIELD.match(text, place)
        field = match[0] if match else ""
        place += len(field)
        fields.append(field)
        if text[place : place + 1] == ",":
            place += 1
            if place == len(text):
                fields.append("")
            continue
        end = _LINE_END.match(text, place)
        if end is None and place < len(text):
            raise RegisterError(path, say('{row} 行目：引用符 " が閉じていません。', row=row))
        yield fields, end[0] if end else ""
        place, fields, row = end.end() if end else place, [], row + 1
    if fields:
        yield fields, ""


class _JsonRegister:
    """`{"evidence": [...]}`."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._head = _BOM if data.startswith(_BOM) else b""
        try:
            self._raw = data[len(self._head) :].decode("utf-8")
            self._root = json.loads(self._raw, object_pairs_hook=_once)
            json.dumps(self._root, ensure_ascii=False).encode()  # half characters cannot be written back
        except _TwiceError as error:
            raise RegisterError(path, say("「{name}」が同じ所に二度あります。", name=error)) from None
        except (ValueError, RecursionError):
            raise RegisterError(path, say("JSON として読めません。")) from None
        entries = self._root.get("evidence") if isinstance(self._root, dict) else None
        if not isinstance(entries, list):
            raise RegisterError(
                path, say('証跡の台帳ではありません（{"evidence": […]} の形ではありません）。')
            )
        self._entries: list[Any] = entries
        self.records = tuple(
            Record(place := say("{number} 件目", number=number), _texts(path, place, entry))
            for number, entry in enumerate(entries, start=1)
        )

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with `sha256` and `size` in its objects, laid out as it was."""
        for place, filling in fillings.items():
            self._entries[place].update(sha256=filling.sha256, size=filling.size)
        return self._written()

    def added(self, values: Mapping[str, str]) -> bytes:
        """The file with one more object."""
        self._entries.append({name: text for name, text in values.items() if text})
        return self._written()

    def _written(self) -> bytes:
        indent = _INDENT.search(self._raw.replace("\r\n", "\n"))
        text = json.dumps(
            self._root,
            indent=indent[1] if indent else None,
            ensure_ascii=self._raw.isascii() and "\\u" in self._raw,
        )
        text += self._raw[len(self._raw.rstrip()) :].replace("\r\n", "\n")
        if "\r\n" in self._raw:
            text = text.replace("\n", "\r\n")
        return self._head + text.encode("utf-8")


class _TwiceError(Exception):
    """A name stands twice in an object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _texts(path: Path, place: str, entry: Any) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise RegisterError(path, say("{place}：オブジェクトではありません。", place=place))
    texts = {}
    for name, value in entry.items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            texts[name.lower()] = str(value)
        elif value is not None:
            raise RegisterError(path, say("{place}：{name} が文字列ではありません。", place=place, name=name))
    return texts
