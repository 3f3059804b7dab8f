"""A document file → what its review came to: the claims as they are now, and what is on record about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import workspace_of
from mnassess.evidence.drift import check_register
from mnassess.evidence.model import Register
from mnassess.evidence.register import load_register
from mnassess.review.claims import claims_of
from mnassess.review.knowledge import knowledge_of, standard_knowledge
from mnassess.review.model import Claim, Finding
from mnassess.review.outcome import (
    NO_NAMES,
    NO_STANDINGS,
    Review,
    SignOff,
    SkippedCheck,
    Standing,
    Unseen,
)

EVIDENCE = "evidence"
"""Folder of a workspace with the register and its files."""
REGISTERS = ("evidence.csv", "evidence.json")


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What people and earlier runs of the checks said about a document, as it stands today."""

    standings: Mapping[str, Standing] = field(default_factory=lambda: NO_STANDINGS)
    findings: tuple[Finding, ...] = ()
    noted_by: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    reasons: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    unseen: tuple[Unseen, ...] = ()
    checked_at: datetime | None = None
    skipped: tuple[SkippedCheck, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()


def outcome_of(document: Path, *, as_of: date) -> Review:
    """The review of a document, with the evidence of its workspace. DocumentError, WorkspaceError or RegisterError
    where a file cannot be used.
    """
    assessment = load_document(document).assessment
    workspace = workspace_of(document)
    register = _register_in(workspace.folder) if workspace else None
    claims = claims_of(assessment)
    recorded = recorded_of(document, claims, register)
    agency = workspace.agency if workspace else _agency_in(assessment)
    return Review(
        assessment=assessment,
        document=document,
        agency=agency,
        body="national" if workspace and workspace.body == "national" else "local",
        as_of=as_of,
        claims=claims,
        standings=recorded.standings,
        findings=recorded.findings,
        noted_by=recorded.noted_by,
        reasons=recorded.reasons,
        entries=register.entries if register else (),
        states={one.id: one.state for one in check_register(register, as_of)} if register else {},
        unseen=recorded.unseen,
        checked_at=recorded.checked_at,
        skipped=recorded.skipped,
        sign_offs=recorded.sign_offs,
        knowledge=knowledge_of(workspace.folder) if workspace else standard_knowledge(),
    )


def recorded_of(document: Path, claims: tuple[Claim, ...], register: Register | None) -> Recorded:
    """What `<form>.review.json` beside the document says of these claims and this evidence."""
    del document, claims, register
    return Recorded()


def _register_in(workspace: Path) -> Register | None:
    """The evidence register of a workspace; None where it has none yet."""
    places = (workspace / EVIDENCE / name for name in REGISTERS)
    found = next((place for place in places if place.is_file()), None)
    return load_register(found) if found else None


def _agency_in(assessment: Assessment) -> str:
    agency = assessment.value("cover.agency")
    return agency if isinstance(agency, str) else ""
