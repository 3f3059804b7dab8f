"""Beginning a new document: which operation, which form, from which other document."""

from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from mnassess.documents.creation import create_document
from mnassess.documents.workspace import Workspace
from mnassess.errors import MnassessError, sentence_of
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind, FormKind
from mnassess.language import say
from mnassess.tui.keys import bindings_of
from mnassess.tui.messages import AnswerChanged
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.blank import Blank
from mnassess.tui.widgets.controls import control_for
from mnassess.tui.widgets.scrolling import Scrolling


class NewDocumentPage(Page[Path]):
    """Three blanks and F2. The operation of the document that is copied from is taken where none is named."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("new")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            say("新しい評価書"),
            (("focus.next", say("次の欄")), ("new.make", say("作る")), ("page.leave", say("やめる"))),
        )
        self._workspace = workspace
        self._answers: dict[str, Any] = {}
        self._sources = list(workspace.iter_documents())
        self._controls: list[Blank] = [control_for(blank, blank.path, None) for blank in self._blanks()]

    def compose_page(self) -> ComposeResult:
        """The blanks, and what went wrong."""
        with Scrolling(classes="page"):
            yield from self._controls
        yield Static(id="trouble")

    def on_mount(self) -> None:
        """Into the first blank."""
        self.set_focus(self._controls[0].focus_target())

    def on_answer_changed(self, message: AnswerChanged) -> None:
        """Remember what was answered."""
        message.stop()
        self._answers[message.path] = message.value

    def action_make(self) -> None:
        """F2."""
        (self.focused or self).call_later(self.call_later, self._make)

    def _make(self) -> None:
        for control in self._controls:
            if control.commit():
                self._answers[control.path] = control.value
        source = self._answers.get("source")
        path = self._sources[int(source)] if source is not None else None
        name = self._answers.get("name") or (path.parent.name if path else "")
        form = self._answers.get("form")
        if not name or not form:
            self._tell(say("事務の名称と様式を決めてください。"))
            return
        try:
            made = create_document(self._workspace.folder, form, name=name, source=path)
        except (MnassessError, OSError) as error:
            self._tell(sentence_of(error))
        else:
            self.dismiss(made)

    def _tell(self, text: str) -> None:
        self.query_one("#trouble", Static).update(Content(text))

    def _blanks(self) -> list[Field]:
        forms = [Choice(code=kind.value, label=load_form(kind).name) for kind in FormKind]
        sources = [
            Choice(code=str(n), label=f"{path.parent.name}　{path.stem}")
            for n, path in enumerate(self._sources)
        ]
        blanks = [
            Field(path="name", kind=FieldKind.TEXT, label=say("事務の名称"), required="yes"),
            Field(
                path="form",
                kind=FieldKind.CHOICE,
                label=say("様式"),
                choices=ChoiceSet(name="form", choices=tuple(forms)),
                required="yes",
            ),
        ]
        if sources:
            blanks.append(
                Field(
                    path="source",
                    kind=FieldKind.CHOICE,
                    label=say("内容を引き継ぐ評価書"),
                    choices=ChoiceSet(name="source", choices=tuple(sources)),
                    required="free",
                )
            )
        return blanks
