"""What is printed, as values: the parts of a report, the rows of its tables, what stands in an answer cell.

Nothing here knows Word. `path` is the field path of the answer that is printed there; "" where no answer of the
document is, as in the empty block of an empty list.
"""

from dataclasses import dataclass

# --- what stands in a cell ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextContent:
    """A text, a date or a printed sentence. A line of the text is a line on the form."""

    path: str
    text: str
    before: str = ""
    """Printed in front of the answer and no part of it, e.g. （１） before a file's name."""


@dataclass(frozen=True, slots=True)
class ItemsContent:
    """A list of texts, one line each, numbered （１）, （２） …"""

    path: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceContent:
    """The chosen words in brackets, and every choice of the form beside them."""

    path: str
    chosen: str
    """"" where nothing is chosen."""
    choices: tuple[str, ...]
    """Numbered as printed, e.g. "1） 実施する"."""
    note: str = ""
    """Printed under the choices."""
    count: int | None = None
    """Printed as （　n　）件; None where the form asks for none."""


@dataclass(frozen=True, slots=True)
class Box:
    """One check box."""

    words: str
    marked: bool
    text: str | None = None
    """What stands in the （　） behind the words; None where the form prints none."""
    count: int | None = None
    """Printed as （　n　）件 behind the words."""
    path: str = ""
    """For a box that is a blank of its own (a flag)."""


@dataclass(frozen=True, slots=True)
class BoxesContent:
    """The boxes of one blank, or the flags that stand together in one cell."""

    path: str
    boxes: tuple[Box, ...]
    heading: str = ""
    """Printed over the boxes as ・識別情報, where several lists share a cell."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture; `path` is relative to the document."""

    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class FiguresContent:
    """The pictures of one blank."""

    path: str
    figures: tuple[Figure, ...]


Content = TextContent | ItemsContent | ChoiceContent | BoxesContent | FiguresContent

# --- rows of a chapter's table --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """The cell left of the label, merged over the consecutive rows that have the same one."""

    text: str
    """"" for the empty narrow cell of an indented row."""
    narrow: bool = True
    """One character wide, so that the heading runs downwards (再委託)."""


INDENT = Side("")


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """A full-width shaded row: １．特定個人情報ファイルを取り扱う事務, with the boxes that stand in it."""

    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A full-width label: a risk, システム1, the label of a blank that is answered below it."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A label and its answer."""

    label: str
    contents: tuple[Content, ...]
    side: Side | None = None
    is_heading: bool = False
    """The label is the heading of a repeated block (移転先1): the row stays with the one below it."""


@dataclass(frozen=True, slots=True)
class WideAnswer:
    """An answer over the full width."""

    contents: tuple[Content, ...]
    may_break: bool = False
    """Begun on the page of what is above it, even where it would fit on a page of its own."""


Row = ItemHeading | LabelRow | AnswerRow | WideAnswer

# --- parts of a report ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CoverBox:
    """A ruled box of the cover: heads, the value under each head, rows inside the box."""

    heads: tuple[str, ...]
    contents: tuple[Content, ...]
    prose: bool = False
    """A text to be read, set like an answer rather than large and centered."""
    inner: tuple[tuple[str, Content], ...] = ()
    """(label, answer) rows inside the box (特記事項)."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    title: str
    boxes: tuple[CoverBox, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Contents:
    """項目一覧."""

    title: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading and one ruled table, on a new page."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A 別添 outside the chapters' tables: heading, then labelled contents."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FileRecords:
    """The record items of one file (全ての記録項目)."""

    name: str
    path: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """別添 特定個人情報ファイル記録項目."""

    heading: str
    files: tuple[FileRecords, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """別添 変更箇所: a table whose heads are repeated on every page. One empty row where nothing changed."""

    heading: str
    path: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Cover | Contents | Chapter | Annex | Records | Changes


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, in printed order."""

    parts: tuple[Part, ...]
