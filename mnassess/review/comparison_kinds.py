"""The ways a passage can differ from a claim, each a small class and a line in `KINDS`.

They would rather miss a difference than cry wolf. The words they go by are data (`schemas/review/comparison.json`).
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from mnassess.review.comparison_words import ComparisonWords, Opposed, Role, Topic, Words, Worse
from mnassess.review.folding import bare, fold
from mnassess.review.quantities import Frequency, Period, Stretch, Year
from mnassess.review.statement import Statement


class DifferenceKind(StrEnum):
    """In what a passage seems to differ from a claim."""

    NUMBER = "number"
    FREQUENCY = "frequency"
    PERIOD = "period"
    NEGATION = "negation"
    MODALITY = "modality"
    TIME = "time"
    PERMISSION = "permission"
    PERSONS = "persons"
    ACTOR = "actor"
    OBJECT = "object"


_DATED = re.compile("(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?付")

Names = tuple[tuple[str, ...], ...]
"""Things with all the names each goes by."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """The names a report itself gives: only these are held against each other."""

    actors: Names = ()
    """Contractors and sections."""
    systems: Names = ()
    media: Names = ()


@dataclass(frozen=True)
class Pair:
    """A claim and a passage to be held against each other."""

    claim: Statement
    passage: Statement
    known: Known
    words: ComparisonWords


Found = Iterator[tuple[Stretch, Stretch]]
"""Words of the claim and words of the passage."""


class Kind(ABC):
    """One way to differ."""

    kind: DifferenceKind
    needs_topic = False
    """Whether the claim must name what the passage says it of: a camera out of order says nothing of a list of names."""
    is_opposite = False
    """Whether the words are opposites, which speak of one thing by themselves: 失効 and 有効のまま."""
    is_state = False
    """Whether the claim's words are no more than the state, and say nothing of what is in it: 返却."""
    needs_subject = False
    """Whether the passage's words say nothing of what they are said of, and the line they stand in has to."""

    @abstractmethod
    def differences(self, pair: Pair) -> Found:
        """The differences of this kind."""


class Stale(Kind):
    """It was done once, and not since: 平成30年度を最後に行っていない."""

    kind = DifferenceKind.TIME

    def differences(self, pair: Pair) -> Found:
        hit = pair.passage.first(pair.words.time.stale)
        if hit:
            yield pair.claim.last_clause(), _clause_up_to(pair.passage, hit)


class Years(Kind):
    """The claim speaks of a year, and the passage of none but earlier ones."""

    kind = DifferenceKind.TIME

    def differences(self, pair: Pair) -> Found:
        for fiscal in (True, False):
            asked, shown = (_years(side, fiscal, pair.words) for side in (pair.claim, pair.passage))
            if asked and shown:
                earliest, latest = min(asked, key=_year), max(shown, key=_year)
                if latest.year < earliest.year:
                    yield earliest, latest


class Frequencies(Kind):
    """Both say how often one thing is done, and the passage says less often."""

    kind = DifferenceKind.FREQUENCY

    def differences(self, pair: Pair) -> Found:
        for rarest in sorted(_frequencies(pair.claim), key=lambda one: one.per_year)[:1]:
            shown = [one for one in _frequencies(pair.passage) if _is_of_one_act(pair, rarest, one)]
            often = max(shown, key=lambda one: one.per_year, default=rarest)
            if often.per_year < rarest.per_year * 0.99:
                yield rarest, often


class Periods(Kind):
    """Both say how long something is kept, and the passage says shorter; or within what time, and it says longer."""

    kind = DifferenceKind.PERIOD

    def differences(self, pair: Pair) -> Found:
        for role in pair.words.roles:
            asked, shown = _in_role(pair.claim, role), _in_role(pair.passage, role)
            if not (asked and shown and role.worse.falls_short(_months(asked), _months(shown))):
                continue
            if role.near or _is_of_one_act(pair, asked[0], shown[0]):
                yield asked[0], shown[0]


class Outlasting(Kind):
    """The claim has a thing erased when a time has passed, and the passage keeps it longer."""

    kind = DifferenceKind.PERIOD
    needs_topic = True
    is_opposite = True

    def differences(self, pair: Pair) -> Found:
        words = pair.words.erasure
        asked = [
            one
            for one in pair.claim.quantities.periods
            if pair.claim.text.startswith(words.after, one.end)
            and pair.claim.has(words.erases, pair.claim.after(one))
        ]
        shown = [
            one
            for one in pair.passage.quantities.periods
            if pair.passage.has(words.keeps, pair.passage.clause(one))
        ]
        if asked and shown and Worse.MORE.falls_short(_months(asked), _months(shown)):
            yield asked[0], shown[0]


class Numbers(Kind):
    """Both count the same thing, and the passage falls short: a password of 6桁 where 12文字 are claimed."""

    kind = DifferenceKind.NUMBER

    def differences(self, pair: Pair) -> Found:
        for topic in pair.words.topics:
            asked = _counts(pair.claim, topic, topic.claim_after)
            shown = _counts(pair.passage, topic, topic.passage_after)
            if asked and shown and topic.worse.falls_short(list(asked.values()), list(shown.values())):
                yield next(iter(asked)), next(iter(shown))


class Negations(Kind):
    """What the claim asserts, the passage says is not done."""

    kind = DifferenceKind.NEGATION
    needs_topic = True
    needs_subject = True

    def differences(self, pair: Pair) -> Found:
        words = pair.words.negation
        said = pair.claim.last_clause()
        if _denies(pair):
            return
        for hit in pair.passage.find(words.outright, words.doing, words.not_doing):
            is_assurance = pair.passage.has(words.harmless, _said_of(pair, hit)) or _is_of_the_excused(
                pair, hit
            )
            if _is_said(pair.passage, hit) and not is_assurance:
                yield said, _clause_up_to(pair.passage, hit)


class States(Kind):
    """The claim brings a thing into one state, and the passage finds it in the opposite: 施錠 and 開いたまま."""

    kind = DifferenceKind.NEGATION
    is_opposite = True
    is_state = True

    def differences(self, pair: Pair) -> Found:
        for row in () if _denies(pair) else pair.words.states:
            mine = pair.claim.first(row.claim)
            for _, theirs in _opposed(pair, (row,)):
                yield mine or pair.claim.last_clause(), theirs


class Exceptions(Kind):
    """The claim is of all of them, and the passage says of some that it was not done: 115名のうち11名が受けていない."""

    kind = DifferenceKind.NEGATION
    needs_topic = True
    is_opposite = True

    def differences(self, pair: Pair) -> Found:
        wholes, words = pair.words.wholes, pair.words.negation
        whole = pair.claim.first(wholes.claim)
        if whole is None or _denies(pair):
            return
        for hit in pair.passage.find(words.outright, words.doing, words.not_doing):
            said = pair.passage.before(hit)
            is_assurance = pair.passage.has(words.harmless, said) or _is_of_the_excused(pair, hit)
            if _is_said(pair.passage, hit) and pair.passage.has(wholes.passage, said) and not is_assurance:
                yield pair.claim.clause(whole), _clause_up_to(pair.passage, hit)


class Modalities(Kind):
    """What the claim says is done, the passage says is planned, considered or put off."""

    kind = DifferenceKind.MODALITY
    needs_topic = True
    needs_subject = True

    def differences(self, pair: Pair) -> Found:
        words = pair.words.modality
        denied = pair.claim.text.rstrip("。").endswith(pair.words.negation.claim_denies)
        if denied or pair.claim.has(words.claim) or pair.passage.has(words.done):
            return
        for said in words.said:
            for hit in pair.passage.find(said.words):
                if _is_said(pair.passage, hit) and not pair.passage.has(
                    said.unless, pair.passage.sentence(hit)
                ):
                    yield pair.claim.last_clause(), _clause_up_to(pair.passage, hit)


class Permits(Kind):
    """The claim forbids or limits, and the passage in the end allows."""

    kind = DifferenceKind.PERMISSION
    needs_topic = True
    needs_subject = True

    def differences(self, pair: Pair) -> Found:
        words = pair.words.permission
        limit = pair.claim.first(words.limits)
        if limit is None:
            return
        for hit in pair.passage.find(words.permits):
            sentence = pair.passage.sentence(hit)
            if pair.passage.ends_sentence(hit) and not pair.passage.has(words.unless, sentence):
                yield pair.claim.clause(limit), _clause_up_to(pair.passage, hit)


class LooseConsent(Kind):
    """The claim asks for consent, and the passage is content with less: 口頭, 事後の届出."""

    kind = DifferenceKind.PERMISSION

    def differences(self, pair: Pair) -> Found:
        yield from _opposed(pair, pair.words.permission.loose)


class Opened(Kind):
    """The claim closes a thing to use, and the passage leaves it open: 使用できない設定, 使用可としている."""

    kind = DifferenceKind.PERMISSION
    needs_topic = True

    def differences(self, pair: Pair) -> Found:
        yield from _opposed(pair, pair.words.permission.opened)


class Deeds(Kind):
    """The claim says that a thing is not done, and the passage does it: 再委託を認めていない, 再委託しています."""

    kind = DifferenceKind.PERMISSION
    is_opposite = True

    def differences(self, pair: Pair) -> Found:
        yield from _opposed(pair, pair.words.permission.deeds)


class Means(Kind):
    """The claim says that a means is not used, and the passage uses one of its sort: 媒体, USBメモリで."""

    kind = DifferenceKind.PERMISSION
    is_opposite = True

    def differences(self, pair: Pair) -> Found:
        for means in pair.words.means:
            mine = next((hit for hit in pair.claim.find(means.general) if _is_ruled_out(pair, hit)), None)
            theirs = next(pair.passage.find((), means.special, pair.words.by_means), None) if mine else None
            if mine and theirs and not pair.passage.has(means.unless, pair.passage.after(theirs)):
                yield pair.claim.clause(mine), _clause_up_to(pair.passage, theirs)


class Persons(Kind):
    """The claim has more than one person look at it, or lets persons be told apart; the passage does not."""

    kind = DifferenceKind.PERSONS

    def differences(self, pair: Pair) -> Found:
        yield from _opposed(pair, pair.words.persons)


class Actors(Kind):
    """Both name one of the report's contractors or sections, and not the same."""

    kind = DifferenceKind.ACTOR
    needs_topic = True

    def differences(self, pair: Pair) -> Found:
        yield from _other_names(pair, pair.known.actors)


class Objects(Kind):
    """Both name one of the report's systems, or one of its media, and not the same."""

    kind = DifferenceKind.OBJECT
    needs_topic = True

    def differences(self, pair: Pair) -> Found:
        yield from _other_names(pair, pair.known.systems)
        yield from _other_names(pair, pair.known.media)


KINDS: tuple[Kind, ...] = (
    Stale(),
    Frequencies(),
    Periods(),
    Outlasting(),
    Numbers(),
    Persons(),
    LooseConsent(),
    Opened(),
    Deeds(),
    Means(),
    Permits(),
    States(),
    Exceptions(),
    Negations(),
    Modalities(),
    Years(),
    Actors(),
    Objects(),
)
"""The telling ones first: what two of them find in one place is told once, by the first."""


# --- what the kinds look for ----------------------------------------------------------------------------------


def _clause_up_to(side: Statement, hit: Stretch) -> Stretch:
    return Stretch(side.clause(hit).begin, hit.end)


def _said_of(pair: Pair, hit: Stretch) -> Stretch:
    """The words before a denial that say what is denied: its clause where that names it (…は), else one more."""
    own = Stretch(pair.passage.clause(hit).begin, hit.begin)
    return own if pair.passage.has(pair.words.negation.topic, own) else pair.passage.before(hit)


def _year(one: Year) -> int:
    return one.year


def _years(side: Statement, fiscal: bool, words: ComparisonWords) -> list[Year]:
    """The years a side names as the time of something done; not 令和3年条例."""
    return [
        one
        for one in side.quantities.years
        if one.fiscal is fiscal and not side.text.startswith(words.time.not_after, one.end)
    ]


def _months(periods: list[Period]) -> list[float]:
    return [one.months for one in periods]


def _in_role(side: Statement, role: Role) -> list[Period]:
    """The periods of a side that are the length of the thing the role names."""
    return [
        one
        for one in side.quantities.periods
        if (role.after and side.text.startswith(role.after, one.end))
        or (role.near and side.has(role.near, _clause_around_remark(side, one)))
    ]


def _clause_around_remark(side: Statement, one: Stretch) -> Stretch:
    """The clause of a stretch, and what follows a remark in brackets right behind it: 5年間（60か月）保存."""
    clause = side.clause(one)
    if not side.text.startswith("(", one.end):
        return clause
    closing = side.text.find(")", one.end)
    behind = side.clause(Stretch(closing + 1, closing + 2)) if closing >= 0 else clause
    return Stretch(clause.begin, max(clause.end, behind.end))


def _counts(side: Statement, topic: Topic, after: Words) -> dict[Stretch, float]:
    """What a side counts in a topic's units, in the smallest of them, where its sentence speaks of the topic."""
    return {
        one: one.value * topic.units[one.unit]
        for one in side.quantities.counts
        if one.unit in topic.units and _is_about(side, one, topic, after)
    }


def _is_about(side: Statement, one: Stretch, topic: Topic, after: Words) -> bool:
    named = not topic.about or side.has(topic.about, side.sentence(one))
    return named and (not after or side.text.startswith(after, one.end))


def _is_said(passage: Statement, hit: Stretch) -> bool:
    """Whether a passage ends with it here, in more words than the head of a column."""
    return passage.ends_clause(hit) and not passage.is_cell(hit)


def _is_of_the_excused(pair: Pair, hit: Stretch) -> bool:
    """Whether a denial is of a part of them that nothing is asked of: 40名のうち休職の6名は受けていない."""
    said, wholes = pair.passage.before(hit), pair.words.wholes
    return pair.passage.has(wholes.passage, said) and pair.passage.has(wholes.unless, said)


def _denies(pair: Pair) -> bool:
    """Whether the claim says in the end that something is not done."""
    return pair.claim.text[: pair.claim.last_clause().end].endswith(pair.words.negation.claim_denies)


def _is_ruled_out(pair: Pair, hit: Stretch) -> bool:
    """Whether the clause of a claim that names something ends with a denial."""
    clause = pair.claim.clause(hit)
    return pair.claim.text[: clause.end].endswith((*pair.words.negation.claim_denies, *pair.words.denies_on))


def _frequencies(side: Statement) -> list[Frequency]:
    """How often a side says something is done; 毎年4月1日付けの名簿 is a date."""
    return [one for one in side.quantities.frequencies if not _DATED.match(side.text, one.end)]


def _is_of_one_act(pair: Pair, mine: Stretch, theirs: Stretch) -> bool:
    """Whether two numbers may be said of one act; where a side names none, they may."""
    asked, shown = _act(pair.claim, mine), _act(pair.passage, theirs)
    return asked is None or shown is None or asked == shown


def _act(side: Statement, stretch: Stretch) -> int | None:
    """The act a number is said of, by its place in the list: the first behind it in its sentence, else the last before."""
    acts, sentence = side.words.acts, side.sentence(stretch)
    named = [
        hit
        for hit in side.find(acts)
        if sentence.begin <= hit.begin < sentence.end
        and not side.text.startswith(side.words.no_acts, hit.end)
    ]
    behind = [hit for hit in named if hit.begin >= stretch.end]
    hit = next(iter(behind or named[-1:]), None)
    return acts[side.text[hit.begin : hit.end]] if hit else None


def _opposed(pair: Pair, rows: tuple[Opposed, ...]) -> Found:
    for row in rows:
        mine = pair.claim.first(row.claim)
        theirs = pair.passage.first(row.passage) if mine else None
        if mine and theirs and not pair.passage.has(row.unless, pair.passage.after(theirs)):
            yield pair.claim.clause(mine), _clause_up_to(pair.passage, theirs)


def _other_names(pair: Pair, names: Names) -> Found:
    mine, theirs = (_named(side, names, pair.words.company_words) for side in (pair.claim, pair.passage))
    if mine and theirs and not set(mine) & set(theirs) and _speak_of_one_thing(pair, mine, theirs):
        yield next(iter(mine.values())), next(iter(theirs.values()))


def _named(side: Statement, names: Names, company_words: Words) -> dict[int, Stretch]:
    """The things a side names, by their place in the list, where each first stands; a longer name hides a shorter."""
    owners = _owners(names, company_words)
    found: dict[int, Stretch] = {}
    for hit in side.find(owners):
        found.setdefault(owners[side.text[hit.begin : hit.end]], hit)
    return found


@lru_cache(maxsize=16)
def _owners(names: Names, company_words: Words) -> Mapping[str, int]:
    """What each thing may be called in short → its place in the list."""
    owners = {core_name(name, company_words): number for number, group in enumerate(names) for name in group}
    owners.pop("", None)
    return MappingProxyType(owners)


def speaks_of_it(pair: Pair, theirs: Stretch) -> bool:
    """Whether words of a passage may be said of what the claim speaks of.

    Prose stays with its subject; in a table or a list every line has its own, so the line must share a word.
    """
    if not pair.passage.folded.breaks:
        return True
    subject = pair.passage.subject(theirs)
    said = pair.passage.text[subject.begin : subject.end]
    return len(telling_pairs(pair.claim.text) & telling_pairs(said)) >= pair.words.row_pairs


def core_name(name: str, company_words: Words) -> str:
    """The name without what it may go without."""
    core = fold(name).text
    for word in company_words:
        core = core.removeprefix(word).removesuffix(word)
    return core


def _speak_of_one_thing(pair: Pair, mine: dict[int, Stretch], theirs: dict[int, Stretch]) -> bool:
    shared = _pairs(pair.claim, mine) & _pairs(pair.passage, theirs)
    return len(shared) >= pair.words.shared_pairs


def _pairs(side: Statement, names: dict[int, Stretch]) -> set[str]:
    """The telling pairs of letters outside the names."""
    text = side.text
    for hit in names.values():
        text = text.replace(text[hit.begin : hit.end], " " * (hit.end - hit.begin))
    return telling_pairs(text)


def telling_pairs(text: str) -> set[str]:
    """The pairs of letters beside each other that carry meaning: neither is hiragana."""
    telling = ["" if "ぁ" <= letter <= "ん" or not bare(letter) else letter for letter in text]
    return {a + b for a, b in pairwise(telling) if a and b}
