"""A small review to work on: three claims, two pieces of evidence, people who judge."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claiming import claims

from mnassess.evidence.model import Entry, Register
from mnassess.review.actions import give_verdict
from mnassess.review.ground import Standing, standings
from mnassess.review.lineage import look_at
from mnassess.review.model import Claim, Finding, FindingSeverity, Method, Quote, VerdictCode
from mnassess.review.record import ReviewRecord
from mnassess.review.staleness import ReviewState, review_state

TEXT = "・サーバ室への入退室を記録し、記録を5年間保存する。\n・年1回、アクセス権限の棚卸を行う。\n・USBメモリの接続を禁止する。"
START = datetime(2026, 11, 23, 9, tzinfo=UTC)
EMPTY = ReviewRecord(form="full-item")
NOW = {
    "E1": Standing(sha256="1" * 64),
    "E2": Standing(sha256="2" * 64),
    "E3": Standing(heard="3" * 64),
}
"""A log and a regulation as files, and an interview."""


def at(minutes: int) -> datetime:
    """So many minutes after the review began."""
    return START + timedelta(minutes=minutes)


def judged(
    record: ReviewRecord,
    claim: Claim,
    code: str = "supported",
    *evidence: str,
    by: str = "山田",
    minutes: int = 1,
    quote: str = "",
    now: Mapping[str, Standing] = NOW,
) -> ReviewRecord:
    """The record with one more verdict."""
    quotes = (Quote(evidence=evidence[0], text=quote),) if quote else ()
    return give_verdict(
        record, claim, VerdictCode(code), method=Method.EXAMINE, by=by, at=at(minutes),
        evidence=evidence, quotes=quotes, note="見た", now=now,
    )  # fmt: skip


def begun(text: str = TEXT) -> tuple[ReviewRecord, tuple[Claim, ...]]:
    """(a record that looked at the claims of a text, the claims)."""
    found = claims(text)
    return look_at(EMPTY, found, START), found


def all_judged() -> ReviewRecord:
    """The first claim rests on both files, the second on the log, the third on the interview."""
    record, (first, second, third) = begun()
    record = judged(record, first, "supported", "E1", "E2")
    record = judged(record, second, "contradicted", "E1")
    return judged(record, third, "supported", "E3")


def codes(state: ReviewState) -> list[str]:
    """The verdict that counts per claim; "-" for none."""
    return [str(one.code or "-") for one in state.claims]


def state_of(record: ReviewRecord, text: str = TEXT, now: Mapping[str, Standing] | None = NOW) -> ReviewState:
    """The state of a record for the claims of a text."""
    return review_state(record, claims(text), now)


def finding(name: str, claim: Claim | None = None, **parts: object) -> Finding:
    """A finding as a check makes it."""
    defaults = {"code": "VAG01", "severity": FindingSeverity.MINOR, "path": claim.path if claim else ""}
    return Finding(
        id=name, claim=claim.id if claim else "", **{"message": "主体がありません。", **defaults, **parts}
    )


def register(folder: Path, **files: bytes) -> Register:
    """A register of files that lie in the folder."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return Register(
        path=folder / "evidence.csv",
        entries=(
            *(Entry(id=name, title=name, kind="log", path=name) for name in files),
            Entry(id="heard", title="聴取", kind="interview", note="毎月確かめている"),
        ),
    )


def standing_in(folder: Path, **files: bytes) -> Mapping[str, Standing]:
    """The evidence of such a register as it is now."""
    return standings(register(folder, **files))
