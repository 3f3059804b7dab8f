"""Answers, choices and boxes as paragraphs, each answer between the ends of its bookmark."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from mnassess.ooxml.text import NOT_PLAIN, run
from mnassess.word import blocks
from mnassess.word.figures import Picture
from mnassess.word.outline import item_number
from mnassess.word.template import Template

_CHOICE_EM, _ANSWER_EM, _BOX_EM = 160, 200, 190
"""Twips a full-width character takes in the choices, the answers and the boxes of our base.docx."""
_BRACKETS = 400
"""Twips that `[　] ` takes before the words of a box."""
_LEFT_COLUMN = 0.49
"""Of the width of the choices: the larger numbers, with more digits, stand on the right."""
_NARROW = frozenset("（）「」【】［］、。，．・：；ー") | {chr(code) for code in range(0x20, 0x7F)}
_SPACED = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3041-\u9fff])|(?<=[\u3041-\u9fff])(?=[0-9A-Za-z])")


class Mark(NamedTuple):
    """A bookmark of the report."""

    name: str
    path: str
    """Of the answer it holds."""
    table: bool
    """It stands in the head of a table, and the answer is the table: LibreOffice doubles bookmarks across cells."""


PictureOf = Callable[[blocks.Figure], Picture | str]
"""The picture of a figure, or the sentence printed in its place."""


@lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    """The width of printed words in full-width characters, for a proportional gothic: kana are narrower than kanji.

    LibreOffice puts a quarter of a character between Latin digits and kanji, whatever the styles say.
    """
    letters = (
        0.5 if letter in _NARROW else 0.82 if "\u3040" <= letter <= "\u30ff" else 1.0 for letter in words
    )
    return sum(letters) + 0.25 * len(_SPACED.findall(words))


def _most_ems(words: str) -> float:
    """The width in a font that sets every letter but the Latin ones full: what stands left must not reach the tab."""
    return sum(0.5 if letter.isascii() else 1.0 for letter in words) + 0.25 * len(_SPACED.findall(words))


class Answers:
    """Writes contents and remembers which bookmark holds which answer."""

    def __init__(self, template: Template, picture_of: PictureOf) -> None:
        self._picture_of = picture_of
        self._pictures = 0
        self.marks: list[Mark] = []
        self._style = template.styles
        self._start = {
            name: f'<w:p><w:pPr><w:pStyle w:val="{identifier}"/></w:pPr>'
            for name, identifier in template.styles.items()
        }
        self._answer = self._start["MN Answer"]
        self._choices: dict[tuple[tuple[str, ...], str, int], str] = {}

    # --- paragraphs -----------------------------------------------------------------------------------------

    def mark(self, path: str, *, table: bool = False) -> tuple[str, str]:
        """The start and the end of the bookmark of an answer; ("", "") for what is no answer of the document."""
        if not path:
            return "", ""
        number = len(self.marks) + 1
        name = f"mn_{number}"
        self.marks.append(Mark(name, path, table))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def head_of_table(self, path: str, style: str, text: str) -> str:
        """A head of the table that holds an answer; its bookmark is round the head."""
        start, end = self.mark(path, table=True)
        return f"{self._start[style]}{start}{run(text)}{end}</w:p>"

    def paragraph(self, style: str, text: str, *, keep: bool = False) -> str:
        """One paragraph of printed words; `keep` holds it on the page of what follows."""
        if keep:
            return (
                f'<w:p><w:pPr><w:pStyle w:val="{self._style[style]}"/><w:keepNext/></w:pPr>{run(text)}</w:p>'
            )
        return f"{self._start[style]}{run(text)}</w:p>"

    def lines(self, style: str, text: str, start: str = "", end: str = "") -> str:
        """A paragraph for each line of the text, between `start` and `end`."""
        opening = self._start[style]
        if text and NOT_PLAIN.search(text) is None:
            return f'{opening}{start}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{end}</w:p>'
        between = f"</w:p>{opening}"
        return f"{opening}{start}{between.join(run(line) for line in text.split(chr(10)))}{end}</w:p>"

    def content(self, content: blocks.Content, style: str = "MN Answer") -> str:
        """The paragraphs of a content that stands in one cell."""
        match content:
            case blocks.TextContent():
                start, end = self.mark(content.path)
                return self.lines(style, content.text, run(content.before) + start, end)
            case blocks.ChoiceContent():
                return self.chosen(content, 0) + self.choices(content, 0)
            case blocks.BoxesContent():
                return self._boxes(content, 7200)
            case blocks.ItemsContent():
                return self._items(content)
            case blocks.FiguresContent():
                return self._figures(content)

    def in_width(self, content: blocks.Content, width: int) -> str:
        """Like `content`; boxes are set in the two columns of a cell so wide."""
        if isinstance(content, blocks.BoxesContent):
            return self._boxes(content, width)
        return self.content(content)

    # --- choices --------------------------------------------------------------------------------------------

    def chosen(self, content: blocks.ChoiceContent, width: int) -> str:
        """The chosen words in brackets, the count below them."""
        start, end = self.mark(content.path)
        room = "　" if _ems(content.chosen) + 3.2 < width / _ANSWER_EM else " "
        chosen = f"{self._start['MN Choice']}{run(f'[{room}')}{start}{run(content.chosen)}{end}{run(f'{room}]')}</w:p>"
        if content.count is None:
            return chosen
        return chosen + self.paragraph("MN Choice", f"（　{content.count}　）件")

    def choices(self, content: blocks.ChoiceContent, width: int) -> str:
        """＜選択肢＞ and every choice, in two columns where they fit."""
        key = content.choices, content.note, width
        if key not in self._choices:
            lines = ["＜選択肢＞", *_in_columns(content.choices, width / _CHOICE_EM)]
            if content.note:
                lines.append(content.note)
            tab = self._tab("MN Choices", round(width * _LEFT_COLUMN))
            self._choices[key] = "".join(f"{tab}{run(line)}</w:p>" for line in lines)
        return self._choices[key]

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the report that is being written
    def _tab(self, style: str, position: int, kind: str = "left") -> str:
        """The start of a paragraph with one tab stop."""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._style[style]}"/><w:tabs><w:tab w:val="{kind}" w:pos="{position}"/>'
            "</w:tabs></w:pPr>"
        )

    # --- boxes ----------------------------------------------------------------------------------------------

    def _boxes(self, content: blocks.BoxesContent, width: int) -> str:
        start, end = self.mark(content.path)
        heading = self.paragraph("MN Boxes", f"・{content.heading}") if content.heading else ""
        half = width // 2
        alone, pair = self._box_line(half, 0), self._box_line(half, half)
        lines: list[tuple[str, str]] = []
        waiting = ""
        for box in content.boxes:
            printed = self._box(box)
            room = half / _BOX_EM - 2.5
            if waiting and box.text is None and _ems(box.words) <= room:
                lines.append((pair, f"{waiting}<w:r><w:tab/></w:r>{printed}"))
                waiting = ""
                continue
            lines += [(alone, waiting)] * bool(waiting)
            waiting = printed if box.text is None and _most_ems(box.words) <= room else ""
            lines += [(alone, printed)] * (not waiting)
        lines += [(alone, waiting)] * bool(waiting)
        (opening, first), *others = lines
        rest = "".join(f"</w:p>{begin}{printed}" for begin, printed in others)
        return f"{heading}{opening}{start}{first}{rest}{end}</w:p>"

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the report that is being written
    def _box_line(self, tab: int, column: int) -> str:
        """The start of a line of boxes. What does not fit goes on below the words of the box in that column."""
        hanging = column + _BRACKETS
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._style["MN Boxes"]}"/><w:tabs><w:tab w:val="left" w:pos="{tab}"/></w:tabs>'
            f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr>'
        )

    def _box(self, box: blocks.Box) -> str:
        start, end = self.mark(box.path)
        words = f" {box.words}" if box.words else ""
        if box.text is not None:
            words += f"（　{box.text}　）"
        count = run(f"　（　{box.count}　）件") if box.count is not None else ""
        return f"{start}{run(('[○]' if box.marked else '[　]') + words)}{end}{count}"

    def heading(self, text: str, boxes: tuple[blocks.Box, ...], width: int) -> str:
        """An item's heading with its boxes at the right edge of a cell so wide."""
        if not boxes:
            return self.paragraph("MN Item", text)
        printed = run("　　").join(self._box(box) for box in boxes)
        return f"{self._tab('MN Item', width, 'right')}{run(text)}<w:r><w:tab/></w:r>{printed}</w:p>"

    # --- lists ----------------------------------------------------------------------------------------------

    def _items(self, content: blocks.ItemsContent) -> str:
        start, end = self.mark(content.path)
        items = (run(item_number(n)) + run(item) for n, item in enumerate(content.items, start=1))
        return f"{self._answer}{start}{f'</w:p>{self._answer}'.join(items)}{end}</w:p>"

    def _figures(self, content: blocks.FiguresContent) -> str:
        start, end = self.mark(content.path)
        opening = self._start["MN Caption"]
        paragraphs: list[str] = []
        for figure in content.figures:
            picture = self._picture_of(figure)
            if isinstance(picture, str):
                paragraphs.append(run(picture))
            else:
                self._pictures += 1
                paragraphs.append(picture.drawing(self._pictures, figure.caption or figure.path))
            if figure.caption:
                paragraphs.append(run(figure.caption))
        return f"{opening}{start}{f'</w:p>{opening}'.join(paragraphs)}{end}</w:p>"


def choices_fit(content: blocks.ChoiceContent, width: int) -> bool:
    """Whether each choice stands on one line of a cell so wide."""
    return all(_ems(choice) < width / _CHOICE_EM for choice in content.choices)


def _in_columns(choices: tuple[str, ...], ems: float) -> list[str]:
    left, right = ems * _LEFT_COLUMN - 0.5, ems * (1 - _LEFT_COLUMN) - 0.2
    if any(_ems(choice) > (right if n % 2 else left) for n, choice in enumerate(choices)):
        return list(choices)
    return ["\t".join(choices[n : n + 2]) for n in range(0, len(choices), 2)]
