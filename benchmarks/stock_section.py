"""The floor of a section switch: stock widgets of Textual with the answers of one section: stock_section.py DOCUMENT SECTION.

F9 empties the pane and puts the section up, F8 empties it. A label and an editor or a list of choices for each blank,
as mnassess has them, but without outline, guidance, conditions, marks, notes, checks or Japanese line breaking.
"""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static, TextArea

from mnassess.documents.storage import load_document
from mnassess.forms.model import Field
from mnassess.tui import app as mnassess_app
from mnassess.tui.outline import Outline


class StockSection(App[None]):
    """One section, stock."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #pane { border-left: solid white; }
    TextArea { height: auto; max-height: 12; border: none; }
    OptionList { height: auto; border: none; }
    Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("f8", "empty"), ("f9", "fill")]

    def __init__(self, path: Path, section: str) -> None:
        super().__init__()
        self.animation_level = "none"
        self._assessment = load_document(path).assessment
        self._part = Outline.of(self._assessment, "local").by_path[section]

    def compose(self) -> ComposeResult:
        """Title, pane, two lines below."""
        yield Static("stock")
        yield VerticalScroll(id="pane", can_focus=False)
        yield Static("\n")

    async def action_empty(self) -> None:
        """Nothing in the pane."""
        await self.query_one("#pane").remove_children()

    async def action_fill(self) -> None:
        """The section in the pane."""
        pane = self.query_one("#pane")
        with self.batch_update():
            await pane.remove_children()
            await pane.mount_all(list(self._widgets()))

    def _widgets(self) -> Iterator[Widget]:
        for row in self._part.rows:
            if isinstance(row.node, Field):
                yield Static(row.node.label)
                if row.node.choices:
                    yield OptionList(*(choice.label for choice in row.node.choices.choices))
                else:
                    value = self._assessment.value(row.path)
                    yield TextArea(value if isinstance(value, str) else "", soft_wrap=True)


if __name__ == "__main__":
    gc.set_threshold(*mnassess_app.COLLECTOR_PAUSES)
    StockSection(Path(sys.argv[1]), sys.argv[2]).run()
