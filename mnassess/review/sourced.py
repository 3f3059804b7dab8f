"""What the data files of the review have in common: what each says of itself, and how sure its items are.

An item names the clause it rests on ("" where none does) and how sure that is: `confirmed` and `partly` rest on a
source, `remembered` on memory, `proposal` is our advice.
"""

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mnassess.errors import FormDefinitionError, OwnDataError
from mnassess.forms.schema_files import (
    Json,
    Place,
    as_object,
    as_text,
    check_known,
    list_at,
    object_at,
    read_json,
    text_at,
)

SURE = ("confirmed", "partly", "remembered", "proposal")
_HEAD = ("title", "edition", "effective_from")
_FILE_LIMIT = 4 * 1024 * 1024
_TEXT_LIMIT = 2000


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where items come from."""

    file: str
    title: str
    edition: str
    effective_from: date
    """The day from which on the law reads as the file takes it to."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A document that would show that a measure is carried out."""

    kind: str
    """Code of an evidence kind."""
    name: str
    """What such a document is usually called."""


def read_data(file: Path, members: Collection[str]) -> tuple[dict[str, Json], Place, Source]:
    """The object a data file holds, once it says what it is and holds nothing but `members` beside."""
    place = Place(file)
    if file.is_file() and file.stat().st_size > _FILE_LIMIT:
        raise place.refuse("大きすぎます")
    root = as_object(read_json(file), place)
    check_known(root, (*_HEAD, *members), place)
    source = Source(
        file=file.name,
        title=sentence_at(root, "title", place),
        edition=sentence_at(root, "edition", place),
        effective_from=_day_at(root, "effective_from", place),
    )
    return root, place, source


@contextlib.contextmanager
def own_file(file: Path, what: str) -> Iterator[None]:
    """Inside it, what is refused is told as said by an agency's own file: which, where, and what to do."""
    try:
        yield
    except FormDefinitionError as error:
        raise OwnDataError(file, error, what) from None


def objects_at(holder: Mapping[str, Json], key: str, place: Place) -> Iterator[tuple[dict[str, Json], Place]]:
    """The objects of the array under a name, each with its place."""
    for number, raw in enumerate(list_at(holder, key, place)):
        at = place / key / number
        yield as_object(raw, at), at


def sentence_at(holder: Mapping[str, Json], key: str, place: Place, *, lines: bool = False) -> str:
    """The text under a name, which must be there; of printable characters, on one line unless `lines`."""
    return _printable(text_at(holder, key, place), place / key, lines=lines)


def sentences_at(holder: Mapping[str, Json], key: str, place: Place) -> tuple[str, ...]:
    """The texts under a name; none where the name is not there."""
    return tuple(
        _printable(as_text(text, place / key / number), place / key / number)
        for number, text in enumerate(list_at(holder, key, place))
    )


def codes_at(
    holder: Mapping[str, Json], key: str, place: Place, known: Collection[str] | None = None
) -> tuple[str, ...]:
    """The codes under a name, each once and one of the known ones; none where the name is not there."""
    codes = sentences_at(holder, key, place)
    for number, code in enumerate(codes):
        if known is not None:
            one_of(code, known, place / key / number)
        if code in codes[:number]:
            raise (place / key / number).refuse(f"「{code}」が二度あります")
    return codes


def code_at(holder: Mapping[str, Json], key: str, place: Place, known: Collection[str]) -> str:
    """The code under a name, one of the known ones."""
    return one_of(text_at(holder, key, place), known, place / key)


def one_of(code: str, known: Collection[str], place: Place) -> str:
    """The code, once it is a known one."""
    if code not in known:
        raise place.refuse(f"「{code}」は使えません（使える値：{'・'.join(known)}）")
    return code


def clause_at(holder: Mapping[str, Json], place: Place) -> str:
    """The clause an item rests on; it says "" where there is none."""
    if holder.get("clause") == "":
        return ""
    return sentence_at(holder, "clause", place)


def sure_at(holder: Mapping[str, Json], place: Place) -> str:
    """How sure an item is."""
    return code_at(holder, "sure", place, SURE)


def proofs_at(holder: Mapping[str, Json], place: Place, kinds: Collection[str] | None) -> tuple[Proof, ...]:
    """The documents under `evidence`, at least one."""
    proofs = []
    for raw, at in objects_at(holder, "evidence", place):
        check_known(raw, ("kind", "name"), at)
        kind = code_at(raw, "kind", at, kinds) if kinds is not None else sentence_at(raw, "kind", at)
        proofs.append(Proof(kind=kind, name=sentence_at(raw, "name", at)))
    if not proofs:
        raise (place / "evidence").refuse("裏付けとなる資料が一つもありません")
    return tuple(proofs)


def reasons_at(
    holder: Mapping[str, Json], key: str, place: Place, known: Collection[str]
) -> Mapping[str, str]:
    """Code → sentence, of the object under a name; empty where the name is not there."""
    if key not in holder:
        return {}
    raw = object_at(holder, key, place)
    return {one_of(code, known, place / key): sentence_at(raw, code, place / key) for code in raw}


def _day_at(holder: Mapping[str, Json], key: str, place: Place) -> date:
    try:
        return date.fromisoformat(text_at(holder, key, place))
    except ValueError:
        raise (place / key).refuse("日付ではありません") from None


def _printable(text: str, place: Place, *, lines: bool = False) -> str:
    if len(text) > _TEXT_LIMIT:
        raise place.refuse(f"{_TEXT_LIMIT}文字を超えています")
    if not text.strip() or not (text.replace("\n", "") if lines else text).replace("　", "").isprintable():
        raise place.refuse("空であるか、印刷できない文字があります")
    return text
