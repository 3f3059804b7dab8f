"""Where the evidence seems to say something else than a claim, sentence by sentence.

Only sentences that speak of the same matter are held against a claim (`subject`), and of the same system where both
name one. Nothing said is no agreement.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mnassess.evidence.model import Passage
from mnassess.evidence.tables import SEPARATOR
from mnassess.review.checks.check import ReviewCase
from mnassess.review.checks.subject import Subjects
from mnassess.review.comparison import Difference, DifferenceKind, Known, differences
from mnassess.review.folding import fold
from mnassess.review.model import Claim

_SENTENCE = re.compile("[^。]+。?")
_ALIASES = re.compile(r"[()、]|及び")
_HIRAGANA = re.compile("[ぁ-ん]")
_CLAUSE_ENDS = "、。，,．"
_MEASURED = frozenset(
    {DifferenceKind.NUMBER, DifferenceKind.FREQUENCY, DifferenceKind.PERIOD, DifferenceKind.PERSONS}
)
"""Kinds that hold two numbers against each other, which a row of a table gives in few words."""
_NAMED = frozenset({DifferenceKind.ACTOR, DifferenceKind.OBJECT})
"""Kinds that need a sentence: in a row of a table a name is an entry, and acts on nothing."""
_UNDONE = frozenset({DifferenceKind.NEGATION, DifferenceKind.MODALITY})
"""Kinds that say nothing of what is not done, so that the sentence itself must speak of it, not its heading."""


class Differing(NamedTuple):
    """A difference, with where it was found."""

    claim: Claim
    passage: Passage
    sentence: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim, with what it speaks of and where that may stand."""

    claim: Claim
    matter: str
    """Its words; with those of the one before it where they are too few to say of what."""
    passages: tuple[Passage, ...]
    nearest: frozenset[str]
    """The entries that bear on it most: there a denial needs less to be taken for one of it."""


@lru_cache(maxsize=1)
def differing(case: ReviewCase) -> tuple[Differing, ...]:
    """Every difference between a claim and a sentence of its best passages, the best passage first.

    Kept for the case at hand: each kind of difference is a check of its own and asks again.
    """
    subjects, known = Subjects(case), known_names(case)
    return tuple(
        one
        for asked in _asked(case, subjects)
        for passage in asked.passages
        for one in _in_passage(case, subjects, known, asked, passage)
    )


def known_names(case: ReviewCase) -> Known:
    """The contractors, systems and media the report names; only these are held against each other."""
    return Known(
        actors=tuple((name,) for name in case.companies),
        systems=tuple((name,) for name in case.systems),
        media=case.context.data.limits.media,
    )


def sentences(text: str) -> Iterator[str]:
    """The sentences of a passage exactly as they stand there; a row of a table is one."""
    for line in text.split("\n"):
        parts: Iterable[str] = [line] if SEPARATOR in line else _SENTENCE.findall(line)
        yield from (part.strip() for part in parts if part.strip())


def _asked(case: ReviewCase, subjects: Subjects) -> Iterator[_Asked]:
    before: Claim | None = None
    for claim in case.checkable:
        nearest = frozenset(one.evidence for one in case.bearing(claim))
        goes_on = before is not None and (before.path, before.scope) == (claim.path, claim.scope)
        if before and goes_on and len(subjects.pairs(claim.text)) < case.context.data.content.least_matter:
            passages = dict.fromkeys((*_passages(case, claim), *_passages(case, before)))
            yield _Asked(claim, f"{before.text}{claim.text}", tuple(passages), nearest)
        else:
            yield _Asked(claim, claim.text, tuple(_passages(case, claim)), nearest)
        before = claim


def _passages(case: ReviewCase, claim: Claim) -> Iterator[Passage]:
    """The best passages of the folder, and the best of each of the best documents, bearing on the claim or not."""
    ranking, words = case.rankings.get(claim.id), case.context.data.content
    if ranking is None:
        return
    best = ranking.passages[: words.passages]
    yield from best
    yield from (one.passage for one in ranking.candidates[: words.documents] if one.passage not in best)


def _in_passage(
    case: ReviewCase, subjects: Subjects, known: Known, asked: _Asked, passage: Passage
) -> Iterator[Differing]:
    if _is_of_another_system(case, asked.claim, passage):
        return
    entry = case.entry_of.get(passage.evidence)
    around = f"{entry.title if entry else ''}\n{passage.heading}"
    is_near = passage.evidence in asked.nearest
    for sentence in sentences(passage.text):
        agrees = subjects.agree(asked.matter, sentence, around)
        if not agrees and not (is_near and subjects.touch(asked.matter, sentence)):
            continue
        by_itself = agrees and subjects.agree(asked.matter, sentence)
        for difference in differences(asked.claim.text, sentence, known):
            one = Differing(asked.claim, passage, sentence, difference)
            is_of_it = agrees
            if difference.kind in _UNDONE:
                is_of_it = by_itself or (is_near and subjects.covers(asked.matter, difference.passage))
            if is_of_it and _counts(case, subjects, one):
                yield one


def _counts(case: ReviewCase, subjects: Subjects, one: Differing) -> bool:
    """Whether a difference is worth telling: said in a sentence, of the same clause, and not a mere rule."""
    words = case.context.data.content
    kind, said = one.difference.kind, fold(one.difference.passage).text
    if kind not in _MEASURED and len(_HIRAGANA.findall(one.sentence)) < words.least_hiragana:
        return False
    if kind in _NAMED and SEPARATOR in one.sentence:
        return False
    if kind in _MEASURED and not subjects.pairs(_from(one.claim.text, one.difference.claim)) & subjects.pairs(
        one.sentence
    ):
        return False
    entry = case.entry_of.get(one.passage.evidence)
    if kind is DifferenceKind.NEGATION and entry and entry.kind in words.rules:
        return False
    claim = fold(one.claim.text).text
    return not any(
        any(word in claim for word in row.claim) and said.endswith(row.passage) for row in words.agreeing
    )


def _from(text: str, words: str) -> str:
    """The clause of a claim that words stand in, and the one behind it: what they are said of."""
    begin = max(text.find(words), 0)
    first = max(text.rfind(mark, 0, begin) for mark in _CLAUSE_ENDS) + 1
    edges = [place for place in range(begin + len(words), len(text)) if text[place] in _CLAUSE_ENDS]
    return text[first : edges[1] if len(edges) > 1 else len(text)]


def _is_of_another_system(case: ReviewCase, claim: Claim, passage: Passage) -> bool:
    """Whether the claim is made of systems of the report, and the passage speaks of others of them only."""
    entry = case.entry_of.get(passage.evidence)
    mine = _systems(f"{claim.scope}{claim.lead}{claim.text}", case.systems)
    theirs = _systems(passage.text, case.systems) or _systems(
        f"{passage.heading}{entry.title if entry else ''}", case.systems
    )
    return bool(mine and theirs and not mine & theirs)


def _systems(text: str, names: tuple[str, ...]) -> set[str]:
    plain = fold(text).text
    return {name for name in names if any(alias in plain for alias in _aliases(name))}


@lru_cache(maxsize=256)
def _aliases(name: str) -> tuple[str, ...]:
    """What a system is called: 住民基本台帳ネットワークシステム（市町村CS） is 市町村CS too."""
    parts = _ALIASES.split(fold(name).text)
    return tuple(part for part in parts if len(part) > 2)
