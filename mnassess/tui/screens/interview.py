"""An interview: one question at a time in plain words, for a consultant and a clerk across one table."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from mnassess.documents.beside import noted_blank
from mnassess.documents.edits import Edit
from mnassess.documents.model import thaw
from mnassess.documents.naming import title_of
from mnassess.documents.session import EditingSession
from mnassess.documents.undo import STAMP
from mnassess.errors import MnassessError
from mnassess.forms.guidance import guidance_lines
from mnassess.forms.model import Field, FieldKind, Node
from mnassess.forms.paths import item_path, split_item
from mnassess.language import say
from mnassess.rules.interview import Interview, Step, question_of
from mnassess.tui.keymap import bar_entries, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed
from mnassess.tui.messages import AnswerChanged
from mnassess.tui.outline import entry_words
from mnassess.tui.screens import entry_view
from mnassess.tui.screens.writing import WritingScreen, today
from mnassess.tui.typed import count_characters
from mnassess.tui.widgets.bars import Bar, KeyBar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.choice import Options
from mnassess.tui.widgets.controls import control_for
from mnassess.tui.widgets.editor import Editor
from mnassess.tui.widgets.guidance import Guidance
from mnassess.tui.widgets.listing import Listing
from mnassess.tui.widgets.scrolling import Scrolling

SOURCE = "interview"


class MoreQuestion(Vertical):
    """Whether a list has one more entry."""

    DEFAULT_CSS = """
    MoreQuestion { height: auto; }
    MoreQuestion Static { height: auto; padding: 0 2 1 2; }
    """

    def __init__(self, lines: Iterable[str], label: str, count: int) -> None:
        super().__init__()
        self._lines = "\n".join(lines)
        words = say("{label}を追加する", label=label)
        nothing = say("もうない（次の質問へ）") if count else say("ない（次の質問へ）")
        self.options = Options([words, nothing], frozenset())

    def compose(self) -> ComposeResult:
        """The entries there are, then the two answers."""
        if self._lines:
            yield Static(Content(printed(self._lines)))
        yield self.options


class InterviewScreen(WritingScreen):
    """Enter goes on, whatever kind of blank it is; the result is the path of the last question."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("interview", "noting")
    SOURCE = SOURCE
    OFFERED: ClassVar[tuple[str, ...]] = ("interview", "noting")
    EXPLAINED: ClassVar[tuple[str, ...]] = ("editor", "options", "list", "reading", "page")

    def __init__(self, session: EditingSession, respondent: str, start: str = "", last: str = "") -> None:
        """Begin with the question of `start`, else with the next open one after `last`."""
        super().__init__(session)
        self._respondent = respondent
        """Who answers; stands in the note of each answer given here."""
        self._interview = Interview.of(session.assessment, self._circumstances.body)
        self._step: Step | None = self._first(start, last)
        self._control: Blank | None = None
        self._unstamped = ""
        """Path of a blank answered here whose note does not say yet who answered."""

    def compose(self) -> ComposeResult:
        """Header, place, question, answer, what there is to know, status, keys."""
        yield Bar(id="header", classes="bar-title")
        yield Bar(id="place")
        yield Static(id="question")
        yield Scrolling(id="answer")
        yield Guidance(id="beside")
        yield Bar(id="status", classes="bar-status")
        yield KeyBar(bar_entries(keymap_of(self), "screen", *self.OFFERED, "app"), id="keys")

    async def on_mount(self) -> None:
        """The first question without an answer, or where the last interview stopped."""
        self._show_state()
        await self._ask()
        self.watch_outside()

    # --- for the base ---------------------------------------------------------------------------------------

    def controls(self) -> Iterable[Blank]:
        """That of the question."""
        return (self._control,) if self._control is not None else ()

    def answered(self, path: str) -> None:
        """What is known beside the question, and the note of who answered."""
        self._interview = Interview.of(self.session.assessment, self._circumstances.body)
        if self._control is not None:
            self._control.tag(entry_view.note_tag(self.session.assessment, self._control.path))
        self._show_place()
        self._show_beside()
        self._count(path)

    async def replaced(self) -> None:
        """The question anew."""
        self._interview = Interview.of(self.session.assessment, self._circumstances.body)
        await self._ask()

    def subject(self) -> tuple[str, Node | None]:
        """The question."""
        path = self._step.path if self._step else ""
        return title_of(self.session.assessment, path), self.session.assessment.form.find(path)

    # --- messages -------------------------------------------------------------------------------------------

    @on(AnswerChanged)
    def take_answer(self, message: AnswerChanged) -> None:
        """Into the document; who said it follows when the question is left."""
        self.arrived(message.path)
        before = self.session.assessment.value(message.path)
        self.put_answer(message.path, message.value, SOURCE)
        if self.session.assessment.value(message.path) != before:
            self._unstamped = message.path

    @on(Options.Chosen)
    async def decide_on_list(self, event: Options.Chosen) -> None:
        """One more entry, or on to the next question."""
        event.stop()
        if self._step is None or self._step.kind != "list":
            return
        if event.index == 0:
            await self._add_entry(self._step.path)
        else:
            await self._go(1)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The note keys speak of the question's blank."""
        self._blank = self._control.path if self._control is not None else ""

    # --- keys -----------------------------------------------------------------------------------------------

    def action_go_on(self) -> None:
        """Enter: to the next question; in a long text only from an empty line, otherwise it begins a new line."""
        self.after_typing(self._go_on)

    async def _go_on(self) -> None:
        focused = self.focused
        if isinstance(focused, Editor) and focused.many_lines and not focused.finish():
            focused.break_line()
        elif isinstance(focused, Options) and self._step is not None and self._step.kind == "list":
            focused.action_choose()
        elif isinstance(focused, Listing) and focused.option_count:
            focused.action_select()
        else:
            await self._go(1)

    def action_step(self, by: int) -> None:
        """F8, F9."""
        self.after_typing(lambda: self._go(by))

    def action_next_open(self) -> None:
        """F4."""
        self.after_typing(self._go_to_open)

    def action_undo(self) -> None:
        """Ctrl+Z."""
        self.after_typing(lambda: self._follow(self.session.undo(), say("元に戻す操作はありません。")))

    def action_redo(self) -> None:
        """Ctrl+Y."""
        self.after_typing(lambda: self._follow(self.session.redo(), say("やり直す操作はありません。")))

    def action_leave(self) -> None:
        """Esc: back to the whole document, at this question."""
        self.after_typing(self._leave)

    def _leave(self) -> None:
        self.settle()
        self.save_now()
        self.stop_pauses()
        self.dismiss(self._step.path if self._step else "")

    # --- from question to question --------------------------------------------------------------------------

    def _first(self, start: str, last: str) -> Step | None:
        steps = self._interview.steps
        if not steps:
            return None
        at = steps[self._interview.place(start or last)]
        return at if start or at.is_open else self._interview.next_open(at.path) or at

    async def _go(self, by: int) -> None:
        self.settle()
        following = self._interview.neighbour(self._step.path, by) if self._step else None
        if following is None:
            self.say_below(
                say("最後の質問です。Esc で目次に戻ります。") if by > 0 else say("最初の質問です。")
            )
            return
        await self._ask(following)

    async def _go_to_open(self) -> None:
        self.settle()
        following = self._interview.next_open(self._step.path) if self._step else None
        if following is None:
            self.say_below(say("記入が必要な質問は、全て済みました。"))
        else:
            await self._ask(following)

    async def _add_entry(self, list_path: str) -> None:
        try:
            entry = self.session.add_item(list_path, source=SOURCE)
        except MnassessError as error:
            self.say_below(str(error))
            return
        self.save_later()
        self._show_state()
        self._interview = Interview.of(self.session.assessment, self._circumstances.body)
        await self._ask(self._interview.entry(entry))

    async def _follow(self, edit: Edit | None, nothing: str) -> None:
        """Go to what undo or redo changed."""
        self._unstamped = ""
        if edit is None:
            self.say_below(nothing)
            return
        self._interview = Interview.of(self.session.assessment, self._circumstances.body)
        path = noted_blank(edit.path)
        if path.endswith("]") and not self.session.assessment.has(path):
            path = split_item(path)[0]
        await self._ask(self._interview.steps[self._interview.place(path)])
        self.save_later()
        self._show_state()
        self.say_below(say("変えました：{title}", title=title_of(self.session.assessment, path)))

    async def _ask(self, step: Step | None = None) -> None:
        """Put up a question, or the one that is there anew."""
        if step is None and self._step is not None:
            step = self._interview.steps[self._interview.place(self._step.path)]
        self._step = step
        if step is None:
            return
        answer = self.query_one("#answer", Scrolling)
        self.query_one("#question", Static).update(
            Content(printed(question_of(self.session.assessment, step.path)))
        )
        self._show_place()
        shown = self._more(step.path) if step.kind == "list" else self._blank_of(step.path)
        self._control = shown if isinstance(shown, Blank) else None
        with self.app.batch_update():
            await answer.remove_children()
            await answer.mount(shown)
        target = shown.focus_target() if isinstance(shown, Blank) else shown.options
        self._blank = step.path if isinstance(shown, Blank) else ""
        if target is not None:
            target.focus()
        bar = self.query_one("#status", Bar)
        bar.left = bar.right = ""
        self._show_beside()
        self._count(step.path)

    def _blank_of(self, path: str) -> Blank:
        assessment = self.session.assessment
        value = thaw(assessment.value(path))
        control = control_for(assessment.form.field(path), path, value, read_only=self.session.is_read_only)
        control.tag(entry_view.note_tag(assessment, path))
        return control

    def _more(self, path: str) -> MoreQuestion:
        assessment = self.session.assessment
        section = assessment.form.section(path)
        label = say("ファイル") if path == "files" else section.item_label or section.label
        ids = assessment.items_of(path)
        lines = (entry_words(assessment, item_path(path, item)) for item in ids)
        return MoreQuestion(lines, label, len(ids))

    # --- what is told ---------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        header = self.query_one("#header", Bar)
        title = entry_view.document_title(self.session.path, self.session.assessment)
        header.left = say("面談　{title}", title=title)
        super()._show_state()

    def _show_place(self) -> None:
        place = self.query_one("#place", Bar)
        path = self._step.path if self._step else ""
        place.left = title_of(self.session.assessment, path)
        place.right = say(
            "{n}／{all}問　残り{open}",
            n=self._interview.place(path) + 1,
            all=len(self._interview.steps),
            open=self._interview.open_count,
        )

    def _show_beside(self) -> None:
        path = self._step.path if self._step else ""
        node = self.session.assessment.form.find(path)
        said = [line for line in guidance_lines(node) if not node or line != question_line(node)]
        self.query_one("#beside", Guidance).show([*self.lines_beside(path), *said])

    def _count(self, path: str) -> None:
        if self._step is None or path != self._step.path:
            return
        value = self.session.assessment.value(path)
        blank = self.session.assessment.form.find(path)
        is_text = isinstance(blank, Field) and blank.kind in {FieldKind.TEXT, FieldKind.LONGTEXT}
        shown = say("{count}字", count=count_characters(str(value or ""))) if is_text else ""
        self.query_one("#status", Bar).right = shown

    def settle(self) -> None:
        """Take what was typed, and note who said it, and when, where nothing is noted of that yet."""
        value = self.session.assessment.value(self._blank) if self._blank else None
        super().settle()
        if self._blank and self.session.assessment.value(self._blank) != value:
            self._unstamped = self._blank
        path, self._unstamped = self._unstamped, ""
        if path and self.session.assessment.value(path) is not None and "source" not in self.note_of(path):
            who = self._respondent or None
            self.put_note(path, STAMP, source=SOURCE, who=who, on=today())


def question_line(node: Node) -> str:
    """The line of the guidance that repeats the question."""
    return say("問い：{text}", text=node.question)
