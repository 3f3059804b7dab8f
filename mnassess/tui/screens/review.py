"""The screen of a review: a person goes through the claims, reads the evidence for each, quotes it and decides."""

import gc
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual import events, on, work
from textual.binding import BindingType

from mnassess.errors import MnassessError
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.review.claim_lines import history_lines, place_line
from mnassess.review.desk import ReviewDesk
from mnassess.review.disagreements import disagreements
from mnassess.review.drafts import keep_notes
from mnassess.review.model import Method, Quote, VerdictCode
from mnassess.review.reviewer import ReviewResult
from mnassess.review.words import choices, word
from mnassess.review.worklist import Filter, filters_for, next_open
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.checklist import ChecklistPage
from mnassess.tui.screens.difference import DifferencePage
from mnassess.tui.screens.finding import NewFindingPage
from mnassess.tui.screens.findings import FindingsPage
from mnassess.tui.screens.page import ChoosePage, NoticePage, QuestionPage
from mnassess.tui.screens.palette import Command
from mnassess.tui.screens.review_evidence import ReviewEvidence
from mnassess.tui.screens.review_view import NOTES
from mnassess.tui.screens.risk_table import RiskTablePage
from mnassess.tui.screens.sign_off import SignOffPage
from mnassess.tui.screens.words_page import WordsPage
from mnassess.tui.typed import digit_of
from mnassess.tui.widgets.marked_text import MarkedText, QuotableText
from mnassess.tui.widgets.rows import Rows

READING_PAUSE = 0.1
"""Seconds after the claims are shown until the evidence is read: reading takes the processor from the first keys."""


class ReviewScreen(ReviewEvidence):
    """Acts on the desk. The result is "" where everything was saved, else why not."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("review")
    INTRODUCED: ClassVar[tuple[str, ...]] = ("reviewing",)
    OFFERED: ClassVar[tuple[str, ...]] = ("review",)
    EXPLAINED: ClassVar[tuple[str, ...]] = (
        "rows",
        "quoting",
        "reading",
        "page",
        "notice",
        "question",
        "searching",
        "draft",
        "finding",
    )

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(desk)
        self._judged = ""
        """Id of the claim judged last."""
        self.trouble = ""
        """Why the evidence cannot be read."""

    def on_mount(self) -> None:
        """The claims at once; the evidence as soon as it is read."""
        self.claims.focus()
        self.show_all()
        first = next_open(self.shown_items, "")
        self.claims.go_to(first.claim.id if first else "")
        if self.desk.session.notices:
            text = "\n\n".join(self.desk.session.notices)
            self.app.push_screen(NoticePage(say("開いたときのお知らせ"), text))
        self.set_timer(READING_PAUSE, self.action_reload)

    def subject(self) -> tuple[str, Node | None]:
        """The claim, for the help."""
        return (place_line(self.desk, self.item) if self.item else say("点検")), None

    def offered(self) -> Iterator[Command]:
        """What can be done now: nothing with a claim where none is shown."""
        needs_claim = {f"review.{one}" for one in ("differences", "judge", "confirm", "finding", "history")}
        hidden = needs_claim if self.item is None else set()
        if self.candidate is None:
            hidden.add("review.open")
        return (one for one in super().offered() if one.action.id not in hidden)

    # --- reading the evidence -------------------------------------------------------------------------------

    def action_reload(self) -> None:
        """Read the evidence and run the checks beside the screen."""
        if self.desk.register_path is None:
            key = keymap_of(self).first("review.hearing")
            self.say_below(say("証跡の台帳がありません。{key} で聴取の記録から始められます。", key=key))
            return
        self.say_below(say("証跡を読み、記載と照らしています。その間も判定できます。"))
        self._look()

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        try:
            result = self.desk.look()
        except MnassessError as error:
            self.app.call_from_thread(self._could_not_look, str(error))
        else:
            self.app.call_from_thread(self._looked, result)

    def _looked(self, result: ReviewResult | None) -> None:
        if result is None or not self.is_attached:
            return
        self._change(lambda: self.desk.take(result))
        gc.freeze()  # what was read stays: searching it for cycles halts the keys for 150 ms now and then
        words = say(
            "証跡 {entries} 件（{passages} 箇所）を読みました。自動点検の指摘 {findings} 件。",
            entries=len(result.register.entries),
            passages=len(result.library.passages),
            findings=len(result.findings),
        )
        if result.notices:
            self.app.push_screen(NoticePage(say("点検に含められなかったもの"), "\n\n".join(result.notices)))
        self.say_below(words)

    def _could_not_look(self, reason: str) -> None:
        self.trouble = reason
        self.say_below(say("証跡を読めません。"))
        self.app.push_screen(NoticePage(say("証跡を読めません"), reason))

    # --- going about ----------------------------------------------------------------------------------------

    @on(Rows.Moved, "#claims")
    def follow_claim(self, message: Rows.Moved) -> None:
        """Another claim is current."""
        message.stop()
        self.show_claim()

    @on(Rows.Moved, "#candidates")
    def follow_candidate(self, message: Rows.Moved) -> None:
        """Another piece of evidence is current."""
        message.stop()
        self.show_passage()

    @on(Rows.Opened, "#claims")
    def enter_candidates(self, message: Rows.Opened) -> None:
        """From the claims into their evidence."""
        message.stop()
        if self.candidate is None:
            self.say_below(say("この記載に関係すると見られる証跡はありません。"))
        else:
            self.go_inside(self.candidates)

    @on(Rows.Opened, "#candidates")
    def enter_passage(self, message: Rows.Opened) -> None:
        """From the evidence into its sentences."""
        message.stop()
        self.go_inside(self.passage)

    def action_scroll_claim(self, by: int) -> None:
        """Read on in the blank of the claim."""
        self.query_one("#claim", MarkedText).scroll_by(by)

    def action_outward(self) -> None:
        """From the sentences to the evidence, from there to the claims."""
        if self.passage.has_focus:
            self.go_inside(self.candidates)
        elif self.candidates.has_focus:
            self.go_to_claims()

    def action_back(self) -> None:
        """Esc: to the claims; from them, save and leave."""
        waiting = sum(map(len, (*self._quotes.values(), *self._linked.values())))
        if not self.claims.has_focus:
            self.go_to_claims()
        elif waiting:
            self._ask_to_leave(waiting)
        else:
            self.dismiss(self.desk.finish())

    def _ask_to_leave(self, waiting: int) -> None:
        """Quotes and links are no part of the review before a verdict is given."""

        def leave(is_sure: bool | None) -> None:
            if is_sure:
                self.dismiss(self.desk.finish())

        text = say(
            "判定に使っていない引用と結び付けた証跡が {count} 件あります。戻ると消えます（判定と注記は残ります）。",
            count=waiting,
        )
        accept, stay = say("消して戻る"), say("点検を続ける")
        self.app.push_screen(QuestionPage(say("点検を離れる"), text, accept=accept, leave=stay), leave)

    def action_next_open(self) -> None:
        """The next claim a person has to decide on."""
        current = self.claims.current
        found = next_open(self.shown_items, current)
        self.go_to_claims()
        if found is None:
            self.say_below(say("判定の要る記載は残っていません。"))
        elif found.claim.id == current:
            self.say_below(say("判定の要る記載は、ここだけです。"))
        else:
            self.claims.go_to(found.claim.id)

    def action_last_judged(self) -> None:
        """The claim judged last, to look at it or judge it anew."""
        if not self._judged:
            self.say_below(say("この画面ではまだ判定していません。"))
        else:
            self.go_to(self._judged)

    def go_to(self, claim: str) -> None:
        """Make a claim the current one, lifting a filter that hides it."""
        if claim in self._item_of and claim not in self.claims.keys:
            self.filter = Filter()
            self.show_all(claim)
        self.go_to_claims()
        self.claims.go_to(claim)

    def action_filter(self) -> None:
        """Narrow the list down, or show everything again."""
        choices_ = list(filters_for(self._items, self.filter))
        lines = [("all", say("全ての記載を示す（絞り込みをやめる）　{count} 件", count=len(self._items)))]
        lines += [
            (str(n), say("{words}　{count} 件", words=words, count=count))
            for n, (_, words, count) in enumerate(choices_)
        ]

        def narrow(chosen: str | None) -> None:
            if chosen is not None:
                self.filter = Filter() if chosen == "all" else choices_[int(chosen)][0]
                self.show_all()

        self.app.push_screen(ChoosePage(say("記載の絞り込み（重ねて選べる）"), lines), narrow)

    # --- judging --------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit, half or full width, is a verdict; 0 takes it back. Letters do nothing, and it is said."""
        digit = digit_of(event.character)
        codes = choices(VerdictCode)
        if digit is not None and digit <= len(codes):
            event.stop()
            if digit:
                self.judge(codes[digit - 1])
            else:
                self._ask_to_withdraw()
        elif event.is_printable and event.character and not event.character.isspace():
            event.stop()
            self.say_below(
                say(
                    "判定は数字です。文字を打つのは {key}（注記）の中です。",
                    key=keymap_of(self).first("review.judge"),
                )
            )

    def judge(self, code: VerdictCode) -> None:
        """Give the current claim a verdict, resting on what was quoted, linked and noted, and go on."""
        item = self.item
        if item is None:
            return
        claim = item.claim
        quotes = [
            Quote(where.evidence, words, where.location) for where, words in self._quotes.get(claim.id, ())
        ]
        evidence = [self.candidate.evidence] if self.candidate and not self.claims.has_focus else []
        evidence += [one.evidence for one in self._linked.get(claim.id, ())]

        def give() -> None:
            self.desk.judge(
                claim,
                code,
                method=self.method,
                evidence=evidence,
                quotes=quotes,
                note=self._notes.get(claim.id, ""),
            )

        following = next_open(self.shown_items, claim.id)
        if not self._change(give, following.claim.id if following else ""):
            return
        self._judged = claim.id
        for prepared in (self._quotes, self._notes, self._linked):
            prepared.pop(claim.id, None)
        self._keep_notes()
        words = " ".join(claim.text.split())
        self.go_to_claims()
        verdict = word(code)
        if self.method is not Method.EXAMINE:  # it stays for the next verdict
            verdict = say("{verdict}（{method}）", verdict=verdict, method=word(self.method))
        self.say_below(say("{verdict}：{words}", verdict=verdict, words=words))

    def _keep_notes(self) -> None:
        """What waits for a verdict lies on the disk; where the disk refuses, that is said."""
        try:
            keep_notes(self.desk.document, NOTES, self._notes)
        except MnassessError as error:
            self.say_below(str(error))

    def action_switch_method(self) -> None:
        """The next way of finding out, in turn."""
        methods = choices(Method)
        self.method = methods[(methods.index(self.method) + 1) % len(methods)]
        self.show_state()

    def action_judge(self) -> None:
        """Write the note that goes with the next verdict on this claim."""
        item = self.item
        if item is None:
            return

        def take(words: str | None) -> None:
            if words is not None:
                self._notes[item.claim.id] = words
                self.show_claim()
                self.say_below(say("注記を用意しました。数字で判定すると、一緒に記録されます。"))
                self._keep_notes()

        text = say(
            "判定に添える注記：何で確かめたか、何が足りないか。\n記載：{words}",
            words=" ".join(item.claim.text.split()),
        )
        known = self._notes.get(item.claim.id, "")
        self.app.push_screen(WordsPage(say("注記"), text, known, accept=say("用意する")), take)

    def action_confirm(self) -> None:
        """The same verdict once more, on the ground as it is now."""
        item = self.item
        state = self.desk.state.claim(item.claim.id) if item else None
        if item is None or state is None or state.given is None:
            self.say_below(say("まだ判定がありません。数字で判定してください。"))
            return
        if state.code is not VerdictCode.STALE:
            self.say_below(say("判定した後に変わったところはありません。"))
            return
        if self._change(lambda: self.desk.confirm(item.claim)):
            self._judged = item.claim.id
            self.say_below(
                say("同じ判定をもう一度付けました：{verdict}", verdict=word(state.given.given.code))
            )

    def _ask_to_withdraw(self) -> None:
        item = self.item
        if item is None or item.state not in {*VerdictCode}:
            self.say_below(say("取り消す判定がありません。"))
            return

        def withdraw(reason: str | None) -> None:
            if reason is not None and self._change(lambda: self.desk.withdraw(item.claim, reason)):
                self.say_below(say("判定を取り消しました。"))

        text = say(
            "判定を取り消す理由（履歴に残ります）。\n記載：{words}", words=" ".join(item.claim.text.split())
        )
        self.app.push_screen(WordsPage(say("判定の取消し"), text, accept=say("取り消す")), withdraw)

    @on(QuotableText.Picked)
    def pick(self, message: QuotableText.Picked) -> None:
        """Quote a sentence, or take the quote back."""
        message.stop()
        item, candidate = self.item, self.candidate
        if item is None or candidate is None:
            return
        picked = self._quotes.get(item.claim.id, ())
        one = candidate.passage, message.words
        self._quotes[item.claim.id] = (
            tuple(two for two in picked if two != one) if one in picked else (*picked, one)
        )
        self.show_passage()
        self.say_below(
            say(
                "引用 {count} 箇所。数字で判定すると、一緒に記録されます。",
                count=len(self._quotes[item.claim.id]),
            )
        )

    # --- the pages over this screen -------------------------------------------------------------------------

    def action_differences(self) -> None:
        """The possible contradictions of this claim; where it has none, those of all claims."""
        claim = self.claims.current
        page = DifferencePage(self.desk, claim if disagreements(self.desk, claim) else "")
        if page.is_empty:
            self.say_below(say("決めていない食い違いの可能性はありません。"))
        else:
            self.app.push_screen(page, self._back_from_page)

    def action_findings(self) -> None:
        """The findings of this claim; where it has none, all."""
        claim = self.claims.current
        self.app.push_screen(
            FindingsPage(self.desk, claim if self.desk.findings_of(claim) else ""), self._back_from_page
        )

    def action_write_finding(self) -> None:
        """A finding of the person's own about this claim."""

        def tell(is_written: bool | None) -> None:
            self.changed()
            if is_written:
                self.say_below(say("指摘を記録しました。"))

        self.app.push_screen(NewFindingPage(self.desk, self.claims.current), tell)

    def action_checklist(self) -> None:
        """審査の観点 and the nine duties."""
        self.app.push_screen(ChecklistPage(self.desk), self._back_from_page)

    def action_risk_table(self) -> None:
        """リスク管理表, and what the review is handed over in."""
        self.app.push_screen(RiskTablePage(self.desk), self._back_from_page)

    def action_sign_off(self) -> None:
        """Sign for what is verified."""
        self.app.push_screen(SignOffPage(self.desk), self._back_from_page)

    def _back_from_page(self, claim: str | None) -> None:
        self.changed()
        if claim:
            self.go_to(claim)

    def action_history(self) -> None:
        """Everything that was said of the claim."""
        if self.item is not None:
            lines = history_lines(self.desk, self.item.claim.id)
            text = "\n".join(lines) or say("まだ何も言われていません。")
            self.app.push_screen(NoticePage(say("判定の履歴"), text))

    # --- keeping --------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Write the file now."""
        self.save_now()

    def _change(self, act: Callable[[], Any], current: str = "") -> bool:
        """As `change`; then everything is shown anew, the claim named being current."""
        is_done = self.change(act)
        if is_done:
            self.show_all(current)
        return is_done

    def changed(self) -> None:
        """Something was said on a page over this screen: show it, and save soon."""
        self.show_all()
        self.save_soon()
