"""Who and what Ⅲ speaks of against Ⅰ and Ⅱ: systems, contractors, places; and what the cover is called.

Real reports name things loosely, so these checks speak only where a name cannot be a loose one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.check import DETAILED, Case, Check, plain
from mnassess.rules.problems import Problem, Severity

_HEADING = re.compile(r"[＜<]([^＜＞<>\n]{2,40}?)における[^＜＞<>\n]{0,20}措置[^＜＞<>\n]{0,10}[＞>]")
"""＜住民基本台帳システムにおける措置＞, the headings measures are grouped under."""
_SYSTEM_WORDS = ("システム", "サーバー", "サーバ")
_AND = re.compile(r"及び|並びに|又は|、|，")
_BRACKETED = re.compile(r"[（(][^（）()]{0,40}[）)]")


@dataclass(frozen=True)
class _Known:
    """Text that names are looked for in, width and blanks aside."""

    text: str

    def names(self, *names: str) -> bool:
        """Whether one of the names stands in the text."""
        as_written = any(name in self.text for name in names)
        return as_written or any(plain(name) in self._plain for name in names)

    @cached_property
    def _plain(self) -> str:
        return plain(self.text)


class UnknownSystem(Check):
    """A heading ＜…システムにおける措置＞ names a system that Ⅰ2 does not list."""

    code = "CON80"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].risks", "other_measures")

    def find(self, case: Case) -> Iterator[Problem]:
        known: _Known | None = None
        for path, _, text in case.texts:
            if "における" not in text or not path.startswith(("files[", "other_measures")):
                continue
            for heading in _HEADING.finditer(text):
                known = _known_systems(case) if known is None else known
                for name in _systems_of(heading[1]):
                    if not known.names(name):
                        yield self.problem(
                            path,
                            say(
                                "「{title}」にある「{name}」が、Ⅰ２の使用するシステムにありません。Ⅰ２に加えるか、名称をそろえてください。",
                                title=case.title(path),
                                name=name,
                            ),
                        )


def _systems_of(heading: str) -> Iterator[str]:
    """The systems one heading names: ＜税務システム及び統合宛名システムにおける措置＞ names two."""
    for part in _AND.split(_BRACKETED.sub("", heading)):
        name = part.strip().removesuffix("等")
        if name.endswith(_SYSTEM_WORDS):
            yield name


def _known_systems(case: Case) -> _Known:
    """Everything Ⅰ says about systems in one string, names every operation may use included."""
    form = case.assessment.form
    labels = (
        choice.label
        for system in case.entries("overview.systems")
        for choice in form.field("overview.systems[].connections").choices or ()
        if choice.code in case.marks(f"{system}.connections")
    )
    words = (*case.rules.wording.known_systems, *labels, case.texts_of("overview"))
    return _Known("\n".join(words))


class UnknownCompany(Check):
    """Ⅲ names a company that neither Ⅰ nor Ⅱ knows."""

    code = "CON81"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].risks", "other_measures")

    def find(self, case: Case) -> Iterator[Problem]:
        words = case.rules.wording.company_words
        known: _Companies | None = None
        for path, _, text in case.texts:
            if ".risks." not in path and not path.startswith("other_measures"):
                continue
            if not any(word in text for written in words for word in written):
                continue
            if known is None:
                groups = ("overview", *(f"{path}.profile" for path in case.all_files))
                known = _Companies(case.texts_of(*groups), words)
            mentions = _mentions(text, words)
            for name in dict.fromkeys(one.quoted for one in mentions if not known.knows(one)):
                yield self.problem(
                    path,
                    say(
                        "「{title}」にある「{name}」が、Ⅱの委託先などにありません。Ⅱに加えるか、名称を確かめてください。",
                        title=case.title(path),
                        name=name,
                    ),
                )


_LETTER = "一-龥々ァ-ヶーｦ-ﾟA-Za-z0-9Ａ-Ｚａ-ｚ０-９&＆・"
_Written = tuple[tuple[str, ...], ...]
_BULLET = "・"
"""Part of a name in its middle, never at its beginning."""
_NAME_BEFORE = re.compile(rf"[{_LETTER}]{{1,20}}$")
_NAME_AFTER = re.compile(
    rf"[{_LETTER}]{{1,20}}"
    r"|[ぁ-ん]{2,6}?(?=[はがにのをとへで、][一-龥0-9０-９])"
    r"|[ぁ-ん]{1,6}[一-龥々ァ-ヶー]{0,12}"
)
_PARTICLE = re.compile(r"[はがにのをとへでもや、]|等|及び|並びに|又は")
"""What shows that the name stands before the company word."""
_NO_NAME = re.compile(r"(?:当該|同|各|民間|委託先|受託先|受託者|事業者|[はがにのをとへでも、])$")
"""Words before 株式会社 that speak of a company without naming it."""
_TELLING = 3
"""Letters beside 株式会社 that are enough to recognise a name by."""
_REACH = 20
"""Letters beside 株式会社 in which its name is looked for."""


class _Companies:
    """The companies of a text, by the kind of company, the side its name stands on and the letters next to it."""

    def __init__(self, text: str, words: _Written) -> None:
        self._next: set[tuple[str, bool, str]] = set()
        """The one, two or three letters next to the company word."""
        self._whole: set[tuple[str, bool, str]] = set()
        """Names shorter than that."""
        for mention in _mentions(text, words):
            for is_before, name in mention.ends:
                for length in range(1, min(_TELLING, len(name)) + 1):
                    self._next.add((mention.word, is_before, _nearest(name, is_before, length)))
                if len(name) < _TELLING:
                    self._whole.add((mention.word, is_before, name))

    def knows(self, mention: "_Mention") -> bool:
        """Whether one end of a mention is that of a company here, as far as the shorter of the two names goes."""
        return any(
            (mention.word, is_before, _nearest(name, is_before, _TELLING)) in self._next
            or any(
                (mention.word, is_before, _nearest(name, is_before, length)) in self._whole
                for length in range(1, _TELLING)
            )
            for is_before, name in mention.ends
        )


def _nearest(name: str, is_before: bool, length: int) -> str:
    return name[-length:] if is_before else name[:length]


class _Mention(NamedTuple):
    """One place where a text speaks of a company."""

    word: str
    """The kind of company, written out."""
    ends: tuple[tuple[bool, str], ...]
    """(whether it stands before the company word, what may be the name), width and blanks aside."""
    quoted: str
    """The company as it is written."""


def _mentions(text: str, words: _Written) -> Iterator[_Mention]:
    full = {way: written[0] for written in words for way in written}
    for match in re.finditer("|".join(map(re.escape, full)), text):
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip(" 　")
        after = text[match.end() : match.end() + _REACH].lstrip(" 　")
        found = None if _NO_NAME.search(before) else _NAME_BEFORE.search(before)
        name_before = found[0].lstrip(_BULLET) if found else ""
        found = None if _PARTICLE.match(after) else _NAME_AFTER.match(after)
        name_after = found[0] if found else ""
        if not name_before and not name_after:
            continue
        ends = [(False, end) for end in (after, name_after) if name_after]
        ends += [(True, end) for end in (before, name_before) if name_before]
        yield _Mention(
            full[match[0]],
            tuple((is_before, plain(end)) for is_before, end in ends),
            match[0] + name_after if name_after else name_before + match[0],
        )


class UnknownPlace(Check):
    """Ⅲ protects a place that 保管場所 of Ⅱ6 does not name."""

    code = "CON82"
    severity = Severity.INFO
    forms = DETAILED
    places = ("files[].profile.storage.place",)

    def find(self, case: Case) -> Iterator[Problem]:
        words = case.rules.wording.place_words
        for path in case.files:
            at = f"{path}.profile.storage.place"
            place = case.text(at)
            measures = case.texts_of(f"{path}.risks.storage") if place else ""
            word = next((word for word in words if word in measures and word not in place), None)
            if word:
                yield self.problem(
                    at,
                    say(
                        "Ⅲの保管・消去の措置に「{word}」がありますが、「{title}」にありません。保管場所を確かめてください。",
                        word=word,
                        title=case.title(at),
                    ),
                )


class TitleOfAnotherForm(Check):
    """評価書名 says another kind of report."""

    code = "CON83"
    severity = Severity.WARNING
    places = ("cover.title",)

    def find(self, case: Case) -> Iterator[Problem]:
        title = case.text("cover.title")
        for kind in FormKind:
            name = load_form(kind).name
            if kind is not case.kind and name in title and case.assessment.form.name not in title:
                yield self.problem(
                    "cover.title",
                    say(
                        "評価書名に「{other}」とありますが、この評価書は{name}です。評価書名を改めてください。",
                        other=name,
                        name=case.assessment.form.name,
                    ),
                )


class DeclarationWithoutOperation(Check):
    """The declaration (宣言) names the operation it is made for."""

    code = "CON84"
    severity = Severity.INFO
    places = ("cover.declaration",)

    def find(self, case: Case) -> Iterator[Problem]:
        declaration, name = case.text("cover.declaration"), case.text("overview.operation.name")
        stem = plain(name).removesuffix("に関する事務").removesuffix("事務")
        if declaration and stem and stem not in plain(declaration):
            yield self.problem(
                "cover.declaration",
                say(
                    "「{title}」に事務の名称「{name}」がありません。宣言の対象の事務を書いてください。",
                    title=case.title("cover.declaration"),
                    name=name,
                ),
            )


NAME_CHECKS: tuple[Check, ...] = (
    UnknownSystem(),
    UnknownCompany(),
    UnknownPlace(),
    TitleOfAnotherForm(),
    DeclarationWithoutOperation(),
)
