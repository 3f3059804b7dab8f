"""Words of one's own looked for in all evidence, to link what they are found in to a claim by hand."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import OptionList, TextArea

from mnassess.evidence.model import Passage
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.evidence_search import Found, Hit, words_of
from mnassess.review.freshness import age_words
from mnassess.review.showing import Spans, bracketed
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import fit
from mnassess.tui.screens.document import BREAKPOINTS
from mnassess.tui.screens.explained_page import ExplainedPage
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.editor import Editor
from mnassess.tui.widgets.listing import Listing
from mnassess.tui.widgets.marked_text import MarkedText, marked_pieces

PAUSE = 0.15
"""Seconds without typing after which is searched."""
_INDENT = "    "


class EvidenceSearchPage(ExplainedPage[Passage]):
    """What is typed is looked for at once; the result is the passage chosen, None where the person goes back."""

    DEFAULT_CSS = """
    EvidenceSearchPage #results { height: 1fr; layout: vertical; }
    EvidenceSearchPage Listing { height: 1fr; }
    EvidenceSearchPage #text { height: 9; border-top: solid $foreground 70%; }
    EvidenceSearchPage.-wide #results { layout: horizontal; }
    EvidenceSearchPage.-wide Listing { width: 1fr; }
    EvidenceSearchPage.-wide #text { width: 60; height: 1fr; border-top: none; border-left: solid $foreground 70%; }
    """
    HORIZONTAL_BREAKPOINTS = [*BREAKPOINTS]  # noqa: RUF012 - declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("searching")
    EXPLAINED: ClassVar[tuple[str, ...]] = ("searching", "editor", "list")

    def __init__(self, desk: ReviewDesk, typed: str = "") -> None:
        """`typed`: the words that stand there already."""
        super().__init__(
            say("証跡の中を探す"),
            (
                ("editor.down", say("一覧へ")),
                ("list.open", say("この箇所を記載に結び付ける")),
                ("searching.up searching.down", say("本文を送る")),
                ("page.leave", say("戻る")),
            ),
        )
        self._desk = desk
        self._found = Found()
        self._searched: str | None = None
        """What was searched last."""
        self._pause: Timer | None = None
        self.editor = Editor(
            typed, many_lines=False, placeholder=say("言葉（空白で区切ると、全てを含む箇所）")
        )
        self.listing = Listing()
        self.text = MarkedText(id="text")

    def compose_page(self) -> ComposeResult:
        """What is typed, how much it finds, where, and the passage as a whole."""
        yield self.editor
        yield Bar(id="found", classes="bar-status")
        with Horizontal(id="results"):
            yield self.listing
            yield self.text

    def on_mount(self) -> None:
        """Into the editor; the evidence is made ready meanwhile."""
        self.editor.focus()
        self._tell(say("証跡を探せるようにしています。"))
        self._make_ready()

    @work(thread=True)
    def _make_ready(self) -> None:
        ready = self._desk.index is not None
        self.app.call_from_thread(self._search if ready else self._tell_why_not)

    def _tell_why_not(self) -> None:
        is_there = self._desk.register_path is not None
        self._tell(say("証跡をまだ読んでいません。") if is_there else say("証跡の台帳がありません。"))

    # --- searching ------------------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def search_soon(self, event: TextArea.Changed) -> None:
        """Typed."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._search)

    @on(Editor.Submitted)
    def go_to_results(self, event: Editor.Submitted) -> None:
        """Enter, which takes nothing before it was seen."""
        event.stop()
        self._search()
        if self._found.hits:
            self.listing.focus()

    def _search(self) -> None:
        typed, index = self.editor.text, self._desk.index
        if index is None or typed == self._searched:
            return
        self._searched = typed
        self._found = index.find(typed)
        self._show_results(0)
        self._tell(_count_words(self._found, typed))

    def on_resize(self, _: events.Resize) -> None:
        """Other lines."""
        self.call_after_refresh(self._show_results)

    def _show_results(self, highlighted: int | None = None) -> None:
        width = (self.listing.content_size.width or self.size.width) - self.listing.scrollbar_size_vertical
        self.listing.show([_lines(hit, width) for hit in self._found.hits], highlighted)
        self._show_text()

    # --- the results ----------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def follow(self, event: OptionList.OptionHighlighted) -> None:
        """Another result is current."""
        event.stop()
        self._show_text()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Enter."""
        event.stop()
        self.dismiss(self._found.hits[event.option_index].passage)

    def action_scroll_text(self, by: int) -> None:
        """Read on in the passage."""
        self.text.scroll_by(by)

    def _show_text(self) -> None:
        place, hits = self.listing.highlighted, self._found.hits
        if place is None or place >= len(hits):
            self.text.show([])
            return
        hit = hits[place]
        pieces = [(f"{hit.head}\n", "bold"), (f"{age_words(hit.entry.collected_on, self._desk.as_of)}\n", "")]
        if hit.passage.heading:
            pieces.append((f"{hit.passage.heading}\n", ""))
        if not hit.passage.text:
            pieces.append((say("（読み取れる文字がありません）"), ""))
        self.text.show([*pieces, *marked_pieces(hit.passage.text, hit.marks)])

    def _tell(self, words: str) -> None:
        self.query_one("#found", Bar).left = words


def _count_words(found: Found, typed: str) -> str:
    if not words_of(typed):
        return say("言葉を入力すると、証跡の中の箇所を示します。全角と半角は区別しません。")
    if not found.total:
        return say("見つかりません。")
    if found.total > len(found.hits):
        return say(
            "{total} 箇所のうち {shown} 箇所を示しています。言葉を足すと絞れます。",
            total=found.total,
            shown=len(found.hits),
        )
    return say("{total} 箇所", total=found.total)


def _lines(hit: Hit, width: int) -> str:
    """A result: where it is, and below it the line with the words."""
    line = excerpt(hit.line, hit.marks_in_line, width - len(_INDENT))
    if not hit.passage.text:
        line = say("（読み取れる文字がありません）")
    return f"{fit(hit.head, width).rstrip()}\n{_INDENT}{line}"


def excerpt(text: str, marks: Spans, cells: int) -> str:
    """The text with [ ] around the marks, in at most so many cells: what stands far before the first is left out."""
    shown = bracketed(text, marks)
    begin = marks[0][0] if marks else 0
    if cell_len(shown) > cells and cell_len(text[:begin]) > cells // 2:
        while cell_len(text[begin - 1 : marks[0][0]]) <= cells // 3:
            begin -= 1
        shown = f"..{shown[begin:]}"
    return fit(shown, cells).rstrip()
