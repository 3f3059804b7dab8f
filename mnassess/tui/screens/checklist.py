"""審査の観点 (指針第10) and the nine duties: a person goes through the questions and answers them by digit."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from mnassess.errors import MnassessError
from mnassess.language import say
from mnassess.review.actions import answers
from mnassess.review.checklist_questions import Question, answer_question
from mnassess.review.checklist_view import (
    Topic,
    answered,
    asked_words,
    automatic_words,
    detail_lines,
    next_open,
    question_line,
    topic_line,
    topics_of,
)
from mnassess.review.desk import ReviewDesk
from mnassess.review.drafts import keep_notes, notes_of
from mnassess.review.model import Answer
from mnassess.review.words import choices, word
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.page import Keys
from mnassess.tui.screens.words_page import WordsPage
from mnassess.tui.typed import digit_of
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.marked_text import MarkedText
from mnassess.tui.widgets.rows import Row, Rows

NOTES = "checklist-notes"
"""Name of the draft that holds the notes for answers not yet given."""


class ChecklistPage(DeskPage):
    """Points above, the questions of one of them below. At 80 columns one of the two is seen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("checklist")
    OFFERED: ClassVar[tuple[str, ...]] = ("checklist",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("rows", "page", "notice")

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(desk)
        self._topics: dict[str, Topic] = {}
        self._notes = notes_of(desk.document, NOTES)
        """Item → the note for its next answer. It lies on the disk: typed words are not to be typed again."""

    def heading(self) -> str:
        """The checklist, of which report."""
        return say("審査の観点と九つの義務　{name}", name=self.desk.session.report.words)

    def opening(self) -> Keys:
        """Enter."""
        return (("rows.open", say("問いへ")),)

    def compose_middle(self) -> ComposeResult:
        """Counts; points; questions; a question in whole; what the digits do."""
        yield Bar(id="counts", classes="bar-status")
        yield Rows(id="points")
        yield Rows(id="questions")
        yield MarkedText(id="detail")
        yield Bar(id="answers", classes="bar-status")

    def on_mount(self) -> None:
        """The points."""
        digits = " ".join(f"{n}{word(answer)}" for n, answer in enumerate(choices(Answer), 1))
        self.query_one("#answers", Bar).left = digits
        self.points.focus()
        self.try_renew()

    # --- what is current ------------------------------------------------------------------------------------

    @property
    def points(self) -> Rows:
        """The list of points and duties."""
        return self.query_one("#points", Rows)

    @property
    def questions(self) -> Rows:
        """The list of the questions of the current one."""
        return self.query_one("#questions", Rows)

    @property
    def topic(self) -> Topic:
        """The point or duty the arrows are on."""
        return self._topics[self.points.current]

    @property
    def question(self) -> Question:
        """The question a digit answers: the point as a whole while the keyboard is in the list of points."""
        if self.points.has_focus:
            return self.topic.questions[0]
        return next(one for one in self.topic.questions if one.item == self.questions.current)

    # --- drawing --------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Points, questions, counts."""
        state = self.desk.checklist()
        self._topics = {one.id: one for one in topics_of(self.desk.outcome(), state)}
        self.query_one("#counts", Bar).right = automatic_words(state.counts)
        self._show_points()
        self.show_topic()

    def _show_points(self) -> None:
        rows, heading = [], ""
        for one in self._topics.values():
            if one.heading != heading:
                heading = one.heading
                rows.append(Row("", heading))
            rows.append(Row(one.id, topic_line(one)))
        with self.prevent(Rows.Moved):
            self.points.show(rows)
        self.query_one("#counts", Bar).left = asked_words(self._topics.values())
        self.show_state()

    def show_topic(self) -> None:
        """The questions of the current point."""
        with self.prevent(Rows.Moved):
            self.questions.show([*_question_rows(self.topic)])
        self.show_detail()

    def show_detail(self) -> None:
        """The current question in whole."""
        question = self.question
        note = self._notes.get(question.item)
        lines = [*((say("[注記] {note}", note=note),) if note else ())]
        lines += detail_lines(question, self.topic, self.desk.record)
        self.query_one("#detail", MarkedText).show(
            [(f"{line}\n", "" if n else "bold") for n, line in enumerate(lines)]
        )

    # --- going about ----------------------------------------------------------------------------------------

    @on(Rows.Moved, "#points")
    def follow_point(self, message: Rows.Moved) -> None:
        """Another point is current."""
        message.stop()
        self.show_topic()

    @on(Rows.Moved, "#questions")
    def follow_question(self, message: Rows.Moved) -> None:
        """Another question is current."""
        message.stop()
        self.show_detail()

    @on(Rows.Opened, "#points")
    def enter_questions(self, message: Rows.Opened) -> None:
        """From the points into their questions."""
        message.stop()
        self._go_inside()

    def action_outward(self) -> None:
        """From the questions to the points."""
        self._go_to_points()

    def action_leave(self) -> None:
        """Esc: to the points; from them, back to the claims."""
        if self.points.has_focus:
            super().action_leave()
        else:
            self._go_to_points()

    def action_scroll_detail(self, by: int) -> None:
        """Read on in the question."""
        self.query_one("#detail", MarkedText).scroll_by(by)

    def action_next_open(self) -> None:
        """The next question without an answer."""
        found = next_open([*self._topics.values()], self._place())
        if found is None:
            self.say_below(say("未回答の問いは残っていません。"))
        else:
            self._go_to(found)

    def _place(self) -> str:
        """The item after which the next open question is sought; from the list of points, its own point is the first."""
        if not self.points.has_focus:
            return self.question.item
        before = ""
        for one in self._topics.values():
            if one.id == self.topic.id:
                break
            before = one.questions[-1].item
        return before

    def _go_to(self, question: Question) -> None:
        topic = next(one for one in self._topics.values() if question in one.questions)
        with self.prevent(Rows.Moved):
            self.points.go_to(topic.id)
            self.questions.show([*_question_rows(topic)], question.item)
        self._go_inside()

    def _go_inside(self) -> None:
        self.add_class("-inside")
        self.questions.focus()
        self.call_after_refresh(self.show_detail)

    def _go_to_points(self) -> None:
        self.remove_class("-inside")
        self.points.focus()
        self.call_after_refresh(self.show_detail)

    # --- answering ------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit, half or full width, is an answer. Letters do nothing, and it is said."""
        digit = digit_of(event.character)
        codes = choices(Answer)
        if digit is not None and 1 <= digit <= len(codes):
            event.stop()
            self.answer(codes[digit - 1])
        elif event.is_printable and event.character and not event.character.isspace():
            event.stop()
            key = keymap_of(self).first("checklist.note")
            self.say_below(say("答えは数字です。文字を打つのは {key}（注記）の中です。", key=key))

    def answer(self, answer: Answer) -> None:
        """Put the answer to the current question on record with the note prepared for it, and go on."""
        question = self.question
        is_whole = self.points.has_focus
        grown = answer_question(
            self.desk.record,
            question,
            answer,
            by=self.desk.who,
            at=self.desk.now(),
            note=self._notes.get(question.item, ""),
        )
        if not self.change(lambda: self.desk.keep(grown)):
            return
        if self._notes.pop(question.item, ""):
            self._keep_notes()
        said = answers(self.desk.record)
        topics = answered(self._topics.values(), said)
        self._topics = {one.id: one for one in topics}
        self._show_points()
        following = next_open([*self._topics.values()], question.item)
        if following is None or is_whole:
            self.show_topic()
        else:
            self._go_to(following)
        self.say_below(
            say("{item} {answer}：{text}", item=question.item, answer=word(answer), text=question.text)
        )

    def action_note(self) -> None:
        """Write the note that goes with the next answer to this question."""
        question = self.question

        def take(words: str | None) -> None:
            if words is not None:
                self._notes[question.item] = words
                self.show_detail()
                self.say_below(say("注記を用意しました。数字で答えると、一緒に記録されます。"))
                self._keep_notes()

        text = say("答えに添える注記：答えの理由や、何で確かめたか。\n問い：{words}", words=question.text)
        known = self._notes.get(question.item, "")
        self.app.push_screen(WordsPage(say("注記"), text, known, accept=say("用意する")), take)

    def _keep_notes(self) -> None:
        """What waits for an answer lies on the disk; where the disk refuses, that is said."""
        try:
            keep_notes(self.desk.document, NOTES, self._notes)
        except MnassessError as error:
            self.say_below(str(error))


def _question_rows(topic: Topic) -> Iterator[Row]:
    """The questions, those of a risk under its name."""
    risk = ""
    for one in topic.questions:
        if one.risk != risk:
            risk = one.risk
            yield Row("", risk)
        yield Row(one.item, question_line(one))
