"""`mnassess findings` and `mnassess finding`: what is on record of the findings, and what a person makes of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, remark_all, warn
from mnassess.cli.options import document, format_option, print_json, print_text, reviewer
from mnassess.documents.words import shortened
from mnassess.errors import ReviewError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.model import Assessment
    from mnassess.review.live_findings import LiveFinding
    from mnassess.review.model import FindingSeverity, FindingState
    from mnassess.review.record import ReviewRecord


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return _findings(), _finding(), _note_finding(), _leave_out()


# --- findings -------------------------------------------------------------------------------------------------


def _findings() -> click.Command:
    def run(document: Path, states: tuple[str, ...], as_of: str | None, form_of_output: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.storage import load_document
        from mnassess.review.live_findings import live_findings
        from mnassess.review.session import read_review

        wanted = {_state(one) for one in states}
        at = day(as_of)
        assessment = load_document(document).assessment
        record = read_review(document, assessment.form.kind.value).record
        found = tuple(one for one in live_findings(record) if not wanted or one.finding.state in wanted)
        if form_of_output == "json":
            print_json([live_json(one) for one in found])
            return FOUND_NOTHING
        for line in (*findings_lines(assessment, found, at), *skip_lines(record), *left_out_lines(record)):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "findings",
        callback=run,
        help=say(
            "点検の記録にある指摘を、番号・状態・担当・期日とともに、重いものから示します。"
            "記録に加えるのは review --record です。省いている点検項目も示します。"
        ),
        params=[
            document(),
            click.Option(
                ["--state", "states"],
                multiple=True,
                help=say(
                    "この状態の指摘だけ（open 未対応・planned 対応予定・done 対応済・confirmed 確認済・withdrawn 取下げ）。何度でも。"
                ),
            ),
            click.Option(["--as-of"], help=say("期日を過ぎたかをいつの時点で見るか。省くと今日。")),
            format_option(),
        ],
    )


def findings_lines(assessment: "Assessment", found: "tuple[LiveFinding, ...]", as_of: date) -> Iterator[str]:
    """The findings for people, the worst first and then in the record's order, and how many are in which state."""
    from mnassess.review.model import FindingSeverity, FindingState
    from mnassess.review.words import word

    if not found:
        yield say("記録された指摘はありません。mnassess review --record で加えます。")
    texts = _claim_texts(assessment)
    for severity in FindingSeverity:
        of_it = [one for one in found if one.finding.severity is severity]
        if of_it:
            yield say("■ {severity}　{count} 件", severity=word(severity), count=len(of_it))
        for one in of_it:
            yield from _live_lines(assessment, one, as_of, texts)
    counts = "・".join(
        f"{word(state)} {sum(one.finding.state is state for one in found)}" for state in FindingState
    )
    yield say("計：{counts}", counts=counts)


def _claim_texts(assessment: "Assessment") -> Mapping[str, str]:
    from mnassess.review.claims import claims_of

    return {claim.id: claim.text for claim in claims_of(assessment)}


def _live_lines(
    assessment: "Assessment", one: "LiveFinding", as_of: date, texts: Mapping[str, str]
) -> Iterator[str]:
    from mnassess.review.finding_lines import change_words, charge_words, place_words, remark_lines
    from mnassess.review.words import word

    finding = one.finding
    yield f"  {finding.id}　［{word(finding.state)}］　{place_words(assessment, finding)}"
    yield f"    {finding.message}"
    if finding.claim in texts:
        yield say("    記載：{text}", text=shortened(texts[finding.claim]))
    for quote in finding.quotes:
        yield say(
            "    証跡：{title} {location}「{text}」",
            title=quote.evidence,
            location=quote.location,
            text=shortened(quote.text),
        )
    charge = charge_words(finding, as_of)
    if charge:
        yield say("    担当・期日：{charge}", charge=charge)
    for line in finding.proposal.splitlines():
        yield say("    提案：{text}", text=line)
    for line in finding.advice.splitlines():
        yield say("    助言：{text}", text=line)
    yield from (f"    {words}" for words in remark_lines(one))
    yield from (f"    {change_words(change)}" for change in one.history)


def skip_lines(record: "ReviewRecord") -> Iterator[str]:
    """The checks that are left out on record, with who left them out, when and why."""
    from mnassess.review.actions import skipped
    from mnassess.review.check_titles import titled
    from mnassess.review.moments import day_words

    for one in skipped(record).values():
        yield say(
            "点検項目「{check}」は省いています：{reason}（{by}　{day}）",
            check=titled(one.about),
            reason=" ".join(one.reason.splitlines()),
            by=one.by,
            day=day_words(one.at),
        )


def live_json(one: "LiveFinding") -> dict[str, Any]:
    """A finding on record as `mnassess findings --format json` prints it."""
    finding = one.finding
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": str(finding.severity),
        "state": str(finding.state),
        "path": finding.path,
        "claim": finding.claim,
        "evidence": list(finding.evidence),
        "quote": "\n".join(quote.text for quote in finding.quotes),
        "message": finding.message,
        "proposal": finding.proposal,
        "advice": finding.advice,
        "owner": finding.owner,
        "due": finding.due.isoformat() if finding.due else None,
        "by": one.by,
        "found_at": one.found_at.isoformat(),
        "gone_at": one.gone_at.isoformat() if one.gone_at else None,
        "history": [
            {
                "field": change.field,
                "value": change.value,
                "reason": change.reason,
                "by": change.by,
                "at": change.at.isoformat(),
            }
            for change in one.history
        ],
    }


# --- finding --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Given:
    """What is to become of a finding; None leaves it as it is."""

    state: "FindingState | None"
    severity: "FindingSeverity | None"
    owner: str | None
    due: date | str | None
    proposal: str | None
    advice: str | None
    reason: str


def _finding() -> click.Command:
    def run(
        *,
        document: Path,
        finding: str,
        state: str | None,
        severity: str | None,
        owner: str | None,
        due: str | None,
        proposal: str | None,
        wording: str | None,
        reason: str,
        by: str,
    ) -> int:
        from mnassess.cli.checking import day

        given = _Given(
            state=None if state is None else _state(state),
            severity=None if severity is None else _severity(severity),
            owner=owner,
            due=day(due) if due else due,
            proposal=proposal,
            advice=wording,
            reason=reason,
        )
        for line in _change(document, finding, given, by):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "finding",
        callback=run,
        help=say(
            "記録された指摘の状態・重さ・担当・期日・提案・助言を変えます。FINDING は findings が示す番号です。"
            "何も付けないと、その指摘と履歴を示します。取下げ（withdrawn）には --reason が要ります。"
            '空の値（--due ""）はその記録を消します。'
        ),
        params=[
            document(),
            click.Argument(["finding"]),
            click.Option(
                ["--state"],
                help=say(
                    "状態：open 未対応・planned 対応予定・done 対応済・confirmed 確認済・withdrawn 取下げ。"
                ),
            ),
            click.Option(
                ["--severity"],
                help=say("重さ：重大な不適合・軽微な不適合・観察・改善の機会・良い実践（major など）。"),
            ),
            click.Option(["--owner"], help=say("対応する担当。")),
            click.Option(["--due"], help=say("対応の期日（2026-12-25、令和8年12月25日、R8.12.25）。")),
            click.Option(["--proposal"], help=say("対応の提案。")),
            click.Option(["--wording"], help=say("評価書の記載への助言。")),
            click.Option(["--reason"], default="", help=say("変える理由。")),
            reviewer(),
        ],
    )


def _change(document: Path, finding: str, given: _Given, by: str) -> Iterator[str]:
    """Put the change on record; yields the finding as it is then. Without a change nothing is written."""
    from mnassess.cli.checking import day
    from mnassess.documents.lock import default_person
    from mnassess.documents.storage import load_document
    from mnassess.review.actions import change_finding
    from mnassess.review.live_findings import live_finding
    from mnassess.review.session import read_review, reviewing

    assessment = load_document(document).assessment
    wanted = vars(given)
    if all(value is None for name, value in wanted.items() if name != "reason"):
        if given.reason:
            raise ReviewError(say("--reason は、何を変えるか（--state など）と一緒に付けてください。"))
        record = read_review(document, assessment.form.kind.value).record
    else:
        with reviewing(document, by or default_person()) as session:
            remark_all(session.notices)
            session.keep(change_finding(session.record, finding, by=session.who, at=session.now(), **wanted))
            record = session.record
    yield from _live_lines(assessment, live_finding(record, finding), day(None), _claim_texts(assessment))


# --- note-finding, leave-out ----------------------------------------------------------------------------------


def _note_finding() -> click.Command:
    def run(
        *,
        document: Path,
        message: str,
        severity: str,
        claim: str,
        evidence: tuple[str, ...],
        quote: tuple[str, ...],
        proposal: str,
        wording: str,
        by: str,
    ) -> int:
        from mnassess.cli.checking import day
        from mnassess.cli.verdicts import claim_named, looked_at, quoted
        from mnassess.documents.lock import default_person
        from mnassess.documents.storage import load_document
        from mnassess.review.actions import note_finding
        from mnassess.review.live_findings import live_finding
        from mnassess.review.quotes import look_up
        from mnassess.review.session import reviewing

        register = looked_at(document, None)
        quotes = tuple(map(quoted, quote))
        for name in dict.fromkeys([*evidence, *(one.evidence for one in quotes)]):
            if register is None or register[0].entry(name) is None:
                raise ReviewError(say("証跡「{id}」は台帳にありません。", id=name))
        if register:
            quotes, doubts = look_up(quotes, *register)
            for doubt in doubts:
                warn(doubt)
        with reviewing(document, by or default_person()) as session:
            remark_all(session.notices)
            about = claim_named(session.claims, claim) if claim else None
            known = {one.id for one in session.record.findings}
            session.keep(
                note_finding(
                    session.record,
                    message=message,
                    severity=_severity(severity),
                    by=session.who,
                    at=session.now(),
                    path=about.path if about else "",
                    claim=about.id if about else "",
                    evidence=evidence,
                    quotes=quotes,
                    proposal=proposal,
                    advice=wording,
                )
            )
            made = next(one.id for one in session.record.findings if one.id not in known)
            live = live_finding(session.record, made)
        assessment = load_document(document).assessment
        for line in _live_lines(assessment, live, day(None), _claim_texts(assessment)):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "note-finding",
        callback=run,
        help=say(
            "自分の指摘を点検の記録に加えます。記載についての指摘なら --claim に claims の番号（# から後だけでも可）を付けます。"
            "担当・期日は、示された番号で finding から付けられます。"
        ),
        params=[
            document(),
            click.Option(["--message"], required=True, help=say("指摘の内容。")),
            click.Option(
                ["--severity"],
                default="observation",
                help=say("重さ：重大な不適合・軽微な不適合・観察・改善の機会・良い実践（major など）。"),
            ),
            click.Option(["--claim"], default="", help=say("指摘する記載。省くと評価書全体。")),
            click.Option(["--evidence"], multiple=True, help=say("根拠とした証跡の id。何度でも。")),
            click.Option(
                ["--quote"],
                multiple=True,
                help=say("証跡の引用。「id：引用」又は「id@所在：引用」。何度でも。"),
            ),
            click.Option(["--proposal"], default="", help=say("対応の提案。")),
            click.Option(["--wording"], default="", help=say("評価書の記載への助言。")),
            reviewer(),
        ],
    )


def _leave_out() -> click.Command:
    def run(document: Path, what: str, reason: str, lift: bool, by: str) -> int:
        from mnassess.documents.lock import default_person
        from mnassess.review.actions import leave_out, left_out
        from mnassess.review.session import reviewing

        with reviewing(document, by or default_person()) as session:
            remark_all(session.notices)
            if lift and what not in left_out(session.record):
                raise ReviewError(say("「{what}」は、見ていないものに挙げられていません。", what=what))
            session.keep(
                leave_out(session.record, what, by=session.who, at=session.now(), reason=reason, lift=lift)
            )
            record = session.record
        for line in left_out_lines(record):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "leave-out",
        callback=run,
        help=say(
            "点検で見ていないもの（WHAT：言葉、又は記載の番号）を、理由とともに記録します。点検結果報告書に載ります。"
            "--lift で取り消します。"
        ),
        params=[
            document(),
            click.Argument(["what"]),
            click.Option(["--reason"], default="", help=say("見ていない理由。")),
            click.Option(["--lift"], is_flag=True, help=say("見ていないものから外す。")),
            reviewer(),
        ],
    )


def left_out_lines(record: "ReviewRecord") -> Iterator[str]:
    """What the review leaves out on record, with who says so, when and why."""
    from mnassess.review.actions import left_out
    from mnassess.review.moments import day_words

    for one in left_out(record).values():
        yield say(
            "見ていないもの：{what}　{reason}（{by}　{day}）",
            what=one.about,
            reason=" ".join(one.reason.splitlines()),
            by=one.by,
            day=day_words(one.at),
        )


def _state(text: str) -> "FindingState":
    from mnassess.review.model import FindingState
    from mnassess.review.words import choice_words, code_named

    found = code_named(FindingState, text)
    if found is None:
        known = choice_words(FindingState)
        raise ReviewError(
            say("状態「{state}」は使えません（使える状態：{known}）。", state=text, known=known)
        )
    return found


def _severity(text: str) -> "FindingSeverity":
    from mnassess.review.model import FindingSeverity
    from mnassess.review.words import choice_words, code_named

    found = code_named(FindingSeverity, text)
    if found is None:
        known = choice_words(FindingSeverity)
        raise ReviewError(
            say("重さ「{severity}」は使えません（使えるもの：{known}）。", severity=text, known=known)
        )
    return found
