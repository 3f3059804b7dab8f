"""Whether a sentence of the evidence speaks of what a claim speaks of: what they share, weighed by how rare it is.

Only the matter counts: who acts (戸籍住民課長は), the systems, files and contractors of the report and words of every
report are taken away first. Two letters that many claims of the report share weigh little.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property

from mnassess.forms.paths import item_path
from mnassess.review.checks.check import ReviewCase
from mnassess.review.comparison_kinds import core_name, telling_pairs
from mnassess.review.comparison_words import standard_words
from mnassess.review.folding import fold

_OKURIGANA = re.compile("(?<=[一-龠々])[いえきけげしせちつっべみめりれ](?=[一-龠々])")
"""突き合わせ and 突合, 立ち入り and 立入り are one word."""
_MEASURED = frozenset("0123456789年月日回毎")
_SCOPE_ENDS = ("における措置", "に係る措置", "の措置")
_BETWEEN = re.compile("及び|並びに|、|・")
_LONGEST_ACTOR = 24


@cache
def _amount() -> re.Pattern[str]:
    """A number with its unit: 7年間, 100件. It is compared, and says nothing of what is compared."""
    measures = standard_words().measures
    units = sorted(
        {*measures.lengths, *measures.cycles, *measures.units, *measures.times}, key=len, reverse=True
    )
    return re.compile(rf"[0-9一二三四五六七八九十百千.,]+(?:{'|'.join(map(re.escape, units))})")


class Subjects:
    """The claims of one report, as far as what they speak of goes."""

    def __init__(self, case: ReviewCase) -> None:
        self._case = case
        self._words = case.context.data.content
        self._pairs: dict[str, frozenset[str]] = {}
        self._companies: dict[str, set[str]] = {}

    def agree(self, claim: str, sentence: str, around: str = "") -> bool:
        """Whether a sentence may be held against a claim; `around` is the title and the heading it stands under.

        A company both name speaks for it, what stands around for half.
        """
        mine, theirs = self.pairs(claim), self.pairs(sentence)
        shared = mine & theirs
        above = (mine & self.pairs(around)) - shared
        named = self._companies_in(claim) & self._companies_in(sentence)
        if not shared or len(shared) + len(above) + len(named) < self._words.least_pairs:
            return False
        weight = (
            self._weight(shared) + self._words.around * self._weight(above) + self._words.name * len(named)
        )
        smaller = min(self._weight(mine), self._weight(theirs))
        return weight >= self._words.least_weight and weight >= self._words.least_share * smaller

    def touch(self, claim: str, sentence: str) -> bool:
        """Whether they share enough for a denial of just that to be held against the claim."""
        return self._weight(self.pairs(claim) & self.pairs(sentence)) >= self._words.least_denied

    def covers(self, claim: str, denied: str) -> bool:
        """Whether all that a sentence denies is what the claim speaks of: 10月の突き合わせは行っていない."""
        return self.pairs(denied) <= self.pairs(claim) and self.touch(claim, denied)

    def _companies_in(self, text: str) -> set[str]:
        if text not in self._companies:
            plain = fold(text).text
            self._companies[text] = {one for one in self._company_names if one in plain}
        return self._companies[text]

    @cached_property
    def _company_names(self) -> frozenset[str]:
        words = standard_words().company_words
        return frozenset(core_name(name, words) for name in self._case.companies)

    def pairs(self, text: str) -> frozenset[str]:
        """The pairs of letters that say what a text is about."""
        if text not in self._pairs:
            found = telling_pairs(self._matter(text))
            self._pairs[text] = frozenset(pair for pair in found if not _MEASURED & set(pair))
        return self._pairs[text]

    def _weight(self, pairs: Iterable[str]) -> float:
        return sum(self._rarity(pair) for pair in pairs)

    def _rarity(self, pair: str) -> float:
        """How rare a pair is among the claims, seen as part of a report of usual length: one claim knows no rarity."""
        claims = len(self._case.claims) + self._words.usual_claims
        return math.log(claims / (self._said_by[pair] + 1))

    @cached_property
    def _said_by(self) -> Counter[str]:
        return Counter(pair for claim in self._case.claims for pair in self.pairs(claim.text))

    def _matter(self, text: str) -> str:
        plain = _amount().sub(" ", self._named.sub(" ", fold(text).text))
        return _OKURIGANA.sub("", self._actor.sub(r"\1", plain))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        names = sorted({*self._names(), *self._words.untelling}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)))

    def _names(self) -> Iterable[str]:
        case, company_words = self._case, standard_words().company_words
        for name in (*case.companies, *case.systems):
            yield core_name(name, company_words)
        for claim in case.claims:
            scope = claim.scope
            for end in _SCOPE_ENDS:
                scope = scope.removesuffix(end)
            yield from (fold(part).text for part in _BETWEEN.split(scope) if len(part) > 2)
        for item in case.assessment.items_of("files"):
            file_name = case.assessment.values.get(f"{item_path('files', item)}.profile.name")
            if isinstance(file_name, str) and len(file_name) > 2:
                yield fold(file_name).text.removesuffix("ファイル")

    @cached_property
    def _actor(self) -> re.Pattern[str]:
        ends = "|".join(map(re.escape, self._words.actors))
        return re.compile(
            rf"(^|[。、|:])[^、。|:はがをにで]{{0,{_LONGEST_ACTOR}}}?(?:{ends})(?:\([^)]*\))?(?:は|が)、?"
        )
