"""Beside the section: what the form's guidance (記載要領) says about the blank the keyboard is in."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.tui.marks import plain
from mnassess.tui.widgets.scrolling import Scrolling


class Guidance(Scrolling):
    """Question, guidance and example of one blank."""

    DEFAULT_CSS = """
    Guidance { padding: 0 1; scrollbar-size-vertical: 1; }
    Guidance Static { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = Static()

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, node: Node | None) -> None:
        """Show what is said about a blank or heading."""
        self._text.update(Content(plain("\n".join(guidance_lines(node)))))
        self.scroll_home(animate=False)


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
