"""The outline of a document: which sections there are, what each shows, how far each is. Values; draws nothing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from mnassess.documents.model import Assessment
from mnassess.documents.naming import entry_title
from mnassess.forms.model import Field, FieldKind, Node, Section
from mnassess.forms.paths import is_inside, item_path, join_path, split_item
from mnassess.language import say
from mnassess.rules.applicability import reason_not_applicable
from mnassess.rules.completeness import Progress, progress
from mnassess.rules.problems import Body

_OWN_SECTION = frozenset({"chapter", "item", "risk", "cover", "annex"})
"""Layouts of headings that open as a section of their own."""
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a section shows: a heading, a blank, or a list whose entries are sections of their own."""

    node: Node
    path: str
    is_list: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """One line of the outline. What it shows when it is opened are its rows; a chapter has none, only parts."""

    path: str
    kind: Literal["heading", "section", "list", "entry"]
    node: Node
    number: str = ""
    """For jumping: "3-2-1" is Ⅲ, item 2, リスク1; inside a file without the file."""
    rows: tuple[Row, ...] = ()
    parts: "tuple[Part, ...]" = ()

    def iter_parts(self) -> "Iterator[Part]":
        """The part and all below it, in form order."""
        yield self
        for part in self.parts:
            yield from part.iter_parts()


@dataclass(frozen=True, slots=True)
class State:
    """How far a part is, with all below it."""

    progress: Progress
    applies: bool


@dataclass(kw_only=True)
class Outline:
    """The parts of one document as its lists stand now. Built anew when an entry comes, goes or moves."""

    parts: tuple[Part, ...]
    by_path: dict[str, Part] = field(default_factory=dict)
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Path of a part → paths of those it lies in, nearest first."""
    states: dict[str, State] = field(default_factory=dict)

    @classmethod
    def of(cls, assessment: Assessment, body: Body) -> "Outline":
        """The outline of a document with the state of every part."""
        form = assessment.form
        asked = (*form.sections, form.facts) if form.facts else form.sections
        outline = cls(parts=tuple(_parts(assessment, asked, "", "")))
        for part in outline.parts:
            outline._enter(part, ())
        for part in outline.parts:
            outline._measure(assessment, body, part)
        return outline

    def iter_parts(self) -> Iterator[Part]:
        """Every part in form order."""
        for part in self.parts:
            yield from part.iter_parts()

    def part_of(self, path: str) -> Part | None:
        """The part that shows the blank, list or heading at a field path."""
        found = None
        while path:
            found = self.by_path.get(path)
            if found:
                break
            path = path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]
        return found

    def neighbour(self, path: str, by: int) -> Part | None:
        """The section so many places before or after another, chapters and the like left out; None at the ends."""
        shown = [part for part in self.iter_parts() if part.rows or part.path == path]
        place = next((n for n, part in enumerate(shown) if part.path == path), None)
        if place is None or not 0 <= place + by < len(shown):
            return None
        return shown[place + by]

    def remeasure(self, assessment: Assessment, body: Body, path: str) -> list[str]:
        """Bring up to date what an answer at `path` may have changed; returns the paths of the parts that differ."""
        part = self.part_of(path)
        if part is None:
            return []
        before = {one.path: self.states[one.path] for one in part.iter_parts()}
        was = before[part.path].progress
        self._measure(assessment, body, part)
        now = self.states[part.path].progress
        changed = [one for one, state in before.items() if self.states[one] != state]
        if now != was:
            for above in self.above[part.path]:
                state = self.states[above]
                total = Progress(
                    answered=state.progress.answered + now.answered - was.answered,
                    total=state.progress.total + now.total - was.total,
                )
                self.states[above] = State(total, state.applies)
                changed.append(above)
        return changed

    def _enter(self, part: Part, above: tuple[str, ...]) -> None:
        self.by_path[part.path] = part
        self.above[part.path] = above
        for inner in part.parts:
            self._enter(inner, (part.path, *above))

    def _measure(self, assessment: Assessment, body: Body, part: Part) -> None:
        """The state of a part and of all below it."""
        for inner in part.parts:
            self._measure(assessment, body, inner)
        applies = reason_not_applicable(assessment, part.path, body) is None
        if not part.parts:
            own = progress(assessment, body, part.path)
        else:
            paths = [row.path for row in part.rows if isinstance(row.node, Field) and row.path != part.path]
            if part.kind == "list" and not assessment.items_of(part.path):
                paths.append(part.path)
            own = _sum(progress(assessment, body, path) for path in paths)
            if part.kind == "list" and assessment.items_of(part.path) and _is_wanted(part.node) and applies:
                own = _sum([own, Progress(answered=1, total=1)])
        self.states[part.path] = State(
            _sum([own, *(self.states[one.path].progress for one in part.parts)]), applies
        )

    def find(self, text: str, near: str = "") -> Part | None:
        """The section of a number typed as 3-3, Ⅲ－３ or 3.3, in the same file as `near` where it lies in a file."""
        wanted = number_of(text)
        found = [part for part in self.iter_parts() if wanted and part.number == wanted]
        file = re.match(r"files\[[^\]]*\]", near)
        same = [part for part in found if file and is_inside(part.path, file[0])]
        return next(iter([*same, *found]), None)


def number_of(text: str) -> str:
    """Ⅲ－３ or 3.3 or ３の３ as "3-3"; "" for what is no number."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    words = re.findall(r"[IVX]+|\d+", plain)
    if not words or re.sub(r"[IVX\d\s.,\-‐－ー−の/]", "", plain):
        return ""
    return "-".join(str(_ROMAN.get(word, word)) for word in words)


def part_title(assessment: Assessment, part: Part) -> str:
    """What a part is called in the outline: the number and words of the form, an entry with its own name."""
    node = part.node
    if part.kind == "entry":
        return entry_words(assessment, part.path)
    label = node.label.partition("（ファイルごとに")[0]
    if part.kind == "list":
        count = len(assessment.items_of(part.path))
        label = say("{label}（{count}件）", label=label, count=count)
    number = node.number if node.layout != "" or not node.number.startswith("Ⅱ・") else ""
    return f"{number} {label}" if number else label


def entry_words(assessment: Assessment, path: str) -> str:
    """A list entry by its printed heading and number, and the name it was given."""
    list_path, item = split_item(path)
    title = entry_title(assessment, assessment.form.section(list_path), list_path, item)
    name = assessment.value(join_path(path, "name")) if list_path != "files" else None
    return f"{title} {name}" if isinstance(name, str) else title


def _parts(assessment: Assessment, nodes: tuple[Node, ...], parent: str, number: str) -> Iterator[Part]:
    """The parts of headings and blanks that stand side by side and each open on their own."""
    for node in nodes:
        path = join_path(parent, node.name)
        if isinstance(node, Section):
            yield _section_part(assessment, node, path, _number(number, node))
        elif node.kind is not FieldKind.PRINT:
            yield Part(
                path=path, kind="section", node=node, number=_number(number, node), rows=(Row(node, path),)
            )


def _section_part(assessment: Assessment, section: Section, path: str, number: str) -> Part:
    if section.repeated:
        ids = assessment.items_of(path)
        entries = (
            _entry_part(assessment, section, item_path(path, item), f"{number}-{place}")
            for place, item in enumerate(ids, start=1)
        )
        row = Row(section, path, is_list=True)
        return Part(path=path, kind="list", node=section, number=number, rows=(row,), parts=tuple(entries))
    if section.layout == "chapter":
        parts = tuple(_parts(assessment, section.children, path, number))
        return Part(path=path, kind="heading", node=section, number=number, parts=parts)
    rows, inner = _contents(assessment, section.children, path, number)
    return Part(path=path, kind="section", node=section, number=number, rows=tuple(rows), parts=tuple(inner))


def _entry_part(assessment: Assessment, section: Section, path: str, number: str) -> Part:
    if any(isinstance(child, Section) and child.layout == "chapter" for child in section.children):
        parts = tuple(_parts(assessment, section.children, path, ""))
        return Part(path=path, kind="entry", node=section, parts=parts)
    rows, inner = _contents(assessment, section.children, path, number)
    return Part(path=path, kind="entry", node=section, number=number, rows=tuple(rows), parts=tuple(inner))


def _contents(
    assessment: Assessment, nodes: tuple[Node, ...], parent: str, number: str
) -> tuple[list[Row], list[Part]]:
    """What a section shows itself, and the lists and risks in it that open on their own."""
    rows: list[Row] = []
    parts: list[Part] = []
    for node in nodes:
        path = join_path(parent, node.name)
        if isinstance(node, Section) and (node.repeated or node.layout in _OWN_SECTION):
            if node.repeated:
                rows.append(Row(node, path, is_list=True))
            parts.append(_section_part(assessment, node, path, _number(number, node)))
            continue
        rows.append(Row(node, path))
        if isinstance(node, Section):
            inner_rows, inner_parts = _contents(assessment, node.children, path, number)
            rows += inner_rows
            parts += inner_parts
    return rows, parts


def _number(parent: str, node: Node) -> str:
    """The jump number of a part: that of its parent and its own digits."""
    plain = unicodedata.normalize("NFKC", node.number)
    if node.layout == "annex":
        return (
            plain.removeprefix("別添") and f"0-{plain.removeprefix('別添')}"
            if plain.startswith("別添")
            else ""
        )
    digits = str(_ROMAN.get(plain, "")) or "".join(re.findall(r"\d+", plain)[:1])
    return f"{parent}-{digits}" if parent and digits else digits or parent


def _is_wanted(node: Node) -> bool:
    return isinstance(node, Section) and node.required == "yes"


def _sum(parts: "Iterator[Progress] | list[Progress]") -> Progress:
    answered = total = 0
    for part in parts:
        answered += part.answered
        total += part.total
    return Progress(answered=answered, total=total)
