"""Which claim of today is which claim of before: a verdict stays with its claim through edits, moves and copies.

A claim's id holds its blank and a digest of its words. So what happens elsewhere leaves it alone, and a claim whose
own words changed has another id. This module finds its successor, so that what was said of it can be looked
at again (要再確認) instead of being lost.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mnassess.forms.paths import form_path
from mnassess.review.claims import Likeness, claim_rules, path_of
from mnassess.review.fingerprints import folded
from mnassess.review.model import Claim, Verdict

_NEIGHBOURS = 12
"""How far apart two claims of a long blank may stand and still be compared."""
_FEW = 40_000
"""Comparisons up to which every claim of a blank is compared with every other."""


class Change(StrEnum):
    """What became of a claim."""

    NONE = "none"
    """The same words in the same blank under the same heading; perhaps other white space or width."""
    SCOPE = "scope"
    """The same words in the same blank under another heading."""
    MOVED = "moved"
    """The same words in another blank."""
    EDITED = "edited"
    """Other words in the same blank."""


@dataclass(frozen=True, slots=True)
class Successor:
    """A claim of before and the one it is now."""

    old: Claim
    new: Claim
    change: Change


@dataclass(frozen=True, slots=True)
class Following:
    """What became of the claims of before."""

    successors: Mapping[str, Successor]
    """Id of the claim before → what it is now."""
    gone: tuple[Claim, ...]
    """Claims of before that nothing follows."""
    fresh: tuple[Claim, ...]
    """Claims of now that follow nothing."""


def remembered(verdict: Verdict) -> Claim:
    """The claim a verdict was given on, as far as the verdict remembers it: enough for `follow`."""
    return Claim(
        id=verdict.claim,
        path=path_of(verdict.claim),
        text=verdict.claim_text,
        scope=verdict.claim_scope,
        fingerprint=verdict.claim_fingerprint,
    )


def likeness(one: str, other: str) -> float:
    """How alike two texts are, between 0 and 1; 0 where not enough to be one text before and after an edit."""
    return _likeness(_character_pairs(one), _character_pairs(other), claim_rules().likeness)


def follow(old: Iterable[Claim], new: Iterable[Claim]) -> Following:
    """Each claim of before with the one it is now: the surest pairs first, each claim in one pair at most.

    The same words in the same blank, under the same heading if there is a choice; then the same words in another
    blank, where there is no doubt which; then the most alike words of the same blank.
    """
    before = list({claim.id: claim for claim in old}.values())
    pairing = _Pairing(before, list(new))
    pairing.by_key(lambda claim: (claim.path, claim.fingerprint, folded(claim.scope)), Change.NONE)
    pairing.by_key(lambda claim: (claim.path, claim.fingerprint), Change.SCOPE)
    pairing.by_key(lambda claim: (form_path(claim.path), claim.fingerprint), Change.MOVED, only_single=True)
    pairing.by_key(lambda claim: claim.fingerprint, Change.MOVED, only_single=True)
    pairing.by_likeness(claim_rules().likeness)
    return Following(
        successors=pairing.successors, gone=tuple(pairing.old.values()), fresh=tuple(pairing.new.values())
    )


class _Pairing:
    """The claims of before and now that have no partner yet, and the pairs that were made."""

    def __init__(self, old: list[Claim], new: list[Claim]) -> None:
        self.old = {claim.id: claim for claim in old}
        self.new = {claim.id: claim for claim in new}
        self.successors: dict[str, Successor] = {}

    def by_key(self, key: Callable[[Claim], Hashable], change: Change, *, only_single: bool = False) -> None:
        """Pair claims with the same key, in order; or only where there is one on each side."""
        before, now = _grouped(self.old.values(), key), _grouped(self.new.values(), key)
        for shared, claims in before.items():
            others = now.get(shared, [])
            if only_single and (len(claims) > 1 or len(others) > 1):
                continue
            for pair in zip(claims, others, strict=False):
                self._pair(*pair, change)

    def by_likeness(self, likeness: Likeness) -> None:
        """Pair claims of one blank whose words are alike, the most alike first."""
        before, now = _grouped(self.old.values(), _path), _grouped(self.new.values(), _path)
        for path in [path for path in before if path in now]:
            found = sorted(_alike(before[path], now[path], likeness), key=lambda one: -one[0])
            for _, old, new in found:
                if old.id in self.old and new.id in self.new:
                    self._pair(old, new, Change.EDITED)

    def _pair(self, old: Claim, new: Claim, change: Change) -> None:
        self.successors[old.id] = Successor(old, new, change)
        del self.old[old.id]
        del self.new[new.id]


def _path(claim: Claim) -> Hashable:
    return claim.path


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], Hashable]) -> dict[Hashable, list[Claim]]:
    found: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[key(claim)].append(claim)
    return dict(found)


def _alike(old: list[Claim], new: list[Claim], likeness: Likeness) -> Iterator[tuple[float, Claim, Claim]]:
    """(how alike, the claim before, the claim now) of those of one blank that are alike enough."""
    pairs = {claim.id: _character_pairs(claim.text) for claim in (*old, *new)}
    reach = len(new) if len(old) * len(new) <= _FEW else _NEIGHBOURS
    for place, before in enumerate(old):
        middle = place * len(new) // len(old)
        for now in new[max(0, middle - reach) : middle + reach + 1]:
            measured = _likeness(pairs[before.id], pairs[now.id], likeness)
            if measured:
                yield measured, before, now


def _likeness(one: frozenset[str], other: frozenset[str], likeness: Likeness) -> float:
    """How alike two texts are, between 0 and 1; 0 where not enough to be one claim before and after an edit."""
    common, fewer = len(one & other), min(len(one), len(other))
    alike = 2 * common / (len(one) + len(other)) if one or other else 0.0
    contained = common / fewer if fewer >= likeness.least_pairs else 0.0
    return alike if alike >= likeness.least_alike or contained >= likeness.least_contained else 0.0


def _character_pairs(text: str) -> frozenset[str]:
    words = folded(text)
    return frozenset(words[at : at + 2] for at in range(max(1, len(words) - 1)))
