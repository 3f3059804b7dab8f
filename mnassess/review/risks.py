"""The risk catalogue (リスクの一覧), and which blank of which form speaks to which risk: `schemas/review/risks.json`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mnassess import language, resources
from mnassess.documents.model import Assessment
from mnassess.forms.model import Field, Form, FormKind
from mnassess.forms.paths import form_path, is_inside
from mnassess.forms.schema_files import Place, check_known, object_at, text_at, words_at
from mnassess.review.origins import Origin, read_entries, read_forms, read_origin, texts_at
from mnassess.review.sourced import one_of, read_data

Json = Any


@dataclass(frozen=True, slots=True)
class Name:
    """What the catalogue calls something."""

    ja: str
    en: str

    @property
    def words(self) -> str:
        """The name in the language in use."""
        return self.ja if language.current() == "ja" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One of the 26 risks of the catalogue."""

    id: str
    process: str
    """Code of the process it belongs to, e.g. `use`."""
    context: str
    """`without_network` or `through_network` (情報提供ネットワークシステム)."""
    name: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskBlank:
    """A blank, or everything in a heading, and the risks it speaks to."""

    path: str
    """Form path."""
    forms: frozenset[FormKind]
    risks: tuple[str, ...] = ()
    process: str
    """Of its risks; without risks, the process it speaks of at large (その他), or `common` (全庁共通)."""
    repeats: str = ""
    """The 【再掲】 blank whose origin the heading speaks of (最も優先度が高いと考えられる対策)."""
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Risks and processes in their order, and the blanks that speak to them."""

    processes: Mapping[str, Name]
    """Code → name, in the order of the risk table."""
    contexts: Mapping[str, Name]
    other: Name
    """What the rest of a process is called: その他."""
    unasked: Name
    """What stands where a form has no blank for a risk."""
    risks: Mapping[str, Risk]
    blanks: tuple[RiskBlank, ...]

    @cached_property
    def _by_path(self) -> Mapping[tuple[FormKind, str], RiskBlank]:
        return {(form, blank.path): blank for blank in self.blanks for form in blank.forms}

    def blank(self, form: Form, path: str) -> RiskBlank | None:
        """What the blank at a field path or form path speaks to: the entry of the innermost heading that has one."""
        at = form_path(path)
        while at:
            found = self._by_path.get((form.kind, at))
            if found:
                return found
            at = at.rpartition(".")[0]
        return None

    def spoken_to(self, assessment: Assessment, path: str) -> tuple[tuple[str, ...], str]:
        """(ids of the risks, code of the process) the blank at a field path speaks to."""
        found = self.blank(assessment.form, path)
        if found is None:
            return (), ""
        if not found.repeats:
            return found.risks, found.process
        repeated = _repeated(assessment, found.repeats)
        return self.spoken_to(assessment, repeated) if repeated else (found.risks, found.process)

    def words(self, risks: Iterable[str], process: str) -> str:
        """What a claim speaks to, for people: its risks, else its process."""
        named = [f"{risk} {self.risks[risk].name}" for risk in risks]
        return "、".join(named) or self.rest(process)

    def rest(self, process: str) -> str:
        """What is called that speaks to no risk of the catalogue: 入手 その他, 全庁共通."""
        name = self.process_name(process)
        return name if process in {"common", ""} else f"{name} {self.other.words}"

    def process_name(self, process: str) -> str:
        """What a process is called; its code where the catalogue does not know it, "" for none."""
        known = self.processes.get(process)
        return known.words if known else process

    def blanks_of(self, form: Form) -> tuple[RiskBlank, ...]:
        """The entries that speak of blanks a form has."""
        return tuple(self._on(form))

    def asked(self, form: Form) -> tuple[Risk, ...]:
        """The risks a form has a blank for."""
        asked = {risk for blank in self._on(form) for risk in blank.risks}
        return tuple(risk for risk in self.risks.values() if risk.id in asked)

    def not_asked(self, form: Form) -> tuple[Risk, ...]:
        """The risks a form has no blank for: their row in the risk table says so."""
        asked = self.asked(form)
        return tuple(risk for risk in self.risks.values() if risk not in asked)

    def _on(self, form: Form) -> Iterator[RiskBlank]:
        return (blank for blank in self.blanks if form.kind in blank.forms and form.find(blank.path))


def _repeated(assessment: Assessment, path: str) -> str:
    """The form path of the blank that a 【再掲】 repeats; "" while none is named, or the form has no such blank."""
    blank = assessment.form.find(path)
    if not isinstance(blank, Field):
        return ""
    named = assessment.value(f"{blank.group}.{blank.repeat_of}")
    repeated = dict(blank.repeats).get(named, "") if isinstance(named, str) else ""
    return "" if is_inside(repeated, blank.group) else repeated


@cache
def risk_catalogue() -> Catalogue:
    """The risk catalogue that travels with the program."""
    return read_risks(resources.schemas() / "review" / "risks.json")


def process_word(process: str) -> str:
    """What people call a process of the catalogue."""
    return risk_catalogue().process_name(process)


def read_risks(path: Path) -> Catalogue:
    """The risk catalogue a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(path, ("processes", "contexts", "words", "risks", "blanks"))
    processes, contexts = _names(root, "processes", place), _names(root, "contexts", place)
    words, at = object_at(root, "words", place), place / "words"
    check_known(words, ("other", "unasked"), at)
    risks: dict[str, Risk] = {}
    for raw, where in read_entries(root, "risks", place):
        risk = _risk(raw, where, processes, contexts)
        if risk.id in risks:
            raise (where / "id").refuse(f"「{risk.id}」が二度あります")
        risks[risk.id] = risk
    return Catalogue(
        processes=processes,
        contexts=contexts,
        other=_name(object_at(words, "other", at), at / "other"),
        unasked=_name(object_at(words, "unasked", at), at / "unasked"),
        risks=MappingProxyType(risks),
        blanks=tuple(
            _blank(raw, where, risks, processes) for raw, where in read_entries(root, "blanks", place)
        ),
    )


def _names(root: Mapping[str, Json], key: str, place: Place) -> Mapping[str, Name]:
    found: dict[str, Name] = {}
    for raw, at in read_entries(root, key, place):
        read_origin(raw, at)
        found[text_at(raw, "code", at)] = _name(raw, at, "code", "clause", "sure")
    return MappingProxyType(found)


def _name(raw: Mapping[str, Json], place: Place, *beside: str) -> Name:
    check_known(raw, (*beside, "ja", "en"), place)
    return Name(text_at(raw, "ja", place), text_at(raw, "en", place))


def _risk(
    raw: Mapping[str, Json], place: Place, processes: Mapping[str, Name], contexts: Mapping[str, Name]
) -> Risk:
    check_known(raw, ("id", "process", "context", "name", "clause", "sure"), place)
    return Risk(
        id=text_at(raw, "id", place),
        process=one_of(text_at(raw, "process", place), tuple(processes), place / "process"),
        context=one_of(text_at(raw, "context", place), tuple(contexts), place / "context"),
        name=text_at(raw, "name", place),
        origin=read_origin(raw, place),
    )


def _blank(
    raw: Mapping[str, Json], place: Place, risks: Mapping[str, Risk], processes: Mapping[str, Name]
) -> RiskBlank:
    check_known(raw, ("path", "forms", "risks", "process", "repeats", "clause", "sure"), place)
    named = tuple(one_of(risk, tuple(risks), place / "risks") for risk in texts_at(raw, "risks", place))
    found = {risks[risk].process for risk in named}
    if len(found) > 1:
        raise (place / "risks").refuse("過程の違うリスクが並んでいます")
    if bool(found) == ("process" in raw):
        raise place.refuse("risks か process のどちらか一つが必要です")
    process = (
        found.pop() if found else one_of(text_at(raw, "process", place), tuple(processes), place / "process")
    )
    return RiskBlank(
        path=text_at(raw, "path", place),
        forms=read_forms(raw, place),
        risks=named,
        process=process,
        repeats=words_at(raw, "repeats", place),
        origin=read_origin(raw, place),
    )
