"""Whether quoted words stand in the evidence they are said to come from.

White space, the width of characters and the edges of table cells make no difference; the quote itself stays as typed.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from mnassess.errors import LostQuoteError
from mnassess.evidence.drift import Digests
from mnassess.evidence.library import cache_of, read_entry
from mnassess.evidence.model import Entry, Reading, Register
from mnassess.evidence.tables import SEPARATOR
from mnassess.language import say
from mnassess.review.fingerprints import folded
from mnassess.review.model import Quote


class LookedUp(NamedTuple):
    """Quotes that were looked for in the evidence."""

    quotes: tuple[Quote, ...]
    """Those that were not found there are marked."""
    notices: tuple[str, ...]


def look_up(
    quotes: Iterable[Quote], register: Register, digests: Digests, *, unchecked: bool = False
) -> LookedUp:
    """The quotes held against what can be read of their evidence.

    LostQuoteError for one that does not stand in it; `unchecked`: a person answers for it, e.g. for handwriting. One
    from evidence without any text (a scan) is told. What the register does not name is passed over.
    """
    found, notices = [], []
    for quote in quotes:
        entry = register.entry(quote.evidence)
        doubt = _doubt(quote, entry, register, digests, unchecked=unchecked) if entry else ""
        found.append(replace(quote, is_unchecked=bool(doubt)))
        notices += [doubt] if doubt else []
    return LookedUp(tuple(found), tuple(notices))


def _doubt(quote: Quote, entry: Entry, register: Register, digests: Digests, *, unchecked: bool) -> str:
    """Why the quote could not be confirmed; "" where it stands in the evidence."""
    path = register.file(entry)
    if path and not digests.get(entry.id):
        return ""  # without its file the verdict itself is refused
    reading = read_entry(register, entry, digests, cache_of(register.path))
    text = _plain("".join(block.text for block in reading.blocks))
    if text and _plain(quote.text) in text:
        return ""
    if not text:
        return say(
            "証跡 {id} からは文字を読み取れないため、引用「{quote}」を照らせません。原本で確かめてください。",
            id=entry.id,
            quote=quote.text,
        )
    if unchecked:
        return say(
            "証跡 {id} から読み取った文字に、引用「{quote}」は見当たりません。指定により、そのまま記録します。",
            id=entry.id,
            quote=quote.text,
        )
    raise LostQuoteError(
        entry.id,
        say(
            "証跡 {id} から読み取った文字に、引用「{quote}」が見当たりません{remarks}。引用を確かめるか、画像や手書きの箇所なら --quote-unchecked を付けてください。",
            id=entry.id,
            quote=quote.text,
            remarks=_remarks(reading),
        ),
    )


def _plain(text: str) -> str:
    return folded(text.replace(SEPARATOR, " "))


def _remarks(reading: Reading) -> str:
    said = "、".join(one.rstrip("。") for one in reading.remarks)
    return f"（{said}）" if said else ""
