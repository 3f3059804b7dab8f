"""Light letters on dark or dark on light: the person's choice, else the terminal's."""

import os

from mnassess.language import say

_THEMES = {"dark": "textual-dark", "light": "textual-light"}
_LIGHT_BACKGROUNDS = frozenset({"7", "15"})


def theme_of(choice: str) -> str:
    """Textual's theme for "dark" or "light"; for "" the one that is like the terminal."""
    return _THEMES[choice or ("light" if _is_light(os.environ.get("COLORFGBG", "")) else "dark")]


def other(theme: str) -> str:
    """The theme the other way round."""
    return _THEMES["light" if theme == _THEMES["dark"] else "dark"]


def words(theme: str) -> str:
    """What a theme is, that it was chosen for now, and how it is chosen for good."""
    if theme == _THEMES["light"]:
        return say('明るい配色です（今回だけ。次回からもなら設定ファイルに theme = "light"）。')
    return say('暗い配色です（今回だけ。次回からもなら設定ファイルに theme = "dark"）。')


def _is_light(colors: str) -> bool:
    """What terminals say of themselves in COLORFGBG, "0;15": the last number is the background."""
    return colors.rpartition(";")[2] in _LIGHT_BACKGROUNDS
