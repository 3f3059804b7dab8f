"""The codes that stand in frames: all of a group in the order of the form, and what people call each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mnassess.evidence.drift import EntryState, state_word
from mnassess.evidence.kinds import kind_word, kinds
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.language import current, speaking
from mnassess.portfolios.extract import standard_extract
from mnassess.review.measures import measure_types
from mnassess.review.model import Answer, FindingSeverity, FindingState, Method, VerdictCode
from mnassess.review.risks import risk_catalogue
from mnassess.review.words import word
from mnassess.tables.columns import standard_frames

NOT_JUDGED = "not_judged"
"""The verdict of a claim that nobody has judged, or on which people differ."""
BETWEEN = "、"
"""Between several codes in one cell."""


def codes_of(group: str) -> Mapping[str, str]:
    """Code → its words in the language in use, of every code of a group in its order."""
    return MappingProxyType(_GROUPS[group]() if group in _GROUPS else _own(group))


def labels_of(group: str, language: str) -> Mapping[str, str]:
    """Code → its words in a language. Where two codes share a word, each says its code too."""
    with speaking(language):
        found = codes_of(group)
    shared = {one for one in found.values() if list(found.values()).count(one) > 1}
    return {code: f"{words}（{code}）" if words in shared else words for code, words in found.items()}


def _own(group: str) -> dict[str, str]:
    return {code: one.words(current()) for code, one in standard_frames().words[group].items()}


def _risks() -> dict[str, str]:
    return {one.id: f"{one.id} {one.name}" for one in risk_catalogue().risks.values()}


_GROUPS: Mapping[str, Callable[[], dict[str, str]]] = {
    "form": lambda: {kind.value: load_form(kind).name for kind in FormKind},
    "verdict": lambda: {one.value: word(one) for one in VerdictCode} | _own("verdict"),
    "method": lambda: {one.value: word(one) for one in Method},
    "finding_severity": lambda: {one.value: word(one) for one in FindingSeverity},
    "finding_state": lambda: {one.value: word(one) for one in FindingState},
    "answer": lambda: {one.value: word(one) for one in Answer},
    "process": lambda: {code: name.words for code, name in risk_catalogue().processes.items()},
    "risk": _risks,
    "risk_id": lambda: {one: one for one in risk_catalogue().risks},
    "measure": lambda: {code: one.title for code, one in measure_types().types.items()},
    "evidence_kind": lambda: {one.code: kind_word(one.code) for one in kinds()},
    "mention": lambda: {
        one.name: one.ja if current() == "ja" else one.en for one in standard_extract().mentions
    },
    "entry_state": lambda: {one.value: state_word(one) for one in EntryState},
}
"""Group → its codes; the groups that are not here are the frames' own."""
