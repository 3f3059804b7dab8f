"""Answers, choices and boxes as paragraphs, each answer between the ends of its bookmark."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from mnassess.ooxml.comments import comment_end, comment_start
from mnassess.ooxml.text import NOT_PLAIN, run
from mnassess.word import blocks
from mnassess.word.figures import Picture
from mnassess.word.outline import item_number
from mnassess.word.template import Template
from mnassess.word.widths import proportional_ems, widest_ems

_CHOICE_EM, _ANSWER_EM, _BOX_EM = 160, 200, 190
"""Twips a full-width character takes in the choices, the answers and the boxes of our base.docx."""
_LEFT_COLUMN = 0.49
"""Of the width of the choices, at least: the larger numbers, with more digits, stand on the right."""
_BOX_HANG, _CHOICE_HANG = 2.4, 1.9
"""Full-width characters of `[　] ` and of `1） `: a line that wraps goes on below the words."""
_BETWEEN_BOXES = "　　"
_NAME_LENGTH, _DIGEST_LENGTH = 22, 12
"""Characters of a blank's own name, and of the digest of its whole path, in the name of its bookmark."""


class Mark(NamedTuple):
    """A bookmark of the report."""

    name: str
    path: str
    """Of the answer it holds."""
    table: bool
    """It stands in the head of a table, and the answer is the table: LibreOffice doubles bookmarks across cells."""


CommentsAt = Mapping[str, tuple[int, ...]]
"""Field path of an answer → ids of the comments on it."""
NO_COMMENTS: CommentsAt = MappingProxyType({})
PictureOf = Callable[[blocks.Figure], Picture | str]
"""The picture of a figure, or the sentence printed in its place."""


def bookmark_name(path: str) -> str:
    """The name of the bookmark round the answer at a field path: the same in every report, so that it is found again
    even where the part that spells the paths out is lost. Word allows 40 letters, digits and underscores.
    """
    words = re.sub("[^A-Za-z0-9]+", "_", path.rpartition(".")[2])[:_NAME_LENGTH].strip("_")
    return f"mn_{words}_{sha256(path.encode()).hexdigest()[:_DIGEST_LENGTH]}"


class Answers:
    """Writes contents and remembers which bookmark holds which answer."""

    def __init__(self, template: Template, picture_of: PictureOf, comments: CommentsAt = NO_COMMENTS) -> None:
        self._picture_of = picture_of
        self._comments = comments
        self._reference = template.styles.get("annotation reference", "")
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
        name = bookmark_name(path)
        self.marks.append(Mark(name, path, table))
        start, end = (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )
        for comment in self._comments.get(path, ()):
            start = comment_start(comment) + start
            end += comment_end(comment, self._reference)
        return start, end

    def head_of_table(self, path: str, style: str, text: str) -> str:
        """A head of the table that holds an answer; its bookmark is round the head."""
        start, end = self.mark(path, table=True)
        return f"{self._start[style]}{start}{run(text)}{end}</w:p>"

    def paragraph(self, style: str, text: str, *, keep: bool = False) -> str:
        """One paragraph of printed words; `keep` holds it on the page of what follows."""
        return f"{self._opening(style, keep=keep)}{run(text)}</w:p>"

    def lines(self, style: str, text: str, start: str = "", end: str = "", *, keep: bool = False) -> str:
        """A paragraph for each line of the text, between `start` and `end`."""
        opening = self._opening(style, keep=keep)
        if text and NOT_PLAIN.search(text) is None:
            return f'{opening}{start}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{end}</w:p>'
        between = f"</w:p>{opening}"
        return f"{opening}{start}{between.join(run(line) for line in text.split(chr(10)))}{end}</w:p>"

    def _opening(self, style: str, *, keep: bool) -> str:
        if not keep:
            return self._start[style]
        return f'<w:p><w:pPr><w:pStyle w:val="{self._style[style]}"/><w:keepNext/></w:pPr>'

    def content(self, content: blocks.Content, style: str = "MN Answer", *, keep: bool = False) -> str:
        """The paragraphs of a content that stands in one cell; `keep` holds a text on the page of what follows."""
        match content:
            case blocks.TextContent():
                start, end = self.mark(content.path)
                return self.lines(style, content.text, run(content.before) + start, end, keep=keep)
            case blocks.ChoiceContent():
                return self.chosen(content, 0) + self.choices(content, 0)
            case blocks.BoxesContent():
                return self._boxes(content, 7200)
            case blocks.ItemsContent():
                return self._items(content)
            case blocks.FiguresContent():
                return self._figures(content)

    def in_width(self, content: blocks.Content, width: int, *, keep: bool = False) -> str:
        """Like `content`; boxes are set in the two columns of a cell so wide."""
        if isinstance(content, blocks.BoxesContent):
            return self._boxes(content, width)
        return self.content(content, keep=keep)

    # --- choices --------------------------------------------------------------------------------------------

    def chosen(self, content: blocks.ChoiceContent, width: int) -> str:
        """The chosen words in brackets, the count below them.

        Where the words may wrap nothing stands between them and the last bracket, which no line can start with.
        """
        start, end = self.mark(content.path)
        left = width / _ANSWER_EM - widest_ems(content.chosen)
        room = "　" if left > 3.2 else " " if left > 2.4 else ""
        chosen = f"{self._start['MN Choice']}{run(f'[{room}')}{start}{run(content.chosen)}{end}{run(f'{room}]')}</w:p>"
        if content.count is None:
            return chosen
        return chosen + self.paragraph("MN Choice", f"（　{content.count}　）件")

    def choices(self, content: blocks.ChoiceContent, width: int) -> str:
        """＜選択肢＞ and every choice, in two columns where they fit."""
        key = content.choices, content.note, width
        if key not in self._choices:
            hang = round(_CHOICE_HANG * _CHOICE_EM)
            column, pairs = _in_columns(content.choices, width / _CHOICE_EM)
            place = round(column * _CHOICE_EM)
            lines = [
                f"{self._line('MN Choices', place if second else 0, hang)}{run(first)}{_tab_and(run(second))}</w:p>"
                for first, second in pairs
            ]
            note = [self.paragraph("MN Choices", content.note)] if content.note else []
            self._choices[key] = "".join([self.paragraph("MN Choices", "＜選択肢＞"), *lines, *note])
        return self._choices[key]

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the report that is being written
    def _line(self, style: str, column: int, hang: int) -> str:
        """The start of a paragraph of one or two columns, the second at `column`; what wraps stays in the last one."""
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{column}"/></w:tabs>' if column else ""
        indent = column + hang
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._style[style]}"/>{tab}<w:ind w:left="{indent}" w:hanging="{indent}"/>'
            "</w:pPr>"
        )

    # --- boxes ----------------------------------------------------------------------------------------------

    def _boxes(self, content: blocks.BoxesContent, width: int) -> str:
        start, end = self.mark(content.path)
        heading = self.paragraph("MN Boxes", f"・{content.heading}") if content.heading else ""
        half, hang = width // 2, round(_BOX_HANG * _BOX_EM)
        lines = []
        for first, second in _in_pairs(content.boxes, half / _BOX_EM - _BOX_HANG):
            opening = self._line("MN Boxes", half if second else 0, hang)
            lines.append((opening, self._box(first) + _tab_and(self._box(second) if second else "")))
        if not lines:
            lines = [(self._start["MN Boxes"], "")]
        (opening, inside), *others = lines
        rest = "".join(f"</w:p>{opening}{inside}" for opening, inside in others)
        return f"{heading}{opening}{start}{inside}{rest}{end}</w:p>"

    def _box(self, box: blocks.Box) -> str:
        start, end = self.mark(box.path)
        words = f" {box.words}" if box.words else ""
        if box.text is not None:
            words += f"（　{box.text}　）"
        return f"{start}{run(('[○]' if box.marked else '[　]') + words)}{end}{run(_count_words(box))}"

    def heading(self, text: str, boxes: tuple[blocks.Box, ...], width: int) -> str:
        """An item's heading, its boxes at the right edge of a cell so wide: below it where they might not fit."""
        if not boxes:
            return self.paragraph("MN Item", text)
        printed = [self._box(box) for box in boxes]
        ems = [_BOX_HANG + widest_ems(_box_words(box)) for box in boxes]
        room, between = width / _ANSWER_EM, run(_BETWEEN_BOXES)
        beside = sum(ems) + len(_BETWEEN_BOXES) * (len(boxes) - 1)
        if widest_ems(text) + 1 + beside < room:
            tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
            start = f'<w:p><w:pPr><w:pStyle w:val="{self._style["MN Item"]}"/>{tab}</w:pPr>'
            return f"{start}{run(text)}{_tab_and(between.join(printed))}</w:p>"
        start = f'<w:p><w:pPr><w:pStyle w:val="{self._style["MN Item"]}"/><w:jc w:val="right"/></w:pPr>'
        lines = [between.join(printed)] if beside < room else printed
        return self.paragraph("MN Item", text) + "".join(f"{start}{line}</w:p>" for line in lines)

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
    return all(widest_ems(choice) < width / _CHOICE_EM for choice in content.choices)


def _in_columns(choices: tuple[str, ...], ems: float) -> tuple[float, list[tuple[str, str]]]:
    """(where the second column starts, the choices line by line) in a cell of so many full-width characters.

    Two columns where the first surely fits and the second usually does; out of its place the second must surely fit.
    """
    firsts, seconds = choices[::2], choices[1::2]
    place, needed = ems * _LEFT_COLUMN, max(widest_ems(first) + 0.5 for first in firsts)
    ems_of = widest_ems if needed > place else proportional_ems
    column = max(place, needed)
    if any(ems_of(second) + 0.2 > ems - column for second in seconds):
        return 0, [(choice, "") for choice in choices]
    return column, list(zip_longest(firsts, seconds, fillvalue=""))


def _in_pairs(boxes: tuple[blocks.Box, ...], ems: float) -> list[tuple[blocks.Box, blocks.Box | None]]:
    """The boxes line by line: two where the first surely fits into `ems` and the second usually does."""
    lines: list[tuple[blocks.Box, blocks.Box | None]] = []
    first: blocks.Box | None = None
    for box in boxes:
        if first is not None and box.text is None and proportional_ems(box.words) < ems:
            lines.append((first, box))
            first = None
            continue
        if first is not None:
            lines.append((first, None))
        fits = box.text is None and widest_ems(box.words) < ems
        first = box if fits else None
        if not fits:
            lines.append((box, None))
    return lines if first is None else [*lines, (first, None)]


def _count_words(box: blocks.Box) -> str:
    return f"　（　{box.count}　）件" if box.count is not None else ""


def _box_words(box: blocks.Box) -> str:
    return f" {box.words}{_count_words(box)}"


def _tab_and(runs: str) -> str:
    return f"<w:r><w:tab/></w:r>{runs}" if runs else ""
