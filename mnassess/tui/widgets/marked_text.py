"""Texts of which some words are marked: a claim in its blank, a passage of the evidence whose sentences are quoted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from mnassess.documents.wording import iter_passages
from mnassess.language import say
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed

Span = tuple[int, int]
"""(begin, end) in a text."""
Pieces = Sequence[tuple[str, str]]
"""(words, style) one after the other."""
Version = Literal["old", "new"]
MARK = "bold underline"


class MarkedText(Widget):
    """A text that stands at what it is shown for. It has the place it is given: another text lays nothing out."""

    DEFAULT_CSS = """
    MarkedText { height: 1fr; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._pieces: Pieces = ()
        self._see = 0, 0
        self._top = 0
        """The line of the text that is seen first."""
        self._lines: list[Content] = []
        self._wrapped_to = Size()

    def show(self, pieces: Pieces, begin: int = 0, end: int = 0) -> None:
        """Put this text there; the pieces from the place `begin` to before `end` are to be seen."""
        if pieces != self._pieces:
            self._top = 0
        self._pieces, self._see, self._wrapped_to = pieces, (begin, end), Size()
        self.refresh()

    def scroll_by(self, lines: int) -> None:
        """Further down, or up."""
        self._wrap()
        last = max(0, len(self._lines) - self.content_size.height)
        self._top = min(max(0, self._top + lines), last)
        self.refresh()

    def render(self) -> Content:
        """The lines there is room for; where some are above or below, the first or the last one says so."""
        self._wrap()
        height = self.content_size.height
        shown = self._lines[self._top : self._top + height]
        if self._top and height > 2:
            above = say("（上に {count} 行）", count=self._top + 1)
            shown = [Content.assemble((above, "bold")), *shown[1:]]
        if self._top + height < len(self._lines) and height > 1:
            below = say("（あと {count} 行）", count=len(self._lines) - self._top - height + 1)
            shown = [*shown[:-1], Content.assemble((below, "bold"))]
        return Content("\n").join(shown)

    def _wrap(self) -> None:
        """Done once it is drawn: a text may be replaced before that."""
        width, height = size = self.content_size
        if size == self._wrapped_to or width < 1:
            return
        if self._wrapped_to:
            self._top = 0
        self._lines = _content(self._pieces).wrap(width)
        first, last = (self._line_before(place, width) for place in self._see)
        is_cut = self._top + height < len(self._lines)
        if not self._top + bool(self._top) <= first <= last < self._top + height - is_cut:
            self._top = max(0, first - 1)
        self._wrapped_to = size

    def _line_before(self, place: int, width: int) -> int:
        """The line on which the pieces before this place end."""
        return max(0, len(_content(self._pieces[:place]).wrap(width)) - 1)


class QuotableText(MarkedText, can_focus=True):
    """A passage of the evidence: the arrows go from sentence to sentence, Space takes one as a quote."""

    DEFAULT_CSS = """
    QuotableText:focus { background: $boost; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("quoting")

    class Picked(Message):
        """A sentence is to be quoted, or not any more."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = ""
        self._sentences: tuple[Span, ...] = ()
        self._hits: tuple[Span, ...] = ()
        self._quoted: frozenset[str] = frozenset()
        self._head = ""
        self._at = 0

    def show_passage(
        self, head: str, text: str, sentences: Iterable[Span], hits: Iterable[Span], quoted: Iterable[str]
    ) -> None:
        """A passage under a heading of its own, the words that made it match marked; `quoted` are taken already."""
        is_other = text != self._text
        self._head, self._text = head, text
        self._sentences, self._hits, self._quoted = tuple(sentences), tuple(hits), frozenset(quoted)
        if is_other:
            first = self._hits[0][0] if self._hits else 0
            self._at = next((n for n, (_, end) in enumerate(self._sentences) if end > first), 0)
        self._draw()

    def on_focus(self) -> None:
        """The current sentence is reversed."""
        self._draw()

    def on_blur(self) -> None:
        """It is not any more."""
        self._draw()

    def action_step(self, by: int) -> None:
        """The next sentence, or the one before."""
        if 0 <= self._at + by < len(self._sentences):
            self._at += by
            self._draw()

    def action_pick(self) -> None:
        """Quote the sentence, or take the quote back."""
        if self._sentences:
            begin, end = self._sentences[self._at]
            self.post_message(self.Picked(self._text[begin:end]))

    def _draw(self) -> None:
        pieces: list[tuple[str, str]] = [(f"{self._head}\n", "bold")] if self._head else []
        done, see, seen = 0, 0, 0
        for place, (begin, end) in enumerate(self._sentences):
            is_here = self.has_focus and place == self._at
            if place == self._at:
                see = len(pieces)
            pieces += _marked(self._text, done, begin, self._hits, "")
            if self._text[begin:end] in self._quoted:
                pieces.append((say("[引用]"), "bold reverse" if is_here else "bold"))
            pieces += _marked(self._text, begin, end, self._hits, "reverse" if is_here else "")
            if place == self._at:
                seen = len(pieces)
            done = end
        pieces += _marked(self._text, done, len(self._text), self._hits, "")
        self.show(pieces, see, seen)


def marked_pieces(text: str, spans: Iterable[Span], style: str = MARK) -> list[tuple[str, str]]:
    """A text in pieces, those of the spans between [ and ] and in another style: not by colour alone."""
    pieces, done = [], 0
    for begin, end in spans:
        pieces += [(text[done:begin], ""), (f"[{text[begin:end]}]", style)]
        done = end
    return [*pieces, (text[done:], "")]


def side_pieces(old: str, new: str, side: Version) -> Iterator[tuple[str, str]]:
    """One version of a text in pieces; what the other has not is marked."""
    for passage in iter_passages(old, new):
        if passage.side == "both":
            yield passage.text, ""
        elif passage.side == side:
            yield f"[{passage.text}]", MARK


def _marked(text: str, begin: int, end: int, hits: Iterable[Span], style: str) -> list[tuple[str, str]]:
    """A stretch of a text in pieces, its hits marked."""
    pieces, done = [], begin
    for hit in hits:
        first, last = max(hit[0], begin), min(hit[1], end)
        if first < last:
            pieces += [(text[done:first], style), (text[first:last], f"{style} {MARK}".strip())]
            done = last
    pieces.append((text[done:end], style))
    return [one for one in pieces if one[0]]


def _content(pieces: Pieces) -> Content:
    return Content.assemble(*((printed(words), style) for words, style in pieces))
