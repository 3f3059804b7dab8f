"""What a person has set for good: keys, colours and language, from one TOML file."""

import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from mnassess.errors import SettingsError, cause, toml_cause
from mnassess.language import LANGUAGES, say

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "MNASSESS_SETTINGS"
"""Names another file; set to nothing, no file is read."""
FILE_NAME = "settings.toml"
THEMES = ("dark", "light")
SIZE_LIMIT = 100_000
"""Bytes; every key there is, written out, needs less than a tenth."""


class Settings(NamedTuple):
    """The settings file as read. What the keys mean is for the terminal interface to say."""

    path: "Path | None" = None
    """The file; None where there is none."""

    keys: Mapping[str, Any] = MappingProxyType({})
    """Id of an action → its keys as written."""

    theme: str = ""
    """One of `THEMES`; "" leaves it to the terminal."""

    language: str = ""
    """One of `LANGUAGES`; "" where none is set."""


def settings_path() -> "Path | None":
    """Where the settings file is, whether or not it exists; None where none is to be read."""
    from pathlib import Path

    name = _settings_file()
    return Path(name) if name else None


def _settings_file() -> str:
    """Its name; asked by every start, which needs neither pathlib nor, on most systems, platformdirs for it."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return named
    if sys.platform == "linux":
        folder = os.environ.get("XDG_CONFIG_HOME", "").strip() or "~/.config"
        folder = os.path.join(os.path.expanduser(folder), "mnassess")  # noqa: PTH111, PTH118 - see above
    else:
        from platformdirs import user_config_dir

        folder = user_config_dir("mnassess", appauthor=False, roaming=False)
    return os.path.join(folder, FILE_NAME)  # noqa: PTH118 - see above


def read_settings() -> Settings:
    """The settings of the person at the keyboard. SettingsError where the file cannot be used."""
    name = _settings_file()
    if not name or (VARIABLE not in os.environ and not os.path.exists(name)):  # noqa: PTH110 - see there
        return Settings()
    from pathlib import Path

    path = Path(name)
    table = _read_table(path)
    unknown = sorted(set(table) - {"keys", "theme", "language"})
    if unknown:
        raise SettingsError(
            path, unknown[0], say("知らない設定です（keys、theme、language だけが使えます）。")
        )
    keys = table.get("keys", {})
    if not isinstance(keys, dict):
        raise SettingsError(path, "keys", say("[keys] という表にしてください。"))
    return Settings(
        path=path,
        keys=dict(_flat(keys)),
        theme=_one_of(path, table, "theme", THEMES),
        language=_one_of(path, table, "language", LANGUAGES),
    )


def _read_table(path: "Path") -> dict[str, Any]:
    """The file as TOML."""
    import tomllib

    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise SettingsError(path, "", say("読めません：{reason}", reason=cause(error))) from None
    if len(content) > SIZE_LIMIT:
        raise SettingsError(path, "", say("設定ファイルにしては大きすぎます。"))
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(path, "", say("UTF-8 で保存してください。")) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            path, "", say("TOML として読めません：{reason}", reason=toml_cause(error))
        ) from None


def _flat(table: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """(id, value) of every line: TOML reads entry.save without quotes as a table in a table."""
    lines: list[tuple[str, Any]] = []
    for name, value in table.items():
        lines += _flat(value, f"{above}{name}.") if isinstance(value, dict) else [(f"{above}{name}", value)]
    return lines


def _one_of(path: "Path", table: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    value = table.get(name, "")
    if name in table and value not in allowed:
        choices = say("か").join(f'"{one}"' for one in allowed)
        raise SettingsError(path, name, say("{choices} のどちらかです。", choices=choices))
    return str(value)
