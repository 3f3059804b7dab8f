"""F1: what is said about the blank the keyboard is in, then every key."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult

from mnassess.forms.guidance import guidance_lines
from mnassess.forms.model import Node
from mnassess.language import say
from mnassess.tui import keys
from mnassess.tui.keymap import Keymap
from mnassess.tui.screens.page import Page, Reading

_KEY_COLUMN = 18


class HelpPage(Page[None]):
    """Help for one screen: the groups of keys that are heard there."""

    def __init__(self, title: str, node: Node | None, names: Sequence[str], keymap: Keymap) -> None:
        super().__init__(
            say("説明　{title}", title=title),
            (("reading.up reading.down", say("読む")), ("page.leave", say("戻る"))),
        )
        self._lines = [*(guidance_lines(node) if node else ()), *key_lines(names, keymap)]

    def compose_page(self) -> ComposeResult:
        """The text."""
        yield Reading("\n".join(self._lines).strip("\n"))


def key_lines(names: Sequence[str], keymap: Keymap) -> Iterator[str]:
    """Every key of the groups, in lines."""
    for name in names:
        group = keys.group(name)
        yield from ("", group.title)
        for action in group.actions:
            shown = keymap.shown(action)
            if shown:
                yield _line(shown, action.words)
        for seen, meaning in group.notes:
            yield _line(seen, meaning)
    if "screen" in names:
        yield from (
            "",
            say("キーのない操作は、操作の一覧（{key}）にあります。", key=keymap.shown("screen.menu")),
        )


def _line(shown: str, words: str) -> str:
    return f"  {shown}{' ' * max(2, _KEY_COLUMN - cell_len(shown))}{words}"
