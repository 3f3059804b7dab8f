"""Does the evidence say what the claim says? What seems to differ is quoted from both sides; a person decides."""

from collections.abc import Iterator
from dataclasses import replace

from mnassess.language import say
from mnassess.review.advice import example_of, proposal_of
from mnassess.review.checks.check import ReviewCase, ReviewCheck
from mnassess.review.checks.differing import Differing, differing
from mnassess.review.comparison import DifferenceKind
from mnassess.review.model import Finding, FindingSeverity, Quote

_QUOTES = 5
"""Sentences of one document that a finding quotes."""


class ContentCheck(ReviewCheck):
    """One way for a passage to say something else than the claim."""

    severity = FindingSeverity.MINOR
    kind: DifferenceKind

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        found: dict[tuple[str, str], list[Differing]] = {}
        for one in differing(case):
            if one.difference.kind is self.kind:
                found.setdefault((one.claim.id, one.passage.evidence), []).append(one)
        for differences_of_one in found.values():
            yield self._finding(case, differences_of_one)

    def _finding(self, case: ReviewCase, found: list[Differing]) -> Finding:
        """One finding for all sentences of a document that differ from a claim in one way."""
        claim, _, _, difference = found[0]
        remedy = case.remedy(claim)
        quotes = dict.fromkeys(
            Quote(
                one.passage.evidence,
                one.sentence,
                one.passage.location,
                differing=one.difference.passage,
            )
            for one in found
        )
        reality = say("どちらが実態かを担当課に確かめる。")
        untrue = say(
            "証跡のとおりのときは、対策を改めるまで「{words}」と記載しない。",
            words=" ".join(difference.claim.split()),
        )
        finding = self.finding(
            difference.sentence,
            claim=claim,
            quotes=tuple(quotes)[:_QUOTES],
            proposal="\n".join(filter(None, (reality, proposal_of(remedy)))),
            advice="\n".join(filter(None, (untrue, example_of(remedy)))),
        )
        words = dict.fromkeys(one.difference.claim for one in found)
        return replace(finding, differing="\n".join(words))


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
