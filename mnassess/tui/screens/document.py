"""The screen of one document, as far as it does not depend on what a person does: sections, marks, what is told."""

import gc
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from mnassess.documents.model import thaw
from mnassess.documents.naming import title_of
from mnassess.documents.session import EditingSession, SaveState
from mnassess.errors import MnassessError
from mnassess.forms.guidance import guidance_lines
from mnassess.forms.model import Field, FieldKind
from mnassess.language import say
from mnassess.tui.keymap import bar_entries, keymap_of
from mnassess.tui.outline import Outline
from mnassess.tui.screens import entry_pages, entry_view
from mnassess.tui.screens.writing import WritingScreen
from mnassess.tui.typed import count_characters
from mnassess.tui.widgets.bars import Bar, KeyBar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.guidance import Guidance
from mnassess.tui.widgets.outline_tree import Labels, OutlineTree
from mnassess.tui.widgets.section_pane import SectionPane

LOOK_PAUSE = 0.08
"""Seconds the arrows rest on a line of the outline before its section is put up."""
MARK_PAUSE = 0.3
"""Seconds without typing after which the marks of the outline follow."""
BESIDE_PAUSE = 0.1
"""Seconds after which the guidance of the blank and the count of its characters follow the keys: first what was pressed
is drawn. Textual draws everything between two changed places, and a new guidance lays the whole screen out."""
MEMORY_PAUSE = 2.0
"""Seconds after a section was put up until memory is searched for what the one before has left in it."""
BREAKPOINTS = ((0, "-narrow"), (100, "-middle"), (140, "-wide"))
"""Columns from which on the screen is laid out otherwise; `mnassess.tcss` says how."""


class DocumentScreen(WritingScreen):
    """Holds the outline, puts up sections and keeps their marks true."""

    HORIZONTAL_BREAKPOINTS = [*BREAKPOINTS]  # noqa: RUF012 - declared so by Textual

    def __init__(self, session: EditingSession, start: str = "") -> None:
        """`start` is the field path the keyboard is to be at first; "" for the outline."""
        super().__init__(session)
        self._start = start
        self._outline = Outline.of(session.assessment, self._circumstances.body)
        self._labels: Labels = {}
        self._current = ""
        """Path of the part in the pane."""
        self._named = ""
        """Path of the blank whose name the status line shows, or showed before a sentence took its place."""
        self._shown = session.assessment
        """The answers that outline and pane were last brought up to date with."""

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
        if self._outline.part_of(self._start) is None:
            await self.open_part(first)
        else:
            await self.open_blank(self._start)
        self._tell_notices()
        self.watch_outside()

    # --- for the application --------------------------------------------------------------------------------

    async def look_at(self, path: str) -> None:
        """Put up the section the arrows rest on; they may have gone on before it is there.

        Not where the keyboard is no longer in the outline: it passes through it while one section gives way to another.
        """
        if self._tree.has_focus:
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
            self.settle()
            self.save_now()
            self._current = path
            assessment = self.session.assessment
            view = entry_view.section_view(
                assessment, self._circumstances, part, self._labels, read_only=self.session.is_read_only
            )
            await self._pane.show(view)
            self._show_guidance()
            self._later("memory", MEMORY_PAUSE, gc.collect)
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

    def leave(self) -> None:
        """Save, give the document back and close the screen."""
        self.when_kept(lambda: self.dismiss(self.finish()))

    def when_kept(self, go_on: Callable[[], object]) -> None:
        """Save and go on. Where an answer would be lost because the disk refuses it, the person decides before."""
        self.settle()
        self.look_outside(asked=True)
        if self._is_undecided:
            return
        with suppress(MnassessError):  # `finish` says it: such an answer is in the journal
            self.session.save()
        if self.session.state is not SaveState.FAILED:
            go_on()
            return

        def decide(choice: str | None) -> None:
            self._show_state()
            if choice == "again":
                self.when_kept(go_on)
            elif choice == "drop":
                go_on()

        self.app.push_screen(entry_pages.unkept_page(), decide)

    def finish(self) -> str:
        """Save and give the document back; returns why it could not be saved, "" where all is well."""
        self.settle()
        self.stop_pauses()
        try:
            self.session.close()
        except MnassessError as error:
            return str(error)
        return ""

    # --- after an edit --------------------------------------------------------------------------------------

    def controls(self) -> Iterable[Blank]:
        """Those of the open section, and those still on the screen that it replaces."""
        return (*self._pane.controls.values(), *self._pane.leaving)

    def answered(self, path: str) -> None:
        """Bring marks and section up to date: at once after a choice, after a pause while words are typed."""
        blank = self.session.assessment.form.find(path)
        self._stop("marks")
        if not isinstance(blank, Field) or blank.kind in {FieldKind.CHOICE, FieldKind.FLAG}:
            self._show_marks(path)
        else:
            self._later("marks", MARK_PAUSE, lambda: self._show_marks(path))
        self._later("count", BESIDE_PAUSE, lambda: self._count_again(path))

    async def replaced(self) -> None:
        """Other answers where they are shown; where entries came or went, outline and section anew."""
        if self.session.assessment.items == self._shown.items:
            for control in self.controls():
                if not control.blank.computed:
                    control.put(thaw(self.session.assessment.value(control.path)))
            self._outline = Outline.of(self.session.assessment, self._circumstances.body)
            self._show_marks(self._current)
            return
        blank = self._blank
        self._rebuild()
        part = self._outline.part_of(blank or self._current)
        self._current = ""
        if part is not None:
            await self.open_part(part.path, enter=bool(blank), blank=blank)

    def _show_marks(self, path: str) -> None:
        """Bring the marks, the reasons and the computed blanks up to date after an answer."""
        assessment = self.session.assessment
        if assessment.items != self._shown.items:
            self.call_later(self.replaced)
            return
        if assessment.shelved != self._shown.shelved:
            for control in self.controls():
                if not control.blank.computed and control.path != path:
                    control.put(thaw(assessment.value(control.path)))
        self._shown = assessment
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
            control.tag(view.tags.get(path, ""))
            if control.blank.computed and control.value != view.values.get(path):
                control.put(view.values.get(path))
        self._show_guidance()

    def _rebuild(self) -> None:
        """The outline anew: an entry came, went or moved."""
        self._shown = self.session.assessment
        self._outline = Outline.of(self.session.assessment, self._circumstances.body)
        self._labels = entry_view.labels_of(self.session.assessment, self._outline)
        self._tree.show_parts(self._outline.parts, self._labels, self._current)

    # --- what is told ---------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        header = self.query_one("#header", Bar)
        header.left = entry_view.document_title(self.session.path, self.session.assessment)
        super()._show_state()

    def _show_guidance(self) -> None:
        """Of the blank the keyboard is in; elsewhere of the open part, or of its first blank."""
        part = self._pane.part
        control = self._pane.control(self._blank)
        nodes = [control.blank] if control else [part.node, *(row.node for row in part.rows)] if part else []
        said = [node for node in nodes if node.guidance or node.question or node.example]
        path = control.path if control else part.path if part else ""
        lines = self.lines_beside(path) if path else []
        self._guidance.show([*lines, *guidance_lines(said[0] if said else None)])

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

    def say_nothing(self) -> None:
        """No blank has the keyboard: nothing is said of one."""
        bar = self.query_one("#status", Bar)
        bar.left, bar.right = self._trouble, ""

    def _count_again(self, path: str) -> None:
        if path == self._blank:
            self._count(path)

    def _tell_notices(self) -> None:
        page = entry_pages.notices_page(self.session)
        if page is None:
            self.tell_set_aside()
        else:
            self.app.push_screen(page, lambda _: self.tell_set_aside())

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
