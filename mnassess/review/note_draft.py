"""A note of an interview while it is being written."""

from mnassess.documents.entering import parse_day, words_of_date
from mnassess.errors import ReviewError
from mnassess.evidence.kinds import kind_word
from mnassess.language import say
from mnassess.review.drafts import Draft
from mnassess.review.noting import Note

NAME = "note"
"""Of the draft. Its blanks: `kind` · `who` (who was asked, or where) · `department` · `on` · `note`."""


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
