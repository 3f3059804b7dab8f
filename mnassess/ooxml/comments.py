"""Native comments (コメント): `w:comment` in a part of their own, and where the text refers to them."""

from collections.abc import Iterable
from typing import NamedTuple

from mnassess.ooxml.names import W
from mnassess.ooxml.package import XML_HEAD
from mnassess.ooxml.text import attribute, run

_INITIALS = 9
"""Characters of initials Word shows."""


class Comment(NamedTuple):
    """One comment."""

    author: str
    text: str
    """Each line is a paragraph."""


def comment_start(number: int) -> str:
    """What stands before the text a comment speaks of."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def comment_end(number: int, style: str = "") -> str:
    """What stands behind it; `style` is the id of the character style of the mark."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:commentRangeEnd w:id="{number}"/><w:r>{properties}<w:commentReference w:id="{number}"/></w:r>'


def comments_xml(comments: Iterable[Comment], style: str = "") -> bytes:
    """The part with the comments, numbered from 0; `style` is the id of the paragraph style of their text.

    They bear no date: the same comments give the same bytes.
    """
    opening = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "<w:p>"
    written = "".join(
        f'<w:comment w:id="{number}" w:author="{attribute(comment.author)}" '
        f'w:initials="{attribute(comment.author[:_INITIALS])}">'
        + "".join(f"{opening}{run(line)}</w:p>" for line in comment.text.split("\n"))
        + "</w:comment>"
        for number, comment in enumerate(comments)
    )
    return f'{XML_HEAD}<w:comments xmlns:w="{W}">{written}</w:comments>'.encode()
