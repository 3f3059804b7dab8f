"""Flowing text → blocks whose location is the article or the heading they stand under."""

from collections.abc import Iterator, Sequence

from mnassess.evidence import locations
from mnassess.evidence.headings import CAPTION, article_of, is_heading
from mnassess.evidence.model import Block
from mnassess.evidence.tables import Row, lines_of

_LONGEST_TITLE = 60


def _is_title(words: str) -> bool:
    """Whether a paragraph in the style of a heading is one: whole provisions are set in it too."""
    return len(words) <= _LONGEST_TITLE and not words.endswith("。")


class Outline:
    """Where in a flowing document the reader is."""

    def __init__(self) -> None:
        self._under = ""
        self._article = ""
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, text: str, *, level: int = 0) -> Iterator[Block]:
        """The blocks of a paragraph, one a line; `level` where the file says it is a heading."""
        self._paragraphs += 1
        for line in text.split("\n"):
            words = line.strip()
            if not words:
                continue
            article = article_of(words)
            names = _is_title(words) if level else not article and is_heading(words)
            if article:
                self._article = article
            elif names and CAPTION.fullmatch(words):
                self._article = ""
            elif names:
                self._under, self._article = words, ""
            yield Block(words, self._location(), is_heading=names, level=level if names else 0)

    def table(self, rows: Sequence[Row]) -> Iterator[Block]:
        """The blocks of a table, one a row."""
        self._tables += 1
        for line in lines_of(rows):
            text = " ".join(line.text.split("\n"))
            yield Block(text, locations.table_row(self._tables, line.row.number), is_heading=line.is_heading)

    def _location(self) -> str:
        if self._article:
            return self._article
        return locations.under(self._under) if self._under else locations.paragraph(self._paragraphs)
