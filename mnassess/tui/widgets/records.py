"""Controls of the kinds `figure` and `rows`: records in a list, each edited on a screen of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from mnassess.documents.words import show_value_date
from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind
from mnassess.language import say
from mnassess.tui.marks import plain
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.listing import WorkList

Record = dict[str, Any]


@dataclass
class RecordAsked(Message):
    """A record is to be edited on a screen of its own; `keep` takes it back, at every pause and at the end."""

    title: str
    fields: tuple[Field, ...]
    record: Record
    keep: Callable[[Record], None]


class RecordsBlank(Blank):
    """A list of records. A record that the form cannot hold yet (a figure without its file) waits here."""

    def __init__(
        self, blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
    ) -> None:
        super().__init__(blank, path, value, read_only=read_only, extra=extra)
        self.records: list[Record] = [dict(record) for record in value or ()]
        self.listing = WorkList()
        self.listing.show(self._lines())

    def compose_answer(self) -> ComposeResult:
        """The list and what its keys do."""
        yield self.listing
        yield Static(Content(f"  {say('Enter 開く　Insert 追加　Delete 削除　Ctrl+上下 移動')}"))

    def fields(self, record: Record) -> tuple[Field, ...]:
        """The blanks of one record."""
        raise NotImplementedError

    def line(self, record: Record) -> str:
        """One record as a line of the list."""
        raise NotImplementedError

    def is_storable(self, record: Record) -> bool:
        """Whether the document can hold the record as it is."""
        return bool(record)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line."""
        event.stop()
        self._open(event.option_index)

    def on_work_list_worked(self, event: WorkList.Worked) -> None:
        """A key of the list."""
        event.stop()
        if self.read_only:
            return
        place = event.index or 0
        match event.verb:
            case "add":
                place = place + 1 if self.records else 0
                self.records.insert(place, {})
                self._show(place)
                self._open(place)
                return
            case "duplicate":
                self.records.insert(place + 1, dict(self.records[place]))
                place += 1
            case "remove":
                del self.records[place]
            case "up" | "down":
                other = place + (1 if event.verb == "down" else -1)
                if not 0 <= other < len(self.records):
                    return
                self.records[place], self.records[other] = self.records[other], self.records[place]
                place = other
        self._show(place)
        self._report()

    def put(self, value: Json | None) -> None:
        """Show other records."""
        super().put(value)
        self.records = [dict(record) for record in value or ()]
        self._show()

    def _open(self, place: int) -> None:
        record = self.records[place]
        title = f"{self.blank.number} {self.blank.label} {place + 1}".strip()
        self.post_message(
            RecordAsked(title, self.fields(record), dict(record), lambda new: self._keep(place, new))
        )

    def _keep(self, place: int, record: Record) -> None:
        if place < len(self.records) and record != self.records[place]:
            self.records[place] = record
            self._show(place)
            self._report()

    def _show(self, place: int | None = None) -> None:
        self.listing.show(self._lines(), place)

    def _lines(self) -> list[str]:
        return [f"{n:>3} {self.line(record)}" for n, record in enumerate(self.records, start=1)]

    def _report(self) -> None:
        kept = [record for record in self.records if self.is_storable(record)]
        if (kept or None) != self.value:
            self.answer(kept or None)


class FiguresBlank(RecordsBlank):
    """Pictures by the path of their file, each with a caption."""

    def fields(self, record: Record) -> tuple[Field, ...]:
        """The file and the caption."""
        del record
        return (
            Field(
                path="path",
                kind=FieldKind.TEXT,
                label=say("図のファイル（例：figures/flow.png）"),
                required="yes",
            ),
            Field(path="caption", kind=FieldKind.TEXT, label=say("図の説明"), required="free"),
        )

    def line(self, record: Record) -> str:
        """The file and the caption."""
        path = record.get("path") or say("（ファイル未記入）")
        return f"{path}　{record.get('caption', '')}".rstrip()

    def is_storable(self, record: Record) -> bool:
        """A figure is nothing without its file."""
        return bool(record.get("path"))


class RowsBlank(RecordsBlank):
    """The table 変更箇所."""

    def fields(self, record: Record) -> tuple[Field, ...]:
        """The six columns."""
        choices = [Choice(code="before", label=say("事前")), Choice(code="after", label=say("事後"))]
        timing = record.get("timing")
        if timing and timing not in {"before", "after"}:
            choices.append(Choice(code=str(timing), label=str(timing)))
        return (
            Field(path="date", kind=FieldKind.DATE, label=say("変更日")),
            Field(path="item", kind=FieldKind.TEXT, label=say("項目")),
            Field(path="before", kind=FieldKind.LONGTEXT, label=say("変更前の記載")),
            Field(path="after", kind=FieldKind.LONGTEXT, label=say("変更後の記載")),
            Field(
                path="timing",
                kind=FieldKind.CHOICE,
                label=say("提出時期"),
                choices=ChoiceSet(name="timing", choices=tuple(choices)),
            ),
            Field(path="timing_note", kind=FieldKind.LONGTEXT, label=say("提出時期に係る説明")),
        )

    def line(self, record: Record) -> str:
        """The date and the item."""
        day = record.get("date")
        shown = show_value_date(day) if isinstance(day, str | Mapping) and day else say("（日付未記入）")
        return plain(f"{shown}　{record.get('item', '')}").replace("\n", " ")
