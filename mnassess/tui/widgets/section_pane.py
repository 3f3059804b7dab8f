"""The section that is open: its heading, its blanks, the parts below it. Only this section's controls exist."""

from asyncio import Event, Lock, wait_for
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mnassess.documents.naming import printed_label
from mnassess.forms.model import Field, Section
from mnassess.tui.marks import printed
from mnassess.tui.outline import Part
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.controls import control_for
from mnassess.tui.widgets.part_list import PartList
from mnassess.tui.widgets.scrolling import Scrolling


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """Everything the pane shows of a section; the screen makes it."""

    part: Part
    title: str
    values: Mapping[str, Any]
    """Path of a blank → its answer as plain JSON, or the words of a blank that nobody types."""
    reasons: Mapping[str, str]
    """Path → why it does not apply."""
    extras: Mapping[str, str]
    """Path of a blank → words behind its label."""
    lists: "tuple[ListView, ...]"
    tags: Mapping[str, str] = field(default_factory=dict)
    """Path of a blank → what its note says, as a tag behind the label."""
    read_only: bool = False


@dataclass(frozen=True, kw_only=True)
class ListView:
    """Parts listed in the pane: the entries of the list at `path`, or what else lies below the section."""

    path: str
    words: str
    lines: tuple[tuple[str, str], ...]
    is_list: bool
    reason: str = ""


MOUNT_LIMIT = 2.0
"""Seconds after which nobody waits any longer for controls being put up."""
TITLE_HEIGHT, LIST_HEIGHT = 2, 2
"""Lines that the title and a list take at least."""


class SectionPane(Scrolling):
    """One section at a time."""

    DEFAULT_CSS = """
    SectionPane { padding: 0 1; scrollbar-size-vertical: 1; }
    SectionPane .title { height: auto; text-style: bold reverse; margin-bottom: 1; padding: 0 2; }
    SectionPane .heading { height: auto; text-style: underline; padding: 0 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.part: Part | None = None
        self._controls: dict[str, Blank] = {}
        self._lists: dict[str, PartList] = {}
        self.leaving: tuple[Blank, ...] = ()
        """Controls of the section before that are not yet gone: what is typed there in that moment counts."""
        self._waiting: list[Widget] = []
        """What is put up once the part in sight is drawn."""
        self._mounting = Lock()

    def on_blank_grown(self, event: Blank.Grown) -> None:
        """Texts find their height some time after they are put up: what the keyboard is in stays in sight."""
        event.stop()
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        focused = self.screen.focused
        blank = self.blank_of(focused)
        if focused is not None and self in focused.ancestors:
            fits = blank is not None and blank.outer_size.height <= self.size.height
            if fits and blank is next(iter(self._controls.values())):
                self.scroll_home(animate=False)  # with the heading of the section above it
            else:
                (blank if blank is not None and fits else focused).scroll_visible(animate=False)

    async def show(self, view: SectionView) -> None:
        """Take down the section that was open and put up another: what is in sight now, the rest once that is drawn.

        Every control exists from now on and can be asked for its answer; `complete` waits until all are put up.
        """
        self.part = view.part
        self.leaving += tuple(self._controls.values())
        self._controls = {}
        self._lists = {}
        widgets = list(self._widgets(view))
        self.show_reasons(view.reasons)
        async with self._mounting:
            await self._replace_by(widgets)

    async def _replace_by(self, widgets: Sequence[Widget]) -> None:
        with self.app.batch_update():
            await self.remove_children()
            self.leaving = tuple(one for one in self.leaving if one.is_attached)
            first = self._in_sight(widgets)
            if first < len(widgets):
                # known before the layout, so that nothing is laid out once without the scroll bar and once with it
                self.set_reactive(Widget.show_vertical_scrollbar, True)
            await self._put(widgets[:first])
            self._waiting = list(widgets[first:])
            if self._waiting:
                self.call_after_refresh(self.complete)
            self.scroll_home(animate=False)

    @property
    def is_laid_out(self) -> bool:
        """Whether everything of the section is put up and has its place, by which the order of the controls goes."""
        return not self.size or (not self._waiting and all(child.size for child in self.children))

    async def complete(self) -> None:
        """Put up what still waits."""
        async with self._mounting:
            if self._waiting:
                with self.app.batch_update():
                    await self._put(self._waiting)
                self._waiting = []

    async def _put(self, widgets: Sequence[Widget]) -> None:
        """Mount them and wait until they are there. Who awaits `mount_all` itself asks for one layout more."""
        are_there = Event()
        self.mount_all(widgets)
        if self.call_later(self.call_next, are_there.set):
            with suppress(TimeoutError):  # a pane that is taken down meanwhile calls nothing any more
                await wait_for(are_there.wait(), MOUNT_LIMIT)

    def _in_sight(self, widgets: Sequence[Widget]) -> int:
        """How many of the widgets surely fill the pane. The last of a section does not wait alone."""
        height = 0
        for place, widget in enumerate(widgets[:-1]):
            if height > self.size.height:
                return place
            if isinstance(widget, Blank):
                height += widget.least_height
            else:
                height += LIST_HEIGHT if isinstance(widget, PartList) else TITLE_HEIGHT if not place else 1
        return len(widgets)

    def show_reasons(self, reasons: Mapping[str, str]) -> None:
        """Dim what does not apply now, and only that."""
        for path, control in self._controls.items():
            control.switch_off(reasons.get(path, ""))

    def show_lists(self, lists: tuple[ListView, ...]) -> None:
        """Other marks and names of the parts listed."""
        for one in lists:
            shown = self._lists.get(one.path)
            if shown is not None:
                shown.refresh_lines([line for _, line in one.lines])

    def control(self, path: str) -> Blank | None:
        """The control of a blank of the section."""
        return self._controls.get(path)

    @property
    def controls(self) -> Mapping[str, Blank]:
        """Every control of the section."""
        return self._controls

    def blank_of(self, widget: Widget | None) -> Blank | None:
        """The control a widget belongs to."""
        while widget is not None and not isinstance(widget, Blank):
            widget = widget.parent if isinstance(widget.parent, Widget) else None
        return widget

    async def enter(self, path: str = "") -> bool:
        """Put the keyboard into a blank or a list (the first thing that takes it, where none is named)."""
        target = None if self._waits(path) else self._target(path)
        if target is None:
            await self.complete()
            target = self._target(path)
        if target is None:
            return False
        self.screen.set_focus(target, scroll_visible=False)
        self.call_after_refresh(self._keep_in_sight)
        return True

    def _waits(self, path: str) -> bool:
        return any(
            path == one.path or (isinstance(one, PartList) and path in one.paths)
            for one in self._waiting
            if isinstance(one, Blank | PartList)
        )

    def _target(self, path: str) -> Widget | None:
        targets: list[Widget | None] = []
        if path in self._controls:
            targets.append(self._controls[path].focus_target())
        for one in self._lists.values():
            if path == one.path or path in one.paths:
                one.highlight(path)
                targets.append(one.listing)
        if not any(targets):
            targets += [control.focus_target() for control in self._controls.values() if not control.disabled]
            targets += [one.listing for one in self._lists.values()]
        return next((one for one in targets if one is not None and one.focusable), None)

    def _widgets(self, view: SectionView) -> "list[Widget]":
        widgets: list[Widget] = [Static(Content(printed(view.title)), classes="title")]
        lists = {one.path: one for one in view.lists}
        rows = view.part.rows
        for place, row in enumerate(rows):
            if isinstance(row.node, Field):
                above = rows[place - 1].node if place else row.node
                asked = (
                    replace(row.node, number=above.number) if _is_said_by_next(above, row.node) else row.node
                )
                control = control_for(
                    asked,
                    row.path,
                    view.values.get(row.path),
                    read_only=view.read_only,
                    extra=view.extras.get(row.path, ""),
                )
                control.tag(view.tags.get(row.path, ""))
                self._controls[row.path] = control
                widgets.append(control)
            elif row.is_list:
                widgets.append(self._list(lists.pop(row.path)))
            elif not _is_said_by_next(row.node, rows[place + 1].node if place + 1 < len(rows) else None):
                words = f"{printed_label(row.node)}{row.node.printed_mark}"
                widgets.append(Static(Content(printed(words)), classes="heading"))
        widgets += [self._list(one) for one in lists.values()]
        return widgets

    def _list(self, one: ListView) -> PartList:
        shown = PartList(one.path, one.words, list(one.lines), is_list=one.is_list, reason=one.reason)
        self._lists[one.path] = shown
        return shown


def _is_said_by_next(node: Any, following: Any) -> bool:
    """Whether the blank after a heading carries the heading's own words, which are printed once."""
    return isinstance(node, Section) and isinstance(following, Field) and following.layout == "lead"
