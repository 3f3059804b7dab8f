"""Where a word stands in a document: in what the form asks and in what was answered."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.words import NOTHING, printed_words
from mnassess.forms.model import Field, FieldKind, Node

AROUND = 20
"""Characters of the answer that are shown on either side of what was found."""
_VOICED = "\uff9e\uff9f"
"""The half-width marks of ｶﾞ and ﾊﾟ, letters of their own that fold together with the one before."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One place where the word stands."""

    path: str
    title: str
    excerpt: str
    """The answer round the word; the beginning of the answer where the word stands in the title; "" for none."""


def iter_hits(assessment: Assessment, text: str) -> Iterator[Hit]:
    """The headings and blanks, in form order, whose title, label or answer holds the text.

    Full and half width, capitals and small letters are alike. A text of nothing but spaces is nowhere.
    """
    wanted = folded(text.strip())
    if not wanted:
        return
    for node, path in _iter_asked(assessment):
        words = _words(assessment, node, path)
        found = folded(words).find(wanted)
        title = title_of(assessment, path)
        if found >= 0:
            yield Hit(path=path, title=title, excerpt=_excerpt(words, found, len(wanted)))
        elif wanted in folded(node.label) or wanted in folded(title):
            yield Hit(path=path, title=title, excerpt=_excerpt(words, 0, 0))


def folded(text: str) -> str:
    """The text with what a search does not tell apart made alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def _iter_asked(assessment: Assessment) -> Iterator[tuple[Node, str]]:
    for node, path in assessment.iter_nodes():
        if not (isinstance(node, Field) and node.kind is FieldKind.PRINT):
            yield node, path
    facts = assessment.form.facts
    for fact in facts.children if facts else ():
        yield fact, fact.path


def _words(assessment: Assessment, node: Node, path: str) -> str:
    value = assessment.value(path) if isinstance(node, Field) else None
    if not isinstance(node, Field) or value is None:
        return ""
    words = printed_words(node, value)
    return "" if words == NOTHING else words


def _excerpt(words: str, found: int, length: int) -> str:
    """The words round a place given in their folded form, on one line."""
    starts = _places(words)
    begin = starts[min(found, len(starts) - 1)]
    end = starts[min(found + length, len(starts) - 1)]
    first, last = max(0, begin - AROUND), min(len(words), end + AROUND)
    shown = " ".join(words[first:last].split("\n"))
    return f"{'…' * (first > 0)}{shown}{'…' * (last < len(words))}"


def _places(words: str) -> list[int]:
    """For each character of the folded words, and for their end, where it comes from."""
    places: list[int] = []
    begin = 0
    for place in range(1, len(words) + 1):
        joins = place < len(words) and (words[place] in _VOICED or unicodedata.combining(words[place]))
        if not joins:
            places += [begin] * len(folded(words[begin:place]))
            begin = place
    return [*places, len(words)]
