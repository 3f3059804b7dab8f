"""A small review with everything in it, and one whose every word is hostile."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from claiming import report

from mnassess.evidence.drift import EntryState
from mnassess.evidence.model import Entry
from mnassess.review.checklist import standard_checklist
from mnassess.review.claims import claims_of
from mnassess.review.duties import standard_duties
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
from mnassess.review.outcome import Review, SignOff, SkippedCheck, Standing, Unseen
from mnassess.review.record import ChecklistAnswer
from mnassess.rules.problems import Problem, Severity

COPYING = "files[juki].risks.use.copying.measures"
UNAUTHORIZED = "files[juki].risks.use.unauthorized.access_rights.detail"
AUDIT = "other_measures.audit.audit.detail"
ASKS = standard_checklist().points[0].asks
(OF_U3,) = next(one.asks for one in standard_checklist().details if one.about == "U3")
OF_SAFETY = next(duty.asks for duty in standard_duties() if duty.id == "kept_safe")
JAPAN = timezone(timedelta(hours=9))
DAY = date(2026, 11, 27)
HOSTILE = "=cmd|' /C calc'!A0 <w:p> & \"x\" {{ 1 }} ]]> \x07\x1b[31m\ud800 \u202e％s\n+1"
"""Formula, markup, template, control characters, half a surrogate pair."""


def review() -> Review:
    """Five claims: one verified, one contradicted, one stale, one not looked at, one that is none."""
    assessment = report(
        {
            "cover.title": "住民基本台帳に関する事務　全項目評価書",
            "cover.agency": "みほん市長",
            "files[juki].profile.name": "住民基本台帳ファイル",
            COPYING: "＜窓口における措置＞\n・端末から記録媒体への書き出しは、設定により禁止している。\n・複製の記録は、毎月、課長が点検する。",
            UNAUTHORIZED: "・権限は、毎月見直す。\n・退職者の権限は、当日に削除する。\n・権限の一覧は、施錠した棚に保管する。",
        }
    )
    claims = claims_of(assessment)
    rights, leavers, shelf, exporting, _copies = claims
    return Review(
        assessment=assessment,
        document=Path("/みほん/住民基本台帳に関する事務/full-item.json"),
        agency="みほん市長",
        as_of=DAY,
        claims=claims,
        standings={
            exporting.id: standing(exporting, VerdictCode.SUPPORTED, Method.TEST, "E1"),
            rights.id: standing(rights, VerdictCode.CONTRADICTED, Method.EXAMINE, "E2"),
            leavers.id: replace(
                standing(leavers, VerdictCode.SUPPORTED, Method.INTERVIEW, "E3"),
                changes=("証跡「権限一覧」が変わった",),
            ),
            shelf.id: standing(shelf, VerdictCode.NOT_APPLICABLE, Method.ON_SITE, ""),
        },
        findings=(
            Finding(
                id="f3", code="SLF04", severity=FindingSeverity.OBSERVATION, path="cover.title",
                message="評価書名が要綱の名と違います。",
            ),
            Finding(
                id="f1", code="CNT01", severity=FindingSeverity.MAJOR, path=rights.path, claim=rights.id,
                evidence=("E2", "E4"), quotes=(Quote("E2", "権限は、年2回見直す。", "第8条"),),
                message="見直しの頻度が、記載は毎月、証跡は年2回です。", clause="番号法第12条",
                proposal="権限の見直しを毎月行い、見直し記録簿に残す。", advice="権限は、〔　〕ごとに見直している。",
                owner="情報政策課", due=date(2026, 10, 31), state=FindingState.PLANNED,
            ),
            Finding(
                id="f2", code="by_hand", severity=FindingSeverity.GOOD_PRACTICE, path=exporting.path, claim=exporting.id,
                message="書き出しの禁止を毎年試験しています。", state=FindingState.CONFIRMED,
            ),
            Finding(
                id="f4", code="VAG01", severity=FindingSeverity.MINOR, path="files[juki].risks.use.off_duty.measures",
                message="頻度の記載がありません。", state=FindingState.WITHDRAWN,
            ),
            Finding(id="f5", code="SLF01", severity=FindingSeverity.MINOR, path="", message="対象人数が二つの評価書で違います。"),
        ),
        noted_by={"f2": "点検 花子"},
        reasons={"f4": "該当する取扱いがないため"},
        entries=(
            Entry(id="E1", title="端末設定書", kind="configuration", path="設定/端末.xlsx", collected_on=date(2026, 4, 1), sha256="a" * 64, valid_to=date(2027, 3, 31)),
            Entry(id="E2", title="権限管理規程", kind="regulation", path="規程.docx", department="情報政策課"),
            Entry(id="E3", title="", kind="interview", note="当日に削除していると聞いた。"),
        ),
        states={"E1": EntryState.OK, "E2": EntryState.CHANGED},
        unseen=(Unseen(what="端末設定書の別紙", why="画像だけの PDF で、文字が読めない"),),
        checked_on=date(2026, 11, 26),
        bearing={rights.id: ("E2",), exporting.id: ("E1", "E2"), leavers.id: ("E2",)},
        other_operations=("個人住民税に関する事務",),
        problems=(Problem(code="REQ01", severity=Severity.ERROR, path="overview.department.name", message="担当部署が記入されていません。"),),
        answers={
            ("A3", ""): (answer("A3", "", Answer.YES, note="非公表部分は別紙の二か所だけ"),),
            ("A1", ASKS[0]): (answer("A1", ASKS[0], Answer.YES), answer("A1", ASKS[0], Answer.NO, by="点検 太郎")),
            ("B10", OF_U3): (answer("B10", OF_U3, Answer.NO),),
            ("kept_safe", OF_SAFETY): (answer("kept_safe", OF_SAFETY, Answer.UNDECIDED, note="物理面の記録を見ていない"),),
        },
        skipped=(SkippedCheck(code="PRC02", reason="手続の事実が分からない", by="点検 花子"),),
        sign_offs=(SignOff(by="点検 花子", at=datetime(2026, 11, 26, 17, 0, tzinfo=JAPAN), covered=(exporting.id, leavers.id), lapsed=(leavers.id,), note="中間"),),
    )  # fmt: skip


def answer(
    about: str, question: str, said: Answer, *, by: str = "点検 花子", note: str = ""
) -> ChecklistAnswer:
    """What a person said of a point or a duty."""
    moment = datetime(2026, 11, 25, 10, 0, tzinfo=JAPAN)
    return ChecklistAnswer(about=about, question=question, answer=said, by=by, at=moment, note=note)


def standing(claim: Claim, code: VerdictCode, method: Method, entry: str) -> Standing:
    return Standing(
        verdict=Verdict(
            claim=claim.id,
            code=code,
            method=method,
            by="点検 花子",
            at=datetime(2026, 11, 20, 9, 30, tzinfo=JAPAN),
            evidence={entry: "a" * 64} if entry else {},
            quotes=(Quote(entry, "書き出しは禁止", "「設定」B5"),) if entry == "E1" else (),
            claim_text=claim.text,
            claim_fingerprint=claim.fingerprint,
        )
    )


def hostile() -> Review:
    """The same review, every text of a person or a file replaced."""
    plain = review()
    standings = {
        claim: replace(
            one,
            verdict=replace(one.verdict, by=HOSTILE, note=HOSTILE, quotes=(Quote("E1", HOSTILE, HOSTILE),)),
            changes=(HOSTILE,) if one.changes else (),
        )
        for claim, one in plain.standings.items()
    }
    findings = tuple(
        replace(
            one,
            code=HOSTILE,
            message=HOSTILE,
            proposal=HOSTILE,
            advice=HOSTILE,
            owner=HOSTILE,
            clause=HOSTILE,
            quotes=(Quote("E1", HOSTILE, HOSTILE),),
        )
        for one in plain.findings
    )
    return replace(
        plain,
        agency=HOSTILE,
        assessment=plain.assessment.with_answer("files[juki].profile.name", "=1+1"),
        claims=tuple(replace(one, text=HOSTILE, scope=HOSTILE, lead=HOSTILE) for one in plain.claims),
        standings=standings,
        findings=findings,
        noted_by={"f2": HOSTILE},
        reasons={"f4": HOSTILE},
        entries=tuple(replace(one, title=HOSTILE, department=HOSTILE, note=HOSTILE) for one in plain.entries),
        answers={
            topic: tuple(replace(one, by=HOSTILE, note=HOSTILE) for one in said)
            for topic, said in plain.answers.items()
        },
        problems=(replace(plain.problems[0], message=HOSTILE),),
        unseen=(Unseen(what=HOSTILE, why=HOSTILE),),
        skipped=(SkippedCheck(code=HOSTILE, reason=HOSTILE, by=HOSTILE),),
        sign_offs=(
            SignOff(by=HOSTILE, at=datetime(2026, 11, 26, 0, 0, tzinfo=JAPAN), covered=(), note=HOSTILE),
        ),
    )


def large(count: int = 2000) -> Review:
    """A review with so many claims on one blank, each with a finding."""
    plain = review()
    first = plain.claims[0]
    claims = tuple(
        replace(first, id=f"{first.path}#{n:08x}", text=f"対策{n}を行っている。") for n in range(count)
    )
    findings = tuple(
        replace(plain.findings[1], id=f"f{n}", claim=one.id, path=one.path) for n, one in enumerate(claims)
    )
    return replace(plain, claims=claims, findings=findings, standings={})
