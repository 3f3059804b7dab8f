"""Every sentence for people is said in every language, with the same blanks to fill."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from mnassess.language import say, speaking

PACKAGE = Path(__file__).parents[1] / "mnassess"
LOCALE = PACKAGE / "locale"
BLANK = re.compile(r"\{([a-z_]*)\}")
CATALOGUES = [LOCALE / "en/LC_MESSAGES/mnassess.po", LOCALE / "ja/LC_MESSAGES/messages.po"]


def iter_said() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield path, node


def messages() -> set[str]:
    said = (call.args[0] for path, call in iter_said() if path.name != "language.py")
    return {argument.value for argument in said if isinstance(argument, ast.Constant)}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file) if path.suffix == ".po" else read_mo(file)


def test_every_sentence_is_a_literal_that_a_translator_can_find() -> None:
    dynamic = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path, call in iter_said()
        if not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]
    assert dynamic == []


def test_english_has_every_sentence_and_no_other() -> None:
    known = {message.id for message in catalogue(CATALOGUES[0]) if message.id and message.string}
    assert messages() - known == set()
    assert known - messages() == set()


def test_a_translation_fills_the_same_blanks() -> None:
    for message in catalogue(CATALOGUES[0]):
        if message.id:
            assert set(BLANK.findall(message.string)) == set(BLANK.findall(message.id)), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_the_compiled_catalogue_is_the_one_that_is_written(path: Path) -> None:
    assert by_sentence(catalogue(path.with_suffix(".mo"))) == by_sentence(catalogue(path))


def by_sentence(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Translations by sentence; those with a plural have two of each."""
    pairs = ((message.id, message.string) for message in catalog if message.id)
    return {
        tuple([key] if isinstance(key, str) else key): tuple([s] if isinstance(s, str) else s)
        for key, s in pairs
    }


def test_braces_in_a_value_mean_nothing() -> None:
    assert say("{path}：読めません。", path="{0}{x}") == "{0}{x}：読めません。"


def test_english_is_spoken_on_request() -> None:
    with speaking("en"):
        assert "読めません" not in say("{path}：ファイルがありません。", path="x")
