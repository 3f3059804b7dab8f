"""What a person is shown of a claim and of the evidence for it: why it is there, how old it is, what to mark in it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mnassess.evidence.drift import EntryState, state_word
from mnassess.evidence.kinds import kind_word
from mnassess.evidence.model import Entry, Register
from mnassess.evidence.tables import SEPARATOR
from mnassess.forms.dates import show_date
from mnassess.language import say
from mnassess.review.folding import fold
from mnassess.review.freshness import age_words, is_stale
from mnassess.review.matching import Candidate, Ranking
from mnassess.review.model import Claim

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, each from the place of its first character to behind its last."""

_WARNED_OF = (EntryState.MISSING, EntryState.CHANGED, EntryState.EXPIRED, EntryState.NOT_YET_VALID)
_OPENING, _CLOSING = "（「『(〔【", "）」』)〕】"
_STOPS = "。．？！"


# --- a candidate ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CandidateLine:
    """A document that may speak of a claim, in words."""

    rank: int
    """From 1."""
    evidence: str
    """Id of the register entry."""
    title: str
    kind: str
    """規程, 契約, 聴取, …"""
    location: str
    """Of its best passage."""
    collected: str
    """令和8年10月20日; "" where the register does not say."""
    age: str
    """3か月前."""
    warnings: tuple[str, ...]
    """変更あり, 期限切れ, 古い and the like; () where there is nothing to beware of."""
    concepts: tuple[tuple[str, tuple[str, ...]], ...]
    """(name of a measure that both mention, the words of the passage for it), the most telling first."""
    words: tuple[str, ...]
    """The words both share beside those."""

    @property
    def head(self) -> str:
        """What it is: 1 契約　契約書（令和8年度）　第12条　3か月前 [期限切れ]."""
        marks = "".join(f" [{one}]" for one in self.warnings)
        parts = (f"{self.rank} {self.kind}".strip(), self.title, self.location, f"{self.age}{marks}")
        return "　".join(filter(None, parts))

    @property
    def why(self) -> str:
        """Why it is there: ログ点検（担当外、点検票）・共通の語（履歴）."""
        shared = [(say("共通の語"), self.words)] if self.words else []
        return "・".join(f"{name}（{'、'.join(words)}）" for name, words in (*self.concepts, *shared))


def candidate_lines(
    ranking: Ranking, register: Register, states: Mapping[str, EntryState], as_of: date
) -> tuple[CandidateLine, ...]:
    """The candidates of a ranking in words, best first. `states`: whether the files are still what was registered."""
    return tuple(
        _line(rank, one, ranking.claim, register.entry(one.evidence), states.get(one.evidence), as_of=as_of)
        for rank, one in enumerate(ranking.candidates, start=1)
    )


def _line(
    rank: int,
    one: Candidate,
    claim: Claim,
    entry: Entry | None,
    state: EntryState | None,
    *,
    as_of: date,
) -> CandidateLine:
    warnings = [state_word(state)] if state in _WARNED_OF else []
    if entry and is_stale(claim, entry, as_of):
        warnings.append(say("古い"))
    collected = entry.collected_on if entry else None
    told = {word for reason in one.reasons if reason.concept for word in reason.passage}
    return CandidateLine(
        rank=rank,
        evidence=one.evidence,
        title=(entry.title or entry.path) if entry else one.evidence,
        kind=kind_word(entry.kind) if entry else "",
        location=one.passage.location,
        collected=show_date(collected.isoformat()) if collected else "",
        age=age_words(collected, as_of),
        warnings=tuple(warnings),
        concepts=tuple((reason.concept, reason.passage) for reason in one.reasons if reason.concept),
        words=tuple(word for word in matching_words(one) if word not in told),
    )


def matching_words(candidate: Candidate) -> tuple[str, ...]:
    """The words of a candidate's passage that matched, those of its concepts first."""
    return tuple(dict.fromkeys(word for reason in candidate.reasons for word in reason.passage))


# --- what to mark in a text -----------------------------------------------------------------------------------


class _Letters(NamedTuple):
    """The letters and digits of a text, folded, and where each stands in it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def spans(text: str, words: Iterable[str], *, within_words: bool = False) -> Spans:
    """Where any of the words stand in a text, sorted, those that touch joined.

    Width, case, white space and punctuation make no difference. A Latin word is found only whole (not ID in video)
    unless `within_words`.
    """
    letters = _letters(text)
    found = [
        (letters.starts[begin], letters.ends[end - 1])
        for word in words
        for begin, end in _iter_places(letters.text, _letters(word).text)
        if within_words or _is_whole(text, letters.starts[begin], letters.ends[end - 1])
    ]
    return _merged(found)


def bracketed(text: str, marks: Spans) -> str:
    """The text with [ ] around each of the stretches."""
    for begin, end in reversed(marks):
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return text


def claim_span(blank_text: str, claim_text: str, after: int = 0) -> tuple[int, int] | None:
    """Where a claim stands in the text of its blank, from the place `after` on; None where it does not.

    The lines of a claim may be broken in the blank, and bullets stand between its sentences. What a choice asserts
    stands in no text.
    """
    letters = _letters(blank_text)
    place = bisect_left(letters.starts, after)
    sentences = [claim_text[begin:end] for begin, end in quotable(claim_text)]
    found = _in_order(letters.text, [claim_text], place) or _in_order(letters.text, sentences, place)
    if found is None:
        return None
    begin, end = letters.starts[found[0]], letters.ends[found[1] - 1]
    while end < len(blank_text) and blank_text[end] in _STOPS + _CLOSING:
        end += 1
    return begin, end


def _in_order(text: str, pieces: Iterable[str], place: int) -> tuple[int, int] | None:
    """From the first of the pieces to the last, each found behind the one before; None where one is not."""
    begin = -1
    for piece in filter(None, (_letters(one).text for one in pieces)):
        at = text.find(piece, place)
        if at < 0:
            return None
        begin, place = at if begin < 0 else begin, at + len(piece)
    return (begin, place) if begin >= 0 else None


def claim_spans(blank_text: str, claims: Sequence[Claim]) -> Mapping[str, tuple[int, int]]:
    """Claim id → where it stands in the text of its blank. The claims of a blank, in their order.

    The same words may stand there twice: each claim is looked for behind the one before it.
    """
    found: dict[str, tuple[int, int]] = {}
    place = 0
    for claim in claims:
        span = claim_span(blank_text, claim.text, place) or claim_span(blank_text, claim.text)
        if span:
            found[claim.id] = span
            place = max(place, span[1])
    return found


def quotable(text: str) -> Spans:
    """What a person would quote of a passage: its sentences one by one, the rows of its tables whole."""
    return tuple(_iter_quotable(text))


def _iter_quotable(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text):
        begin = line.start()
        for end in [] if SEPARATOR in line[0] else _sentence_ends(line[0]):
            yield from _stripped(text, begin, line.start() + end)
            begin = line.start() + end
        yield from _stripped(text, begin, line.end())


def _sentence_ends(line: str) -> Iterator[int]:
    """Behind each 。 that does not stand inside brackets."""
    depth = 0
    for place, letter in enumerate(line):
        depth = max(0, depth + (letter in _OPENING) - (letter in _CLOSING))
        if letter in _STOPS and not depth and not line[place + 1 : place + 2].isdecimal():
            yield place + 1


def _stripped(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[begin:end].strip()
    if said:
        start = text.index(said, begin)
        yield start, start + len(said)


@lru_cache(maxsize=512)
def _letters(text: str) -> _Letters:
    folded = fold(text)
    kept = [place for place, letter in enumerate(folded.text) if letter.isalnum()]
    return _Letters(
        "".join(folded.text[place] for place in kept),
        tuple(folded.starts[place] for place in kept),
        tuple(folded.ends[place] for place in kept),
    )


def _iter_places(text: str, sought: str) -> Iterator[tuple[int, int]]:
    begin = text.find(sought) if sought else -1
    while begin >= 0:
        yield begin, begin + len(sought)
        begin = text.find(sought, begin + 1)


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Whether no Latin word and no number runs on over the edges."""
    return not (
        _is_alike(text[begin - 1 : begin], text[begin : begin + 1])
        or _is_alike(text[end - 1 : end], text[end : end + 1])
    )


def _is_alike(one: str, other: str) -> bool:
    return any(sort(one) and sort(other) for sort in (_is_latin, str.isdecimal))


def _is_latin(character: str) -> bool:
    return fold(character).text.isascii() and character.isalpha()


def _merged(found: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return tuple(merged)
