"""A finding while a person writes it: what stands in its blanks, and the record once they are done."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from mnassess.documents.entering import parse_day, words_of_date
from mnassess.errors import ReviewError
from mnassess.language import say
from mnassess.review.actions import change_finding, note_finding
from mnassess.review.advice import example_of, proposal_of
from mnassess.review.desk import ReviewDesk
from mnassess.review.drafts import Draft
from mnassess.review.knowledge import Remedy
from mnassess.review.live_findings import LiveFinding
from mnassess.review.model import Claim, FindingSeverity, FindingState
from mnassess.review.record import ReviewRecord
from mnassess.review.words import word

_BLANK = re.compile("〔[　 ]*〕")


def answers_of(one: LiveFinding) -> dict[str, Any]:
    """Name of a blank → what stands in it."""
    finding = one.finding
    answers = {
        "state": str(finding.state),
        "severity": str(finding.severity),
        "owner": finding.owner,
        "due": finding.due.isoformat() if finding.due else "",
        "proposal": finding.proposal,
        "advice": finding.advice,
    }
    return {name: value for name, value in answers.items() if value}


def changed_by(desk: ReviewDesk, one: LiveFinding, draft: Draft) -> ReviewRecord:
    """The record with the finding as the draft has it.

    ReviewError where it is withdrawn without a reason, AnswerError where the due date is no date.
    """
    return change_finding(
        desk.record,
        one.finding.id,
        by=desk.who,
        at=desk.now(),
        state=FindingState(_words(draft, "state") or one.finding.state),
        severity=FindingSeverity(_words(draft, "severity") or one.finding.severity),
        owner=_words(draft, "owner"),
        due=_day(draft) or "",
        proposal=_words(draft, "proposal"),
        advice=_words(draft, "advice"),
        reason=_words(draft, "reason"),
    )


def noted_by(desk: ReviewDesk, claim: Claim | None, draft: Draft) -> ReviewRecord:
    """The record with a finding of the person's own, about a claim or the report as a whole. Errors as `changed_by`."""
    known = {one.id for one in desk.record.findings}
    due = _day(draft)
    record = note_finding(
        desk.record,
        message=_words(draft, "message"),
        severity=FindingSeverity(_words(draft, "severity") or FindingSeverity.OBSERVATION),
        by=desk.who,
        at=desk.now(),
        path=claim.path if claim else "",
        claim=claim.id if claim else "",
        proposal=_words(draft, "proposal"),
        advice=_words(draft, "advice"),
    )
    made = next((one.id for one in record.findings if one.id not in known), None)
    if made is None:
        raise ReviewError(say("同じ指摘が既にあります。"))
    return change_finding(
        record, made, by=desk.who, at=desk.now(), owner=_words(draft, "owner"), due=due or ""
    )


def remedies_for(desk: ReviewDesk, claim: Claim | None) -> tuple[tuple[Remedy, str], ...]:
    """(what the knowledge base proposes for a claim, its words for a list), the closest first."""
    if claim is None:
        return ()
    found = desk.knowledge.proposals(claim.risks, claim.measures)
    return tuple((one, say("［{size}］{measure}", size=word(one.size), measure=one.measure)) for one in found)


def inserted(draft: Draft, blank: str, remedy: Remedy) -> str:
    """The text of a blank with the measure of a remedy, or in `advice` its example wording, below what stands there."""
    text = example_of(remedy) if blank == "advice" else proposal_of(remedy)
    return "\n".join(filter(None, (_words(draft, blank), text)))


def blanks_to_fill(text: str) -> Iterator[tuple[int, int]]:
    """Where the 〔　〕 of a text stand that are still to be filled."""
    return (found.span() for found in _BLANK.finditer(text))


def _words(draft: Draft, name: str) -> str:
    value = draft.get(name)
    return value if isinstance(value, str) else ""


def _day(draft: Draft) -> date | None:
    words = words_of_date(draft.get("due"))
    return parse_day(words) if words.strip() else None
