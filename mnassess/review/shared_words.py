"""How much of a claim's wording a passage shares: BM25 over single letters and pairs of letters.

Japanese has no spaces between words; letters and their pairs do as well as a tokenizer here, and carry the article
numbers and product names no dictionary has. Everything is arrays of numbers: the cost grows with the letters read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""Claims × passages."""
_Ints = NDArray[np.int64]
_CHUNK = 2000
"""Passages taken apart at a time, which bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class Saturation:
    """The two constants of BM25."""

    repeats: float
    """How soon a letter's repeats stop counting (k1)."""
    length: float
    """How far a long passage is held to be wordy (b)."""


@dataclass(frozen=True)
class Postings:
    """Which passages hold which of the claims' grams, how often; sorted by gram, then by passage."""

    begins: _Ints
    """For each gram, where its postings begin; one more at the end."""
    passages: _Ints
    counts: Scores
    lengths: Scores
    """For each passage, how many grams it has."""

    @property
    def holders(self) -> _Ints:
        """For each gram, how many passages hold it."""
        return np.diff(self.begins)


def overlap(claims: Sequence[str], passages: Sequence[str], saturation: Saturation) -> Scores:
    """The BM25 score of each claim against each passage, as a share of what a perfect passage would reach.

    Both as bare texts. A gram counts once a claim, however often it stands there.
    """
    asked = [np.unique(_grams([claim])[0]) for claim in claims]
    vocabulary = np.unique(np.concatenate([np.empty(0, np.int64), *asked]))
    found = _postings(passages, vocabulary)
    rarity = np.log1p((len(passages) - found.holders + 0.5) / (found.holders + 0.5))
    weights = _saturated(found, saturation) * np.repeat(rarity, found.holders).astype(np.float32)
    scores = np.zeros((len(claims), len(passages)), np.float32)
    for row, grams in enumerate(asked):
        places = np.searchsorted(vocabulary, grams)
        stretches = [np.arange(found.begins[place], found.begins[place + 1]) for place in places]
        if stretches:
            taken = np.concatenate(stretches)
            best = rarity[places].sum() * (saturation.repeats + 1)
            scores[row] = np.bincount(found.passages[taken], weights[taken], len(passages)) / max(best, 1e-9)
    return scores


def _saturated(found: Postings, saturation: Saturation) -> Scores:
    mean = max(float(found.lengths.mean()), 1.0) if len(found.lengths) else 1.0
    wordy = saturation.repeats * (1 - saturation.length + saturation.length * found.lengths / mean)
    counted = found.counts * (saturation.repeats + 1) / (found.counts + wordy[found.passages])
    return counted.astype(np.float32)


def _postings(passages: Sequence[str], vocabulary: _Ints) -> Postings:
    count = len(passages)
    keys, lengths = [np.empty(0, np.int64)], np.zeros(count, np.float32)
    for begin in range(0, count, _CHUNK):
        chunk = passages[begin : begin + _CHUNK]
        grams, owners = _grams(chunk)
        lengths[begin : begin + len(chunk)] = np.bincount(owners, minlength=len(chunk))
        places = np.searchsorted(vocabulary, grams)
        known = places < len(vocabulary)
        known[known] = vocabulary[places[known]] == grams[known]
        keys.append(places[known] * count + owners[known] + begin)
    key, repeats = np.unique(np.concatenate(keys), return_counts=True)
    begins = np.searchsorted(key, np.arange(len(vocabulary) + 1) * count)
    return Postings(begins, key % max(count, 1), repeats.astype(np.float32), lengths)


def _grams(texts: Sequence[str]) -> tuple[_Ints, _Ints]:
    """The letters and pairs of letters of the texts as numbers, and the place of the text each stands in."""
    letters = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(letters)]
    single = letters > 0
    paired = single[:-1] & single[1:]
    pairs = (letters[:-1] << 21) | letters[1:]
    return (
        np.concatenate([letters[single], pairs[paired]]),
        np.concatenate([owners[single], owners[:-1][paired]]),
    )
