"""Where two people said different things about one thing without knowing of each other."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from mnassess.documents.words import shortened
from mnassess.language import say
from mnassess.review.model import FindingState
from mnassess.review.record import (
    ChecklistAnswer,
    Entry,
    FindingChange,
    GivenVerdict,
    NotLookedAt,
    Remark,
    ReviewRecord,
    Skip,
    standing,
)
from mnassess.review.words import word


class ConflictKind(StrEnum):
    """What was said differently."""

    VERDICT = "verdict"
    FINDING = "finding"
    CHECKLIST = "checklist"
    SKIP = "skip"
    NOT_LOOKED_AT = "not_looked_at"
    REMARK = "remark"


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One thing and what was said about it, for a person to decide by saying it once more."""

    kind: ConflictKind
    about: str
    """Id of the claim, the finding or the point; code of the check."""
    part: str = ""
    """Of a finding, the member; of a point, the question."""
    entries: tuple[str, ...]
    """Ids of what was said, oldest first."""
    said: tuple[str, ...]
    """Who said what, in the same order."""

    @property
    def sentence(self) -> str:
        """What to tell a person."""
        about = f"{self.about}（{self.part}）" if self.part else self.about
        return say("{about} に二通りの判断があります：{said}", about=about, said="／".join(self.said))


def conflicts_of(record: ReviewRecord) -> tuple[Conflict, ...]:
    """Every conflict of a record, in its order."""
    return tuple(
        Conflict(
            kind=kind,
            about=about,
            part=part,
            entries=tuple(one.id for one in heads),
            said=tuple(f"{one.by} {_words(one)}" for one in heads),
        )
        for kind, about, part, heads in _iter_topics(record)
        if len({content(one) for one in heads}) > 1
    )


def content(entry: Entry) -> Hashable:
    """What two entries about one thing must have alike to agree."""
    match entry:
        case GivenVerdict():
            return entry.given.code
        case FindingChange():
            return entry.value
        case ChecklistAnswer():
            return entry.answer
        case Skip() | NotLookedAt():
            return entry.is_lifted
        case Remark():
            return entry.text
    return None


def _words(entry: Entry) -> str:
    match entry:
        case GivenVerdict():
            return word(entry.given.code)
        case ChecklistAnswer():
            return word(entry.answer)
        case FindingChange(field="state") if entry.value in set(FindingState):
            return word(FindingState(entry.value))
        case FindingChange():
            return entry.value
        case Skip() | NotLookedAt():
            return say("取消し") if entry.is_lifted else entry.reason
        case Remark(text=text) if text:
            return shortened(text)
    return say("取消し")


_Topic = tuple[ConflictKind, str, str, tuple[Entry, ...]]


def _iter_topics(record: ReviewRecord) -> Iterator[_Topic]:
    """(kind, what about, which part, what stands about it)."""
    yield from _topics(ConflictKind.VERDICT, record.judgements, record)
    yield from _topics(ConflictKind.FINDING, record.finding_changes, record)
    yield from _topics(ConflictKind.CHECKLIST, record.checklist, record)
    yield from _topics(ConflictKind.SKIP, record.skips, record)
    yield from _topics(ConflictKind.NOT_LOOKED_AT, record.not_looked_at, record)
    yield from _topics(ConflictKind.REMARK, record.remarks, record)


def _topics(kind: ConflictKind, entries: Iterable[Entry], record: ReviewRecord) -> Iterator[_Topic]:
    places = {one.about: place for place, one in reversed(list(enumerate((*record.verdicts, *entries))))}

    def topic(one: Entry) -> tuple[int, str, str]:
        return places[one.about], one.about, part_of(one)

    for (_, about, part), heads in groupby(sorted(standing(entries), key=topic), topic):
        yield kind, about, part, standing(heads)


def part_of(entry: Entry) -> str:
    """Which part of the thing it is about an entry speaks of; "" for the whole."""
    match entry:
        case FindingChange():
            return entry.field
        case ChecklistAnswer():
            return entry.question
        case Remark():
            return entry.name
    return ""
