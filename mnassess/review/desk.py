"""One person at the review of one document: what there is to look at, and what becomes of what they say.

The evidence is read once, by `look`, which may run beside the screen; everything else answers at once.
"""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from mnassess.documents.storage import load_document
from mnassess.errors import LostQuoteError, MnassessError, ReviewError
from mnassess.evidence.model import Entry
from mnassess.language import say
from mnassess.review.actions import give_verdict, withdraw_verdict
from mnassess.review.checklist_state import ChecklistState, checklist_state
from mnassess.review.evidence_search import EvidenceIndex, index_of
from mnassess.review.gathering import (
    Surroundings,
    checked,
    gathered,
    recorded_in,
    surroundings_of,
    with_run,
)
from mnassess.review.ground import Standing, standings
from mnassess.review.knowledge import Knowledge
from mnassess.review.live_findings import LiveFinding, live_findings
from mnassess.review.matching import Ranking
from mnassess.review.model import Claim, Method, Quote, VerdictCode
from mnassess.review.noting import Note, add_note, with_entries
from mnassess.review.outcome import Review
from mnassess.review.quotes import look_up
from mnassess.review.record import ReviewRecord
from mnassess.review.registers import register_at, register_of
from mnassess.review.remarks import LiveRemark, live_remarks
from mnassess.review.reviewer import ReviewResult
from mnassess.review.risk_table import RiskRow, risk_rows
from mnassess.review.session import ReviewSession
from mnassess.review.staleness import ReviewState, review_state


class ReviewDesk:
    """A review from `open` to `close`. Every change is on the disk when the method that makes it returns."""

    def __init__(self, session: ReviewSession, register: Path | None, as_of: date) -> None:
        self.session = session
        self.as_of = as_of
        self.register_path = register or register_of(session.document)
        """The evidence register; None where there is none, and so no evidence."""
        self.assessment = load_document(session.document).assessment
        self.result: ReviewResult | None = None
        """What `look` came to; None until it is taken."""
        self.state: ReviewState
        """The claims as they stand now."""
        self.findings: tuple[LiveFinding, ...]
        """As they stand now, those the checks find no more among them."""
        self.remarks: tuple[LiveRemark, ...]
        """What reviewers wrote about the blanks in words of their own."""
        self.department_of: Mapping[str, str] = {}
        """Entry id → the department it comes from, where the register says."""
        self.departments_of: Mapping[str, frozenset[str]] = {}
        """Claim id → the departments of the evidence that bears on it."""
        self._evidence: Mapping[str, Standing] | None = None
        self._index: tuple[ReviewResult, EvidenceIndex] | None = None
        self._noted: tuple[Entry, ...] = ()
        self._outcome: Review | None = None
        """This, and the two below, are made when they are asked for and kept until something is said or read."""
        self._risk_rows: tuple[RiskRow, ...] | None = None
        self._checklist: ChecklistState | None = None
        self._follow()

    @classmethod
    def open(
        cls,
        document: Path,
        who: str,
        *,
        as_of: date,
        register: Path | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> Self:
        """Open the review of a document, or begin one. LockedError where somebody else has it.

        DocumentError where the document or its review cannot be used.
        """
        session = ReviewSession.open(document, who, clock)
        try:
            return cls(session, register, as_of)
        except BaseException:
            session.abandon()
            raise

    # --- what there is to look at ---------------------------------------------------------------------------

    @property
    def document(self) -> Path:
        """The reviewed document."""
        return self.session.document

    @property
    def who(self) -> str:
        """Under whose name things are said."""
        return self.session.who

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the document claims, in form order."""
        return self.session.claims

    @property
    def record(self) -> ReviewRecord:
        """Everything that was said."""
        return self.session.record

    @cached_property
    def claim_of(self) -> Mapping[str, Claim]:
        """Claim id → claim."""
        return MappingProxyType({claim.id: claim for claim in self.claims})

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The evidence register as it was read; () before `take`."""
        return self.result.register.entries if self.result else ()

    def ranking(self, claim: str) -> Ranking | None:
        """The evidence that may speak of a claim, best first; None while the evidence has not been read."""
        return self.result.candidates.get(claim) if self.result else None

    @property
    def knowledge(self) -> Knowledge:
        """What proposals are drawn from, the agency's own among it."""
        return self._around.knowledge

    def findings_of(self, claim: str) -> tuple[LiveFinding, ...]:
        """The findings about a claim that are still found, or noted by a person."""
        return self._by_claim.get(claim, ())

    @property
    def index(self) -> EvidenceIndex | None:
        """What words are searched in; None while the evidence has not been read. May be asked for from another thread."""
        made, result = self._index, self.result
        if result is None:
            return None
        if made is None or made[0] is not result:
            known = made[1] if made else None
            self._index = made = result, index_of(result.register, result.library, known)
        return made[1]

    def outcome(self) -> Review:
        """What the review comes to now: what the risk table and the report are made from."""
        if self._outcome is None:
            recorded = recorded_in(self.state, self.findings, self.result.notices if self.result else ())
            self._outcome = gathered(self._around, self.claims, self.record, recorded, self.result)
        return self._outcome

    def risk_rows(self) -> tuple[RiskRow, ...]:
        """リスク管理表 of the review as it stands now."""
        if self._risk_rows is None:
            self._risk_rows = risk_rows((self.outcome(),))
        return self._risk_rows

    def checklist(self) -> ChecklistState:
        """審査の観点 and the nine duties as they stand now."""
        if self._checklist is None:
            self._checklist = checklist_state(self.outcome())
        return self._checklist

    # --- reading the evidence -------------------------------------------------------------------------------

    def look(self) -> ReviewResult | None:
        """Read the evidence and run the checks; None where there is no register. Changes nothing that is shown.

        Takes seconds to minutes; may be called from another thread. MnassessError where a file cannot be used.
        """
        if self.register_path is None:
            return None
        result = checked(self.record, self.document, self.register_path, self.as_of)
        known = self._index[1] if self._index else None
        self._index = result, index_of(result.register, result.library, known)
        with contextlib.suppress(MnassessError):  # whoever needs it is told
            self._around  # noqa: B018 - made here as the index is, or whoever asks first waits for it
        return result

    def take(self, result: ReviewResult) -> None:
        """Go on with what `look` came to. The findings of the checks go on record."""
        self._go_on_with(with_entries(result, self._noted, self.as_of))
        self.keep(with_run(self.record, result, self.session.names))

    def add_note(self, note: Note) -> Entry:
        """Put what was heard or seen into the register, which is begun where there is none; it is evidence at once.

        The claims are held against it when the evidence is read again. ReviewError where the note says nothing or the
        document lies outside of a workspace, RegisterError where the register cannot be written.
        """
        path = self.register_path or register_at(self.document)
        entry = add_note(path, note)
        self.register_path = path
        self._noted = (*self._noted, entry)
        if self.result:
            self._go_on_with(with_entries(self.result, (entry,), self.as_of))
            self._follow()
        return entry

    # --- what a person says ---------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The moment to put under what is said."""
        return self.session.now()

    def keep(self, record: ReviewRecord) -> None:
        """Go on with a record that grew out of `record` by one of the `actions`. JournalError where the disk refuses."""
        self.session.keep(record)
        self._follow()

    def judge(
        self,
        claim: Claim,
        code: VerdictCode,
        *,
        method: Method,
        evidence: Iterable[str] = (),
        quotes: Iterable[Quote] = (),
        note: str = "",
    ) -> None:
        """A verdict on a claim. ReviewError where it has no ground, or a quote does not stand in its evidence."""
        said = tuple(quotes)
        if self.result:
            said = look_up(said, self.result.register, self.result.digests).quotes
        self.keep(
            give_verdict(
                self.record,
                claim,
                code,
                method=method,
                by=self.who,
                at=self.now(),
                evidence=evidence,
                quotes=said,
                note=note,
                now=self._evidence,
            )
        )

    def confirm(self, claim: Claim) -> None:
        """The verdict on a claim once more, on its ground as it is now. ReviewError as `judge`, or where there is none."""
        state = self.state.claim(claim.id)
        if state is None or state.given is None:
            raise ReviewError(say("もう一度付ける判定がありません。"))
        given = state.given.given
        try:
            self.judge(
                claim,
                given.code,
                method=given.method,
                evidence=(*given.evidence, *given.heard),
                quotes=given.quotes,
                note=given.note,
            )
        except LostQuoteError as error:
            raise ReviewError(
                say(
                    "前の引用は証跡 {id} にもうありません。引用し直して、数字で判定してください。",
                    id=error.evidence,
                )
            ) from error

    def withdraw(self, claim: Claim, reason: str) -> None:
        """The verdict on a claim taken back. ReviewError where there is none, or no reason."""
        self.keep(withdraw_verdict(self.record, claim, by=self.who, at=self.now(), reason=reason))

    # --- the end --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the file of the review. DocumentError where it cannot be used."""
        self.session.save()

    def close(self) -> None:
        """Save and give the review back. What could not be saved stays in the journal."""
        self.session.close()

    def finish(self) -> str:
        """As `close`; returns why it could not be saved, "" where it was."""
        try:
            self.close()
        except MnassessError as error:
            return str(error)
        return ""

    def abandon(self) -> None:
        """Give the review back without saving."""
        self.session.abandon()

    # --- inside ---------------------------------------------------------------------------------------------

    def _go_on_with(self, result: ReviewResult) -> None:
        self.result = result
        departments = {entry.id: entry.department for entry in result.register.entries if entry.department}
        self.department_of = departments
        self.departments_of = {
            claim: frozenset(departments[entry] for entry in entries if entry in departments)
            for claim, entries in result.bearing.items()
        }
        self._evidence = standings(result.register, result.digests)

    @cached_property
    def _around(self) -> Surroundings:
        return surroundings_of(self.document, self.assessment, self.as_of)

    def _follow(self) -> None:
        self._outcome = self._risk_rows = self._checklist = None
        library = self.result.library if self.result else None
        self.state = review_state(self.record, self.claims, self._evidence, library, self.session.names)
        self.findings = live_findings(self.record)
        self.remarks = live_remarks(self.record)
        by_claim: dict[str, list[LiveFinding]] = {}
        for one in self.findings:
            if one.gone_at is None and one.finding.claim:
                by_claim.setdefault(one.finding.claim, []).append(one)
        self._by_claim = {claim: tuple(found) for claim, found in by_claim.items()}
