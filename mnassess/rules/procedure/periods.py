"""What is due when: review, reassessment, fresh counts, the window of serious incidents, the end of an operation."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from mnassess.forms.dates import last_day, parse_date, show_date
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.check import THRESHOLD, Case, Check
from mnassess.rules.problems import Problem, Severity

_PUBLICATION = "cover.publication_date"
_COUNTS = ("inputs.subjects.as_of", "inputs.handlers.as_of")
_ENDED = re.compile(r"【([^】]{0,30})終了】")


def review_clause(case: Case, clause: str) -> str:
    """規則第14条第1項 speaks of 法28条 reports; 第3項 applies it to all others."""
    is_national = case.circumstances.body == "national" and case.kind is FormKind.FULL_ITEM
    return clause if is_national else "規則第14条第3項"


class ReviewDue(Check):
    """The content is looked over at least once a year (an effort the rules ask for)."""

    code = "PRC20"
    severity = Severity.WARNING
    places = (_PUBLICATION,)

    def find(self, case: Case) -> Iterator[Problem]:
        published = case.latest(_PUBLICATION)
        if published is None or case.fact_day("ended_on"):
            return
        rows = [
            last_day(day) for row in case.value("changes") or () if isinstance(day := row.get("date"), str)
        ]
        last = max(day for day in (published, case.fact_day("submitted_on"), *rows) if day)
        period = case.rules.periods["review"]
        if case.as_of > period.after(last):
            yield self.problem(
                _PUBLICATION,
                say(
                    "最後の公表・提出・変更（{last}）から1年を超えています。記載した事項を見直してください（努力義務）。",
                    last=show_date(last.isoformat()),
                ),
                clause=review_clause(case, period.origin.clause),
            )


class ReassessmentDue(Check):
    """The assessment is made anew within five years of the last full one; an amendment does not restart the clock."""

    code = "PRC21"
    severity = Severity.WARNING
    places = (_PUBLICATION,)

    def find(self, case: Case) -> Iterator[Problem]:
        if case.value(_PUBLICATION) is None or case.fact_day("ended_on"):
            return
        last = case.fact_day("last_full_publication_on", needed_by=say("再実施の時期"))
        if last is None:
            return
        period, notice = case.rules.periods["reassessment"], case.rules.periods["reassessment_notice"]
        due = period.after(last)
        if case.as_of >= due:
            yield self.problem(
                _PUBLICATION,
                say(
                    "直近の評価の公表（{last}）から5年を経過しています。特定個人情報保護評価を再実施してください（努力義務）。",
                    last=show_date(last.isoformat()),
                ),
                clause=period.origin.clause,
            )
        elif case.as_of >= notice.before(due):
            yield self.problem(
                _PUBLICATION,
                say(
                    "{due}で直近の評価の公表から5年になります。再実施の準備を始めてください。",
                    due=show_date(due.isoformat()),
                ),
                severity=Severity.INFO,
                clause=period.origin.clause,
            )


class CountsTooOld(Check):
    """対象人数 and 取扱者数 were counted within the last year."""

    code = "PRC22"
    severity = Severity.WARNING
    forms = THRESHOLD
    places = _COUNTS

    def find(self, case: Case) -> Iterator[Problem]:
        period = case.rules.periods["count_age"]
        for at in _COUNTS:
            counted = case.latest(at)
            if counted and period.after(counted) < case.as_of and not case.fact_day("ended_on"):
                yield self.problem(
                    at,
                    say(
                        "「{title}」（{day}）が1年より前です。数え直し、しきい値判断の結果が変わらないか確かめてください。",
                        title=case.title(at),
                        day=show_date(str(case.value(at))),
                    ),
                    clause=review_clause(case, period.origin.clause),
                )


class CountsInFuture(Check):
    """A count cannot be of a day to come."""

    code = "PRC23"
    severity = Severity.WARNING
    forms = THRESHOLD
    places = _COUNTS

    def find(self, case: Case) -> Iterator[Problem]:
        for at in _COUNTS:
            counted = case.earliest(at)
            if counted and counted > case.as_of:
                yield self.problem(
                    at, say("「{title}」が将来の日付です。計数した日に改めてください。", title=case.title(at))
                )


class IncidentWindow(Check):
    """重大事故 counts for one year from the day it occurred or became known."""

    code = "PRC24"
    severity = Severity.ERROR
    forms = THRESHOLD
    places = ("inputs.incident",)

    def find(self, case: Case) -> Iterator[Problem]:
        at = "inputs.incident.occurred"
        answer = case.value(at)
        window = case.rules.periods["incident_window"]
        first = window.before(case.as_of)
        days = [day for incident in case.assessment.facts.get("incidents", ()) for day in _days_of(incident)]
        recent = [day for day in days if first <= day <= case.as_of]
        if answer == "not_occurred" and recent:
            yield self.problem(
                at,
                say(
                    "「{title}」が「発生なし」ですが、{day}に発生し、又は発生を知った重大事故が記録されています。「発生あり」に改めてください。",
                    title=case.title(at),
                    day=show_date(max(recent).isoformat()),
                ),
                clause=window.origin.clause,
            )
        elif answer == "occurred" and days and not recent:
            yield self.problem(
                at,
                say(
                    "「{title}」が「発生あり」ですが、記録された重大事故は過去1年以内ではありません。しきい値判断をやり直してください。",
                    title=case.title(at),
                ),
                severity=Severity.WARNING,
                clause=window.origin.clause,
            )
        elif answer == "occurred" and not days:
            case.unknown_facts.setdefault("incidents", say("重大事故が過去1年以内か"))


def _days_of(incident: Mapping[str, str]) -> Iterator[date]:
    for iso in incident.values():
        yield date.fromisoformat(iso)


class EndedTitle(Check):
    """When the operation has ended, 評価書名 ends in 【○年○月○日 終了】."""

    code = "PRC30"
    severity = Severity.WARNING
    places = ("cover.title",)

    def find(self, case: Case) -> Iterator[Problem]:
        ended = case.fact_day("ended_on")
        mark = _ENDED.search(case.text("cover.title"))
        if ended and ended <= case.as_of and not mark:
            yield self.problem(
                "cover.title",
                say(
                    "事務を{day}にやめています。評価書名の末尾に「【{day} 終了】」を加えてください。",
                    day=show_date(ended.isoformat()),
                ),
                clause="規則第16条",
            )
        elif mark and ended is None:
            yield self.problem(
                "cover.title",
                say(
                    "評価書名に「終了」とありますが、事務をやめた日が手続の事実にありません。記録してください。"
                ),
            )
        elif mark and ended:
            said = parse_date(mark[1])
            if said and said != ended.isoformat():
                yield self.problem(
                    "cover.title",
                    say(
                        "評価書名の終了日（{said}）が、手続の事実の終了日（{ended}）と違います。どちらかを改めてください。",
                        said=show_date(said),
                        ended=show_date(ended.isoformat()),
                    ),
                )


class KeepPublished(Check):
    """The end is notified without delay, and the report stays public for three more years."""

    code = "PRC31"
    severity = Severity.INFO
    places = (_PUBLICATION,)

    def find(self, case: Case) -> Iterator[Problem]:
        ended = case.fact_day("ended_on")
        period = case.rules.periods["publication_kept"]
        if ended and ended <= case.as_of < period.after(ended):
            yield self.problem(
                _PUBLICATION,
                say(
                    "事務を{ended}にやめています。個人情報保護委員会に遅滞なく通知し、公表を{until}まで続けてください。",
                    ended=show_date(ended.isoformat()),
                    until=show_date(period.after(ended).isoformat()),
                ),
                clause=period.origin.clause,
            )


class PublicationAhead(Check):
    """公表日 lies ahead: the report is not yet public."""

    code = "PRC32"
    severity = Severity.INFO
    places = (_PUBLICATION,)

    def find(self, case: Case) -> Iterator[Problem]:
        published = case.earliest(_PUBLICATION)
        if published and published > case.as_of:
            yield self.problem(
                _PUBLICATION,
                say(
                    "公表日（{day}）が先の日付です。予定の日でよいか確かめてください。",
                    day=show_date(str(case.value(_PUBLICATION))),
                ),
            )


PERIOD_CHECKS: tuple[Check, ...] = (
    ReviewDue(),
    ReassessmentDue(),
    CountsTooOld(),
    CountsInFuture(),
    IncidentWindow(),
    EndedTitle(),
    KeepPublished(),
    PublicationAhead(),
)
