"""Sign-offs in words: what each covers, what of it lapsed and why, and what nobody has signed for."""

from collections.abc import Iterator

from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.words import shortened
from mnassess.language import say
from mnassess.review.moments import moment_words
from mnassess.review.sign_off import SignOffState
from mnassess.review.staleness import ClaimState, ReviewState
from mnassess.review.words import word


def sign_off_lines(
    assessment: Assessment, state: ReviewState, states: tuple[SignOffState, ...]
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


def _state_lines(assessment: Assessment, state: ReviewState, one: SignOffState) -> Iterator[str]:
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


def _claim_words(assessment: Assessment, state: ClaimState) -> str:
    claim = state.claim
    return f"{title_of(assessment, claim.path)}　{shortened(claim.text)}　#{claim.id.rpartition('#')[2]}"


def _why_unsigned(state: ClaimState) -> str:
    if state.rivals:
        said = "／".join(f"{one.by} {word(one.given.code)}" for one in state.rivals)
        return say("判定が分かれている：{said}", said=said)
    assert state.code is not None
    return word(state.code)
