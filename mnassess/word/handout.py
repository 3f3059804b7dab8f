"""The homework as a hand-out: one page per department, with room to write what was found out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from mnassess.documents.files import write_atomically
from mnassess.documents.homework import Homework, department_words
from mnassess.errors import MnassessError, cause
from mnassess.forms.dates import show_date
from mnassess.language import current, say
from mnassess.ooxml.tables import cell_start, row_properties, table
from mnassess.ooxml.text import printable, run
from mnassess.word.template import TABLE_STYLE, Template

_MM = 56.6929
"""Twips of a millimeter."""
_SHARES = (32, 36, 46, 27, 39)
"""Of the width of the page: report, blank, what to find out, due, answer."""
_ANSWER_ROOM = 16
"""Millimeters: a row is at least so high, because people write in it by hand."""
_SURELY_SHORT = 400
"""Characters, a line end counted as a line: a row of fewer surely fits on one page and is not broken."""
_LINE = 12
"""Full-width characters that surely stand on a line of the narrowest column of text."""


@dataclass(frozen=True, kw_only=True)
class Handout:
    """What is handed out."""

    agency: str
    as_of: date
    departments: Mapping[str, tuple[Homework, ...]]
    """Department → its homework, in the order it is printed; see `documents.homework.by_department`."""


def write_handout(handout: Handout, path: Path) -> None:
    """Write the hand-out, whole or not at all. MnassessError where the disk refuses."""
    try:
        write_atomically(path, handout_bytes(handout))
    except OSError as error:
        raise MnassessError(
            say(
                "{path}：書き出せません（{reason}）。Word で開いたままなら閉じてください。",
                path=path,
                reason=cause(error),
            )
        ) from error


def handout_bytes(handout: Handout) -> bytes:
    """The .docx. The same homework and day give the same bytes."""
    base = Template()
    properties = base.core_properties
    properties.title = say("宿題の一覧")
    properties.author = properties.last_modified_by = printable(handout.agency)[:255]
    properties.language = "ja-JP" if current() == "ja" else "en-US"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(handout.as_of, time())
    return base.pack("".join(_Writer(base, handout).pages()))


class _Writer:
    def __init__(self, template: Template, handout: Handout) -> None:
        self._styles = template.styles
        self._fills = template.fills
        self._handout = handout
        page = template.page.width
        widths = [page * share // sum(_SHARES) for share in _SHARES]
        self._widths = (*widths[:-1], page - sum(widths[:-1]))

    def pages(self) -> Iterator[str]:
        departments = self._handout.departments
        if not departments:
            yield from self._head(say("宿題はありません。"))
        for number, (department, homework) in enumerate(departments.items()):
            if number:
                yield self._paragraph("MN New Page", "")
            yield from self._head(
                say("{department}　御中", department=department) if department else department_words("")
            )
            yield self._paragraph(
                "MN Answer", say("次の欄について調べ、回答の欄に書いて、期限までにお返しください。")
            )
            yield self._table(homework)
            yield self._paragraph("MN Gap", "")

    def _head(self, addressee: str) -> Iterator[str]:
        yield self._paragraph("MN Title", say("特定個人情報保護評価　確認のお願い"))
        yield self._paragraph("MN Gap", "")
        yield self._paragraph("MN Cover Value", addressee)
        yield self._paragraph(
            "MN Stamp",
            say(
                "{agency}　{day} 現在",
                agency=self._handout.agency,
                day=show_date(self._handout.as_of.isoformat()),
            ),
        )

    def _table(self, homework: tuple[Homework, ...]) -> str:
        heads = (say("評価書"), say("欄"), say("調べること"), say("期限"), say("回答"))
        fill = self._fills.get("MN Cover Head", "")
        rows = [
            f"<w:tr>{row_properties(whole=True, header=True)}{self._cells(heads, 'MN Cover Head', fill)}</w:tr>"
        ]
        for one in homework:
            cells = (f"{one.operation}\n{one.form}", one.title, one.task, self._due(one), "")
            height = round(_ANSWER_ROOM * _MM)
            properties = row_properties(whole=all(map(_is_short, cells)), height=height)
            rows.append(f"<w:tr>{properties}{self._cells(cells, 'MN Answer')}</w:tr>")
        return table(self._styles[TABLE_STYLE], self._widths, rows)

    def _cells(self, texts: tuple[str, ...], style: str, fill: str = "") -> str:
        return "".join(
            f"{cell_start(width, fill=fill)}{self._lines(style, text)}</w:tc>"
            for width, text in zip(self._widths, texts, strict=True)
        )

    def _due(self, one: Homework) -> str:
        if not one.due:
            return ""
        late = say("（期限超過）") if one.is_overdue(self._handout.as_of) else ""
        year, _, day = show_date(one.due).partition("年")
        return f"{year}年\n{day}\n{late}".rstrip("\n")

    def _lines(self, style: str, text: str) -> str:
        return "".join(self._paragraph(style, line) for line in text.split("\n"))

    def _paragraph(self, style: str, text: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/></w:pPr>{run(text)}</w:p>'


def _is_short(text: str) -> bool:
    return len(text) + _LINE * text.count("\n") < _SURELY_SHORT
