"""A text taken apart for comparison: its clauses and sentences, what stands where, and what it says in numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mnassess.review.comparison_words import ComparisonWords
from mnassess.review.folding import Folded, fold
from mnassess.review.quantities import Quantities, Stretch, read_quantities

_SENTENCE_ENDS = "。!?"
_CLAUSE_ENDS = f"{_SENTENCE_ENDS}、,;|()「」【】"
"""As folded: full-width marks have become these."""
_CELL_EDGES = ",;|:□■☐☑✓・/"
"""Marks between cells, and before boxes to tick."""
_LONGEST = 4000
"""Letters of a text that are read, which bounds what a hostile one can cost."""


@dataclass(frozen=True, eq=False)
class Statement:
    """A claim or a passage."""

    folded: Folded
    words: ComparisonWords

    @property
    def text(self) -> str:
        return self.folded.text

    @cached_property
    def quantities(self) -> Quantities:
        return read_quantities(self.folded, self.words.measures)

    def find(
        self, wanted: Iterable[str], heads: tuple[str, ...] = (), tails: Iterable[str] = ()
    ) -> Iterator[Stretch]:
        """Where any of the words stands, or a head right before a tail; from the left, of those that overlap the longest."""
        hits = sorted(
            [*self._hits(wanted), *self._joined_hits(heads, tails)], key=lambda hit: (hit.begin, -hit.end)
        )
        end = 0
        for hit in hits:
            if hit.begin >= end:
                yield hit
                end = hit.end

    def first(self, wanted: Iterable[str]) -> Stretch | None:
        """The first of what `find` finds; a claim is asked the same for every passage."""
        words = tuple(wanted)
        if words not in self._firsts:
            self._firsts[words] = next(self.find(words), None)
        return self._firsts[words]

    @cached_property
    def _firsts(self) -> dict[tuple[str, ...], Stretch | None]:
        return {}

    def has(self, wanted: Iterable[str], within: Stretch | None = None) -> bool:
        """Whether any of the words stands in the text, or in a part of it."""
        text = self.text if within is None else self.text[within.begin : within.end]
        return any(word in text for word in wanted)

    def clause(self, stretch: Stretch) -> Stretch:
        """The words between two commas, brackets, cells or lines that a stretch stands in."""
        return self._between(stretch, self._clause_edges)

    def sentence(self, stretch: Stretch) -> Stretch:
        """The sentence a stretch stands in; lines do not end one, since a PDF breaks them anywhere."""
        return self._between(stretch, self._sentence_edges)

    def subject(self, stretch: Stretch) -> Stretch:
        """The words that say what a stretch is said of: its sentence, or its line where lines are no sentences."""
        sentence = self.sentence(stretch)
        if self.text[sentence.end : sentence.end + 1] in set(_SENTENCE_ENDS):
            return sentence
        return self._between(stretch, self._sorted_line_edges)

    def last_clause(self) -> Stretch:
        """What the text says in the end."""
        end = len(self.text.rstrip(_CLAUSE_ENDS))
        return self.clause(Stretch(max(end - 1, 0), end))

    def ends_clause(self, stretch: Stretch) -> bool:
        """Whether nothing hangs on a stretch: 実施していない。 and not 実施していない者."""
        return stretch.end in self._line_edges or self.text.startswith(self._enders, stretch.end)

    def ends_sentence(self, stretch: Stretch) -> bool:
        """Whether a stretch is the end of a sentence, a line or a cell."""
        return stretch.end in self._line_edges or self.text.startswith(tuple(_SENTENCE_ENDS), stretch.end)

    def is_cell(self, stretch: Stretch) -> bool:
        """Whether a stretch is all its cell or line says: the head of a column, a box to tick."""
        begins = stretch.begin in self._line_edges or self.text[stretch.begin - 1] in _CELL_EDGES
        return begins and (stretch.end in self._line_edges or self.text[stretch.end] in _CELL_EDGES)

    def before(self, stretch: Stretch) -> Stretch:
        """The clause of a stretch and the one before it in its sentence, up to the stretch."""
        clause = self.clause(stretch)
        sentence = self.sentence(stretch)
        earlier = (
            self.clause(Stretch(clause.begin - 1, clause.begin)) if clause.begin > sentence.begin else clause
        )
        return Stretch(max(earlier.begin, sentence.begin), stretch.begin)

    def after(self, stretch: Stretch) -> Stretch:
        """What follows a stretch in its sentence."""
        return Stretch(stretch.end, self.sentence(stretch).end)

    def quote(self, stretch: Stretch) -> str:
        return self.folded.quote(stretch.begin, stretch.end)

    @cached_property
    def _enders(self) -> tuple[str, ...]:
        return (*_CLAUSE_ENDS, *self.words.clause_ends)

    @cached_property
    def _line_edges(self) -> frozenset[int]:
        return self.folded.breaks | {0, len(self.text)}

    @cached_property
    def _sorted_line_edges(self) -> list[int]:
        return sorted(self._line_edges)

    @cached_property
    def _sentence_edges(self) -> list[int]:
        return sorted({0, len(self.text)} | self._after(_SENTENCE_ENDS))

    @cached_property
    def _clause_edges(self) -> list[int]:
        return sorted(self._line_edges | self._after(_CLAUSE_ENDS))

    def _after(self, marks: str) -> set[int]:
        """Behind each of the marks; not behind the comma of 1,000."""
        return {
            place + 1
            for place, letter in enumerate(self.text)
            if letter in marks and not (letter == "," and self.text[place + 1 : place + 2].isdigit())
        }

    def _between(self, stretch: Stretch, edges: list[int]) -> Stretch:
        begin = edges[max(bisect_right(edges, stretch.begin) - 1, 0)]
        end = edges[min(bisect_left(edges, max(stretch.end, stretch.begin + 1)), len(edges) - 1)]
        while end > stretch.end and self.text[end - 1] in _CLAUSE_ENDS:
            end -= 1
        return Stretch(begin, end)

    def _joined_hits(self, heads: tuple[str, ...], tails: Iterable[str]) -> Iterator[Stretch]:
        for tail in self._hits(tails):
            if self.text.endswith(heads, 0, tail.begin):
                head = max(len(one) for one in heads if self.text.endswith(one, 0, tail.begin))
                yield Stretch(tail.begin - head, tail.end)

    def _hits(self, wanted: Iterable[str]) -> Iterator[Stretch]:
        for word in wanted:
            place = self.text.find(word)
            while place >= 0:
                yield Stretch(place, place + len(word))
                place = self.text.find(word, place + len(word))


@lru_cache(maxsize=2048)
def read_statement(text: str, words: ComparisonWords) -> Statement:
    """The text taken apart; of one that is far too long to be one passage, the beginning."""
    return Statement(fold(text[:_LONGEST]), words)
