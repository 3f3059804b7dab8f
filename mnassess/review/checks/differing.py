"""Where the evidence seems to say something else than a claim, sentence by sentence.

Only sentences that speak of the same matter are held against a claim (`subject`), and of the same system where both
name one. Nothing said is no agreement.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from mnassess.evidence.model import Passage
from mnassess.evidence.tables import SEPARATOR
from mnassess.review.checks.check import ReviewCase
from mnassess.review.checks.subject import Subjects
from mnassess.review.comparison import (
    Difference,
    DifferenceKind,
    Known,
    denials,
    differences,
    opposites_of,
)
from mnassess.review.comparison_kinds import telling_pairs
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

_TOLD_APART = 2
"""Pairs of letters by which a passage is told to speak of what a claim leaves out."""


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
    opposing: tuple[Passage, ...]
    """Others, that may deny it: held against it only for that."""
    nearest: frozenset[str]
    """The entries that bear on it most: there a denial needs less to be taken for one of it."""
    opposites: frozenset[str]
    """Words of which a sentence has one if it states the opposite of the claim; none for most claims."""
    excepted: frozenset[str]
    """What it leaves out of what it says, in pairs of letters: AとBについて許諾しており、ほかの委託では認めていない."""


@lru_cache(maxsize=1)
def differing(case: ReviewCase) -> tuple[Differing, ...]:
    """Every difference between a claim and a sentence of its best passages, the best passage first.

    Kept for the case at hand: each kind of difference is a check of its own and asks again.
    """
    subjects, known = Subjects(case), known_names(case)
    return tuple(
        one
        for asked in _asked(case, subjects)
        for passage in (*asked.passages, *asked.opposing)
        for one in _in_passage(case, subjects, known, asked, passage)
        if passage in asked.passages or _is_opposing(one.difference)
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
    folder = _Folder(case)
    for claim in case.checkable:
        goes_on = before is not None and (before.path, before.scope) == (claim.path, claim.scope)
        passages, matter = dict.fromkeys(_passages(case, claim)), claim.text
        if before and goes_on and len(subjects.pairs(claim.text)) < case.context.data.content.least_matter:
            passages |= dict.fromkeys(_passages(case, before))
            matter = f"{before.text}{claim.text}"
        yield _Asked(
            claim=claim,
            matter=matter,
            passages=tuple(passages),
            opposing=tuple(one for one in folder.opposing(claim) if one not in passages),
            nearest=frozenset(one.evidence for one in case.bearing(claim)),
            opposites=frozenset(chain.from_iterable(opposites_of(claim.text))),
            excepted=_excepted(case, claim, before if goes_on else None),
        )
        before = claim


class _Folder:
    """Where in all the evidence something is denied."""

    def __init__(self, case: ReviewCase) -> None:
        self._case = case
        self._texts = [(one, fold(one.text).text) for one in case.library.passages]
        self._with: dict[tuple[str, ...], list[Passage]] = {}

    def opposing(self, claim: Claim) -> Iterable[Passage]:
        """What the best documents for a claim say is not done, and what states the opposite of it anywhere."""
        ranking = self._case.rankings.get(claim.id)
        best = ranking.candidates[: self._case.context.data.content.documents] if ranking else ()
        denying = [one for document in best for one in self._denying.get(document.evidence, ())]
        opposites = [one for words in opposites_of(claim.text) for one in self._saying(words)]
        return dict.fromkeys((*denying, *opposites))

    def _saying(self, words: tuple[str, ...]) -> list[Passage]:
        if words not in self._with:
            self._with[words] = [one for one, text in self._texts if any(word in text for word in words)]
        return self._with[words]

    @cached_property
    def _denying(self) -> Mapping[str, list[Passage]]:
        """Evidence → its passages in which something is denied."""
        found: dict[str, list[Passage]] = {}
        for passage in self._saying(denials()):
            found.setdefault(passage.evidence, []).append(passage)
        return found


def _excepted(case: ReviewCase, claim: Claim, before: Claim | None) -> frozenset[str]:
    """The pairs of letters of what a claim leaves out; それ以外 leaves out what the claim before it is of."""
    text = fold(claim.text).text
    for word in case.context.data.content.excepting:
        out, found, rest = text.partition(word)
        if found:
            left_out = out if telling_pairs(out) or before is None else fold(before.text).text
            return frozenset(telling_pairs(left_out) - telling_pairs(rest))
    return frozenset()


def _is_opposing(difference: Difference) -> bool:
    return difference.kind in _UNDONE or difference.is_opposite


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
    if _is_of_another_system(case, asked.claim, passage) or _is_of_another_contractor(
        case, asked.claim, passage
    ):
        return
    entry = case.entry_of.get(passage.evidence)
    around = f"{entry.title if entry else ''}\n{passage.heading}"
    is_near = passage.evidence in asked.nearest
    for sentence in sentences(passage.text):
        agrees = subjects.agree(asked.matter, sentence, around)
        agrees = agrees or (is_near and subjects.touch(asked.matter, sentence))
        if not agrees and not _may_be_opposite(subjects, asked, sentence, around):
            continue
        for difference in differences(asked.claim.text, sentence, known, only_opposites=not agrees):
            one = Differing(asked.claim, passage, sentence, difference)
            if _is_of_it(subjects, asked, one, around, is_near) and _counts(case, subjects, one):
                yield one


def _may_be_opposite(subjects: Subjects, asked: _Asked, sentence: str, around: str) -> bool:
    """Whether a sentence has words that are opposites of the claim's, and shares enough with it for these."""
    if not asked.opposites or not subjects.agree(asked.claim.text, sentence, around, opposites=True):
        return False
    plain = fold(sentence).text
    return any(word in plain for word in asked.opposites)


def _is_of_it(subjects: Subjects, asked: _Asked, one: Differing, around: str, is_near: bool) -> bool:
    """Whether a difference is one of what the claim speaks of."""
    difference, sentence = one.difference, one.sentence
    if difference.needs_topic:
        claim = asked.claim.text if subjects.heads(asked.claim.text) else asked.matter
        if difference.kind in _MEASURED:
            claim = _from(asked.claim.text, difference.claim)
        named = difference.kind in _NAMED
        said = sentence if named else _up_to(sentence, difference.passage)
        if not subjects.is_of(claim, said, of_all_clauses=named):
            return False
    if difference.is_opposite:
        state = difference.claim if difference.is_state else ""
        if not subjects.agree(asked.claim.text, sentence, around, opposites=True, state=state):
            return False
        left_out = asked.excepted & telling_pairs(fold(f"{around}{one.passage.text}").text)
        return len(left_out) < _TOLD_APART
    if difference.kind not in _UNDONE:
        return subjects.agree(asked.matter, sentence, around)
    by_itself = subjects.agree(asked.matter, sentence)
    return by_itself or (is_near and subjects.covers(asked.matter, difference.passage))


def _up_to(sentence: str, words: str) -> str:
    return sentence[: sentence.find(words) + len(words)]


def _counts(case: ReviewCase, subjects: Subjects, one: Differing) -> bool:
    """Whether a difference is worth telling: said in a sentence, of the same clause, and not a mere rule."""
    words = case.context.data.content
    kind, said = one.difference.kind, fold(one.difference.passage).text
    if kind not in _MEASURED and len(_HIRAGANA.findall(one.sentence)) < words.least_hiragana:
        return False
    if kind in _NAMED and SEPARATOR in one.sentence:
        return False
    is_measure = kind in _MEASURED and not one.difference.is_opposite
    of_one_clause = subjects.pairs(_from(one.claim.text, one.difference.claim)) & subjects.pairs(one.sentence)
    if is_measure and not of_one_clause:
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
    """Whether the claim is made of systems of the report, and the passage speaks of others of them only.

    What is said of one that was replaced, 旧…, bears on how equipment is replaced.
    """
    entry = case.entry_of.get(passage.evidence)
    mine = _systems(f"{claim.scope}{claim.lead}{claim.text}", case.systems)
    around = f"{passage.heading}{entry.title if entry else ''}"
    theirs = _systems(passage.text, case.systems) or _systems(around, case.systems)
    if not mine or not theirs or mine & theirs:
        return False
    is_replaced = all(f"旧{name}" in fold(f"{around}{passage.text}").text for name in theirs)
    return not (is_replaced and any(word in claim.text for word in case.context.data.content.replacing))


def _is_of_another_contractor(case: ReviewCase, claim: Claim, passage: Passage) -> bool:
    """Whether the claim is of the outsourcing of one file, and the document names only contractors of others."""
    mine = case.contractors_of(claim.path)
    theirs = case.contractors_named(passage.evidence)
    return bool(mine and theirs and not mine & theirs)


@lru_cache(maxsize=8192)
def _systems(text: str, names: tuple[str, ...]) -> frozenset[str]:
    plain = fold(text).text
    return frozenset(name for name in names if any(alias in plain for alias in _aliases(name)))


@lru_cache(maxsize=256)
def _aliases(name: str) -> tuple[str, ...]:
    """What a system is called: 住民基本台帳ネットワークシステム（市町村CS） is 市町村CS too."""
    parts = _ALIASES.split(fold(name).text)
    return tuple(part for part in parts if len(part) > 2)
