"""Controls of the kinds `figure` and `rows`: records in a list, each edited on a screen of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from mnassess.documents.naming import printed_label
from mnassess.documents.words import show_value_date
from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind
from mnassess.language import say
from mnassess.tui.keymap import keymap_of
from mnassess.tui.marks import printed
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.listing import WorkList, work_hint

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
        yield Static(Content(f"  {work_hint(keymap_of(self))}"))

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

    @property
    def is_under_way(self) -> bool:
        """Also while a record waits that the document cannot hold yet."""
        return super().is_under_way or any(one and not self.is_storable(one) for one in self.records)

    def _open(self, place: int) -> None:
        record = self.records[place]
        title = f"{printed_label(self.blank)} {place + 1}"
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
    """A table: 変更箇所, or the incidents of the procedure facts. The form says which columns it has."""

    def fields(self, record: Record) -> tuple[Field, ...]:
        """One blank per column."""
        return tuple(
            Field(
                path=column.name,
                kind=column.kind,
                label=column.label,
                required="free",
                choices=_with_other(column.choices, record.get(column.name)) if column.choices else None,
            )
            for column in self.blank.columns
        )

    def line(self, record: Record) -> str:
        """The dates, then what the row speaks of."""
        dates = [record.get(c.name) for c in self.blank.columns if c.kind is FieldKind.DATE]
        shown = [show_value_date(day) for day in dates if isinstance(day, str | Mapping) and day]
        texts = (record.get(c.name) for c in self.blank.columns if c.kind is FieldKind.TEXT)
        words = [*(shown or [say("（日付未記入）")]), *(text for text in texts if isinstance(text, str))]
        return printed("　".join(words)).replace("\n", " ")


def _with_other(choices: ChoiceSet, value: Any) -> ChoiceSet:
    """The choices and, where an old report holds another text, that text."""
    if not value or choices.find(value):
        return choices
    other = Choice(code=str(value), label=str(value))
    return ChoiceSet(name=choices.name, choices=(*choices.choices, other))
