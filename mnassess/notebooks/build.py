"""A draft → the notebook in which reviewers read and annotate it. Deterministic: the same draft, the same bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from mnassess.documents.files import write_atomically
from mnassess.documents.naming import printed_label, title_of
from mnassess.documents.words import NOTHING, printed_words
from mnassess.errors import DocumentError, cause
from mnassess.evidence.drift import EntryState
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field, FieldKind, Section
from mnassess.language import say
from mnassess.notebooks.cells import (
    KEY,
    SCHEMA,
    Role,
    digest,
    inert,
    inert_block,
    line_digests,
    mark,
    prompt_line,
)
from mnassess.notebooks.notation import Keyword, standard_notation
from mnassess.notebooks.reading import read_notebook
from mnassess.review.actions import judgements_of, person
from mnassess.review.gathering import Gathered, gather
from mnassess.review.ground import standings
from mnassess.review.model import Claim, Finding, FindingSeverity, Method, VerdictCode
from mnassess.review.moments import day_words
from mnassess.review.record import Report
from mnassess.review.remark_lines import iter_remark_lines
from mnassess.review.remarks import LiveRemark
from mnassess.review.session import report_of
from mnassess.review.showing import CandidateLine, candidate_lines
from mnassess.review.words import choices, word
from mnassess.rules.applicability import iter_applicable
from mnassess.rules.problems import Problem, severity_word

Json = dict[str, Any]
_SUGGESTED = 3
"""Documents shown for a claim."""
_PASSAGE = 160
"""Characters of their best passages."""


def build_notebook(
    document: Path, output: Path, reviewers: Sequence[str], *, as_of: date, register: Path | None = None
) -> int:
    """Write the review notebook of a document; returns how many annotation cells it has.

    The evidence is that of `register`, without one that of the workspace. DocumentError, WorkspaceError or
    RegisterError where a file cannot be used or written, or a notebook that somebody wrote in would be lost;
    ReviewError where a reviewer has no name.
    """
    _refuse_annotated(output)
    draft = draft_of(document, as_of=as_of, register=register)
    cells = tuple(notebook_cells(draft, reviewers))
    try:
        write_atomically(output, notebook_bytes(draft, reviewers, cells))
    except OSError as error:
        raise DocumentError(output, say("書き込めません（{reason}）。", reason=cause(error))) from error
    return sum(cell["metadata"][KEY]["role"] == Role.ANNOTATION for cell in cells)


def _refuse_annotated(output: Path) -> None:
    """DocumentError where something lies there that is no notebook, or that somebody wrote in."""
    if not output.exists():
        return
    pieces = read_notebook(output).pieces
    if any(piece.text for piece in pieces):
        raise DocumentError(
            output, say("書き込みのあるノートブックです。取り込んでから、別の名前で作ってください。")
        )


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A draft and its review, as far as it has come."""

    gathered: Gathered
    report: Report

    @cached_property
    def evidence(self) -> Mapping[str, str]:
        """Entry id → SHA-256 of its file as it is now; "" where it has none."""
        result = self.gathered.result
        if result is None:
            return {}
        return {entry: one.sha256 for entry, one in standings(result.register, result.digests).items()}

    @cached_property
    def fingerprint(self) -> str:
        """Digest of every answer of the draft."""
        return digest(
            json.dumps(self.gathered.review.assessment.to_json(), ensure_ascii=True, sort_keys=True)
        )

    @cached_property
    def build(self) -> str:
        """What tells this notebook from those of another draft, or of another state of its review."""
        record = self.gathered.record
        said = (one.id for one in (*record.judgements, *record.remarks, *record.findings))
        return digest(self.fingerprint, *said, *(f"{one.slot}{one.entry}" for one in record.collected))[:16]


def draft_of(document: Path, *, as_of: date, register: Path | None = None) -> Draft:
    """The draft in a file with its review. DocumentError, WorkspaceError or RegisterError where one cannot be used."""
    found = gather(document, as_of=as_of, register=register)
    return Draft(gathered=found, report=report_of(found.review.assessment, document))


def notebook_bytes(draft: Draft, reviewers: Sequence[str], cells: Iterable[Json]) -> bytes:
    """The notebook as it lies on the disk."""
    report, listed = draft.report, list(cells)
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        KEY: {
            "schema": SCHEMA,
            "build": draft.build,
            "form": draft.gathered.review.assessment.form.kind.value,
            "report": {
                "agency": report.agency,
                "operation": report.operation,
                "title": report.title,
                "edition": report.edition,
            },
            "fingerprint": draft.fingerprint,
            "as_of": draft.gathered.review.as_of.isoformat(),
            "reviewers": list(reviewers),
            "annotations": sum(cell["metadata"][KEY]["role"] == Role.ANNOTATION for cell in listed),
            "evidence": dict(draft.evidence),
        },
    }
    notebook = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": listed}
    )
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode("utf-8", "surrogatepass")


def notebook_cells(draft: Draft, reviewers: Sequence[str]) -> Iterator[Json]:
    """Its cells from the cover on, in form order."""
    names = tuple(dict.fromkeys(person(one) for one in reviewers))
    yield from _Writer(draft, names).cells()


class _Writer:
    def __init__(self, draft: Draft, reviewers: tuple[str, ...]) -> None:
        self._draft, self._reviewers = draft, reviewers
        self._review, self._result = draft.gathered.review, draft.gathered.result
        self._assessment = self._review.assessment
        self._claims = _by(self._review.claims, lambda one: one.path)
        self._problems = _by(self._review.problems or (), lambda one: one.path)
        self._findings = _by(self._review.standing_findings(), lambda one: one.path)
        self._remarks = _by(self._review.remarks, lambda one: one.path)

    def cells(self) -> Iterator[Json]:
        body = list(self._body())
        shown = {"", *(cell["metadata"][KEY]["field"] for cell in body)}
        yield self._cell(Role.COVER, "", "\n".join((*self._cover(), *self._elsewhere(shown))))
        yield from self._annotations("", ())
        yield from body

    def _body(self) -> Iterator[Json]:
        for node, path, reason in iter_applicable(self._assessment, self._review.body):
            if reason is not None or (isinstance(node, Field) and node.kind is FieldKind.PRINT):
                continue
            if isinstance(node, Section):
                yield from self._headings(node, path)
            else:
                claims = self._claims.get(path, ())
                yield self._cell(Role.SOURCE, path, "\n".join(self._source(node, path, claims)))
                yield from self._annotations(path, claims)

    # --- the cover ------------------------------------------------------------------------------------------

    def _cover(self) -> Iterator[str]:
        review, form = self._review, self._assessment.form
        yield f"# {inert(say('評価書の点検ノート'))} {mark('')}"
        yield ""
        yield f"**{inert(self._draft.report.words or review.name)}**"
        yield ""
        for label, text in (
            (say("様式"), say("{form}（{edition}）", form=form.name, edition=form.edition)),
            (say("点検の日"), show_date(review.as_of.isoformat())),
            (say("評価書の指紋"), self._draft.fingerprint[:16]),
            (say("点検者"), say("・").join(self._reviewers)),
            (say("記載と裏付け"), review.counts().words()),
        ):
            yield f"- {inert(label)}{_COLON}{inert(text)}"
        yield ""
        yield from self._how_to()
        general = list(self._known("", ()))
        if general:
            yield ""
            yield f"## {inert(say('評価書全体について'))}"
            yield from general

    def _elsewhere(self, shown: set[str]) -> Iterator[str]:
        """What is known of places without a cell: an entry of a list, a blank that does not apply any more."""
        paths = dict.fromkeys((*self._problems, *self._findings, *self._remarks))
        for path in paths:
            if path not in shown:
                yield ""
                yield f"## {inert(title_of(self._assessment, path))}"
                yield from self._known(path, ())

    def _how_to(self) -> Iterator[str]:
        yield f"## {inert(say('書き方'))}"
        yield ""
        yield "- " + inert(
            say(
                "欄ごとに、評価書の記載と分かっていることが示され、その下に点検者ごとの記入欄（✎）があります。記入欄に自由に書いてください。実行は要りません。書いたものは mnassess notebook collect で点検の記録に入ります。"
            )
        )
        yield "- " + inert(
            say("次の言葉で行を始めると、判定や指摘として取り込まれます。ほかは意見（自由な文）になります。")
        )
        yield ""
        yield f"| {inert(say('行の頭'))} | {inert(say('意味'))} |"
        yield "| --- | --- |"
        for words in standard_notation().values():
            yield f"| {inert(words.word)}： | {inert(words.meaning)} |"
        yield ""
        for label, codes in (
            (say("判定の言葉"), map(word, choices(VerdictCode))),
            (say("方法の言葉"), map(word, Method)),
            (say("重さの言葉"), map(word, FindingSeverity)),
        ):
            yield f"- {inert(label)}{_COLON}{inert(say('・').join(codes))}"
        yield ""
        yield "- " + inert(say("例（二つ目の記載への判定と、指摘一つ）："))
        yield ""
        yield inert_block(_example())

    # --- a blank --------------------------------------------------------------------------------------------

    def _headings(self, section: Section, path: str) -> Iterator[Json]:
        """A heading; of a list none, for each of its entries names its own blanks."""
        if not section.repeated and section.layout in _SHOWN_LAYOUTS:
            depth = "##" if section.layout in _CHAPTERS else "###"
            text = f"{depth} {inert(title_of(self._assessment, path))} {mark(path)}"
            known = list(self._known(path, ()))
            yield self._cell(Role.HEADING, path, "\n".join((text, *known)))

    def _source(self, blank: Field, path: str, claims: tuple[Claim, ...]) -> Iterator[str]:
        yield f"#### {inert(printed_label(blank))} {mark(path)}"
        yield ""
        marks = "　".join(
            filter(None, (blank.printed_mark, say("（重要な変更の対象）") if blank.important else ""))
        )
        yield inert(f"{title_of(self._assessment, path)}　{marks}".strip())
        yield ""
        words = printed_words(blank, self._assessment.value(path))
        yield inert_block(words) if words != NOTHING else inert(say("（未記入）"))
        yield from self._known(path, claims)

    def _known(self, path: str, claims: tuple[Claim, ...]) -> Iterator[str]:
        """What is known of a blank: problems, claims with evidence and verdicts, findings, remarks."""
        problems, findings = self._problems.get(path, ()), self._findings.get(path, ())
        remarks = self._remarks.get(path, ())
        for title, lines in (
            (say("気付いた点"), map(_problem_line, problems)),
            (say("記載された対策"), self._claim_lines(claims)),
            (say("これまでの指摘"), (self._finding_line(one, claims) for one in findings)),
            (say("これまでの意見"), map(self._remark_line, remarks)),
        ):
            listed = list(lines)
            if listed:
                yield ""
                yield f"**{inert(title)}**"
                yield ""
                yield from listed

    def _claim_lines(self, claims: tuple[Claim, ...]) -> Iterator[str]:
        for number, claim in enumerate(claims, start=1):
            tail = claim.id.rpartition("#")[2]
            heading = f"（{claim.scope}）" if claim.scope else ""
            yield f"- **{inert(say('記載{n}', n=number))}** {inert(f'#{tail}')}　［{inert(self._verdict(claim))}］　{inert(f'{claim.text}{heading}')}"
            for ground in self._ground(claim):
                yield f"    - {inert(ground)}"
            for line in self._suggested(claim):
                yield f"    - {inert(say('候補 {rank}', rank=line.rank))}　{inert(line.evidence)}　{inert(self._candidate(claim, line))}"

    def _verdict(self, claim: Claim) -> str:
        if claim.id in self._review.rivals:
            return self._review.disputed(claim.id)
        standing = self._review.standings.get(claim.id)
        if standing is None:
            return say("未判定")
        return f"{word(standing.code)}　{standing.verdict.by}　{day_words(standing.verdict.at)}"

    def _ground(self, claim: Claim) -> Iterator[str]:
        standing = self._review.standings.get(claim.id)
        if standing is None:
            return
        verdict = standing.verdict
        yield from standing.changes
        quoted = {one.evidence for one in verdict.quotes}
        yield from (say("根拠 {quote}", quote=self._review.quoted(one)) for one in verdict.quotes)
        for entry in (*verdict.evidence, *verdict.heard):
            if entry not in quoted:
                yield say("根拠 {quote}", quote=f"{entry}　{self._review.evidence_title(entry)}")
        if verdict.note:
            yield say("注記 {note}", note=verdict.note)

    def _suggested(self, claim: Claim) -> tuple[CandidateLine, ...]:
        ranking = self._result.candidates.get(claim.id) if self._result else None
        if ranking is None or not ranking.bears or claim.judgement:
            return ()
        assert self._result is not None
        states: Mapping[str, EntryState] = self._result.states
        return candidate_lines(ranking, self._result.register, states, self._review.as_of)[:_SUGGESTED]

    def _candidate(self, claim: Claim, line: CandidateLine) -> str:
        assert self._result is not None
        passage = self._result.candidates[claim.id].candidates[line.rank - 1].passage
        text = " ".join(passage.text.split())
        short = text if len(text) <= _PASSAGE else f"{text[:_PASSAGE]}…"
        warned = "".join(f"［{one}］" for one in line.warnings)
        about = "　".join(filter(None, (line.kind, line.title, line.location, line.age + warned)))
        return say("{about}「{words}」", about=about, words=short)

    def _finding_line(self, finding: Finding, claims: tuple[Claim, ...]) -> str:
        by = self._review.noted_by.get(finding.id) or say("自動点検")
        number = next((n for n, claim in enumerate(claims, start=1) if claim.id == finding.claim), 0)
        of_claim = say("記載{n}", n=number) if number else ""
        about = "・".join(filter(None, (of_claim, word(finding.severity), word(finding.state), by)))
        rest = "　".join(
            say("{label}：{text}", label=label, text=text)
            for label, text in (
                (say("提案"), finding.proposal),
                (say("記載案"), finding.advice),
                (say("担当"), finding.owner),
                (say("期限"), show_date(finding.due.isoformat()) if finding.due else ""),
            )
            if text
        )
        return f"- ［{inert(about)}］{inert(finding.message)}{'<br>' if rest else ''}{inert(rest)}"

    def _remark_line(self, remark: LiveRemark) -> str:
        head, *lines = iter_remark_lines(self._assessment, remark)
        return f"- {inert(head)}" + "".join(f"<br>{inert(line)}" for line in lines)

    # --- cells ----------------------------------------------------------------------------------------------

    def _annotations(self, path: str, claims: tuple[Claim, ...]) -> Iterator[Json]:
        for reviewer in self._reviewers:
            anchor: Json = {
                "field": path,
                "reviewer": reviewer,
                "slot": digest(self._draft.build, path, reviewer)[:16],
            }
            if path:
                anchor["answer"] = self._answer(path)
            if claims:
                anchor["claims"] = [self._claim(one) for one in claims]
            yield self._cell(Role.ANNOTATION, path, prompt_line(reviewer, path), anchor, name=reviewer)

    def _answer(self, path: str) -> str:
        blank = self._assessment.form.field(path)
        return printed_words(blank, self._assessment.value(path))

    def _claim(self, claim: Claim) -> Json:
        """What a verdict needs of a claim when the notebook comes home."""
        return {
            "id": claim.id,
            "scope": claim.scope,
            "text": claim.text,
            "over": list(judgements_of(self._draft.gathered.record, claim)),
        }

    def _cell(
        self, role: Role, path: str, text: str, anchor: Mapping[str, Any] | None = None, *, name: str = ""
    ) -> Json:
        about: Json = {
            "schema": SCHEMA,
            "role": role.value,
            "field": path,
            **(anchor or {}),
            "source_sha256": digest(text),
        }
        metadata: Json = {KEY: about, "tags": [f"mnassess-{role.value}"]}
        if role is not Role.ANNOTATION:
            about["lines"] = list(line_digests(text))
            metadata |= {"editable": False, "deletable": False}
        return {
            "cell_type": "markdown",
            "id": digest(role.value, path, name)[:16],
            "metadata": metadata,
            "source": text,
        }


_COLON = "："
_CHAPTERS = ("cover", "chapter", "annex")
_SHOWN_LAYOUTS = (*_CHAPTERS, "item", "risk")


def _by(values: Iterable[Any], key: Any) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for one in values:
        found.setdefault(key(one), []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}


def _problem_line(problem: Problem) -> str:
    return f"- ［{inert(severity_word(problem.severity))} {inert(problem.code)}］{inert(problem.message)}"


def _example() -> str:
    words = {key: one.word for key, one in standard_notation().items()}
    return "\n".join(
        (
            say(
                "{verdict} 2：{supported}　{examine}　E012「再委託には、書面による承諾を要する」",
                verdict=words[Keyword.VERDICT],
                supported=word(VerdictCode.SUPPORTED),
                examine=word(Method.EXAMINE),
            ),
            say("{key}：承諾書に日付がない。", key=words[Keyword.FINDING]),
            say("{key}：様式に日付欄を設ける。", key=words[Keyword.PROPOSAL]),
            say("{key}：税務課", key=words[Keyword.OWNER]),
            say("{key}：令和9年3月31日", key=words[Keyword.DUE]),
        )
    )
