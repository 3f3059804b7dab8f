"""Blocks as HTML that does nothing: every text escaped, styles in place, no script, no link, nothing from outside."""

import base64
import html
from collections.abc import Iterable

import nh3

from mnassess.display.blocks import Block, Cell, Heading, Line, Picture, Table
from mnassess.display.visible import visible

_WHOLE = "color:#1a1a1a;background:#ffffff;padding:8px;line-height:1.5"
_HEADING = "font-weight:bold;font-size:1.1em;margin:8px 0 4px"
_LINE = "white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0"
_TABLE = "border-collapse:collapse;margin:4px 0;max-width:100%"
_CELL = (
    "border:1px solid #767676;padding:3px 6px;text-align:left;vertical-align:top;"
    "white-space:pre-wrap;overflow-wrap:anywhere;color:#1a1a1a;background:#ffffff"
)
_HEAD = _CELL.replace("background:#ffffff", "background:#dfe3ea;font-weight:bold")
_PICTURE = "max-width:100%;height:auto;background:#ffffff"
_MARKS = {
    "old": ("del", "background:#f9dcc4;color:#5c2a00;text-decoration:line-through"),
    "new": ("ins", "background:#cfe8f7;color:#003a5c;text-decoration:underline;font-weight:bold"),
}
"""What went and what came differ in decoration too, for whoever does not see the colours."""
_TAGS: dict[str, tuple[str, ...]] = {
    "div": ("class", "style"),
    "p": ("role", "aria-level", "style"),
    "img": ("src", "alt", "style"),
    "table": ("style",),
    "thead": (),
    "tbody": (),
    "tr": (),
    "th": ("scope", "style"),
    "td": ("style",),
    "del": ("style",),
    "ins": ("style",),
}
"""Everything the HTML is made of: what else were to stand in it is taken out once more before it is shown."""
_NO_FORMULAS = "tex2jax_ignore mathjax_ignore"
"""Tells a notebook not to read $…$ in the text as a formula."""


def as_html(blocks: Iterable[Block]) -> str:
    """All of it, block by block."""
    inside = "".join(map(_block, blocks))
    return nh3.clean(
        f'<div class="{_NO_FORMULAS}" style="{_WHOLE}">{inside}</div>',
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _TAGS.items()},
        url_schemes={"data"},
    )


def escaped(text: str) -> str:
    """The text as characters and nothing else."""
    return html.escape(visible(text), quote=True)


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f'<p role="heading" aria-level="3" style="{_HEADING}">{escaped(text)}</p>'
        case Line(text):
            return f'<p style="{_LINE}">{escaped(text)}</p>'
        case Picture(png, alt):
            data = base64.b64encode(png).decode()
            return f'<img src="data:image/png;base64,{data}" alt="{escaped(alt)}" style="{_PICTURE}">'
        case Table(heads, rows):
            head = "".join(f'<th scope="col" style="{_HEAD}">{escaped(one)}</th>' for one in heads)
            body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
            return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(cell: Cell) -> str:
    inside = escaped(cell) if isinstance(cell, str) else "".join(_passage(one.text, one.side) for one in cell)
    return f'<td style="{_CELL}">{inside}</td>'


def _passage(text: str, side: str) -> str:
    if side not in _MARKS:
        return escaped(text)
    tag, style = _MARKS[side]
    return f'<{tag} style="{style}">{escaped(text)}</{tag}>'
