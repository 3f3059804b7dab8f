"""The review screen as far as it does not depend on what a person does: claims, the claim in its blank, the evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from mnassess.evidence.model import Passage
from mnassess.language import say
from mnassess.review.claim_lines import claim_lines, place_line, verdict_lines
from mnassess.review.desk import ReviewDesk
from mnassess.review.drafts import notes_of
from mnassess.review.ground import Moved
from mnassess.review.matching import Candidate
from mnassess.review.model import Claim, Method, VerdictCode
from mnassess.review.risks import process_word
from mnassess.review.showing import CandidateLine, candidate_lines, claim_spans, quotable, spans
from mnassess.review.words import choices, word
from mnassess.review.worklist import (
    Filter,
    WorkItem,
    counts_of,
    groups_of,
    in_list_order,
    list_line,
    work_items,
)
from mnassess.tui.keymap import bar_entries, keymap_of
from mnassess.tui.marks import shortened
from mnassess.tui.screens.desk_screen import DeskScreen
from mnassess.tui.widgets.bars import Bar, KeyBar
from mnassess.tui.widgets.marked_text import MARK, MarkedText, QuotableText, marked_pieces, side_pieces
from mnassess.tui.widgets.rows import Row, Rows

NOTES = "notes"
"""Name of the draft that holds the notes for verdicts not yet given."""
_NAME_CELLS = 10
"""Cells of the name of a process beside its counts, so that both counts stand on a line of 80."""
_NAME_LEAST = 4
"""Cells with which a process can still be told from the others."""


class ReviewView(DeskScreen):
    """Shows a desk; the subclass acts on it."""

    def __init__(self, desk: ReviewDesk) -> None:
        super().__init__(desk)
        self.filter = Filter()
        self.method = Method.EXAMINE
        """How the next verdict is reached."""
        self._items: tuple[WorkItem, ...] = ()
        """Every claim, as the list has them."""
        self._item_of: dict[str, WorkItem] = {}
        self._linked: dict[str, tuple[Candidate, ...]] = {}
        """Claim id → evidence a person found for it here."""
        self._quotes: dict[str, tuple[tuple[Passage, str], ...]] = {}
        """Claim id → sentences picked for its next verdict."""
        self._notes = notes_of(desk.document, NOTES)
        """Claim id → the note for its next verdict. It lies on the disk: typed words are not to be typed again."""
        self._candidates: tuple[Candidate, ...] = ()
        """Of the current claim, as listed."""

    def compose(self) -> ComposeResult:
        """Title and counts; claims; the claim and its evidence; verdicts, status, keys."""
        yield Bar(id="header", classes="bar-title")
        yield Bar(id="counts", classes="bar-status")
        with Horizontal(id="desk"):
            yield Rows(id="claims")
            with Vertical(id="looked-up"):
                yield MarkedText(id="claim")
                yield Rows(id="candidates")
                yield QuotableText(id="passage")
        yield Bar(id="verdicts", classes="bar-status")
        yield Bar(id="status", classes="bar-status")
        yield KeyBar(bar_entries(keymap_of(self), "screen", *self.OFFERED, "app"), id="keys")

    # --- what is current ------------------------------------------------------------------------------------

    @property
    def claims(self) -> Rows:
        """The list of claims."""
        return self.query_one("#claims", Rows)

    @property
    def candidates(self) -> Rows:
        """The list of evidence for the current claim."""
        return self.query_one("#candidates", Rows)

    @property
    def passage(self) -> QuotableText:
        """The words of the evidence."""
        return self.query_one("#passage", QuotableText)

    @property
    def item(self) -> WorkItem | None:
        """The claim the arrows are on."""
        return self._item_of.get(self.claims.current)

    @property
    def candidate(self) -> Candidate | None:
        """The evidence the arrows are on."""
        key = self.candidates.current
        return self._candidates[int(key)] if key else None

    @property
    def shown_items(self) -> tuple[WorkItem, ...]:
        """The claims the filter lets through."""
        return tuple(filter(self.filter.lets_through, self._items))

    # --- where the keyboard is ------------------------------------------------------------------------------

    def go_inside(self, part: Rows | QuotableText) -> None:
        """The keyboard to the evidence, or to its sentences."""
        self._make_room(is_inside=True)
        part.focus()

    def go_to_claims(self) -> None:
        """The keyboard to the list of claims."""
        self._make_room(is_inside=False)
        self.claims.focus()

    def on_resize(self, _: events.Resize) -> None:
        """A narrower window shows less at once."""
        self.show_state()
        self._make_room(is_inside=not self.claims.has_focus)

    def _make_room(self, *, is_inside: bool) -> None:
        """At 80 columns the claims give way; wider, there is room and nothing is to be laid out."""
        self.query_one("#desk").set_class(is_inside and self.has_class("-narrow"), "-inside")

    # --- drawing --------------------------------------------------------------------------------------------

    def show_all(self, current: str = "") -> None:
        """Everything anew; the claim named is current, else the one that was."""
        self._items = in_list_order(work_items(self.desk), self.desk.assessment)
        self._item_of = {item.claim.id: item for item in self._items}
        shown = self.shown_items
        with self.prevent(Rows.Moved):
            if [item.claim.id for item in shown] == list(self.claims.keys):
                self.claims.refresh()
                self.claims.go_to(current)
            else:
                self.claims.show(self._rows_of(shown), current)
        self.show_claim()

    def _rows_of(self, items: Sequence[WorkItem]) -> list[Row]:
        rows = []
        for group in groups_of(items, self.desk.assessment):
            rows.append(Row("", group.title))
            rows += [Row(item.claim.id, partial(self._line_of, item.claim.id)) for item in group.items]
        return rows

    def _line_of(self, claim: str) -> str:
        return list_line(self._item_of[claim])

    def show_claim(self) -> None:
        """The current claim with its evidence, and the counts it is part of."""
        self.show_state()
        self.show_claim_text()
        self._show_candidates(self.item)

    def show_claim_text(self) -> None:
        """What is known of the current claim, and the claim in its blank."""
        pane, item = self.query_one("#claim", MarkedText), self.item
        if item is None:
            key = keymap_of(self).first("review.filter")
            pane.show([(say("この絞り込みに当たる記載はありません。{key} で替えられます。", key=key), "")])
        else:
            pane.show(*self._claim_pieces(item))

    def show_state(self) -> None:
        """Title, counts and what the digits do."""
        item, header = self.item, self.query_one("#header", Bar)
        name = self.desk.session.report.words
        if self.filter.words:
            name = say(
                "絞込：{filter}（{shown}／{all}）　{name}",
                filter=self.filter.words,
                shown=len(self.shown_items),
                all=len(self._items),
                name=name,
            )
        name = say("点検　{name}", name=name)
        header.left, header.right = name, self.state_words()
        counts = self.query_one("#counts", Bar)
        counts.left = say("全体 {counts}", counts=counts_of(self._items).short_words())
        if self.desk.result is None and self.desk.register_path is not None:
            counts.left = say("{counts}（証跡を読む前）", counts=counts.left)  # 要再確認 is not known yet
        counts.right = self._process_counts(item.claim.process, cell_len(counts.left)) if item else ""
        verdicts = [f"{n}{word(code)}" for n, code in enumerate(choices(VerdictCode), 1)]
        bar = self.query_one("#verdicts", Bar)
        bar.left = " ".join([*verdicts, say("0取消し")])
        bar.right = say("確かめ方：{method}", method=word(self.method))

    def _process_counts(self, process: str, taken: int) -> str:
        """Those of the process beside those of the report, which are whole; "" where there is no room for both."""
        counts = counts_of(self._items, process).short_words()
        room = self.app.size.width - taken - cell_len(counts) - 2
        if room < _NAME_LEAST:
            return ""
        name = shortened(process_word(process), min(room, _NAME_CELLS))
        return say("{process} {counts}", process=name, counts=counts)

    def show_passage(self) -> None:
        """The passage of the current evidence, with what made it match and what is quoted of it."""
        pane, item, candidate = self.passage, self.item, self.candidate
        if item is None or candidate is None:
            pane.show_passage("", "", (), (), ())
            return
        passage = candidate.passage
        hits = spans(passage.text, (words for reason in candidate.reasons for words in reason.passage))
        line = self._lines_of(item)[self._candidates.index(candidate)]
        head = "\n".join(
            filter(None, (f"{passage.evidence}　{passage.heading or passage.location}", line.why))
        )
        quoted = [words for where, words in self._quotes.get(item.claim.id, ()) if where == passage]
        pane.show_passage(head, passage.text, quotable(passage.text), hits, quoted)

    def say_below(self, text: str) -> None:
        """A sentence in the status line."""
        self.query_one("#status", Bar).left = text

    def _claim_pieces(self, item: WorkItem) -> tuple[list[tuple[str, str]], int, int]:
        """(place, what is known, the blank with the claim marked; from and to which of them is to be seen).

        Seen first is the claim; where a verdict is to be given again, what changed under it.
        """
        pieces = [(f"{place_line(self.desk, item)}\n", "bold")]
        state = self.desk.state.claim(item.claim.id)
        pieces += [(f"{line}\n", "") for line in self._prepared_lines(item.claim.id)]
        said = len(pieces)
        pieces += [(f"{line}\n", "") for line in verdict_lines(self.desk, item)]
        for moved in state.moved if state else ():
            pieces += _moved_pieces(moved)
        changed = len(pieces)
        pieces += [(f"{line}\n", "") for line in claim_lines(self.desk, item)]
        if item.claim.scope:
            pieces.append((f"＜{item.claim.scope}＞\n", ""))
        begin = len(pieces)
        text, span = self._place_in_blank(item.claim)
        if span is None:
            pieces.append((f"[{item.claim.text}]", MARK))
        else:
            pieces += marked_pieces(text, [span])
            begin += 1
        if state and state.moved:
            return pieces, said, changed
        return pieces, begin, begin + 1

    def _place_in_blank(self, claim: Claim) -> tuple[str, tuple[int, int] | None]:
        """The text of the claim's blank, and where the claim stands in it; None where a choice makes it."""
        text = self.desk.assessment.value(claim.path)
        if not isinstance(text, str):
            return "", None
        beside = [one for one in self.desk.claims if one.path == claim.path]
        return text, claim_spans(text, beside).get(claim.id)

    def _prepared_lines(self, claim: str) -> Iterator[str]:
        """What goes with the next verdict on the claim."""
        for where, words in self._quotes.get(claim, ()):
            yield say(
                "[引用] 「{words}」（{evidence}）", words=" ".join(words.split()), evidence=where.evidence
            )
        for one in self._linked.get(claim, ()):
            yield say("[結び付けた証跡] {evidence}", evidence=one.evidence)
        if self._notes.get(claim):
            yield say("[注記] {note}", note=" ".join(self._notes[claim].split()))

    def _show_candidates(self, item: WorkItem | None) -> None:
        self._candidates = self._candidates_of(item) if item else ()
        lines = self._lines_of(item) if item else ()
        rows: Sequence[Row] = [Row(str(n), one.head) for n, one in enumerate(lines)]
        if not rows:
            rows = [Row("", self._why_nothing(item))]
        with self.prevent(Rows.Moved):
            self.candidates.show(rows, "0")
        self.show_passage()

    def _candidates_of(self, item: WorkItem) -> tuple[Candidate, ...]:
        ranking = self.desk.ranking(item.claim.id)
        return (*self._linked.get(item.claim.id, ()), *(ranking.candidates if ranking else ()))

    def _lines_of(self, item: WorkItem) -> tuple[CandidateLine, ...]:
        result = self.desk.result
        if result is None:
            return ()
        ranking = replace(result.candidates[item.claim.id], candidates=self._candidates)
        return candidate_lines(ranking, result.register, result.states, self.desk.as_of)

    def _why_nothing(self, item: WorkItem | None) -> str:
        if item is None:
            return ""
        if self.desk.register_path is None:
            return say("証跡の台帳がありません。")
        ranking = self.desk.ranking(item.claim.id)
        return ranking.remark if ranking else say("証跡を読んでいます。")


def _moved_pieces(moved: Moved) -> list[tuple[str, str]]:
    """What changed under a verdict: the sentence, and the words before and now with what differs marked."""
    pieces = [(f"  {moved.sentence}\n", "")]
    if moved.before != moved.after and moved.before and moved.after:
        before, after = (" ".join(words.split()) for words in (moved.before, moved.after))
        pieces += [(say("  前："), ""), *side_pieces(before, after, "old"), ("\n", "")]
        pieces += [(say("  今："), ""), *side_pieces(before, after, "new"), ("\n", "")]
    return pieces
