"""リスク管理表 on the screen, row by row as the workbook has it; what the review is handed over in is written here."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from mnassess.errors import MnassessError, sentence_of
from mnassess.language import say
from mnassess.outputs.outcome_files import OutcomeFile, outcome_file, outcome_files, write_beside
from mnassess.review.desk import ReviewDesk
from mnassess.review.outcome import Review
from mnassess.review.risk_table import Column, RiskRow
from mnassess.review.risk_table_view import (
    FIXED,
    RowFilter,
    place_words,
    row_filters,
    row_lines,
    table_columns,
)
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.page import ChoosePage, Keys, NoticePage, QuestionPage
from mnassess.tui.widgets.bars import Bar
from mnassess.tui.widgets.marked_text import MarkedText
from mnassess.tui.widgets.table import Head, Table

_LEAST = 10
"""Cells of the narrowest column."""
_FIXED = 12
"""Cells of a column that stays in sight."""
_MM_PER_CELL = 2
"""The widths of the paper, in which a letter is smaller."""


class RiskTablePage(DeskPage):
    """Looks through the table. What is written out is what is seen: both come from one `Review`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("risks")
    OFFERED: ClassVar[tuple[str, ...]] = ("risks",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("table", "page", "list", "reading", "notice", "question")

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(desk)
        self.review: Review | None = None
        """What is seen; None until the table is made."""
        self.filter = RowFilter()
        self._columns: Sequence[Column] = table_columns()
        self._all: tuple[RiskRow, ...] = ()
        self.shown: tuple[RiskRow, ...] = ()
        """The rows the filter lets through."""
        heads = [
            Head(one.head, _FIXED if one.key in FIXED else max(_LEAST, one.width // _MM_PER_CELL))
            for one in self._columns
        ]
        self._table = Table(heads, len(FIXED))

    def heading(self) -> str:
        """The table, how many rows of it are seen."""
        if self.filter.words:
            return say(
                "リスク管理表　{shown}／{all} 行　絞込：{filter}",
                shown=len(self.shown),
                all=len(self._all),
                filter=self.filter.words,
            )
        return say("リスク管理表　{all} 行　{name}", name=self.desk.session.report.words, all=len(self._all))

    def opening(self) -> Keys:
        """Enter."""
        return (("table.open", say("行を読む")),)

    def compose_middle(self) -> ComposeResult:
        """Where the row belongs; the table; the current cell in whole."""
        yield Bar(id="row-place", classes="bar-status")
        yield self._table
        yield MarkedText(id="cell")

    def on_mount(self) -> None:
        """The table."""
        self._table.focus()
        self.try_renew()

    def action_reload(self) -> None:
        """F5."""
        self.try_renew()

    def renew(self) -> None:
        """Make the table anew from the review as it stands."""
        self.review = self.desk.outcome()
        self._all = self.desk.risk_rows()
        self._show(self._table.row)
        self.say_below(self.review.counts().words())

    @property
    def current(self) -> RiskRow | None:
        """The row the arrows are on."""
        return self.shown[self._table.row] if self.shown else None

    def _show(self, row: int = 0) -> None:
        self.shown = tuple(filter(self.filter.lets_through, self._all))
        self._table.show(len(self.shown), self._cell, row)
        self.show_state()

    def _cell(self, row: int, column: int) -> str:
        return self.shown[row].cell(self._columns[column].key)

    @on(Table.Moved)
    def show_cell(self) -> None:
        """The cell the arrows are on, in whole."""
        one, pane = self.current, self.query_one("#cell", MarkedText)
        self.query_one("#row-place", Bar).left = place_words(one) if one else ""
        if one is None:
            pane.show([(say("この絞り込みに当たる行はありません。"), "")])
        else:
            column = self._columns[self._table.column]
            pane.show([(f"{say('【{head}】', head=column.head)}\n", "bold"), (one.cell(column.key), "")])

    @on(Table.Opened)
    def open_row(self) -> None:
        """The row in whole; from there to its claim."""
        one = self.current
        if one is None:
            return
        title, text = say("リスク管理表の行"), "\n".join(row_lines(one))
        if not one.claim:
            self.app.push_screen(NoticePage(title, text))
            return

        def go(is_sure: bool | None) -> None:
            if is_sure:
                self.dismiss(one.claim)

        page = QuestionPage(title, text, accept=say("この記載へ移る"), leave=say("表へ戻る"))
        self.app.push_screen(page, go)

    def action_filter(self) -> None:
        """Narrow the table down, or show everything again."""
        choices = list(row_filters(self._all, self.filter))
        lines = [("all", say("全ての行を示す（絞り込みをやめる）　{count} 行", count=len(self._all)))]
        lines += [
            (str(n), say("{words}　{count} 行", words=words, count=count))
            for n, (_, words, count) in enumerate(choices)
        ]

        def narrow(chosen: str | None) -> None:
            if chosen is not None:
                self.filter = RowFilter() if chosen == "all" else choices[int(chosen)][0]
                self._show()

        self.app.push_screen(ChoosePage(say("表の絞り込み（重ねて選べる）"), lines), narrow)

    # --- handing over ---------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Choose a file to write beside the document."""
        if self.review is None:
            return
        lines = [(one.id, say("{words}　{name}", words=one.words, name=one.name)) for one in outcome_files()]

        def write(chosen: str | None) -> None:
            if chosen is not None:
                self.say_below(say("出力しています。"))
                self._write(outcome_file(chosen))

        title = say("出力（評価書と同じフォルダーに、今見ている内容で。前の出力は残る）")
        self.app.push_screen(ChoosePage(title, lines, say("出力")), write)

    @work(thread=True, exclusive=True)
    def _write(self, made: OutcomeFile) -> None:
        assert self.review is not None
        try:
            target, notices = write_beside(made, self.review)
        except (MnassessError, OSError) as error:
            self.app.call_from_thread(self._refused, error)
        else:
            self.app.call_from_thread(self._written, target.name, notices)

    def _written(self, name: str, notices: Sequence[str]) -> None:
        self.say_below(say("出力しました：{path}", path=name))
        if notices:
            self.app.push_screen(NoticePage(say("出力しました：{path}", path=name), "\n".join(notices)))

    def _refused(self, error: Exception) -> None:
        self.say_below(say("出力できません。"))
        self.app.push_screen(NoticePage(say("出力できません"), sentence_of(error)))
