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
from mnassess.review.checks.topics import names, topics
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
        self._weights: dict[str, float] = {}
        self._companies: dict[str, set[str]] = {}
        self._files: dict[str, frozenset[str]] = {}

    def agree(
        self, claim: str, sentence: str, around: str = "", *, opposites: bool = False, state: str = ""
    ) -> bool:
        """Whether a sentence may be held against a claim; `around` is the title and the heading it stands under.

        A company both name speaks for it, what stands around for half. Where the two hold opposites, so do these, and
        a file of the report that both name; ID, USB or the words of the state say nothing of what is in it.
        """
        mine, theirs = self.pairs(claim), self.pairs(sentence)
        shared = mine & theirs
        files: frozenset[str] = frozenset()
        if opposites:
            shared = frozenset(pair for pair in shared - self.pairs(state) if not pair.isascii())
            files = self._files_in(claim) & self._files_in(sentence)
        if not shared and not files:
            return False
        above = (mine & self.pairs(around)) - shared
        named = len(self._companies_in(claim) & self._companies_in(sentence)) + len(files)
        if len(shared) + len(above) + named + opposites < self._words.least_pairs:
            return False
        weight = self._weight(shared) + self._words.around * self._weight(above)
        weight += self._words.name * named + self._words.opposites * opposites
        smaller = min(self._weight_of(claim), self._weight_of(sentence))
        return weight >= max(self._words.least_weight, self._words.least_share * smaller)

    def _weight_of(self, text: str) -> float:
        if text not in self._weights:
            self._weights[text] = self._weight(self.pairs(text))
        return self._weights[text]

    def touch(self, claim: str, sentence: str) -> bool:
        """Whether they share enough for a denial of just that to be held against the claim."""
        return self._weight(self.pairs(claim) & self.pairs(sentence)) >= self._words.least_denied

    def covers(self, claim: str, denied: str) -> bool:
        """Whether all that a sentence denies is what the claim speaks of: 10月の突き合わせは行っていない."""
        return self.pairs(denied) <= self.pairs(claim) and self.touch(claim, denied)

    def is_of(self, claim: str, said: str, *, of_all_clauses: bool = False) -> bool:
        """Whether the claim names what something is said of; where that is not told, it may be of the claim."""
        heads = self.heads(said, of_all_clauses=of_all_clauses)
        mine = self._without(self._acting, claim) if heads else ""
        return not heads or any(names(mine, head) for head in heads)

    def heads(self, text: str, *, of_all_clauses: bool = False) -> tuple[str, ...]:
        """What a text says something of, and who acts left out; () where it does not tell."""
        plain, words = self._without(self._acting, text), self._words
        return tuple(topics(plain, words.light, words.conditions, of_all_clauses=of_all_clauses))

    def _files_in(self, text: str) -> frozenset[str]:
        if text not in self._files:
            plain = fold(text).text
            self._files[text] = frozenset(name for name in self._file_names if name in plain)
        return self._files[text]

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
        return self._without(self._named, text)

    def _without(self, named: re.Pattern[str], text: str) -> str:
        """The text without names, amounts and who acts."""
        plain = _amount().sub(" ", named.sub(" ", fold(text).text))
        return _OKURIGANA.sub("", self._actor.sub(r"\1", plain))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return _any_of({*self._acting_names(), *self._file_names, *self._words.untelling})

    @cached_property
    def _acting(self) -> re.Pattern[str]:
        return _any_of({*self._acting_names(), *self._words.untelling})

    def _acting_names(self) -> Iterable[str]:
        case, company_words = self._case, standard_words().company_words
        for name in (*case.companies, *case.systems):
            yield core_name(name, company_words)
        for claim in case.claims:
            scope = claim.scope
            for end in _SCOPE_ENDS:
                scope = scope.removesuffix(end)
            yield from (fold(part).text for part in _BETWEEN.split(scope) if len(part) > 2)

    @cached_property
    def _file_names(self) -> frozenset[str]:
        values = self._case.assessment.values
        paths = (
            f"{item_path('files', item)}.profile.name" for item in self._case.assessment.items_of("files")
        )
        found = (values.get(path) for path in paths)
        return frozenset(
            fold(name).text.removesuffix("ファイル")
            for name in found
            if isinstance(name, str) and len(name) > 2
        )

    @cached_property
    def _actor(self) -> re.Pattern[str]:
        ends = "|".join(map(re.escape, self._words.actors))
        return re.compile(
            rf"(^|[。、|:])[^、。|:はがをにで]{{0,{_LONGEST_ACTOR}}}?(?:{ends})(?:\([^)]*\))?(?:は|が)、?"
        )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
