"""The lines at the edges of a screen: title with state, status, keys."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mnassess.tui.marks import between, fit, plain


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
        left = plain(self.left).replace("\n", " ")
        return Content(between(left, plain(self.right), width) if self.right else fit(left, width))
