"""Does the evidence say what the claim says? What seems to differ is quoted from both sides; a person decides.

Only passages that speak of the same measure are held against a claim, and of the same system where both name one.
Nothing said is no agreement.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mnassess.evidence.model import Passage
from mnassess.language import say
from mnassess.review.advice import example_of, proposal_of
from mnassess.review.checks.check import ReviewCase, ReviewCheck
from mnassess.review.comparison import (
    Difference,
    DifferenceKind,
    Known,
    core_name,
    differences,
    telling_pairs,
)
from mnassess.review.comparison_words import standard_words
from mnassess.review.folding import fold
from mnassess.review.model import Claim, Finding, FindingSeverity, Quote

_SENTENCE_ENDS = "。\n"


class Differing(NamedTuple):
    """A difference, with where it was found."""

    claim: Claim
    passage: Passage
    difference: Difference


class ContentCheck(ReviewCheck):
    """One way for a passage to say something else than the claim."""

    severity = FindingSeverity.MINOR
    kind: DifferenceKind

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        told: set[tuple[str, str]] = set()
        for claim, passage, difference in differing(case):
            if difference.kind is not self.kind or (claim.id, passage.evidence) in told:
                continue
            told.add((claim.id, passage.evidence))
            remedy = case.remedy(claim)
            yield self.finding(
                difference.sentence,
                claim=claim,
                quotes=(
                    Quote(passage.evidence, sentence_around(passage, difference.passage), passage.location),
                ),
                proposal=say("どちらが実態かを担当課に確かめる。証跡のとおりのときは、{measure}", measure=proposal_of(remedy))
                if remedy
                else say("どちらが実態かを担当課に確かめる。"),
                advice="\n".join(
                    filter(
                        None,
                        (
                            say("証跡のとおりのときは、対策を改めるまで「{words}」と記載しない。", words=difference.claim.strip()),
                            example_of(remedy),
                        ),
                    )
                ),
            )  # fmt: skip


class Numbers(ContentCheck):
    """Both count the same thing, and the evidence falls short."""

    code = "CNT01"
    kind = DifferenceKind.NUMBER


class Frequencies(ContentCheck):
    """The evidence says less often."""

    code = "CNT02"
    kind = DifferenceKind.FREQUENCY


class Periods(ContentCheck):
    """Kept for a shorter time, or done within a longer one."""

    code = "CNT03"
    kind = DifferenceKind.PERIOD


class Negations(ContentCheck):
    """The evidence says that it is not done."""

    code = "CNT04"
    severity = FindingSeverity.MAJOR
    kind = DifferenceKind.NEGATION


class Modalities(ContentCheck):
    """The evidence says that it is planned, considered or put off."""

    code = "CNT05"
    severity = FindingSeverity.MAJOR
    kind = DifferenceKind.MODALITY


class Times(ContentCheck):
    """The evidence is of an earlier time, or says that it was not done since."""

    code = "CNT06"
    kind = DifferenceKind.TIME


class Permissions(ContentCheck):
    """The claim forbids or limits, the evidence allows; or it is content with a looser consent."""

    code = "CNT07"
    kind = DifferenceKind.PERMISSION


class Persons(ContentCheck):
    """Fewer persons than claimed, or persons that cannot be told apart."""

    code = "CNT08"
    kind = DifferenceKind.PERSONS


class Actors(ContentCheck):
    """Another contractor of the report."""

    code = "CNT09"
    severity = FindingSeverity.OBSERVATION
    kind = DifferenceKind.ACTOR


class Objects(ContentCheck):
    """Another system or medium of the report."""

    code = "CNT10"
    severity = FindingSeverity.OBSERVATION
    kind = DifferenceKind.OBJECT


@lru_cache(maxsize=1)
def differing(case: ReviewCase) -> tuple[Differing, ...]:
    """Every difference between a claim and one of its best passages, the best passage first.

    Kept for the case at hand: each kind of difference is a check of its own and asks again.
    """
    known = known_names(case)
    told: list[Differing] = []
    for claim in case.checkable:
        ranking = case.rankings.get(claim.id)
        if ranking is None or not ranking.bears:
            continue
        for passage in ranking.passages[: case.context.data.limits.passages]:
            found = differences(claim.text, passage.text, known)
            if found and _speaks_of_the_same(case, claim, passage):
                told += (Differing(claim, passage, one) for one in found)
    return tuple(told)


def known_names(case: ReviewCase) -> Known:
    """The contractors, systems and media the report names; only these are held against each other."""
    return Known(
        actors=tuple((name,) for name in case.contractors),
        systems=tuple((name,) for name in case.systems),
        media=case.context.data.limits.media,
    )


def _speaks_of_the_same(case: ReviewCase, claim: Claim, passage: Passage) -> bool:
    limits = case.context.data.limits
    said = f"{passage.heading}\n{passage.text}"
    if len(_pairs(claim.text) & _pairs(said)) < limits.least_pairs:
        return False
    mentions = case.context.lexicon.mentions
    concepts = {one.concept for one in mentions(claim.text)} & {one.concept for one in mentions(said)}
    return len(concepts) >= limits.least_concepts and not _is_of_another_system(case, claim, passage)


def _is_of_another_system(case: ReviewCase, claim: Claim, passage: Passage) -> bool:
    """Whether the claim is made of systems of the report, and the passage speaks of others of them only."""
    entry = case.entry_of.get(passage.evidence)
    mine = _systems(f"{claim.scope}{claim.lead}{claim.text}", case.systems)
    theirs = _systems(passage.text, case.systems) or _systems(
        f"{passage.heading}{entry.title if entry else ''}", case.systems
    )
    return bool(mine and theirs and not mine & theirs)


def _systems(text: str, names: tuple[str, ...]) -> set[str]:
    plain = fold(text).text
    return {name for name in names if core_name(name, standard_words().company_words) in plain}


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(telling_pairs(fold(text).text))


def sentence_around(passage: Passage, words: str) -> str:
    """The sentence, or the line, of a passage in which the words stand, exactly as it stands there."""
    begin = passage.text.find(words)
    if begin < 0:
        return passage.text
    end = begin + len(words)
    first = max(passage.text.rfind(mark, 0, begin) for mark in _SENTENCE_ENDS) + 1
    ends = [place for place in (passage.text.find(mark, end) for mark in _SENTENCE_ENDS) if place >= 0]
    last = min(ends, default=len(passage.text))
    if last < len(passage.text) and passage.text[last] == "。":
        last += 1
    return passage.text[first:last].strip()


CONTENT_CHECKS: tuple[ReviewCheck, ...] = (
    Numbers(),
    Frequencies(),
    Periods(),
    Negations(),
    Modalities(),
    Times(),
    Permissions(),
    Persons(),
    Actors(),
    Objects(),
)
