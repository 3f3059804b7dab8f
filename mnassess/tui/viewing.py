"""Looking at a document that somebody else is editing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document
from mnassess.language import say


class Viewing(EditingSession):
    """A session without lock and journal: it shows the file as it lies there and writes nothing."""

    @classmethod
    def of(cls, path: Path, who: str) -> Self:
        """Open the document for reading. DocumentError where it is damaged."""
        viewing = cls(path, who, lambda: datetime.now(tz=UTC))
        viewing.assessment = load_document(path).assessment
        viewing.is_read_only = True
        viewing.notices.append(say("閲覧だけです。ほかの人の編集が終わったら開き直してください。"))
        return viewing

    def abandon(self) -> None:
        """Nothing to give back: the lock belongs to the person who edits."""
