"""The commands that write a review: a verdict on a claim, and two reviewers' work joined."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mnassess.cli.ending import FOUND_NOTHING, remark_all, warn
from mnassess.cli.options import FILE, document, print_text
from mnassess.errors import ReviewError
from mnassess.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mnassess.evidence.drift import Digests
    from mnassess.evidence.model import Register
    from mnassess.review.ground import Standing
    from mnassess.review.model import Claim, Method, Quote, VerdictCode

WITHDRAW = "withdraw"


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_verdict(), _merge_reviews())


# --- verdict --------------------------------------------------------------------------------------------------


def _verdict() -> click.Command:
    def run(
        *,
        document: Path,
        claim: str,
        code: str,
        method: str,
        evidence: tuple[str, ...],
        quote: tuple[str, ...],
        quote_unchecked: bool,
        note: str,
        register: Path | None,
        by: str,
    ) -> int:
        from mnassess.documents.lock import default_person
        from mnassess.review.actions import give_verdict, withdraw_verdict
        from mnassess.review.ground import standings
        from mnassess.review.quotes import look_up
        from mnassess.review.session import reviewing
        from mnassess.review.staleness import review_state

        found = looked_at(document, register)
        now = standings(*found) if found else None
        quotes = tuple(map(quoted, quote))
        if found:
            quotes, doubts = look_up(quotes, *found, unchecked=quote_unchecked)
            for doubt in doubts:
                warn(doubt)
        with reviewing(document, by or default_person()) as session:
            remark_all(session.notices)
            about = claim_named(session.claims, claim)
            if code == WITHDRAW:
                record = withdraw_verdict(
                    session.record, about, by=session.who, at=session.now(), reason=note
                )
            else:
                record = give_verdict(
                    session.record,
                    about,
                    _chosen(code),
                    method=_method(method),
                    by=session.who,
                    at=session.now(),
                    evidence=evidence,
                    quotes=quotes,
                    note=note,
                    now=now,
                )
            session.keep(record)
            state = review_state(session.record, session.claims, now, names=session.names)
            print_text(_told(about, code))
            print_text(state.counts.words())
        return FOUND_NOTHING

    return click.Command(
        "verdict",
        callback=run,
        help=say(
            "記載された対策に判定を付けます。CLAIM は claims が示す番号（# から後だけでも可）、CODE は判定の符号か言葉で、withdraw は判定の取消しです（--note に理由）。"
        ),
        params=[
            document(),
            click.Argument(["claim"]),
            click.Argument(["code"]),
            click.Option(["--method"], default="examine", help=say("確かめ方：閲覧・聴取・試験・現地。")),
            click.Option(["--evidence"], multiple=True, help=say("根拠とした証跡の id。何度でも。")),
            click.Option(
                ["--quote"],
                multiple=True,
                help=say(
                    "証跡の引用。「id：引用」又は「id@所在：引用」の形で、何度でも。証跡から読み取った文字にない引用は受け付けません。"
                ),
            ),
            click.Option(
                ["--quote-unchecked"],
                is_flag=True,
                help=say("証跡から読み取った文字にない引用（画像や手書きの箇所）も、そのまま記録します。"),
            ),
            click.Option(["--note"], default="", help=say("注記、又は取り消す理由。")),
            click.Option(
                ["--register"],
                type=FILE,
                help=say("証跡の台帳。省くと作業フォルダーの evidence/evidence.csv。"),
            ),
            click.Option(["--by"], default="", help=say("点検者の氏名。省くとログイン名。")),
        ],
    )


def looked_at(document: Path, register: Path | None) -> "tuple[Register, Digests] | None":
    """The evidence of a document as it is now, its files read once; None where there is no register."""
    from mnassess.evidence.drift import digests_of
    from mnassess.evidence.register import load_register
    from mnassess.review.registers import register_of

    place = register or register_of(document)
    if place is None:
        return None
    found = load_register(place)
    return found, digests_of(found)


def evidence_now(document: Path, register: Path | None) -> "Mapping[str, Standing] | None":
    """The evidence of a document as it is now; None where there is no register."""
    from mnassess.review.ground import standings

    found = looked_at(document, register)
    return standings(*found) if found else None


def claim_named(claims: "tuple[Claim, ...]", name: str) -> "Claim":
    """The claim of an id, or of what stands behind its #; ReviewError where there is none, or more than one."""
    exact = [claim for claim in claims if claim.id == name]
    found = exact or [claim for claim in claims if claim.id.rpartition("#")[2] == name.removeprefix("#")]
    if len(found) > 1:
        raise ReviewError(
            say("「{id}」の記載は {count} 件あります。番地から書いてください。", id=name, count=len(found))
        )
    if not found:
        raise ReviewError(
            say("「{id}」の記載はありません。mnassess claims で番号を確かめてください。", id=name)
        )
    return found[0]


def quoted(words: str) -> "Quote":
    """A quote as typed: id：words, id@location：words."""
    from mnassess.review.model import Quote

    head, *text = re.split("[:：]", words, maxsplit=1)
    evidence, _, location = head.partition("@")
    if not text or not evidence.strip():
        raise ReviewError(say("引用「{quote}」は「id：引用」の形ではありません。", quote=words))
    return Quote(evidence=evidence.strip(), text=text[0].strip(), location=location.strip())


def _chosen(code: str) -> "VerdictCode":
    from mnassess.review.model import VerdictCode
    from mnassess.review.words import choice_words, code_named

    found = code_named(VerdictCode, code)
    if found is None:
        known = choice_words(VerdictCode)
        raise ReviewError(say("判定「{code}」は使えません（使える判定：{known}）。", code=code, known=known))
    return found


def _method(method: str) -> "Method":
    from mnassess.review.model import Method
    from mnassess.review.words import choice_words, code_named

    found = code_named(Method, method)
    if found is None:
        known = choice_words(Method)
        raise ReviewError(
            say("確かめ方「{method}」は使えません（使えるもの：{known}）。", method=method, known=known)
        )
    return found


def _told(claim: "Claim", code: str) -> str:
    from mnassess.review.words import word

    said = say("判定を取り消しました") if code == WITHDRAW else word(_chosen(code))
    return f"{said}：{' '.join(claim.text.split())}"


# --- merge-reviews --------------------------------------------------------------------------------------------


def _merge_reviews() -> click.Command:
    def run(one: Path, other: Path, into: Path) -> int:
        from mnassess.outputs.places import refuse_evidence_folder
        from mnassess.review.merging import merge_review_files

        refuse_evidence_folder(into)
        merged = merge_review_files(one, other, into)
        for conflict in merged.conflicts:
            warn(conflict.sentence)
        print_text(
            say(
                "{path}：判定 {verdicts} 件、指摘 {findings} 件、食い違い {conflicts} 件",
                path=into,
                verdicts=len(merged.record.verdicts),
                findings=len(merged.record.findings),
                conflicts=len(merged.conflicts),
            )
        )
        return FOUND_NOTHING

    return click.Command(
        "merge-reviews",
        callback=run,
        help=say(
            "二人の点検の記録を一つに合わせます。同じ記載に違う判定があれば両方を残し、食い違いとして示します。"
        ),
        params=[
            click.Argument(["one"], type=FILE, metavar="A"),
            click.Argument(["other"], type=FILE, metavar="B"),
            click.Option(["-o", "--output", "into"], type=FILE, required=True, help=say("合わせた記録。")),
        ],
    )
