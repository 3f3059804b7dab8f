"""A notebook file, whatever happened to it → the pieces of text in it, each with what it still knows of its place.

Nothing is required of the file but that some text of cells can be found in it: one that was cut off, holds the conflict
markers of a merge, is of another version of the format or has lost ids and metadata is read as far as it goes, and what
was wrong with it is told.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mnassess.documents.files import read_within
from mnassess.errors import DocumentError
from mnassess.language import say
from mnassess.notebooks.cells import (
    KEY,
    SCHEMA,
    Prompt,
    Role,
    digest,
    inert,
    line_digests,
    read_heading,
    read_prompt,
    without_marks,
)

Json = Any
SIZE_LIMIT = 200 * 1024 * 1024
_DEEPEST_FORMAT = 4
_BEGIN, _MIDDLE, _BASE, _END = "<<<<<<<", "=======", "|||||||", ">>>>>>>"
_TITLE_LINES = 2
"""Number of the last line in which a read-only cell says which blank it is."""
_BUILT = re.compile(r"\s*(?:$|#{1,6} |- |\*\*|<pre|\||" + re.escape(inert("（")) + ")")
"""How the lines of a read-only cell begin."""
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85]")
"""What ends a line beside "\\n": of an old Mac, and what Word copies for a new line in a paragraph."""
_NEXT = re.compile(r'\{\s*"(?:attachments|cell_type)"\s*:')
_METADATA, _SOURCE = re.compile(r'"metadata"\s*:\s*(?=\{)'), re.compile(r'"source"\s*:\s*\[?\s*')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"(?=\s*[,\]])')
_CELL = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source|input)"\s*:')


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text of one cell."""

    role: Role
    path: str | None
    """Field path of the blank it is anchored to; "" for the report as a whole; None where it has no anchor."""
    reviewer: str = ""
    """Whose annotation it is; "" where it does not say."""
    text: str
    """What somebody typed: without the first line that only says whose it is; of a read-only cell, what was added."""
    about: Mapping[str, Json]
    """What the metadata of its cell says, where it still has any of ours."""


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """What could be read of a notebook file."""

    name: str
    """Of the file."""
    about: Mapping[str, Json]
    """What the metadata of the notebook says; {} where it has lost it."""
    pieces: tuple[Piece, ...]
    notices: tuple[str, ...]
    """What was wrong with the file."""


def read_notebook(path: Path) -> Notebook:
    """The notebook in a file. DocumentError where nothing of a notebook can be found in it."""
    data = read_within(path, SIZE_LIMIT)
    notices: list[str] = []
    sides = [_json_of(side, notices) for side in _sides(_text_of(data, notices), notices)]
    cells = [cell for side in sides for cell in _cells_of(side, notices)]
    if not cells:
        raise DocumentError(path, say("ノートブックではありません（セルが見つかりません）。"))
    about: Mapping[str, Json] = next(filter(None, (_about(side.get("metadata")) for side in sides)), {})
    if not about:
        notices.append(
            say("ノートブックの情報（どの評価書のものか）が失われています。セルの中の印を頼りに読みます。")
        )
    elif not _is_known(about):
        notices.append(say("新しい版の mnassess で作られたノートブックです。分かる範囲で読みます。"))
    for number, cell in enumerate(cells, start=1):
        if cell.get("attachments"):
            notices.append(
                say(
                    "{n} 番目のセルに画像などが貼り付けられています。文だけを取り込みます。画像はノートブックに残ります。",
                    n=number,
                )
            )
    known = _known(about, cells)
    pieces = [piece for cell in cells for piece in _pieces_of(cell, known, notices)]
    return Notebook(name=path.name, about=about, pieces=tuple(pieces), notices=tuple(dict.fromkeys(notices)))


# --- from bytes to cells ----------------------------------------------------------------------------------------


def _text_of(data: bytes, notices: list[str]) -> str:
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    notices.append(say("文字として読めないところがありました。"))
    return data.decode("utf-8", "replace")


def _sides(text: str, notices: list[str]) -> tuple[str, ...]:
    """The file; of one with the markers of a merge that was not finished, both of what it was made from."""
    lines = text.split("\n")
    if not any(line.startswith(_BEGIN) for line in lines):
        return (text,)
    notices.append(say("合わせ損ねた印（<<<<<<<）がファイルにあります。両方の側を読みます。"))
    return tuple("\n".join(_side(lines, wanted)) for wanted in (0, 1))


def _side(lines: list[str], wanted: int) -> Iterator[str]:
    """The lines of one side: 0 what stands first between the markers, 1 what stands last."""
    at: int | None = None
    for line in lines:
        if line.startswith(_BEGIN):
            at = 0
        elif at is not None and line.startswith(_BASE):
            at = 2
        elif at is not None and line.rstrip("\r") == _MIDDLE:
            at = 1
        elif at is not None and line.startswith(_END):
            at = None
        elif at is None or at == wanted:
            yield line


def _json_of(text: str, notices: list[str]) -> dict[str, Json]:
    """The notebook in a text; of a damaged one, the cells that are whole."""
    try:
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    except (ValueError, RecursionError):
        cells = list(_whole_cells(text))
        if cells:
            notices.append(
                say(
                    "ファイルが壊れています（途中で切れたか、書き換えられています）。読めるセル {count} 個を使います。",
                    count=len(cells),
                )
            )
        return {"cells": cells}
    return {}


def _whole_cells(text: str) -> Iterator[dict[str, Json]]:
    decoder, at = json.JSONDecoder(strict=False), 0
    while found := _CELL.search(text, at):
        at = found.end()
        try:
            cell, end = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            yield from _broken_cell(text, found.start())
            continue
        if isinstance(cell, dict) and "cell_type" in cell:
            yield cell
            at = end


def _broken_cell(text: str, begin: int) -> Iterator[dict[str, Json]]:
    """A cell that breaks off: its metadata, if that is whole, and the lines of its text as far as they go."""
    metadata, source = _METADATA.search(text, begin), _SOURCE.search(text, begin)
    following = _NEXT.search(text, begin + 1)
    end = following.start() if following else len(text)
    if metadata is None or source is None or not begin < metadata.start() < source.start() < end:
        return
    try:
        about, _ = json.JSONDecoder(strict=False).raw_decode(text, metadata.end())
        lines = [json.loads(one[0], strict=False) for one in _STRING.finditer(text, source.end(), end)]
    except (ValueError, RecursionError):
        return
    if lines:
        yield {"cell_type": "markdown", "metadata": about, "source": lines}


def _cells_of(notebook: dict[str, Json], notices: list[str]) -> list[dict[str, Json]]:
    """Its cells; the format before version 4 keeps them in sheets."""
    version = notebook.get("nbformat")
    if isinstance(version, int) and version > _DEEPEST_FORMAT:
        notices.append(say("ノートブックの形式が新しい版（{n}）です。分かる範囲で読みます。", n=version))
    sheets = notebook.get("worksheets")
    holders = [notebook, *(sheets if isinstance(sheets, list) else ())]
    found = [
        cell
        for holder in holders
        if isinstance(holder, dict) and isinstance(holder.get("cells"), list)
        for cell in holder["cells"]
    ]
    return [cell for cell in found if isinstance(cell, dict)]


# --- from cells to pieces ---------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Known:
    """What the cells of a notebook say of one another."""

    names: frozenset[str]
    """Whose annotations there are; empty where nothing says so."""
    lines: Mapping[str, frozenset[str]]
    """Field path → the digests of the lines its read-only cell was built with."""
    missing: set[str] = field(default_factory=set)
    """The lines that are gone from the read-only cell right above: the lower half of one that was split."""

    def prompt(self, line: str) -> Prompt | None:
        """The prompt in a line; words that only look like one are none."""
        found = read_prompt(line)
        is_ours = found and (found.path is not None or not self.names or found.reviewer in self.names)
        return found if is_ours else None


def _known(about: Mapping[str, Json], cells: Iterable[dict[str, Json]]) -> _Known:
    listed = about.get("reviewers")
    names = (
        set(filter(None, (one for one in listed if isinstance(one, str))))
        if isinstance(listed, list)
        else set()
    )
    lines = {}
    for cell in cells:
        of_cell = _about(cell.get("metadata"))
        names |= {_text(of_cell, "reviewer") or ""} - {""}
        path = _text(of_cell, "field")
        if path is not None and _role(of_cell) is Role.SOURCE:
            lines[path] = _lines_of(of_cell)
    return _Known(names=frozenset(names), lines=lines)


def _lines_of(about: Mapping[str, Json]) -> frozenset[str]:
    listed = about.get("lines")
    return (
        frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else frozenset()
    )


def _pieces_of(cell: dict[str, Json], known: _Known, notices: list[str]) -> Iterator[Piece]:
    """A cell cut where another one begins in its text: editors join cells."""
    about = _about(cell.get("metadata"))
    source = _without_markers(_source_of(cell), notices)
    if about and not _is_known(about):
        notices.append(say("新しい版の mnassess で作られたセルがあります。分かる範囲で読みます。"))
    if about:
        known.missing = set(_lines_of(about)) - set(line_digests(source))
    else:
        digests = zip(source.split("\n"), line_digests(source), strict=True)
        source = "\n".join(line for line, found in digests if found not in known.missing)
    first = True
    for lines in _stretches(source, known):
        yield _piece(lines, about if first else {}, known, is_first=first)
        first = False


def _piece(lines: list[str], about: Mapping[str, Json], known: _Known, *, is_first: bool) -> Piece:
    prompt, heading = known.prompt(lines[0]), read_heading(lines[0])
    role, path, reviewer = _role(about), _text(about, "field"), _text(about, "reviewer") or ""
    is_as_built = is_first and about.get("source_sha256") == digest("\n".join(lines))
    if prompt is not None:
        if role is not Role.ANNOTATION:
            role, path = Role.ANNOTATION, None
        path = prompt.path if path is None else path
        reviewer = reviewer or prompt.reviewer
        lines = [*([prompt.rest] if prompt.rest else []), *lines[1:]]
    elif heading is not None and role is None:
        role, path = Role.SOURCE, heading
    if role in {Role.COVER, Role.HEADING, Role.SOURCE}:
        lines = (
            [] if is_as_built else list(_added_lines(lines, _lines_of(about) or known.lines.get(path or "")))
        )
    return Piece(
        role=role or Role.ADDED,
        path=path,
        reviewer=reviewer,
        text=without_marks("\n".join(lines)).strip(),
        about=about,
    )


def _stretches(source: str, known: _Known) -> Iterator[list[str]]:
    """The lines of a cell, cut before each line that begins a cell of ours."""
    found: list[str] = []
    for line in source.split("\n"):
        begins = known.prompt(line) is not None or read_heading(line) is not None
        if begins and any(one.strip() for one in found):
            yield found
            found = []
        elif begins:
            found = []
        found.append(line)
    yield found


def _added_lines(lines: list[str], was_there: frozenset[str] | None) -> Iterator[str]:
    """What somebody typed into a read-only cell: the lines that were not in it.

    Where it is not known what was, those that look unlike any line of such a cell.
    """
    if was_there:
        digests = line_digests("\n".join(lines))
        yield from (line for line, found in zip(lines, digests, strict=True) if found not in was_there)
        return
    is_quoted = False
    for number, line in enumerate(lines):
        is_quoted = is_quoted or line.startswith("<pre")
        if not is_quoted and number > _TITLE_LINES and not _BUILT.match(line):
            yield line
        is_quoted = is_quoted and "</pre>" not in line


def _without_markers(source: str, notices: list[str]) -> str:
    """The text with both sides of what a merge left undecided."""
    lines = source.split("\n")
    if not any(line.startswith(_BEGIN) for line in lines):
        return source
    notices.append(say("合わせ損ねた印（<<<<<<<）がセルの中にあります。両方の文を残します。"))
    kept, inside = [], False
    for line in lines:
        if line.startswith(_BEGIN):
            inside = True
        elif inside and (line.rstrip("\r") == _MIDDLE or line.startswith(_BASE)):
            kept.append("")
        elif inside and line.startswith(_END):
            inside = False
        else:
            kept.append(line)
    return "\n".join(kept)


def _source_of(cell: dict[str, Json]) -> str:
    source = cell.get("source", cell.get("input", ""))
    parts = source if isinstance(source, list) else [source]
    return _LINE_END.sub("\n", "".join(part for part in parts if isinstance(part, str)))


def _about(metadata: Json) -> Mapping[str, Json]:
    ours = metadata.get(KEY) if isinstance(metadata, dict) else None
    return ours if isinstance(ours, dict) else {}


def _is_known(about: Mapping[str, Json]) -> bool:
    return isinstance(about.get("schema"), int) and about["schema"] <= SCHEMA


def _role(about: Mapping[str, Json]) -> Role | None:
    role = about.get("role")
    return Role(role) if isinstance(role, str) and role in set(Role) else None


def _text(about: Mapping[str, Json], name: str) -> str | None:
    found = about.get(name)
    return found if isinstance(found, str) else None
