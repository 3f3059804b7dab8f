"""The documents of a workspace, and how far each is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from mnassess.documents.storage import load_document
from mnassess.documents.workspace import Workspace
from mnassess.errors import MnassessError, sentence_of
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.rules.circumstances import circumstances_of
from mnassess.rules.completeness import progress
from mnassess.rules.problems import Severity
from mnassess.tui import judgement
from mnassess.tui.keymap import BarEntry, bar_entries, hint, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import fit, plain
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.new_document import NewDocumentPage
from mnassess.tui.widgets.bars import Bar, KeyBar
from mnassess.tui.widgets.listing import Listing


@dataclass(frozen=True)
class DocumentLine:
    """What the list says of one document."""

    name: str
    """Form and edition."""
    progress: str = ""
    errors: str = ""
    changed: str = ""

    def words(self) -> str:
        """The line, in columns."""
        return f"  {fit(self.name, 32)}{fit(self.progress, 14)}{fit(self.errors, 10)}{self.changed}"


class HomeScreen(CommandScreen[None]):
    """Operations with their documents; counts appear as they are computed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("home")
    OFFERED: ClassVar[tuple[str, ...]] = ("home",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("list", "new", "page", "notice", "question")

    class Opened(Message):
        """A document was chosen."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, workspace: Workspace, who: str) -> None:
        super().__init__()
        self.workspace = workspace
        self._who = who
        self._listing = Listing(classes="page")
        self._chosen: str | None = None

    def compose(self) -> ComposeResult:
        """Title, documents, status, keys."""
        yield Bar(
            say("特定個人情報保護評価　{agency}", agency=self.workspace.agency),
            self._who,
            classes="bar-title",
        )
        yield self._listing
        yield Bar(id="status", classes="bar-status")
        keymap = keymap_of(self)
        opening = BarEntry(hint(keymap, ("list.open", say("開く"))), stays=True)
        yield KeyBar([opening, *bar_entries(keymap, "home", "screen", "app")])

    def on_screen_resume(self) -> None:
        """Shown first, or again after a document was closed."""
        self.action_reload()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter."""
        event.stop()
        if event.option_id:
            self._chosen = event.option_id
            self.post_message(self.Opened(Path(event.option_id)))

    def action_reload(self) -> None:
        """List the documents anew and count in the background."""
        options: list[Option] = []
        operations = self.workspace.operations()
        for operation in operations:
            options.append(Option(Content(plain(operation.name)), disabled=True))
            documents = operation.documents()
            options += [Option(Content(DocumentLine(path.stem).words()), id=str(path)) for path in documents]
        self._listing.set_options(options)
        self._listing.focus()
        if not options:
            self.say_below(
                say("評価書がまだありません。{key} で作れます。", key=keymap_of(self).first("home.new"))
            )
            return
        ids = [option.id for option in options]
        self._listing.highlighted = ids.index(self._chosen) if self._chosen and self._chosen in ids else 1
        self._count(tuple(path for operation in operations for path in operation.documents()))

    def subject(self) -> tuple[str, Node | None]:
        """The list."""
        return say("評価書の一覧"), None

    def action_new(self) -> None:
        """A new document."""
        self.app.push_screen(NewDocumentPage(self.workspace), self._made)

    def say_below(self, text: str) -> None:
        """A sentence in the status line."""
        self.query_one("#status", Bar).left = text

    def _made(self, path: Path | None) -> None:
        if path is not None:
            self._chosen = str(path)
            self.post_message(self.Opened(path))

    @work(thread=True, exclusive=True)
    def _count(self, documents: tuple[Path, ...]) -> None:
        worker = get_current_worker()
        for path in documents:
            if worker.is_cancelled:
                return
            line = _counted(path)
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._show_line, path, line)

    def _show_line(self, path: Path, line: DocumentLine) -> None:
        if any(option.id == str(path) for option in self._listing.options):
            self._listing.replace_option_prompt(str(path), Content(plain(line.words())))


def _counted(path: Path) -> DocumentLine:
    """Progress, errors and last change of a document; what is wrong with it where it cannot be read."""
    try:
        assessment = load_document(path).assessment
        circumstances, _ = circumstances_of(path)
        done = progress(assessment, circumstances.body)
        problems = judgement.problems_of(assessment, circumstances, path)
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (MnassessError, OSError) as error:
        return DocumentLine(
            path.stem, say("開けません：{reason}", reason=getattr(error, "reason", sentence_of(error)))
        )
    errors = sum(1 for problem in problems if problem.severity is Severity.ERROR)
    edition = judgement.edition_words(assessment.form.edition)
    return DocumentLine(
        say("{form} {edition}版", form=assessment.form.name, edition=edition),
        say("記入 {done}/{total}", done=done.answered, total=done.total),
        say("誤り {errors}", errors=errors),
        f"{changed:%m-%d %H:%M}",
    )
