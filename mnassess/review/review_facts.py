"""The facts of the checklist that the review itself establishes. What cannot be decided says so and why; silence of
a check is no agreement, and a document that may speak of a claim is no proof of it.
"""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from mnassess.documents.beside import FACTS
from mnassess.documents.naming import title_of
from mnassess.language import say
from mnassess.review.check_titles import titled
from mnassess.review.checklist import AutomaticPart, Checklist, Known, PartState
from mnassess.review.model import Claim, Finding, VerdictCode
from mnassess.review.outcome import Review

_NOT_SO = (VerdictCode.UNSUPPORTED, VerdictCode.PARTLY_SUPPORTED, VerdictCode.CONTRADICTED)


def review_facts(review: Review, checklist: Checklist) -> Mapping[str, Known]:
    """Code of a fact → what the review knows of it; facts that the document checks tell are not in it."""
    parts = [part for point in checklist.points for part in point.automatic]
    known = {
        part.fact: _from_problems(review, part) if part.problems else _from_review(review, part)
        for part in parts
    }
    return {fact: one for fact, one in known.items() if one}


def _from_problems(review: Review, part: AutomaticPart) -> Known | None:
    """A fact of the document checks is not known where one was left out or had nothing to go by; else they tell it."""
    if review.problems is None:
        return _unknown(say("評価書の記載を点検していません。"))
    doubt = _skipped(review, part.problems) or _unrecorded(review, part.needs)
    return _unknown(doubt) if doubt else None


def _from_review(review: Review, part: AutomaticPart) -> Known:
    against = _standing(review, part)
    if against:
        return Known(state=PartState.FAULTY, findings=against)
    denied = _DENIED.get(part.fact, _nothing)(review)
    if denied:
        return Known(state=PartState.FAULTY, reason=denied)
    doubt = _doubt(review, part)
    return _unknown(doubt) if doubt else Known(state=PartState.CLEAR)


def _standing(review: Review, part: AutomaticPart) -> tuple[Finding, ...]:
    """The findings of its checks that a person has not withdrawn, the worst first."""
    return tuple(
        one
        for one in review.standing_findings()
        if one.code in part.findings and one.id not in review.undecided
    )


def _doubt(review: Review, part: AutomaticPart) -> str:
    """Why nothing can be said though nothing speaks against the fact; "" where something can."""
    if not part.findings:
        return say("評価書にも点検の記録にも、これを示す記載の欄がありません。")
    if review.checked_on is None:
        return say("証跡の台帳がないため、自動点検を行っていません。")
    left = _skipped(review, part.findings)
    if left:
        return left
    count = sum(one.code in part.findings and one.id in review.undecided for one in review.findings)
    if count:
        return say("自動点検で判断できなかったことが {count} 件あります。", count=count)
    return _DOUBTS[part.fact](review)


def _skipped(review: Review, codes: Collection[str]) -> str:
    left = [titled(one.code) for one in review.skipped if one.code in codes]
    return say("省いている点検項目：{checks}", checks=say("、").join(left)) if left else ""


def _unrecorded(review: Review, needs: Collection[str]) -> str:
    missing = [need for need in needs if need not in review.assessment.facts]
    if not missing:
        return ""
    titles = "、".join(title_of(review.assessment, f"{FACTS}.{need}") for need in missing)
    return say("「{facts}」が記録されていません。", facts=titles)


def _unknown(reason: str) -> Known:
    return Known(state=PartState.UNKNOWN, reason=reason)


# --- what only persons or other reports can tell ----------------------------------------------------------------


def _measures(review: Review) -> list[Claim]:
    """The claims that state a measure; one that judges (十分である) is proved by no document."""
    return [
        one
        for one in review.claims
        if not one.judgement and review.code(one.id) is not VerdictCode.NOT_APPLICABLE
    ]


def _nothing(_: Review) -> str:
    return ""


def _judged_not_so(review: Review) -> str:
    count = sum(review.code(one.id) in _NOT_SO for one in _measures(review))
    return (
        say("人が、裏付けがないか足りないと判定した対策が {count} 件あります。", count=count) if count else ""
    )


def _contradicted(review: Review) -> str:
    count = sum(review.code(one.id) is VerdictCode.CONTRADICTED for one in _measures(review))
    return say("人が矛盾と判定した対策が {count} 件あります。", count=count) if count else ""


def _no_measures(review: Review) -> str:
    return "" if _measures(review) else say("対策の記載がありません。")


def _none_to_compare(review: Review) -> str:
    return "" if review.other_operations else say("比べるほかの事務の評価書がありません。")


def _unproved(review: Review) -> str:
    count = sum(review.code(one.id) is not VerdictCode.SUPPORTED for one in _measures(review))
    if count:
        return say("人がまだ裏付けを確かめていない対策が {count} 件あります。", count=count)
    return _no_measures(review)


def _uncompared(review: Review) -> str:
    count = sum(
        not review.bearing.get(one.id) and review.code(one.id) is not VerdictCode.SUPPORTED
        for one in _measures(review)
    )
    if count:
        return say("照らす証跡が見当たらない対策が {count} 件あります。", count=count)
    return _no_measures(review)


_Telling = Callable[[Review], str]
_DENIED: Mapping[str, _Telling] = MappingProxyType(
    {"measures_proved": _judged_not_so, "evidence_agrees": _contradicted}
)
"""Fact → the sentence about verdicts that speak against it; "" where none does."""
_DOUBTS: Mapping[str, _Telling] = MappingProxyType(
    {
        "not_copied": _none_to_compare,
        "measures_concrete": _no_measures,
        "no_vague_words": _no_measures,
        "measures_proved": _unproved,
        "evidence_agrees": _uncompared,
    }
)
"""Fact → why the silence of its checks says nothing; "" where it says something."""
