"""A review as OSCAL assessment results (NIST OSCAL 1.2.1), for the tools of others.

A verdict is an observation and, where it decides, a finding whose target is satisfied or not-satisfied. A finding
(指摘) is an observation, a risk with its response (recommendation, planned, completed) and, where it is a
nonconformity, a finding that is not-satisfied. Claims nobody verified are in no finding: declared is not verified.

Every identifier follows from what it names, so the same review gives the same file.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote as percent_encoded

from mnassess import __version__
from mnassess.language import say
from mnassess.ooxml.text import printable
from mnassess.review.model import (
    Claim,
    Finding,
    FindingSeverity,
    FindingState,
    Method,
    Quote,
    Verdict,
    VerdictCode,
)
from mnassess.review.moments import JAPAN
from mnassess.review.outcome import Review, Standing
from mnassess.review.words import word

Json = dict[str, Any]
OSCAL_VERSION = "1.2.1"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:mnassess:oscal")
_PROPERTIES = "urn:mnassess:review"
"""Namespace of the properties OSCAL has no names for."""
_METHODS = {
    Method.EXAMINE: "EXAMINE",
    Method.INTERVIEW: "INTERVIEW",
    Method.TEST: "TEST",
    Method.ON_SITE: "EXAMINE",
}
_DECIDED = {
    VerdictCode.SUPPORTED: "satisfied",
    VerdictCode.PARTLY_SUPPORTED: "not-satisfied",
    VerdictCode.UNSUPPORTED: "not-satisfied",
    VerdictCode.CONTRADICTED: "not-satisfied",
}
"""Verdicts that decide; 判断不能, 対象外 and 要再確認 do not."""
_NONCONFORMITIES = (FindingSeverity.MAJOR, FindingSeverity.MINOR)
_STATUS = {
    FindingState.OPEN: "open",
    FindingState.PLANNED: "remediating",
    FindingState.DONE: "remediating",
    FindingState.CONFIRMED: "closed",
}
_LIFECYCLE = {
    FindingState.OPEN: "recommendation",
    FindingState.PLANNED: "planned",
    FindingState.DONE: "completed",
    FindingState.CONFIRMED: "completed",
}
_SPACE = re.compile(r"\s+")
_NO_TOKEN = re.compile(r"[^\w.\-]")
_DIGEST = re.compile("[0-9a-f]{64}")


def oscal_bytes(review: Review) -> bytes:
    """The JSON file."""
    text = json.dumps(assessment_results(review), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace")


def assessment_results(review: Review) -> Json:
    """The document, valid against the OSCAL schema of assessment results."""
    return _Export(review).document()


class _Export:
    def __init__(self, review: Review) -> None:
        self._review = review
        self._key = f"{review.agency}\n{review.operation}\n{review.assessment.form.kind}"
        self._day = _moment(datetime.combine(review.as_of, time()))
        self._verdicts = [
            (claim, review.standings[claim.id]) for claim in review.claims if claim.id in review.standings
        ]
        self._findings = review.standing_findings()
        self._moments = [self._day, *(_moment(one.verdict.at) for _, one in self._verdicts)]

    def _uuid(self, kind: str, name: str = "") -> str:
        named = f"{self._key}\n{kind}\n{name}".encode("utf-8", "backslashreplace")
        return str(uuid.uuid5(_NAMESPACE, named.decode()))

    def document(self) -> Json:
        """The whole document."""
        review = self._review
        parties = [
            {"uuid": self._person(name), "type": "person", "name": _line(name)} for name in self._people()
        ]
        metadata = {
            "title": _line(say("{name} の点検結果", name=review.name)),
            "last-modified": max(self._moments),
            "version": self._day[:10],
            "oscal-version": OSCAL_VERSION,
            **_unless_empty("parties", parties),
        }
        document = {
            "uuid": self._uuid("assessment-results"),
            "metadata": metadata,
            "import-ap": {"href": f"#{self._uuid('report')}"},
            "results": [self._result()],
            "back-matter": {"resources": [self._report_resource(), *self._resources()]},
        }
        return {"assessment-results": document}

    def _people(self) -> list[str]:
        named = [standing.verdict.by for _, standing in self._verdicts]
        named += [self._review.noted_by.get(finding.id, "") for finding in self._findings]
        return [name for name in dict.fromkeys(named) if name.strip()]

    def _person(self, name: str) -> str:
        return self._uuid("person", name)

    def _result(self) -> Json:
        observations = [self._verdict_observation(*one) for one in self._verdicts]
        observations += [self._finding_observation(one) for one in self._findings]
        findings = [self._verdict_finding(*one) for one in self._verdicts if one[1].code in _DECIDED]
        findings += [self._nonconformity(one) for one in self._findings if one.severity in _NONCONFORMITIES]
        risks = [
            self._risk(one) for one in self._findings if one.severity is not FindingSeverity.GOOD_PRACTICE
        ]
        return {
            "uuid": self._uuid("result"),
            "title": _line(self._review.name),
            "description": self._review.counts().words(),
            "start": min(self._moments),
            "local-definitions": {"components": [self._tool()]},
            "reviewed-controls": {"control-selections": [self._selection()]},
            **_unless_empty("observations", observations),
            **_unless_empty("risks", risks),
            **_unless_empty("findings", findings),
        }

    def _tool(self) -> Json:
        return {
            "uuid": self._uuid("tool"),
            "type": "software",
            "title": "mnassess",
            "description": say("自動点検"),
            "props": [{"name": "version", "value": __version__}],
            "status": {"state": "operational"},
        }

    def _selection(self) -> Json:
        """The measure types (安全管理措置) the report states measures of."""
        codes = dict.fromkeys(code for claim in self._review.claims for code in claim.measures)
        if not codes:
            return {"include-all": {}}
        return {"include-controls": [{"control-id": _token("measure", code)} for code in codes]}

    # --- verdicts -------------------------------------------------------------------------------------------

    def _verdict_observation(self, claim: Claim, standing: Standing) -> Json:
        verdict = standing.verdict
        expiry = self._expiry(verdict)
        return {
            "uuid": self._uuid("verdict", claim.id),
            "title": _line(claim.text),
            "description": _text(claim.text),
            "props": [
                _property("verdict", standing.code),
                _property("method", verdict.method),
                _property("claim", claim.id),
            ],
            "methods": [_METHODS[verdict.method]],
            "types": ["control-objective"],
            **self._origin(verdict.by),
            **_unless_empty("relevant-evidence", self._evidence_of(verdict.evidence, verdict.quotes)),
            "collected": _moment(verdict.at),
            **({"expires": _moment(datetime.combine(expiry, time(23, 59, 59)))} if expiry else {}),
            **_remarks(verdict.note, *standing.changes),
        }

    def _verdict_finding(self, claim: Claim, standing: Standing) -> Json:
        return {
            "uuid": self._uuid("claim", claim.id),
            "title": _line(claim.text),
            "description": word(standing.code),
            "target": {
                "type": "objective-id",
                "target-id": _token(
                    "claim", hashlib.sha256(claim.id.encode("utf-8", "replace")).hexdigest()[:16]
                ),
                "title": _line(claim.text),
                "props": [
                    _property("path", claim.path),
                    *(_property("risk", risk) for risk in claim.risks),
                ],
                "status": {"state": _DECIDED[standing.code]},
            },
            "related-observations": [{"observation-uuid": self._uuid("verdict", claim.id)}],
        }

    def _expiry(self, verdict: Verdict) -> date | None:
        """The first day the evidence of a verdict no longer covers."""
        entries = (self._review.entry_of.get(entry) for entry in verdict.evidence)
        return min((entry.valid_to for entry in entries if entry and entry.valid_to), default=None)

    def _origin(self, by: str) -> Json:
        if by.strip():
            return {"origins": [{"actors": [{"type": "party", "actor-uuid": self._person(by)}]}]}
        return {"origins": [{"actors": [{"type": "tool", "actor-uuid": self._uuid("tool")}]}]}

    # --- findings -------------------------------------------------------------------------------------------

    def _finding_observation(self, finding: Finding) -> Json:
        return {
            "uuid": self._uuid("finding-observation", finding.id),
            "title": _line(finding.message),
            "description": _text(finding.message),
            "props": [
                _property("check", finding.code),
                _property("severity", finding.severity),
                *([_property("path", finding.path)] if finding.path else []),
            ],
            "methods": ["EXAMINE"],
            "types": ["finding"],
            **self._origin(self._review.noted_by.get(finding.id, "")),
            **_unless_empty("relevant-evidence", self._evidence_of(finding.evidence, finding.quotes)),
            "collected": self._day,
        }

    def _risk(self, finding: Finding) -> Json:
        proposal = finding.proposal or finding.advice
        response = {
            "uuid": self._uuid("response", finding.id),
            "lifecycle": _LIFECYCLE[finding.state],
            "title": _line(proposal or finding.message),
            "description": _text(proposal or finding.message),
            "props": [
                _property("state", finding.state),
                *([_property("owner", finding.owner)] if finding.owner.strip() else []),
            ],
            **_remarks(finding.advice if finding.proposal else ""),
        }
        deadline = finding.due and _moment(datetime.combine(finding.due, time(23, 59, 59)))
        return {
            "uuid": self._uuid("risk", finding.id),
            "title": _line(finding.message),
            "description": _text(finding.message),
            "statement": _text(finding.clause or finding.message),
            "props": [_property("severity", finding.severity)],
            "status": _STATUS[finding.state],
            **({"deadline": deadline} if deadline else {}),
            **({"remediations": [response]} if proposal else {}),
            "related-observations": [{"observation-uuid": self._uuid("finding-observation", finding.id)}],
        }

    def _nonconformity(self, finding: Finding) -> Json:
        return {
            "uuid": self._uuid("finding", finding.id),
            "title": _line(finding.message),
            "description": _text(finding.message),
            "target": {
                "type": "objective-id",
                "target-id": _token("check", finding.code),
                "status": {
                    "state": "satisfied" if finding.state is FindingState.CONFIRMED else "not-satisfied"
                },
            },
            "related-observations": [{"observation-uuid": self._uuid("finding-observation", finding.id)}],
            "related-risks": [{"risk-uuid": self._uuid("risk", finding.id)}],
        }

    # --- evidence -------------------------------------------------------------------------------------------

    def _evidence_of(self, entries: Iterable[str], quotes: tuple[Quote, ...]) -> list[Json]:
        quoted = [(quote.evidence, self._review.quoted(quote)) for quote in quotes]
        bare = [entry for entry in entries if entry not in {one for one, _ in quoted}]
        named = [(entry, self._review.evidence_title(entry)) for entry in bare]
        return [{**self._reference(entry), "description": _text(words)} for entry, words in (*quoted, *named)]

    def _reference(self, entry: str) -> Json:
        return {"href": f"#{self._uuid('evidence', entry)}"} if entry in self._review.entry_of else {}

    def _report_resource(self) -> Json:
        return {
            "uuid": self._uuid("report"),
            "title": _line(self._review.name),
            "rlinks": [{"href": percent_encoded(self._review.document.name, errors="replace")}],
        }

    def _resources(self) -> list[Json]:
        return [
            {
                "uuid": self._uuid("evidence", entry.id),
                "title": _line(entry.title or entry.id),
                "props": [_property("kind", entry.kind), _property("entry", entry.id)],
                **_remarks(entry.note),
                **_unless_empty("rlinks", [self._link(entry.path, entry.sha256)] if entry.path else []),
            }
            for entry in self._review.entries
        ]

    def _link(self, path: str, sha256: str) -> Json:
        link: Json = {"href": percent_encoded(str(PurePosixPath(path)), errors="replace")}
        if _DIGEST.fullmatch(sha256):
            link["hashes"] = [{"algorithm": "SHA-256", "value": sha256}]
        return link


# --- the data types of OSCAL ----------------------------------------------------------------------------------


def _line(text: str) -> str:
    """A text on one line that is not empty and neither begins nor ends with white space."""
    return _SPACE.sub(" ", printable(text)).strip() or "－"


def _text(text: str) -> str:
    """A text of several lines; characters that print nothing are marked."""
    return printable(text) or "－"


def _token(*parts: str) -> str:
    return "-".join(_NO_TOKEN.sub("_", part) for part in parts)


def _property(name: str, value: str) -> Json:
    return {"name": name, "ns": _PROPERTIES, "value": _line(str(value))}


def _remarks(*texts: str) -> Json:
    said = "\n".join(text for text in texts if text.strip())
    return {"remarks": _text(said)} if said else {}


def _unless_empty(name: str, values: list[Any]) -> Mapping[str, list[Any]]:
    """OSCAL allows no empty arrays."""
    return {name: values} if values else {}


def _moment(at: datetime) -> str:
    """To the second, in Japan's time, so that moments sort as texts; a moment without a zone is Japan's."""
    zoned = at.replace(tzinfo=JAPAN) if at.tzinfo is None else at.astimezone(JAPAN)
    return zoned.replace(microsecond=0).isoformat()
