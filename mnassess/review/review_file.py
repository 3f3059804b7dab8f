"""The file of a review, `<form>.review.json` beside the document ↔ `ReviewRecord`: the only reading and writing of it."""

from pathlib import Path
from typing import Any

from mnassess.documents.files import read_within, write_atomically
from mnassess.documents.storage import digest_of, encode_json, parse_document
from mnassess.errors import DocumentError, ReviewError, cause
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.review.conflicts import conflicts_of
from mnassess.review.joining import joined
from mnassess.review.record import CHANGEABLE, FindingChange, ReviewRecord
from mnassess.review.stored import StoredError, from_json, to_json

Json = Any

LAYOUT = "2026-11"
"""What the members of the file mean. Another one is refused: it was written by another version of the program."""
SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes. Ten thousand verdicts with their quotes take some 15 MB."""
_LAYOUT, _CONFLICTS = "review", "conflicts"


def review_path(document: Path) -> Path:
    """Where the review of a document lies: `full-item.review.json` beside `full-item.json`."""
    return document.with_name(f"{document.stem}.review.json")


def load_review(path: Path) -> tuple[ReviewRecord, str]:
    """(the review in a file, the digest of its bytes). DocumentError, with one sentence, where it cannot be used."""
    data = read_within(path, SIZE_LIMIT)
    return parse_review(data, path), digest_of(data)


def parse_review(data: bytes, path: Path) -> ReviewRecord:
    """The review in a file's bytes."""
    raw = parse_document(data, path)
    if not isinstance(raw, dict) or _LAYOUT not in raw:
        raise DocumentError(path, say("点検の記録のファイルではありません。"))
    layout, members = raw[_LAYOUT], {name: raw[name] for name in raw if name not in {_LAYOUT, _CONFLICTS}}
    if layout != LAYOUT:
        raise DocumentError(
            path, say("この版の mnassess が知らない書き方の記録です（{layout}）。", layout=str(layout)[:20])
        )
    try:
        return record_from_json(members)
    except StoredError as error:
        raise DocumentError(
            path, say("{place}：読めません。{reason}", place=error.place or "/", reason=error.reason)
        ) from None


def record_from_json(members: Json) -> ReviewRecord:
    """The record in a JSON object; StoredError where it is not exactly one."""
    record = from_json(ReviewRecord, members)
    if record.form not in {kind.value for kind in FormKind}:
        raise StoredError("form", say("「{code}」は使えない符号です。", code=record.form[:20]))
    for number, change in enumerate(record.finding_changes):
        _check_change(change, f"/finding_changes/{number}")
    try:
        return joined(record, ReviewRecord(form=record.form))
    except ReviewError as error:
        raise StoredError("", str(error)) from None


def _check_change(change: FindingChange, place: str) -> None:
    if change.field not in CHANGEABLE:
        raise StoredError(f"{place}/field", say("「{code}」は使えない符号です。", code=change.field[:20]))
    try:
        change.as_member()
    except ValueError:
        raise StoredError(
            f"{place}/value", say("「{code}」は使えない符号です。", code=change.value[:20])
        ) from None


def save_review(path: Path, record: ReviewRecord) -> str:
    """Write the review, whole or not at all, and return its digest. DocumentError where the disk refuses."""
    data = encode_review(record)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise DocumentError(
            path, say("保存できません（{reason}）。元のファイルはそのままです。", reason=cause(error))
        ) from error
    return digest_of(data)


def encode_review(record: ReviewRecord) -> bytes:
    """The canonical bytes: the same for the same record, however it came about."""
    conflicts = [to_json(one) for one in conflicts_of(record)]
    told = {_CONFLICTS: conflicts} if conflicts else {}
    return encode_json({_LAYOUT: LAYOUT, **to_json(record), **told})
