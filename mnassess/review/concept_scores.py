"""How far a claim and a passage speak of the same measure: the concepts they mention, rare ones counting more."""

from collections.abc import Iterable, Sequence

import numpy as np

from mnassess.review.lexicon import Mention
from mnassess.review.shared_words import Scores

_NOTED = np.float32(0.3)
"""How much of a concept a passage must mention to be counted among those that do."""


def profiles(mentions: Sequence[Iterable[Mention]], concepts: int, weak_term: float) -> Scores:
    """Texts × concepts: how much each text speaks of each, near 1 for a text that mentions several of its terms."""
    said = np.zeros((len(mentions), concepts), np.float32)
    for row, found in enumerate(mentions):
        for one in found:
            said[row, one.concept] += 1 if one.strong else weak_term
    return settled(said)


def settled(said: Scores) -> Scores:
    """Sums of terms as shares of a whole."""
    shares: Scores = 1 - np.exp(-said)
    return shares


def concept_scores(claims: Scores, passages: Scores) -> Scores:
    """The likeness of profiles, 0 to 1; a passage that speaks of little is not held to be like everything."""
    holders = (passages > _NOTED).sum(0)
    rarity = np.log1p((len(passages) - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    asked, shown = claims * rarity, passages * rarity
    lengths = np.linalg.norm(shown, axis=1) + 0.5 * rarity.mean()
    scores: Scores = asked @ shown.T / (np.linalg.norm(asked, axis=1)[:, None] + 1e-6) / lengths[None]
    return scores
