"""When two texts are the same words: white space and the width of characters make no difference, everything else does."""

import hashlib
import re
import unicodedata

_VOICED = re.compile("[\uff66-\uff9d][\uff9e\uff9f]")
"""Half-width kana with the sound mark that is a character of its own there: ｶﾞ."""
_SPACE = re.compile("[\\s\u200b]+")
_LENGTH = 32


def _wide_and_narrow() -> dict[int, str]:
    """Character → the same one in its usual width."""
    found = {}
    for code in range(0xFF00, 0xFFF0):
        kind, _, rest = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in {"<wide>", "<narrow>"}:
            found[code] = chr(int(rest, 16))
    return found


_USUAL_WIDTH = _wide_and_narrow()


def folded(text: str) -> str:
    """The text without white space, every character in its usual width: ＩＤ → ID, ｶﾞ → ガ; ㈱ and case stay."""
    voiced = _VOICED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _SPACE.sub("", voiced.translate(_USUAL_WIDTH))


def fingerprint(text: str) -> str:
    """The digest of a text that ignores white space and width variants and nothing else."""
    return hashlib.sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
