"""PDF files: the text layer page by page, its lines joined again where only the layout broke them."""

import logging
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import islice, pairwise
from typing import Any

from mnassess.evidence import locations
from mnassess.evidence.headings import CAPTION, article_of, is_heading
from mnassess.evidence.model import Block
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.language import say

_PAGE_NUMBER = re.compile(
    r"[-－–—\s]*(?:[0-9０-９]{1,4}|[0-9０-９]{1,4}\s*[/／]\s*[0-9０-９]{1,4})(?:\s*(?:頁|ページ))?[-－–—\s]*"
)
_BEGINS = re.compile(
    r"[\s　]|[・●○〇■□◆◇①-⑳※＊*＜<【]|[-－–—][\s　]|[（(][0-9０-９ア-ンａ-ｚa-z一二三四五六七八九十]{1,2}[）)]"
    r"|[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})*[.．、\s　]|[ア-ン][\s　.．、]|[一二三四五六七八九十]{1,3}[\s　、]|第[0-9０-９一二三四五六七八九十百]+[条章節編款項]"
)
_ENDS = re.compile(r"[。：:；;」）)】》>＞]$")
_FULL = 0.82
"""Share of the page's line width from which on a line counts as broken by the layout."""
_WIDE = r"[぀-ヿ㐀-鿿豈-﫿！-～]"
_SPACED = re.compile(f"(?<={_WIDE})[ ](?={_WIDE})")
_WIDE_PAIR = re.compile(f"{_WIDE}(?={_WIDE})")
_PAGES_NAMED = 20


def read(source: Source) -> Iterator[Piece]:
    """The pages in order."""
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # its warnings are for programmers; ours are remarks
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(source.data))
    if _is_locked(reader):
        yield Remark(say("暗号化（パスワード）されているため読めません。"))
        return
    silent: list[int] = []
    damaged: list[int] = []
    article = ""
    pages = list(islice(reader.pages, source.limits.pages))
    for number, page in enumerate(pages, start=1):
        lines = _lines(page)
        if lines is None:
            damaged.append(number)
        elif not lines and _shows_something(page):
            silent.append(number)
        for line in lines or ():
            names = not article_of(line) and is_heading(line)
            article = _article_at(line, article, names=names)
            yield Block(line, f"{locations.page(number)} {article}".rstrip(), is_heading=names)
    if len(reader.pages) > len(pages):
        yield Remark(say("頁が多すぎるため、{count} 頁までを読みました。", count=len(pages)))
    if silent and len(silent) == len(pages):
        yield Remark(say("文字のないスキャン画像です。中身は人が見てください。"))
    elif silent:
        yield Remark(say("{pages} は文字のないスキャン画像です。", pages=_named(silent)))
    if damaged:
        yield Remark(say("{pages} は壊れているため読めません。", pages=_named(damaged)))


def _article_at(line: str, article: str, *, names: bool) -> str:
    """The article a line stands in, `article` being that of the line before."""
    found = article_of(line)
    return found if found or (names and not CAPTION.fullmatch(line)) else article


def _is_locked(reader: Any) -> bool:
    """Whether it takes a password to read; a file locked only against changes opens without."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.is_encrypted) and not reader.decrypt("")
    except (DependencyError, NotImplementedError):
        return True


def _lines(page: Any) -> list[str] | None:
    """The lines of a page; None where it cannot be read."""
    try:
        return paragraphs_of(page.extract_text())
    except Exception:  # noqa: BLE001 - a page made to break the reader must not hide the others
        return None


def _named(pages: list[int]) -> str:
    names = "・".join(locations.page(number) for number in pages[:_PAGES_NAMED])
    return f"{names} …" if len(pages) > _PAGES_NAMED else names


def _shows_something(page: Any) -> bool:
    """Whether a page without text is more than an empty sheet."""
    try:
        resources = page.get("/Resources")
        objects = resources.get_object().get("/XObject") if resources is not None else None
        if objects is not None and len(objects.get_object()):
            return True
        contents = page.get_contents()
        return contents is not None and b"BI" in contents.get_data()
    except Exception:  # noqa: BLE001 - damaged resources: something was meant to be there
        return True


def paragraphs_of(text: str) -> list[str]:
    """The lines of a page with those joined that only the width of the paper broke."""
    lines = [_unspaced(line.rstrip()) for line in text.split("\n")]
    lines = [line for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line)]
    if not lines:
        return []
    width = max(map(_width, lines))
    joined = [lines[0].strip()]
    for before, line in pairwise(lines):
        if _runs_on(before, line, width):
            joined[-1] += (
                " " if joined[-1][-1:].isascii() and line.strip()[:1].isascii() else ""
            ) + line.strip()
        else:
            joined.append(line.strip())
    return joined


def _runs_on(before: str, line: str, width: int) -> bool:
    if _ENDS.search(before) or _BEGINS.match(line):
        return False
    return _width(before) >= width * _FULL and width > 20 and not is_heading(before)


def _unspaced(line: str) -> str:
    """The line without the blanks that some writers put between all its letters."""
    blanks = len(_SPACED.findall(line))
    return _SPACED.sub("", line) if blanks > 3 and blanks > len(_WIDE_PAIR.findall(line)) else line


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)
