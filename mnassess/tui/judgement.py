"""What the rules say about the document on the screen, in the words the screens show. The one place that asks them."""

from datetime import date
from pathlib import Path

from mnassess.documents.counterparts import Counterpart
from mnassess.documents.homework import Homework, department_words
from mnassess.documents.model import Assessment
from mnassess.documents.words import printed_words
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field, FieldKind
from mnassess.language import say
from mnassess.rules.applicability import Reason
from mnassess.rules.checks import iter_problems
from mnassess.rules.circumstances import with_figures
from mnassess.rules.computed import computed_value, printed_choices
from mnassess.rules.problems import Circumstances, Problem
from mnassess.rules.threshold import decision_of

_DECIDING = ("inputs", "result")
"""Where the threshold form asks what しきい値判断 is made from, and prints what it comes to."""


def problems_of(assessment: Assessment, circumstances: Circumstances, document: Path) -> tuple[Problem, ...]:
    """Everything there is to look at in a document, in form order; its pictures as they lie beside it now."""
    return tuple(iter_problems(assessment, with_figures(circumstances, assessment, document)))


def shown_words(assessment: Assessment, path: str, circumstances: Circumstances) -> str:
    """What stands in a blank that nobody types: a rule's result, or the name of the file Ⅲ speaks of."""
    blank = assessment.form.field(path)
    if blank.kind is FieldKind.PRINT:
        return ""
    value = assessment.value(path)
    if value is None:
        value = computed_value(assessment, path, circumstances)
    if value is None:
        return say("（まだ決まりません）")
    choices = printed_choices(assessment, blank, path)
    return choices.label(value) if choices else printed_words(blank, value)


def reason_words(assessment: Assessment, reason: Reason) -> str:
    """Why a blank does not apply, as a sentence: the blank that decides and what it would have to say."""
    if reason.path == "@body":
        if (reason.condition.equals == "local") != reason.condition.negated:
            return say("対象外：地方公共団体等だけが記入します。")
        return say("対象外：行政機関等だけが記入します。")
    asked = assessment.form.find(reason.path)
    label = asked.label if asked else reason.path
    if isinstance(reason.condition.equals, bool):
        if reason.condition.equals == reason.condition.negated:
            return say("対象外：「{label}」が「はい」のため。", label=label)
        return say("対象外：「{label}」が「はい」のときに記入します。", label=label)
    words = (
        printed_words(asked, reason.condition.equals) if isinstance(asked, Field) else reason.condition.equals
    )
    if reason.condition.negated:
        return say("対象外：「{label}」が「{words}」のため。", label=label, words=words)
    return say("対象外：「{label}」が「{words}」のときに記入します。", label=label, words=words)


def edition_words(edition: str) -> str:
    """The edition as people say it, 令和6年10月."""
    return show_date(edition)


def counterpart_lines(found: tuple[Counterpart, ...], is_empty: bool) -> list[str]:
    """What other documents say in a blank: offered where it is empty, told where it differs."""
    lines = []
    for one in found:
        values = {"document": one.document, "words": one.words.replace("\n", " ")}
        if one.relation == "edition":
            lines.append(say("前の版（{document}）：{words}", **values))
        elif one.differs:
            lines.append(say("食い違い：{document}では「{words}」", **values))
        elif is_empty:
            lines.append(say("{document}では「{words}」", **values))
    if is_empty and any(one.fits for one in found):
        lines.append(say("（操作の一覧の「写す」で、この欄に写せます）"))
    return lines


def decision_lines(assessment: Assessment, path: str, circumstances: Circumstances) -> list[str]:
    """しきい値判断 as the answers stand now, with its reasons, beside the blanks it is made from."""
    if not path.startswith(_DECIDING):
        return []
    decision = decision_of(assessment, circumstances)
    if decision is None:
        return [say("しきい値判断：対象人数・取扱者数・重大事故の全てに答えると決まります。")]
    reasons = [f"・{reason.text}（{reason.clause}）" for reason in decision.reasons]
    return [
        say("しきい値判断：{outcome}（{clause}）", outcome=decision.label, clause=decision.clause),
        *reasons,
    ]


def homework_line(one: Homework) -> str:
    """One thing to find out: until when, who, what, in which report."""
    due = show_date(one.due) if one.due else say("期限なし")
    late = say("（期限超過）") if one.is_overdue(date.today()) else ""  # noqa: DTZ011 - the day on the wall
    task = one.task.replace("\n", " ")
    place = one.report if one.title in task else f"{one.report}　{one.title}"
    return f"[{due}{late}] {department_words(one.owner)}：{task}　{place}"
