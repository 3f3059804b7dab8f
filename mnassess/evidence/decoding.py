"""Bytes → text, for the encodings that Japanese office files come in.

Order of belief: a byte order mark; the escape sequences of ISO-2022-JP; UTF-8, which other bytes hardly ever form;
the zero bytes of UTF-16; then CP932 or EUC-JP, whichever reads more like Japanese.
"""

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPE = re.compile(rb"\x1b(?:\$[@B(]|\([BJI])")
_SAMPLE = 65536
_KANA = re.compile("[ぁ-んァ-ヶー、。]")
_KANJI = re.compile("[一-龥]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TOLERATED = 0.02
"""Share of unreadable characters that still counts as text."""


class Decoded(NamedTuple):
    """Text and how it was had."""

    text: str
    encoding: str
    replaced: int = 0
    """Characters that could not be read, each U+FFFD now."""


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """The text of a file, its line ends as \\n; None where the bytes are no text. A declared encoding is tried first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finished(data.decode(encoding, "replace"), encoding)
    if declared and (text := _strictly(data, declared)) is not None:
        return _finished(text, declared)
    return _guessed(data)


def _guessed(data: bytes) -> Decoded | None:
    if data.isascii():
        return _finished(*(_from_jis(data) if _ESCAPE.search(data) else (data.decode("ascii"), "ascii")))
    text = _strictly(data, "utf-8")
    if text is not None:
        return _finished(text, "utf-8")
    wide = _wide(data[:_SAMPLE])
    if wide:
        return _finished(data.decode(wide, "replace"), wide)
    read = [
        (text, encoding)
        for encoding in ("cp932", "euc_jp", "euc_jis_2004")
        if (text := _strictly(data, encoding))
    ]
    if read:
        return _finished(*max(read, key=lambda pair: _likeness(pair[0])))
    loosely = [(data.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "cp932", "euc_jp")]
    return _finished(*min(loosely, key=lambda pair: pair[0].count("\ufffd")))


def _finished(text: str, encoding: str) -> Decoded | None:
    replaced = text.count("\ufffd")
    bad = replaced + len(_CONTROL.findall(text))
    if bad > max(2, len(text) * _TOLERATED) or "\x00" in text[:_SAMPLE]:
        return None
    return Decoded(_CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"), encoding, replaced)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001 - "zip" and "hex" are codecs too
            return None
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _wide(sample: bytes) -> str:
    """utf-16-le or utf-16-be where every second byte is mostly that of ASCII or kana; "" where not."""
    sample = sample[: len(sample) // 2 * 2]
    pairs = len(sample) // 2
    if not pairs:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if (high.count(0) + high.count(0x30)) > pairs * 0.5 and high.count(0):
            return encoding
    return ""


def _likeness(text: str) -> float:
    """How Japanese a sample of the text looks: EUC-JP read as CP932 is half-width kana, which count for nothing."""
    sample = text[:_SAMPLE]
    return (2 * len(_KANA.findall(sample)) + len(_KANJI.findall(sample))) / max(1, len(sample))


def _from_jis(data: bytes) -> tuple[str, str]:
    """ISO-2022-JP, with the circled numbers and half-width kana that mail programs of Windows put into it."""
    text = _strictly(data, "iso2022_jp_ext")
    return (text, "iso2022_jp") if text is not None else (_from_shifted(data), "iso2022_jp")


def _from_shifted(data: bytes) -> str:
    pieces, mode, place = [], b"(B", 0
    for escape in [*_ESCAPE.finditer(data), None]:
        end = escape.start() if escape else len(data)
        pieces.append(_shifted(data[place:end], mode))
        if escape:
            mode, place = escape[0][1:], escape.end()
    return "".join(pieces)


def _shifted(run: bytes, mode: bytes) -> str:
    """A run of JIS bytes by way of CP932, which knows the characters that JIS itself leaves open."""
    if mode == b"(I":
        return bytes(byte | 0x80 for byte in run).decode("cp932", "replace")
    if not mode.startswith(b"$"):
        return run.decode("ascii", "replace")
    converted = bytearray()
    for first, second in zip(run[0::2], run[1::2], strict=False):
        lead = (first - 0x21) // 2 + 0x81
        trail = second + (0x7E if first % 2 == 0 else 0x1F if second < 0x60 else 0x20)
        converted += bytes((min(255, max(0, lead + (0x40 if lead > 0x9F else 0))), min(255, trail)))
    return converted.decode("cp932", "replace")
