"""Findings and reviewers' remarks in the Word draft: native comments at the answers they speak of."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mnassess.documents.model import Assessment
from mnassess.documents.naming import place_title
from mnassess.forms.dates import show_date
from mnassess.forms.paths import is_inside, parent_path
from mnassess.language import say
from mnassess.ooxml.comments import Comment, comments_xml
from mnassess.review.model import Finding, FindingState
from mnassess.review.outcome import Review
from mnassess.review.remark_lines import iter_remark_lines
from mnassess.review.words import word

_SETTLED = (FindingState.CONFIRMED, FindingState.WITHDRAWN)
_AUTHOR_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment on the report."""

    path: str
    """Field path of the answer, or of a heading or list entry; "" for the report as a whole."""
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """Remarks, each with the answer it is written beside."""

    remarks: tuple[Remark, ...]
    homes: tuple[str, ...]
    """Field path of a printed answer, remark by remark."""

    @property
    def at(self) -> Mapping[str, tuple[int, ...]]:
        """Field path → numbers of the remarks there."""
        found: dict[str, tuple[int, ...]] = {}
        for number, home in enumerate(self.homes):
            found[home] = (*found.get(home, ()), number)
        return MappingProxyType(found)


def remarks_of(review: Review) -> tuple[Remark, ...]:
    """The findings that are not settled, the worst first; then what reviewers wrote in words of their own."""
    findings = (
        Remark(
            one.path,
            (review.noted_by.get(one.id) or say("自動点検"))[:_AUTHOR_LIMIT],
            "\n".join(_lines(review, one)),
        )
        for one in review.standing_findings()
        if one.state not in _SETTLED
    )
    written = (
        Remark(one.path, one.by[:_AUTHOR_LIMIT], "\n".join(iter_remark_lines(review.assessment, one)))
        for one in review.remarks
    )
    return (*findings, *written)


def anchor(remarks: Sequence[Remark], printed: Sequence[str]) -> Anchored:
    """The remarks beside the printed answers (field paths in print order) they speak of.

    What speaks of a heading stands at the first answer in it; what speaks of nothing that is printed, at the first
    answer of the innermost heading around it that has one, else at the first of the report.
    """
    sought = _Homes(printed)
    return Anchored(tuple(remarks), tuple(sought.home(remark.path) for remark in remarks))


def comments_part(anchored: Anchored, assessment: Assessment, styles: Mapping[str, str]) -> bytes:
    """The part with the comments; one that does not stand at its own answer names it."""
    comments = [
        Comment(
            remark.author,
            remark.text if remark.path == home else f"{_about(assessment, remark.path)}\n{remark.text}",
        )
        for remark, home in zip(anchored.remarks, anchored.homes, strict=True)
    ]
    return comments_xml(comments, styles.get("annotation text", ""))


def _about(assessment: Assessment, path: str) -> str:
    return say("【{place}】について", place=place_title(assessment, path))


class _Homes:
    """Which printed answer a path leads to."""

    def __init__(self, printed: Sequence[str]) -> None:
        self._first = printed[0] if printed else ""
        self._printed = set(printed)
        self._sorted = sorted(self._printed)
        self._order = {path: place for place, path in reversed(tuple(enumerate(printed)))}
        self._known: dict[str, str] = {}

    def home(self, path: str) -> str:
        """The answer nearest to the path."""
        if path not in self._known:
            self._known[path] = self._nearest(path)
        return self._known[path]

    def _nearest(self, path: str) -> str:
        at = path
        while at:
            if at in self._printed:
                return at
            inside = self._inside(at)
            if inside:
                return min(inside, key=lambda one: self._order[one])
            at = at[: at.rindex("[")] if at.endswith("]") else parent_path(at)
        return self._first

    def _inside(self, path: str) -> list[str]:
        found = []
        for one in self._sorted[bisect_left(self._sorted, path) :]:
            if not one.startswith(path):
                break
            if is_inside(one, path):
                found.append(one)
        return found


def _lines(review: Review, finding: Finding) -> Iterator[str]:
    yield say("［{severity}］{message}", severity=word(finding.severity), message=finding.message)
    for quote in finding.quotes:
        yield review.quoted(quote)
    for label, text in (
        (say("根拠"), finding.clause),
        (say("対応の提案"), finding.proposal),
        (say("記載の助言"), finding.advice),
    ):
        if text:
            yield say("{label}：{text}", label=label, text=text)
    charge = "　".join(
        filter(None, (finding.owner, show_date(finding.due.isoformat()) if finding.due else ""))
    )
    yield "　".join(filter(None, (word(finding.state), charge)))
