"""What was heard or seen, written down while the review goes on: it becomes evidence."""

from typing import ClassVar

from mnassess.evidence.kinds import kind_word, noted_kinds
from mnassess.evidence.model import Entry
from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind
from mnassess.language import say
from mnassess.review.desk import ReviewDesk
from mnassess.review.note_draft import NAME, note_of
from mnassess.tui.screens.draft_page import DraftPage
from mnassess.tui.widgets.editor import Editor


class HearingPage(DraftPage[Entry]):
    """Five blanks and F2. The result is the new entry of the register; None where the person goes back."""

    EXPLAINED: ClassVar[tuple[str, ...]] = ("draft", "editor", "lines", "options")
    NEEDED: ClassVar[tuple[str, ...]] = ("who", "department", "note")

    def __init__(self, desk: ReviewDesk) -> None:
        keys = (
            ("focus.next", say("次の欄")),
            ("draft.accept", say("証跡の台帳に加える")),
            ("page.leave", say("戻る（下書きに残る）")),
        )
        known = {"kind": noted_kinds()[0].code, "on": desk.as_of.isoformat()}
        super().__init__(desk, NAME, say("聴取・現地確認の記録"), keys=keys, blanks=_blanks(), known=known)
        self.controls[-1].add_class("long")

    def begin(self) -> None:
        """Into whom was asked; where a draft was left, into what was said."""
        begin = self.controls[-1 if self.is_continued else 1].focus_target()
        self.set_focus(begin, scroll_visible=self.is_continued)
        if self.is_continued and isinstance(begin, Editor):
            begin.move_cursor(begin.document.end)

    def take_over(self) -> Entry:
        """The new entry of the register."""
        return self.desk.add_note(note_of(self.answers))


def _blanks() -> list[Field]:
    kinds = tuple(Choice(code=kind.code, label=kind_word(kind.code)) for kind in noted_kinds())
    return [
        Field(
            path="kind",
            kind=FieldKind.CHOICE,
            label=say("種類"),
            choices=ChoiceSet(name="kind", choices=kinds),
            required="yes",
        ),
        Field(path="who", kind=FieldKind.TEXT, label=say("聞いた相手・見た場所"), required="yes"),
        Field(path="department", kind=FieldKind.TEXT, label=say("担当部署"), required="free"),
        Field(path="on", kind=FieldKind.DATE, label=say("聞いた日・見た日"), required="yes"),
        Field(
            path="note", kind=FieldKind.LONGTEXT, label=say("内容（聞いた人、場所、時刻も）"), required="yes"
        ),
    ]
