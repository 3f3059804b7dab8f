"""Source text → eml: head lines, an empty line, the text; `@attachment 名前` begins a csv attachment in CP932."""

import re
from email.message import EmailMessage
from email.policy import SMTP

_HEAD = re.compile(r"(From|To|Cc|Date|Subject|Message-ID): (.*)")


def eml(source: str) -> bytes:
    """The message of a source text, as mail programs in Japan send it."""
    text, *attachments = re.split(r"^@attachment ", source, flags=re.MULTILINE)
    head, _, body = text.partition("\n\n")
    message = EmailMessage(policy=SMTP)
    for name, value in _HEAD.findall(head):
        message[name] = value
    message.set_content(body, charset="iso-2022-jp")
    for attachment in attachments:
        name, _, content = attachment.partition("\n")
        message.add_attachment(
            content.replace("\n", "\r\n").encode("cp932"), maintype="text", subtype="csv", filename=name
        )
    if attachments:
        message.set_boundary("----=_mihon_0001")
    return message.as_bytes()
