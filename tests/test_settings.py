"""The settings file: where it is, what it may say, what is said where it says something else."""

from pathlib import Path

import pytest

from mnassess.errors import SettingsError
from mnassess.settings import SIZE_LIMIT, VARIABLE, Settings, read_settings, settings_path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is named by the environment."""
    path = tmp_path / "settings.toml"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_without_a_file_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert read_settings() == Settings()


def test_the_file_lies_in_the_folder_for_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    path = settings_path()
    assert path is not None
    assert path.parts[-2:] == ("mnassess", "settings.toml")


def test_a_variable_set_to_nothing_means_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert settings_path() is None
    assert read_settings() == Settings()


def test_a_file_that_is_named_and_missing_is_told(path: Path) -> None:
    with pytest.raises(SettingsError, match=r"settings\.toml：読めません"):
        read_settings()


GOOD = {
    "quoted": ('[keys]\n"entry.save" = "f5"', {"entry.save": "f5"}),
    "dotted": ('keys.entry.save = "f5"', {"entry.save": "f5"}),
    "a table of its own": ('[keys.entry]\nsave = "f5"', {"entry.save": "f5"}),
    "with the mark Notepad writes": ('\ufeff[keys]\n"entry.save" = "f5"', {"entry.save": "f5"}),
    "empty": ("", {}),
}


@pytest.mark.parametrize("name", GOOD)
def test_keys_may_be_written_in_every_way_of_toml(name: str, path: Path) -> None:
    text, keys = GOOD[name]
    path.write_text(text, encoding="utf-8")
    assert read_settings().keys == keys


def test_colors_and_language_are_read(path: Path) -> None:
    path.write_text('theme = "light"\nlanguage = "en"\n', encoding="utf-8")
    assert (read_settings().theme, read_settings().language) == ("light", "en")


BAD = {
    "not TOML": (b"theme = dark", "TOML として読めません"),
    "not UTF-8": ('theme = "明るい"'.encode("cp932"), "UTF-8 で保存してください"),
    "a setting that is none": (b'colour = "dark"', "colour：知らない設定です"),
    "keys that are no table": (b'keys = "f2"', "keys：[keys] という表にしてください"),
    "a theme that is none": (b'theme = "blue"', 'theme："dark"か"light" のどちらかです'),
    "a theme that is a number": (b"theme = 1", 'theme："dark"か"light" のどちらかです'),
    "a theme that is empty": (b'theme = ""', 'theme："dark"か"light" のどちらかです'),
    "a language that is none": (b'language = "fr"', 'language："ja"か"en" のどちらかです'),
    "too big": (b"#" * (SIZE_LIMIT + 1), "大きすぎます"),
    "deeper than can be read": (b"theme = " + b"[" * 40_000, "TOML として読めません"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_told_with_file_and_place(name: str, path: Path) -> None:
    content, sentence = BAD[name]
    path.write_bytes(content)
    with pytest.raises(SettingsError) as told:
        read_settings()
    assert str(told.value).startswith(str(path))
    assert sentence in str(told.value)
