"""Whether the evidence is still what was registered: hashes, sizes, dates, against the register and an earlier check."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from mnassess.errors import RegisterError, cause
from mnassess.evidence.model import Entry, Register
from mnassess.evidence.register import register_in
from mnassess.evidence.register_files import SIZE_LIMIT, Filling, open_register
from mnassess.language import say


class EntryState(StrEnum):
    """What became of an entry. Where several hold, the first counts."""

    MISSING = "missing"
    CHANGED = "changed"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    UNHASHED = "unhashed"
    OK = "ok"


BAD_STATES = (EntryState.MISSING, EntryState.CHANGED, EntryState.EXPIRED)
"""The states that somebody has to act on."""


def state_word(state: EntryState) -> str:
    """欠落, 変更あり, 期限切れ, 期間前, ハッシュ未記入 or 変更なし."""
    match state:
        case EntryState.MISSING:
            return say("欠落")
        case EntryState.CHANGED:
            return say("変更あり")
        case EntryState.EXPIRED:
            return say("期限切れ")
        case EntryState.NOT_YET_VALID:
            return say("期間前")
        case EntryState.UNHASHED:
            return say("ハッシュ未記入")
        case EntryState.OK:
            return say("変更なし")


def unhashed_remark(states: Iterable[EntryState]) -> str:
    """What ハッシュ未記入 means and what to do about it; "" where no entry is."""
    if EntryState.UNHASHED not in states:
        return ""
    return say(
        "「ハッシュ未記入」の証跡は、ファイルが後で変わっても分かりません。"
        "mnassess evidence register で台帳にハッシュを記入してください。"
    )


@dataclass(frozen=True, kw_only=True)
class EntryCheck:
    """An entry against its file as it is now."""

    id: str
    path: str
    sha256: str
    """Of the file now; "" where there is none."""
    size: int | None
    state: EntryState

    def to_json(self) -> dict[str, Any]:
        """As `--format json` prints it and `--baseline` reads it."""
        return {
            "id": self.id,
            "path": self.path,
            "sha256": self.sha256,
            "size": self.size,
            "state": str(self.state),
        }


Digests = Mapping[str, Filling | None]
"""Entry id → hash and size of its file; None where the file is not there. An entry without a file is not in it."""


class Registered(NamedTuple):
    """A register with its hashes filled in, not yet written."""

    data: bytes
    """The whole file; see `documents.files.write_atomically` for who writes it."""
    register: Register
    renewed: tuple[str, ...]
    """Ids of entries whose file is not the one registered before."""
    missing: tuple[str, ...]
    """Ids of entries whose file is not there: what was registered of them stays."""
    digests: Digests


class Baseline(NamedTuple):
    """What an earlier check found."""

    digests: Mapping[str, str]
    paths: Mapping[str, str]


def digest_of(path: Path) -> Filling | None:
    """SHA-256 and size of a file, read piece by piece; None where there is no file to read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Filling(digest, file.tell())
    except OSError:
        return None


def digests_of(register: Register) -> Digests:
    """What the files of a register are now, each read once however many entries name it."""
    files = {entry.id: path for entry in register.entries if (path := register.file(entry))}
    found = {path: digest_of(path) for path in dict.fromkeys(files.values())}
    return {entry: found[path] for entry, path in files.items()}


def filled_register(path: Path) -> Registered:
    """The register with the hash and size of every file as it is now; RegisterError where it cannot be used."""
    file = open_register(path)
    register = register_in(path, file)
    digests = digests_of(register)
    fillings: dict[int, Filling] = {}
    renewed, missing = [], []
    for place, entry in enumerate(register.entries):
        if found := digests.get(entry.id):
            fillings[place] = found
            if entry.sha256 and entry.sha256 != found.sha256:
                renewed.append(entry.id)
        elif entry.id in digests:
            missing.append(entry.id)
    data = file.filled(fillings) if fillings else path.read_bytes()
    return Registered(data, register, tuple(renewed), tuple(missing), digests)


def check_register(
    register: Register, as_of: date, baseline: Baseline | None = None, digests: Digests | None = None
) -> tuple[EntryCheck, ...]:
    """Every entry's state, in the register's order, then what the baseline had and the register has no more.

    `digests` where the files were looked at already.
    """
    known = digests_of(register) if digests is None else digests
    checks = [_check(entry, known.get(entry.id), as_of, baseline) for entry in register.entries]
    return (*checks, *_gone(register, baseline))


def _check(entry: Entry, found: Filling | None, as_of: date, baseline: Baseline | None) -> EntryCheck:
    before = baseline.digests.get(entry.id, "") if baseline else ""
    known = {one for one in (entry.sha256, before) if one}
    return EntryCheck(
        id=entry.id,
        path=entry.path,
        sha256=found.sha256 if found else "",
        size=found.size if found else None,
        state=_state(entry, as_of, found.sha256 if found else "", known),
    )


def _state(entry: Entry, as_of: date, digest: str, known: set[str]) -> EntryState:
    if entry.path and not digest:
        return EntryState.MISSING
    if entry.path and known - {digest}:
        return EntryState.CHANGED
    if entry.valid_to and entry.valid_to < as_of:
        return EntryState.EXPIRED
    if entry.valid_from and entry.valid_from > as_of:
        return EntryState.NOT_YET_VALID
    if entry.path and not known:
        return EntryState.UNHASHED
    return EntryState.OK


def _gone(register: Register, baseline: Baseline | None) -> Iterator[EntryCheck]:
    there = {entry.id for entry in register.entries}
    for identifier, path in baseline.paths.items() if baseline else ():
        if identifier not in there:
            yield EntryCheck(id=identifier, path=path, sha256="", size=None, state=EntryState.MISSING)


def to_json(checks: Iterable[EntryCheck], as_of: date) -> dict[str, Any]:
    """The value that `--format json` prints."""
    return {"as_of": as_of.isoformat(), "entries": [one.to_json() for one in checks]}


def load_baseline(path: Path) -> Baseline:
    """An earlier `evidence check --format json`; RegisterError where the file is none."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise RegisterError(
                path, say("大きすぎます（{limit} MB まで）。", limit=SIZE_LIMIT // 1024 // 1024)
            )
        root = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise RegisterError(path, say("読めません（{reason}）。", reason=cause(error))) from error
    except (ValueError, RecursionError):
        raise RegisterError(path, say("JSON として読めません。")) from None
    entries = root.get("entries") if isinstance(root, dict) else None
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise RegisterError(path, say("evidence check の結果（--format json）ではありません。"))
    return Baseline(
        digests={one["id"]: one["sha256"].lower() for one in entries},
        paths={one["id"]: one["path"] for one in entries},
    )


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(key), str) for key in ("id", "path", "sha256")
    )
