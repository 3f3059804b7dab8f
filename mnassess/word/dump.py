"""A report's outline as text, for tests and for people who compare two of them."""

from collections.abc import Iterator

from mnassess.word import blocks


def dump(report: blocks.Report) -> str:
    """One line a printed row; a line of a longer answer is indented under the first."""
    return "\n".join(line for part in report.parts for line in _part(part)) + "\n"


def _part(part: blocks.Part) -> Iterator[str]:
    match part:
        case blocks.Cover():
            yield from _cover(part)
        case blocks.Contents():
            yield f"\n==== {part.title}"
            yield from (f"・{entry}" for entry in part.entries)
        case blocks.Chapter() | blocks.Annex():
            yield f"\n==== {part.heading}"
            for row in part.rows:
                yield from _rows(row)
        case blocks.Records():
            yield f"\n==== {part.heading}"
            for file in part.files:
                yield from _records(file)
        case blocks.Changes():
            yield f"\n==== {part.heading}"
            yield f"## {' | '.join(part.heads)}"
            yield from (line for cells in part.rows for line in _indented(" | ".join(cells)))


def _cover(cover: blocks.Cover) -> Iterator[str]:
    yield f"==== {cover.title}"
    for box in cover.boxes:
        yield f"□ {' | '.join(box.heads)}"
        yield from _row("", box.contents)
        for label, content in box.inner:
            yield from _row(f"{label} | ", (content,))
    yield cover.stamp


def _records(file: blocks.FileRecords) -> Iterator[str]:
    yield f"## {file.name}"
    for number, item in enumerate(file.items, start=1):
        yield from _indented(f"{number} | {item}")


def _rows(row: blocks.Row) -> Iterator[str]:
    match row:
        case blocks.ItemHeading():
            yield "　　".join((f"## {row.text}", *(_box(box) for box in row.boxes)))
        case blocks.LabelRow():
            yield from (f"# {line}" for line in row.lines)
        case blocks.AnswerRow():
            side = "" if row.side is None else f"{row.side.text or '  '}│"
            yield from _row(f"{side}{row.label} | ", row.contents)
        case blocks.WideAnswer():
            yield from _row("", row.contents)


def _row(label: str, contents: tuple[blocks.Content, ...]) -> Iterator[str]:
    if len(contents) > 1 and all(isinstance(content, blocks.TextContent) for content in contents):
        yield from _indented(label + " | ".join("\n".join(_content(content)) for content in contents))
        return
    yield from _indented(label + "\n".join(line for content in contents for line in _content(content)))


def _indented(text: str) -> Iterator[str]:
    first, *more = text.split("\n")
    yield first.rstrip(" ")
    yield from (f"    {line}".rstrip(" ") for line in more)


def _content(content: blocks.Content) -> Iterator[str]:
    match content:
        case blocks.TextContent():
            yield content.before + content.text
        case blocks.ItemsContent():
            yield from (f"{number}. {item}" for number, item in enumerate(content.items, start=1))
        case blocks.ChoiceContent():
            count = "" if content.count is None else f"　（　{content.count}　）件"
            yield f"[　{content.chosen}　]{count}　＜選択肢＞ {' '.join(content.choices)}"
            if content.note:
                yield content.note
        case blocks.BoxesContent():
            if content.heading:
                yield f"・{content.heading}"
            yield from (_box(box) for box in content.boxes)
        case blocks.FiguresContent():
            yield from (f"図 {figure.path} {figure.caption}".rstrip() for figure in content.figures)


def _box(box: blocks.Box) -> str:
    text = "" if box.text is None else f"（　{box.text}　）"
    count = "" if box.count is None else f"　（　{box.count}　）件"
    return f"[{'○' if box.marked else '　'}] {box.words}{text}{count}"
