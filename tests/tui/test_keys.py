"""Every key is in one list, is explained, can be found, and can be changed by a file."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import LARGE, answers_in, document, drive, workspace
from rich.cells import cell_len
from textual.binding import Binding
from textual.dom import DOMNode

import mnassess.tui
from mnassess.documents.session import EditingSession
from mnassess.errors import MnassessError
from mnassess.language import LANGUAGES, speaking, use
from mnassess.tui import keys
from mnassess.tui.colors import theme_of
from mnassess.tui.keymap import SHIPPED, TOGETHER, bar_entries, read_keymap
from mnassess.tui.screens.checklist import ChecklistPage
from mnassess.tui.screens.commands import CommandScreen
from mnassess.tui.screens.difference import DifferencePage
from mnassess.tui.screens.entry import EntryScreen
from mnassess.tui.screens.findings import FindingsPage
from mnassess.tui.screens.help import key_lines
from mnassess.tui.screens.home import HomeScreen
from mnassess.tui.screens.interview import InterviewScreen
from mnassess.tui.screens.palette import Command, found
from mnassess.tui.screens.review import ReviewScreen
from mnassess.tui.screens.risk_table import RiskTablePage
from mnassess.tui.screens.sign_off import SignOffPage


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
        action = keys.action(one.id)
        assert one.key in (action.keys.split(",") if action.keys else [keys.no_key(action)])


def test_the_help_of_the_screens_explains_every_key_of_the_list() -> None:
    explained = set()
    for kind in (
        EntryScreen,
        HomeScreen,
        InterviewScreen,
        ReviewScreen,
        ChecklistPage,
        RiskTablePage,
        SignOffPage,
        FindingsPage,
        DifferencePage,
    ):
        explained |= {*kind.INTRODUCED, "screen", *kind.OFFERED, "app", "focus", *kind.EXPLAINED}
    assert explained == set(keys.groups())


def test_a_line_of_the_help_has_the_keys_and_a_sentence() -> None:
    assert "  Space Enter       選ぶ" in list(key_lines(["options"], SHIPPED))


def test_every_group_is_compared_with_those_it_is_heard_with() -> None:
    with_keys = {name for name, group in keys.groups().items() if group.actions}
    assert {name for together in TOGETHER for name in together} == with_keys


def test_no_two_actions_have_one_name() -> None:
    names = [one.id for one in keys.iter_actions()]
    assert len(names) == len(set(names))
    assert all(keys.action(name).id == name for name in names)


# --- changed keys --------------------------------------------------------------------------------------------------

READ = {
    "names are read in any case and width": ({"entry.save": "Ｆ５, CTRL+L"}, "entry.save", "F5 Ctrl+L"),
    "short names": ({"home.new": "ins, del"}, "home.new", "Insert Delete"),
    "modifiers in any order": ({"entry.save": "shift+ctrl+f2"}, "entry.save", "Ctrl+Shift+F2"),
    "no key": ({"entry.save": ""}, "entry.save", ""),
    "a key for what had none": ({"entry.word": "f7"}, "entry.word", "F7"),
    "what is not named stays": ({"entry.word": "f7"}, "entry.save", "F2 Ctrl+S"),
}


@pytest.mark.parametrize("name", READ)
def test_keys_are_read_as_people_write_them(name: str) -> None:
    table, action, shown = READ[name]
    if "F5" in shown:
        table = {**table, "entry.problems": ""}
    assert read_keymap(table).shown(action) == shown


REFUSED = {
    "no such action": ({"entry.nope": "f2"}, "entry.nope という操作はありません"),
    "no such group": ({"nope": "f2"}, "nope という操作はありません"),
    "no such key": ({"entry.save": "f2, f99"}, "entry.save の f99 というキーはありません"),
    "no such modifier": ({"entry.save": "hyper+s"}, "entry.save の hyper+s というキーはありません"),
    "a number": ({"entry.save": 2}, "entry.save には"),
    "a list": ({"entry.save": ["f2"]}, "entry.save には"),
    "a letter": ({"entry.save": "s"}, "entry.save の s は文字を打つキーです"),
    "a capital": ({"entry.save": "shift+s"}, "entry.save の shift+s は文字を打つキーです"),
    "Ctrl+I is Tab": ({"entry.save": "ctrl+i"}, "entry.save の ctrl+i は、端末では Tab と区別できません"),
    "a key of typing": ({"editor.enter": "f2"}, "editor.enter のキーは変えられません"),
    "no way to end": ({"app.quit": ""}, "app.quit のキーは無くせません"),
    "no way to leave a page": ({"page.leave": " , "}, "page.leave のキーは無くせません"),
    "no way to leave a document": ({"entry.back": ""}, "entry.back のキーは無くせません"),
    "no way to the palette": ({"screen.menu": ""}, "screen.menu のキーは無くせません"),
    "taken on the same screen": ({"entry.save": "f5"}, "キー F5 が entry.save（今すぐ保存する（入力は自動でも保存されます））"),
    "taken by every screen": ({"entry.save": "f1"}, "キー F1 が screen.help（説明とキーの一覧） と entry.save（"),
    "taken by typing": ({"entry.save": "enter"}, "キー Enter が"),
    "taken by a control": ({"home.new": "down"}, "キー 下 が home.new（"),
    "two on one new key": ({"entry.save": "f6", "entry.undo": "f6"}, "キー F6 が entry.save（"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_change_that_cannot_be_is_told_with_its_line(name: str) -> None:
    table, sentence = REFUSED[name]
    with pytest.raises(MnassessError, match=re.escape(sentence)):
        read_keymap(table)


def test_both_actions_of_a_clash_are_named() -> None:
    with pytest.raises(MnassessError, match=r"entry\.save（.*entry\.problems（.*両方"):
        read_keymap({"entry.save": "f5"})


def test_keys_may_be_exchanged(tmp_path: Path) -> None:
    keymap = read_keymap({"entry.previous": "f9", "entry.following": "f8"})
    text = drive(document(tmp_path), ["f8"], keymap=keymap)
    assert "① 事務の名称" in text
    assert "F9/8 前/次" in text
    assert "評価書番号" in drive(document(tmp_path / "other"), ["f8", "f9"], keymap=keymap)


def test_keys_of_different_screens_do_not_clash() -> None:
    assert read_keymap({"entry.word": "ctrl+n"} | {"work.add": "insert"}).shown("home.new") == "Ctrl+N Insert"


def test_a_changed_key_does_its_work_and_the_shipped_one_no_longer(tmp_path: Path) -> None:
    keymap = read_keymap({"entry.save": "f6, ctrl+l"})
    for key in ("f6", "ctrl+l"):
        path = document(tmp_path / key)
        assert "保存しました" in drive(path, ["enter", "「あ」", key], keymap=keymap)
    assert "保存しました" not in drive(document(tmp_path / "f2"), ["enter", "「あ」", "f2"], keymap=keymap)


def test_an_action_without_a_key_can_be_given_one(tmp_path: Path) -> None:
    path = document(tmp_path)
    drive(path, ["f7"], keymap=read_keymap({"entry.word": "f7", "app.theme": "alt+t"}))
    assert path.with_suffix(".docx").is_file()


def test_actions_without_a_key_do_not_take_each_others_place() -> None:
    assert keys.no_key(keys.action("entry.word")) != keys.no_key(keys.action("app.theme"))


def test_a_key_that_was_taken_away_does_nothing(tmp_path: Path) -> None:
    keymap = read_keymap({"entry.save": ""})
    text = drive(document(tmp_path), ["enter", "「あ」", "f2"], keymap=keymap)
    assert "保存しました" not in text
    assert "F2" not in text


def test_space_stays_space_with_an_ime_on(tmp_path: Path) -> None:
    keymap = read_keymap({"options.choose": "space"})
    path = document(tmp_path)
    drive(path, ["f3", "「1-6」", "enter", "ideographic_space", "f2"], keymap=keymap)
    assert "overview.linkage.status" in answers_in(path)


SHOWN = {"help": "f1", "palette": "f10", "bar": "…"}


@pytest.mark.parametrize("place", SHOWN)
def test_the_screen_shows_the_changed_keys(place: str, tmp_path: Path) -> None:
    text = drive(document(tmp_path), [SHOWN[place]], keymap=read_keymap({"entry.save": "f6"}))
    assert "F6" in text
    assert "F2" not in text


def test_the_hint_below_a_list_shows_the_changed_keys(tmp_path: Path) -> None:
    keymap = read_keymap({"work.add": "ctrl+l", "work.up": "alt+up", "work.down": "alt+down"})
    path = document(tmp_path, **{"files[a]": None})
    text = drive(path, ["f3", "「特定個人情報ファイル（」", "enter"], LARGE, keymap=keymap)
    assert "Ctrl+L 追加" in text
    assert "Alt+上下 並べ替え" in text


# --- the bar -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [EntryScreen, HomeScreen, InterviewScreen], ids=lambda kind: kind.__name__)
def test_what_stays_in_the_bar_fits_80_columns(kind: type[CommandScreen], language: str) -> None:
    with speaking(language):
        entries = bar_entries(SHIPPED, "screen", *kind.OFFERED, "app")
    assert cell_len(" ".join(entry.text for entry in entries if entry.stays)) <= 80
    assert cell_len(" ".join(entry.text for entry in entries)) <= 120


def test_help_menu_and_the_ways_out_stay_in_a_bar_that_is_too_narrow(tmp_path: Path) -> None:
    bar = drive(document(tmp_path), size=(45, 24)).splitlines()[-1]
    assert bar == "F1 説明 F2 保存 F10 操作 Esc 目次 ^Q 終了"


# --- the palette ---------------------------------------------------------------------------------------------------

FOUND = {
    "Japanese words": ("保存する", "entry.save"),
    "English words": ("next empty", "entry.next"),
    "English words in any case": ("WORD FILE", "entry.word"),
    "the name of the key": ("ctrl+s", "entry.save"),
    "the name of the key in full width": ("Ｆ２", "entry.save"),
    "words parted by a wide space": ("番号　移動", "entry.jump"),
    "the id": ("entry.undo", "entry.undo"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUND)
def test_the_palette_finds_an_action_by(name: str, language: str) -> None:
    typed, action = FOUND[name]
    with speaking(language):
        commands = [Command(one, one.words) for one in keys.iter_actions("entry", "screen", "app")]
        assert found(commands, typed, SHIPPED)[0].action.id == action


def test_the_action_whose_key_is_typed_comes_before_those_whose_key_begins_so() -> None:
    commands = [Command(keys.action(name), "") for name in ("screen.menu", "screen.help")]
    assert [one.action.id for one in found(commands, "f1", SHIPPED)] == ["screen.help", "screen.menu"]


def test_what_nothing_is_said_of_finds_nothing() -> None:
    commands = [Command(one, one.words) for one in keys.iter_actions("entry")]
    assert found(commands, "保存 移動", SHIPPED) == []


def test_enter_carries_out_the_first_line(tmp_path: Path) -> None:
    text = drive(document(tmp_path), ["f10", "「Ｗｏｒｄ」", "enter"])
    assert "Word に出力しました" in text


def test_the_arrows_reach_the_other_lines(tmp_path: Path) -> None:
    assert "移動先" in drive(document(tmp_path), ["ctrl+p", "down", "down", "enter"])


def test_the_palette_of_the_list_of_documents(tmp_path: Path, expected) -> None:
    expected("tui/palette-home.txt", drive(workspace(tmp_path), ["f10"]))
    assert "事務の名称" in drive(tmp_path / "ws", ["f10", "「作る」", "enter"])


def test_what_would_do_nothing_is_not_offered(tmp_path: Path) -> None:
    path = document(tmp_path)
    fresh = drive(path, ["f10"])
    assert "元に戻す" not in fresh
    assert "前の項目へ" not in fresh
    assert "元に戻す" in drive(path, ["enter", "「あ」", "f10"])
    other = EditingSession.open(path, "鈴木")
    try:
        assert "今すぐ保存する" not in drive(path, ["enter", "enter", "f10"])
    finally:
        other.close()


def test_the_first_entry_of_a_list_cannot_be_moved_up(tmp_path: Path) -> None:
    path = document(tmp_path, **{"files[a]": None, "files[b]": None})
    text = drive(path, ["f3", "「特定個人情報ファイル（」", "enter", "enter", "f10"])
    assert "このファイルを下へ移動" in text
    assert "このファイルを上へ移動" not in text


# --- colors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "terminal", "theme"),
    [
        ("", "", "textual-dark"),
        ("", "15;0", "textual-dark"),
        ("", "0;15", "textual-light"),
        ("", "0;default;7", "textual-light"),
        ("dark", "0;15", "textual-dark"),
        ("light", "15;0", "textual-light"),
    ],
)
def test_the_choice_of_colors_is_the_persons_else_the_terminals(
    choice: str, terminal: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", terminal)
    assert theme_of(choice) == theme


def test_the_palette_switches_the_colors_and_says_for_how_long(tmp_path: Path) -> None:
    def look(app) -> None:
        assert app.theme == "textual-light"

    text = drive(document(tmp_path), ["f10", "「明るい」", "enter"], then=look)
    assert '明るい配色です（今回だけ。次回からもなら設定ファイルに theme = "light"）。' in text
    assert "暗い配色です" in drive(tmp_path / "ws", ["f10", "「配色」", "enter", "f10", "「配色」", "enter"])


# --- English -------------------------------------------------------------------------------------------------------

ENGLISH = {
    "first": [],
    "cover": ["enter"],
    "palette": ["f10"],
    "help": ["enter", "f1"],
    "jump": ["f3"],
    "problems": ["f5"],
    "choices": ["f3", "「1-6」", "enter", "2", "f2"],
    "list": ["f3", "「1-2」", "enter"],
    "home": ["escape", "…"],
    "new": ["escape", "ctrl+n"],
}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_screen_in_english_looks_as_expected(name: str, tmp_path: Path, expected) -> None:
    path = document(tmp_path, **{"cover.number": "12"})
    use("en")
    try:
        expected(f"tui/en/{name}.txt", drive(path, ENGLISH[name]))
    finally:
        use("ja")
