"""Writing a document: outline at the left, one section at the right, everything kept as it is typed."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from mnassess.documents.beside import noted_blank
from mnassess.documents.edits import Edit
from mnassess.documents.model import thaw
from mnassess.documents.naming import title_of
from mnassess.errors import AnswerError
from mnassess.forms.model import Node
from mnassess.forms.paths import split_item
from mnassess.language import say
from mnassess.rules.completeness import next_unanswered
from mnassess.tui import judgement
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.messages import AnswerChanged, EntryCommand, PartChosen, ReviewAsked
from mnassess.tui.screens import entry_commands, entry_pages, entry_view
from mnassess.tui.screens.document import BESIDE_PAUSE, LOOK_PAUSE, DocumentScreen
from mnassess.tui.screens.interview import SOURCE, InterviewScreen
from mnassess.tui.screens.page import ChoosePage
from mnassess.tui.screens.palette import Command
from mnassess.tui.screens.respondent import respondent_page
from mnassess.tui.screens.search import jump_page


class EntryScreen(DocumentScreen):
    """The one writer of the session: controls report what was typed, this screen puts it into the document."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("entry", "noting")
    OFFERED: ClassVar[tuple[str, ...]] = ("entry", "noting")
    EXPLAINED: ClassVar[tuple[str, ...]] = (
        "outline",
        "work",
        "list",
        "editor",
        "lines",
        "options",
        "reading",
        "page",
        "notice",
        "question",
    )

    # --- messages -------------------------------------------------------------------------------------------

    @on(AnswerChanged)
    def take_answer(self, message: AnswerChanged) -> None:
        """Every control reports here; nothing else changes an answer."""
        self.arrived(message.path)
        self.put_answer(message.path, message.value)

    @on(PartChosen)
    async def show_part(self, message: PartChosen) -> None:
        """A line of the outline or of a list: looked at after a moment, or gone into at once."""
        if message.enter:
            await self.open_part(message.path, enter=True)
        else:
            self._later("look", LOOK_PAUSE, lambda: self.look_at(message.path))

    @on(EntryCommand)
    def change_list(self, message: EntryCommand) -> None:
        """An entry is to be added, doubled, removed or moved."""
        place = entry_commands.place_of(self._outline, message.path)
        if place is None:
            self.say_below(say("ここには追加や削除のできる一覧がありません。"))
        elif message.verb == "remove":
            self._ask_before_removing(place.entry)
        else:
            self._change_list(lambda: entry_commands.carry_out(self.session, message.verb, place))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keyboard is in another blank."""
        control = self._pane.blank_of(event.widget)
        self._blank = control.path if control else ""
        self._later("guidance", BESIDE_PAUSE, self._show_guidance)
        self._named = ""
        if control:
            self._count(control.path)
        else:
            self.say_nothing()

    # --- keys -----------------------------------------------------------------------------------------------

    def subject(self) -> tuple[str, Node | None]:
        """The blank the keyboard is in, else the open section."""
        path = self._blank or self._current
        assessment = self.session.assessment
        return title_of(assessment, path), assessment.form.find(path)

    def offered(self) -> Iterator[Command]:
        """The list the section belongs to comes first; what cannot be done now is left out."""
        yield from entry_commands.list_commands(self.session, self._outline, self._current)
        hidden = entry_commands.not_now(self.session, self._outline, self._current)
        yield from (one for one in super().offered() if one.action.id not in hidden)

    def action_jump(self) -> None:
        """F3."""

        def search(text: str) -> list[tuple[str, str]]:
            return entry_view.found_places(self.session.assessment, self._outline, self._current, text)

        self.app.push_screen(jump_page(search), self._jumped)

    def action_problems(self) -> None:
        """F5."""
        self.after_typing(self._show_problems)

    def _show_problems(self) -> None:
        self.settle()
        problems = judgement.problems_of(self.session.assessment, self._circumstances, self.session.path)
        self.app.push_screen(entry_commands.problems_page(problems), self._jumped)

    def action_next_unanswered(self) -> None:
        """F4."""
        self.after_typing(self._open_next_unanswered)

    async def _open_next_unanswered(self) -> None:
        self.settle()
        after = self._blank or self._current
        found = next_unanswered(self.session.assessment, self._circumstances.body, after)
        if found is None:
            self.say_below(say("記入が必要な空欄はありません。"))
        else:
            await self.open_blank(found)

    def action_neighbour(self, by: int) -> None:
        """F8, F9."""
        self.after_typing(lambda: self._open_neighbour(by))

    async def _open_neighbour(self, by: int) -> None:
        part = self._outline.neighbour(self._current, by)
        if part is None:
            self.say_below(say("これより先の項目はありません。"))
        else:
            await self.open_part(part.path, enter=not self._tree.has_focus)

    def action_guidance(self) -> None:
        """Ctrl+R."""
        self._guidance.toggle_class("-hidden")

    def action_menu(self) -> None:
        """F10."""
        self.after_typing(self._show_menu)

    def _show_menu(self) -> None:
        self.settle()
        super().action_menu()

    def action_undo(self) -> None:
        """Ctrl+Z."""
        self.after_typing(self._undo)

    def action_redo(self) -> None:
        """Ctrl+Y."""
        self.after_typing(self._redo)

    async def _undo(self) -> None:
        self.settle()
        edit = self.session.undo()
        if edit is None:
            self.say_below(say("元に戻す操作はありません。"))
        else:
            await self._follow(edit)
            title = title_of(self.session.assessment, edit.path)
            self.say_below(say("元に戻しました：{title}", title=title))

    async def _redo(self) -> None:
        self.settle()
        edit = self.session.redo()
        if edit is None:
            self.say_below(say("やり直す操作はありません。"))
        else:
            await self._follow(edit)
            self.say_below(say("やり直しました：{title}", title=title_of(self.session.assessment, edit.path)))

    def action_interview(self) -> None:
        """F12: one question at a time, after asking who answers."""
        self.after_typing(self._ask_who)

    def _ask_who(self) -> None:
        self.settle()
        if self.session.is_read_only:
            self.say_below(say("閲覧だけです。変更も保存もできません。"))
            return
        page = respondent_page(entry_view.last_respondent(self.session.assessment))
        self.app.push_screen(page, self._interview)

    def _interview(self, respondent: str | None) -> None:
        if respondent is None:
            return
        screen = InterviewScreen(self.session, respondent, self._blank, self.session.last_place(SOURCE))
        self.app.push_screen(screen, self._after_interview)

    async def _after_interview(self, path: str | None) -> None:
        self._blank = ""
        await self.replaced()
        if path:
            await self.open_blank(path)
        self._show_state()

    def action_noted(self) -> None:
        """What is marked 要確認 or 推測, and the homework."""
        self.after_typing(self._show_noted)

    def _show_noted(self) -> None:
        self.settle()
        lines = entry_view.noted_lines(self.session.path, self.session.assessment)
        page = ChoosePage(say("要確認と宿題"), lines, enter=say("その欄へ"), empty=say("ありません。"))
        self.app.push_screen(page, self._jumped)

    def action_back(self) -> None:
        """Esc: from a blank to the outline, from the outline to the documents."""
        self.after_typing(self._go_back)

    def _go_back(self) -> None:
        if self._tree.has_focus:
            self.leave()
        else:
            self.settle()
            self._tree.focus()

    def action_work(self, verb: str) -> None:
        """A change of the list the open section belongs to, from the menu."""
        self.post_message(EntryCommand(verb, self._current))  # type: ignore[arg-type] # the menu's own words

    def action_review(self) -> None:
        """The review of this document, as it is saved."""
        self.after_typing(self._review)

    def _review(self) -> None:
        self.settle()
        self.save_now()
        self.post_message(ReviewAsked(self.session.path))

    def action_write_word(self) -> None:
        """The printed report beside the document."""
        from mnassess.word.beside import write_report_of

        self.save_now()
        session = self.session
        self.write_word(lambda: write_report_of(session.path, session.assessment, self._circumstances))

    # --- lists, undo ----------------------------------------------------------------------------------------

    def _change_list(self, change: Callable[[], str]) -> None:
        """Change a list and show the part whose path `change` returns."""
        self.settle()
        try:
            path = change()
        except AnswerError as error:
            self.say_below(str(error))
            return
        self._rebuild()
        self.save_later()
        is_in_tree = self._tree.has_focus
        part = self._outline.part_of(path)
        if part is not None:
            self.call_later(self._reopen, part.path, path, is_in_tree)

    async def _reopen(self, part: str, path: str, is_in_tree: bool) -> None:
        await self.open_part(part, enter=not is_in_tree, blank=path if path != part else "")
        self._show_state()

    def _ask_before_removing(self, entry: str) -> None:
        if not entry:
            self.say_below(say("削除する項目を選んでください。"))
            return
        title = title_of(self.session.assessment, entry)
        part = self._outline.by_path.get(entry)
        name = self._labels[entry][1] if part else ""

        def remove(is_sure: bool | None) -> None:
            if is_sure:
                self._change_list(lambda: entry_commands.removed(self.session, entry))

        self.app.push_screen(
            entry_pages.removing_page(title, name, keymap_of(self).first("entry.undo")), remove
        )

    async def _follow(self, edit: Edit) -> None:
        """Show on the screen what undo or redo changed."""
        path = noted_blank(edit.path)
        if edit.path.endswith("]"):
            self._rebuild()
            part = self._outline.part_of(path if self.session.assessment.has(path) else split_item(path)[0])
            if part is not None:
                await self.open_part(part.path, enter=True)
        else:
            await self._pane.complete()
            control = self._pane.control(path)
            if control is None:
                await self.open_blank(path)
            else:
                control.put(thaw(self.session.assessment.value(path)))
                await self._pane.enter(path)
            self.answered(path)
        self.save_later()
        self._show_state()

    async def _jumped(self, path: str | None) -> None:
        if path:
            await self.open_blank(path)
