"""Two reviewers' work joined, in memory and as files."""

from dataclasses import dataclass
from pathlib import Path

from mnassess.errors import DocumentError, ReviewError
from mnassess.language import say
from mnassess.review.conflicts import Conflict, conflicts_of
from mnassess.review.joining import joined
from mnassess.review.record import ReviewRecord
from mnassess.review.review_file import load_review, save_review


@dataclass(frozen=True, kw_only=True)
class MergedReviews:
    """Both reviews in one."""

    record: ReviewRecord
    conflicts: tuple[Conflict, ...]
    """What the two said differently about one thing: both stay, and a person decides."""


def merge_reviews(one: ReviewRecord, other: ReviewRecord) -> MergedReviews:
    """Everything of both. The order does not matter, and merging twice changes nothing.

    No common origin is needed: an entry says which earlier ones it knew of. ReviewError where the two do not belong
    together.
    """
    if one.form == other.form and one.seen.report.is_other_than(other.seen.report):
        raise ReviewError(
            say(
                "別々の評価書の点検（「{one}」と「{other}」）は合わせられません。同じ評価書の点検を二つ指定してください。",
                one=one.seen.report.words,
                other=other.seen.report.words,
            )
        )
    record = joined(one, other)
    return MergedReviews(record=record, conflicts=conflicts_of(record))


def merge_review_files(one: Path, other: Path, into: Path) -> MergedReviews:
    """The two files joined into a third. It may exist only as a review, and what it holds is joined too.

    DocumentError or ReviewError, with nothing written, where one of them cannot be used or would be written over.
    """
    for source in (one, other):
        if into.resolve() == source.resolve() or (
            into.exists() and source.exists() and into.samefile(source)
        ):
            raise ReviewError(
                say("{path}：元の記録には上書きしません。-o に別の名前を指定してください。", path=into)
            )
    merged = merge_reviews(load_review(one)[0], load_review(other)[0])
    if into.exists():
        try:
            merged = merge_reviews(merged.record, load_review(into)[0])
        except DocumentError as error:
            raise DocumentError(
                into,
                say("既にあり、点検の記録として読めないため上書きしません（{reason}）", reason=error.reason),
            ) from None
    save_review(into, merged.record)
    return merged
