"""How well each passage of a folder fits each claim: the parts of a score, and their sum.

Each way of scoring is a function and a line in `PARTS`; the weights they are added with are data. Every part is
brought to its own scale first, per claim, so that none drowns another.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mnassess.evidence.model import Passage
from mnassess.review.concept_scores import concept_scores, profiles
from mnassess.review.folding import bare
from mnassess.review.lexicon import Lexicon, Mention
from mnassess.review.matching_weights import MatchingWeights
from mnassess.review.model import Claim
from mnassess.review.shared_words import Scores, overlap

_DECIMALS = 4
"""Beyond these, scores are the same: what the last digits of two machines disagree on decides nothing."""


class Vectors(Protocol):
    """Something that knows what words mean, where one is installed."""

    def scores(self, claims: Sequence[str], passages: Sequence[str]) -> Scores:
        """How near each claim is to each passage in meaning."""


class Folder:
    """The passages with everything the parts look at, read once."""

    def __init__(
        self, passages: Sequence[Passage], titles: Mapping[str, str], lexicon: Lexicon, weak_term: float
    ) -> None:
        numbers: dict[str, int] = {}
        owners = [numbers.setdefault(one.evidence, len(numbers)) for one in passages]
        order = np.argsort(owners, kind="stable")
        self.passages = [passages[place] for place in order]
        """Those of one document together, in the order of the folder."""
        self.owners = np.array(owners, np.int64)[order]
        """For each passage, the number of its document; ascending."""
        self.begins = np.searchsorted(self.owners, np.arange(len(numbers)))
        """For each document, its first passage."""
        self._titles = [_title(self.passages[place], titles) for place in self.begins]
        self._lexicon, self._weak_term = lexicon, weak_term

    @cached_property
    def texts(self) -> list[str]:
        """The passages bare, each under the title of its document and its heading."""
        return [
            bare(f"{self._titles[owner]}\n{one.heading}\n{one.text}")
            for owner, one in zip(self.owners, self.passages, strict=True)
        ]

    @cached_property
    def documents(self) -> list[str]:
        """The documents bare, as a whole."""
        edges = pairwise([*self.begins, len(self.passages)])
        return [
            bare("\n".join([title, *_lines(self.passages[begin:end])]))
            for title, (begin, end) in zip(self._titles, edges, strict=True)
        ]

    @cached_property
    def mentions(self) -> list[list[Mention]]:
        """The concepts each passage mentions."""
        return [self._lexicon.mentions(text) for text in self.texts]

    @cached_property
    def profiles(self) -> Scores:
        """Passages × concepts."""
        return profiles(self.mentions, len(self._lexicon.concepts), self._weak_term)


def _title(opening: Passage, titles: Mapping[str, str]) -> str:
    """What a document is called: in the register, and by its own first line."""
    first_line = (opening.heading or opening.text).partition("\n")[0]
    return f"{titles.get(opening.evidence, '')}\n{first_line}"


def _lines(passages: Iterable[Passage]) -> Iterator[str]:
    """The text of a document, each heading once."""
    heading = ""
    for one in passages:
        if one.heading != heading:
            heading = one.heading
            yield heading
        yield one.text


class Asked:
    """The claims with everything the parts look at."""

    def __init__(self, claims: Sequence[Claim], lexicon: Lexicon, weights: MatchingWeights) -> None:
        self.claims, self.lexicon, self.weights = claims, lexicon, weights
        self.texts = [bare(claim.text) for claim in claims]
        self.scopes = [bare(_without(claim.scope, weights.scope_words)) for claim in claims]
        self.mentions = [lexicon.mentions(text) for text in self.texts]
        self.profiles = profiles(self.mentions, len(lexicon.concepts), weights.weak_term)
        self.lengths = np.array([len(text) for text in self.texts], np.float64)


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


Part = Callable[[Asked, Folder], Scores]


def words(asked: Asked, folder: Folder) -> Scores:
    """The wording of the claim against each passage."""
    return overlap(asked.texts, folder.texts, asked.weights.saturation)


def document_words(asked: Asked, folder: Folder) -> Scores:
    """The wording of the claim against each document as a whole."""
    return overlap(asked.texts, folder.documents, asked.weights.saturation)[:, folder.owners]


def scope(asked: Asked, folder: Folder) -> Scores:
    """The ＜…における措置＞ the claim stands under against each document: it names the system or the operation."""
    return overlap(asked.scopes, folder.documents, asked.weights.saturation)[:, folder.owners]


def concepts(asked: Asked, folder: Folder) -> Scores:
    """The measures the claim speaks of against those each passage speaks of."""
    return concept_scores(asked.profiles, folder.profiles)


PARTS: Mapping[str, Part] = {
    "words": words,
    "document_words": document_words,
    "scope": scope,
    "concepts": concepts,
}


def meaning(vectors: Vectors) -> Part:
    """The part that asks something that knows what words mean."""
    return lambda asked, folder: vectors.scores(
        [claim.text for claim in asked.claims], [one.text for one in folder.passages]
    )


@dataclass(frozen=True)
class Outcome:
    """What the parts come to."""

    scores: Scores
    """Claims × passages; 0 or more."""
    bears: NDArray[np.bool_]
    """For each claim, whether anything bears on it."""


def outcome(asked: Asked, folder: Folder, parts: Mapping[str, Part]) -> Outcome:
    """The sum of the parts, each on its own scale and with its weight."""
    total = np.zeros((len(asked.claims), len(folder.passages)), np.float32)
    kept: dict[str, Scores] = {}
    for name, part in parts.items():
        scores = part(asked, folder)
        if name in {"words", "concepts"}:
            kept[name] = scores
        total += scores * (
            np.float32(asked.weights.parts[name]) / _spread(scores, asked.weights.least_spread)
        )
    total = np.round(total, _DECIMALS)
    return Outcome(total, _bears(asked, kept, total.argmax(axis=1)))


def _spread(scores: Scores, least: float) -> Scores:
    """How far a part tells the passages apart, per claim; where it hardly does, not so little that it decides."""
    best, told = scores.max(axis=1, keepdims=True), scores.std(axis=1, keepdims=True)
    spread: Scores = np.maximum(told, best * np.float32(least)) + np.float32(1e-6)
    return spread


def _bears(asked: Asked, kept: Mapping[str, Scores], best: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether enough of the wording is met anywhere, and of the measure in the best passage.

    A long claim always finds a larger number of its words and a smaller share of them, so the share counts with the
    root of the length.
    """
    wording = kept["words"].max(axis=1) * np.sqrt(asked.lengths)
    measure = kept["concepts"][np.arange(len(best)), best]
    bearing: NDArray[np.float64] = np.round(wording + asked.weights.bearing_concepts * measure, _DECIMALS)
    return bearing >= asked.weights.bears
