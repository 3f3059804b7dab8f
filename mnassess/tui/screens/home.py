"""The documents of a workspace, and how far each is."""

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

from mnassess.documents.workspace import Workspace
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.rules.overview import DocumentOverview, iter_overviews
from mnassess.rules.problems import Severity
from mnassess.tui import judgement
from mnassess.tui.keymap import BarEntry, bar_entries, hint, keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import fit, printed
from mnassess.tui.messages import ReviewAsked
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.new_document import NewDocumentPage
from mnassess.tui.screens.page import ChoosePage
from mnassess.tui.widgets.bars import Bar, KeyBar
from mnassess.tui.widgets.listing import Listing

_COLUMNS = (30, 9, 6, 8, 6)
"""Cells of form and edition, 記入, 誤り, 要確認, 宿題; the last edit has the rest."""


def document_line(name: str, *cells: str) -> str:
    """One document in columns."""
    *fitting, last = (*cells, "")[: len(_COLUMNS)]
    words = [fit(text, width - 1) for text, width in zip((name, *fitting), _COLUMNS, strict=False)]
    return "  " + " ".join([*words, last])


class HomeScreen(CommandScreen[None]):
    """Operations with their documents; counts appear as they are computed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("home")
    OFFERED: ClassVar[tuple[str, ...]] = ("home",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("list", "new", "page", "notice", "question")

    class Opened(Message):
        """A document was chosen."""

        def __init__(self, path: Path, blank: str = "") -> None:
            super().__init__()
            self.path = path
            self.blank = blank
            """Where the keyboard is to be; "" for the beginning."""

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
        heads = document_line(
            say("評価書"), say("記入"), say("誤り"), say("要確認"), say("宿題"), say("最後の編集")
        )
        options = [Option(Content(heads), disabled=True)]
        operations = self.workspace.operations()
        for operation in operations:
            options.append(Option(Content(printed(operation.name)), disabled=True))
            documents = operation.documents()
            options += [Option(Content(document_line(path.stem)), id=str(path)) for path in documents]
        self._listing.set_options(options)
        self._listing.focus()
        if not operations:
            self._listing.clear_options()
            self.say_below(
                say("評価書がまだありません。{key} で作れます。", key=keymap_of(self).first("home.new"))
            )
            return
        ids = [option.id for option in options]
        self._listing.highlighted = ids.index(self._chosen) if self._chosen and self._chosen in ids else 2
        self._count()

    def subject(self) -> tuple[str, Node | None]:
        """The list."""
        return say("評価書の一覧"), None

    def action_new(self) -> None:
        """A new document."""
        self.app.push_screen(NewDocumentPage(self.workspace), self._made)

    def action_write_word(self) -> None:
        """The printed report of the document the arrows are on, beside it."""
        path = self._current()
        if path is None:
            return
        from mnassess.word.beside import write_word

        self.write_word(lambda: write_word(path))

    def action_review(self) -> None:
        """The review of the document the arrows are on."""
        path = self._current()
        if path is not None:
            self._chosen = str(path)
            self.post_message(ReviewAsked(path))

    def action_homework(self) -> None:
        """What has to be found out, in all documents; Enter opens the document at the blank."""
        from mnassess.review.homework import homework_with_findings

        found = homework_with_findings(self.workspace)
        lines = [(str(n), judgement.homework_line(one)) for n, one in enumerate(found.items)]
        lines += [("", refusal) for refusal in found.refusals]
        empty = say("宿題はありません。")
        page = ChoosePage(say("宿題の一覧"), lines, enter=say("その欄へ"), empty=empty)

        def go(chosen: str | None) -> None:
            if chosen:
                one = found.items[int(chosen)]
                self._chosen = str(one.document)
                self.post_message(self.Opened(one.document, one.path))

        self.app.push_screen(page, go)

    def action_handout(self) -> None:
        """The homework as a Word file with a page per department, in the folder of the workspace."""
        from mnassess.word.beside import write_homework

        self.write_word(lambda: (write_homework(self.workspace), ()))

    def _current(self) -> Path | None:
        place = self._listing.highlighted
        option = self._listing.get_option_at_index(place) if place is not None else None
        return Path(option.id) if option is not None and option.id else None

    def say_below(self, text: str) -> None:
        """A sentence in the status line."""
        self.query_one("#status", Bar).left = text

    def _made(self, path: Path | None) -> None:
        if path is not None:
            self._chosen = str(path)
            self.post_message(self.Opened(path))

    @work(thread=True, exclusive=True)
    def _count(self) -> None:
        worker = get_current_worker()
        for one in iter_overviews(self.workspace):
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._show_line, one)

    def _show_line(self, one: DocumentOverview) -> None:
        name = str(one.path)
        if any(option.id == name for option in self._listing.options):
            self._listing.replace_option_prompt(name, Content(printed(overview_line(one))))


def overview_line(one: DocumentOverview) -> str:
    """A document with how far it is, what is wrong, what is to be confirmed and found out, who was at it last."""
    if one.refusal:
        return f"  {fit(one.path.name, _COLUMNS[0])}{say('開けません：{reason}', reason=one.refusal)}"
    last = f"{one.last_edit.at.astimezone():%m-%d %H:%M} {one.last_edit.who}" if one.last_edit else ""
    return document_line(
        say("{form} {edition}版", form=one.form, edition=judgement.edition_words(one.edition)),
        f"{one.progress.answered}/{one.progress.total}",
        str(one.counts.get(Severity.ERROR, 0)),
        str(one.to_confirm),
        f"{one.homework}{'!' if one.overdue else ''}",
        say("編集中：{who}", who=one.editor.who) if one.editor else last,
    )
