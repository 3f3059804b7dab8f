"""A note of an interview while it is being written: it lies on the disk until it is in the register."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mnassess.documents.entering import parse_day, words_of_date
from mnassess.documents.files import write_atomically
from mnassess.documents.workspace import private_folder
from mnassess.errors import JournalError, ReviewError, cause
from mnassess.evidence.kinds import kind_word
from mnassess.language import say
from mnassess.review.noting import Note

Json = Any
Draft = Mapping[str, Json]
"""`kind` · `who` (who was asked, or where) · `department` · `on` · `note`, as far as they are filled in."""
NAMES = ("kind", "who", "department", "on", "note")


def note_of(draft: Draft) -> Note:
    """What a draft says as a note; ReviewError or AnswerError where something is missing or cannot be read."""
    kind, who, words = (str(draft.get(name) or "").strip() for name in ("kind", "who", "note"))
    if not kind or not who or not words:
        raise ReviewError(say("種類、相手（現地確認では場所）、内容を記入してください。"))
    return Note(
        kind=kind,
        title=f"{kind_word(kind)}　{who}",
        note=words,
        collected_on=parse_day(words_of_date(draft.get("on"))),
        department=str(draft.get("department") or ""),
    )


def draft_of(document: Path) -> Draft:
    """The draft that was left at the review of a document; empty where there is none."""
    try:
        found = json.loads(_path(document).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: found[name] for name in NAMES if name in found} if isinstance(found, dict) else {}


def keep_draft(document: Path, draft: Draft) -> None:
    """Put the draft on the disk; JournalError where it takes none."""
    path = _path(document)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(dict(draft), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise JournalError(
            say("下書きを記録できません（{reason}）：{path}", reason=cause(error), path=path)
        ) from error


def forget_draft(document: Path) -> None:
    """The draft has become a note, or was emptied. Where the disk does not let go of it, it is offered again."""
    with contextlib.suppress(OSError):
        _path(document).unlink(missing_ok=True)


def _path(document: Path) -> Path:
    return private_folder(document) / f"{document.resolve().stem}.review.note.json"
