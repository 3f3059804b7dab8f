"""The findings of a review, the worst first."""

from mnassess.display.blocks import Heading, Line, Table
from mnassess.display.shown import Shown
from mnassess.language import say
from mnassess.review.finding_lines import charge_words, place_words
from mnassess.review.model import Finding
from mnassess.review.outcome import Review
from mnassess.review.stored import to_json
from mnassess.review.words import word


def show_findings(review: Review) -> Shown:
    """The findings that were not withdrawn: how bad, where, what is wrong with the quotes, what to do, who by when."""
    found = review.standing_findings()
    heads = (say("指摘の重さ"), say("項目"), say("指摘"), say("対応の提案"), say("担当"))
    rows = tuple(
        (
            f"{word(one.severity)}\n{word(one.state)}",
            place_words(review.assessment, one),
            _told(review, one),
            "\n".join(filter(None, (one.proposal, one.advice))),
            charge_words(one, review.as_of),
        )
        for one in found
    )
    return Shown(
        kind="findings",
        blocks=(
            Heading(say("指摘　{report}", report=review.name)),
            Line(review.counts().words()),
            Table(heads, rows) if rows else Line(say("指摘はありません。")),
        ),
        data=tuple(to_json(one) for one in found),
    )


def _told(review: Review, one: Finding) -> str:
    return "\n".join([one.message, *map(review.quoted, one.quotes)])
