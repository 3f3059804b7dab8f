"""A short stay in a document: opened, edited, joined with what changed outside meanwhile, saved, given back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mnassess.documents.session import EditingSession
from mnassess.errors import ChangedOutsideError, MnassessError
from mnassess.language import say


@contextmanager
def visiting(path: Path, who: str) -> Iterator[EditingSession]:
    """A session inside a `with` block, saved at its end. After an error the document file is as it was.

    ChangedOutsideError where a change made outside and the work here claim the same place: the file keeps the change,
    the journal the work, and a person decides in the screens.
    """
    session = EditingSession.open(path, who, is_attended=False)
    try:
        if session.is_read_only:
            raise MnassessError(" ".join(session.notices))
        yield session
        save_joined(session)
    finally:
        session.abandon()


def save_joined(session: EditingSession) -> None:
    """Save, with what was changed outside since taken in. ChangedOutsideError, nothing written, at a conflict."""
    merged = session.look_outside()
    if merged and merged.conflicts:
        raise ChangedOutsideError(
            say(
                "{path} は同じ欄が別の場所で変更されています。上書きしていません。mnassess tui で開いて、どちらを残すか決めてください。",
                path=session.path,
            )
        )
    if merged:
        session.take_outside(merged)
    session.save()
    if session.failure:
        raise MnassessError(session.failure)
