"""Word documents (docx): body, tables, headers and footers, notes, comments, text boxes, content controls."""

from collections.abc import Iterator

from mnassess.evidence.model import Block
from mnassess.evidence.outline import Outline
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.evidence.tables import Cell, Row
from mnassess.language import say
from mnassess.ooxml import reading
from mnassess.ooxml.opening import Package

_PLACES = {
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "endnotes": "文末脚注",
    "comments": "コメント",
}
"""Locations of what stands outside the body, as Word calls them."""


def read(source: Source) -> Iterator[Piece]:
    """The document as it reads once tracked changes are accepted."""
    wording = reading.wording_of(Package(source.data, source.limits.package))
    if wording is None:
        yield Remark(say("Word 文書の本文がありません。"))
        return
    if wording.has_tracked_changes:
        yield Remark(say("変更履歴があります。挿入は読み、削除された文字は読んでいません。"))
    if wording.has_hidden_text:
        yield Remark(say("隠し文字があります。読んでいません。"))
    for story in wording.stories:
        if story.kind == "body":
            yield from _body(story)
        else:
            yield from _aside(story, _PLACES[story.kind])


def _body(story: reading.Story) -> Iterator[Block]:
    outline = Outline()
    for piece in story.pieces:
        if isinstance(piece, reading.Paragraph):
            yield from outline.paragraph(piece.text, level=piece.level)
        else:
            yield from outline.table(_rows(piece))


def _aside(story: reading.Story, place: str) -> Iterator[Block]:
    outline = Outline()
    for piece in story.pieces:
        blocks = (
            outline.paragraph(piece.text)
            if isinstance(piece, reading.Paragraph)
            else outline.table(_rows(piece))
        )
        yield from (Block(one.text, place) for one in blocks)


def _rows(table: reading.Table) -> list[Row]:
    return [
        Row(
            number,
            tuple(
                Cell(one.column, " ".join(one.text.split()), one.is_emphasised, one.is_continued)
                for one in row.cells
                if one.text.strip()
            ),
            row.is_header,
        )
        for number, row in enumerate(table.rows, start=1)
    ]
