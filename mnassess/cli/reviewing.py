"""The commands of the review: what a report claims, what evidence speaks of it, what does not match."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, FOUND_SOMETHING, remark, remark_all, warn
from mnassess.cli.options import document, evidence_option, format_option, person, print_json, print_text
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.model import Assessment
    from mnassess.review.matching import Candidate, Ranking
    from mnassess.review.model import Claim, Finding
    from mnassess.review.reviewer import ReviewResult

_QUOTE_LETTERS = 120
"""Letters of a quote that stand on the screen; the whole is in --format json."""


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_claims(), _match(), _review())


# --- claims ---------------------------------------------------------------------------------------------------


def _claims() -> click.Command:
    def run(document: Path, form_of_output: str) -> int:
        from mnassess.documents.storage import load_document
        from mnassess.review.claims import claims_of

        assessment = load_document(document).assessment
        claims = claims_of(assessment)
        if form_of_output == "json":
            print_json([claim_json(claim) for claim in claims])
            return FOUND_NOTHING
        for line in claim_lines(assessment, claims):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "claims",
        callback=run,
        help=say(
            "評価書に記載された対策を一つずつ取り出し、安全管理措置の種類とその手掛かりの語を示します。"
        ),
        params=[document(), format_option()],
    )


def claim_json(claim: "Claim") -> dict[str, Any]:
    """A claim as `mnassess claims --format json` prints it."""
    return {
        "id": claim.id,
        "path": claim.path,
        "scope": claim.scope,
        "text": claim.text,
        "measures": list(claim.measures),
    }


def claim_lines(assessment: "Assessment", claims: "tuple[Claim, ...]") -> Iterator[str]:
    """The claims for people, blank by blank: what is claimed, under which heading, of which kind and why."""
    from mnassess.documents.naming import title_of
    from mnassess.review.risks import risk_catalogue

    catalogue, path, scope, lead = risk_catalogue(), "", "", ""
    for claim in claims:
        if claim.path != path:
            path, scope, lead = claim.path, "", ""
            yield f"■ {title_of(assessment, path)}　[{path}]"
            yield f"  {say('リスク：{risks}', risks=catalogue.words(claim.risks, claim.process))}"
        if claim.scope != scope:
            scope, lead = claim.scope, ""
            yield f"  ＜{scope}＞" if scope else f"  {say('（見出しなし）')}"
        if claim.lead != lead:
            lead = claim.lead
            if lead:
                yield f"  {'（' + lead + '）'}"
        yield "  ・" + claim.text
        yield f"      {'、'.join(_measure_words(claim))}　#{claim.id.rpartition('#')[2]}"
    yield say("{count} 件", count=len(claims))


def _measure_words(claim: "Claim") -> Iterator[str]:
    from mnassess.review.measures import measure_types

    types = measure_types().types
    for code in claim.measures:
        yield f"{types[code].title}（{'・'.join(claim.reasons[code])}）"


# --- match ----------------------------------------------------------------------------------------------------


def _match() -> click.Command:
    def run(document: Path, evidence: Path | None, top: int, form_of_output: str) -> int:
        from mnassess.review.claims import claims_of
        from mnassess.review.reviewer import candidates_for, ground_of

        ground = ground_of(document, evidence)
        claims = claims_of(ground.assessment)
        rankings = candidates_for(claims, ground.register, ground.library, ground.context, top)
        _say_remarks(ground.library.remarks)
        if form_of_output == "json":
            print_json([ranking_json(rankings[claim.id]) for claim in claims])
            return FOUND_NOTHING
        for line in ranking_lines(ground.assessment, [rankings[claim.id] for claim in claims]):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "match",
        callback=run,
        help=say(
            "記載された対策ごとに、関係すると見られる証跡を、近いものから理由とともに示します。"
            "裏付けになるかどうかは人が判断します。"
        ),
        params=[
            document(),
            evidence_option(),
            click.Option(
                ["--top"],
                type=click.IntRange(1, 100),
                default=5,
                help=say("一つの記載に示す証跡の数。"),
            ),
            format_option(),
        ],
    )


def ranking_json(ranking: "Ranking") -> dict[str, Any]:
    """A claim with its candidates as `mnassess match --format json` prints it; none where nothing bears on it."""
    return {
        "claim": ranking.claim.id,
        "path": ranking.claim.path,
        "text": ranking.claim.text,
        "candidates": [
            {
                "evidence": one.evidence,
                "passage": one.passage.text,
                "location": one.passage.location,
                "score": one.score,
            }
            for one in (ranking.candidates if ranking.bears else ())
        ],
    }


def ranking_lines(assessment: "Assessment", rankings: "Iterable[Ranking]") -> Iterator[str]:
    """The candidates for people: rank, place, why and the words; never a score."""
    from mnassess.documents.naming import title_of

    path, count, bare = "", 0, 0
    for ranking in rankings:
        count += 1
        if ranking.claim.path != path:
            path = ranking.claim.path
            yield f"■ {title_of(assessment, path)}　[{path}]"
        scope = f"＜{ranking.claim.scope}＞" if ranking.claim.scope else ""
        yield f"  ・{scope}{ranking.claim.text}"
        if not ranking.bears:
            bare += 1
            yield f"      {ranking.remark}"
            continue
        for place, one in enumerate(ranking.candidates, 1):
            yield f"      {place}. {one.evidence}　{one.passage.location}　{_reason_words(one)}"
            yield f"         「{_shortened(one.passage.text)}」"
    yield say(
        "{count} 件（うち、関係すると見られる証跡が見当たらないもの {bare} 件）", count=count, bare=bare
    )


def _reason_words(candidate: "Candidate") -> str:
    from mnassess.review.matching import ReasonKind

    reasons = (
        one.concept if one.kind is ReasonKind.CONCEPT else "・".join(one.claim) for one in candidate.reasons
    )
    found = "、".join(reasons)
    return say("（手掛かり：{reasons}）", reasons=found) if found else ""


# --- review ---------------------------------------------------------------------------------------------------


def _review() -> click.Command:
    def run(
        *,
        document: Path,
        evidence: Path | None,
        as_of: str | None,
        skips: tuple[str, ...],
        form_of_output: str,
        record: bool,
        by: str,
    ) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.storage import load_document
        from mnassess.review.model import FindingSeverity
        from mnassess.review.reviewer import review_of

        result = review_of(document, evidence, day(as_of), _skips(skips))
        for notice in result.notices:
            warn(notice)
        if record:
            _record(document, by, result)
        else:
            _say_skips_on_record(document, result)
        if form_of_output == "json":
            for one in result.skipped:
                warn(_skip_words(one.code, one.reason))
            print_json([finding_json(finding) for finding in result.findings])
        else:
            for line in review_lines(load_document(document).assessment, result):
                print_text(line)
        bad = {FindingSeverity.MAJOR, FindingSeverity.MINOR}
        return FOUND_SOMETHING if any(one.severity in bad for one in result.findings) else FOUND_NOTHING

    return click.Command(
        "review",
        callback=run,
        help=say(
            "評価書の記載と証跡を自動で点検し、指摘を示します。重大又は軽微な不適合があれば終了コードは 1 です。"
            "食い違いは可能性であり、矛盾かどうかは人が判断します。"
        ),
        params=[
            document(),
            evidence_option(),
            click.Option(["--as-of"], help=say("いつの時点で点検するか。省くと今日。")),
            click.Option(
                ["--skip", "skips"],
                multiple=True,
                metavar="CODE=REASON",
                help=say(
                    "省く点検項目の番号（--list-checks が示します）と、その理由。理由は結果に示します。"
                ),
            ),
            click.Option(
                ["--list-checks"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_list_checks,
                help=say("点検項目の番号と題名を示して終わります。DOCUMENT は要りません。"),
            ),
            click.Option(
                ["--record"],
                is_flag=True,
                help=say("指摘を点検の記録（.review.json）に加えます。前からある指摘の状態は変わりません。"),
            ),
            person(),
            format_option(),
        ],
    )


def _record(document: Path, by: str, result: "ReviewResult") -> None:
    """Put the findings on record; a check that was left out says nothing about what it found before."""
    from mnassess.documents.lock import default_person
    from mnassess.review.actions import skip_check, skipped
    from mnassess.review.check_titles import titled
    from mnassess.review.gathering import with_run
    from mnassess.review.reviewer import check_codes
    from mnassess.review.session import reviewing

    who = by or default_person()
    left = {one.code for one in result.skipped}
    with reviewing(document, who) as session:
        remark_all(session.notices)
        grown = session.record
        for code in sorted({*skipped(grown)} & ({*check_codes()} - left)):
            grown = skip_check(grown, code, by=who, at=session.now(), lift=True)
            remark(say("点検項目「{check}」を省く記録を取り消しました。", check=titled(code)))
        for one in result.skipped:
            grown = skip_check(grown, one.code, reason=one.reason, by=who, at=session.now())
        session.keep(with_run(grown, result))


def _say_skips_on_record(document: Path, result: "ReviewResult") -> None:
    """Which checks this run carried out though the record leaves them out, as the report does."""
    from mnassess.documents.storage import load_document
    from mnassess.errors import DocumentError, JournalError
    from mnassess.review.actions import skipped
    from mnassess.review.check_titles import titled
    from mnassess.review.session import read_review

    form = load_document(document).assessment.form.kind.value
    left = {one.code for one in result.skipped}
    try:
        on_record = skipped(read_review(document, form).record)
    except (DocumentError, JournalError) as error:
        warn(str(error))
        return
    for code, one in on_record.items():
        if code not in left:
            remark(
                say(
                    "点検項目「{check}」は、点検の記録では省いています（{reason}　{by}）。この点検では調べました。",
                    check=titled(code),
                    reason=one.reason,
                    by=one.by,
                )
            )


def _list_checks(context: click.Context, _: click.Parameter, is_wanted: bool) -> None:
    """Print every check and end, before the document is asked for."""
    from mnassess.review.check_titles import titled
    from mnassess.review.reviewer import check_codes

    if is_wanted and not context.resilient_parsing:
        for code in check_codes():
            print_text(titled(code))
        context.exit()


def _skips(given: tuple[str, ...]) -> Mapping[str, str]:
    """Code → reason; a code without a reason is refused by the review itself."""
    found = (one.partition("=") for one in given)
    return {code.strip(): reason for code, _, reason in found}


def finding_json(finding: "Finding") -> dict[str, Any]:
    """A finding as `mnassess review --format json` prints it."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "claim": finding.claim,
        "evidence": list(finding.evidence),
        "quote": "\n".join(quote.text for quote in finding.quotes),
        "message": finding.message,
        "advice": finding.advice,
    }


def review_lines(assessment: "Assessment", result: "ReviewResult") -> Iterator[str]:
    """The findings for people, the worst first and then in form order; the contracts; what was skipped."""
    from mnassess.review.model import FindingSeverity
    from mnassess.review.words import word

    texts = {claim.id: claim.text for claim in result.claims}
    for severity in FindingSeverity:
        found = [one for one in result.findings if one.severity is severity]
        if found:
            yield say("■ {severity}　{count} 件", severity=word(severity), count=len(found))
        for finding in found:
            yield from _finding_lines(assessment, result, finding, texts.get(finding.claim, ""))
    yield from _contract_lines(result)
    for one in result.skipped:
        yield _skip_words(one.code, one.reason)
    counts = [
        f"{word(severity)} {sum(one.severity is severity for one in result.findings)}"
        for severity in FindingSeverity
    ]
    yield say("計：{counts}", counts="・".join(counts))
    if result.undecided:
        yield say("うち、判断できなかったもの {count} 件", count=len(result.undecided))


def _finding_lines(
    assessment: "Assessment", result: "ReviewResult", finding: "Finding", claim: str
) -> Iterator[str]:
    from mnassess.documents.naming import title_of
    from mnassess.review.check_titles import titled

    place = title_of(assessment, finding.path) if finding.path else say("全体")
    clause = f"（{finding.clause}）" if finding.clause else ""
    yield f"  {titled(finding.code)}　{place}{clause}"
    yield f"    {finding.message}"
    if claim:
        yield say("    記載：{text}", text=_shortened(claim))
    for quote in finding.quotes:
        entry = result.register.entry(quote.evidence)
        yield say(
            "    証跡：{title} {location}「{text}」",
            title=(entry.title or entry.path) if entry else quote.evidence,
            location=quote.location,
            text=_shortened(quote.text),
        )
    for line in finding.proposal.splitlines():
        yield say("    提案：{text}", text=line)
    for line in finding.advice.splitlines():
        yield say("    助言：{text}", text=line)


def _contract_lines(result: "ReviewResult") -> Iterator[str]:
    """For each contract, where each of the ten clauses stands, or that it is not there."""
    from mnassess.review.checks.data import standard_check_data

    for contract in result.contracts:
        yield say("■ 契約の条項：{title}", title=contract.entry.title or contract.entry.path)
        for clause in standard_check_data().contracts.clauses:
            quote = contract.found.get(clause.code)
            said = f"{quote.location}「{_shortened(quote.text)}」" if quote else say("見当たらない")
            yield f"  {clause.code}. {clause.name}：{said}"


def _skip_words(code: str, reason: str) -> str:
    from mnassess.review.check_titles import titled

    return say("点検項目「{check}」は省きました：{reason}", check=titled(code), reason=reason)


def _say_remarks(remarks: Mapping[str, tuple[str, ...]]) -> None:
    for entry, said in remarks.items():
        warn(f"{entry}：{'、'.join(said)}")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE_LETTERS else f"{line[:_QUOTE_LETTERS]}…"
