"""A register → everything its files say, passage by passage. What was read once is kept by the hash of the file.

The cache holds the text of evidence: what the register no longer names is removed from it at the next reading.
"""

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mnassess import language
from mnassess.evidence.drift import Digests, digests_of
from mnassess.evidence.limits import LIMITS, Limits
from mnassess.evidence.model import Block, Entry, Library, Passage, Reading, Register
from mnassess.evidence.passages import cut
from mnassess.evidence.reading import VERSION, cache_kind, read_file
from mnassess.evidence.register_files import Filling

_WORKSPACE = "mnassess.toml"
_PRIVATE = Path(".mnassess", "evidence")
_CACHED = re.compile(r"[0-9a-f]{64}\.[a-z0-9]+\.[a-z]{2}\.json")
_LEVELS_UP = 4


def cache_of(register: Path) -> Path:
    """Where the text of a register's files is kept: in its workspace, beside the register where it is in none."""
    folder = register.absolute().parent
    for above in (folder, *folder.parents[:_LEVELS_UP]):
        if (above / _WORKSPACE).is_file():
            return above / _PRIVATE
    return folder / _PRIVATE


def read_library(
    register: Register,
    cache: Path | None = None,
    limits: Limits = LIMITS,
    digests: Digests | None = None,
    *,
    is_kept: bool = True,
) -> Library:
    """Everything the register's files say. Without a cache folder every file is read anew.

    A file that changed is read again, one that cannot be read is a remark; neither stops the others. `digests` where
    the files were looked at already. Unless `is_kept` the cache is read and left as it is.
    """
    found = digests_of(register) if digests is None else digests
    passages: list[Passage] = []
    remarks: dict[str, tuple[str, ...]] = {}
    for entry in register.entries:
        reading = read_entry(register, entry, found, cache, limits, is_kept=is_kept)
        passages += cut(entry.id, reading)
        if reading.remarks:
            remarks[entry.id] = reading.remarks
    if cache and is_kept:
        files = ((register.file(entry), found.get(entry.id)) for entry in register.entries)
        _forget_others(cache, {_name(path, digest) for path, digest in files if path and digest})
    return Library(
        passages=tuple(passages),
        remarks=MappingProxyType(remarks),
        digests=MappingProxyType({entry: one.sha256 for entry, one in found.items() if one}),
    )


def read_entry(
    register: Register,
    entry: Entry,
    digests: Digests,
    cache: Path | None = None,
    limits: Limits = LIMITS,
    *,
    is_kept: bool = True,
) -> Reading:
    """What the file of an entry says; of one without a file, what was noted."""
    path, digest = register.file(entry), digests.get(entry.id)
    if path is None:
        return _noted(entry)
    if digest is None:
        return read_file(path, limits)
    return _kept(cache / _name(path, digest) if cache else None, path, limits, is_kept=is_kept)


def _name(path: Path, digest: Filling) -> str:
    return f"{digest.sha256}.{cache_kind(path.name)}.{language.current()}.json"


def _noted(entry: Entry) -> Reading:
    """What was heard or seen, for evidence without a file."""
    lines = (line.strip() for line in entry.note.split("\n"))
    return Reading(blocks=tuple(Block(line, "備考") for line in lines if line))


def _kept(cached: Path | None, path: Path, limits: Limits, *, is_kept: bool) -> Reading:
    """The reading from the cache; where it is not there or damaged, from the file, and kept if it is to be."""
    found = _load(cached) if cached else None
    if found is None:
        found = read_file(path, limits)
        if cached and is_kept:
            _keep(cached, found)
    return found


def _load(cached: Path) -> Reading | None:
    try:
        root = json.loads(cached.read_bytes())
        content = root["reading"]
        if root["version"] != VERSION or root["digest"] != _digest(content):
            return None
        blocks = tuple(
            Block(text, at, bool(heading), level) for text, at, heading, level in content["blocks"]
        )
        return Reading(blocks=blocks, remarks=tuple(content["remarks"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _keep(cached: Path, reading: Reading) -> None:
    """Write the reading whole or not at all. A folder that takes no files only makes the next reading slower."""
    content = {
        "remarks": list(reading.remarks),
        "blocks": [[one.text, one.location, int(one.is_heading), one.level] for one in reading.blocks],
    }
    root = {"version": VERSION, "digest": _digest(content), "reading": content}
    with contextlib.suppress(OSError):
        cached.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=cached.parent, prefix=".", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_written(root))
            temporary.replace(cached)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _digest(content: Any) -> str:
    return hashlib.sha256(_written(content)).hexdigest()


def _forget_others(cache: Path, used: set[str]) -> None:
    """Remove the text of evidence that the register names no more, or that was changed since."""
    with contextlib.suppress(OSError):
        for one in _iter_cached(cache):
            if one.name not in used:
                one.unlink(missing_ok=True)


def _iter_cached(cache: Path) -> Iterator[Path]:
    for one in cache.iterdir():
        if _CACHED.fullmatch(one.name) or (one.name.startswith(".") and one.name.endswith(".tmp")):
            yield one
