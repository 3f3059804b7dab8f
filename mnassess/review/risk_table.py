"""リスク管理表: every risk of every file, what is stated against it, what proves it, and what is missing.

One row per file × risk × claim. A risk nothing is stated against has a row too: it says whether the form does not
ask for it, whether its blanks do not apply, or whether the measure is missing. So does a finding that speaks of no
claim: nothing that was found is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from mnassess import language, resources
from mnassess.documents.csv_files import csv_bytes
from mnassess.documents.naming import file_title
from mnassess.evidence.kinds import kind_word
from mnassess.forms.dates import show_date
from mnassess.forms.schema_files import check_known
from mnassess.language import say
from mnassess.ooxml.text import printable
from mnassess.review.claims import file_of
from mnassess.review.knowledge import Size
from mnassess.review.measures import measure_types
from mnassess.review.model import (
    Claim,
    Finding,
    FindingSeverity,
    FindingState,
    Method,
    VerdictCode,
)
from mnassess.review.origins import count_at
from mnassess.review.outcome import Review, Standing
from mnassess.review.risks import Risk, RiskBlank, risk_catalogue
from mnassess.review.sourced import clause_at, code_at, objects_at, read_data, sentence_at, sure_at
from mnassess.review.words import word
from mnassess.rules.applicability import reason_not_applicable

_FILES = "files"
_COMMON = "common"
_LACKING = (None, VerdictCode.UNSUPPORTED, VerdictCode.INCONCLUSIVE)
"""Verdicts under which evidence still has to be found."""
_KINDS_NAMED = 3
"""Kinds of evidence named as an example: more would be a list nobody reads."""


@dataclass(frozen=True, kw_only=True)
class RiskRow:
    """One row, in values; `cells` has it in words."""

    report: str
    file: str
    """Name of the personal information file; "" for what the whole report states."""
    process: str
    """Its name: 入手, 全庁共通."""
    risk: str = ""
    """Id of the catalogue; "" for その他, 全庁共通 and the report as a whole."""
    risk_name: str = ""
    path: str = ""
    """Field path of the blank the claim, or the finding without one, stands in."""
    claim: str = ""
    """Id of the claim; "" in a row that states none."""
    measure: str = ""
    scope: str = ""
    types: tuple[str, ...] = ()
    """What the measure types are called."""
    evidence: tuple[str, ...] = ()
    """Titles."""
    verdict: VerdictCode | None = None
    method: Method | None = None
    missing: str = ""
    findings: tuple[str, ...] = ()
    """The worst first."""
    severity: FindingSeverity | None = None
    """Of the worst finding, as are owner, due and state."""
    proposals: tuple[str, ...] = ()
    owner: str = ""
    due: date | None = None
    state: FindingState | None = None

    def cell(self, column: str) -> str:
        """What stands in the column of that key. Characters that no file can hold are marked."""
        return printable(_CELLS[column](self))

    def cells(self) -> Mapping[str, str]:
        """Key of a column → what stands in it."""
        return {key: self.cell(key) for key in _CELLS}


def _verdict_words(row: RiskRow) -> str:
    if row.verdict:
        return word(row.verdict)
    return say("未判定") if row.claim else ""


def listed(texts: tuple[str, ...]) -> str:
    """Some texts in one cell: one as it is, several as a list."""
    return texts[0] if len(texts) == 1 else "\n".join(f"・{text}" for text in texts)


_CELLS: Mapping[str, Callable[[RiskRow], str]] = {
    "report": lambda row: row.report,
    "file": lambda row: row.file,
    "process": lambda row: row.process,
    "risk": lambda row: row.risk,
    "risk_name": lambda row: row.risk_name,
    "measure": lambda row: row.measure,
    "scope": lambda row: row.scope,
    "types": lambda row: "\n".join(row.types),
    "evidence": lambda row: "\n".join(row.evidence),
    "verdict": _verdict_words,
    "method": lambda row: word(row.method) if row.method else "",
    "missing": lambda row: row.missing,
    "finding": lambda row: listed(row.findings),
    "severity": lambda row: word(row.severity) if row.severity else "",
    "proposal": lambda row: listed(row.proposals),
    "owner": lambda row: row.owner,
    "due": lambda row: show_date(row.due.isoformat()) if row.due else "",
    "state": lambda row: word(row.state) if row.state else "",
}


class Column(NamedTuple):
    """A column of the table."""

    key: str
    """Of `RiskRow.cells`."""
    ja: str
    en: str
    width_ja: int
    width_en: int

    @property
    def width(self) -> int:
        """Millimeters; English words are longer, and must not be broken."""
        return self.width_ja if language.current() == "ja" else self.width_en

    @property
    def head(self) -> str:
        """What is printed over it, in the language in use."""
        return self.ja if language.current() == "ja" else self.en


def risk_rows(reviews: Iterable[Review]) -> tuple[RiskRow, ...]:
    """The table of some reports, one after the other."""
    return tuple(row for review in reviews for row in _Table(review).rows())


def risk_csv(rows: Iterable[RiskRow]) -> bytes:
    """The table as a CSV file for Excel in Japan."""
    shown = columns()
    cells = (row.cells() for row in rows)
    return csv_bytes([one.head for one in shown], ([words[one.key] for one in shown] for words in cells))


@cache
def columns() -> tuple[Column, ...]:
    """The columns in their order."""
    return read_columns(resources.schemas() / "review" / "risk_table.json")


def read_columns(path: Path) -> tuple[Column, ...]:
    """The columns a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(path, ("columns",))
    found = []
    for raw, at in objects_at(root, "columns", place):
        check_known(raw, ("key", "ja", "en", "width", "width_en", "clause", "sure"), at)
        clause_at(raw, at)
        sure_at(raw, at)
        found.append(
            Column(
                key=code_at(raw, "key", at, tuple(_CELLS)),
                ja=sentence_at(raw, "ja", at),
                en=sentence_at(raw, "en", at),
                width_ja=count_at(raw, "width", at),
                width_en=count_at(raw, "width_en" if "width_en" in raw else "width", at),
            )
        )
    if len({one.key for one in found}) != len(found) or not found:
        raise (place / "columns").refuse("同じ列が二度あるか、一つもありません")
    return tuple(found)


# --- the rows of one report -----------------------------------------------------------------------------------


class _Home(NamedTuple):
    """Where a statement belongs."""

    file: str
    """Id of the file; "" for none."""
    process: str
    risk: str


@dataclass
class _Group:
    """What is stated and found in one home."""

    claims: list[Claim] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """Without a claim."""


class _Table:
    def __init__(self, review: Review) -> None:
        self._review = review
        self._name = review.name
        self._form = review.assessment.form
        self._catalogue = risk_catalogue()
        self._asked = {risk.id for risk in self._catalogue.asked(self._form)}
        self._groups: dict[_Home, _Group] = {}
        self._found: dict[str, list[Finding]] = {}
        """Claim id → its findings."""
        self._wanted: dict[tuple[str, ...], str] = {}
        """Measures of a claim → the evidence that would show them."""
        self._place_statements()

    def _place_statements(self) -> None:
        for claim in self._review.claims:
            for home in _homes(claim.path, claim.risks, claim.process):
                self._groups.setdefault(home, _Group()).claims.append(claim)
        for finding in self._review.standing_findings():
            if finding.claim in self._review.claim_of:
                self._found.setdefault(finding.claim, []).append(finding)
                continue
            risks, process = self._catalogue.spoken_to(self._review.assessment, finding.path)
            for home in _homes(finding.path, risks, process):
                self._groups.setdefault(home, _Group()).findings.append(finding)

    def rows(self) -> Iterator[RiskRow]:
        """File by file, process by process, risk by risk; what belongs to no file comes last."""
        left = dict(self._groups)
        for file in self._review.assessment.items_of(_FILES) or ("",):
            for process in self._catalogue.processes:
                for risk in self._risks_of(process):
                    home = _Home(file, process, risk.id)
                    yield from self._of_risk(home, risk, left.pop(home, _Group()))
                rest = _Home(file, process, "")
                yield from self._of_group(rest, left.pop(rest, _Group()))
            for home in [one for one in left if file and one.file == file]:
                yield from self._of_group(home, left.pop(home))
        if not any(home.process == _COMMON for home in self._groups):
            yield self._row(_Home("", _COMMON, ""), missing=say("全庁共通の対策の記載がない"))
        order = {process: place for place, process in enumerate(self._catalogue.processes)}
        for home in sorted(left, key=lambda one: order.get(one.process, len(order))):
            yield from self._of_group(home, left[home])

    def _risks_of(self, process: str) -> tuple[Risk, ...]:
        return tuple(risk for risk in self._catalogue.risks.values() if risk.process == process)

    def _of_risk(self, home: _Home, risk: Risk, group: _Group) -> Iterator[RiskRow]:
        if group.claims:
            yield from self._of_group(home, group)
            return
        missing = self._why_nothing_is_stated(home.file, risk)
        if group.findings:
            yield from self._of_group(home, group, missing.words)
        else:
            yield self._row(home, missing=missing.words, proposals=missing.proposals)

    def _of_group(self, home: _Home, group: _Group, missing: str = "") -> Iterator[RiskRow]:
        for claim in group.claims:
            yield self._of_claim(home, claim)
        for one in group.findings:
            evidence = self._titles(one.evidence)
            yield self._row(home, path=one.path, findings=(one,), evidence=evidence, missing=missing)

    # --- one row --------------------------------------------------------------------------------------------

    def _of_claim(self, home: _Home, claim: Claim) -> RiskRow:
        standing = self._review.standings.get(claim.id)
        findings = tuple(self._found.get(claim.id, ()))
        verdict = standing.verdict if standing else None
        named = [entry for finding in findings for entry in finding.evidence]
        if verdict:
            named = [*verdict.evidence, *(quote.evidence for quote in verdict.quotes), *named]
        return self._row(
            home,
            claim=claim,
            standing=standing,
            findings=findings,
            evidence=self._titles(named),
            missing=self._review.disputed(claim.id)
            if claim.id in self._review.rivals
            else self._lacking(claim, standing),
        )

    def _row(
        self,
        home: _Home,
        *,
        path: str = "",
        claim: Claim | None = None,
        standing: Standing | None = None,
        findings: tuple[Finding, ...] = (),
        evidence: tuple[str, ...] = (),
        missing: str = "",
        proposals: tuple[str, ...] = (),
    ) -> RiskRow:
        worst = findings[0] if findings else None
        advised = tuple(finding.proposal for finding in findings if finding.proposal)
        types = measure_types().types
        return RiskRow(
            report=self._name,
            file=file_title(self._review.assessment, home.file) if home.file else "",
            process=self._process_name(home),
            risk=home.risk,
            risk_name=self._catalogue.risks[home.risk].name if home.risk else self._rest_name(home.process),
            path=claim.path if claim else path,
            claim=claim.id if claim else "",
            measure=(f"{claim.lead}\n{claim.text}" if claim.lead else claim.text) if claim else "",
            scope=claim.scope if claim else "",
            types=tuple(types[code].title for code in claim.measures if code in types) if claim else (),
            evidence=evidence,
            verdict=standing.code if standing else None,
            method=standing.verdict.method if standing else None,
            missing=missing,
            findings=tuple(finding.message for finding in findings),
            severity=worst.severity if worst else None,
            proposals=advised or proposals,
            owner=worst.owner if worst else "",
            due=worst.due if worst else None,
            state=worst.state if worst else None,
        )

    def _process_name(self, home: _Home) -> str:
        whole = say("ファイル全体") if home.file else say("評価書全体")
        return self._catalogue.process_name(home.process) or whole

    def _rest_name(self, process: str) -> str:
        return self._catalogue.rest(process) if process not in {_COMMON, ""} else ""

    def _titles(self, entries: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._review.evidence_title(entry) for entry in dict.fromkeys(entries))

    # --- what is missing ------------------------------------------------------------------------------------

    def _lacking(self, claim: Claim, standing: Standing | None) -> str:
        """What still has to be found or done for a claim, in words; with what the person noted who judged it."""
        words = self._kind_lacking(claim, standing)
        note = " ".join(standing.verdict.note.split()) if standing else ""
        return say("{words}（{reason}）", words=words, reason=note) if words and note else words

    def _kind_lacking(self, claim: Claim, standing: Standing | None) -> str:
        code = standing.code if standing else None
        if code is VerdictCode.STALE and standing:
            return say("再確認（{changes}）", changes="、".join(standing.changes))
        if code is VerdictCode.PARTLY_SUPPORTED:
            return say("残りの部分の証跡")
        if code is VerdictCode.CONTRADICTED:
            return say("記載と実態の一致")
        if code not in _LACKING:
            return ""
        if claim.judgement:
            return say("対策全体の確認を踏まえた判断")
        if claim.measures not in self._wanted:
            self._wanted[claim.measures] = _evidence_wanted(claim.measures)
        return self._wanted[claim.measures]

    def _why_nothing_is_stated(self, file: str, risk: Risk) -> "_Missing":
        if risk.id not in self._asked:
            return _Missing(self._catalogue.unasked.words)
        if all(self._is_spared(file, blank) for blank in self._blanks_of(risk)):
            return _Missing(say("該当する取扱いがないため、様式の欄に記入しない"))
        known = self._review.knowledge
        remedies = known.for_risk(risk.id, Size.SMALL) or known.for_risk(risk.id)
        return _Missing(
            say("このリスクへの対策の記載がない"), proposals=tuple(one.measure for one in remedies[:1])
        )

    def _blanks_of(self, risk: Risk) -> tuple[RiskBlank, ...]:
        return self._blanks_by_risk.get(risk.id, ())

    @cached_property
    def _blanks_by_risk(self) -> Mapping[str, tuple[RiskBlank, ...]]:
        found: dict[str, tuple[RiskBlank, ...]] = {}
        for blank in self._catalogue.blanks_of(self._form):
            for risk in blank.risks:
                found[risk] = (*found.get(risk, ()), blank)
        return found

    def _is_spared(self, file: str, blank: RiskBlank) -> bool:
        """Whether the blank does not apply to the file, or lies in a list without entries."""
        path = blank.path.replace(f"{_FILES}[]", f"{_FILES}[{file}]", 1)
        if "[]" in path:
            return True
        return reason_not_applicable(self._review.assessment, path, self._review.body) is not None


class _Missing(NamedTuple):
    """Why nothing is stated against a risk."""

    words: str
    proposals: tuple[str, ...] = ()


def _homes(path: str, risks: tuple[str, ...], process: str) -> Iterator[_Home]:
    """A statement against several risks has a row under each."""
    file = file_of(path)
    catalogue = risk_catalogue().risks
    for risk in risks:
        yield _Home(file, catalogue[risk].process, risk)
    if not risks:
        yield _Home(file, process, "")


def _evidence_wanted(measures: tuple[str, ...]) -> str:
    types = measure_types().types
    proving = [kind for measure in measures if measure in types for kind in types[measure].proves]
    kinds = [kind_word(kind) for kind in dict.fromkeys(proving)][:_KINDS_NAMED]
    return say("証跡（{kinds}など）", kinds=say("、").join(kinds)) if kinds else say("証跡")
