"""What a reviewer does, each as a function from a record to the record after it. Nothing here touches the disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from mnassess.documents.typed import normalized, one_line
from mnassess.errors import ReviewError
from mnassess.language import say
from mnassess.review.checklist import Checklist, standard_checklist
from mnassess.review.duties import standard_duties
from mnassess.review.ground import Standing
from mnassess.review.joining import added
from mnassess.review.lineage import Lineage, families
from mnassess.review.model import (
    Answer,
    Claim,
    Finding,
    FindingSeverity,
    FindingState,
    Method,
    Quote,
    Verdict,
    VerdictCode,
)
from mnassess.review.record import (
    ChecklistAnswer,
    FindingChange,
    GivenVerdict,
    KnownFinding,
    NotLookedAt,
    RestedOn,
    ReviewRecord,
    Skip,
    Withdrawal,
    digest,
    identified,
    ids,
    standing,
)
from mnassess.review.words import word

BY_HAND = "by_hand"
"""The code of a finding that a person noted."""
_Liftable = TypeVar("_Liftable", Skip, NotLookedAt)
Answers = Mapping[tuple[str, str], tuple[ChecklistAnswer, ...]]
"""(point or duty, question) → what stands as the answer."""
_NEEDS_GROUND = (VerdictCode.SUPPORTED, VerdictCode.PARTLY_SUPPORTED, VerdictCode.CONTRADICTED)


def give_verdict(
    record: ReviewRecord,
    claim: Claim,
    code: VerdictCode,
    *,
    method: Method,
    by: str,
    at: datetime,
    evidence: Iterable[str] = (),
    quotes: Sequence[Quote] = (),
    note: str = "",
    now: Mapping[str, Standing] | None = None,
) -> ReviewRecord:
    """A person's verdict on a claim; what was said of it before stays as history.

    `now` is the evidence as it is (`ground.standings`): every entry named or quoted must be in it. ReviewError where
    the verdict has no ground, or one that is not there.
    """
    if code is VerdictCode.STALE:
        raise ReviewError(
            say("「{word}」は選べません。記載や証跡が変わると自動で付きます。", word=word(code))
        )
    named = tuple(dict.fromkeys([*evidence, *(quote.evidence for quote in quotes)]))
    ground = {entry: _there(entry, now or {}) for entry in named}
    if any(not quote.text.strip() for quote in quotes):
        raise ReviewError(say("引用が空です。"))
    note = text(note)
    if code in _NEEDS_GROUND and not (named or note):
        raise ReviewError(
            say("「{word}」とするには、証跡か、何で確かめたかの注記が要ります。", word=word(code))
        )
    verdict = Verdict(
        claim=claim.id,
        code=code,
        method=method,
        by=person(by),
        at=at,
        evidence={entry: stands.sha256 for entry, stands in ground.items() if not stands.heard},
        heard={entry: stands.heard for entry, stands in ground.items() if stands.heard},
        quotes=tuple(quotes),
        note=note,
        claim_text=claim.text,
        claim_fingerprint=claim.fingerprint,
        claim_scope=claim.scope,
    )
    entry = identified(GivenVerdict(given=verdict, over=judgements_of(record, claim)))
    return added(record, verdicts=(entry,))


def withdraw_verdict(
    record: ReviewRecord, claim: Claim, *, by: str, at: datetime, reason: str
) -> ReviewRecord:
    """The verdict on a claim taken back; it stays as history. ReviewError where there is none, or no reason."""
    over = judgements_of(record, claim)
    if not any(one.id in over for one in record.verdicts):
        raise ReviewError(say("取り消す判定がありません。"))
    entry = Withdrawal(
        about=claim.id,
        by=person(by),
        at=at,
        over=over,
        reason=needed(reason, say("判定を取り消す理由がありません。")),
    )
    return added(record, withdrawals=(identified(entry),))


def note_finding(
    record: ReviewRecord,
    *,
    message: str,
    severity: FindingSeverity,
    by: str,
    at: datetime,
    path: str = "",
    claim: str = "",
    evidence: Iterable[str] = (),
    quotes: Sequence[Quote] = (),
    clause: str = "",
    proposal: str = "",
    advice: str = "",
) -> ReviewRecord:
    """A finding of a person's own."""
    by = person(by)
    draft = Finding(
        id="",
        code=BY_HAND,
        severity=severity,
        path=path,
        claim=claim,
        evidence=tuple(dict.fromkeys([*evidence, *(quote.evidence for quote in quotes)])),
        quotes=tuple(quotes),
        message=needed(message, say("指摘の内容がありません。")),
        clause=text(clause),
        proposal=text(proposal),
        advice=text(advice),
    )
    return added(record, findings=(_with_id(draft, by, at),))


def change_finding(
    record: ReviewRecord,
    finding: str,
    *,
    by: str,
    at: datetime,
    state: FindingState | None = None,
    owner: str | None = None,
    due: date | str | None = None,
    severity: FindingSeverity | None = None,
    proposal: str | None = None,
    advice: str | None = None,
    reason: str = "",
) -> ReviewRecord:
    """A finding with another state, owner, due date ("" for none), severity, proposal or wording advice.

    None leaves a member as it is. ReviewError where there is no such finding, or it is withdrawn without a reason.
    """
    known = finding_named(record, finding)
    if state is FindingState.WITHDRAWN and not text(reason):
        raise ReviewError(say("指摘を取り下げるには理由が要ります。"))
    wanted = {
        "state": state,
        "owner": None if owner is None else one_line(owner),
        "due": due.isoformat() if isinstance(due, date) else due,
        "severity": severity,
        "proposal": None if proposal is None else text(proposal),
        "advice": None if advice is None else text(advice),
    }
    if wanted["due"]:
        _check_day(wanted["due"])
    by = person(by)
    family = {one.id for one in families(record.findings)[finding]}
    changes = []
    for field, value in wanted.items():
        if value is None:
            continue
        heads = standing(one for one in record.finding_changes if one.field == field and one.about in family)
        if {one.value for one in heads} == {str(value)} or (
            not heads and _as_put(known.finding, field) == value
        ):
            continue
        change = FindingChange(
            about=finding, field=field, value=str(value), reason=text(reason), by=by, at=at, over=ids(heads)
        )
        changes.append(identified(change))
    return added(record, finding_changes=tuple(changes))


def finding_named(record: ReviewRecord, finding: str) -> KnownFinding:
    """The finding of an id, as it was put; ReviewError where the record has none."""
    known = record.finding(finding)
    if known is None:
        raise ReviewError(
            say(
                "指摘「{id}」は点検の記録にありません。mnassess findings で番号を確かめてください。",
                id=finding,
            )
        )
    return known


def answer_checklist(
    record: ReviewRecord,
    point: str,
    question: str,
    answer: Answer,
    *,
    by: str,
    at: datetime,
    note: str = "",
    rested_on: tuple[RestedOn, ...] = (),
    checklist: Checklist | None = None,
) -> ReviewRecord:
    """A person's answer to a question of the checklist or of a duty; "" asks about the point as a whole.

    ReviewError where that is not asked.
    """
    if question not in _asked(checklist or standard_checklist(), point):
        raise ReviewError(say("審査の観点「{point}」にその問いはありません。", point=point))
    earlier = (one for one in record.checklist if (one.about, one.question) == (point, question))
    entry = ChecklistAnswer(
        about=point,
        question=question,
        answer=answer,
        note=text(note),
        rested_on=rested_on,
        by=person(by),
        at=at,
        over=ids(standing(earlier)),
    )
    return added(record, checklist=(identified(entry),))


def skip_check(
    record: ReviewRecord, check: str, *, by: str, at: datetime, reason: str = "", lift: bool = False
) -> ReviewRecord:
    """A check left out for this report, with the reason that is printed; or (`lift`) run again."""
    entry = Skip(
        about=one_line(check),
        reason=text(reason) if lift else needed(reason, say("点検を省く理由がありません。")),
        is_lifted=lift,
        by=person(by),
        at=at,
        over=ids(standing(one for one in record.skips if one.about == one_line(check))),
    )
    return added(record, skips=(identified(entry),))


def leave_out(
    record: ReviewRecord, about: str, *, by: str, at: datetime, reason: str = "", lift: bool = False
) -> ReviewRecord:
    """Something that was not looked at, and why; or (`lift`) is looked at after all."""
    about = needed(about, say("何を見ていないのかがありません。"))
    entry = NotLookedAt(
        about=about,
        reason=text(reason) if lift else needed(reason, say("見ていない理由がありません。")),
        is_lifted=lift,
        by=person(by),
        at=at,
        over=ids(standing(one for one in record.not_looked_at if one.about == about)),
    )
    return added(record, not_looked_at=(identified(entry),))


def skipped(record: ReviewRecord) -> Mapping[str, Skip]:
    """Code of each check that is left out → who left it out and why. Where two people differ, it is run."""
    return _in_force(record.skips)


def left_out(record: ReviewRecord) -> Mapping[str, NotLookedAt]:
    """What was not looked at → who says so and why."""
    return _in_force(record.not_looked_at)


def answers(record: ReviewRecord) -> Answers:
    """(point or duty, question) → the answer that stands, or those of people who did not know of each other's.

    All others stay in `record.checklist`.
    """
    heads: dict[tuple[str, str], tuple[ChecklistAnswer, ...]] = {}
    for one in standing(record.checklist):
        topic = one.about, one.question
        heads[topic] = (*heads.get(topic, ()), one)
    return heads


# --- what they have in common ---------------------------------------------------------------------------------


def person(name: str) -> str:
    """The name under which something is said. ReviewError where there is none."""
    return needed(one_line(name), say("氏名がありません。"))


def text(words: str) -> str:
    """Free words as they are kept."""
    return normalized(words)[0].strip()


def needed(words: str, refusal: str) -> str:
    """Free words as they are kept; ReviewError with that sentence where there are none."""
    found = text(words)
    if not found:
        raise ReviewError(refusal)
    return found


def _there(entry: str, now: Mapping[str, Standing]) -> Standing:
    stands = now.get(entry)
    if stands is None:
        raise ReviewError(say("証跡「{id}」は台帳にありません。", id=entry))
    if stands.is_missing:
        raise ReviewError(say("証跡「{id}」のファイルがありません。", id=entry))
    return stands


def judgements_of(record: ReviewRecord, claim: Claim) -> tuple[str, ...]:
    """Ids of the verdicts and withdrawals that stand about a claim, and about what it was before it was edited."""
    current = {one.id for one in record.seen.claims} | {claim.id}
    family = Lineage(record, current).of(claim.id)
    return ids(one for one in standing(record.judgements) if one.about in family)


def _with_id(draft: Finding, by: str, at: datetime) -> KnownFinding:
    known = KnownFinding(finding=draft, by=by, at=at)
    return replace(known, finding=replace(draft, id=f"{BY_HAND}-{digest(known)}"))


def _as_put(finding: Finding, field: str) -> object:
    value = getattr(finding, field)
    return value if value is not None else ""


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ReviewError(say("「{day}」は日付ではありません。", day=day)) from None


def _asked(checklist: Checklist, about: str) -> frozenset[str]:
    """The questions of a point, the point itself ("") among them, or the one of a duty."""
    known = checklist.point(about)
    details = (ask for detail in checklist.details_of(about) for ask in detail.asks)
    of_point = ("", *known.asks, *details) if known else ()
    return frozenset([*of_point, *(duty.asks for duty in standard_duties() if duty.id == about)])


def _in_force(entries: Iterable[_Liftable]) -> Mapping[str, _Liftable]:
    heads: dict[str, list[_Liftable]] = {}
    for one in standing(entries):
        heads.setdefault(one.about, []).append(one)
    return {about: said[-1] for about, said in heads.items() if not any(one.is_lifted for one in said)}
