"""The knowledge base: for every risk and every measure type, what an office can really do about it.

`schemas/review/knowledge/` holds a file for the risks and one for the measure types; an agency adds its own remedies
in `knowledge.json` of its workspace, in the same shape. What the reader does not understand it refuses.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import resources
from mnassess.forms.schema_files import Json, Place, check_known
from mnassess.language import say
from mnassess.review.sourced import (
    Proof,
    Source,
    clause_at,
    code_at,
    codes_at,
    objects_at,
    own_file,
    proofs_at,
    read_data,
    reasons_at,
    sentence_at,
    sure_at,
)

FILE = "knowledge.json"
"""Name of an agency's own file in its workspace."""
BLANK = "〔　〕"
"""What a person fills in; left standing, the report's own check (CON92) finds it."""
_RISKS, _MEASURES = "risks", "measures"
_GROUPS = {_RISKS: "risk", _MEASURES: "measure"}
"""List of a file → the name its groups are told apart by."""
_REMEDY = ("id", "size", "measure", "evidence", "frequency", "wording", "clause", "sure")


class Size(StrEnum):
    """Who carries a remedy out."""

    SMALL = "small"
    """One section (係) can do it by itself."""
    LARGE = "large"
    """It is kept uniform over several sections or the whole agency."""
    SYSTEM = "system"
    """It is a setting or a function of a system."""


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """A measure that can be carried out, with all a person needs to propose it."""

    id: str
    size: Size
    types: tuple[str, ...]
    """Codes of the measure types it carries out, most telling first."""
    measure: str
    """What to do."""
    evidence: tuple[Proof, ...]
    frequency: str
    """How often it is done and looked over: a proposal, never a fact about the agency."""
    wording: str
    """Example for the report. It holds no number of the agency: those are `BLANK`s to fill."""
    clause: str
    sure: str
    own: bool = False
    """Whether the agency added it."""

    @property
    def blank_count(self) -> int:
        """How many blanks the wording leaves to fill."""
        return self.wording.count(BLANK)


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """All remedies, by risk and by measure type."""

    sources: tuple[Source, ...]
    risks: Mapping[str, tuple[Remedy, ...]]
    measures: Mapping[str, tuple[Remedy, ...]]
    reasons: Mapping[tuple[str, Size], str]
    """(Code of a risk or measure type, size) → why no remedy of that size makes sense."""

    def for_risk(self, risk: str, size: Size | None = None) -> tuple[Remedy, ...]:
        """The remedies against a risk, the agency's own first; none for a risk that is not known."""
        return _sized(self.risks.get(risk, ()), size)

    def for_measure(self, code: str, size: Size | None = None) -> tuple[Remedy, ...]:
        """The remedies that carry out a measure type, the agency's own first; none for a code that is not known."""
        return _sized(self.measures.get(code, ()), size)

    def remedy(self, remedy_id: str) -> Remedy | None:
        """The remedy of an id."""
        return next((one for one in self if one.id == remedy_id), None)

    def proposals(
        self, risks: Iterable[str], measures: Iterable[str], size: Size | None = None
    ) -> tuple[Remedy, ...]:
        """What to propose for a claim of these risks and measure types, the closest first, each once.

        Closest is what answers a risk by one of the measure types; then come the measure types, then the risks.
        """
        codes = tuple(measures)
        against = [remedy for risk in risks for remedy in self.for_risk(risk, size)]
        carrying_out = [remedy for code in codes for remedy in self.for_measure(code, size)]
        both = [remedy for code in codes for remedy in against if code in remedy.types]
        return tuple({remedy.id: remedy for remedy in (*both, *carrying_out, *against)}.values())

    def with_remedies_of(self, file: Path) -> "Knowledge":
        """The knowledge and what a workspace's file adds; the knowledge itself where there is no such file.

        A remedy with the id of a known one of the same risk or measure type takes its place.
        """
        if not file.exists():
            return self
        with own_file(file, say("知識ベース")):
            return self._with(file)

    def _with(self, file: Path) -> "Knowledge":
        kinds = dict.fromkeys(proof.kind for remedy in self for proof in remedy.evidence)
        known = _Known(risks=tuple(self.risks), measures=tuple(self.measures), kinds=tuple(kinds))
        added = _sheet(*read_data(file, _GROUPS), known, own=True)
        taken = {remedy.id: home for home, remedy in self._placed()}
        for home, remedy in added.placed:
            if taken.get(remedy.id, home) != home:
                raise Place(file).refuse(f"「{remedy.id}」は「{taken[remedy.id][1]}」の対策の番号です")
        return replace(
            self,
            sources=(*self.sources, added.source),
            risks=_joined(self.risks, added.groups(_RISKS)),
            measures=_joined(self.measures, added.groups(_MEASURES)),
            reasons=MappingProxyType({**self.reasons, **added.reasons}),
        )

    def __iter__(self) -> Iterator[Remedy]:
        """Every remedy, those of the risks first."""
        return (remedy for _, remedy in self._placed())

    def _placed(self) -> Iterator[tuple[tuple[str, str], Remedy]]:
        for name, groups in ((_RISKS, self.risks), (_MEASURES, self.measures)):
            for code, remedies in groups.items():
                for remedy in remedies:
                    yield (name, code), remedy


@cache
def standard_knowledge() -> Knowledge:
    """The knowledge base that travels with the program."""
    return read_knowledge(resources.schemas() / "review" / "knowledge")


def knowledge_of(workspace: Path) -> Knowledge:
    """The knowledge base with the remedies of a workspace's own file."""
    return standard_knowledge().with_remedies_of(workspace / FILE)


def read_knowledge(folder: Path) -> Knowledge:
    """The knowledge base the files of a folder make; FormDefinitionError where they say what is not understood.

    Here every risk and measure type has a remedy of each size, or says why there is none.
    """
    files = [(file, read_data(file, _GROUPS)) for file in sorted(folder.glob("*.json"))]
    declared = {name: _declared(name, (root for _, (root, _, _) in files)) for name in _GROUPS}
    known = _Known(risks=declared[_RISKS], measures=declared[_MEASURES], kinds=None)
    sheets = [_sheet(*data, known, own=False) for _, data in files]
    ids: set[str] = set()
    for (file, _), sheet in zip(files, sheets, strict=True):
        for _, remedy in sheet.placed:
            if remedy.id in ids:
                raise Place(file).refuse(f"「{remedy.id}」が二度あります")
            ids.add(remedy.id)
        sheet.check_sizes()
    return Knowledge(
        sources=tuple(sheet.source for sheet in sheets),
        risks=_all_of(_RISKS, sheets),
        measures=_all_of(_MEASURES, sheets),
        reasons=MappingProxyType({key: why for sheet in sheets for key, why in sheet.reasons.items()}),
    )


# --- one file -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Known:
    """The codes a file may use."""

    risks: tuple[str, ...]
    measures: tuple[str, ...]
    kinds: tuple[str, ...] | None
    """None where any kind of evidence is taken as it is."""


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """What one file says."""

    place: Place
    source: Source
    placed: tuple[tuple[tuple[str, str], Remedy], ...]
    """(List, code of the group), remedy: in the order of the file."""
    codes: tuple[tuple[str, str], ...]
    reasons: Mapping[tuple[str, Size], str]

    def groups(self, name: str) -> dict[str, tuple[Remedy, ...]]:
        """Code → its remedies."""
        codes = [code for where, code in self.codes if where == name]
        return {code: tuple(one for home, one in self.placed if home == (name, code)) for code in codes}

    def check_sizes(self) -> None:
        """Every group has a remedy of each size, or says why there is none; never both."""
        there = {(home, remedy.size) for home, remedy in self.placed}
        for home in self.codes:
            for size in Size:
                if ((home, size) in there) == ((home[1], size) in self.reasons):
                    raise (self.place / home[0]).refuse(
                        f"「{home[1]}」の {size} に対策があるか、ない理由があるかの、どちらか一つではありません"
                    )


def _sheet(root: dict[str, Json], place: Place, source: Source, known: _Known, *, own: bool) -> _Sheet:
    placed: list[tuple[tuple[str, str], Remedy]] = []
    codes: list[tuple[str, str]] = []
    reasons: dict[tuple[str, Size], str] = {}
    readers: dict[str, tuple[tuple[str, ...], Callable[[str, Json, Place], tuple[str, ...]]]] = {
        _RISKS: (known.risks, lambda _, raw, at: _types(raw, at, known.measures)),
        _MEASURES: (known.measures, lambda code, _, __: (code,)),
    }
    for name, (allowed, types_of) in readers.items():
        remedy_members = (*_REMEDY, "types") if name == _RISKS else _REMEDY
        for raw, at in objects_at(root, name, place):
            check_known(raw, (_GROUPS[name], "none", "remedies"), at)
            code = code_at(raw, _GROUPS[name], at, allowed)
            if (name, code) in codes:
                raise at.refuse(f"「{code}」が二度あります")
            codes.append((name, code))
            for size, why in reasons_at(raw, "none", at, tuple(Size)).items():
                reasons[code, Size(size)] = why
            for entry, here in objects_at(raw, "remedies", at):
                check_known(entry, remedy_members, here)
                remedy = _remedy(entry, here, types_of(code, entry, here), known.kinds, own=own)
                if any(remedy.id == one.id for _, one in placed):
                    raise (here / "id").refuse(f"「{remedy.id}」が二度あります")
                placed.append(((name, code), remedy))
    return _Sheet(place=place, source=source, placed=tuple(placed), codes=tuple(codes), reasons=reasons)


def _remedy(
    raw: dict[str, Json], place: Place, types: tuple[str, ...], kinds: Collection[str] | None, *, own: bool
) -> Remedy:
    wording = sentence_at(raw, "wording", place, lines=True)
    if any(bracket in wording.replace(BLANK, "") for bracket in "〔〕"):
        raise (place / "wording").refuse(f"記入する箇所は {BLANK} と書きます")
    return Remedy(
        id=sentence_at(raw, "id", place),
        size=Size(code_at(raw, "size", place, tuple(Size))),
        types=types,
        measure=sentence_at(raw, "measure", place),
        evidence=proofs_at(raw, place, kinds),
        frequency=sentence_at(raw, "frequency", place),
        wording=wording,
        clause=clause_at(raw, place),
        sure=sure_at(raw, place),
        own=own,
    )


def _types(raw: dict[str, Json], place: Place, known: tuple[str, ...]) -> tuple[str, ...]:
    types = codes_at(raw, "types", place, known)
    if not types:
        raise (place / "types").refuse("安全管理措置のコードが一つもありません")
    return types


def _declared(name: str, roots: Iterable[dict[str, Json]]) -> tuple[str, ...]:
    """The codes the groups of some files have; a group that has none is refused when its file is read."""
    groups = [group for root in roots if isinstance(root.get(name), list) for group in root[name]]
    found = [group.get(_GROUPS[name]) for group in groups if isinstance(group, dict)]
    return tuple(dict.fromkeys(code for code in found if isinstance(code, str)))


def _all_of(name: str, sheets: Iterable[_Sheet]) -> Mapping[str, tuple[Remedy, ...]]:
    return MappingProxyType({code: found for sheet in sheets for code, found in sheet.groups(name).items()})


def _joined(
    known: Mapping[str, tuple[Remedy, ...]], added: Mapping[str, tuple[Remedy, ...]]
) -> Mapping[str, tuple[Remedy, ...]]:
    joined = dict(known)
    for code, remedies in added.items():
        ids = {remedy.id for remedy in remedies}
        joined[code] = (*remedies, *(one for one in known[code] if one.id not in ids))
    return MappingProxyType(joined)


def _sized(remedies: tuple[Remedy, ...], size: Size | None) -> tuple[Remedy, ...]:
    return remedies if size is None else tuple(one for one in remedies if one.size == size)
