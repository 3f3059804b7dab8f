"""How a command ends: what the shell is given, and the one line a person reads when something could not be used."""

import re
import sys
from collections.abc import Iterable

from mnassess.language import say

FOUND_NOTHING = 0
FOUND_SOMETHING = 1
UNUSABLE = 2
INTERRUPTED = 130
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def complain(sentence: str) -> None:
    """One line on standard error about what is wrong."""
    remark(say("エラー：{line}", line=sentence.strip()))


def warn(sentence: str) -> None:
    """One line on standard error about what to know though the work is done."""
    remark(say("注意：{line}", line=sentence.strip()))


def remark(sentence: str) -> None:
    """One line on standard error; control characters of file names and contents are shown, not sent."""
    line = visible(" ".join(sentence.split("\n"))).strip()
    print(line, file=sys.stderr)  # noqa: T201 - the one place that prints beside the output


def remark_all(sentences: Iterable[str]) -> None:
    """A line on standard error for each: what a session found on opening, say."""
    for sentence in sentences:
        remark(sentence)


def visible(text: str, keep: str = "") -> str:
    """The text with its control characters, but those to keep, spelled out."""
    return _CONTROL.sub(lambda match: match[0] if match[0] in keep else f"\\x{ord(match[0]):02x}", text)
