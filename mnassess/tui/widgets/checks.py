"""Control of the kind `checks`: boxes of which several may be marked, some with words of their own in （　）."""

from collections.abc import Mapping
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from mnassess.forms.model import Choice, Field
from mnassess.language import say
from mnassess.tui.marks import printed
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.choice import Options
from mnassess.tui.widgets.editor import Editor


class BoxText(Vertical):
    """The words in the （　） of one box."""

    DEFAULT_CSS = """
    BoxText { height: auto; padding-left: 4; }
    BoxText Static { height: auto; }
    """

    def __init__(self, choice: Choice, text: str, *, read_only: bool) -> None:
        super().__init__()
        self.code = choice.code
        self._label = say("{label}（　）の内容：", label=printed(choice.words))
        self.editor = Editor(text, many_lines=False, placeholder=say("（内容）"), read_only=read_only)

    def compose(self) -> ComposeResult:
        """Whose words they are, and the words."""
        yield Static(self._label, markup=False)
        yield self.editor


class ChecksBlank(Blank):
    """Any number of the printed boxes. The words of a box that is unmarked come back when it is marked again."""

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self._choices = list(blank.choices or ())
        self._marks: dict[str, Any] = dict(value or {})
        self._texts: dict[str, str] = {}
        words = [choice.label for choice in self._choices]
        self.options = Options(words, self._marked(), read_only=read_only)

    @property
    def least_height(self) -> int:
        """Each box a line."""
        return 2 + len(self._choices)

    def compose_answer(self) -> ComposeResult:
        """The boxes, then an editor for each marked one that has （　）."""
        yield self.options
        for choice in self._choices:
            if choice.with_text and choice.code in self._marks:
                yield self._box_text(choice)

    async def on_options_chosen(self, event: Options.Chosen) -> None:
        """Mark the box, or take its mark away."""
        event.stop()
        choice = self._choices[event.index]
        if choice.code in self._marks:
            mark = self._marks.pop(choice.code)
            if isinstance(mark, str):
                self._texts[choice.code] = mark
        else:
            self._marks[choice.code] = self._texts.pop(choice.code, True)
        await self._show_marks()
        self._report()

    def on_options_cleared(self, event: Options.Cleared) -> None:
        """Delete takes the mark of one box away."""
        event.stop()
        choice = self._choices[self.options.cursor]
        if choice.code in self._marks:
            self.options.post_message(Options.Chosen(self.options.cursor))

    @on(TextArea.Changed)
    def take_text(self, event: TextArea.Changed) -> None:
        """Words typed into the （　） of a box; without words the box is simply marked."""
        event.stop()
        if self.commit():
            self.answer(self.value)

    @property
    def is_under_way(self) -> bool:
        """Also what was typed and not reported."""
        return super().is_under_way or bool(self._typed())

    def _typed(self) -> list[BoxText]:
        return [
            box
            for box in self.query(BoxText)
            if box.editor.text != box.editor.shown and box.code in self._marks
        ]

    def commit(self) -> bool:
        """Typed into a （　）, and the message still on its way."""
        typed = self._typed()
        for box in typed:
            box.editor.shown = box.editor.text
            self._marks[box.code] = box.editor.text or True
        self.value = self._ordered()
        return bool(typed)

    @on(Editor.Submitted)
    def go_on(self, event: Editor.Submitted) -> None:
        """Enter."""
        event.stop()
        self.screen.focus_next()

    def put(self, value: Json | None) -> None:
        """Show other marks."""
        super().put(value)
        self._marks = dict(value or {})
        self.call_later(self._show_marks)

    async def _show_marks(self) -> None:
        self.options.marked = self._marked()
        boxes = {one.code: one for one in self.query(BoxText)}
        last = self.options
        for choice in self._choices:
            box = boxes.get(choice.code)
            if choice.with_text and choice.code in self._marks:
                if box is None:
                    box = self._box_text(choice)
                    await self.mount(box, after=last)
                else:
                    box.editor.put(self._text(choice))
            elif box is not None:
                await box.remove()

    def _box_text(self, choice: Choice) -> BoxText:
        return BoxText(choice, self._text(choice), read_only=self.read_only)

    def _text(self, choice: Choice) -> str:
        mark = self._marks[choice.code]
        return mark if isinstance(mark, str) else ""

    def _report(self) -> None:
        self.answer(self._ordered())

    def _ordered(self) -> Json | None:
        return {one.code: self._marks[one.code] for one in self._choices if one.code in self._marks} or None

    def _marked(self) -> frozenset[int]:
        marks: Mapping[str, Any] = self._marks
        return frozenset(n for n, choice in enumerate(self._choices) if choice.code in marks)
