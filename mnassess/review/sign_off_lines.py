"""Sign-offs in words: what each covers, what of it lapsed and why, and what nobody has signed for."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.words import shortened
from mnassess.language import say
from mnassess.review.checklist_state import ChecklistState
from mnassess.review.model import VerdictCode
from mnassess.review.moments import moment_words
from mnassess.review.risks import process_word
from mnassess.review.sign_off import CONFLICT, NONE, STALE, SignOffState, why_open
from mnassess.review.staleness import ClaimState, ReviewState
from mnassess.review.words import word


class SaidLine(NamedTuple):
    """A line."""

    words: str
    claim: str = ""
    """Id of the claim it speaks of; "" for none."""


def sign_off_lines(
    assessment: Assessment, state: ReviewState, states: tuple[SignOffState, ...]
) -> Iterator[str]:
    """The sign-offs for people, oldest first: what each covers, what of it lapsed and why; what is not signed."""
    yield from (line.words for line in signed_lines(assessment, state, states))
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


def signed_lines(
    assessment: Assessment, state: ReviewState, states: tuple[SignOffState, ...]
) -> Iterator[SaidLine]:
    """The sign-offs for people, oldest first: what each covers, what of it lapsed and why."""
    for one in states:
        yield from _state_lines(assessment, state, one)
    if not states:
        yield SaidLine(say("署名はまだありません。"))


def coverage_lines(state: ReviewState) -> Iterator[SaidLine]:
    """What a signature would cover now: so many verdicts of each sort, the counts process by process."""
    covered = [one for one in state.claims if one.is_verified]
    codes = Counter(one.code for one in covered if one.code)
    words = say("・").join(f"{word(code)} {codes[code]}" for code in VerdictCode if codes[code])
    yield SaidLine(say("■ 今署名すると、次の {count} 件に署名することになります", count=len(covered)))
    if words:
        yield SaidLine(f"  {words}")
    for process, counts in state.counts_by_process().items():
        if any(one.claim.process == process for one in state.claims):
            yield SaidLine(f"  {process_word(process)}　{counts.words()}")
    yield SaidLine(say("  計　{counts}", counts=state.counts.words()))


def left_lines(assessment: Assessment, state: ReviewState) -> Iterator[SaidLine]:
    """What a signature would not cover now, and why."""
    left = [one for one in state.claims if not one.is_verified]
    titles = {path: title_of(assessment, path) for path in {one.claim.path for one in left}}
    yield SaidLine(say("■ 署名に含まれない記載　{count} 件", count=len(left)))
    for kind, title in (
        (CONFLICT, say("判定が分かれている記載")),
        (STALE, say("要再確認の記載（判定した後に変わった）")),
        (NONE, say("判定のない記載")),
    ):
        found = [one for one in left if why_open(one) == kind]
        if found:
            yield SaidLine(say("  {title}　{count} 件", title=title, count=len(found)))
        for one in found:
            yield SaidLine(f"    {_with_title(titles[one.claim.path], one)}", one.claim.id)
            if one.rivals:
                yield SaidLine(f"        {_why_unsigned(one)}", one.claim.id)
            yield from (SaidLine(f"        {moved.sentence}", one.claim.id) for moved in one.moved)


def answer_lines(checklist: ChecklistState) -> Iterator[SaidLine]:
    """The answers of the checklist no signature can rest on: their ground moved. Nothing where there are none."""
    if checklist.stale:
        yield SaidLine(
            say(
                "■ 署名に含まれない、要再確認の答え（審査の観点と九つの義務）　{count} 件",
                count=len(checklist.stale),
            )
        )
    for one in checklist.stale:
        yield SaidLine(f"    {one.item} {one.text}　{one.told}")
        yield from (SaidLine(f"        {sentence}") for sentence in one.moved)


def _state_lines(assessment: Assessment, state: ReviewState, one: SignOffState) -> Iterator[SaidLine]:
    signed = one.sign_off
    note = f"　{' '.join(signed.note.splitlines())}" if signed.note else ""
    yield SaidLine(say("■ {by}　{at}{note}", by=signed.by, at=moment_words(signed.at), note=note))
    counts = say(
        "  署名した記載 {covers} 件（今も有効 {stands}・失効 {lapsed}）、署名の時に確認できていなかった記載 {left} 件",
        covers=len(signed.covers),
        stands=len(one.stands),
        lapsed=len(one.lapsed),
        left=len(signed.left_open),
    )
    yield SaidLine(counts)
    by_verdict = {verdict: known for known in state.claims for verdict in known.standing}
    for covered in one.stands:
        words = _claim_words(assessment, by_verdict[covered.verdict])
        yield SaidLine(f"  {say('有効')}　{words}", covered.claim)
    for lapsed in one.lapsed:
        claim = lapsed.state.claim.id if lapsed.state else ""
        if lapsed.state:
            words = _claim_words(assessment, lapsed.state)
        else:
            words = shortened(lapsed.verdict.given.claim_text) if lapsed.verdict else lapsed.covered.claim
        yield SaidLine(f"  {say('失効')}　{words}", claim)
        yield SaidLine(f"        {lapsed.sentence}", claim)


def _claim_words(assessment: Assessment, state: ClaimState) -> str:
    return _with_title(title_of(assessment, state.claim.path), state)


def _with_title(title: str, state: ClaimState) -> str:
    claim = state.claim
    return f"{title}　{shortened(claim.text)}　#{claim.id.rpartition('#')[2]}"


def _why_unsigned(state: ClaimState) -> str:
    if state.rivals:
        said = "／".join(f"{one.by} {word(one.given.code)}" for one in state.rivals)
        return say("判定が分かれている：{said}", said=said)
    assert state.code is not None
    return word(state.code)
