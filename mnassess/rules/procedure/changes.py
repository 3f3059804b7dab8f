"""変更箇所: the rows of what was changed, when it was submitted, and what should not have waited."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from mnassess.documents.model import Value
from mnassess.documents.naming import full_width
from mnassess.forms.catalog import load_form
from mnassess.forms.dates import first_day, last_day, show_date
from mnassess.forms.model import Field, Form, FormKind, Section
from mnassess.language import say
from mnassess.rules.check import DETAILED, Case, Check, plain
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.procedure.periods import review_clause

_CHANGES = "changes"
_USUAL_TIMINGS = frozenset({"before", "after", "事前", "事後"})
_AFTER = frozenset({"after", "事後"})
_FILE = re.compile(r"^\s*【[^】]*】")
_MARK = re.compile(r"※(?:\s*[（(][^（）()]*[）)])?")
"""The ※ the form prints beside important items, and what people add to it: ※（重要な変更）."""
_CHAPTER = re.compile(r"([Ⅰ-Ⅻ]|(?<![A-Za-z])[IVX]{1,4}(?![A-Za-z]))")
_BETWEEN = re.compile(r"[\s－―‐‑–—−-]+|(?=[①-⑳])")
_ITEM = re.compile(r"([0-9]{1,2})[.,、]?(?![0-9])")
_NUMBER = re.compile(r"^(?:[①-⑳]|[0-9０-９]{1,2}[.．、]?)")


def _rows(case: Case) -> Iterator[tuple[int, Mapping[str, Value]]]:
    """(number as printed, from 1; the row)."""
    return enumerate(case.value(_CHANGES) or (), 1)


class ChangedAfterPublication(Check):
    """The report shows its content as of 公表日."""

    code = "PRC40"
    severity = Severity.WARNING
    places = (_CHANGES,)

    def find(self, case: Case) -> Iterator[Problem]:
        published = case.latest("cover.publication_date")
        for number, row in _rows(case):
            day = row.get("date")
            changed = first_day(day) if isinstance(day, str) else None
            if published and changed and changed > published:
                yield self.problem(
                    _CHANGES,
                    say(
                        "変更箇所の{n}行目の変更日（{changed}）が公表日（{published}）より後です。公表日か変更日を改めてください。",
                        n=number,
                        changed=show_date(str(day)),
                        published=show_date(published.isoformat()),
                    ),
                )


class UnusualTiming(Check):
    """提出時期 is 事前 or 事後."""

    code = "PRC41"
    severity = Severity.INFO
    places = (_CHANGES,)

    def find(self, case: Case) -> Iterator[Problem]:
        for number, row in _rows(case):
            timing = row.get("timing")
            if timing and timing not in _USUAL_TIMINGS:
                yield self.problem(
                    _CHANGES,
                    say(
                        "変更箇所の{n}行目の提出時期「{timing}」は、「事前」か「事後」で表せないか確かめてください。",
                        n=number,
                        timing=timing,
                    ),
                )


class ImportantChangeAfterwards(Check):
    """A blank whose change may be an important one was changed with 提出時期 事後, and nothing says why it could wait."""

    code = "PRC42"
    severity = Severity.WARNING
    forms = DETAILED
    places = (_CHANGES,)

    def find(self, case: Case) -> Iterator[Problem]:
        if case.is_emergency:
            return
        for number, row in _rows(case):
            note = row.get("timing_note", "")
            settled = any(word in note for word in case.rules.wording.settled_changes)
            item = row.get("item", "")
            if row.get("timing") in _AFTER and not settled and _is_important(case.assessment.form, item):
                yield self.problem(
                    _CHANGES,
                    say(
                        "変更箇所の{n}行目「{item}」は重要な変更に当たり得る項目ですが、提出時期が「事後」です。当たらない理由を説明に書くか、事前の評価が要るか確かめてください。",
                        n=number,
                        item=item,
                    ),
                    clause="規則第6条第1項" if case.kind is FormKind.KEY_ITEM else _important_clause(case),
                )


def _important_clause(case: Case) -> str:
    return "規則第7条第1項" if case.circumstances.body == "local" else "番号法第28条第1項"


class _Printed(NamedTuple):
    """How the blank of a form is named in 変更箇所."""

    chapter: str
    item: str
    label: str
    important: bool


def _is_important(form: Form, item: str) -> bool:
    """Whether every blank the words of a row (Ⅱ－４－委託事項2－⑦再委託の有無) can mean is an important one."""
    spaced = _CHAPTER.sub(r" \1 ", _MARK.sub(" ", _FILE.sub("", item)))
    parts = [part for part in _BETWEEN.split(spaced) if part]
    if not parts:
        return False
    blanks = _printed(form.kind, form.edition)
    label = plain(parts[-1])
    labels = {label, plain(_NUMBER.sub("", parts[-1]))}
    meant = [blank for blank in blanks if blank.label in labels]
    names = {name for part in parts for name in (plain(part), _item_number(part))}
    for at, words in (("chapter", names), ("item", names), ("label", {label})):
        narrower = [blank for blank in meant if getattr(blank, at) in words]
        meant = narrower or meant
    return bool(meant) and all(blank.important for blank in meant)


def _item_number(part: str) -> str:
    """The number of the item a part names (６．特定個人情報の保管・消去); "" where it names none, as ①保管場所 does."""
    found = None if "①" <= part[0] <= "⑳" else _ITEM.match(plain(part))
    return found[1] if found else ""


@cache
def _printed(kind: FormKind, edition: str) -> tuple[_Printed, ...]:
    form = load_form(kind, edition)
    found = []
    for blank in form.iter_fields():
        chapter = item = ""
        group: Field | Section | None = form.find(blank.group) if blank.group else None
        while group is not None:
            if group.layout == "item":
                item = group.number
            if group.layout == "chapter":
                chapter = group.number
            group = form.find(group.group) if group.group else None
        item = blank.number if blank.layout == "item" else item
        label = plain(f"{blank.number}{blank.label}")
        found.append(_Printed(plain(chapter), plain(full_width(item)), label, blank.important))
        if blank.number:
            found.append(
                _Printed(plain(chapter), plain(full_width(item)), plain(blank.label), blank.important)
            )
    return tuple(found)


class AmendedLate(Check):
    """An amendment is submitted without delay; no law names a number of days, those of the rule data are ours."""

    code = "PRC43"
    severity = Severity.WARNING
    places = (_CHANGES,)

    def find(self, case: Case) -> Iterator[Problem]:
        changed = max((day for _, row in _rows(case) if (day := _changed_afterwards(row))), default=None)
        if changed is None or changed > case.as_of:
            return
        submitted = case.fact_day("submitted_on", needed_by=say("修正から提出までの日数"))
        if submitted is None:
            return
        done = (submitted, case.latest("cover.publication_date"))
        until = min((day for day in done if day and day >= changed), default=case.as_of)
        waited = until - changed
        attention, late = case.rules.periods["amendment_attention"], case.rules.periods["amendment_late"]
        if waited > timedelta(days=attention.length):
            yield self.problem(
                _CHANGES,
                say(
                    "最後の変更（{changed}）から提出までに{days}日かかっています。修正した評価書は速やかに提出し、公表してください。",
                    changed=show_date(changed.isoformat()),
                    days=waited.days,
                ),
                severity=None if waited > timedelta(days=late.length) else Severity.INFO,
                clause=review_clause(case, attention.origin.clause),
            )


def _changed_afterwards(row: Mapping[str, Value]) -> date | None:
    day = row.get("date")
    return last_day(day) if isinstance(day, str) and row.get("timing") in _AFTER else None


CHANGE_CHECKS: tuple[Check, ...] = (
    ChangedAfterPublication(),
    UnusualTiming(),
    ImportantChangeAfterwards(),
    AmendedLate(),
)
