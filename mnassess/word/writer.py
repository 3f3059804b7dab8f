"""Outline → the XML of the report's text. How Word stores it is settled here and in `ooxml`, what is printed is not."""

from collections.abc import Iterator

from mnassess.ooxml.tables import cell_start, row_properties, table
from mnassess.ooxml.text import NOT_PLAIN
from mnassess.word import blocks
from mnassess.word.answers import NO_COMMENTS, Answers, CommentsAt, Mark, PictureOf, choices_fit
from mnassess.word.template import TABLE_STYLE, Template

_MM = 56.6929
"""Twips of a millimeter."""
_LINE_CHARACTERS_MM = 3.53
"""Width of a full-width character of an answer: 10 points."""
_CELL_MARGINS = 2 * 113
_TIGHT_MARGIN = 30
"""Left and right of the chosen words and of the choices."""
_LONG_LABEL = 22
"""Characters; the risks of Ⅲ and the questions of the threshold form have longer ones."""
_CHANGE_WIDTHS = (22, 32, 0, 0, 19, 26)
"""Millimeters; the two columns of 0 share what is left."""


def body_of(
    report: blocks.Report, template: Template, picture_of: PictureOf, comments: CommentsAt = NO_COMMENTS
) -> tuple[str, list[Mark]]:
    """(XML of the text, what its bookmarks hold). `comments` are referred to at their answers."""
    writer = _Writer(template, picture_of, comments)
    return "".join(writer.parts(report)), writer.answers.marks


def _mm(length: float) -> int:
    return round(length * _MM)


class _Writer:
    def __init__(self, template: Template, picture_of: PictureOf, comments: CommentsAt) -> None:
        self.answers = Answers(template, picture_of, comments)
        self._styles = template.styles
        self._fills = template.fills
        self._page = template.page
        self._surely = self._page.height // self._page.line - 4
        """Lines that fit on a page under the heading of a table."""
        self._side: blocks.Side | None = None
        self._grid: tuple[int, ...] = ()
        self._labels: dict[tuple[str, blocks.Side | None, str, bool, bool], str] = {}
        """Cells left of an answer, of the table that is being written: the entries of a list share them."""

    # --- parts ----------------------------------------------------------------------------------------------

    def parts(self, report: blocks.Report) -> Iterator[str]:
        for number, part in enumerate(report.parts):
            match part:
                case blocks.Cover():
                    yield from self._cover(part)
                case blocks.Contents():
                    yield from self._contents(part, first=number == 0)
                case blocks.Chapter():
                    if number:
                        yield self.answers.paragraph("MN New Page", "")
                    yield self._chapter(part)
                case blocks.Annex():
                    yield self.answers.paragraph("MN Annex", part.heading)
                    yield self._table_of(part.rows)
                case blocks.Records():
                    yield self.answers.paragraph("MN Annex", part.heading)
                    yield from self._records(part)
                case blocks.Changes():
                    yield self.answers.paragraph("MN Annex", part.heading)
                    yield self._changes(part)
        yield self.answers.paragraph("MN Gap", "")

    def _gap(self, millimeters: float) -> str:
        style = self._styles["MN Gap"]
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:before="{_mm(millimeters)}"/></w:pPr></w:p>'
        )

    def _table(self, widths: tuple[int, ...], rows: str, *, centered: bool = False) -> str:
        return table(self._styles[TABLE_STYLE], widths, [rows], centered=centered)

    def _cover(self, cover: blocks.Cover) -> Iterator[str]:
        width = self._page.width - _mm(12)
        title = cell_start(width) + self.answers.paragraph("MN Title", cover.title) + "</w:tc>"
        yield self._gap(14)
        yield self._table((width,), f"<w:tr>{row_properties(height=_mm(24))}{title}</w:tr>", centered=True)
        for number, box in enumerate(cover.boxes):
            yield self._gap(8 if number else 12)
            yield self._cover_box(box, width)
        yield self.answers.paragraph("MN Stamp", cover.stamp)

    def _cover_box(self, box: blocks.CoverBox, width: int) -> str:
        first = _mm(28)
        grid = (first, width - first)
        widths = grid if len(box.heads) == 2 else (width,)
        span = 1 if len(widths) == 2 else 2
        head_fill = self._fills.get("MN Cover Head", "")
        heads = "".join(
            f"{cell_start(w, span, fill=head_fill)}{self.answers.paragraph('MN Cover Head', head)}</w:tc>"
            for w, head in zip(widths, box.heads, strict=True)
        )
        style = "MN Answer" if box.prose else "MN Cover Value"
        contents = "".join(
            f"{cell_start(w, span)}{self.answers.content(content, style)}</w:tc>"
            for w, content in zip(widths, box.contents, strict=True)
        )
        height = row_properties(whole=True, height=_mm(34 if box.prose else 12))
        rows = f"<w:tr>{row_properties(whole=True)}{heads}</w:tr><w:tr>{height}{contents}</w:tr>"
        for label, content in box.inner:
            rows += (
                f"<w:tr>{row_properties(whole=True, height=_mm(18))}"
                f"{cell_start(grid[0], fill=self._fills.get('MN Label', ''))}{self._label(label)}</w:tc>"
                f"{cell_start(grid[1])}{self.answers.content(content)}</w:tc></w:tr>"
            )
        return self._table(grid, rows, centered=True)

    def _contents(self, contents: blocks.Contents, *, first: bool) -> Iterator[str]:
        if not first:
            yield self.answers.paragraph("MN New Page", "")
        yield self.answers.paragraph("MN Contents Title", contents.title)
        width = self._page.width - _mm(30)
        for entry in contents.entries:
            cell = f"{cell_start(width)}{self.answers.paragraph('MN Contents', entry)}</w:tc>"
            yield self._table((width,), f"<w:tr>{cell}</w:tr>", centered=True)
            yield self._gap(4)

    def _records(self, records: blocks.Records) -> Iterator[str]:
        number = _mm(12)
        half = self._page.width // 2 - number
        grid = (number, half, number, self._page.width - 2 * number - half)
        whole = row_properties(whole=True)
        fill = self._fills.get("MN Item", "")
        for position, file in enumerate(records.files):
            if position:
                yield self._gap(4)
            name = self.answers.head_of_table(file.path, "MN Item", file.name)
            head = f"{cell_start(self._page.width, 4, fill=fill)}{name}</w:tc>"
            rows = [f"<w:tr>{whole}{head}</w:tr>"]
            items = [(str(n), item) for n, item in enumerate(file.items, start=1)] or [("", "")]
            items += [("", "")] * (len(items) % 2)
            for first in range(0, len(items), 2):
                cells = "".join(
                    f"{cell_start(grid[column])}{self.answers.paragraph('MN Number', label)}</w:tc>"
                    f"{cell_start(grid[column + 1])}{self.answers.lines('MN Answer', item)}</w:tc>"
                    for column, (label, item) in zip((0, 2), items[first : first + 2], strict=True)
                )
                rows.append(f"<w:tr>{whole}{cells}</w:tr>")
            yield self._table(grid, "".join(rows))

    def _changes(self, changes: blocks.Changes) -> str:
        known = _CHANGE_WIDTHS if len(changes.heads) == len(_CHANGE_WIDTHS) else (0,) * len(changes.heads)
        rest = (self._page.width - _mm(sum(known))) // known.count(0)
        widths = tuple(_mm(width) or rest for width in known)
        fill = self._fills.get("MN Cover Head", "")
        heads = "".join(
            f"{cell_start(width, fill=fill)}{self.answers.head_of_table(path, 'MN Cover Head', head)}</w:tc>"
            for width, head, path in zip(
                widths, changes.heads, (changes.path, *[""] * len(widths)), strict=False
            )
        )
        rows = [f"<w:tr>{row_properties(whole=True, header=True)}{heads}</w:tr>"]
        starts = tuple(cell_start(width) for width in widths)
        plain = self._plain_row(starts)
        for cells in changes.rows:
            if NOT_PLAIN.search("".join(cells)) is None and len(max(cells, key=len)) < self._surely:
                rows.append(plain % cells)
            else:
                rows.append(self._change_row(cells, starts, widths))
        return self._table(widths, "".join(rows))

    def _plain_row(self, starts: tuple[str, ...]) -> str:
        """A row of six texts without anything to escape, as a format: reports grow long in this table only."""
        filled = self.answers.lines("MN Answer", "%s")
        cells = "".join(f"{opening}{filled}</w:tc>" for opening in starts)
        return f"<w:tr>{row_properties(whole=True)}{cells}</w:tr>".replace("%", "%%").replace("%%s", "%s")

    def _change_row(self, cells: tuple[str, ...], starts: tuple[str, ...], widths: tuple[int, ...]) -> str:
        lines = self.answers.lines
        printed = "".join(
            f"{opening}{lines('MN Answer', text)}</w:tc>" for opening, text in zip(starts, cells, strict=True)
        )
        whole = all(self._fits(text, width) for text, width in zip(cells, widths, strict=True))
        return f"<w:tr>{row_properties(whole=whole)}{printed}</w:tr>"

    # --- a chapter's table ----------------------------------------------------------------------------------

    def _chapter(self, chapter: blocks.Chapter) -> str:
        fill = self._fills.get("MN Chapter", "")
        heading = self.answers.paragraph("MN Chapter", chapter.heading)
        first = f"<w:tr>{row_properties(whole=True)}{cell_start(self._page.width, 5, fill=fill)}{heading}</w:tc></w:tr>"
        return self._table_of(chapter.rows, first)

    def _table_of(self, rows: tuple[blocks.Row, ...], first: str = "") -> str:
        self._grid = self._columns(rows)
        self._labels = {}
        self._side = None
        return self._table(self._grid, first + "".join([self._row(row) for row in rows]))

    def _columns(self, rows: tuple[blocks.Row, ...]) -> tuple[int, ...]:
        """Narrow cell | rest of a wide side heading | label | chosen words | choices.

        Labels take a quarter of the page, a little more where risks are answered.
        """
        answers = [row for row in rows if isinstance(row, blocks.AnswerRow)]
        labels = 44 if any(row.side for row in answers) else 42
        if any(len(row.label) > _LONG_LABEL for row in answers):
            labels = 48
        page = self._page.width / _mm(180)
        fixed = [round(_mm(width) * min(page, 1)) for width in (9, 15, labels - 24, 51)]
        return (*fixed, self._page.width - sum(fixed))

    def _row(self, row: blocks.Row) -> str:
        if isinstance(row, blocks.AnswerRow):
            return self._answer_row(row)
        self._side = None
        if isinstance(row, blocks.WideAnswer):
            cells, whole = self._answer_cells(row.contents, 0)
            properties = row_properties(whole=whole and not row.may_break, height=_mm(9))
            return f"<w:tr>{properties}{cells}</w:tr>"
        if isinstance(row, blocks.ItemHeading):
            style = "MN Item"
            inside = self.answers.heading(row.text, row.boxes, self._page.width - _CELL_MARGINS)
        else:
            style = "MN Label"
            inside = "".join(self.answers.paragraph("MN Label", line, keep=True) for line in row.lines)
        cell = f"{cell_start(self._page.width, 5, fill=self._fills.get(style, ''))}{inside}</w:tc>"
        return f"<w:tr>{row_properties(whole=True)}{cell}</w:tr>"

    def _label(self, text: str, *, keep: bool = False) -> str:
        return self.answers.paragraph("MN Label", text, keep=keep)

    def _answer_row(self, row: blocks.AnswerRow) -> str:
        cells, whole = self._answer_cells(row.contents, 3, keep=row.is_heading)
        side = row.side
        merge = "" if side is None else "continue" if side is self._side or side == self._side else "restart"
        self._side = side
        key = row.label, side, merge, whole, row.is_heading
        labels = self._labels.get(key)
        if labels is None:
            labels = self._labels[key] = self._label_cells(*key)
        return f"<w:tr>{row_properties(whole=whole)}{labels}{cells}</w:tr>"

    def _label_cells(self, label: str, side: blocks.Side | None, merge: str, whole: bool, keep: bool) -> str:
        """The cells left of an answer: the side heading, where there is one, and the label."""
        grid, fill = self._grid, self._fills.get("MN Label", "")
        if side is None:
            before, width, span = "", grid[0] + grid[1] + grid[2], 3
        else:
            words = self._label(side.text if merge == "restart" else "")
            if side.narrow:
                before = cell_start(grid[0], merge=merge, fill=fill, margin=56) + words + "</w:tc>"
                width, span = grid[1] + grid[2], 2
            else:
                before = cell_start(grid[0] + grid[1], 2, merge=merge, fill=fill) + words + "</w:tc>"
                width, span = grid[2], 1
        align = "center" if whole else "top"
        return (
            f"{before}{cell_start(width, span, fill=fill, align=align)}{self._label(label, keep=keep)}</w:tc>"
        )

    def _answer_cells(
        self, contents: tuple[blocks.Content, ...], column: int, *, keep: bool = False
    ) -> tuple[str, bool]:
        """(the cells right of a grid column, whether the row may be kept on one page)."""
        grid = self._grid
        content = contents[0]
        if isinstance(content, blocks.ChoiceContent) and len(contents) == 1:
            split = 3 if column == 0 and not choices_fit(content, grid[4] - 2 * _TIGHT_MARGIN) else 4
            left, right = sum(grid[column:split]), sum(grid[split:])
            chosen = self.answers.chosen(content, left - 2 * _TIGHT_MARGIN)
            choices = self.answers.choices(content, right - 2 * _TIGHT_MARGIN)
            return (
                f"{cell_start(left, split - column, open_edges=('right',), margin=_TIGHT_MARGIN)}{chosen}</w:tc>"
                f"{cell_start(right, 5 - split, open_edges=('left',), margin=_TIGHT_MARGIN)}{choices}</w:tc>"
            ), True
        width = sum(grid[column:])
        whole, inside = True, ""
        for one in contents:
            whole = whole and self._is_short(one, width)
            inside += self.answers.in_width(one, width - _CELL_MARGINS, keep=keep)
        return f"{cell_start(width, 5 - column, align='center' if whole else 'top')}{inside}</w:tc>", whole

    def _is_short(self, content: blocks.Content, width: int) -> bool:
        match content:
            case blocks.TextContent():
                return self._fits(content.text, width)
            case blocks.ItemsContent():
                return self._fits("\n".join(content.items), width)
            case blocks.FiguresContent():
                return len(content.figures) < 2
        return True

    def _fits(self, text: str, width: int) -> bool:
        """Whether a row of this text surely fits on one page; a row that does not must be free to break."""
        if len(text) < self._surely:
            return True
        characters = max(1, int((width - _CELL_MARGINS) / _MM / _LINE_CHARACTERS_MM))
        return text.count("\n") + 1 + len(text) // characters < self._surely
