"""What is being written at a review and is not yet part of it: it lies on the disk until it is."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mnassess.documents.files import write_atomically
from mnassess.documents.workspace import private_folder
from mnassess.errors import JournalError, cause
from mnassess.language import say

Json = Any
Draft = Mapping[str, Json]
"""Name of a blank → what was typed into it, as far as it is filled in."""


def draft_of(document: Path, name: str) -> Draft:
    """The draft of that name that was left at the review of a document; empty where there is none."""
    try:
        found = json.loads(_path(document, name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_draft(document: Path, name: str, draft: Draft) -> None:
    """Put the draft on the disk; JournalError where it takes none."""
    path = _path(document, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(dict(draft), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise JournalError(
            say("下書きを記録できません（{reason}）：{path}", reason=cause(error), path=path)
        ) from error


def forget_draft(document: Path, name: str) -> None:
    """The draft has become part of the review, or was emptied. Where the disk does not let go of it, it comes back."""
    with contextlib.suppress(OSError):
        _path(document, name).unlink(missing_ok=True)


def keep_notes(document: Path, name: str, notes: Mapping[str, str]) -> None:
    """Put the notes that wait for what they go with on the disk, the empty ones left out; JournalError as `keep_draft`."""
    waiting = {about: words for about, words in notes.items() if words}
    if waiting:
        keep_draft(document, name, waiting)
    else:
        forget_draft(document, name)


def notes_of(document: Path, name: str) -> dict[str, str]:
    """The notes that wait on the disk: what each is about → its words."""
    return {about: str(words) for about, words in draft_of(document, name).items()}


def _path(document: Path, name: str) -> Path:
    return private_folder(document) / f"{document.resolve().stem}.review.{name}.json"
