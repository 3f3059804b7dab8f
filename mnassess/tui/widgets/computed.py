"""Blanks that are shown and not typed: filled by a rule of the form, or only printed."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from mnassess.forms.model import Field
from mnassess.tui.marks import printed
from mnassess.tui.widgets.blank import Blank, Json


class ShownBlank(Blank):
    """The value in the printed words; the screen gives them."""

    DEFAULT_CSS = """
    ShownBlank .value { height: auto; padding-left: 4; }
    """

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = True, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self._shown = Static(Content(printed(str(value or ""))), classes="value")

    def compose_answer(self) -> ComposeResult:
        """The words."""
        yield self._shown

    def put(self, value: Json | None) -> None:
        """Show other words."""
        super().put(value)
        self._shown.update(Content(printed(str(value or ""))))
