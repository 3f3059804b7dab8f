"""Words of one's own, looked for in everything that was read of the evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mnassess.evidence.kinds import kind_word
from mnassess.evidence.model import Entry, Library, Passage, Register
from mnassess.review.folding import bare
from mnassess.review.showing import Spans, spans

MOST = 50
"""Hits given at once; who wants others has to type more."""
_COUNTED = 5
"""Occurrences of a word that count."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A passage in which every word stands, or in the headings and the title above it."""

    entry: Entry
    passage: Passage
    """Its text is "" where nothing could be read of the entry's file: a scan, a picture."""
    marks: Spans
    """Where the words stand in the passage."""

    @property
    def head(self) -> str:
        """Where it is: E024 契約　再委託の許諾　「条件」."""
        parts = (
            f"{self.entry.id} {kind_word(self.entry.kind)}",
            self.entry.title or self.entry.path,
            self.passage.location,
        )
        return "　".join(filter(None, parts))

    @property
    def line(self) -> str:
        """The line of the passage with the first of the words, its first line where they stand above it."""
        begin, end = self._line
        return self.passage.text[begin:end]

    @property
    def marks_in_line(self) -> Spans:
        """Where the words stand in `line`. A word that goes on in the next line is marked up to the end."""
        begin, end = self._line
        return tuple(
            (max(first, begin) - begin, min(last, end) - begin)
            for first, last in self.marks
            if first < end and last > begin
        )

    @property
    def _line(self) -> tuple[int, int]:
        text, place = self.passage.text, self.marks[0][0] if self.marks else 0
        end = text.find("\n", place)
        return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end

    def to_json(self) -> dict[str, Any]:
        """As `--format json` prints it."""
        return {
            "evidence": self.entry.id,
            "title": self.entry.title,
            "kind": self.entry.kind,
            "path": self.entry.path,
            "location": self.passage.location,
            "heading": self.passage.heading,
            "text": self.passage.text,
            "marks": [list(one) for one in self.marks],
        }


class Found(NamedTuple):
    """What a search came to."""

    hits: tuple[Hit, ...] = ()
    """Best first, no more than were asked for."""
    total: int = 0
    """How many there are."""


class _Row(NamedTuple):
    """A passage, its letters and those above it, folded."""

    passage: Passage
    text: str
    heading: str


@dataclass(frozen=True)
class EvidenceIndex:
    """All evidence, folded once."""

    rows: tuple[_Row, ...]
    entries: Mapping[str, Entry]
    titles: Mapping[str, str]
    """Entry id → its title and the name of its file, folded."""

    def find(self, typed: str, most: int = MOST) -> Found:
        """The passages in which all the words typed stand; none where nothing to look for was typed.

        Width and case make no difference. Of a document of which only the title has the words, the first passage.
        """
        words = words_of(typed)
        folded = [bare(word) for word in words]
        best = sorted(self._iter_standing(folded), key=lambda one: one[0]) if folded else []
        hits = (
            Hit(
                entry=self.entries[passage.evidence],
                passage=passage,
                marks=spans(passage.text, words, within_words=True),
            )
            for _, passage in best[:most]
        )
        return Found(tuple(hits), len(best))

    def _iter_standing(self, words: list[str]) -> Iterator[tuple[tuple[int, int], Passage]]:
        """(what puts a passage before others, the passage): how many of the words it says itself, and how often."""
        titled = {one for one, title in self.titles.items() if all(word in title for word in words)}
        for row in self.rows:
            title = self.titles[row.passage.evidence]
            if not all(word in row.text or word in row.heading or word in title for word in words):
                continue
            said = sum(word in row.text for word in words)
            if said or any(word in row.heading for word in words) or row.passage.evidence in titled:
                titled.discard(row.passage.evidence)
                often = sum(min(row.text.count(word), _COUNTED) for word in words)
                yield (-said, -often), row.passage


def words_of(typed: str) -> tuple[str, ...]:
    """What was typed as words to look for, without those that are only punctuation."""
    return tuple(word for word in typed.split() if bare(word))


def index_of(register: Register, library: Library, known: EvidenceIndex | None = None) -> EvidenceIndex:
    """The index of everything that was read; what `known` has folded already is not folded again."""
    folded = {row.passage: row for row in known.rows} if known else {}
    entries = {entry.id: entry for entry in register.entries}
    passages = [one for one in library.passages if one.evidence in entries]
    silent = entries.keys() - {one.evidence for one in passages}
    passages += [Passage(entry, "", "") for entry in entries if entry in silent]
    return EvidenceIndex(
        rows=tuple(folded.get(one) or _Row(one, bare(one.text), bare(one.heading)) for one in passages),
        entries=entries,
        titles={
            entry.id: bare(f"{entry.title}\n{kind_word(entry.kind)}\n{entry.path}")
            for entry in register.entries
        },
    )
