"""A measures text (措置の内容) as statements that can be checked one by one.

Headings ＜…における措置＞ become the scope of what stands below, bullets and sentences become statements; なお and
ただし sentences and ※ notes stay with what they qualify. No word is lost: each stands in one statement or one scope.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from mnassess.review.grammar import Grammar
from mnassess.review.lines import Run, begins_item, iter_runs

_DEEPEST = 8
_COLONS = "：:"
_BETWEEN = "／"
_LONGEST_LEAD = 200
_LONGEST_NOTE_MARK = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said."""

    text: str
    scope: str = ""
    """The words of the headings above it."""
    lead: str = ""
    """The sentence or the label that introduces it (次の事項を定めている。)."""


class _Kind(Enum):
    SAYS = auto()
    NOTE = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence, note or heading, and how deep it stands among the bullets."""

    kind: _Kind
    words: str
    level: int = 0
    """0 outside of bullets."""
    opens: bool = False
    """Whether it is the first of its item, or of its paragraph."""
    ended: bool = False
    """Whether it has its 。"""
    bracket: str = ""
    """For a heading: what it stands in."""


def split(text: str, grammar: Grammar) -> tuple[Statement, ...]:
    """The statements of a text, in its order."""
    rows = list(_Rows(grammar).of(iter_runs(text, grammar)))
    if not any(
        row.kind is _Kind.SAYS for row in rows
    ):  # nothing but headings and notes: they are what it says
        rows = [_Row(_Kind.SAYS, row.words, opens=True) for row in rows]
    return tuple(_Composer(grammar, rows).statements())


class _Rows:
    """Runs → rows: where sentences, bullets, headings and notes begin, and how deep."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._items: list[tuple[str, int]] = []
        """(kind of bullet, indentation) of the items that are open, the outermost first."""
        self._after_gap = True
        self._ended = True

    def of(self, runs: Iterable[Run]) -> Iterator[_Row]:
        """The rows of all runs."""
        for run in runs:
            if not run.words:
                self._after_gap = True
                continue
            yield from self._rows_of(run)
            self._after_gap = False

    def _rows_of(self, run: Run) -> Iterator[_Row]:
        words, at = run.words, 0
        closes = _closes(words, self._grammar)
        opens = self._leaves_items(run)
        begins_run = True
        while at < len(words):
            if words[at].isspace():
                at += 1
                continue
            heading = self._heading_at(words, at, begins_run)
            if heading:
                yield heading
                self._items.clear()
                at += len(heading.words) + 2
                opens, self._ended = True, True
                continue
            mark = begins_item(words, at, self._grammar)
            if mark and mark.end() < len(words) and not words.startswith(self._grammar.notes, at):
                self._enter(str(mark.lastgroup), run.indent)
                at, opens, begins_run = mark.end(), True, False
                continue
            kind, end = self._end_of(words, at, closes)
            said = words[at:end].strip()
            ended = self._grammar.ends_a_sentence(said)
            if kind is _Kind.SAYS and self._is_aside(
                words, at, end, closes, begins_run=begins_run, opens=opens
            ):
                kind = _Kind.NOTE
            yield _Row(kind, said, len(self._items), opens, ended)
            at, opens, begins_run, self._ended = end, False, False, ended

    def _leaves_items(self, run: Run) -> bool:
        """Whether the run, should no bullet stand before it, begins a paragraph outside of the items."""
        if self._items and not self._after_gap:
            kind, indent = self._items[-1]
            if run.indent > indent or (not self._ended and kind in self._grammar.titled):
                return False
        if begins_item(run.words, 0, self._grammar) is None and not run.words.startswith(self._grammar.notes):
            self._items.clear()
        return True

    def _enter(self, kind: str, indent: int) -> None:
        """A bullet opens an item: beside the open item of its kind, else inside what encloses it."""
        items, ranks = self._items, self._grammar.ranks
        if (kind, indent) in items:
            del items[items.index((kind, indent)) :]
        else:
            while items and items[-1][1] > indent:
                items.pop()
            while items and items[-1][1] == indent and ranks[items[-1][0]] > ranks[kind]:
                items.pop()
            if items and items[-1] == (kind, indent):
                items.pop()
        if len(items) < _DEEPEST:
            items.append((kind, indent))

    def _heading_at(self, words: str, at: int, begins_run: bool) -> _Row | None:
        grammar = self._grammar
        close = grammar.headings.get(words[at])
        if close is None:
            return None
        end = words.find(close, at + 1, at + grammar.heading_length + 2)
        inner = words[at + 1 : max(at + 1, end)]
        if not inner.strip() or any(one in inner for one in grammar.sentence_ends):
            return None
        behind = words[end + 1 : end + 2]
        stands_alone = begins_run and not ("ぁ" <= behind <= "ん" or behind in ("、", "，"))
        if not stands_alone and not inner.endswith(grammar.heading_endings):
            return None
        return _Row(_Kind.HEADING, inner, bracket=words[at])

    def _end_of(self, words: str, at: int, closes: dict[int, int]) -> tuple[_Kind, int]:
        """(whether a sentence or a note begins there, where it ends)."""
        grammar = self._grammar
        if words.startswith(grammar.notes, at):
            if closes.get(at, at) <= at + _LONGEST_NOTE_MARK:  # ※, （注１）: what follows is the note
                return _Kind.NOTE, len(words)
            return _Kind.NOTE, _past_ends(words, closes[at] + 1, grammar)
        place = at
        while stop := grammar.stops.search(words, place):
            found, place = words[stop.start()], stop.end()
            if stop.start() in closes:
                place = closes[stop.start()] + 1
            elif (
                found in grammar.headings
                and stop.start() > at
                and self._heading_at(words, stop.start(), False)
            ):
                return _Kind.SAYS, stop.start()
            elif found in " \u3000\t" and stop.start() > at:
                if begins_item(words, stop.end(), grammar):
                    return _Kind.SAYS, stop.start()
            elif found in grammar.sentence_ends and _is_point(words, stop.start()):
                end = _past_ends(words, stop.start(), grammar)
                return _Kind.SAYS, self._past_aside(words, end, closes)
        return _Kind.SAYS, len(words)

    def _past_aside(self, words: str, at: int, closes: dict[int, int]) -> int:
        """Behind the （…） that stands alone behind a sentence, else where the sentence ended."""
        if at not in closes or begins_item(words, at, self._grammar):
            return at
        end = _past_ends(words, closes[at] + 1, self._grammar)
        return end if end > closes[at] + 1 or not words[end : end + 1].strip() else at

    def _is_aside(
        self, words: str, at: int, end: int, closes: dict[int, int], *, begins_run: bool, opens: bool
    ) -> bool:
        """Whether a run outside of the bullets is nothing but one （…）."""
        return begins_run and opens and not self._items and closes.get(at) == end - 1 and end == len(words)


def _closes(words: str, grammar: Grammar) -> dict[int, int]:
    """Place of an opening bracket → place of the one that closes it; those that never close are not in it."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for place, one in enumerate(words):
        if one in grammar.opening:
            waiting.setdefault(grammar.opening[one], []).append(place)
        elif waiting.get(grammar.closing.get(one, "")):
            found[waiting[grammar.closing[one]].pop()] = place
    return found


def _is_point(words: str, at: int) -> bool:
    """Whether the ． ! ? at a place ends a sentence: not in 1．5 or No．3, nor a ! between letters."""
    if words[at] in "。｡":
        return True
    before, behind = words[at - 1 : at], words[at + 1 : at + 2]
    return (
        before > "\u3000" and not _is_digit_or_latin(before) and not (behind and _is_digit_or_latin(behind))
    )


def _is_digit_or_latin(character: str) -> bool:
    return character.isalnum() and (character.isascii() or "０" <= character <= "ｚ")


def _past_ends(words: str, at: int, grammar: Grammar) -> int:
    """Behind the points that stand there, and a bracket that closes behind them without having been opened."""
    while at < len(words) and words[at] in grammar.sentence_ends:
        at += 1
    end = at
    while end < len(words) and words[end] in grammar.closing:
        end += 1
    return end


@dataclass(slots=True)
class _Context:
    """What stands above the rows of a level and deeper."""

    level: int
    scope: str = ""
    lead: str = ""


@dataclass(slots=True)
class _Heading:
    """A heading in force."""

    bracket: str
    words: str
    is_used: bool = False
    """Whether anything stands below it."""


@dataclass(slots=True)
class _Draft:
    """A statement that notes and ただし sentences are still added to."""

    scope: str
    lead: str
    parts: list[str] = field(default_factory=list)


class _Composer:
    """Rows → statements: what is a heading of what, what stays with what."""

    def __init__(self, grammar: Grammar, rows: list[_Row]) -> None:
        self._grammar, self._rows = grammar, rows
        self._headings: list[_Heading] = []
        """Those in force, the outermost first."""
        self._contexts: list[_Context] = []
        self._drafts: list[_Draft] = []
        self._fresh = True
        """Whether nothing has been said under the heading in force."""

    def statements(self) -> Iterator[Statement]:
        """The statements in order."""
        for place, row in enumerate(self._rows):
            following = self._rows[place + 1] if place + 1 < len(self._rows) else None
            match row.kind:
                case _Kind.HEADING:
                    self._head(row.bracket, row.words)
                case _Kind.NOTE:
                    self._note(row, following)
                case _Kind.SAYS:
                    self._say(row, following)
        self._end_headings(0)
        return (Statement("".join(draft.parts), draft.scope, draft.lead) for draft in self._drafts)

    def _head(self, bracket: str, words: str) -> None:
        """A heading takes the place of the one in the same brackets, and of all inside that one."""
        self._contexts.clear()
        same = [place for place, one in enumerate(self._headings) if one.bracket == bracket]
        if same:
            self._end_headings(same[0])
        self._headings.append(_Heading(bracket, words.strip()))
        self._fresh = True

    def _end_headings(self, place: int) -> None:
        """The headings from there on end. One with nothing below it is a statement: no word is lost."""
        while len(self._headings) > place:
            heading = self._headings.pop()
            if not heading.is_used:
                self._contexts.clear()
                self._draft(heading.words)

    def _note(self, row: _Row, following: _Row | None) -> None:
        """A note stays with what was said; （…） on a line of its own above other lines is their heading."""
        inner = row.words[1:-1].strip()
        is_bracketed = row.words[:1] in self._grammar.brackets and not row.words.startswith(
            self._grammar.notes
        )
        introduces = following and following.kind is _Kind.SAYS and following.opens
        if is_bracketed and introduces and inner and not self._grammar.is_predicate(inner.rstrip("。")):
            self._leave(row)
            self._cover(row, inner, following)
        elif self._fresh:
            self._draft(row.words)
        else:
            self._drafts[-1].parts.append(row.words)

    def _say(self, row: _Row, following: _Row | None) -> None:
        if self._qualifies(row):
            self._drafts[-1].parts.append(row.words)
            return
        self._leave(row)
        if self._is_heading(row, following):
            self._cover(row, row.words.rstrip(_COLONS).strip(), following)
            return
        self._draft(row.words)
        if following and following.kind is _Kind.SAYS:
            self._introduce(row, following)

    def _cover(self, row: _Row, scope: str, following: _Row | None) -> None:
        """The row is the heading of what follows: of its bullets, or of the paragraphs up to the next like it."""
        if following and following.level == row.level == 0:
            self._head(row.words[:1] if row.kind is _Kind.NOTE else "", scope)
        else:
            self._contexts.append(_Context(row.level, scope=scope))
        self._fresh = True

    def _leave(self, row: _Row) -> None:
        """Contexts end with the item or paragraph they stand in."""
        while self._contexts and (
            self._contexts[-1].level > row.level or (row.opens and self._contexts[-1].level == row.level)
        ):
            self._contexts.pop()

    def _qualifies(self, row: _Row) -> bool:
        if self._fresh or (row.opens and row.level):
            return False
        word = next((one for one in self._grammar.qualifiers if row.words.startswith(one)), "")
        behind = row.words[len(word) : len(word) + 1]
        return bool(word) and not "ぁ" <= behind <= "ん"

    def _is_heading(self, row: _Row, following: _Row | None) -> bool:
        """Whether the row names what follows rather than says something."""
        grammar = self._grammar
        name = row.words.rstrip(_COLONS)
        if (
            row.ended
            or not following
            or following.kind is not _Kind.SAYS
            or len(name) > grammar.heading_length
        ):
            return False
        if grammar.is_predicate(name) or not row.opens:
            return False
        covers = following.level > row.level or (
            row.level > 0 and following.level == row.level and not following.opens
        )
        return covers or (
            following.level >= row.level and row.level == 0 and name.endswith(grammar.heading_endings)
        )

    def _draft(self, words: str) -> None:
        for heading in self._headings:
            heading.is_used = True
        scopes = [one.words for one in self._headings] + [one.scope for one in self._contexts if one.scope]
        lead = next((one.lead for one in reversed(self._contexts) if one.lead), "")
        self._drafts.append(_Draft(_BETWEEN.join(scopes), lead, [words]))
        self._fresh = False

    def _introduce(self, row: _Row, following: _Row) -> None:
        """What the row is to the rows that follow: the sentence above their bullets, or the label of their item."""
        lead = row.words[:_LONGEST_LEAD]
        if following.level > row.level:
            if (
                row.level
                or lead.endswith(tuple(_COLONS))
                or any(one in lead for one in self._grammar.introductions)
            ):
                self._contexts.append(_Context(row.level, lead=lead))
        elif row.opens and following.level == row.level and not following.opens:
            label = lead[: self._grammar.label_length + 1]
            end = next((place for place, one in enumerate(label) if one in _COLONS), -1)
            if end > 0:
                self._contexts.append(_Context(row.level, lead=label[:end]))
