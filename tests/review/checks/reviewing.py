"""Reviews of small reports against a few lines of evidence, and what they found in one line each."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from claiming import report

from mnassess.documents.model import Assessment
from mnassess.evidence.drift import EntryState
from mnassess.evidence.model import Entry, Library, Passage, Register
from mnassess.review.checks.check import OtherReport, ReviewContext
from mnassess.review.model import Finding
from mnassess.review.reviewer import ReviewResult, review
from mnassess.rules.problems import Circumstances

AS_OF = date(2026, 11, 27)
LOGS = "files[a].risks.use.unauthorized.usage_log.detail"


def evidence(
    entry_id: str = "E1", text: str = "", kind: str = "record", **more: Any
) -> tuple[Entry, tuple[Passage, ...]]:
    """An entry of the register with the passages of its file, one a paragraph; `heading｜text` has a heading."""
    entry = Entry(
        id=entry_id,
        title=more.pop("title", entry_id),
        kind=kind,
        path=f"{entry_id}.txt",
        **{"collected_on": date(2026, 10, 1), **more},
    )
    passages = []
    for number, paragraph in enumerate(filter(None, text.split("\n\n")), 1):
        heading, _, words = paragraph.rpartition("｜")
        passages.append(Passage(entry_id, words, f"{number}段落", heading))
    return entry, tuple(passages)


def reviewed(
    answers: Mapping[str, Any] | Assessment,
    *pieces: tuple[Entry, tuple[Passage, ...]],
    skips: Mapping[str, str] | None = None,
    states: Mapping[str, EntryState] | None = None,
    remarks: Mapping[str, tuple[str, ...]] | None = None,
    others: Mapping[str, Mapping[str, Any]] | None = None,
    agency: str = "甲市長",
) -> ReviewResult:
    """The review of a report with those answers against those pieces of evidence."""
    context = ReviewContext(
        circumstances=Circumstances(as_of=AS_OF),
        states=states or {},
        operation="甲事務",
        agency=agency,
        other_reports=tuple(OtherReport(name, report(dict(said))) for name, said in (others or {}).items()),
    )
    return review(
        answers if isinstance(answers, Assessment) else report(dict(answers)),
        Register(path=Path("evidence.csv"), entries=tuple(entry for entry, _ in pieces)),
        Library(passages=tuple(one for _, passages in pieces for one in passages), remarks=remarks or {}),
        context,
        skips or {},
    )


def found(result: ReviewResult, code: str) -> tuple[Finding, ...]:
    """The findings of one check."""
    return tuple(finding for finding in result.findings if finding.code == code)


def told(result: ReviewResult, code: str) -> list[str]:
    """The messages of one check."""
    return [finding.message for finding in found(result, code)]
