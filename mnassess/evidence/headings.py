"""Which lines of Japanese office prose name what follows: chapters, articles, captions, marked and numbered titles."""

import re

_COUNT = r"[0-9０-９一二三四五六七八九十百]+"
ARTICLE = re.compile(rf"第{_COUNT}条(?:の{_COUNT})*")
"""第12条の2 at the start of a provision."""
CAPTION = re.compile(r"[（(〔【][^）)〕】]{1,30}[）)〕】]")
"""（目的） on a line of its own above its article."""
_DIVISION = re.compile(rf"第{_COUNT}(?P<kind>[編章節款])(?:の{_COUNT})*(?=[\s　:：]|$)")
_SUPPLEMENT = re.compile(r"(?:附\s*則|別表|別紙|別記|様式)[^。]{0,30}")
_MARKED = re.compile(r"[■◆◇●○〇◎□▼▽★☆＜<【〔《].{1,38}")
_NUMBERED = re.compile(
    r"(?:[0-9０-９]{1,2}(?:[.．-][0-9０-９]{1,2})*[.．、]?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.．、]?|[（(][0-9０-９]{1,2}[）)])[\s　]*[^\s　0-9０-９].{0,28}"
)
_SENTENCE = re.compile(r"[。、，,：:;；|]|\.$|(?:する|した|ない|ある|いる|こと|ます|です|した)$")
_LENGTH = 40
_RANKS = {"編": 21, "章": 22, "節": 23, "款": 24}
ORDINARY = 25
_OF_AN_ARTICLE = 26


def article_of(text: str) -> str:
    """第3条 where the text begins with it; "" where not."""
    match = ARTICLE.match(text)
    return match[0] if match else ""


def is_heading(line: str) -> bool:
    """Whether a line of plain text names what follows rather than says something itself."""
    text = line.strip()
    if not text or len(text) > _LENGTH:
        return False
    if CAPTION.fullmatch(text) or _DIVISION.match(text):
        return True
    if _SENTENCE.search(text):
        return False
    return any(pattern.fullmatch(text) for pattern in (_SUPPLEMENT, _MARKED, _NUMBERED))


def rank(heading: str, level: int) -> int:
    """How high a heading stands, the smaller the higher: its level where it has one, then 編, 章, 節, 款, any other, the caption of an article."""
    if level:
        return level
    division = _DIVISION.match(heading)
    if division:
        return _RANKS[division["kind"]]
    return _OF_AN_ARTICLE if CAPTION.fullmatch(heading.strip()) else ORDINARY
