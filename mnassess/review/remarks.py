"""意見: what reviewers write about the blanks of a report in words of their own, and how it stands now.

One remark has one name wherever it is shown: on the screen, as a comment in the Word draft, in the notebook.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from mnassess.errors import ReviewError
from mnassess.language import say
from mnassess.review.actions import needed, person, text
from mnassess.review.joining import added
from mnassess.review.record import Remark, ReviewRecord, digest, identified, ids, oldest_first, standing

_NAME_DIGITS = 8
_BETWEEN = "\n／\n"
"""Between two versions of which neither knew the other."""


@dataclass(frozen=True, kw_only=True)
class LiveRemark:
    """A remark as it stands now."""

    name: str
    path: str
    """Field path of the blank; "" for the report as a whole."""
    by: str
    """Who wrote it first."""
    at: datetime
    """When it was last written."""
    text: str
    seen: str = ""
    """The answer in the blank as its author saw it; "" where that is not known."""
    is_disputed: bool = False
    """Whether two people rewrote it without knowing of each other; both versions are in `text`."""


def write_remark(
    record: ReviewRecord, path: str, words: str, *, by: str, at: datetime, seen: str = ""
) -> ReviewRecord:
    """The record with a remark about a blank ("" for the report as a whole). ReviewError where it says nothing."""
    draft = Remark(name="", about=path, text=needed(words, _nothing()), by=person(by), at=at, seen=seen)
    name = f"r-{digest(draft)[:_NAME_DIGITS]}"
    return added(record, remarks=(identified(replace(draft, name=name)),))


def rewrite_remark(
    record: ReviewRecord, name: str, words: str, *, by: str, at: datetime, seen: str = ""
) -> ReviewRecord:
    """The record with other words in a remark; the earlier ones stay as history. ReviewError where there is none."""
    return _with_version(record, name, words=needed(words, _nothing()), by=by, at=at, seen=seen)


def take_back_remark(
    record: ReviewRecord, name: str, *, by: str, at: datetime, reason: str = ""
) -> ReviewRecord:
    """The record with a remark taken back; it stays as history. ReviewError where there is none."""
    return _with_version(record, name, words="", by=by, at=at, reason=reason)


def live_remarks(record: ReviewRecord) -> tuple[LiveRemark, ...]:
    """The remarks that stand, in the record's order.

    What one person wrote about one blank in the same words is one remark: two people may have collected one notebook.
    """
    versions: dict[str, list[Remark]] = {}
    for one in record.remarks:
        versions.setdefault(one.name, []).append(one)
    found = (_live(known) for known in versions.values())
    once: dict[tuple[str, str, str], LiveRemark] = {}
    for live in found:
        if live is not None:
            once.setdefault((live.path, live.by, live.text), live)
    return tuple(once.values())


def remarks_at(remarks: Iterable[LiveRemark], path: str) -> tuple[LiveRemark, ...]:
    """Those about one blank."""
    return tuple(one for one in remarks if one.path == path)


def versions_of(record: ReviewRecord, name: str) -> tuple[Remark, ...]:
    """Everything a remark ever was, oldest first. ReviewError where there is none of that name."""
    found = oldest_first(one for one in record.remarks if one.name == name)
    if not found:
        raise ReviewError(say("意見「{name}」は点検の記録にありません。", name=name))
    return found


def _live(versions: list[Remark]) -> LiveRemark | None:
    first, heads = oldest_first(versions)[0], standing(versions)
    texts = tuple(dict.fromkeys(one.text for one in heads if one.text))
    if not texts:
        return None
    return LiveRemark(
        name=first.name,
        path=first.about,
        by=first.by,
        at=heads[-1].at,
        text=_BETWEEN.join(texts),
        seen=heads[-1].seen or first.seen,
        is_disputed=len(texts) > 1,
    )


def _with_version(
    record: ReviewRecord,
    name: str,
    *,
    words: str,
    by: str,
    at: datetime,
    seen: str = "",
    reason: str = "",
) -> ReviewRecord:
    known = versions_of(record, name)
    version = Remark(
        name=name,
        about=known[0].about,
        text=words,
        reason=text(reason),
        by=person(by),
        at=at,
        seen=seen,
        over=ids(standing(known)),
    )
    return added(record, remarks=(identified(version),))


def _nothing() -> str:
    return say("意見の内容がありません。")
