"""F10: everything that can be done now, found by words in either language or by the name of its key."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from mnassess.language import LANGUAGES, say, speaking
from mnassess.tui import keys
from mnassess.tui.keymap import Keymap
from mnassess.tui.keys import Action
from mnassess.tui.screens.search import SearchPage

_KEY_COLUMN = 52


@dataclass(frozen=True)
class Command:
    """An action that can be carried out now."""

    action: Action
    words: str
    """What it does here, where that is more than the action's own words say."""

    where: str = ""
    """Where its key works; "" on the whole screen."""


def palette_page(commands: Sequence[Command], keymap: Keymap) -> SearchPage:
    """The page; its result is Textual's action."""

    def search(typed: str) -> list[tuple[str, str]]:
        return [(one.action.does, line(one, keymap)) for one in found(commands, typed, keymap)]

    return SearchPage(
        say("操作の一覧"),
        search,
        placeholder=say("言葉かキーの名前"),
        typing=say("言葉かキーの名前を入力"),
        enter=say("実行"),
    )


def line(command: Command, keymap: Keymap) -> str:
    """The words, and its keys in a column."""
    shown = keymap.shown(command.action)
    if not shown:
        return command.words
    gap = max(2, _KEY_COLUMN - cell_len(command.words))
    return f"{command.words}{' ' * gap}{command.where}{shown}"


def found(commands: Sequence[Command], typed: str, keymap: Keymap) -> list[Command]:
    """The commands that every typed word is said of: first those whose key it is, then those whose words say it."""
    words = _plain(typed).split()

    def rank(one: Command) -> int:
        if set(words) & set(_plain(keymap.shown(one.action)).split()):
            return 0
        return 1 if all(word in _plain(one.words) for word in words) else 2

    return sorted((one for one in commands if all(word in _said_of(one, keymap) for word in words)), key=rank)


def _said_of(command: Command, keymap: Keymap) -> str:
    """Everything a command can be found by: its words in every language, its keys, its id."""
    said = [command.words, command.action.id, keymap.shown(command.action)]
    for language in LANGUAGES:
        with speaking(language):
            said.append(keys.action(command.action.id).words)
    return _plain("\n".join(said))


def _plain(text: str) -> str:
    """As it is compared: without regard to case, and wide letters and spaces, which an IME types, like narrow ones."""
    return unicodedata.normalize("NFKC", text).casefold()
