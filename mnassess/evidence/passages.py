"""Readings → passages: windows of a few lines under their heading, small enough to be held against one claim.

Measured elsewhere: whole documents drown their one telling line, single sentences lose what they speak of. So a
window takes lines until it is long enough, never crosses a heading or the start of an article, and a line that is
too long alone is cut between its sentences or cells. The same reading always gives the same passages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mnassess.evidence import headings, locations
from mnassess.evidence.model import Block, Passage, Reading
from mnassess.evidence.tables import SEPARATOR

LINES = 3
"""Lines of a window, unless they are short."""
SHORTEST = 80
"""Characters below which a window takes further lines, up to `MOST_LINES`."""
LONGEST = 280
MOST_LINES = 6
_HEADING_LENGTH = 100
_BETWEEN = " > "
_TABLE = re.compile(r"(?:^|」)表\d+ ")
_SENTENCE_END = re.compile(r"(?<=[。．？！])(?![）」』\)])")
_COMMA = re.compile(r"(?<=[、，,；;])")


def cut(evidence: str, reading: Reading) -> tuple[Passage, ...]:
    """The passages of what was read for the register entry of an id."""
    return tuple(_iter_passages(evidence, reading.blocks))


def _iter_passages(evidence: str, blocks: Sequence[Block]) -> Iterator[Passage]:
    trail: list[tuple[int, Block]] = []
    window: list[Block] = []
    follows_heading = False
    for block, is_heading in _settled(blocks):
        if is_heading or (window and _begins_anew(window[-1], block)):
            yield from _closed(evidence, window, trail)
            window = []
        if is_heading:
            rank = headings.rank(block.text, block.level)
            trail = [one for one in trail if one[0] < rank or (one[0] == rank and follows_heading)]
            trail.append((rank, block))
        else:
            for piece in _pieces(block):
                if window and _is_full(window, piece):
                    yield from _closed(evidence, window, trail)
                    window = []
                window.append(piece)
        follows_heading = is_heading
    yield from _closed(evidence, window, trail)


def _settled(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block with whether it is a heading indeed: one with nothing under it, or in a row of its like, is a line."""
    place = 0
    while place < len(blocks):
        if not blocks[place].is_heading:
            yield blocks[place], False
            place += 1
            continue
        end = place
        while end < len(blocks) and blocks[end].is_heading:
            end += 1
        yield from _settled_run(blocks[place:end], is_last=end == len(blocks))
        place = end


def _settled_run(run: Sequence[Block], *, is_last: bool) -> Iterator[tuple[Block, bool]]:
    ranks = [headings.rank(block.text, block.level) for block in run]
    listed = [
        rank == headings.ORDINARY and ranks[max(0, place - 2) : place + 3].count(rank) > 2
        for place, rank in enumerate(ranks)
    ]
    for place, block in enumerate(run):
        if listed[place]:
            yield block, False
        elif place + 1 == len(run):
            yield block, not is_last
        else:
            below = ranks[place + 1]
            yield block, below > ranks[place] or below == ranks[place] == headings.ORDINARY


def _begins_anew(before: Block, block: Block) -> bool:
    """Whether a line starts an article, or a table begins or ends before it."""
    return bool(headings.article_of(block.text)) or _table(before) != _table(block)


def _table(block: Block) -> str:
    found = _TABLE.search(block.location)
    return found[0] if found else ""


def _is_full(window: Sequence[Block], piece: Block) -> bool:
    length = sum(len(one.text) for one in window)
    if length + len(piece.text) > LONGEST or len(window) >= MOST_LINES:
        return True
    return len(window) >= LINES and length >= SHORTEST


def _closed(evidence: str, window: Sequence[Block], trail: Sequence[tuple[int, Block]]) -> Iterator[Passage]:
    if window:
        heading = _BETWEEN.join(block.text for _, block in trail)[-_HEADING_LENGTH:]
        text = "\n".join(one.text for one in window)
        yield Passage(evidence, text, locations.stretch(window[0].location, window[-1].location), heading)


def _pieces(block: Block) -> Iterator[Block]:
    """The block, cut where it is too long for one window."""
    if len(block.text) <= LONGEST:
        yield block
        return
    if SEPARATOR in block.text:
        yield from _cells(block)
        return
    yield from (replace(block, text=text) for text in _packed(_sentences(block.text), ""))


def _cells(block: Block) -> Iterator[Block]:
    """A long row in pieces, each begun by its first cell: what the row is about."""
    first, *others = block.text.split(SEPARATOR)
    if len(first) > LONGEST // 4:
        first, others = "", [first, *others]
    parts = [part for other in others for part in _sentences(other)]
    for text in _packed(parts, SEPARATOR, LONGEST - len(first)):
        yield replace(block, text=f"{first}{SEPARATOR}{text}" if first else text)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) <= LONGEST:
            yield sentence
            continue
        for clause in _packed(_COMMA.split(sentence), ""):
            yield from (clause[start : start + LONGEST] for start in range(0, len(clause), LONGEST))


def _packed(parts: Iterator[str] | list[str], between: str, most: int = LONGEST) -> Iterator[str]:
    """The parts joined as long as they fit."""
    packed = ""
    for part in parts:
        if packed and len(packed) + len(between) + len(part) > most:
            yield packed
            packed = ""
        packed = f"{packed}{between}{part}" if packed else part
    if packed:
        yield packed
