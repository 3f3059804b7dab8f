"""食い違いの可能性 side by side: the report's words and the evidence's, and a person decides."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.disagreements import Disagreement, accept, disagreements, dismiss
from mnassess.review.finding_lines import place_words
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.words_page import WordsPage
from mnassess.tui.typed import digit_of
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.marked_text import MarkedText, Pieces, marked_pieces


class DifferencePage(DeskPage):
    """One after another. It ends with the last; what is put off is there again next time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("difference")
    OFFERED: ClassVar[tuple[str, ...]] = ("difference",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("page", "notice")
    can_focus = True

    def __init__(self, desk: ReviewDesk, claim: str = "") -> None:
        """`claim`: id of the claim whose differences are shown; "" for those of all claims."""
        super().__init__(desk)
        self._claim = claim
        self._waiting = list(disagreements(desk, claim))
        self._all = len(self._waiting)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to decide."""
        return not self._waiting

    @property
    def here(self) -> Disagreement:
        """The one to decide on."""
        return self._waiting[0]

    def heading(self) -> str:
        """How many there are."""
        place = self._all - len(self._waiting) + 1
        return say("食い違いの可能性　{place}／{all}", place=place, all=self._all)

    def compose_middle(self) -> ComposeResult:
        """Where it stands and why; both texts; the digits."""
        yield MarkedText(id="why")
        with Horizontal(id="both"):
            yield MarkedText(id="stated")
            yield MarkedText(id="shown")
        yield Bar(say("1 矛盾とする　2 退ける（理由を書く）"), id="verdicts", classes="bar-status")

    def on_mount(self) -> None:
        """The first."""
        self._show()

    def renew(self) -> None:
        """What is decided on already, here or by the evidence, is left out."""
        there = {one.found.finding.id for one in disagreements(self.desk, self._claim)}
        self._waiting = [one for one in self._waiting if one.found.finding.id in there]
        if self._waiting:
            self._show()
        else:
            self.dismiss("")

    def on_key(self, event: events.Key) -> None:
        """A digit, half or full width, decides."""
        match digit_of(event.character):
            case 1:
                event.stop()
                self._accept()
            case 2:
                event.stop()
                self._ask_to_dismiss()

    def action_later(self) -> None:
        """The next one; this one stays undecided."""
        self._go_on(say("後で決めます。"))

    def action_scroll_texts(self, by: int) -> None:
        """Read on on both sides."""
        for name in ("stated", "shown"):
            self.query_one(f"#{name}", MarkedText).scroll_by(by)

    def _accept(self) -> None:
        if self.change(lambda: accept(self.desk, self.here)):
            self._go_on(say("矛盾としました。"))

    def _ask_to_dismiss(self) -> None:
        one = self.here

        def take(reason: str | None) -> None:
            if reason is not None and self.change(lambda: dismiss(self.desk, one, reason)):
                self._go_on(say("退けました。"))

        text = say("退ける理由（指摘の記録に残ります）。\n{message}", message=one.found.finding.message)
        self.app.push_screen(WordsPage(say("食い違いを退ける"), text, accept=say("退ける")), take)

    def _go_on(self, words: str) -> None:
        self._waiting.pop(0)
        if not self._waiting:
            self.dismiss("")
            return
        self._show()
        self.say_below(words)

    def _show(self) -> None:
        one = self.here
        finding = one.found.finding
        self.show_state()
        why: Pieces = [
            (f"{place_words(self.desk.assessment, finding)}\n", "bold"),
            (finding.message, ""),
        ]
        self.query_one("#why", MarkedText).show(why)
        stated: Pieces = [
            (say("評価書の記載") + "\n", "bold"),
            *marked_pieces(one.claim.text, one.claim_marks),
        ]
        self.query_one("#stated", MarkedText).show(stated)
        shown: list[tuple[str, str]] = []
        titles = {entry.id: entry.title for entry in self.desk.entries}
        for quote, marks in one.quotes:
            where = "　".join(filter(None, (quote.evidence, titles.get(quote.evidence, ""), quote.location)))
            shown += [
                (say("証跡　{where}", where=where) + "\n", "bold"),
                *marked_pieces(quote.text, marks),
                ("\n", ""),
            ]
        self.query_one("#shown", MarkedText).show(shown)
