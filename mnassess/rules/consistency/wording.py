"""Words that should not stand in a finished report: citations of superseded law, drafting marks, blanks to fill."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from mnassess.forms.dates import parse_date
from mnassess.forms.model import FieldKind, FormKind
from mnassess.forms.paths import form_path, is_inside
from mnassess.language import say
from mnassess.rules.check import Case, Check, Text
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.rulebook import Phrase, StaleCitation

_BEFORE = 400
"""Letters before a citation in which the law it is of is looked for."""
_FIGURES = "overview.figure.images"
_DRIVE = re.compile(r"[A-Za-z]:")
_DAY = re.compile(
    r"(?:令和|平成|昭和|大正|明治|[RHSTMrhstm])?\s*(?:元|\d+)\s*[年./-]\s*\d+(?:\s*[月./-]\s*(?:\d+\s*日?)?)?"
)


class StaleCitations(Check):
    """The law is cited as it stood earlier."""

    code = "CON90"
    severity = Severity.WARNING
    places = ("",)

    def find(self, case: Case) -> Iterator[Problem]:
        whole = case.joined_texts
        told: set[tuple[str, str]] = set()
        for stale in case.rules.stale_citations:
            if not stale.phrase.may_be_in(whole):
                continue
            for text in case.texts:
                words = _stale_words(stale, text)
                if not words or (text.path, stale.advice) in told:
                    continue
                told.add((text.path, stale.advice))
                yield self.problem(
                    text.path,
                    say(
                        "「{title}」の「{words}」は古い引用です。{advice}。",
                        title=case.title(text.path),
                        words=words,
                        advice=stale.advice,
                    ),
                    severity=Severity.INFO if stale.origin.sure == "remembered" else None,
                    clause=stale.origin.clause,
                )


def _stale_words(stale: StaleCitation, text: Text) -> str:
    """The old citation a text holds; "" where it holds none, or cites another law."""
    if not stale.phrase.may_be_in(text.text):
        return ""
    if stale.places and not any(is_inside(form_path(text.path), place) for place in stale.places):
        return ""
    read = unicodedata.normalize("NFKC", text.text)
    found = stale.phrase.pattern.finditer(read)
    return next((match[0] for match in found if not _cites_another(stale, read, match.start())), "")


def _cites_another(stale: StaleCitation, read: str, at: int) -> bool:
    """Whether the words at a place follow the name of another law (条例, 所得税法), so that they are of that one."""
    return stale.unless_after is not None and bool(stale.unless_after.search(read, max(0, at - _BEFORE), at))


class DraftingMark(Check):
    """〇〇, ●●, TODO, 要確認 and the like are left."""

    code = "CON91"
    severity = Severity.WARNING
    places = ("",)

    def find(self, case: Case) -> Iterator[Problem]:
        for text, words in _found(case, case.rules.wording.drafting_marks):
            yield self.problem(
                text.path,
                say(
                    "「{title}」に作成途中の印「{words}」が残っています。確定した内容に改めてください。",
                    title=case.title(text.path),
                    words=words,
                ),
            )


class Placeholder(Check):
    """〔　〕 of an inserted example was not filled in."""

    code = "CON92"
    severity = Severity.WARNING
    places = ("",)

    def find(self, case: Case) -> Iterator[Problem]:
        for text, words in _found(case, (case.rules.wording.placeholder,)):
            yield self.problem(
                text.path,
                say(
                    "「{title}」に記入待ちの「{words}」が残っています。内容を書き入れてください。",
                    title=case.title(text.path),
                    words=words,
                ),
            )


def _found(case: Case, phrases: Iterable[Phrase]) -> Iterator[tuple[Text, str]]:
    """Each text with the first words of it that fit one of the phrases."""
    whole = case.joined_texts
    present = [phrase for phrase in phrases if phrase.search(whole)]
    for text in case.texts if present else ():
        match = next((match for phrase in present if (match := phrase.search(text.text))), None)
        if match:
            yield text, match[0]


class FigurePath(Check):
    """A picture that does not lie beside the document gets lost when the folder is handed on."""

    code = "CON93"
    severity = Severity.ERROR
    forms = frozenset({FormKind.FULL_ITEM})
    places = ("overview.figure",)

    def find(self, case: Case) -> Iterator[Problem]:
        for figure in case.value(_FIGURES) or ():
            if _leads_outside(figure["path"]):
                yield self.problem(
                    _FIGURES,
                    say(
                        "図のファイル「{path}」が評価書のフォルダーの外を指しています。フォルダーの中（figures/ など）に置いてください。",
                        path=figure["path"],
                    ),
                )


class FigureFile(Check):
    """A picture that is not there, or that is none, leaves a gap in the printed report."""

    code = "CON95"
    severity = Severity.ERROR
    forms = frozenset({FormKind.FULL_ITEM})
    places = ("overview.figure",)

    def find(self, case: Case) -> Iterator[Problem]:
        faults = case.circumstances.figure_faults
        for path in dict.fromkeys(figure["path"] for figure in case.value(_FIGURES) or ()):
            if path in faults and not _leads_outside(path):
                yield self.problem(
                    _FIGURES, say("図「{path}」を表示できません：{reason}", path=path, reason=faults[path])
                )


def _leads_outside(path: str) -> bool:
    """Whether the path of a figure does not stay in the document's folder."""
    name = path.replace("\\", "/")
    return name.startswith(("/", "~")) or bool(_DRIVE.match(name)) or ".." in name.split("/")


class NoSuchDay(Check):
    """A date kept as words that is no date of the calendar: 令和7年13月45日."""

    code = "CON94"
    severity = Severity.ERROR
    places = ("",)

    def find(self, case: Case) -> Iterator[Problem]:
        for blank, path, value in case.answers:
            if blank.kind is not FieldKind.DATE or not isinstance(value, Mapping):
                continue
            words = str(value["text"])
            if _is_meant_as_day(words):
                yield self.problem(
                    path,
                    say(
                        "「{title}」の「{words}」という日付はありません。正しい日付に直してください。",
                        title=case.title(path),
                        words=words,
                    ),
                )


def _is_meant_as_day(words: str) -> bool:
    """Whether words have the form of a date and yet are none."""
    return bool(_DAY.fullmatch(unicodedata.normalize("NFKC", words).strip())) and parse_date(words) is None


WORDING_CHECKS: tuple[Check, ...] = (
    StaleCitations(),
    DraftingMark(),
    Placeholder(),
    FigurePath(),
    FigureFile(),
    NoSuchDay(),
)
