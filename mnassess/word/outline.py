"""Form and answers → what is printed in which order. Pure: no Word, no files.

Everything of a form is printed, as on paper: what does not apply and what is not answered too, and one empty block
for a list without entries. `schemas/README.md` explains the words of `layout`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import full_width, printed_label
from mnassess.forms.dates import show_date
from mnassess.forms.model import ChoiceSet, Field, FieldKind, Node, PrintedPart, Section
from mnassess.forms.paths import join_path
from mnassess.rules.computed import computed_value, printed_choices
from mnassess.rules.problems import Circumstances
from mnassess.word import blocks
from mnassess.word.blocks import INDENT, AnswerRow, Box, Content, CoverBox, Row, Side, WideAnswer

FILES = "files"
FILE_NAME = "files[].profile.name"


def outline_of(assessment: Assessment, circumstances: Circumstances | None = None) -> blocks.Report:
    """What the report of an assessment prints."""
    return _Outline(assessment, circumstances or Circumstances(as_of=day_of(assessment))).report()


def day_of(assessment: Assessment) -> date:
    """The day a report stands for: its publication, else the beginning of its edition. Never the clock's."""
    published = assessment.value("cover.publication_date")
    iso = published if isinstance(published, str) else assessment.form.edition
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


class _Outline:
    def __init__(self, assessment: Assessment, circumstances: Circumstances) -> None:
        self._assessment = assessment
        self._form = assessment.form
        self._circumstances = circumstances
        self._without: frozenset[str] = frozenset()
        self._numbered: dict[str, tuple[str, ...]] = {}

    def report(self) -> blocks.Report:
        return blocks.Report(tuple(part for printed in self._form.printing for part in self._parts(printed)))

    # --- parts ----------------------------------------------------------------------------------------------

    def _parts(self, part: PrintedPart) -> Iterator[blocks.Part]:
        self._without = frozenset(part.without)
        match part.kind:
            case "cover":
                yield self._cover(self._form.section(part.path))
            case "contents":
                entries = (self._entry(p) for p in self._form.printing if p.kind not in {"cover", "contents"})
                yield blocks.Contents(part.title, tuple(entries))
            case "chapter":
                yield self._chapter(self._form.section(part.path), part.path)
            case "files":
                section = self._form.section(part.path)
                for file in self._assessment.items_of(FILES) or ("",):
                    yield self._chapter(section, f"{FILES}[{file}].{section.name}")
            case "annex":
                yield self._annex(part)
            case "records":
                yield self._records(part)
            case "changes":
                yield self._changes(part)

    def _entry(self, part: PrintedPart) -> str:
        return _part_heading(part) or _chapter_heading(self._form.section(part.path))

    def _chapter(self, section: Section, path: str) -> blocks.Chapter:
        heading = _marked(_chapter_heading(section), section)
        return blocks.Chapter(heading, tuple(self._rows(section.children, path)))

    def _annex(self, part: PrintedPart) -> blocks.Annex:
        node = self._form.node(part.path)
        fields = node.children if isinstance(node, Section) else (node,)
        rows: list[Row] = []
        for field in fields:
            assert isinstance(field, Field)
            rows.append(blocks.LabelRow((_label(field),)))
            # 備考 explains the figure: it begins below it, on the same page.
            may_break = field.kind is FieldKind.LONGTEXT
            rows.append(WideAnswer((self._content(field, field.path),), may_break=may_break))
        return blocks.Annex(_part_heading(part), tuple(rows))

    def _records(self, part: PrintedPart) -> blocks.Records:
        name = part.path.removeprefix(f"{FILES}[].")
        files = []
        for file in self._assessment.items_of(FILES):
            path = f"{FILES}[{file}].{name}"
            files.append(blocks.FileRecords(self._file_name(file), path, self._assessment.value(path) or ()))
        return blocks.Records(_part_heading(part), tuple(files) or (blocks.FileRecords("", "", ()),))

    def _changes(self, part: PrintedPart) -> blocks.Changes:
        columns = self._form.field(part.path).columns
        printed = tuple((column.name, _date if column.name == "date" else column.words) for column in columns)
        rows: tuple[Mapping[str, Value], ...] = self._assessment.value(part.path) or ({},)
        return blocks.Changes(
            _part_heading(part),
            part.path,
            tuple(column.label for column in columns),
            tuple(
                tuple([words(row[name]) if name in row else "" for name, words in printed]) for row in rows
            ),
        )

    def _cover(self, section: Section) -> blocks.Cover:
        boxes: list[CoverBox] = []
        pair: list[Field] = []
        for field in section.children:
            assert isinstance(field, Field)
            if field.layout == "pair":
                pair.append(field)
                continue
            if pair:
                boxes.append(self._cover_box(*pair))
                pair = []
            if field.layout == "inner":
                box = boxes.pop()
                inner = (*box.inner, (_label(field), self._content(field, field.path)))
                boxes.append(CoverBox(box.heads, box.contents, box.prose, inner))
            else:
                boxes.append(self._cover_box(field))
        return blocks.Cover(self._form.title, tuple(boxes), self._form.stamp)

    def _cover_box(self, *fields: Field) -> CoverBox:
        return CoverBox(
            tuple(_label(field) for field in fields),
            tuple(self._content(field, field.path) for field in fields),
            prose=fields[0].kind is FieldKind.LONGTEXT,
        )

    # --- rows -----------------------------------------------------------------------------------------------

    def _rows(self, nodes: tuple[Node, ...], parent: str, side: Side | None = None) -> Iterator[Row]:
        for node in nodes:
            if node.path in self._without:
                continue
            path = join_path(parent, node.path.rpartition(".")[2])
            if isinstance(node, Section):
                yield from self._section_rows(node, path)
            else:
                yield from self._field_rows(node, path, nodes, side)

    def _section_rows(self, section: Section, path: str) -> Iterator[Row]:
        if section.layout == "item":
            yield blocks.ItemHeading(_label(section), self._heading_boxes(section, path))
        if section.repeated:
            for position, item in enumerate(self._assessment.items_of(path) or ("",), start=1):
                yield from self._entry_rows(section, f"{path}[{item}]", position)
            return
        match section.layout:
            case "risk":
                yield blocks.LabelRow(_risk_heading(section))
                yield from self._rows(section.children, path)
            case "answer":
                yield from self._answer_group(section, path)
            case "side":
                yield from self._rows(section.children, path, Side(_label(section), narrow=False))
            case "cells":
                contents = (self._content(f, join_path(path, f.name), f.label) for f in _fields(section))
                yield AnswerRow(_label(section), tuple(contents), INDENT)
            case _:
                yield from self._rows(section.children, path)

    def _entry_rows(self, section: Section, path: str, position: int) -> Iterator[Row]:
        heading = f"{section.item_label or section.label}{position}"
        entry = next((field for field in _fields(section) if field.layout == "entry"), None)
        if entry:
            yield AnswerRow(heading, (self._content(entry, join_path(path, entry.name)),), is_heading=True)
        else:
            yield blocks.LabelRow((heading,))
        yield from self._rows(section.children, path)

    def _answer_group(self, section: Section, path: str) -> Iterator[Row]:
        for node in section.children:
            if isinstance(node, Field) and node.layout == "lead":
                yield AnswerRow(_label(section), (self._content(node, join_path(path, node.name)),))
            else:
                yield from self._rows((node,), path, INDENT)

    def _heading_boxes(self, section: Section, path: str) -> tuple[Box, ...]:
        return tuple(
            self._flag(f, join_path(path, f.name)) for f in _fields(section) if f.layout == "heading"
        )

    def _field_rows(
        self, field: Field, path: str, nodes: tuple[Node, ...], side: Side | None
    ) -> Iterator[Row]:
        match field.layout:
            case "heading" | "beside" | "entry":
                return  # they stand in a row that is already printed
            case "item":
                yield blocks.ItemHeading(_label(field))
                yield WideAnswer((self._content(field, path),))
            case "wide":
                yield blocks.LabelRow((_label(field),))
                yield WideAnswer((self._content(field, path),))
            case "lead":
                yield WideAnswer((self._content(field, path),))
            case "sub":
                yield AnswerRow(_label(field), (self._content(field, path),), INDENT)
            case _ if field.kind is FieldKind.PRINT:
                group = path.rpartition(".")[0]
                beside = (n for n in nodes if isinstance(n, Field) and n.layout == "beside")
                flags = tuple(self._flag(flag, join_path(group, flag.name)) for flag in beside)
                yield AnswerRow(_label(field), (blocks.BoxesContent("", flags),), side)
            case _:
                yield AnswerRow(
                    _label(field),
                    (self._content(field, path),),
                    Side(field.heading) if field.heading else side,
                )

    # --- contents -------------------------------------------------------------------------------------------

    def _content(self, field: Field, path: str, heading: str = "") -> Content:
        value = self._value(field, path)
        at = "" if "[]" in path or field.computed == "repeat" else path
        match field.kind:
            case _ if field.printed_instead:
                return blocks.TextContent("", field.printed_instead)
            case FieldKind.TEXT | FieldKind.LONGTEXT:
                before = self._file_number(path) if field.path == FILE_NAME and value else ""
                return blocks.TextContent(at, value or "", before)
            case FieldKind.DATE:
                return blocks.TextContent(at, _date(value) if value else "")
            case FieldKind.CHOICE:
                return self._choice(field, path, at, value)
            case FieldKind.CHECKS:
                return blocks.BoxesContent(at, _boxes(field.choices, value or {}), heading)
            case FieldKind.FLAG:
                return blocks.BoxesContent("", (Box("", value is True, path=at),))
            case FieldKind.TEXTS:
                return blocks.ItemsContent(at, value or ())
            case FieldKind.FIGURE:
                figures = tuple(blocks.Figure(one["path"], one.get("caption", "")) for one in value or ())
                return blocks.FiguresContent(at, figures)
            case FieldKind.PRINT:
                file = self._file_of(path)
                name = self._file_name(file) if file else ""
                return blocks.TextContent("", name)
        raise AssertionError(field.kind)

    def _choice(self, field: Field, path: str, at: str, value: Value | None) -> Content:
        choices = printed_choices(self._assessment, field, path) if field.repeats else field.choices
        assert choices is not None
        if choices.name not in self._numbered or not choices.name:
            self._numbered[choices.name] = tuple(f"{n}） {c.label}" for n, c in enumerate(choices, start=1))
        return blocks.ChoiceContent(
            at,
            choices.label(value) if value is not None else "",
            self._numbered[choices.name],
            field.printed_note,
            self._count(field, path),
        )

    def _flag(self, field: Field, path: str) -> Box:
        at = "" if "[]" in path else path
        return Box(_label(field), self._value(field, path) is True, count=self._count(field, path), path=at)

    def _count(self, field: Field, path: str) -> int | None:
        if not field.counts:
            return None
        return len(self._assessment.items_of(join_path(path.rpartition(".")[0], field.counts)))

    def _value(self, field: Field, path: str) -> Value | None:
        value = computed_value(self._assessment, path, self._circumstances) if field.computed else None
        return value if value is not None else self._assessment.value(path)

    # --- files ----------------------------------------------------------------------------------------------

    def _file_of(self, path: str) -> str:
        return path.removeprefix(f"{FILES}[").partition("]")[0]

    def _file_number(self, path: str) -> str:
        return item_number(self._assessment.items_of(FILES).index(self._file_of(path)) + 1)

    def _file_name(self, file: str) -> str:
        path = FILE_NAME.replace("[]", f"[{file}]")
        name = self._assessment.value(path)
        return f"{self._file_number(path)}{name}" if name else ""


_iso_date = lru_cache(maxsize=4096)(show_date)


def item_number(position: int) -> str:
    """（１）, （２） … as printed before the entries of a list of texts."""
    return f"（{full_width(str(position))}）"


# --- printed words --------------------------------------------------------------------------------------------


def _fields(section: Section) -> Iterator[Field]:
    return (node for node in section.children if isinstance(node, Field))


def _marked(words: str, node: Node) -> str:
    return f"{words}　{node.printed_mark}" if node.printed_mark else words


def _label(node: Node) -> str:
    return _marked(printed_label(node), node)


def _risk_heading(section: Section) -> tuple[str, ...]:
    if section.number:
        return (_label(section),)
    return tuple(_marked(section.label, section).split("／"))


def _chapter_heading(section: Section) -> str:
    return f"{section.number}　{section.label}"


def _part_heading(part: PrintedPart) -> str:
    return f"（{full_width(part.number)}）　{part.title}" if part.number else part.title


def _boxes(choices: ChoiceSet | None, marks: Mapping[str, Value]) -> tuple[Box, ...]:
    boxes = []
    for choice in choices or ():
        mark = marks.get(choice.code)
        text = (mark if isinstance(mark, str) else "") if choice.with_text else None
        boxes.append(Box(choice.words, bool(mark), text))
    return tuple(boxes)


def _date(value: Value) -> str:
    """In 和暦; a date that cannot be named, as typed."""
    return str(value["text"]) if isinstance(value, Mapping) else _iso_date(value)
