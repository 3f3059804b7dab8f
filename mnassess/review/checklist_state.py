"""The checklist of one review: what a program could tell of each point, what people answered, what is still to be asked.

A question is called by an item: `A3` the point as a whole, `A3-2` its second question, `B9-U2` what is asked of risk
U2 under point B9 (`B9-A1-2` the second such question), `D5` the fifth duty.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from mnassess.errors import ReviewError
from mnassess.forms.model import Form
from mnassess.language import say
from mnassess.review.actions import Answers, answer_checklist
from mnassess.review.checklist import (
    Checklist,
    Detail,
    PartResult,
    PartState,
    Point,
    automatic_results,
    standard_checklist,
)
from mnassess.review.duties import standard_duties
from mnassess.review.model import Answer, FindingState
from mnassess.review.outcome import Review
from mnassess.review.record import ChecklistAnswer, ReviewRecord
from mnassess.review.review_facts import review_facts
from mnassess.review.risks import risk_catalogue
from mnassess.review.words import word


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a person is asked, and what stands as the answer."""

    item: str
    about: str
    """Id of the point or of the duty."""
    question: str
    """As the record names it: "" for a point as a whole."""
    text: str
    """What is asked."""
    risk: str = ""
    """What it is asked of: a risk or an agency-wide measure; "" for none."""
    said: tuple[ChecklistAnswer, ...] = ()
    """What stands, oldest first: several only where people did not know of each other."""

    @property
    def answer(self) -> ChecklistAnswer | None:
        """The answer that counts; None where nobody has answered, or people differ."""
        return self.said[-1] if self.said and not self.is_disputed else None

    @property
    def is_disputed(self) -> bool:
        """Whether people answered differently: one of them, or a third, has to answer once more."""
        return len({one.answer for one in self.said}) > 1

    @property
    def words(self) -> str:
        """The answer for people, without its name and date: はい, 未回答."""
        if self.is_disputed:
            said = "／".join(f"{one.by} {word(one.answer)}" for one in self.said)
            return say("答えが分かれている：{said}", said=said)
        return word(self.answer.answer) if self.answer else say("未回答")


@dataclass(frozen=True, kw_only=True)
class PointState:
    """One point of view as it stands."""

    point: Point
    automatic: tuple[PartResult, ...]
    whole: Question
    """The point itself."""
    asks: tuple[Question, ...]
    details: tuple[Question, ...]
    """What is asked of each risk and agency-wide measure, in the order of the checklist."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them."""
        return (self.whole, *self.asks, *self.details)


@dataclass(frozen=True, kw_only=True)
class ChecklistCounts:
    """How far a checklist has come."""

    automatic: Mapping[PartState, int]
    asked: int
    answered: int
    disputed: int

    @property
    def open(self) -> int:
        """Questions nobody has answered."""
        return self.asked - self.answered - self.disputed

    def words(self) -> str:
        """自動 30（問題は見当たらない 12 …） ／ 問い 40 ・ 回答 3 ・ 未回答 37."""
        return say(
            "自動で確かめた事柄：{automatic} ／ 人への問い {asked}：回答 {answered}・未回答 {open}・答えが分かれている {disputed}",
            automatic="・".join(f"{state_word(state)} {count}" for state, count in self.automatic.items()),
            asked=self.asked,
            answered=self.answered,
            open=self.open,
            disputed=self.disputed,
        )


@dataclass(frozen=True, kw_only=True)
class ChecklistState:
    """The whole checklist of a review."""

    checklist: Checklist
    points: tuple[PointState, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, point by point."""
        return tuple(question for one in self.points for question in one.questions)

    @property
    def to_ask(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(one for one in self.questions if one.answer is None)

    @property
    def counts(self) -> ChecklistCounts:
        """How far it has come."""
        states = [result.state for one in self.points for result in one.automatic]
        questions = self.questions
        return ChecklistCounts(
            automatic={state: states.count(state) for state in PartState},
            asked=len(questions),
            answered=sum(one.answer is not None for one in questions),
            disputed=sum(one.is_disputed for one in questions),
        )


def checklist_state(review: Review, checklist: Checklist | None = None) -> ChecklistState:
    """The checklist of a review: automatic answers, people's answers, and what is still to be asked."""
    checklist = checklist or standard_checklist()
    form = review.assessment.form
    set_aside = {
        *((one.code, one.path) for one in review.findings if one.state is FindingState.WITHDRAWN),
    }
    left_out = {one.code for one in review.skipped}
    problems = (
        one
        for one in review.problems
        if one.code not in left_out and (one.code, one.path) not in set_aside
    )
    results = automatic_results(checklist, problems, (form.kind,), review_facts(review, checklist))
    return ChecklistState(
        checklist=checklist,
        points=tuple(
            PointState(
                point=point,
                automatic=tuple(one for one in results if one.point == point.id),
                whole=_whole(point, review.answers),
                asks=_asks(point, review.answers),
                details=tuple(_iter_details(point, checklist, form, review.answers)),
            )
            for point in checklist.points
        ),
    )


def questions_of(form: Form, said: Answers, checklist: Checklist | None = None) -> tuple[Question, ...]:
    """Every question a report of a form is asked, those of the duties last."""
    checklist = checklist or standard_checklist()
    asked: list[Question] = []
    for point in checklist.points:
        asked += (_whole(point, said), *_asks(point, said), *_iter_details(point, checklist, form, said))
    return (*asked, *duty_questions(said))


def duty_questions(said: Answers) -> tuple[Question, ...]:
    """What is asked of each of the nine duties, in their order."""
    return tuple(
        Question(
            item=duty.item,
            about=duty.id,
            question=duty.asks,
            text=duty.asks,
            said=said.get((duty.id, duty.asks), ()),
        )
        for duty in standard_duties()
    )


def question_named(questions: Iterable[Question], item: str) -> Question:
    """The question of an item; ReviewError where there is none."""
    found = next((one for one in questions if one.item.casefold() == item.strip().casefold()), None)
    if found is None:
        raise ReviewError(
            say("問い「{item}」はありません。mnassess checklist で番号を確かめてください。", item=item)
        )
    return found


def answer_question(
    record: ReviewRecord, question: Question, answer: Answer, *, by: str, at: datetime, note: str = ""
) -> ReviewRecord:
    """The record with a person's answer to a question."""
    return answer_checklist(record, question.about, question.question, answer, by=by, at=at, note=note)


def state_word(state: PartState) -> str:
    """What people call the state of an automatic part."""
    match state:
        case PartState.CLEAR:
            return say("問題は見当たらない")
        case PartState.FAULTY:
            return say("問題がある")
        case PartState.UNKNOWN:
            return say("判断できない")
        case PartState.NOT_ASKED:
            return say("この様式では問わない")


# --- questions --------------------------------------------------------------------------------------------------


def _whole(point: Point, said: Answers) -> Question:
    return Question(
        item=point.id, about=point.id, question="", text=point.question, said=said.get((point.id, ""), ())
    )


def _asks(point: Point, said: Answers) -> tuple[Question, ...]:
    return tuple(
        Question(
            item=f"{point.id}-{number}",
            about=point.id,
            question=text,
            text=text,
            said=said.get((point.id, text), ()),
        )
        for number, text in enumerate(point.asks, 1)
    )


def _iter_details(point: Point, checklist: Checklist, form: Form, said: Answers) -> Iterator[Question]:
    """Of the risks the form asks about, and of the agency-wide measures."""
    asked = {risk.id for risk in risk_catalogue().asked(form)}
    for detail in checklist.details_of(point.id):
        if not detail.name and detail.about not in asked:
            continue
        for number, text in enumerate(detail.asks, 1):
            behind = f"-{number}" if len(detail.asks) > 1 else ""
            yield Question(
                item=f"{point.id}-{detail.about}{behind}",
                about=point.id,
                question=text,
                text=text,
                risk=_risk_words(detail),
                said=said.get((point.id, text), ()),
            )


def _risk_words(detail: Detail) -> str:
    return detail.name or risk_catalogue().words((detail.about,), "")
