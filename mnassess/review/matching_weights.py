"""The numbers the matching goes by: `schemas/review/matching.json` → values. What is not understood is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import resources
from mnassess.forms.schema_files import Json, Place, check_known, object_at
from mnassess.review.origins import number_at, texts_at
from mnassess.review.shared_words import Saturation
from mnassess.review.sourced import clause_at, read_data, sure_at

_NUMBERS = ("weak_term", "least_spread", "next_best", "bearing_concepts", "bears")
PARTS = ("words", "document_words", "scope", "concepts", "meaning")
"""Everything a passage can be scored by."""


@dataclass(frozen=True, kw_only=True)
class MatchingWeights:
    """How much each part of a score counts."""

    saturation: Saturation
    parts: Mapping[str, float]
    """Part → its weight; a part without one is not computed."""
    weak_term: float
    """What a weak term of a concept counts where a strong one counts 1."""
    scope_words: tuple[str, ...]
    """Words of every ＜…における措置＞ heading, which tell none from another."""
    least_spread: float
    """How far apart a part's scores count as lying at least, beside the best of them."""
    next_best: float
    """What a document's second best passage counts beside its best; the third counts the square of it."""
    bearing_concepts: float
    """What the shared concepts count in whether anything bears on a claim, beside the shared words."""
    bears: float
    """What those must come to before anything is said to bear on a claim."""


@cache
def standard_weights() -> MatchingWeights:
    """The weights that travel with the program."""
    return read_weights(resources.schemas() / "review" / "matching.json")


def read_weights(file: Path) -> MatchingWeights:
    """The weights a file defines; FormDefinitionError where it says what is not understood."""
    root, place, _ = read_data(file, ("clause", "sure", "saturation", "parts", "scope_words", *_NUMBERS))
    clause_at(root, place)
    sure_at(root, place)
    saturation = object_at(root, "saturation", place)
    check_known(saturation, ("repeats", "length", "claims"), place / "saturation")
    return MatchingWeights(
        saturation=Saturation(
            repeats=number_at(saturation, "repeats", place / "saturation"),
            length=number_at(saturation, "length", place / "saturation"),
            claims=number_at(saturation, "claims", place / "saturation"),
        ),
        parts=_parts(root, "parts", place),
        weak_term=number_at(root, "weak_term", place),
        scope_words=texts_at(root, "scope_words", place),
        least_spread=number_at(root, "least_spread", place),
        next_best=number_at(root, "next_best", place),
        bearing_concepts=number_at(root, "bearing_concepts", place),
        bears=number_at(root, "bears", place),
    )


def _parts(root: Mapping[str, Json], key: str, place: Place) -> Mapping[str, float]:
    """Part → its weight, in the order of `PARTS`."""
    raw = object_at(root, key, place)
    check_known(raw, PARTS, place / key)
    return MappingProxyType({part: number_at(raw, part, place / key) for part in PARTS if part in raw})
