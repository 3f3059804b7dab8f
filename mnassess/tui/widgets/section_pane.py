"""The section that is open: its heading, its blanks, the parts below it. Only this section's controls exist."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mnassess.forms.model import Field, Section
from mnassess.tui.marks import plain
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

    def on_blank_grown(self, event: Blank.Grown) -> None:
        """Texts find their height some time after they are put up: what the keyboard is in stays in sight."""
        event.stop()
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        focused = self.screen.focused
        blank = self.blank_of(focused)
        if focused is not None and self in focused.ancestors:
            fits = blank is not None and blank.outer_size.height <= self.size.height
            (blank if blank is not None and fits else focused).scroll_visible(animate=False)

    async def show(self, view: SectionView) -> None:
        """Take down the section that was open and put up another."""
        self.part = view.part
        self._controls = {}
        self._lists = {}
        widgets = list(self._widgets(view))
        self.show_reasons(view.reasons)
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(widgets)
            self.scroll_home(animate=False)

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
        """The control of a blank, where it is on the screen."""
        return self._controls.get(path)

    @property
    def controls(self) -> Mapping[str, Blank]:
        """Every control on the screen."""
        return self._controls

    def blank_of(self, widget: Widget | None) -> Blank | None:
        """The control a widget belongs to."""
        while widget is not None and not isinstance(widget, Blank):
            widget = widget.parent if isinstance(widget.parent, Widget) else None
        return widget

    def enter(self, path: str = "") -> bool:
        """Put the keyboard into a blank or a list (the first thing that takes it, where none is named)."""
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
        target = next((one for one in targets if one is not None and one.focusable), None)
        if target is None:
            return False
        self.screen.set_focus(target)
        target.scroll_visible(animate=False)
        return True

    def _widgets(self, view: SectionView) -> "list[Widget]":
        widgets: list[Widget] = [Static(Content(plain(view.title)), classes="title")]
        lists = {one.path: one for one in view.lists}
        rows = view.part.rows
        for place, row in enumerate(rows):
            if isinstance(row.node, Field):
                above = rows[place - 1].node if place else row.node
                printed = (
                    replace(row.node, number=above.number) if _is_said_by_next(above, row.node) else row.node
                )
                control = control_for(
                    printed,
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
                words = f"{row.node.number}{row.node.label}{row.node.printed_mark}"
                widgets.append(Static(Content(plain(words)), classes="heading"))
        widgets += [self._list(one) for one in lists.values()]
        return widgets

    def _list(self, one: ListView) -> PartList:
        shown = PartList(one.path, one.words, list(one.lines), is_list=one.is_list, reason=one.reason)
        self._lists[one.path] = shown
        return shown


def _is_said_by_next(node: Any, following: Any) -> bool:
    """Whether the blank after a heading carries the heading's own words, which are printed once."""
    return isinstance(node, Section) and isinstance(following, Field) and following.layout == "lead"
