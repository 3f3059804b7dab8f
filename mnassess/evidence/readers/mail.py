"""Mail messages (eml): head lines, the text, and the attachments of a known kind, a few messages deep."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from mnassess.evidence import locations
from mnassess.evidence.decoding import decode
from mnassess.evidence.model import Block
from mnassess.evidence.readers import Piece, Remark, Source
from mnassess.evidence.readers.text import blocks_of, remarks_on
from mnassess.evidence.readers.web import read_html
from mnassess.language import say

_HEADERS = (
    ("Subject", "件名"),
    ("From", "差出人"),
    ("To", "宛先"),
    ("Cc", "写し"),
    ("Date", "日付"),
)
"""What is read of the head, and how mail programs in Japan call it."""
_NAMELESS = "無題"
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_BOUNDARIES = 200
"""Multiparts in a message; each costs its parser a look at every line inside."""


def read(source: Source) -> Iterator[Piece]:
    """The message, then its attachments."""
    if len(_BOUNDARY.findall(source.data)) > _BOUNDARIES:
        yield Remark(say("メールの入れ子が深すぎるため読みません。"))
        return
    message = message_from_bytes(source.data, policy=policy.default)
    yield from _headers(message)
    attachments = []
    for part in _parts(message):
        if _is_attachment(part):
            attachments.append(part)
        else:
            yield from _text(part, source)
    for number, part in enumerate(attachments):
        if number == source.limits.attachments:
            yield Remark(say("添付ファイルが多すぎるため、{count} 個までを読みました。", count=number))
            return
        yield from _attachment(part, source)


def _headers(message: Message) -> Iterator[Block]:
    for name, words in _HEADERS:
        value = _header(message, name)
        if value:
            yield Block(f"{words}：{value}", words)


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001 - email raises what it likes on malformed heads
        return ""


def _parts(message: Message) -> Iterator[EmailMessage]:
    """The leaves; of alternatives the plain text, or the last where none is plain. A message inside is a leaf."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() != "multipart":
            if isinstance(part, EmailMessage):
                yield part
            continue
        inside = (
            [one for one in part.get_payload() if isinstance(one, Message)] if part.is_multipart() else []
        )
        if part.get_content_subtype() == "alternative":
            plain = [
                one
                for one in inside
                if one.get_content_type() == "text/plain" and one.get_payload(decode=True)
            ]
            inside = plain[:1] or inside[-1:]
        waiting += reversed(inside)


def _is_attachment(part: EmailMessage) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() == "message/rfc822"
        or part.get_content_maintype() != "text"
        or bool(_name(part))
    )


def _text(part: EmailMessage, source: Source) -> Iterator[Piece]:
    payload = part.get_payload(decode=True)
    decoded = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset() or "")
    yield from remarks_on(decoded)
    if decoded is None:
        return
    if part.get_content_subtype() == "html":
        yield from read_html(decoded.text, source.limits.html_depth)
        return
    for one in blocks_of(decoded.text.split("\n")):
        yield replace(one, location=f"本文{one.location}")


def _attachment(part: EmailMessage, source: Source) -> Iterator[Piece]:
    from mnassess.evidence.reading import iter_pieces

    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        data = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
        name = f"{_name(part) or _NAMELESS}.eml"
    else:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        name = _name(part) or _NAMELESS
    yield Block(f"添付：{name}", "添付")
    if source.depth >= source.limits.nesting:
        yield Remark(say("添付「{name}」は入れ子が深すぎるため読みません。", name=name))
        return
    inside = Source(name=name, data=data, limits=source.limits, depth=source.depth + 1)
    for piece in iter_pieces(inside):
        if isinstance(piece, Remark):
            yield Remark(say("添付「{name}」：{remark}", name=name, remark=piece.text))
        else:
            yield replace(piece, location=locations.attached(name, piece.location))


def _name(part: Message) -> str:
    """The file name as a name: no folders, no control characters."""
    try:
        name = part.get_filename() or ""
    except Exception:  # noqa: BLE001 - see `_headers`
        return ""
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in name if one.isprintable())[:80].strip()
