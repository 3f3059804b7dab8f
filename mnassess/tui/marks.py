"""What the interface draws around the answers, so that no line is torn whatever Japanese font the terminal has.

Characters of ambiguous width (①, Ⅲ, ※, →) are one cell to the program and two in most Japanese fonts. Those the form
prints are shown as printed, with a half space behind them to spread into; our own marks do without. The answers
themselves show whatever was typed.
"""

import re

from rich.cells import cell_len, set_cell_size

from mnassess.language import say
from mnassess.rules.completeness import Progress

_WIDE_IN_MOST_FONTS = re.compile("([\u2460-\u2473\u2160-\u2169※])(?=[^ \u3000\n])")
"""① to ⑳, Ⅰ to Ⅹ and ※, where no space follows."""
_OURS = str.maketrans({"→": "->", "…": "..", "○": "〇", "●": "*"})
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it."""


def printed(text: str) -> str:
    """The words of the form as printed, with room for wide glyphs (⑥委託先名 → ⑥ 委託先名); our own marks plain."""
    return shown(_WIDE_IN_MOST_FONTS.sub(r"\1 ", text.translate(_OURS)))


def shown(text: str) -> str:
    """The text with control characters and marks that turn the writing direction as �: a terminal obeys them."""
    return _OBEYED.sub("\ufffd", text)


def fit(text: str, cells: int) -> str:
    """The text in exactly so many cells, cut with .. where it is longer."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 2).rstrip() + "..", cells)


def shortened(text: str, cells: int) -> str:
    """The text, cut with .. where it is longer than so many cells."""
    return text if cell_len(text) <= cells else fit(text, cells)


def between(left: str, right: str, cells: int) -> str:
    """`left` and `right` at the ends of a line; where both do not fit, `left` is cut."""
    right = fit(right, min(cell_len(right), cells))
    return fit(left, max(0, cells - cell_len(right) - 1)) + " " * (cells > cell_len(right)) + right


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken anywhere but before a closing mark."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if line and cell_len(line + character) > cells and character not in "、。）」』】":
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines


def state_mark(progress: Progress, *, applies: bool) -> str:
    """済, 残3, 任意 or 外 (対象外) in a column of five cells."""
    if not applies:
        words = say("外")
    elif not progress.total:
        words = say("任意")
    elif progress.is_complete:
        words = say("済")
    else:
        words = say("残{n}", n=progress.total - progress.answered)
    return fit(words, 5)
