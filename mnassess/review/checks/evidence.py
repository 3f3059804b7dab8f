"""The evidence itself: is there any, can it prove the claim, is it fresh, is it still what was registered."""

from collections.abc import Iterator
from datetime import date

from mnassess.evidence.drift import EntryState
from mnassess.evidence.kinds import kind_word
from mnassess.evidence.model import Entry
from mnassess.forms.dates import first_day, show_date
from mnassess.language import say
from mnassess.review.advice import example_of, proofs_of
from mnassess.review.checks.check import ReviewCase, ReviewCheck
from mnassess.review.fingerprints import folded
from mnassess.review.freshness import last_day_of, months_after, stale_after
from mnassess.review.measures import measure_types
from mnassess.review.model import Claim, Finding, FindingSeverity, Quote

_LEAST_LETTERS = 10
"""A shorter claim may stand in a 変更後の記載 by chance."""


class NoEvidence(ReviewCheck):
    """Nothing in the folder seems to bear on the claim."""

    code = "EVI01"
    severity = FindingSeverity.MINOR

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        for claim in case.checkable:
            ranking = case.rankings.get(claim.id)
            if ranking is None or ranking.bears:
                continue
            remedy = case.remedy(claim)
            yield self.finding(
                say("この記載に関係すると見られる証跡がありません。"),
                claim=claim,
                proposal=say(
                    "行っていることを示す証跡（{proofs}など）を集めて台帳に登録する。行っていないときは、{measure}",
                    proofs=proofs_of(remedy),
                    measure=remedy.measure,
                )
                if remedy
                else say("行っていることを示す証跡を集めて台帳に登録する。"),
                advice="\n".join(
                    filter(
                        None,
                        (
                            say("行っていない対策は記載せず、行っている対策を具体的に書く。"),
                            example_of(remedy),
                        ),
                    )
                ),
            )


class CannotProve(ReviewCheck):
    """Only evidence of kinds that cannot prove the measure: a regulation does not show that it is followed."""

    code = "EVI02"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        for claim in case.checkable:
            bearing = case.bearing(claim)
            entries = _entries(case, claim)
            if entries and not _proving(case, claim):
                words = say("、").join(dict.fromkeys(kind_word(one.kind) for one in entries))
                is_rule = all(one.kind in case.context.data.content.rules for one in entries)
                best = bearing[0].passage
                remedy = case.remedy(claim)
                yield self.finding(
                    say(
                        "関係すると見られる証跡は{kinds}だけです。定めがあることは分かりますが、行われていることは分かりません。",
                        kinds=words,
                    )
                    if is_rule
                    else say(
                        "関係すると見られる証跡は{kinds}だけです。それだけでは、行われていることは確かめられません。",
                        kinds=words,
                    ),
                    claim=claim,
                    evidence=tuple(one.id for one in entries),
                    quotes=(Quote(best.evidence, best.text, best.location),),
                    proposal=say(
                        "行われていることを示す証跡（{proofs}など）を確かめる。", proofs=proofs_of(remedy)
                    )
                    if remedy
                    else "",
                )


class Stale(ReviewCheck):
    """All evidence that could prove the claim is older than its measure type allows."""

    code = "EVI03"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        types = measure_types().types
        for claim in case.checkable:
            proving = _proving(case, claim)
            ends = [last_day_of(one) for one in proving]
            if not proving or not all(ends):
                continue
            allowed = [stale_after(claim, one) for one in proving]
            if all(
                months is not None and end is not None and months_after(end, months) < case.context.as_of
                for end, months in zip(ends, allowed, strict=True)
            ):
                newest = max(range(len(proving)), key=lambda n: ends[n] or date.min)
                sure = any(types[code].months_sure == "confirmed" for code in claim.measures)
                remedy = case.remedy(claim)
                yield self.finding(
                    say(
                        "証跡「{title}」は{day}までのもので、{months}か月より古くなっています。",
                        title=case.entry_title(proving[newest]),
                        day=show_date((ends[newest] or date.min).isoformat()),
                        months=allowed[newest],
                    ),
                    claim=claim,
                    evidence=tuple(one.id for one in proving),
                    severity=FindingSeverity.MINOR if sure else None,
                    proposal=say(
                        "最近の証跡（{proofs}など）を集めて台帳に登録する。", proofs=proofs_of(remedy)
                    )
                    if remedy
                    else say("最近の証跡を集めて台帳に登録する。"),
                )

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        for entry in case.register.entries:
            if last_day_of(entry) is None:
                yield self.finding(
                    say(
                        "証跡「{title}」に日付がないため、古くなっているかは判断できません。",
                        title=case.entry_title(entry),
                    ),
                    evidence=(entry.id,),
                    what="undated",
                    proposal=say("台帳に、集めた日又は対象の期間を記入する。"),
                )


class BeforeTheChange(ReviewCheck):
    """The claim was changed, and all evidence that could prove it is of the time before."""

    code = "EVI04"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        changed = _changes(case)
        for claim in case.checkable if changed else ():
            words = folded(claim.text)
            days = [day for day, after in changed if len(words) >= _LEAST_LETTERS and words in after]
            proving = _proving(case, claim)
            ends = [end for end in map(last_day_of, proving) if end]
            if days and proving and len(ends) == len(proving) and max(ends) < max(days):
                yield self.finding(
                    say(
                        "記載は{changed}に変わりましたが、証跡「{title}」などは{day}までのものです。",
                        changed=show_date(max(days).isoformat()),
                        title=case.entry_title(proving[0]),
                        day=show_date(max(ends).isoformat()),
                    ),
                    claim=claim,
                    evidence=tuple(one.id for one in proving),
                    proposal=say("変わった後に行われたことを示す証跡を集めて台帳に登録する。"),
                )


def _changes(case: ReviewCase) -> list[tuple[date, str]]:
    """(day, 変更後の記載 without white space) of the rows of 変更箇所."""
    found = []
    for row in case.assessment.values.get("changes") or ():
        day = first_day(row["date"]) if isinstance(row.get("date"), str) else None
        if day and row.get("after"):
            found.append((day, folded(row["after"])))
    return found


class EntryCheckOfState(ReviewCheck):
    """A registered file is not what it was, or not there."""

    severity = FindingSeverity.MINOR
    state: EntryState

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        for entry in case.register.entries:
            if case.context.states.get(entry.id) is self.state:
                yield self.finding(
                    self.sentence(case, entry), evidence=(entry.id,), proposal=self.remedy_sentence()
                )

    def sentence(self, case: ReviewCase, entry: Entry) -> str:
        """What is wrong with the entry."""
        raise NotImplementedError

    def remedy_sentence(self) -> str:
        """What to do about it."""
        raise NotImplementedError


class MissingFile(EntryCheckOfState):
    """The file is not there."""

    code = "EVI05"
    state = EntryState.MISSING

    def sentence(self, case: ReviewCase, entry: Entry) -> str:
        return say(
            "証跡「{title}」のファイル（{path}）がありません。",
            title=case.entry_title(entry),
            path=entry.path,
        )

    def remedy_sentence(self) -> str:
        return say("ファイルを元の場所に戻すか、台帳のファイルの場所を直す。")


class ChangedFile(EntryCheckOfState):
    """The file is not the one that was registered."""

    code = "EVI06"
    state = EntryState.CHANGED

    def sentence(self, case: ReviewCase, entry: Entry) -> str:
        return say(
            "証跡「{title}」のファイル（{path}）が、登録した後に変わっています。",
            title=case.entry_title(entry),
            path=entry.path,
        )

    def remedy_sentence(self) -> str:
        return say("変わった理由を確かめ、正しければ台帳に登録し直す。")


class ExpiredEntry(EntryCheckOfState):
    """The period the evidence covers is over."""

    code = "EVI07"
    state = EntryState.EXPIRED

    def sentence(self, case: ReviewCase, entry: Entry) -> str:
        until = entry.valid_to
        return say(
            "証跡「{title}」の有効期間は{day}に終わっています。",
            title=case.entry_title(entry),
            day=show_date(until.isoformat()) if until else "",
        )

    def remedy_sentence(self) -> str:
        return say("今の期間の証跡に差し替える。")


class OneForMany(ReviewCheck):
    """One and the same file is the best evidence for many claims of different types."""

    code = "EVI08"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        limits = case.context.data.limits
        leaning: dict[str, list[Claim]] = {}
        for claim in case.checkable:
            bearing = case.bearing(claim)
            if len(bearing) == 1:
                leaning.setdefault(bearing[0].evidence, []).append(claim)
        for entry in case.register.entries:
            claims = leaning.get(entry.id, [])
            measures = {claim.measures[0] for claim in claims if claim.measures}
            if len(claims) >= limits.many_claims and len(measures) >= limits.many_measures:
                yield self.finding(
                    say(
                        "証跡「{title}」だけが、種類の違う{count}件の記載（安全管理措置{measures}種類）の裏付けになっています。",
                        title=case.entry_title(entry),
                        count=len(claims),
                        measures=len(measures),
                    ),
                    evidence=(entry.id,),
                    proposal=say("対策の種類ごとに、別の証跡を集めて台帳に登録する。"),
                )


class Unreadable(ReviewCheck):
    """What could not be read of the evidence: nothing is known about it."""

    code = "EVI09"
    severity = FindingSeverity.OBSERVATION

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        del case
        return iter(())

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        for entry in case.register.entries:
            remarks = case.library.remarks.get(entry.id, ())
            missing = case.context.states.get(entry.id) is EntryState.MISSING
            for number, remark in enumerate(() if missing else remarks):
                yield self.finding(
                    say(
                        "証跡「{title}」に読み取れないところがあり、内容は判断できません（{remark}）。",
                        title=case.entry_title(entry),
                        remark=remark.rstrip("。"),
                    ),
                    evidence=(entry.id,),
                    what=str(number),
                    proposal=say("人が開いて読み、確かめたことを点検の記録に残す。"),
                )


def _entries(case: ReviewCase, claim: Claim) -> list[Entry]:
    """The register entries that bear on a claim, the best first."""
    ids = dict.fromkeys(one.evidence for one in case.bearing(claim))
    return [case.entry_of[one] for one in ids if one in case.entry_of]


def _proving(case: ReviewCase, claim: Claim) -> list[Entry]:
    """Those of a kind that can prove at least one of the claim's measures by itself."""
    types = measure_types().types
    return [
        one
        for one in _entries(case, claim)
        if not claim.measures or any(one.kind not in types[code].cannot for code in claim.measures)
    ]


EVIDENCE_CHECKS: tuple[ReviewCheck, ...] = (
    NoEvidence(),
    CannotProve(),
    Stale(),
    BeforeTheChange(),
    MissingFile(),
    ChangedFile(),
    ExpiredEntry(),
    OneForMany(),
    Unreadable(),
)
