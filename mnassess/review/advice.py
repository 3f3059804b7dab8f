"""What to propose about a finding: the closest remedy of the knowledge base, and how its words reach people."""

from collections.abc import Iterable
from functools import lru_cache

from mnassess.language import say
from mnassess.review.comparison_kinds import telling_pairs
from mnassess.review.folding import fold
from mnassess.review.knowledge import Knowledge, Remedy, Size


def closest_remedy(
    knowledge: Knowledge, risks: Iterable[str], measures: Iterable[str], size: Size, words: str
) -> Remedy | None:
    """The remedy that fits risks, measure types and size, and of those the one nearest to the words.

    The first measure type, the most telling, goes before the others. Where the knowledge base has nothing of that
    size, a remedy of another size is better than none.
    """
    codes, against = tuple(measures), tuple(risks)
    fitting = knowledge.proposals(against, codes, size) or knowledge.proposals(against, codes)
    telling = [remedy for remedy in fitting if codes[:1] and codes[0] in remedy.types[:1]]
    mine = _pairs(words)
    return max(telling or fitting, key=lambda remedy: _nearness(mine, remedy), default=None)


def _nearness(mine: frozenset[str], remedy: Remedy) -> int:
    """How much a remedy shares with some words; what it does counts more than its example."""
    return 2 * len(mine & _pairs(remedy.measure)) + len(mine & _pairs(remedy.wording))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(telling_pairs(fold(text).text))


def proposal_of(remedy: Remedy | None) -> str:
    """The measure with how often it is carried out; "" where there is none."""
    if remedy is None:
        return ""
    return say("{measure}（頻度：{frequency}）", measure=remedy.measure, frequency=remedy.frequency)


def example_of(remedy: Remedy | None) -> str:
    """Example wording for the report, its 〔　〕 to be filled; "" where there is none."""
    return say("記載例：{wording}", wording=remedy.wording) if remedy else ""


def proofs_of(remedy: Remedy | None) -> str:
    """The documents that would show it, as a list for people; "" where there is none."""
    return "、".join(proof.name for proof in remedy.evidence) if remedy else ""
