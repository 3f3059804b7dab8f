"""What to propose about a finding: the closest remedy of the knowledge base, and how its words reach people."""

from collections.abc import Iterable
from functools import lru_cache

from mnassess.language import say
from mnassess.review.comparison import telling_pairs
from mnassess.review.folding import fold
from mnassess.review.knowledge import Knowledge, Remedy, Size


def closest_remedy(
    knowledge: Knowledge, risks: Iterable[str], measures: Iterable[str], size: Size, words: str
) -> Remedy | None:
    """The remedy that fits risks, measure types and size, and of those the one nearest to the words.

    Where the knowledge base has none of that size, one of another size is better than none.
    """
    asked = tuple(risks), tuple(measures)
    fitting = knowledge.proposals(*asked, size) or knowledge.proposals(*asked)
    mine = _pairs(words)
    return max(fitting, key=lambda remedy: len(mine & _pairs(remedy.measure + remedy.wording)), default=None)


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
