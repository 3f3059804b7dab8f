"""The marks of the source texts.

`[[now<-then]]`: what stands there now, and what stood there when the file was registered; a line left empty is gone.
`{+added+}` and `{-struck-}`: a tracked change of Word.
`| a | b |`: a row of a table; `|---` under it makes it the head; `<<` joins a cell to its left, `^^` to the one above.
Lines beginning with `@` say how something is laid out; each writer names its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_VERSIONS = re.compile(r"\[\[(.*?)<-(.*?)\]\]", re.DOTALL)
_TRACKED = re.compile(r"\{([+-])(.*?)\1\}")
LEFT = "<<"
ABOVE = "^^"


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph; `change` is "+" for a tracked insertion, "-" for a deletion."""

    text: str
    change: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row of a table as written."""

    cells: tuple[str, ...]
    is_header: bool = False


def version(source: str, *, registered: bool) -> str:
    """The text as it is now, or as it was when the file was registered."""
    lines = []
    for line in _folded(source):
        chosen = _VERSIONS.sub(lambda found: found[2 if registered else 1], line)
        if chosen.strip() or not _VERSIONS.search(line):
            lines.append(chosen)
    return "\n".join(lines) + "\n"


def _folded(source: str) -> Iterator[str]:
    """The lines, those inside one pair of brackets together."""
    held = ""
    for line in source.rstrip("\n").split("\n"):
        held = f"{held}\n{line}" if held else line
        if held.count("[[") <= held.count("]]"):
            yield held
            held = ""
    if held:
        raise ValueError(f"[[ is not closed: {held[:60]}")


def runs(text: str) -> tuple[Run, ...]:
    """A paragraph in its stretches."""
    found = []
    place = 0
    for match in _TRACKED.finditer(text):
        found += [Run(text[place : match.start()]), Run(match[2], match[1])]
        place = match.end()
    return tuple(run for run in (*found, Run(text[place:])) if run.text)


def accepted(text: str) -> str:
    """The text with its tracked changes accepted."""
    return "".join(run.text for run in runs(text) if run.change != "-")


def table_rows(lines: list[str]) -> tuple[TableRow, ...]:
    """Consecutive lines of `| a | b |` as rows."""
    rows: list[TableRow] = []
    for line in lines:
        if line.startswith("|---"):
            rows[-1] = TableRow(rows[-1].cells, is_header=True)
        else:
            rows.append(TableRow(tuple(cell.strip() for cell in line.strip().strip("|").split("|"))))
    return tuple(rows)
