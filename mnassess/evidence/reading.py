"""A file → its text with locations. Whatever the file is, the answer is a `Reading`; what failed is a remark in it.

The kind of a file is told by its name and its first bytes. Nothing in a file is run, and nothing it points at is
opened or fetched.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from mnassess.errors import MnassessError, cause
from mnassess.evidence.limits import LIMITS, Limits
from mnassess.evidence.model import Block, Reading
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.language import say

VERSION = 1
"""Raised when the same bytes would be read differently: what earlier versions cached is read again."""

READERS: dict[str, str] = {
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), "word"),
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xltm"), "workbook"),
    "pdf": "pdf",
    **dict.fromkeys(("csv", "tsv"), "delimited"),
    **dict.fromkeys(("txt", "text", "log", "md", "markdown"), "text"),
    **dict.fromkeys(("html", "htm", "xhtml"), "web"),
    "eml": "mail",
}
"""Suffix → the module of `readers` that reads it. Another suffix is read as plain text where the bytes are text."""
PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "heif", "webp"))
OLD_OFFICE = frozenset(("doc", "xls", "ppt", "dot", "xlt"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the binary files of Office 97–2003, and newer ones under a password."""
_TYPICAL = {b"%PDF-": "pdf", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip"}


def read_file(path: Path, limits: Limits = LIMITS) -> Reading:
    """What can be read out of a file."""
    try:
        if not path.is_file():
            return Reading(remarks=(say("ファイルがありません。"),))
        if path.stat().st_size > limits.file_size:
            return Reading(
                remarks=(
                    say(
                        "大きすぎるため読みません（{limit} MB まで）。",
                        limit=limits.file_size // 1024 // 1024,
                    ),
                )
            )
        data = path.read_bytes()
    except OSError as error:
        return Reading(remarks=(say("読めません（{reason}）。", reason=cause(error)),))
    return read_bytes(path.name, data, limits)


def read_bytes(name: str, data: bytes, limits: Limits = LIMITS) -> Reading:
    """What can be read out of a file's bytes; `name` tells its kind."""
    blocks: list[Block] = []
    remarks: dict[str, None] = {}
    characters = 0
    for piece in iter_pieces(Source(name=name, data=data, limits=limits)):
        if isinstance(piece, Remark):
            remarks[piece.text] = None
            continue
        characters += len(piece.text)
        if len(blocks) == limits.blocks or characters > limits.characters:
            remarks[say("長すぎるため、途中（{location}）までを読みました。", location=piece.location)] = None
            break
        blocks.append(piece)
    return Reading(blocks=tuple(blocks), remarks=tuple(remarks))


def iter_pieces(source: Source) -> Iterator[Piece]:
    """The blocks and remarks of a file as they are read. Nothing is raised: a failure is the last remark."""
    if not source.data:
        yield Remark(say("中身が空のファイルです。"))
        return
    refusal = _refusal(source)
    if refusal:
        yield Remark(refusal)
        return
    began = False
    try:
        for piece in _reader_of(source)(source):
            began = began or isinstance(piece, Block)
            yield piece
    except MnassessError as error:
        yield Remark(str(error))
    except Exception:  # noqa: BLE001 - the libraries raise anything on a hostile file; the others are still read
        yield Remark(
            say("途中から壊れているため、読めた所までです。")
            if began
            else say("ファイルが壊れているため読めません。")
        )


def kind_of(name: str) -> str:
    """The reader for a file name, e.g. "word"; "text" for whatever has none of its own."""
    return READERS.get(_suffix(name), "text")


def cache_kind(name: str) -> str:
    """What, beside its bytes, a reading of a file depends on: the suffix, as far as it says anything."""
    suffix = _suffix(name)
    known = suffix in READERS or suffix in PICTURES or suffix in OLD_OFFICE
    return suffix if known else "other"


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _reader_of(source: Source) -> Callable[[Source], Iterator[Piece]]:
    read: Callable[[Source], Iterator[Piece]]
    read = import_module(f"mnassess.evidence.readers.{kind_of(source.name)}").read
    return read


def _refusal(source: Source) -> str:
    """Why a file is not even tried; "" where it is."""
    suffix = _suffix(source.name)
    kind = READERS.get(suffix, "")
    if suffix in PICTURES:
        return say("写真・画像のため文字は読みません。中身は人が見てください。")
    if source.data.startswith(_OLE):
        if kind in {"word", "workbook"}:
            return say("パスワードで保護されているか古い形式のため読めません。")
        return say(
            "古い形式（.{suffix}）のため読めません。新しい形式か PDF で保存し直してください。", suffix=suffix
        )
    if suffix in OLD_OFFICE and kind == "":
        return say(
            "古い形式（.{suffix}）のため読めません。新しい形式か PDF で保存し直してください。", suffix=suffix
        )
    found = next((what for begin, what in _TYPICAL.items() if source.data.startswith(begin)), "")
    if kind in {"", "text", "delimited", "web"} and found:
        return say("この種類のファイル（.{suffix}）は読めません。", suffix=suffix)
    if kind in {"word", "workbook"} and found != "zip":
        return say("中身が拡張子（.{suffix}）の形式ではないため読めません。", suffix=suffix)
    return ""
