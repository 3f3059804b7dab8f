"""What a form says beside a blank: the question to ask, the guidance (記載要領), an example."""

from mnassess.forms.model import Node
from mnassess.language import say


def guidance_lines(node: Node | None) -> list[str]:
    """What there is to say about a blank or heading, in lines."""
    if node is None:
        return [say("（この欄の説明はありません）")]
    lines = []
    if node.question:
        lines.append(say("問い：{text}", text=node.question))
    if node.guidance:
        lines.append(say("要領：{text}", text=node.guidance))
    if node.example:
        lines.append(say("例：{text}", text=node.example))
    return lines or [say("（この欄の説明はありません）")]
