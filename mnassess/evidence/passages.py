"""Readings → passages: windows of a few lines under their heading, small enough to be held against one claim.

Measured elsewhere: whole documents drown their one telling line, single sentences lose what they speak of. So a
window takes lines until it is long enough, never crosses a heading or the start of an article, and a line that is
too long alone is cut between its sentences or cells. The same reading always gives the same passages.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mnassess.evidence import headings, locations
from mnassess.evidence.model import Block, Passage, Reading
from mnassess.evidence.tables import SEPARATOR


@dataclass(frozen=True, kw_only=True)
class Window:
    """How passages are cut. Lengths in characters."""

    lines: int = 3
    """Lines of a passage, unless they are short."""
    shortest: int = 80
    """Below this a passage takes further lines, and the last of a section joins the one before it."""
    longest: int = 280
    most_lines: int = 6


WINDOW = Window()
_HEADING_LENGTH = 100
BETWEEN = " > "
"""Between the headings a passage stands under."""
_TABLE = re.compile(r"(?:^|」)表\d+ ")
_SENTENCE_END = re.compile(r"(?<=[。．？！])(?![）」』\)])")
_COMMA = re.compile(r"(?<=[、，,；;])")


def cut(evidence: str, reading: Reading, window: Window = WINDOW) -> tuple[Passage, ...]:
    """The passages of what was read for the register entry of an id."""
    return tuple(
        Passage(
            evidence,
            "\n".join(line.text for line in lines),
            locations.stretch(lines[0].location, lines[-1].location),
            heading,
        )
        for heading, section in _sections(reading.blocks)
        for lines in _windows(section, window)
    )


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """(headings above, lines) of every stretch that no passage may leave."""
    trail: list[tuple[int, Block]] = []
    section: list[Block] = []
    follows_heading = False
    for block, is_heading in _settled(blocks):
        if section and (is_heading or _begins_anew(section[-1], block)):
            yield _words(trail), section
            section = []
        if is_heading:
            rank = headings.rank(block.text, block.level)
            trail = [one for one in trail if one[0] < rank or (one[0] == rank and follows_heading)]
            trail.append((rank, block))
        else:
            section.append(block)
        follows_heading = is_heading
    if section:
        yield _words(trail), section


def _words(trail: Sequence[tuple[int, Block]]) -> str:
    return BETWEEN.join(block.text for _, block in trail)[-_HEADING_LENGTH:]


def _windows(section: Sequence[Block], window: Window) -> Iterator[list[Block]]:
    windows: list[list[Block]] = []
    for block in section:
        for piece in _pieces(block, window.longest):
            if not windows or _is_full(windows[-1], piece, window):
                windows.append([])
            windows[-1].append(piece)
    if len(windows) > 1:
        *_, before, last = windows
        if _length(last) < window.shortest and _length(before) + _length(last) <= window.longest:
            windows[-2:] = [before + last]
    yield from windows


def _length(lines: Sequence[Block]) -> int:
    return sum(len(line.text) for line in lines)


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


def _is_full(lines: Sequence[Block], piece: Block, window: Window) -> bool:
    length = _length(lines)
    if length + len(piece.text) > window.longest or len(lines) >= window.most_lines:
        return True
    return len(lines) >= window.lines and length >= window.shortest


def _pieces(block: Block, longest: int) -> Iterator[Block]:
    """The block, cut where it is too long for one passage."""
    if len(block.text) <= longest:
        yield block
        return
    texts = (
        _cells(block.text, longest)
        if SEPARATOR in block.text
        else _packed(_sentences(block.text, longest), "", longest)
    )
    yield from (replace(block, text=text) for text in texts)


def _cells(row: str, longest: int) -> Iterator[str]:
    """A long row in pieces, each begun by its first cell: what the row is about."""
    first, *others = row.split(SEPARATOR)
    if len(first) > longest // 4:
        first, others = "", [first, *others]
    room = longest - len(first) - len(SEPARATOR)
    parts = [part for other in others for part in _sentences(other, room)]
    for text in _packed(parts, SEPARATOR, room):
        yield f"{first}{SEPARATOR}{text}" if first else text


def _sentences(text: str, longest: int) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) <= longest:
            yield sentence
            continue
        for clause in _packed(_COMMA.split(sentence), "", longest):
            yield from (clause[start : start + longest] for start in range(0, len(clause), longest))


def _packed(parts: Iterable[str], between: str, longest: int) -> Iterator[str]:
    """The parts joined as long as they fit."""
    packed = ""
    for part in parts:
        if packed and len(packed) + len(between) + len(part) > longest:
            yield packed
            packed = ""
        packed = f"{packed}{between}{part}" if packed else part
    if packed:
        yield packed
