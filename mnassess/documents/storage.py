"""Document file ↔ `Assessment`: the only reading and writing of documents."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from mnassess.documents.files import read_within, write_atomically
from mnassess.documents.model import Assessment, from_json
from mnassess.documents.naming import place_in_file
from mnassess.errors import DocumentError, UnknownFormError, cause
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Form
from mnassess.forms.shape import iter_shape_errors
from mnassess.language import say

Json = Any

SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes. The largest published reports are under 2 MB of text; a file beyond this is not a report."""
NESTING_LIMIT = 32
"""Levels of brackets. The deepest blank of the forms stands at level 14."""
_ERRORS_COUNTED = 100
_QUOTED = 40
"""Characters of a name that a sentence quotes."""
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""To the end of the text where nothing closes it, and nothing is looked at twice: the cost grows with the size alone."""
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class StoredDocument:
    """A document as it lies on the disk."""

    path: Path
    assessment: Assessment
    digest: str
    """SHA-256 of the file's bytes, by which a change made outside is noticed."""


def load_document(path: Path) -> StoredDocument:
    """The document in a file. DocumentError, with one sentence, where the file cannot be used."""
    data = _bytes_of(path)
    document = parse_document(data, path)
    form = _form_of(document, path)
    _check_shape(form, document, path)
    return StoredDocument(path=path, assessment=from_json(form, document), digest=digest_of(data))


def save_document(path: Path, assessment: Assessment) -> str:
    """Write the document, whole or not at all, and return its digest. DocumentError where the disk refuses."""
    data = encode_document(assessment)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise DocumentError(
            path,
            say(
                "保存できません（{reason}）。元のファイルはそのままです。空き容量と書込み権限を確かめてください。",
                reason=cause(error),
            ),
        ) from error
    return digest_of(data)


def encode_document(assessment: Assessment) -> bytes:
    """The canonical bytes: form order, two-space indent, no ASCII escaping, a final newline."""
    return encode_json(assessment.to_json())


def encode_json(value: Json) -> bytes:
    """The bytes in which files of a workspace are written: two-space indent, no ASCII escaping, a final newline."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return (_LONE_SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n").encode()


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str | None:
    """The digest of the file as it is now; None where there is none."""
    try:
        return digest_of(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DocumentError(path, say("読めません（{reason}）。", reason=cause(error))) from error


def parse_document(data: bytes, path: Path) -> Json:
    """The JSON of a document file's bytes, with every way it can be broken told apart."""

    def refuse(reason: str) -> NoReturn:
        raise DocumentError(path, reason)

    def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice = next(key for key, _ in pairs if counts[key] > 1)
            refuse(
                say(
                    "同じ項目名「{key}」が二度あります。どちらが正しいか確かめ、一方を消してください。",
                    key=twice if len(twice) <= _QUOTED else f"{twice[:_QUOTED]}…",
                )
            )
        return found

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(say("文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。"))
    if _is_nested_too_deep(text):
        refuse(
            say(
                "括弧の入れ子が深すぎます（{limit} 段まで）。評価書のファイルではないようです。",
                limit=NESTING_LIMIT,
            )
        )
    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=lambda name: refuse(_not_json(name)))
    except json.JSONDecodeError as error:
        refuse(
            say(
                "JSON として読めません（{line} 行 {column} 文字目付近）。壊れているか、別の形式のファイルです。",
                line=error.lineno,
                column=error.colno,
            )
        )
    except (ValueError, RecursionError):
        refuse(say("JSON として読めません。壊れているか、別の形式のファイルです。"))


def _not_json(name: str) -> str:
    return say("JSON にない値 {name} があります。", name=name)


def _is_nested_too_deep(text: str) -> bool:
    """Whether brackets, those inside strings not counted, stand deeper than any form needs."""
    depth = 0
    for bracket in _NO_BRACKETS.sub("", _STRING.sub("", text)):
        if bracket in "[{":
            depth += 1
            if depth > NESTING_LIMIT:
                return True
        else:
            depth -= 1
    return False


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentError(path, say("フォルダーです。評価書のファイルを指定してください。"))
    return read_within(path, SIZE_LIMIT)


def _form_of(document: Json, path: Path) -> Form:
    if not isinstance(document, dict):
        raise DocumentError(path, say("評価書のファイルではありません（オブジェクトで始まっていません）。"))
    kind, edition = document.get("form"), document.get("edition")
    if not isinstance(kind, str) or not isinstance(edition, str):
        raise DocumentError(path, say("評価書のファイルではありません（form と edition がありません）。"))
    try:
        return load_form(kind, edition)
    except UnknownFormError as error:
        raise DocumentError(path, str(error)) from None


def _check_shape(form: Form, document: Json, path: Path) -> None:
    errors = list(islice(iter_shape_errors(form, document), _ERRORS_COUNTED))
    if not errors:
        errors = list(_iter_repeated_ids(document["answers"], ""))
    if errors:
        place, reason = errors[0]
        more = say("（ほか {count} 件）", count=len(errors) - 1) if len(errors) > 1 else ""
        raise DocumentError(
            path,
            say(
                "{place}に誤りがあります。{reason}{more}",
                place=place_in_file(form, place),
                reason=reason,
                more=more,
            ),
        )


def _iter_repeated_ids(value: Json, path: str) -> Any:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _iter_repeated_ids(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        seen = set()
        for entry in value:
            if isinstance(entry, dict) and "id" in entry:
                if entry["id"] in seen:
                    yield path, say("id「{id}」が二度あります。", id=entry["id"])
                seen.add(entry["id"])
                yield from _iter_repeated_ids(entry, f"{path}[{entry['id']}]")
            elif isinstance(entry, dict):
                yield from _iter_repeated_ids(entry, path)
