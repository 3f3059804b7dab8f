"""What lies below a section: the entries of a list, the risks of an item, the items of a chapter."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from mnassess.language import say
from mnassess.tui.keymap import keymap_of
from mnassess.tui.marks import printed
from mnassess.tui.messages import EntryCommand, PartChosen
from mnassess.tui.widgets.listing import WorkList, work_hint


class PartList(Vertical):
    """Titles with their marks; Enter opens one. Entries of a list can be added, removed and moved here."""

    DEFAULT_CSS = """
    PartList { height: auto; margin-bottom: 1; }
    PartList Static { height: auto; padding: 0 2; }
    PartList .words { text-style: bold; }
    PartList WorkList { max-height: 14; }
    PartList.-off { text-style: dim; }
    """

    def __init__(
        self, path: str, words: str, lines: list[tuple[str, str]], *, is_list: bool, reason: str = ""
    ) -> None:
        super().__init__(classes="-off" if reason else "")
        self.path = path
        self.is_list = is_list
        self._words = words
        self._reason = reason
        self._paths = [part for part, _ in lines]
        self.listing = WorkList()
        self._show_lines([line for _, line in lines])

    def compose(self) -> ComposeResult:
        """What the list is, why it does not apply, its lines, what the keys do."""
        keymap = keymap_of(self)
        opening = "" if self.is_list else say("（{key} で開く）", key=keymap.first("list.open"))
        yield Static(Content(printed(self._words + opening)), classes="words")
        if self._reason:
            yield Static(Content(printed(self._reason)))
        if self._paths:
            yield self.listing
        elif self.is_list:
            yield self.listing
            yield Static(say("まだありません。{key} で追加します。", key=keymap.first("work.add")))
        if self.is_list and self._paths:
            yield Static(work_hint(keymap))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line."""
        event.stop()
        self.post_message(PartChosen(self._paths[event.option_index]))

    def on_work_list_worked(self, event: WorkList.Worked) -> None:
        """A key of the list."""
        event.stop()
        if not self.is_list:
            return
        target = self.path if event.verb == "add" or event.index is None else self._paths[event.index]
        self.post_message(EntryCommand(event.verb, target))

    def refresh_lines(self, lines: list[str]) -> None:
        """Show the same parts with other marks or names."""
        if len(lines) == len(self._paths):
            self._show_lines(lines)

    def highlight(self, path: str) -> None:
        """Make the line of a part the current one."""
        if path in self._paths:
            self.listing.highlighted = self._paths.index(path)

    @property
    def paths(self) -> list[str]:
        """The parts listed."""
        return list(self._paths)

    def _show_lines(self, lines: list[str]) -> None:
        self.listing.show(lines)
