"""What a check of a document is, and what it may look at.

One check, one class, one code, one sentence. A check says at which places of the form it reports, so that a run for
one heading or list entry can leave the others out.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import ClassVar, NamedTuple

from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import title_of
from mnassess.forms.dates import first_day, last_day
from mnassess.forms.model import Field, FieldKind, FormKind
from mnassess.forms.paths import form_path, is_inside, item_path
from mnassess.rules.applicability import reason_not_applicable
from mnassess.rules.data import rules_on
from mnassess.rules.problems import Circumstances, Problem, Severity
from mnassess.rules.rulebook import Rules
from mnassess.rules.threshold import ThresholdDecision, decision_of

THRESHOLD = frozenset({FormKind.THRESHOLD})
DETAILED = frozenset({FormKind.KEY_ITEM, FormKind.FULL_ITEM})
"""The forms that describe every file (Ⅱ, Ⅲ)."""
FULL_ITEM = frozenset({FormKind.FULL_ITEM})
ALL_FORMS = frozenset(FormKind)


class Text(NamedTuple):
    """One text of the document, as people wrote it."""

    path: str
    kind: FieldKind
    text: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One document under examination, with what the checks ask of it more than once."""

    assessment: Assessment
    circumstances: Circumstances
    inside: str = ""
    """The heading or list entry the run is limited to; "" for the whole document."""
    unknown_facts: dict[str, str] = field(default_factory=dict)
    """Procedure facts a check would have needed → the first check that asked."""

    @cached_property
    def rules(self) -> Rules:
        """The rules of the day the checks are made for."""
        return rules_on(self.as_of)

    @property
    def as_of(self) -> date:
        """The day the checks are made for."""
        return self.circumstances.as_of

    @property
    def kind(self) -> FormKind:
        """Which form the document is."""
        return self.assessment.form.kind

    @cached_property
    def decision(self) -> ThresholdDecision | None:
        """しきい値判断 of the operation; None while its inputs are not known."""
        return decision_of(self.assessment, self.circumstances)

    # --- answers ----------------------------------------------------------------------------------------------

    def value(self, path: str) -> Value | None:
        """The answer at a field path."""
        return self.assessment.values.get(path)

    def ticked(self, path: str) -> bool:
        """Whether a box is marked."""
        return self.assessment.values.get(path) is True

    def marks(self, path: str) -> Mapping[str, Value]:
        """The marked choices of a blank of check boxes."""
        found: Mapping[str, Value] = self.assessment.values.get(path) or {}
        return found

    def text(self, path: str) -> str:
        """A text; "" where it is empty or says that there is nothing (なし, －)."""
        found = self.assessment.values.get(path)
        return found if isinstance(found, str) and not self.is_none(found) else ""

    def is_none(self, text: str) -> bool:
        """Whether a text says that there is nothing."""
        return self.rules.wording.is_none(text)

    def applies(self, path: str) -> bool:
        """Whether the form asks for the blank."""
        return reason_not_applicable(self.assessment, path, self.circumstances.body) is None

    def title(self, path: str) -> str:
        """What people call the place."""
        return title_of(self.assessment, path)

    def label(self, path: str) -> str:
        """The printed words of the choice made at a path; "" where none is made."""
        blank = self.assessment.form.find(path)
        code = self.value(path)
        return blank.choices.label(code) if isinstance(blank, Field) and blank.choices and code else ""

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Paths of the files (特定個人情報ファイル) the run looks at."""
        paths = (item_path("files", item) for item in self.assessment.items_of("files"))
        return tuple(path for path in paths if overlaps(path, self.inside))

    @cached_property
    def all_files(self) -> tuple[str, ...]:
        """Paths of all files."""
        return tuple(item_path("files", item) for item in self.assessment.items_of("files"))

    def entries(self, list_path: str) -> tuple[str, ...]:
        """Paths of a list's entries."""
        return tuple(item_path(list_path, item) for item in self.assessment.items_of(list_path))

    # --- texts ------------------------------------------------------------------------------------------------

    @cached_property
    def answers(self) -> tuple[tuple[Field, str, Value], ...]:
        """(blank, path, answer) of every answer the run looks at."""
        return tuple(self.assessment.iter_answers(self.inside))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text the run looks at; the rows of 変更箇所 are history and left out."""
        return tuple(_texts(self.answers))

    @cached_property
    def joined_texts(self) -> str:
        """All of them in one string, so that words that occur nowhere cost one search."""
        return "\0".join(text.text for text in self.texts)

    def texts_of(self, *groups: str) -> str:
        """The texts of the document that lie in any of these headings, joined; for the search of a word."""
        return "\n".join(self._texts_of(group) for group in groups)

    def _texts_of(self, group: str) -> str:
        if group not in self._found_in:
            answers = self.assessment.iter_answers(group)
            self._found_in[group] = "\n".join(text.text for text in _texts(answers))
        return self._found_in[group]

    @cached_property
    def _found_in(self) -> dict[str, str]:
        return {}

    # --- days -------------------------------------------------------------------------------------------------

    def earliest(self, path: str) -> date | None:
        """The first day a date can mean; None where it is empty or names no date."""
        found = self.value(path)
        return first_day(found) if isinstance(found, str) else None

    def latest(self, path: str) -> date | None:
        """The last day a date can mean; None where it is empty or names no date."""
        found = self.value(path)
        return last_day(found) if isinstance(found, str) else None

    def fact_day(self, name: str, *, needed_by: str = "") -> date | None:
        """A day among the procedure facts. With `needed_by` (what cannot be checked without it) its absence is noted."""
        found = self.assessment.facts.get(name)
        if found is None and needed_by:
            self.unknown_facts.setdefault(name, needed_by)
        return first_day(found) if isinstance(found, str) else None

    @property
    def is_emergency(self) -> bool:
        """Assessed after the fact, as 規則第9条第2項 allows in a disaster and the like."""
        return self.assessment.facts.get("emergency") is True or self.ticked("overview.rule9_2.applied")


class Check:
    """One rule about documents. A subclass is one code."""

    code: ClassVar[str]
    severity: ClassVar[Severity]
    clause: ClassVar[str] = ""
    forms: ClassVar[frozenset[FormKind]] = ALL_FORMS
    """The forms it speaks of."""
    places: ClassVar[tuple[str, ...]]
    """Form paths it reports at, with everything in them; "" is the whole document."""

    def find(self, case: Case) -> Iterator[Problem]:
        """The problems of a document."""
        raise NotImplementedError

    def problem(
        self, path: str, message: str, *, severity: Severity | None = None, clause: str | None = None
    ) -> Problem:
        """A problem under this check's code."""
        return Problem(
            code=self.code,
            severity=severity or self.severity,
            path=path,
            message=message,
            clause=self.clause if clause is None else clause,
        )

    def concerns(self, case: Case) -> bool:
        """Whether the check has anything to say about the form and the part of it the run is limited to."""
        if case.kind not in self.forms:
            return False
        return not case.inside or _any_overlap(self.places, form_path(case.inside))


def overlaps(path: str, other: str) -> bool:
    """Whether one of two places lies in the other; "" is everything."""
    return not other or not path or is_inside(path, other) or is_inside(other, path)


@lru_cache(maxsize=4096)
def _any_overlap(places: tuple[str, ...], inside: str) -> bool:
    return any(overlaps(place, inside) for place in places)


def plain(text: str) -> str:
    """A text as names and answers are compared: width and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _texts(answers: Iterable[tuple[Field, str, Value]]) -> Iterator[Text]:
    for blank, path, value in answers:
        read = _READ.get(blank.kind)
        if read:
            for text in read(value):
                yield Text(path, blank.kind, text)


_READ: Mapping[FieldKind, Callable[[Value], Iterator[str]]] = {
    FieldKind.TEXT: lambda value: iter((value,)),
    FieldKind.LONGTEXT: lambda value: iter((value,)),
    FieldKind.TEXTS: iter,
    FieldKind.CHECKS: lambda value: (text for text in value.values() if isinstance(text, str)),
    FieldKind.DATE: lambda value: iter((value["text"],)) if isinstance(value, Mapping) else iter(()),
    FieldKind.FIGURE: lambda value: (figure["caption"] for figure in value if "caption" in figure),
}
