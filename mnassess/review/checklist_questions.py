"""The questions a person is asked in a review: of the points of view (指針第10) and of the nine duties.

A question is called by an item: `A3` the point as a whole, `A3-2` its second question, `B9-U2` what is asked of risk
U2 under point B9 (`B9-A1-2` the second such question), `D5` the fifth duty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from mnassess.errors import ReviewError
from mnassess.forms.model import Form
from mnassess.language import say
from mnassess.review.actions import Answers, answer_checklist
from mnassess.review.checklist import Checklist, Detail, Point, standard_checklist
from mnassess.review.checklist_ground import Grounds, moved
from mnassess.review.duties import standard_duties
from mnassess.review.model import Answer
from mnassess.review.moments import day_words
from mnassess.review.record import ChecklistAnswer, ReviewRecord
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
    ground: Grounds = ()
    """What an answer rests on now; () where that was not looked at."""

    @property
    def answer(self) -> ChecklistAnswer | None:
        """The answer that counts; None where nobody has answered, or people differ."""
        return self.said[-1] if self.said and not self.is_disputed else None

    @property
    def is_disputed(self) -> bool:
        """Whether people answered differently: one of them, or a third, has to answer once more."""
        return len({one.answer for one in self.said}) > 1

    @property
    def moved(self) -> tuple[str, ...]:
        """What of the ground of the answer is not what it was, in words: the answer is to be confirmed, 要再確認."""
        return tuple(moved(self.answer.rested_on, self.ground)) if self.answer else ()

    @property
    def is_open(self) -> bool:
        """Whether a person still has to answer: nobody has, people differ, or the ground moved."""
        return self.answer is None or bool(self.moved)

    @property
    def words(self) -> str:
        """The answer for people, without its name and date: はい, 未回答, 要再確認：はい."""
        if self.is_disputed:
            said = "／".join(f"{one.by} {word(one.answer)}" for one in self.said)
            return say("答えが分かれている：{said}", said=said)
        if self.answer is None:
            return say("未回答")
        said = word(self.answer.answer)
        return say("要再確認：{answer}", answer=said) if self.moved else said

    @property
    def told(self) -> str:
        """The answer for people, with its name, date and note."""
        answer = self.answer
        if answer is None:
            return self.words
        signed = say("{answer}（{by}　{day}）", answer=self.words, by=answer.by, day=day_words(answer.at))
        return "　".join(filter(None, (signed, " ".join(answer.note.splitlines()))))

    @property
    def told_in_full(self) -> str:
        """As `told`, and on lines of their own what moved since."""
        return "\n".join((self.told, *self.moved))


def questions_of(form: Form, said: Answers, checklist: Checklist | None = None) -> tuple[Question, ...]:
    """Every question a report of a form is asked, those of the duties last."""
    checklist = checklist or standard_checklist()
    asked: list[Question] = []
    for point in checklist.points:
        asked += (
            whole_question(point, said),
            *own_questions(point, said),
            *iter_details(point, checklist, form, said),
        )
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
    """The record with a person's answer to a question, resting on what the question says it does now."""
    rested_on = tuple(one.now for one in question.ground)
    return answer_checklist(
        record, question.about, question.question, answer, by=by, at=at, note=note, rested_on=rested_on
    )


# --- which questions there are ----------------------------------------------------------------------------------


def whole_question(point: Point, said: Answers) -> Question:
    """The point as a whole."""
    return Question(
        item=point.id, about=point.id, question="", text=point.question, said=said.get((point.id, ""), ())
    )


def own_questions(point: Point, said: Answers) -> tuple[Question, ...]:
    """What is asked under a point of the report at large."""
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


def iter_details(point: Point, checklist: Checklist, form: Form, said: Answers) -> Iterator[Question]:
    """What is asked under a point of each risk the form asks about, and of each agency-wide measure."""
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
