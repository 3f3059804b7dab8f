"""The lines at the edges of a screen: title with state, status, keys."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mnassess.tui.keymap import BarEntry
from mnassess.tui.marks import between, fit, printed


class Bar(Widget):
    """One line with words at its left and right end; the right ones are always whole."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 100%; }
    """

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def __init__(
        self,
        left: str = "",
        right: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Bar.left, left)
        self.set_reactive(Bar.right, right)

    def render(self) -> Content:
        """The line."""
        width = self.content_size.width
        left = printed(self.left).replace("\n", " ")
        return Content(between(left, printed(self.right), width) if self.right else fit(left, width))


class KeyBar(Bar):
    """The keys of a screen. Where the terminal is too narrow for all, those that may go are left out from the right."""

    def __init__(self, entries: Sequence[BarEntry], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes="bar-keys")
        self._entries = tuple(entries)

    def render(self) -> Content:
        """The line."""
        shown, width = list(self._entries), self.content_size.width
        while cell_len(_line(shown)) > width:
            place = next((n for n in reversed(range(len(shown))) if not shown[n].stays), None)
            if place is None:
                break
            del shown[place]
        return Content(fit(_line(shown), width))


def _line(entries: Sequence[BarEntry]) -> str:
    return " ".join(printed(entry.text) for entry in entries)
