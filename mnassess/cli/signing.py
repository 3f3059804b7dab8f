"""`mnassess sign-off`: a named person signs for what is verified; what was signed, what of it stands, what lapsed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, remark_all
from mnassess.cli.options import document, evidence_option, format_option, print_json, print_text
from mnassess.errors import ReviewError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.review.record import LeftOpen
    from mnassess.review.sign_off import SignOffState
    from mnassess.review.staleness import ReviewState


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_sign_off(),)


def _sign_off() -> click.Command:
    def run(*, document: Path, by: str, note: str, evidence: Path | None, form_of_output: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.storage import load_document
        from mnassess.review.checklist_state import checklist_state
        from mnassess.review.gathering import recorded_outcome
        from mnassess.review.sign_off import sign_off_states
        from mnassess.review.sign_off_lines import answer_lines, sign_off_lines

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
        review = recorded_outcome(document, state.record, as_of=day(None))
        for said in answer_lines(checklist_state(review)):
            print_text(said.words)
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
        remark_all(session.notices)
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
