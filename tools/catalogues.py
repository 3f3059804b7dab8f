"""Bring the English catalogue up to date with the sentences in the code, and compile every catalogue.

Sentences that are new get an empty translation (the tests then name them); those that are gone are dropped.
"""

import ast
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "mnassess"
LOCALE = PACKAGE / "locale"
ENGLISH = LOCALE / "en/LC_MESSAGES/mnassess.po"


def sentences() -> dict[str, str]:
    """Sentence → the module that says it first."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                message = node.args[0]
                if isinstance(message, ast.Constant) and isinstance(message.value, str):
                    found.setdefault(message.value, path.relative_to(PACKAGE).as_posix())
    return found


def read(path: Path) -> Catalog:
    """The catalogue in a .po file; an empty one where there is none."""
    if not path.is_file():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file)


def main() -> None:
    """Write `mnassess.po` anew and all `.mo` files."""
    known = {message.id: message.string for message in read(ENGLISH) if message.id}
    english = Catalog(locale="en", project="mnassess", fuzzy=False)
    for sentence, module in sentences().items():
        english.add(sentence, known.get(sentence, ""), locations=[(module, 0)])
    with ENGLISH.open("wb") as file:
        write_po(file, english, width=0, sort_by_file=True, include_lineno=False, omit_header=True)
    for path in LOCALE.rglob("*.po"):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))


if __name__ == "__main__":
    main()
