"""`mnassess sign-off`: a named person signs for what is verified; what was signed, what of it stands, what lapsed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, remark
from mnassess.cli.options import document, evidence_option, format_option, print_json, print_text
from mnassess.cli.reading import shortened
from mnassess.errors import ReviewError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.model import Assessment
    from mnassess.review.record import LeftOpen
    from mnassess.review.sign_off import SignOffState
    from mnassess.review.staleness import ClaimState, ReviewState


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_sign_off(),)


def _sign_off() -> click.Command:
    def run(*, document: Path, by: str, note: str, evidence: Path | None, form_of_output: str) -> int:
        from mnassess.documents.storage import load_document
        from mnassess.review.sign_off import sign_off_states

        if note and not by:
            raise ReviewError(say("--note は、署名する人の氏名（--by）と一緒に付けてください。"))
        assessment = load_document(document).assessment
        state = _signed(document, by, note, evidence) if by else _read(document, evidence)
        states = sign_off_states(state)
        if form_of_output == "json":
            print_json([sign_off_json(one) for one in states])
            return FOUND_NOTHING
        for line in sign_off_lines(assessment, state, states[-1:] if by else states):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "sign-off",
        callback=run,
        help=say(
            "--by を付けると、今確認できている記載に署名し、署名した範囲としていない範囲を示します。"
            "付けないと、これまでの署名のうち、今も有効なものと、失効したものとその理由を示します。"
        ),
        params=[
            document(),
            click.Option(["--by"], default="", help=say("署名する人の氏名。")),
            click.Option(["--note"], default="", help=say("署名に添える言葉。")),
            evidence_option(),
            format_option(),
        ],
    )


def _signed(document: Path, by: str, note: str, register: Path | None) -> "ReviewState":
    """The review as it stands, signed."""
    from mnassess.cli.verdicts import evidence_now
    from mnassess.review.session import reviewing
    from mnassess.review.sign_off import sign_off
    from mnassess.review.staleness import review_state

    now = evidence_now(document, register)
    with reviewing(document, by) as session:
        for notice in session.notices:
            remark(notice)
        state = review_state(session.record, session.claims, now, names=session.names)
        session.keep(sign_off(state, by=by, at=session.now(), note=note))
        return review_state(session.record, session.claims, now, names=session.names)


def _read(document: Path, register: Path | None) -> "ReviewState":
    """The review as it stands. Nothing is written."""
    from mnassess.cli.verdicts import evidence_now
    from mnassess.documents.storage import load_document
    from mnassess.review.claims import claims_of
    from mnassess.review.names import names_of
    from mnassess.review.session import read_review
    from mnassess.review.staleness import review_state

    assessment = load_document(document).assessment
    record = read_review(document, assessment.form.kind.value).record
    claims = claims_of(assessment)
    return review_state(record, claims, evidence_now(document, register), names=names_of(assessment, claims))


# --- as text --------------------------------------------------------------------------------------------------


def sign_off_lines(
    assessment: "Assessment", state: "ReviewState", states: "tuple[SignOffState, ...]"
) -> Iterator[str]:
    """The sign-offs for people, oldest first: what each covers, what of it lapsed and why; what is not signed."""
    for one in states:
        yield from _state_lines(assessment, state, one)
    if not states:
        yield say("署名はまだありません。")
    signed = {covered.verdict for one in states for covered in one.stands}
    unsigned = [one for one in state.claims if signed.isdisjoint(one.standing)]
    judged = [one for one in unsigned if one.code or one.rivals]
    if unsigned:
        yield say(
            "■ 署名のない記載　{count} 件（うち、判定がまだないもの {bare} 件）",
            count=len(unsigned),
            bare=len(unsigned) - len(judged),
        )
    for left in judged:
        yield f"  {_why_unsigned(left)}　{_claim_words(assessment, left)}"
        yield from (f"        {moved.sentence}" for moved in left.moved)
    yield state.counts.words()


def _state_lines(assessment: "Assessment", state: "ReviewState", one: "SignOffState") -> Iterator[str]:
    from mnassess.review.moments import moment_words

    signed = one.sign_off
    note = f"　{' '.join(signed.note.splitlines())}" if signed.note else ""
    yield say("■ {by}　{at}{note}", by=signed.by, at=moment_words(signed.at), note=note)
    yield say(
        "  署名した記載 {covers} 件（今も有効 {stands}・失効 {lapsed}）、署名の時に確認できていなかった記載 {left} 件",
        covers=len(signed.covers),
        stands=len(one.stands),
        lapsed=len(one.lapsed),
        left=len(signed.left_open),
    )
    by_verdict = {verdict: known for known in state.claims for verdict in known.standing}
    for covered in one.stands:
        yield f"  {say('有効')}　{_claim_words(assessment, by_verdict[covered.verdict])}"
    for lapsed in one.lapsed:
        if lapsed.state:
            words = _claim_words(assessment, lapsed.state)
        else:
            words = shortened(lapsed.verdict.given.claim_text) if lapsed.verdict else lapsed.covered.claim
        yield f"  {say('失効')}　{words}"
        yield f"        {lapsed.sentence}"


def _claim_words(assessment: "Assessment", state: "ClaimState") -> str:
    from mnassess.documents.naming import title_of

    claim = state.claim
    return f"{title_of(assessment, claim.path)}　{shortened(claim.text)}　#{claim.id.rpartition('#')[2]}"


def _why_unsigned(state: "ClaimState") -> str:
    from mnassess.review.words import word

    if state.rivals:
        said = "／".join(f"{one.by} {word(one.given.code)}" for one in state.rivals)
        return say("判定が分かれている：{said}", said=said)
    assert state.code is not None
    return word(state.code)


# --- as JSON --------------------------------------------------------------------------------------------------


def sign_off_json(one: "SignOffState") -> dict[str, Any]:
    """A sign-off as `mnassess sign-off --format json` prints it."""
    return {
        "by": one.sign_off.by,
        "at": one.sign_off.at.isoformat(),
        "note": one.sign_off.note,
        "stands": [covered.claim for covered in one.stands],
        "lapsed": [{"claim": lapsed.covered.claim, "why": lapsed.sentence} for lapsed in one.lapsed],
        "left_open": [_left_json(left) for left in one.sign_off.left_open],
    }


def _left_json(left: "LeftOpen") -> dict[str, str]:
    return {"claim": left.claim, "text": left.text, "why": left.why}
