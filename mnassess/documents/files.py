"""Bytes to and from the disk so that nothing is half written."""

import contextlib
import os
import tempfile
import time
from pathlib import Path

from mnassess.errors import DocumentError, cause
from mnassess.language import say

_WINDOWS_TRIES = 6


def read_within(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most `limit` bytes. DocumentError where there is none, or it cannot be read."""
    try:
        if not path.is_file():
            raise DocumentError(path, say("ファイルがありません。"))
        if path.stat().st_size > limit:
            raise DocumentError(path, say("大きすぎます（{limit} MB まで）。", limit=limit // 1024 // 1024))
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(path, say("読めません（{reason}）。", reason=cause(error))) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file by `data`: after this call, or after a crash in it, the old or the new file is there, whole."""
    path = path.resolve()
    prefix, suffix = _temporary(path)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=suffix)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_mode(temporary, path)
        _replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def clear_leftovers(path: Path) -> None:
    """Remove what crashes in `write_atomically` left beside the file. Only for who may write the file now."""
    prefix, suffix = _temporary(path)
    with contextlib.suppress(OSError):
        for one in path.parent.iterdir():
            if one.name.startswith(prefix) and one.name.endswith(suffix):
                one.unlink(missing_ok=True)


def _temporary(path: Path) -> tuple[str, str]:
    """How the name of the file that is to replace `path` begins and ends."""
    return f".{path.name}.", ".tmp"


def sync_folder(folder: Path) -> None:
    """Make a rename or a new file in the folder durable, where the system knows how."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_mode(temporary: Path, path: Path) -> None:
    """mkstemp makes a file only its owner may read; a shared folder keeps what it had."""
    if os.name == "nt":
        return
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
    else:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


def _replace(temporary: Path, path: Path) -> None:
    """Virus scanners and synchronisers on Windows hold a file for moments: try again a few times."""
    for attempt in range(_WINDOWS_TRIES):
        try:
            temporary.replace(path)
        except PermissionError:
            if os.name != "nt" or attempt == _WINDOWS_TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
        else:
            return


def free_name(path: Path) -> Path:
    """The path, or with the first number behind its name under which nothing lies yet."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
