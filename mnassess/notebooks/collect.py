"""What reviewers wrote in notebooks → the record of the review. Nothing written is lost, and nothing is taken twice.

Every entry remembers from which annotation cell it came (`Collected`), so a notebook may be collected as often as
people like, from as many copies as they mailed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mnassess.documents.model import Assessment
from mnassess.errors import DocumentError
from mnassess.evidence.drift import digests_of
from mnassess.evidence.register import load_register
from mnassess.language import say
from mnassess.notebooks.placing import placed
from mnassess.notebooks.reading import Notebook, read_notebook
from mnassess.notebooks.taking import Case, Evidence, Taking
from mnassess.review.record import Report, ReviewRecord
from mnassess.review.registers import register_of
from mnassess.review.session import ReviewSession


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came home."""

    record: ReviewRecord
    remarks: int = 0
    """Remarks that are new, were rewritten or taken back."""
    verdicts: int = 0
    findings: int = 0
    """Findings that are new or were changed."""
    known: int = 0
    """What had been collected before."""
    notices: tuple[str, ...] = ()
    """What was damaged and how it was read, what changed since, what looks like personal data."""


def collect_into(
    session: ReviewSession,
    assessment: Assessment,
    notebooks: Sequence[Path],
    *,
    register: Path | None = None,
    writer: str = "",
) -> Came:
    """Take what reviewers wrote in some notebooks into an open review, which is not saved by it.

    `writer`: who wrote what no cell says whose it is. DocumentError, before anything is taken, where a file is no
    notebook or one of another report.
    """
    read = [read_notebook(path) for path in notebooks]
    for path, notebook in zip(notebooks, read, strict=True):
        _refuse_other_report(path, notebook, session, assessment)
    place = register or register_of(session.document)
    found = load_register(place) if place else None
    evidence = Evidence(register=found, digests=digests_of(found)) if found else None
    total = Came(record=session.record)
    for notebook in read:
        case = Case(
            assessment=assessment,
            claims=session.claims,
            evidence=evidence,
            seen=_seen(notebook),
            at=session.now(),
        )
        came = collect(session.record, notebook, case, writer=writer)
        session.keep(came.record)
        total = Came(
            record=session.record,
            remarks=total.remarks + came.remarks,
            verdicts=total.verdicts + came.verdicts,
            findings=total.findings + came.findings,
            known=total.known + came.known,
            notices=(*total.notices, *(f"{notebook.name}：{one}" for one in came.notices)),
        )
    return total


def collect(record: ReviewRecord, notebook: Notebook, case: Case, *, writer: str = "") -> Came:
    """The record with what reviewers wrote in a notebook. Pure but for the evidence files that quotes are held against."""
    placing = placed(notebook, case.assessment, writer)
    taking = Taking(record, case)
    for one in placing.annotations:
        taking.take(one)
    counts = taking.counts
    return Came(
        record=taking.record,
        remarks=counts["remarks"],
        verdicts=counts["verdicts"],
        findings=counts["findings"],
        known=counts["known"],
        notices=(*notebook.notices, *placing.notices, *dict.fromkeys(taking.notices)),
    )


def _seen(notebook: Notebook) -> Mapping[str, str]:
    listed = notebook.about.get("evidence")
    found = listed if isinstance(listed, dict) else {}
    return {entry: digest for entry, digest in found.items() if isinstance(digest, str)}


def _refuse_other_report(
    path: Path, notebook: Notebook, session: ReviewSession, assessment: Assessment
) -> None:
    about = notebook.about.get("report")
    form = notebook.about.get("form")
    named = about if isinstance(about, dict) else {}
    parts = {name: named.get(name) for name in ("agency", "operation", "title", "edition")}
    theirs = Report(**{name: part for name, part in parts.items() if isinstance(part, str)})
    is_other_form = isinstance(form, str) and form != assessment.form.kind.value
    if is_other_form or theirs.is_other_than(session.report):
        raise DocumentError(
            path,
            say(
                "別の評価書（{report}）のノートブックです。--into の評価書を確かめてください。",
                report=theirs.words or form,
            ),
        )
