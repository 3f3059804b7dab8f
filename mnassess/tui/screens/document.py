"""The screen of one document, as far as it does not depend on what a person does: sections, saving, what is told."""

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from mnassess.documents.naming import title_of
from mnassess.documents.session import EditingSession
from mnassess.errors import AnswerError, ChangedOutsideError, MnassessError
from mnassess.forms.model import Field, FieldKind
from mnassess.language import say
from mnassess.rules.circumstances import circumstances_of
from mnassess.tui.keymap import bar_entries, keymap_of
from mnassess.tui.outline import Outline
from mnassess.tui.screens import entry_pages, entry_view
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.typed import count_characters
from mnassess.tui.widgets.bars import Bar, KeyBar
from mnassess.tui.widgets.guidance import Guidance
from mnassess.tui.widgets.outline_tree import Labels, OutlineTree
from mnassess.tui.widgets.section_pane import SectionPane

SAVE_PAUSE = 1.5
"""Seconds without typing after which the document file is written. The journal has the answers before that."""
LOOK_PAUSE = 0.08
"""Seconds the arrows rest on a line of the outline before its section is put up."""
MARK_PAUSE = 0.3
"""Seconds without typing after which the marks of the outline follow."""
COUNT_PAUSE = 0.1
"""Seconds without typing after which the status line counts again. Textual draws everything between two changed places:
a character together with a count at the foot of the screen costs far more than the character alone."""
BREAKPOINTS = ((0, "-narrow"), (100, "-middle"), (140, "-wide"))
"""Columns from which on the screen is laid out otherwise; `mnassess.tcss` says how."""


class DocumentScreen(CommandScreen[str]):
    """Holds the session and the outline, puts up sections, writes the file and says where the latest answer is."""

    HORIZONTAL_BREAKPOINTS = [*BREAKPOINTS]  # noqa: RUF012 - declared so by Textual

    def __init__(self, session: EditingSession) -> None:
        super().__init__()
        self.session = session
        self._circumstances, unread = circumstances_of(session.path)
        session.notices += unread
        self._outline = Outline.of(session.assessment, self._circumstances.body)
        self._labels: Labels = {}
        self._current = ""
        """Path of the part in the pane."""
        self._blank = ""
        """Path of the blank the keyboard is in."""
        self._typed = ""
        """Path of a blank with words that are not yet an answer."""
        self._named = ""
        """Path of the blank whose name the status line shows, or showed before a sentence took its place."""
        self._trouble = ""
        """Why the file cannot be written; the journal has the answers."""
        self._pauses: dict[str, Timer] = {}

    def compose(self) -> ComposeResult:
        """Header, outline and section, status, keys."""
        yield Bar(id="header", classes="bar-title")
        with Horizontal(id="body"):
            yield OutlineTree(id="outline")
            with Vertical(id="right"):
                yield SectionPane(id="section")
                yield Guidance(id="guidance")
        yield Bar(id="status", classes="bar-status")
        yield KeyBar(bar_entries(keymap_of(self), "screen", *self.OFFERED, "app"), id="keys")

    async def on_mount(self) -> None:
        """The first section; the keyboard is in the outline."""
        self._labels = entry_view.labels_of(self.session.assessment, self._outline)
        first = next(part.path for part in self._outline.iter_parts() if part.rows)
        self._tree.show_parts(self._outline.parts, self._labels, first)
        self._tree.focus()
        self._show_state()
        await self.open_part(first)
        self._tell_notices()

    # --- for the application --------------------------------------------------------------------------------

    async def look_at(self, path: str) -> None:
        """Put up the section the arrows rest on; they may have gone on before it is there."""
        await self._put_up(path)
        self._tree.show_open(self._current)

    async def open_part(self, path: str, *, enter: bool = False, blank: str = "") -> None:
        """Put up the section of a part; with `enter` the keyboard goes in, to the named blank."""
        if await self._put_up(path):
            self._tree.show_current(path)
            if enter and not await self._pane.enter(blank):
                self._tree.focus()

    async def _put_up(self, path: str) -> bool:
        """Whether there is such a part; its section is on the screen then."""
        part = self._outline.by_path.get(path)
        if part is None:
            return False
        self._stop("look")
        if path != self._current or self._pane.part is not part:
            self._commit()
            self.save_now()
            self._current = path
            assessment = self.session.assessment
            view = entry_view.section_view(
                assessment, self._circumstances, part, self._labels, read_only=self.session.is_read_only
            )
            await self._pane.show(view)
            self._show_guidance()
        return True

    def focus_next(self, selector: Any = "*") -> Widget | None:
        """The next control, also where it is still on its way to the screen."""
        return self._once_laid_out(lambda: super(DocumentScreen, self).focus_next(selector))

    def focus_previous(self, selector: Any = "*") -> Widget | None:
        """The control before, also where it is still on its way to the screen."""
        return self._once_laid_out(lambda: super(DocumentScreen, self).focus_previous(selector))

    def _once_laid_out(self, move: Callable[[], Widget | None]) -> Widget | None:
        if self._pane.is_laid_out:
            return move()
        self.call_after_refresh(self._once_laid_out, move)
        return self.focused

    async def open_blank(self, path: str) -> None:
        """Go to a blank, or to the section that shows a heading or list."""
        part = self._outline.part_of(path)
        if part is not None:
            await self.open_part(part.path, enter=True, blank=path)

    def save_now(self, *, asked: bool = False) -> None:
        """Write the document file, if there is anything to write."""
        self._stop("save")
        if asked:
            self._commit()
        try:
            self.session.save()
        except ChangedOutsideError as error:
            is_news = not self._trouble or asked
            self._trouble = str(error)
            if is_news:
                self._tell_changed_outside()
        except MnassessError as error:
            self._trouble = str(error)
        else:
            self._trouble = ""
        self._show_state()
        if asked and self.session.is_read_only:
            self.say_below(say("閲覧だけです。変更も保存もできません。"))
        elif asked and not self._trouble:
            self.say_below(say("保存しました。"))

    def after_typing(self, call: Callable[[], object]) -> None:
        """Call once the keys pressed before have reached the blank: a function key overtakes them."""
        (self.focused or self).call_later(self.call_later, call)

    def put_answer(self, path: str, value: Any) -> None:
        """Put an answer into the document."""
        self._typed = ""
        try:
            self.session.set_answer(path, value)
        except AnswerError as error:
            self.say_below(str(error))
            return
        self._after_edit(path)
        self._later("count", COUNT_PAUSE, lambda: self._count_again(path))

    def leave(self) -> None:
        """Save, give the document back and close the screen. What cannot be saved stays in the journal."""
        self.dismiss(self.finish())

    def finish(self) -> str:
        """Save and give the document back; returns why it could not be saved, "" where all is well."""
        self._commit()
        for timer in self._pauses.values():
            timer.stop()
        try:
            self.session.close()
        except MnassessError as error:
            return str(error)
        return ""

    def say_below(self, text: str) -> None:
        """A sentence in the status line, until the keyboard goes elsewhere."""
        self.query_one("#status", Bar).left = text

    # --- after an edit --------------------------------------------------------------------------------------

    def _after_edit(self, path: str) -> None:
        blank = self.session.assessment.form.find(path)
        self._stop("marks")
        if isinstance(blank, Field) and blank.kind in {FieldKind.CHOICE, FieldKind.FLAG}:
            self._show_marks(path)
        else:
            self._later("marks", MARK_PAUSE, lambda: self._show_marks(path))
        self._later("save", SAVE_PAUSE, self.save_now)
        self._show_state()

    def _show_marks(self, path: str) -> None:
        """Bring the marks, the reasons and the computed blanks up to date after an answer."""
        assessment = self.session.assessment
        self._outline.remeasure(assessment, self._circumstances.body, path)
        self._labels = entry_view.labels_of(assessment, self._outline)
        self._tree.show_labels(self._labels)
        self._follow_conditions()

    def _follow_conditions(self) -> None:
        part = self._pane.part
        if part is None:
            return
        assessment = self.session.assessment
        view = entry_view.section_view(assessment, self._circumstances, part, self._labels, read_only=False)
        self._pane.show_reasons(view.reasons)
        self._pane.show_lists(view.lists)
        for path, control in self._pane.controls.items():
            if control.blank.computed and control.value != view.values.get(path):
                control.put(view.values.get(path))

    def _rebuild(self) -> None:
        """The outline anew: an entry came, went or moved."""
        self._outline = Outline.of(self.session.assessment, self._circumstances.body)
        self._labels = entry_view.labels_of(self.session.assessment, self._outline)
        self._tree.show_parts(self._outline.parts, self._labels, self._current)

    # --- what is told ---------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        header = self.query_one("#header", Bar)
        header.left = entry_view.document_title(self.session.path, self.session.assessment)
        header.right = f"{self.session.who}　{self._state_words()}"
        reason = self.session.failure or self._trouble
        if reason:
            self.say_below(reason)

    def _state_words(self) -> str:
        return entry_pages.state_words(
            self.session, is_typing=bool(self._typed), is_in_trouble=bool(self._trouble)
        )

    def _show_guidance(self) -> None:
        """Of the blank the keyboard is in; elsewhere of the open part, or of its first blank."""
        part = self._pane.part
        control = self._pane.control(self._blank)
        nodes = [control.blank] if control else [part.node, *(row.node for row in part.rows)] if part else []
        said = [node for node in nodes if node.guidance or node.question or node.example]
        self._guidance.show(said[0] if said else None)

    def _count(self, path: str) -> None:
        """The name of the blank, and how long its text is."""
        assessment = self.session.assessment
        value = assessment.value(path)
        bar = self.query_one("#status", Bar)
        if path != self._named:
            self._named = path
            bar.left = title_of(assessment, path)
        bar.right = (
            say("{count}字", count=count_characters(value))
            if isinstance(value, str) and not _is_code(assessment.form.find(path))
            else ""
        )

    def _count_again(self, path: str) -> None:
        if path == self._blank:
            self._count(path)

    def _tell_notices(self) -> None:
        page = entry_pages.notices_page(self.session)
        if page is not None:
            self.app.push_screen(page)

    def _tell_changed_outside(self) -> None:
        def reopen(is_sure: bool | None) -> None:
            if is_sure:
                self.session.abandon()
                self.dismiss("reopen")

        self.app.push_screen(entry_pages.changed_outside_page(), reopen)

    # --- small things ---------------------------------------------------------------------------------------

    def _commit(self) -> None:
        """Take what was typed and waits for a pause as it stands."""
        for path, control in self._pane.controls.items():
            if control.commit():
                self.put_answer(path, control.value)

    def _later(self, name: str, seconds: float, call: Callable[[], object]) -> None:
        """Call after a pause; what waited under the same name does not happen."""
        self._stop(name)
        self._pauses[name] = self.set_timer(seconds, call, name=name)

    def _stop(self, name: str) -> None:
        timer = self._pauses.pop(name, None)
        if timer is not None:
            timer.stop()

    @property
    def _tree(self) -> OutlineTree:
        return self.query_one("#outline", OutlineTree)

    @property
    def _pane(self) -> SectionPane:
        return self.query_one("#section", SectionPane)

    @property
    def _guidance(self) -> Guidance:
        return self.query_one("#guidance", Guidance)


def _is_code(node: object) -> bool:
    return isinstance(node, Field) and node.choices is not None
