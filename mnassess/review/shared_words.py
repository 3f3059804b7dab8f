"""How much of a claim's wording a passage shares: BM25 over single letters and pairs of letters.

Japanese has no spaces between words; letters and their pairs do as well as a tokenizer here, and carry the article
numbers and product names no dictionary has. Hiragana alone is grammar and left out. What half the claims say (措置,
特定個人情報) tells little about any of them, so a gram counts by how rare it is among the claims as well as among
the passages. Everything is arrays of numbers: the cost grows with the letters read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnassess.review.folding import bare, fold

Scores = NDArray[np.float32]
"""Claims × passages."""
_Ints = NDArray[np.int64]
_FIRST_HIRAGANA, _LAST_HIRAGANA = ord("ぁ"), ord("ゟ")
_CHUNK = 2000
"""Passages taken apart at a time, which bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class Saturation:
    """The constants of BM25, and one more."""

    repeats: float
    """How soon a letter's repeats stop counting (k1)."""
    length: float
    """How far a long passage is held to be wordy (b)."""
    claims: float
    """How much a gram's being rare among the claims counts."""


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
    vocabulary, askers = np.unique(np.concatenate([np.empty(0, np.int64), *asked]), return_counts=True)
    found = _postings(passages, vocabulary)
    rarity = _rarity(found.holders, len(passages)) * _rarity(askers, len(claims)) ** saturation.claims
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


def _rarity(holders: _Ints, texts: int) -> NDArray[np.float64]:
    """How telling it is that a text holds a gram, 1 for one that hardly any of the texts holds."""
    rarity: NDArray[np.float64] = np.log1p((texts - holders + 0.5) / (holders + 0.5)) / np.log1p(texts + 0.5)
    return rarity


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
    """The grams of the texts as numbers, and the place of the text each stands in."""
    letters = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(letters)]
    telling = (letters > 0) & ((letters < _FIRST_HIRAGANA) | (letters > _LAST_HIRAGANA))
    paired = (telling[:-1] | telling[1:]) & (letters[:-1] > 0) & (letters[1:] > 0)
    pairs = (letters[:-1] << 21) | letters[1:]
    return (
        np.concatenate([letters[telling], pairs[paired]]),
        np.concatenate([owners[telling], owners[:-1][paired]]),
    )


# --- what to show of it ---------------------------------------------------------------------------------------

_LONGEST_WORD = 24


def shared_words(claim: str, passage: str, most: int = 5) -> tuple[str, ...]:
    """Words of the claim that stand in the passage too, as the claim writes them: the longest, in its order."""
    mine, theirs = fold(claim), bare(passage)
    found: dict[str, tuple[int, int]] = {}
    place = 0
    while place < len(mine.text):
        end = _shared_up_to(mine.text, place, theirs)
        begin, cut = _trimmed(mine.text, place, end)
        if cut - begin > 1:
            found.setdefault(mine.text[begin:cut], (begin, cut))
        place = max(end, place + 1)
    longest = sorted(found.values(), key=lambda one: one[0] - one[1])[:most]
    return tuple(" ".join(mine.quote(*one).split()) for one in sorted(longest))


def _shared_up_to(text: str, place: int, other: str) -> int:
    """Where the longest stretch of letters from a place ends that stands in the other text."""
    end = place
    while (
        end < len(text)
        and end - place < _LONGEST_WORD
        and text[end].isalnum()
        and text[place : end + 1] in other
    ):
        end += 1
    return end


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """The stretch without the particles and endings around it."""
    while begin < end and _is_hiragana(text[begin]):
        begin += 1
    while begin < end and _is_hiragana(text[end - 1]):
        end -= 1
    return begin, end


def _is_hiragana(letter: str) -> bool:
    return _FIRST_HIRAGANA <= ord(letter) <= _LAST_HIRAGANA
