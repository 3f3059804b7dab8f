"""The findings of a review, the worst first: a person goes through them, changes them and adds their own."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.findings_view import (
    FindingFilter,
    count_words,
    finding_detail,
    finding_filters,
    finding_line,
    findings_in_order,
)
from mnassess.review.live_findings import LiveFinding
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.finding import FindingPage, NewFindingPage
from mnassess.tui.screens.page import ChoosePage, Keys
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.marked_text import MarkedText
from mnassess.tui.widgets.rows import Row, Rows


class FindingsPage(DeskPage):
    """A list, and below it the finding the arrows are on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("findings")
    OFFERED: ClassVar[tuple[str, ...]] = ("findings",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("rows", "draft", "finding", "page", "notice")

    def __init__(self, desk: ReviewDesk, claim: str = "") -> None:
        """`claim`: id of the claim whose findings are shown; "" for all."""
        super().__init__(desk)
        self._claim = claim
        self.filter = FindingFilter()
        self._all: tuple[LiveFinding, ...] = ()
        self._by_id: dict[str, LiveFinding] = {}

    def heading(self) -> str:
        """Whose findings, and which of them."""
        shown = [one for one in self._all if self.filter.lets_through(self.desk, one)]
        words = self.filter.words or (say("この記載") if self._claim else say("全て"))
        return say("指摘　{words}（{shown}／{all}）", words=words, shown=len(shown), all=len(self._all))

    def opening(self) -> Keys:
        """Enter."""
        return (("rows.open", say("直す")),)

    def compose_middle(self) -> ComposeResult:
        """How many are in which state; the list; one of them in whole."""
        yield Bar(id="counts", classes="bar-status")
        yield Rows(id="findings")
        yield MarkedText(id="detail")

    def on_mount(self) -> None:
        """The list."""
        self.query_one("#findings", Rows).focus()
        self.renew()

    @property
    def current(self) -> LiveFinding | None:
        """The finding the arrows are on."""
        return self._by_id.get(self.query_one("#findings", Rows).current)

    def renew(self) -> None:
        """Everything anew."""
        self._all = findings_in_order(self.desk, self._claim)
        self._by_id = {one.finding.id: one for one in self._all}
        shown = [one for one in self._all if self.filter.lets_through(self.desk, one)]
        rows = [Row(one.finding.id, finding_line(self.desk, one)) for one in shown]
        with self.prevent(Rows.Moved):
            self.query_one("#findings", Rows).show(rows)
        self.query_one("#counts", Bar).left = count_words(self._all)
        self.show_state()
        self.show_detail()

    def show_detail(self) -> None:
        """The current finding in whole."""
        one, pane = self.current, self.query_one("#detail", MarkedText)
        if one is None:
            pane.show([(say("指摘はありません。"), "")])
        else:
            lines = finding_detail(self.desk, one)
            pane.show([(f"{line}\n", "" if n else "bold") for n, line in enumerate(lines)])

    @on(Rows.Moved, "#findings")
    def follow(self, message: Rows.Moved) -> None:
        """Another finding is current."""
        message.stop()
        self.show_detail()

    @on(Rows.Opened, "#findings")
    def open_finding(self, message: Rows.Opened) -> None:
        """To the page of the finding."""
        message.stop()
        self.app.push_screen(FindingPage(self.desk, message.key), self._written)

    def action_new(self) -> None:
        """A finding of the person's own, about the claim whose findings these are."""
        self.app.push_screen(NewFindingPage(self.desk, self._claim), self._written)

    def action_go_to_claim(self) -> None:
        """Leave for the claim of the finding."""
        one = self.current
        if one is None or one.finding.claim not in self.desk.claim_of:
            self.say_below(say("この指摘は、特定の記載についてのものではありません。"))
        else:
            self.dismiss(one.finding.claim)

    def action_filter(self) -> None:
        """Narrow the list down, or show everything again."""
        found = list(finding_filters(self.desk, self._all, self.filter))
        lines = [("all", say("全ての指摘を示す（絞り込みをやめる）　{count} 件", count=len(self._all)))]
        lines += [
            (str(n), say("{words}　{count} 件", words=words, count=count))
            for n, (_, words, count) in enumerate(found)
        ]

        def narrow(chosen: str | None) -> None:
            if chosen is not None:
                self.filter = FindingFilter() if chosen == "all" else found[int(chosen)][0]
                self.renew()

        self.app.push_screen(ChoosePage(say("指摘の絞り込み（重ねて選べる）"), lines), narrow)

    def _written(self, is_written: bool | None) -> None:
        self.renew()
        if is_written:
            self.save_soon()
            self.say_below(say("指摘を記録しました。"))
