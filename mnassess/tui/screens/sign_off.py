"""Signing a review: what a signature would cover and what not, what was signed before and what of it lapsed."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from mnassess.errors import ReviewError
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.sign_off import check_signable, sign_off, sign_off_states
from mnassess.review.sign_off_lines import SaidLine, answer_lines, coverage_lines, left_lines, signed_lines
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.page import Keys
from mnassess.tui.screens.words_page import WordsPage
from mnassess.tui.widgets.marked_text import MarkedText
from mnassess.tui.widgets.rows import Row, Rows


class SignOffPage(DeskPage):
    """Lines to go through, and a key that signs. Enter on a claim leads to it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("signing")
    OFFERED: ClassVar[tuple[str, ...]] = ("signing",)
    EXPLAINED: ClassVar[tuple[str, ...]] = ("rows", "page", "notice")

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(desk)
        self._lines: tuple[SaidLine, ...] = ()
        self._rows = Rows()

    def heading(self) -> str:
        """Signing, of which report."""
        return say("署名　{name}", name=self.desk.session.report.words)

    def opening(self) -> Keys:
        """Enter."""
        return (("rows.open", say("記載へ")),)

    def compose_middle(self) -> ComposeResult:
        """The lines; the current one in whole."""
        yield self._rows
        yield MarkedText(id="cell")

    def on_mount(self) -> None:
        """To read at once."""
        self._rows.focus()
        self.try_renew()
        if self._can_sign():
            key = keymap_of(self).first("signing.sign")
            self.say_below(say("{key} で、{by} の名前で署名します。", key=key, by=self.desk.who))

    def _can_sign(self) -> bool:
        """Whether there is anything to sign for; says where there is not."""
        try:
            check_signable(self.desk.state)
        except ReviewError as error:
            self.say_below(str(error))
            return False
        return True

    def renew(self) -> None:
        """The lines, as the review stands now."""
        self._lines = tuple(self._iter_lines())
        self._rows.show([Row(str(n), line.words) for n, line in enumerate(self._lines)])
        self.show_state()

    def _iter_lines(self) -> Iterator[SaidLine]:
        """What a signature would cover now; earlier sign-offs; what a signature would not cover."""
        assessment, state = self.desk.assessment, self.desk.state
        yield from coverage_lines(state)
        yield SaidLine(say("■ これまでの署名"))
        yield from signed_lines(assessment, state, sign_off_states(state))
        yield from left_lines(assessment, state)
        yield from answer_lines(self.desk.checklist())

    @on(Rows.Moved)
    def show_line(self) -> None:
        """The line the arrows are on in whole, with the words of its claim."""
        line = self._lines[int(self._rows.current)]
        claim = self.desk.claim_of.get(line.claim)
        pieces = [(f"{line.words.strip()}\n", "bold")]
        if claim is not None:
            pieces.append((claim.text, ""))
        self.query_one("#cell", MarkedText).show(pieces)

    @on(Rows.Opened)
    def go_to_claim(self) -> None:
        """Back to the claims, to that of the line."""
        claim = self._lines[int(self._rows.current)].claim
        if claim in self.desk.claim_of:
            self.dismiss(claim)

    def action_sign(self) -> None:
        """Ask, then sign with a note or without."""
        if not self._can_sign():
            return
        count = sum(one.is_verified for one in self.desk.state.claims)
        text = say(
            "{by} の名前で、確認できた記載 {count} 件に署名します。よろしいですか。\n別の氏名のときは、Esc でやめ、mnassess tui --who 氏名 で開き直してください。\n署名に添える言葉（なくてもよい）：",
            by=self.desk.who,
            count=count,
        )
        self.app.push_screen(WordsPage(say("署名"), text, accept=say("署名する")), self._sign)

    def _sign(self, note: str | None) -> None:
        if note is None:
            return
        desk = self.desk
        signed = self.change(lambda: desk.keep(sign_off(desk.state, by=desk.who, at=desk.now(), note=note)))
        if signed:
            self.try_renew()
            self.say_below(say("署名しました。報告書の「点検結果の確定」に載ります。"))
