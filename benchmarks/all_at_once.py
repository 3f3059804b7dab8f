"""The peer that mounts every blank of a document at once, with the controls of mnassess: all_at_once.py DOCUMENT [BLANK].

It keeps nothing that is typed and checks nothing. The keyboard goes to the blank that is named.
"""

import gc
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from mnassess.documents.model import Assessment, thaw
from mnassess.documents.storage import load_document
from mnassess.forms.model import Field
from mnassess.rules.problems import Circumstances
from mnassess.tui import app as mnassess_app
from mnassess.tui import judgement
from mnassess.tui.outline import Outline
from mnassess.tui.screens.entry_view import document_title
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.controls import control_for


class AllAtOnce(App[None]):
    """Title, and below it every blank in one scroll."""

    CSS_PATH = Path(mnassess_app.__file__).with_name("mnassess.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, path: Path, blank: str) -> None:
        super().__init__()
        self.animation_level = "none"
        self._path = path
        self._blank = blank
        self._assessment = load_document(path).assessment

    def compose(self) -> ComposeResult:
        """Everything."""
        yield Bar(document_title(self._path, self._assessment), classes="bar-title")
        with VerticalScroll(id="section", can_focus=False):
            yield from controls(self._assessment)

    def on_ready(self) -> None:
        """Into the blank to be typed in."""
        for control in self.query(Blank):
            target = control.focus_target() if control.path == self._blank else None
            if target is not None:
                self.screen.set_focus(target)
                target.scroll_visible(animate=False)


def controls(assessment: Assessment) -> list[Blank]:
    """One control for each blank that stands in the document."""
    circumstances = Circumstances(body="local")
    found = []
    for part in Outline.of(assessment, "local").iter_parts():
        for row in part.rows:
            if not isinstance(row.node, Field):
                continue
            is_typed = row.node.is_stored and not row.node.computed
            value = (
                thaw(assessment.value(row.path))
                if is_typed
                else judgement.shown_words(assessment, row.path, circumstances)
            )
            found.append(control_for(row.node, row.path, value))
    return found


if __name__ == "__main__":
    gc.set_threshold(*mnassess_app.COLLECTOR_PAUSES)
    AllAtOnce(Path(sys.argv[1]), (sys.argv[2:] or [""])[0]).run()
