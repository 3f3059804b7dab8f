"""Does a passage say what a claim says? Where it seems not to, both are quoted side by side; a person decides.

Nothing said is no agreement: the passage may speak of something else, or differ in a way no word list knows.
"""

from dataclasses import dataclass
from itertools import chain

from mnassess.language import say
from mnassess.review.comparison_kinds import KINDS, DifferenceKind, Known, Pair, speaks_of_it
from mnassess.review.comparison_words import ComparisonWords, standard_words
from mnassess.review.quantities import Stretch
from mnassess.review.statement import read_statement

__all__ = ["Difference", "DifferenceKind", "Known", "denials", "differences", "opposites_of"]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """食い違いの可能性: words of a claim and words of a passage that do not seem to go together."""

    kind: DifferenceKind
    claim: str
    """Exactly as they stand in the claim."""
    passage: str
    """Exactly as they stand in the passage."""
    needs_topic: bool = False
    """Whether the claim must name what the passage says it of."""
    is_opposite: bool = False
    """Whether the words are opposites, which speak of one thing by themselves."""
    is_state: bool = False
    """Whether the claim's words are no more than the state, and say nothing of what is in it."""

    @property
    def sentence(self) -> str:
        """What to tell a person."""
        return say(
            "記載は「{claim}」、証跡は「{passage}」：食い違いの可能性（要確認）",
            claim=_on_one_line(self.claim),
            passage=_on_one_line(self.passage),
        )


def differences(
    claim_text: str,
    passage_text: str,
    known: Known | None = None,
    words: ComparisonWords | None = None,
    *,
    only_opposites: bool = False,
) -> tuple[Difference, ...]:
    """Where the passage seems to say something else than the claim; of two that meet in the passage, the first.

    Opposites alone where the two share too little for the rest.
    """
    words = words or standard_words()
    if not claim_text.strip():
        return ()
    pair = Pair(
        read_statement(claim_text, words), read_statement(passage_text, words), known or Known(), words
    )
    found: list[Difference] = []
    taken: list[Stretch] = []
    for kind in (one for one in KINDS if one.is_opposite or not only_opposites):
        for mine, theirs in kind.differences(pair):
            told = any(theirs.begin < one.end and one.begin < theirs.end for one in taken)
            if not told and (not kind.needs_subject or speaks_of_it(pair, theirs)):
                taken.append(theirs)
                quotes = {"claim": pair.claim.quote(mine), "passage": pair.passage.quote(theirs)}
                found.append(
                    Difference(
                        kind=kind.kind,
                        needs_topic=kind.needs_topic,
                        is_opposite=kind.is_opposite,
                        is_state=kind.is_state,
                        **quotes,
                    )
                )
    return tuple(found)


def denials(words: ComparisonWords | None = None) -> tuple[str, ...]:
    """The words of which a passage has one if it says that something is not done, or not yet."""
    words = words or standard_words()
    negation, unsettled = words.negation, (said.words for said in words.modality.said)
    return (*negation.outright, *negation.not_doing, *chain.from_iterable(unsettled))


def opposites_of(claim_text: str, words: ComparisonWords | None = None) -> tuple[tuple[str, ...], ...]:
    """The lists of words of which a passage has one if it states the opposite of a claim; () for most claims."""
    words = words or standard_words()
    claim = read_statement(claim_text, words)
    rows = (*words.states, *words.permission.deeds, words.wholes)
    opposed = [row.passage for row in rows if claim.has(row.claim)]
    if claim.has(words.erasure.after) and claim.has(words.erasure.erases):
        opposed.append(words.erasure.keeps)
    return (*opposed, *(sort.special for sort in words.means if claim.has(sort.general)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
