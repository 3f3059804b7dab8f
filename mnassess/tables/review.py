"""A review as frames: claims, evidence, verdicts and their history, findings, the checklist, the risk table."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from mnassess.documents.naming import title_of
from mnassess.review.checklist_questions import Question
from mnassess.review.checklist_state import checklist_state
from mnassess.review.finding_lines import place_words
from mnassess.review.model import Claim, Finding, Quote, Verdict
from mnassess.review.outcome import Review
from mnassess.review.record import GivenVerdict, ReviewRecord, Withdrawal, standing
from mnassess.review.remark_lines import changed_since
from mnassess.review.remarks import LiveRemark
from mnassess.review.risk_table import RiskRow, listed, risk_rows
from mnassess.review.risk_table import columns as printed_columns
from mnassess.rules.answered import file_of
from mnassess.tables.codes import NOT_JUDGED
from mnassess.tables.columns import Column, standard_frames
from mnassess.tables.frame import Frame, Row, frame, typed_frame

# --- claims ---------------------------------------------------------------------------------------------------

_SEVERAL = {"risk": "risks", "measure": "measures"}
"""What claims can be taken apart by → the column that holds it joined."""


def claims_frame(review: Review, by: str = "", labels: str = "") -> Frame:
    """A row for every claim, in form order.

    `by="risk"` or `by="measure"`: a row for every claim and risk, or measure type, in the column of that name; a
    claim of several has several rows, one of none has one with nothing in it.
    """
    columns = list(standard_frames().columns["claims"])
    found = Counter(one.claim for one in review.standing_findings())
    rows = (_claim(review, claim, found[claim.id]) for claim in review.claims)
    if by:
        joined = _SEVERAL[by]
        place = next(n for n, one in enumerate(columns) if one.name == joined)
        columns[place] = columns[place]._replace(name=by, type="code")
        rows = (row | {by: code} for row in rows for code in row[joined] or [None])
    return typed_frame(columns, rows, labels)


def _claim(review: Review, claim: Claim, findings: int) -> dict[str, Any]:
    held = review.standings.get(claim.id)
    return {
        "claim": claim.id,
        "path": claim.path,
        "title": title_of(review.assessment, claim.path),
        "file": file_of(review.assessment, claim.path),
        "process": claim.process,
        "risks": claim.risks,
        "measures": claim.measures,
        "scope": claim.scope,
        "lead": claim.lead,
        "text": claim.text,
        "judgement": claim.judgement,
        "verdict": held.code.value if held else NOT_JUDGED,
        "method": held.verdict.method.value if held else None,
        "findings": findings,
    }


# --- verdicts -------------------------------------------------------------------------------------------------


def verdicts_frame(review: Review, labels: str = "") -> Frame:
    """A row for every claim with a verdict, in form order, as it stands today; where people differ, one for each."""
    return frame("verdicts", _iter_verdicts(review), labels)


def _iter_verdicts(review: Review) -> Iterator[Row]:
    for claim in review.claims:
        held = review.standings.get(claim.id)
        rivals = review.rivals.get(claim.id, ())
        if held:
            yield _verdict(review, claim, held.verdict) | {
                "verdict": held.code.value,
                "stale": bool(held.changes),
                "changes": "\n".join(held.changes),
                "disputed": False,
            }
        for one in rivals:
            yield _verdict(review, claim, one) | {"verdict": NOT_JUDGED, "stale": False, "disputed": True}


def _verdict(review: Review, claim: Claim, verdict: Verdict) -> dict[str, object]:
    return {
        "claim": claim.id,
        "path": claim.path,
        "title": title_of(review.assessment, claim.path),
        "text": claim.text,
        "given": verdict.code.value,
        "method": verdict.method.value,
        "by": verdict.by,
        "at": verdict.at,
        "evidence": _rests_on(verdict),
        "quotes": _quoted(review, verdict.quotes),
        "note": verdict.note,
    }


def _rests_on(verdict: Verdict) -> str:
    entries = (*verdict.evidence, *verdict.heard, *(quote.evidence for quote in verdict.quotes))
    return "\n".join(dict.fromkeys(one for one in entries if one))


def _quoted(review: Review, quotes: Iterable[Quote]) -> str:
    return "\n".join(map(review.quoted, quotes))


def verdict_history_frame(review: Review, record: ReviewRecord, labels: str = "") -> Frame:
    """A row for every verdict ever given or taken back, oldest first."""
    stands = {one.id for one in standing(record.judgements)}
    rows = (_judgement(review, one, one.id in stands) for one in record.judgements)
    return frame("verdict_history", rows, labels)


def _judgement(review: Review, one: GivenVerdict | Withdrawal, stands: bool) -> Row:
    claim = review.claim_of.get(one.about)
    row: dict[str, object] = {
        "entry": one.id,
        "claim": one.about,
        "path": claim.path if claim else "",
        "text": claim.text if claim else "",
        "at": one.at,
        "by": one.by,
        "stands": stands,
    }
    if isinstance(one, Withdrawal):
        return row | {"act": "withdrawal", "note": one.reason}
    return row | {
        "act": "verdict",
        "text": one.given.claim_text,
        "verdict": one.given.code.value,
        "method": one.given.method.value,
        "note": one.given.note,
        "evidence": _rests_on(one.given),
        "quotes": _quoted(review, one.given.quotes),
    }


# --- findings -------------------------------------------------------------------------------------------------


def findings_frame(review: Review, labels: str = "") -> Frame:
    """A row for every finding, the worst first; the withdrawn ones stand last, with why."""
    standing_ones = review.standing_findings()
    left = {one.id for one in standing_ones}
    gone = (one for one in review.findings if one.id not in left)
    return frame("findings", (_finding(review, one) for one in (*standing_ones, *gone)), labels)


def _finding(review: Review, one: Finding) -> Row:
    return {
        "finding": one.id,
        "code": one.code,
        "severity": one.severity.value,
        "state": one.state.value,
        "path": one.path,
        "title": place_words(review.assessment, one),
        "claim": one.claim,
        "message": one.message,
        "clause": one.clause,
        "quotes": _quoted(review, one.quotes),
        "differing": one.differing,
        "evidence": "\n".join(one.evidence),
        "proposal": one.proposal,
        "advice": one.advice,
        "owner": one.owner,
        "due": one.due,
        "late": one.is_late(review.as_of),
        "undecided": one.id in review.undecided,
        "noted_by": review.noted_by.get(one.id, ""),
        "reason": review.reasons.get(one.id, ""),
    }


# --- remarks --------------------------------------------------------------------------------------------------


def remarks_frame(review: Review, labels: str = "") -> Frame:
    """A row for every remark of a reviewer that stands, in form order."""
    return frame("remarks", (_remark(review, one) for one in review.remarks), labels)


def _remark(review: Review, one: LiveRemark) -> Row:
    return {
        "remark": one.name,
        "path": one.path,
        "title": title_of(review.assessment, one.path) if one.path else "",
        "by": one.by,
        "at": one.at,
        "text": one.text,
        "changed": changed_since(review.assessment, one),
    }


# --- checklist ------------------------------------------------------------------------------------------------


def checklist_frame(review: Review, labels: str = "") -> Frame:
    """A row for every question of the checklist (指針第10) and of the nine duties, in their order."""
    return frame("checklist", map(_question, checklist_state(review).questions), labels)


def _question(one: Question) -> Row:
    answer = one.answer
    return {
        "item": one.item,
        "topic": one.about,
        "risk": one.risk,
        "question": one.text,
        "state": "disputed" if one.is_disputed else "answered" if answer else "open",
        "answer": answer.answer.value if answer else None,
        "by": answer.by if answer else "",
        "at": answer.at if answer else None,
        "note": one.words if one.is_disputed else answer.note if answer else "",
    }


# --- risk table -----------------------------------------------------------------------------------------------

_TYPES = {
    "risk": ("code", "risk_id"),
    "verdict": ("code", "verdict"),
    "method": ("code", "method"),
    "severity": ("code", "finding_severity"),
    "state": ("code", "finding_state"),
    "due": ("day", ""),
}
"""Columns of the printed table that hold no text."""
_ANCHORS = (
    Column("path", "欄の位置", "Field path", "text"),
    Column("claim", "対策の番号", "Claim", "text"),
)


def risk_table_frame(review: Review, labels: str = "") -> Frame:
    """リスク管理表: the rows of the workbook in their order, its columns, and behind them where each row comes from."""
    printed = (
        Column(one.key, one.ja, one.en, *_TYPES.get(one.key, ("text", ""))) for one in printed_columns()
    )
    return typed_frame((*printed, *_ANCHORS), map(_risk_row, risk_rows([review])), labels)


def _risk_row(row: RiskRow) -> Row:
    verdict = row.verdict.value if row.verdict else NOT_JUDGED if row.claim else None
    return {
        "report": row.report,
        "file": row.file,
        "process": row.process,
        "risk": row.risk,
        "risk_name": row.risk_name,
        "measure": row.measure,
        "scope": row.scope,
        "types": "\n".join(row.types),
        "evidence": "\n".join(row.evidence),
        "verdict": verdict,
        "method": row.method,
        "missing": row.missing,
        "finding": listed(row.findings),
        "severity": row.severity,
        "proposal": listed(row.proposals),
        "owner": row.owner,
        "due": row.due,
        "state": row.state,
        "path": row.path,
        "claim": row.claim,
    }
