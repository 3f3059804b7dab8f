"""Which key does what for this person: the shipped keys of `keys.py` with the changes of the settings file."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from textual.dom import DOMNode

from mnassess.errors import MnassessError, SettingsError
from mnassess.language import say
from mnassess.settings import Settings
from mnassess.tui import keys
from mnassess.tui.keys import Action

_MODIFIERS = ("ctrl", "alt", "shift")
_NAMED = frozenset(
    {"enter", "escape", "tab", "space", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
    | {"insert", "delete", "backspace", *(f"f{n}" for n in range(1, 25))}
)
_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "ins": "insert",
    "del": "delete",
    "bs": "backspace",
    "pgup": "pageup",
    "pgdn": "pagedown",
}
_SAME_IN_A_TERMINAL = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+[": "Esc",
}

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("app", "focus", "screen", "entry", "noting", "reading", "outline", "work"),
    ("app", "focus", "screen", "entry", "noting", "reading", "list", "work"),
    ("app", "focus", "screen", "entry", "noting", "reading", "editor", "lines"),
    ("app", "focus", "screen", "entry", "noting", "reading", "options"),
    ("app", "focus", "screen", "interview", "noting", "reading", "editor", "lines"),
    ("app", "focus", "screen", "interview", "noting", "reading", "options"),
    ("app", "focus", "screen", "interview", "noting", "reading", "list", "work"),
    ("app", "focus", "screen", "home", "list"),
    ("app", "focus", "screen", "review", "rows"),
    ("app", "focus", "screen", "review", "quoting", "reading"),
    ("app", "focus", "screen", "page", "checklist", "rows"),
    ("app", "focus", "screen", "page", "signing", "rows"),
    ("app", "focus", "screen", "page", "risks", "table"),
    ("app", "focus", "page", "list", "work"),
    ("app", "focus", "page", "reading", "notice"),
    ("app", "focus", "page", "reading", "question"),
    ("app", "focus", "page", "reading", "new", "editor", "lines"),
    ("app", "focus", "page", "reading", "new", "options"),
    ("app", "focus", "screen", "page", "searching", "editor"),
    ("app", "focus", "screen", "page", "searching", "list"),
    ("app", "focus", "screen", "page", "reading", "draft", "finding", "editor", "lines"),
    ("app", "focus", "screen", "page", "reading", "draft", "finding", "options"),
    ("app", "focus", "screen", "page", "findings", "rows"),
    ("app", "focus", "screen", "page", "difference"),
)
"""Groups whose keys are heard at the same time. A screen's group stands here with each control it shows."""


@dataclass(frozen=True)
class Keymap:
    """The keys of every action."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id → the keys the settings file gives it, in Textual's names."""

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """The keys of an action, in Textual's names."""
        return self.changed.get(action.id, shipped(action))

    def shown(self, action: Action | str) -> str:
        """Its keys as people read them: "F2 Ctrl+S"."""
        return " ".join(self._names(action))

    def first(self, action: Action | str) -> str:
        """The first of its keys, for a sentence; "" where it has none."""
        return next(iter(self._names(action)), "")

    def for_textual(self) -> dict[str, str]:
        """What `App.set_keymap` takes; it would take an empty string for "as shipped"."""
        return {
            name: ",".join(_heard(pressed)) or keys.no_key(keys.action(name))
            for name, pressed in self.changed.items()
        }

    def _names(self, action: Action | str) -> list[str]:
        one = keys.action(action) if isinstance(action, str) else action
        return list(dict.fromkeys(key_name(key) for key in self.keys_of(one)))


SHIPPED = Keymap()


def keymap_of(node: DOMNode) -> Keymap:
    """The keymap of the application a screen or widget runs in."""
    keymap = getattr(node.app, "keymap", None)
    return keymap if isinstance(keymap, Keymap) else SHIPPED


def keymap_in(settings: Settings) -> Keymap:
    """The keymap a settings file asks for. SettingsError names the file and the line that cannot be."""
    try:
        return read_keymap(settings.keys)
    except MnassessError as error:
        if settings.path is None:
            raise
        raise SettingsError(settings.path, "[keys]", str(error)) from None


def read_keymap(table: Mapping[str, Any]) -> Keymap:
    """The keymap that a table id → "f2, ctrl+s" makes. MnassessError says which line cannot be."""
    keymap = Keymap({name: _read_keys(name, value) for name, value in table.items()})
    for name in keymap.changed:
        if keys.action(name).is_needed and not keymap.changed[name]:
            raise MnassessError(say("{id} のキーは無くせません（画面から出られなくなります）。", id=name))
    for clash in _iter_clashes(keymap):
        raise MnassessError(clash)
    return keymap


def written_keys(keymap: Keymap) -> list[tuple[str, tuple[str, ...], str]]:
    """(id, keys, what it does) of every action that can be given keys, as the settings file would say it."""
    return [
        (one.id, tuple(key for key in keymap.keys_of(one) if key != "ideographic_space"), one.words)
        for one in keys.iter_actions()
        if one.does
    ]


def shipped(action: Action) -> tuple[str, ...]:
    """The keys an action comes with."""
    return tuple(action.keys.split(",")) if action.keys else ()


def key_name(key: str) -> str:
    """A key as people read it: Ctrl+S, F2, Esc, 上."""
    *modifiers, last = key.split("+")
    arrows = {"up": say("上"), "down": say("下"), "left": say("左"), "right": say("右")}
    names = {"escape": "Esc", "ideographic_space": "Space", "pageup": "PageUp", "pagedown": "PageDown"}
    name = arrows.get(last) or names.get(last) or (last.upper() if len(last) == 1 else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def short_name(name: str) -> str:
    """A key's name in the bar: ^S for Ctrl+S."""
    return name.replace("Ctrl+", "^", 1) if name.startswith("Ctrl+") and len(name) == len("Ctrl+S") else name


def paired(first: str, second: str) -> str:
    """Two keys in one word: F8/9, Ctrl+上下."""
    start = first.rfind("+") + 1
    if first[:start] != second[:start]:
        return f"{first}/{second}"
    if {first[:1], second[:1]} == {"F"} and second[1:].isdigit():
        return f"{first}/{second[1:]}"
    between = "" if first[start:] + second[start:] in {"上下", "左右"} else "/"
    return f"{first}{between}{second[start:]}"


@dataclass(frozen=True)
class BarEntry:
    """One place in the bar at the bottom."""

    text: str
    stays: bool = False
    """The others go first where the bar is too long."""


def bar_entries(keymap: Keymap, *names: str) -> list[BarEntry]:
    """The places of the bar that these groups have: first the F keys by number, then the others."""
    actions = [one for one in keys.iter_actions(*names) if one.bar and keymap.first(one)]
    actions.sort(key=lambda one: int(one.keys[1:3].rstrip(",")) if one.keys[1:2].isdigit() else 99)
    entries = []
    for one in actions:
        key = short_name(keymap.first(one))
        other = short_name(keymap.first(one.bar_with)) if one.bar_with else ""
        entries.append(BarEntry(f"{paired(key, other) if other else key} {one.bar}", one.stays_in_bar))
    return entries


def joint_keys(keymap: Keymap, *ids: str) -> str:
    """The first key of one action, or of two that go together; "" where they have none."""
    names = [name for name in (keymap.first(one) for one in ids if one) if name]
    return paired(*names) if len(names) == 2 else "".join(names)


def hint(keymap: Keymap, *parts: tuple[str, str]) -> str:
    """Keys with a word each, for the foot of a page or below a list: "Enter 開く　Ctrl+上下 移動".

    A part is (id, word); two ids that go together are written "work.up work.down". One without an id is only said.
    """
    said = []
    for ids, word in parts:
        first, _, second = ids.partition(" ")
        pressed = joint_keys(keymap, first, second)
        if pressed:
            said.append(f"{pressed} {word}")
        elif not ids:
            said.append(word)
    return say("　").join(said)


def _read_keys(name: str, value: Any) -> tuple[str, ...]:
    """The keys of one line of the table."""
    if not keys.action(name).does:
        raise MnassessError(say("{id} のキーは変えられません。", id=name))
    if not isinstance(value, str):
        raise MnassessError(say('{id} には "f2, ctrl+s" のような文字列を書いてください。', id=name))
    typed = [one.strip() for one in unicodedata.normalize("NFKC", value).casefold().split(",")]
    return tuple(dict.fromkeys(_read_key(name, one) for one in typed if one))


def _read_key(name: str, typed: str) -> str:
    """One key in Textual's name. MnassessError where no terminal sends it or where it would take typing away."""
    *modifiers, last = (part.strip() for part in typed.split("+"))
    last = _OTHER_NAMES.get(last, last)
    key = "+".join([*(one for one in _MODIFIERS if one in modifiers), last])
    is_letter = len(last) == 1 and last.isascii() and last.isalnum()
    if set(modifiers) - set(_MODIFIERS) or not (last in _NAMED or is_letter):
        raise MnassessError(say("{id} の {key} というキーはありません。", id=name, key=typed))
    if is_letter and not {"ctrl", "alt"} & set(modifiers):
        raise MnassessError(
            say("{id} の {key} は文字を打つキーです。Ctrl+ か Alt+ を付けてください。", id=name, key=typed)
        )
    if key in _SAME_IN_A_TERMINAL:
        other = _SAME_IN_A_TERMINAL[key]
        raise MnassessError(
            say("{id} の {key} は、端末では {other} と区別できません。", id=name, key=typed, other=other)
        )
    return key


def _heard(pressed: Iterable[str]) -> list[str]:
    """The keys with the wide space wherever the space is one: an IME sends it in its place."""
    return [one for key in pressed for one in ((key, "ideographic_space") if key == "space" else (key,))]


def _iter_clashes(keymap: Keymap) -> Iterator[str]:
    """A sentence for every two actions that are heard together and share a key which they do not share as shipped."""
    for together in TOGETHER:
        holders: dict[str, Action] = {}
        for one in keys.iter_actions(*together):
            for key in keymap.keys_of(one):
                other = holders.setdefault(key, one)
                if other.id != one.id and not (key in shipped(other) and key in shipped(one)):
                    yield say(
                        "キー {key} が {first} と {second} の両方に割り当てられています。",
                        key=key_name(key),
                        first=f"{other.id}（{other.words}）",
                        second=f"{one.id}（{one.words}）",
                    )
