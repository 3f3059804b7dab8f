"""How a command ends: what the shell is given, and the one line a person reads when something could not be used."""

import re
import sys

from mnassess.language import say

FOUND_NOTHING = 0
FOUND_SOMETHING = 1
UNUSABLE = 2
INTERRUPTED = 130
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def complain(sentence: str) -> None:
    """One line on standard error; control characters of file names and contents are shown, not sent."""
    line = _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", " ".join(sentence.split("\n"))).strip()
    print(say("エラー：{line}", line=line), file=sys.stderr)  # noqa: T201 - the one place that prints errors
