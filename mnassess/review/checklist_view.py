"""The checklist as work: the points and duties with how far each is, their questions, what bears on an answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mnassess.language import say
from mnassess.review.actions import Answers
from mnassess.review.checklist import PartState
from mnassess.review.checklist_lines import ground_lines, part_lines
from mnassess.review.checklist_questions import Question
from mnassess.review.checklist_state import ChecklistCounts, ChecklistState
from mnassess.review.counts import Counts
from mnassess.review.model import Claim
from mnassess.review.moments import moment_words
from mnassess.review.outcome import Review
from mnassess.review.record import ReviewRecord, oldest_first
from mnassess.review.risks import risk_catalogue
from mnassess.review.words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A point of view, or one of the nine duties."""

    id: str
    """As its questions are called: B9, D5."""
    heading: str
    """What it stands under in the list."""
    title: str
    questions: tuple[Question, ...]
    """The first is the topic as a whole."""
    faulty: int = 0
    """Facts a program could tell of it against which something speaks."""
    unknown: int = 0
    """Facts nothing could be told of."""
    ground: tuple[str, ...] = ()
    """Lines: what bears on an answer."""
    by_risk: Mapping[str, Counts] = field(default_factory=dict)
    """Risk, as its questions name it → the claims stated against it."""

    @property
    def open(self) -> int:
        """Questions nobody has answered."""
        return sum(not one.said for one in self.questions)

    @property
    def disputed(self) -> int:
        """Questions people answered differently."""
        return sum(one.is_disputed for one in self.questions)

    @property
    def stale(self) -> int:
        """Questions whose answer is to be confirmed."""
        return sum(bool(one.moved) for one in self.questions)


def topics_of(review: Review, state: ChecklistState) -> tuple[Topic, ...]:
    """Every point of view, then the nine duties."""
    aspects = {one.code: f"{one.name}　{one.question}" for one in state.checklist.aspects}
    by_risk = _counts_by_risk(review)
    points = (
        Topic(
            id=one.point.id,
            heading=aspects[one.point.aspect],
            title=one.point.question,
            questions=one.questions,
            faulty=sum(part.state is PartState.FAULTY for part in one.automatic),
            unknown=sum(part.state is PartState.UNKNOWN for part in one.automatic),
            ground=tuple(line for part in one.automatic for line in part_lines(part)),
            by_risk=by_risk,
        )
        for one in state.points
    )
    duties = (
        Topic(
            id=one.duty.item,
            heading=say("番号法が求める九つの義務"),
            title=f"{one.duty.name}　{one.counts.short_words()}",
            questions=(one.question,),
            ground=(one.duty.clauses, *ground_lines(review, one)),
        )
        for one in state.duties
    )
    return (*points, *duties)


def answered(topics: Iterable[Topic], said: Answers) -> tuple[Topic, ...]:
    """The topics with the answers as they are now: answers change nothing else of them."""
    return tuple(
        replace(
            topic,
            questions=tuple(
                replace(one, said=said.get((one.about, one.question), ())) for one in topic.questions
            ),
        )
        for topic in topics
    )


def asked_words(topics: Iterable[Topic]) -> str:
    """問い146 回答3 未回答142 分かれている1; 要再確認2 stands where there are any, and 分かれている0 gives way to it."""
    asked = [question for topic in topics for question in topic.questions]
    stale, disputed = sum(bool(one.moved) for one in asked), sum(one.is_disputed for one in asked)
    counts = say(
        "問い{asked} 回答{answered} 未回答{open}",
        asked=len(asked),
        answered=sum(not one.is_open for one in asked),
        open=sum(not one.said for one in asked),
    )
    parts = [
        counts,
        *((say("要再確認{stale}", stale=stale),) if stale else ()),
        *((say("分かれている{disputed}", disputed=disputed),) if disputed or not stale else ()),
    ]
    return " ".join(parts)


def automatic_words(counts: ChecklistCounts) -> str:
    """自動：問題なし36 問題あり4 判断できない11."""
    return say(
        "自動：問題なし{clear} 問題あり{faulty} 判断できない{unknown}",
        clear=counts.automatic[PartState.CLEAR],
        faulty=counts.automatic[PartState.FAULTY],
        unknown=counts.automatic[PartState.UNKNOWN],
    )


def topic_line(one: Topic) -> str:
    """A topic in a list: how far it is, what the program found, what it asks."""
    left = [
        *((say("残{n}", n=one.open),) if one.open else ()),
        *((say("分{n}", n=one.disputed),) if one.disputed else ()),
        *((say("再{n}", n=one.stale),) if one.stale else ()),
    ]
    marks = [
        *((say("自{n}", n=one.faulty),) if one.faulty else ()),
        *((say("不{n}", n=one.unknown),) if one.unknown else ()),
    ]
    return " ".join([f"{one.id:<3}", f"[{' '.join(left) or say('済')}]", *marks, one.title])


def question_line(one: Question) -> str:
    """A question in a list: its answer, what is asked."""
    said = say("分かれている") if one.is_disputed else one.words
    return f"{one.item} [{said}] {one.text}"


def detail_lines(one: Question, topic: Topic, record: ReviewRecord) -> Iterator[str]:
    """A question in whole, everything people answered to it so far, and what bears on the answer."""
    yield f"{one.item} {one.text}"
    if one.risk:
        counts = topic.by_risk.get(one.risk)
        yield say("対象：{risk}", risk="　".join([one.risk, *([counts.words()] if counts else [])]))
    said = oldest_first(
        each for each in record.checklist if (each.about, each.question) == (one.about, one.question)
    )
    for each in said:
        note = f"　{' '.join(each.note.splitlines())}" if each.note else ""
        yield say(
            "{moment} {by}：{answer}{note}",
            moment=moment_words(each.at),
            by=each.by,
            answer=word(each.answer),
            note=note,
        )
    if not said:
        yield say("まだ誰も答えていません。")
    elif one.is_disputed:
        yield say("答えが分かれています。もう一度答えると、その答えになります。")
    elif one.moved:
        yield say("要再確認：答えた後に変わりました。変わった所を見て、もう一度答えてください。")
        yield from (f"  {sentence}" for sentence in one.moved)
    yield from topic.ground


def next_open(topics: Sequence[Topic], after: str) -> Question | None:
    """The next question a person has to answer after that of an item, from the top again; None: none is left."""
    asked = [question for topic in topics for question in topic.questions]
    place = next((n for n, one in enumerate(asked) if one.item == after), -1)
    return next((one for one in (*asked[place + 1 :], *asked[: place + 1]) if one.is_open), None)


def _counts_by_risk(review: Review) -> Mapping[str, Counts]:
    claims: dict[str, list[Claim]] = {}
    for claim in review.claims:
        for risk in claim.risks:
            claims.setdefault(risk, []).append(claim)
    return {risk_catalogue().words((risk,), ""): review.counts(found) for risk, found in claims.items()}
