"""Text as it comes from the keyboard, a paste or the command line → text as a document holds it.

Applied once, there, and nowhere else: what a file holds is never changed.
"""

import re
import unicodedata

from mnassess.errors import AnswerError
from mnassess.language import say

_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Variant characters of names, 神 福 﨑, which normalization would replace by the common ones."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


def normalized(text: str) -> tuple[str, int]:
    """(the text with kana composed and line ends as \\n, how many control characters were left out)."""
    text = _LINE_ENDS.sub("\n", text)
    kept = _CONTROL.sub("", text)
    return composed(kept), len(text) - len(kept)


def one_line(text: str) -> str:
    """A name as it is stored: normalized, without spaces around it. AnswerError where it holds what no name holds."""
    found, dropped = normalized(text)
    if dropped or "\n" in found:
        raise AnswerError(
            say("制御文字や改行は使えません：{text}", text=text.encode("unicode_escape").decode())
        )
    return found.strip()


def composed(text: str) -> str:
    """か + ゛ → が, as macOS pastes it; variant characters of names stay as they are."""
    parts, last = [], 0
    for match in _COMPATIBILITY.finditer(text):
        parts += [unicodedata.normalize("NFC", text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*parts, unicodedata.normalize("NFC", text[last:])])
