"""Which evidence speaks of a claim: for each claim the documents, best first, with why. Suggestions only.

Passages are scored, not documents: a document counts by its best passage, the next ones only adding a fraction.
Scores are relative to what lies in the folder and are shown to nobody: the order is all a person sees, and it is the
same on every machine. No score makes a claim evidenced or unevidenced; `bears` only says how weak the best one is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnassess.evidence.model import Passage
from mnassess.language import say
from mnassess.review.lexicon import Lexicon, Mention
from mnassess.review.match_scores import PARTS, Asked, Folder, Outcome, Vectors, meaning, outcome
from mnassess.review.matching_weights import MatchingWeights, standard_weights
from mnassess.review.model import Claim
from mnassess.review.shared_words import Scores, shared_words

_COUNTED = 3
"""Passages of a document that count for it."""
_TAKEN = np.float32(-1)
_DECIMALS = 3
_Places = NDArray[np.int64]


class ReasonKind(StrEnum):
    """What made a passage match."""

    WORDS = "words"
    CONCEPT = "concept"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a passage is put before a person."""

    kind: ReasonKind
    concept: str = ""
    """Name of the concept both mention; "" for shared words."""
    claim: tuple[str, ...]
    """The words of the claim that matched."""
    passage: tuple[str, ...]
    """The words of the passage that matched."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A document that may speak of a claim, by its best passage."""

    passage: Passage
    reasons: tuple[Reason, ...]
    score: float = 0.0
    """How its document stands among the others of this folder, for who looks into the matching; people see the rank."""

    @property
    def evidence(self) -> str:
        """Id of the register entry."""
        return self.passage.evidence

    @property
    def has_concept(self) -> bool:
        """Whether both mention the same measure, not only the same words."""
        return any(reason.kind is ReasonKind.CONCEPT for reason in self.reasons)


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """What a folder has to say about one claim."""

    claim: Claim
    candidates: tuple[Candidate, ...] = ()
    """Documents, best first."""
    passages: tuple[Passage, ...] = ()
    """The best passages of the whole folder, best first; several of one document may be among them."""
    bears: bool = False
    """Whether the best of them seems to bear on the claim at all."""

    @property
    def remark(self) -> str:
        """What to tell a person where nothing bears on the claim; "" where something does."""
        if self.bears:
            return ""
        return say("見当たらない（候補はあるが関係が弱い）") if self.candidates else say("見当たらない")


def rank(
    claims: Sequence[Claim],
    passages: Sequence[Passage],
    lexicon: Lexicon,
    vectors: Vectors | None = None,
    top: int = 10,
    *,
    titles: Mapping[str, str] | None = None,
    weights: MatchingWeights | None = None,
) -> tuple[Ranking, ...]:
    """For each claim, the documents and passages of a folder, best first.

    `titles` gives what each register entry is known by, its title and the name of its file. Words that many of the
    claims share count little, so the claims of a report are ranked together. Of two documents that are as good, the
    one that comes first in the folder is first.
    """
    if not passages or not claims:
        return tuple(Ranking(claim=claim) for claim in claims)
    weights = weights or standard_weights()
    parts = {**PARTS, "meaning": meaning(vectors)} if vectors else PARTS
    asked = Asked(claims, lexicon, weights)
    folder = Folder(passages, titles or {}, lexicon, weights.weak_term)
    found = outcome(asked, folder, parts)
    return tuple(_ranking(asked, folder, found, row, top) for row in range(len(claims)))


def _ranking(asked: Asked, folder: Folder, found: Outcome, row: int, top: int) -> Ranking:
    scores = found.scores[row]
    standing, best = _by_document(folder, scores, asked.weights.next_best)
    return Ranking(
        claim=asked.claims[row],
        candidates=tuple(
            _candidate(asked, folder, row, best[document], float(standing[document]))
            for document in _best(standing, top)
        ),
        passages=tuple(folder.passages[place] for place in _best(scores, top)),
        bears=bool(found.bears[row]),
    )


def _best(scores: NDArray[np.floating[Any]], top: int) -> _Places:
    """The places of the highest scores, best first; of equal ones the first."""
    among = np.arange(len(scores))
    if top < len(scores):
        among = np.flatnonzero(scores >= np.partition(scores, -top)[-top])
    return among[np.argsort(-scores[among], kind="stable")][:top]


def _by_document(folder: Folder, scores: Scores, next_best: float) -> tuple[NDArray[np.float64], _Places]:
    """How the documents stand, and the place of the best passage of each."""
    standing = np.zeros(len(folder.begins))
    best: _Places = folder.begins
    left = scores.copy()
    for number in range(_COUNTED):
        highest = np.maximum.reduceat(left, folder.begins)
        standing += next_best**number * np.maximum(highest, 0)
        places = np.flatnonzero(left == highest[folder.owners])
        firsts = places[np.flatnonzero(np.diff(folder.owners[places], prepend=-1))]
        best = firsts if number == 0 else best
        left[firsts] = _TAKEN
    return np.round(standing, _DECIMALS), best


def _candidate(asked: Asked, folder: Folder, row: int, place: int, score: float) -> Candidate:
    reasons = tuple(_reasons(asked, folder, row, place))
    return Candidate(passage=folder.passages[place], reasons=reasons, score=score)


def _reasons(asked: Asked, folder: Folder, row: int, place: int) -> Iterator[Reason]:
    """The measures both mention, those first that either names outright; then the words they share."""
    mine, theirs = _by_concept(asked.mentions[row]), _by_concept(folder.mentions[place])
    shared = [concept for concept in mine if concept in theirs]
    outright = {one: mine[one][0].strong + theirs[one][0].strong for one in shared}
    for concept in sorted(shared, key=lambda one: -outright[one]):
        if outright[concept]:
            yield Reason(
                kind=ReasonKind.CONCEPT,
                concept=asked.lexicon.concepts[concept].name,
                claim=tuple(one.term for one in mine[concept]),
                passage=tuple(one.term for one in theirs[concept]),
            )
    passage = folder.passages[place]
    common = shared_words(asked.claims[row].text, f"{passage.heading}\n{passage.text}")
    if common:
        yield Reason(kind=ReasonKind.WORDS, claim=common, passage=common)


def _by_concept(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Concept → its terms that are mentioned, the strong ones first."""
    found: dict[int, list[Mention]] = {}
    for one in sorted(mentions, key=lambda one: (one.concept, not one.strong)):
        found.setdefault(one.concept, []).append(one)
    return found
