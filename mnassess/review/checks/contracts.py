"""The ten clauses a contract must hold (ガイドライン第4-2-(1)), looked for in the contracts among the evidence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from mnassess.evidence.model import Entry
from mnassess.evidence.passages import BETWEEN
from mnassess.language import say
from mnassess.review.advice import closest_remedy, example_of
from mnassess.review.checks.check import ReviewCase, ReviewCheck
from mnassess.review.checks.data import ContractClause, ContractWords, Words
from mnassess.review.comparison_kinds import core_name
from mnassess.review.comparison_words import standard_words
from mnassess.review.folding import fold
from mnassess.review.model import Claim, Finding, FindingSeverity, Quote

_CONTRACT = "contract"
_OUTSOURCING = "outsourcing"
_STATED_AT = ".outsourcing.misuse.contract.detail"
"""規定の内容, where a report says what its contracts hold."""
_OUTSOURCING_RISKS = ("O1", "O2", "O3", "O4")
_CAPTIONS = ("（", "(")
"""What the heading of an article begins with; that of an annex does not."""
_SENTENCE = re.compile(r"[^。\n]+。?")
_SEVERAL = re.compile(r"[、，,\n;；]|及び|並びに")


@dataclass(frozen=True, kw_only=True)
class ContractReading:
    """One contract among the evidence, with the papers that belong to it."""

    entry: Entry
    annexes: tuple[Entry, ...]
    contractor: str
    """As the report names it; "" where the contract names none of the report's."""
    path: str
    """The task of the report it is for; "" where none is known."""
    is_with_another: bool
    """Whether it is with a company, and none of the report's contractors."""
    found: Mapping[str, Quote]
    """Code of a clause → where it stands."""
    leaves_open: bool
    """Whether it leaves clauses to another paper that is not among the evidence, or could not be read."""


def contracts_of(case: ReviewCase) -> tuple[ContractReading, ...]:
    """Every contract among the evidence, in the order of the register."""
    words = case.context.data.contracts
    papers = [one for one in case.register.entries if one.kind == _CONTRACT]
    main = [one for one in papers if _is_called(one, words.titles) and not _is_annex(one, words)]
    annexes = [one for one in papers if one not in main and _is_called(one, words.annex_titles)]
    alone = [one for one in annexes if not main]
    return tuple(
        _reading(case, entry, [one for one in annexes if one is not entry]) for entry in main or alone
    )


def _reading(case: ReviewCase, entry: Entry, annexes: list[Entry]) -> ContractReading:
    words = case.context.data.contracts
    text = _text(case, entry)
    contractor = _contractor(case, entry, text)
    own = [one for one in annexes if _contractor(case, one, _text(case, one)) in {contractor, ""}]
    sentences = [quote for one in (entry, *own) for quote in _sentences(case, one)]
    found = {}
    for clause in words.clauses:
        quote = next((one for said, one in sentences if _is_clause(said, clause, words)), None)
        if quote:
            found[clause.code] = quote
    return ContractReading(
        entry=entry,
        annexes=tuple(own),
        contractor=contractor,
        path=case.contractors.get(contractor, ""),
        is_with_another=not contractor and any(word in text for word in standard_words().company_words),
        found=MappingProxyType(found),
        leaves_open=not sentences
        or _is_annex(entry, words)
        or (not own and _refers_elsewhere(case, entry, words)),
    )


class MissingClause(ReviewCheck):
    """A contract lacks one of the ten clauses; worse where the report says that it holds it."""

    code = "OUT01"
    severity = FindingSeverity.MINOR

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        for contract in contracts_of(case):
            if not contract.leaves_open:
                for clause in case.context.data.contracts.clauses:
                    if clause.code not in contract.found:
                        yield self._missing(case, contract, clause)

    def _missing(self, case: ReviewCase, contract: ContractReading, clause: ContractClause) -> Finding:
        claim = _claim_of(case, contract, clause)
        remedy = closest_remedy(
            case.context.knowledge, _OUTSOURCING_RISKS, (_OUTSOURCING,), case.office_size, clause.name
        )
        return self.finding(
            say(
                "契約「{title}」に「{clause}」の条項が見当たりません。",
                title=case.entry_title(contract.entry),
                clause=clause.name,
            ),
            path=contract.path,
            claim=claim,
            evidence=tuple(one.id for one in (contract.entry, *contract.annexes)),
            what=clause.code,
            severity=FindingSeverity.MAJOR if claim else None,
            clause=clause.clause,
            proposal=say("契約を変更し、又は特記事項を加えて、「{clause}」を定める。", clause=clause.name),
            advice=example_of(remedy),
        )

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        for contract in contracts_of(case):
            clauses = case.context.data.contracts.clauses
            absent = [clause.name for clause in clauses if clause.code not in contract.found]
            if contract.leaves_open and absent:
                yield self.finding(
                    say(
                        "契約「{title}」が引く別の書面が証跡にないため、{clauses}の条項があるかは判断できません。",
                        title=case.entry_title(contract.entry),
                        clauses="、".join(f"「{name}」" for name in absent),
                    ),
                    path=contract.path,
                    evidence=(contract.entry.id,),
                    what="open",
                    severity=FindingSeverity.OBSERVATION,
                    proposal=say("契約書と、特記事項などの別の書面を揃えて台帳に登録する。"),
                )


class NoContract(ReviewCheck):
    """No contract with a contractor of the report is among the evidence."""

    code = "OUT02"
    severity = FindingSeverity.MINOR
    clause = "番号法第11条"

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        contracts = contracts_of(case)
        covered = {contract.contractor for contract in contracts}
        unnamed = any(not one.contractor and not one.is_with_another for one in contracts)
        for contractor, path in case.contractors.items():
            if contractor not in covered and not unnamed:
                yield self.finding(
                    say("委託先「{contractor}」との契約書が証跡にありません。", contractor=contractor),
                    path=path,
                    what=contractor,
                    proposal=say("契約書と特記事項の写しを台帳に登録する。"),
                )

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        for contract in contracts_of(case):
            if case.contractors and not contract.contractor:
                title = case.entry_title(contract.entry)
                yield self.finding(
                    say(
                        "契約「{title}」の相手方は、評価書の委託先にありません。どの委託の契約か判断できません。",
                        title=title,
                    )
                    if contract.is_with_another
                    else say("契約「{title}」が、評価書のどの委託先とのものか判断できません。", title=title),
                    evidence=(contract.entry.id,),
                    what="unnamed",
                    severity=FindingSeverity.OBSERVATION,
                )


def _claim_of(case: ReviewCase, contract: ContractReading, clause: ContractClause) -> Claim | None:
    """The claim of the report that the contract holds the clause; None where it claims no such thing."""
    file = contract.path.partition(".")[0]
    for claim in case.claims:
        stated = claim.path.startswith(file) and claim.path.endswith(_STATED_AT)
        if stated and any(word in fold(claim.text).text for word in clause.claimed_by):
            return claim
    return None


def _is_clause(sentence: str, clause: ContractClause, words: ContractWords) -> bool:
    plain = fold(sentence).text
    if any(word in plain for word in words.denied):
        return False
    return any(all(word in plain for word in group) for group in clause.found_by)


def _refers_elsewhere(case: ReviewCase, entry: Entry, words: ContractWords) -> bool:
    """Whether a contract speaks of an annex, and has no part that is headed by one."""
    passages = case.passages_of.get(entry.id, ())
    headed = any(
        any(word in fold(part).text for word in words.annex_words)
        for one in passages
        for part in one.heading.split(BETWEEN)
        if not part.startswith(_CAPTIONS)
    )
    named = any(word in fold(one.text).text for one in passages for word in words.annex_words)
    return named and not headed


def _sentences(case: ReviewCase, entry: Entry) -> Iterator[tuple[str, Quote]]:
    """(what a clause is told by: its heading and the sentence; the sentence as it stands) of an entry."""
    for passage in case.passages_of.get(entry.id, ()):
        heading = passage.heading.rpartition(BETWEEN)[2]
        for match in _SENTENCE.finditer(passage.text):
            sentence = match[0].strip()
            yield f"{heading}\n{sentence}", Quote(entry.id, sentence, passage.location)


def _text(case: ReviewCase, entry: Entry) -> str:
    passages = case.passages_of.get(entry.id, ())
    return "\n".join((entry.title, *(f"{one.heading}\n{one.text}" for one in passages)))


def _contractor(case: ReviewCase, entry: Entry, text: str) -> str:
    """The contractor of the report a paper names, in its title before its text; "" for none."""
    for where in (f"{entry.title}\n{entry.path}", text):
        plain = fold(where).text
        named = [one for one in case.contractors if any(core in plain for core in _cores(one))]
        if named:
            return named[0]
    return ""


@lru_cache(maxsize=256)
def _cores(contractor: str) -> tuple[str, ...]:
    """The names in a blank of contractors without 株式会社, as they are compared."""
    parts = (part.strip() for part in _SEVERAL.split(contractor))
    cores = (core_name(part, standard_words().company_words) for part in parts if part)
    return tuple(core for core in cores if len(core) > 1)


def _is_called(entry: Entry, names: Words) -> bool:
    called = fold(f"{entry.title}\n{entry.path}").text
    return any(name in called for name in names)


def _is_annex(entry: Entry, words: ContractWords) -> bool:
    """Whether its title is that of an annex (特記事項, 仕様書) and of no contract."""
    title = fold(entry.title or entry.path).text
    return any(word in title for word in words.annex_titles) and not any(
        title.endswith(word) for word in words.titles
    )


CONTRACT_CHECKS: tuple[ReviewCheck, ...] = (MissingClause(), NoContract())
