"""The checklist of one review: what a program could tell of each point, what people answered, what is still to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mnassess.language import say
from mnassess.review.checklist import (
    Checklist,
    PartResult,
    PartState,
    Point,
    automatic_results,
    part_word,
    standard_checklist,
)
from mnassess.review.checklist_ground import Grounds, claim_grounds, fact_grounds
from mnassess.review.checklist_questions import Question, iter_details, own_questions, whole_question
from mnassess.review.duty_state import DutyState, duty_states
from mnassess.review.model import Claim, FindingState
from mnassess.review.outcome import Review
from mnassess.review.review_facts import review_facts
from mnassess.review.risks import risk_catalogue


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
    stale: int = 0
    """Answers whose ground moved: 要再確認."""

    @property
    def open(self) -> int:
        """Questions nobody has answered."""
        return self.asked - self.answered - self.disputed - self.stale

    def words(self) -> str:
        """自動で確かめた事柄：問題は見当たらない 36・… ／ 人への問い 146：回答 3・…."""
        words = say(
            "自動で確かめた事柄：{automatic} ／ 人への問い {asked}：回答 {answered}・未回答 {open}・答えが分かれている {disputed}",
            automatic="・".join(f"{part_word(state)} {count}" for state, count in self.automatic.items()),
            asked=self.asked,
            answered=self.answered,
            open=self.open,
            disputed=self.disputed,
        )
        return say("{counts}・要再確認 {stale}", counts=words, stale=self.stale) if self.stale else words


@dataclass(frozen=True, kw_only=True)
class ChecklistState:
    """The whole checklist of a review."""

    checklist: Checklist
    points: tuple[PointState, ...]
    duties: tuple[DutyState, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions: point by point, then those of the duties."""
        of_points = (question for one in self.points for question in one.questions)
        return (*of_points, *(one.question for one in self.duties))

    @property
    def to_ask(self) -> tuple[Question, ...]:
        """The questions without an answer, and those whose answer is to be confirmed."""
        return tuple(one for one in self.questions if one.is_open)

    @property
    def stale(self) -> tuple[Question, ...]:
        """The questions whose answer is to be confirmed: its ground moved."""
        return tuple(one for one in self.questions if one.moved)

    @property
    def counts(self) -> ChecklistCounts:
        """How far it has come."""
        states = [result.state for one in self.points for result in one.automatic]
        questions = self.questions
        return ChecklistCounts(
            automatic={state: states.count(state) for state in PartState},
            asked=len(questions),
            answered=sum(not one.is_open for one in questions),
            disputed=sum(one.is_disputed for one in questions),
            stale=len(self.stale),
        )


def checklist_state(review: Review, checklist: Checklist | None = None) -> ChecklistState:
    """The checklist of a review: automatic answers, people's answers, and what is still to be asked."""
    checklist = checklist or standard_checklist()
    form = review.assessment.form
    withdrawn = {(one.code, one.path) for one in review.findings if one.state is FindingState.WITHDRAWN}
    left_out = {one.code for one in review.skipped}
    problems = (
        one
        for one in review.problems or ()
        if one.code not in left_out and (one.code, one.path) not in withdrawn
    )
    results = automatic_results(checklist, problems, (form.kind,), review_facts(review, checklist))
    by_risk = _grounds_by_risk(review)
    return ChecklistState(
        checklist=checklist,
        points=tuple(
            _point_state(
                review,
                point,
                tuple(one for one in results if one.point == point.id),
                tuple(iter_details(point, checklist, form, review.answers)),
                by_risk,
            )
            for point in checklist.points
        ),
        duties=duty_states(review),
    )


def _point_state(
    review: Review,
    point: Point,
    automatic: tuple[PartResult, ...],
    details: tuple[Question, ...],
    by_risk: Mapping[str, Grounds],
) -> PointState:
    """What is asked of a risk rests on the claims against it, everything else on the facts of the point."""
    facts = fact_grounds(review, automatic)
    return PointState(
        point=point,
        automatic=automatic,
        whole=replace(whole_question(point, review.answers), ground=facts),
        asks=tuple(replace(one, ground=facts) for one in own_questions(point, review.answers)),
        details=tuple(replace(one, ground=by_risk.get(one.risk, facts)) for one in details),
    )


def _grounds_by_risk(review: Review) -> Mapping[str, Grounds]:
    """Risk, as its questions name it → the claims stated against it."""
    catalogue = risk_catalogue()
    claims: dict[str, list[Claim]] = {risk: [] for risk in catalogue.risks}
    for claim in review.claims:
        for risk in claim.risks:
            claims[risk].append(claim)
    return {catalogue.words((risk,), ""): claim_grounds(review, found) for risk, found in claims.items()}
