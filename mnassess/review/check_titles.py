"""What the automatic checks are called: `schemas/review/checks/titles.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mnassess import language, resources
from mnassess.forms.schema_files import check_known
from mnassess.review.origins import read_origin
from mnassess.review.sourced import objects_at, read_data, sentence_at


@dataclass(frozen=True, slots=True)
class CheckTitle:
    """What one check looks for, in a few words."""

    ja: str
    en: str


@cache
def standard_check_titles() -> Mapping[str, CheckTitle]:
    """Code of a check → its title, of those that travel with the program."""
    return read_check_titles(resources.schemas() / "review" / "checks" / "titles.json")


def titled(code: str) -> str:
    """The code, which people type, with its title; the code alone where a record holds one of another version."""
    title = standard_check_titles().get(code)
    if title is None:
        return code
    return f"{code} {title.ja if language.current() == 'ja' else title.en}"


def read_check_titles(file: Path) -> Mapping[str, CheckTitle]:
    """The titles a file gives; FormDefinitionError where it names a code twice or says what is not understood."""
    root, place, _ = read_data(file, ("titles", "clause", "sure"))
    read_origin(root, place)
    titles: dict[str, CheckTitle] = {}
    for raw, at in objects_at(root, "titles", place):
        check_known(raw, ("code", "ja", "en"), at)
        code = sentence_at(raw, "code", at)
        if code in titles:
            raise at.refuse(f"「{code}」が二度あります")
        titles[code] = CheckTitle(ja=sentence_at(raw, "ja", at), en=sentence_at(raw, "en", at))
    return MappingProxyType(titles)
