"""A finding in words: where it stands, what is wrong, who has to deal with it by when, what became of it."""

from collections.abc import Iterator
from datetime import date

from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.forms.dates import show_date
from mnassess.language import say
from mnassess.review.live_findings import LiveFinding
from mnassess.review.model import Finding, FindingSeverity, FindingState
from mnassess.review.moments import day_words
from mnassess.review.record import FindingChange
from mnassess.review.words import word


def place_words(assessment: Assessment, finding: Finding) -> str:
    """Where in the report a finding stands."""
    return title_of(assessment, finding.path) if finding.path else say("全体")


def charge_words(finding: Finding, as_of: date) -> str:
    """Who has to deal with it by when; "" where nobody was named."""
    return "　".join(filter(None, (finding.owner, _due_words(finding, as_of))))


def remark_lines(one: LiveFinding) -> Iterator[str]:
    """What became of it that no person said."""
    if one.gone_at:
        yield say("{day}から、自動点検では見付からなくなりました。", day=day_words(one.gone_at))
    if one.back_at:
        yield say("{day}に、自動点検で再び見付かりました。", day=day_words(one.back_at))
    if one.is_found_though_finished:
        yield say("対応が済んだとされていますが、自動点検ではまだ見付かります。")
    for field in sorted(one.disputed):
        yield say("{field} に二通りの判断があります。後のものを示しています。", field=member_word(field))


def change_words(change: FindingChange) -> str:
    """Something a person changed: when, who, what, why."""
    reason = say("（理由：{reason}）", reason=" ".join(change.reason.splitlines())) if change.reason else ""
    return say(
        "{day} {by}：{field} → {value}{reason}",
        day=day_words(change.at),
        by=change.by,
        field=member_word(change.field),
        value=_value_words(change),
        reason=reason,
    )


def member_word(field: str) -> str:
    """What people call a member of a finding."""
    match field:
        case "state":
            return say("状態")
        case "owner":
            return say("担当")
        case "due":
            return say("期日")
        case "severity":
            return say("重さ")
        case "proposal":
            return say("対応の提案")
    return say("記載の助言")


def _due_words(finding: Finding, as_of: date) -> str:
    if finding.due is None:
        return ""
    late = say("（期限超過）") if finding.is_late(as_of) else ""
    return show_date(finding.due.isoformat()) + late


def _value_words(change: FindingChange) -> str:
    if not change.value:
        return say("（消した）")
    match change.as_member():
        case FindingState() | FindingSeverity() as code:
            return word(code)
        case date() as due:
            return show_date(due.isoformat())
    return " ".join(change.value.splitlines())
