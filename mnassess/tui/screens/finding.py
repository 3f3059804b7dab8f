"""One finding: what was found, what is to be done about it by whom and when, what the report should say."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.finding_draft import (
    answers_of,
    blanks_to_fill,
    changed_by,
    inserted,
    noted_by,
    remedies_for,
)
from mnassess.review.findings_view import finding_detail
from mnassess.review.live_findings import live_finding
from mnassess.review.model import Claim, FindingSeverity, FindingState
from mnassess.review.words import choices, word
from mnassess.tui.keys import bindings_of
from mnassess.tui.screens.draft_page import DraftPage
from mnassess.tui.screens.page import ChoosePage, Keys
from mnassess.tui.widgets.texts import LongTextBlank

_TEXTS = ("proposal", "advice")
"""Blanks a remedy of the knowledge base is put into."""


class _WritingPage(DraftPage[bool]):
    """What both pages have: the knowledge base and the 〔　〕 to be filled. The result is True once it is on record."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("finding")
    EXPLAINED: ClassVar[tuple[str, ...]] = ("draft", "finding", "editor", "lines", "options")

    claim: Claim | None

    def action_insert_remedy(self) -> None:
        """Choose a remedy; its measure goes into the proposal, or its example into the advice the keyboard is in."""
        control = self._text()
        if control is None:
            self.tell_trouble(say("「対応の提案」か「記載の助言」の欄で使えます。"))
            return
        found = remedies_for(self.desk, self.claim)
        lines = [(str(n), words) for n, (_, words) in enumerate(found)]

        def insert(chosen: str | None) -> None:
            if chosen is not None:
                self.commit()
                text = inserted(self.answers, control.path, found[int(chosen)][0])
                self.answers[control.path] = text
                control.put(text)
                control.editor.move_cursor(control.editor.document.end)
                self.show_typing()

        empty = say("この指摘に当たる対策は知識ベースにありません。")
        self.app.push_screen(ChoosePage(say("知識ベースの対策"), lines, say("入れる"), empty), insert)

    def action_next_blank(self) -> None:
        """Select the next 〔　〕 behind the cursor, in this text or the next one; what is typed replaces it."""
        texts = [one for one in self.controls if isinstance(one, LongTextBlank) and one.path in _TEXTS]
        here = self._text()
        if here in texts:
            place = texts.index(here)
            texts = [*texts[place:], *texts[: place + 1]]
        for n, control in enumerate(texts):
            editor = control.editor
            after = editor.place if n == 0 and control is here else -1
            found = next((span for span in blanks_to_fill(editor.text) if span[0] >= after), None)
            if found:
                editor.focus()
                editor.select_stretch(*found)
                return
        self.tell_trouble(say("埋める〔　〕はありません。"))

    def _text(self) -> LongTextBlank | None:
        """The proposal or the advice, where the keyboard is in it."""
        for one in self.controls:
            if isinstance(one, LongTextBlank) and one.path in _TEXTS and one.editor.has_focus:
                return one
        return None


class FindingPage(_WritingPage):
    """A finding that is on record."""

    def __init__(self, desk: ReviewDesk, finding: str) -> None:
        self._one = live_finding(desk.record, finding)
        self.claim = desk.claim_of.get(self._one.finding.claim)
        title = say("指摘　{severity}", severity=word(self._one.finding.severity))
        super().__init__(
            desk,
            f"finding-{self._one.finding.id}",
            title,
            keys=_keys(),
            blanks=[*_charge(), *_texts(), _reason()],
            known=answers_of(self._one),
        )

    def told(self) -> str:
        """The finding in whole, without what stands in the blanks."""
        shown = ("提案：", "助言：")
        return "\n".join(line for line in finding_detail(self.desk, self._one) if not line.startswith(shown))

    def take_over(self) -> bool:
        """Put what was changed on record."""
        self.desk.keep(changed_by(self.desk, self._one, self.answers))
        return True


class NewFindingPage(_WritingPage):
    """A finding of the person's own."""

    def __init__(self, desk: ReviewDesk, claim: str = "") -> None:
        """`claim`: id of the claim it is about; "" for the report as a whole."""
        self.claim = desk.claim_of.get(claim)
        message = Field(path="message", kind=FieldKind.LONGTEXT, label=say("指摘の内容"), required="yes")
        super().__init__(
            desk,
            "new-finding",
            say("指摘を書く"),
            keys=_keys(),
            blanks=[message, *_charge()[1:], *_texts()],
            known={"severity": str(FindingSeverity.MINOR)},
        )

    def told(self) -> str:
        """What it is about."""
        if self.claim is None:
            return say("評価書全体についての指摘")
        return say("記載：{text}", text=" ".join(self.claim.text.split()))

    def take_over(self) -> bool:
        """Put the finding on record."""
        self.desk.keep(noted_by(self.desk, self.claim, self.answers))
        return True


def _keys() -> Keys:
    """All of them on a line of 80 cells."""
    return (
        ("draft.accept", say("記録")),
        ("finding.insert", say("対策を入れる")),
        ("finding.blank", say("次の〔　〕")),
        ("focus.next", say("次の欄")),
        ("page.leave", say("戻る（下書きに残る）")),
    )


def _charge() -> list[Field]:
    states = tuple(Choice(code=str(one), label=word(one)) for one in choices(FindingState))
    severities = tuple(Choice(code=str(one), label=word(one)) for one in choices(FindingSeverity))
    return [
        Field(
            path="state",
            kind=FieldKind.CHOICE,
            label=say("状態"),
            choices=ChoiceSet(name="state", choices=states),
            required="yes",
        ),
        Field(
            path="severity",
            kind=FieldKind.CHOICE,
            label=say("重さ"),
            choices=ChoiceSet(name="severity", choices=severities),
            required="yes",
        ),
        Field(path="owner", kind=FieldKind.TEXT, label=say("担当"), required="free"),
        Field(path="due", kind=FieldKind.DATE, label=say("期日"), required="free"),
    ]


def _texts() -> Sequence[Field]:
    return (
        Field(path="proposal", kind=FieldKind.LONGTEXT, label=say("対応の提案"), required="free"),
        Field(path="advice", kind=FieldKind.LONGTEXT, label=say("記載の助言"), required="free"),
    )


def _reason() -> Field:
    return Field(
        path="reason", kind=FieldKind.TEXT, label=say("変える理由（取下げには必ず）"), required="free"
    )
