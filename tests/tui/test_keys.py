"""Every key is in one list, is explained, can be found, and can be changed by a file."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import mnassess.tui
from mnassess.tui import keys
from mnassess.tui.keymap import SHIPPED, TOGETHER
from mnassess.tui.screens.entry import EntryScreen
from mnassess.tui.screens.help import key_lines
from mnassess.tui.screens.home import HomeScreen


def own_classes() -> list[type[DOMNode]]:
    """Every screen and widget this package declares, and the application."""
    for module in pkgutil.walk_packages(mnassess.tui.__path__, "mnassess.tui."):
        importlib.import_module(module.name)

    def below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    return [one for one in dict.fromkeys(below(DOMNode)) if one.__module__.startswith("mnassess.")]


def bindings(kind: type[DOMNode]) -> list[Binding]:
    """What the class hears, also by what it is derived from."""
    return [one for heard in kind._merged_bindings.key_to_bindings.values() for one in heard]


@pytest.mark.parametrize("kind", own_classes(), ids=lambda kind: kind.__name__)
def test_no_key_is_heard_that_the_list_does_not_have(kind: type[DOMNode]) -> None:
    for one in bindings(kind):
        assert one.id, f"{one.key} of {kind.__name__} comes from Textual"
        assert one.key in keys.action(one.id).keys.split(",")


def test_the_help_of_the_screens_explains_every_key_of_the_list() -> None:
    explained = set()
    for kind in (EntryScreen, HomeScreen):
        explained |= {"screen", *kind.OFFERED, "app", "focus", *kind.EXPLAINED}
    assert explained == set(keys.groups())


def test_a_line_of_the_help_has_the_keys_and_a_sentence() -> None:
    assert "  Space Enter       選ぶ" in list(key_lines(["options"], SHIPPED))


def test_every_group_is_compared_with_those_it_is_heard_with() -> None:
    assert {name for together in TOGETHER for name in together} == set(keys.groups())


def test_no_two_actions_have_one_name() -> None:
    names = [one.id for one in keys.iter_actions()]
    assert len(names) == len(set(names))
    assert all(keys.action(name).id == name for name in names)
