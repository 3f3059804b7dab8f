"""`review.json`, which people can read, → the half-done review that lies beside the sample's full-item report."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from mnassess import resources
from mnassess.documents.storage import load_document
from mnassess.evidence.drift import digest_of
from mnassess.evidence.model import Register
from mnassess.evidence.register import load_register
from mnassess.review.actions import change_finding, give_verdict, note_finding
from mnassess.review.claims import claims_of
from mnassess.review.ground import Standing
from mnassess.review.lineage import look_at
from mnassess.review.model import Claim, FindingSeverity, FindingState, Method, Quote, VerdictCode
from mnassess.review.record import ReviewRecord
from mnassess.review.review_file import review_path, save_review

DOCUMENT = Path("住民基本台帳に関する事務", "full-item.json")
SOURCE = Path(__file__).parent / "review.json"
Json = Any


def write(folder: Path | None = None) -> Path:
    """Write the review into a copy of the sample (the sample itself where none is given); returns where."""
    sample = folder or resources.sample()
    document = sample / DOCUMENT
    said = json.loads(SOURCE.read_text(encoding="utf-8"))
    claims = claims_of(load_document(document).assessment)
    now = as_registered(load_register(sample / "evidence" / "evidence.csv"))
    record = ReviewRecord(form=load_document(document).assessment.form.kind.value)
    record = look_at(record, claims, _moment(said["verdicts"][0]["at"]))
    for one in said["verdicts"]:
        record = give_verdict(
            record,
            _claim(claims, one),
            VerdictCode(one["verdict"]),
            method=Method(one["method"]),
            by=one["by"],
            at=_moment(one["at"]),
            evidence=one["evidence"],
            quotes=[Quote(quote["evidence"], quote["text"], quote["location"]) for quote in one["quotes"]],
            note=one["note"],
            now=now,
        )
    for one in said["findings"]:
        record = _noted(record, one, _claim(claims, one))
    save_review(review_path(document), record)
    return review_path(document)


def as_registered(register: Register) -> dict[str, Standing]:
    """The evidence as it was when it was registered: some of it has changed since, which a verdict must not know."""
    found = {}
    for entry in register.entries:
        path = register.file(entry)
        filling = digest_of(path) if path and not entry.sha256 else None
        heard = "" if path else hashlib.sha256(entry.note.encode()).hexdigest()
        found[entry.id] = Standing(sha256=entry.sha256 or (filling.sha256 if filling else ""), heard=heard)
    return found


def _noted(record: ReviewRecord, one: Json, claim: Claim) -> ReviewRecord:
    first, *later = one["history"]
    known = {finding.id for finding in record.findings}
    record = note_finding(
        record,
        message=one["message"],
        severity=FindingSeverity(one["severity"]),
        by=first["by"],
        at=_moment(first["at"]),
        path=one["path"],
        claim=claim.id,
        evidence=one["evidence"],
        quotes=[Quote(one["evidence"][0], one["quote"])],
        clause=one["clause"],
        proposal=one["proposal"],
        advice=one["advice"],
    )
    (finding,) = {finding.id for finding in record.findings} - known
    record = change_finding(
        record,
        finding,
        by=first["by"],
        at=_moment(first["at"]),
        owner=one["owner"],
        due=one["due"] or None,
        state=FindingState(first["state"]),
    )
    for change in later:
        record = change_finding(
            record,
            finding,
            by=change["by"],
            at=_moment(change["at"]),
            state=FindingState(change["state"]),
            reason=change["reason"],
        )
    return record


def _claim(claims: tuple[Claim, ...], one: Json) -> Claim:
    found = [claim for claim in claims if claim.path == one["path"] and one["claim"] in claim.text]
    if len(found) != 1:
        raise SystemExit(f"{SOURCE.name}: {len(found)} claims at {one['path']}: {one['claim']}")
    return found[0]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
