"""Runs the command line in a process of its own, as a shell does."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from mnassess.documents.creation import create_document
from mnassess.documents.workspace import create_workspace


class Ended(NamedTuple):
    status: int
    out: str
    err: str


def mnassess(
    *arguments: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None, typed: str = ""
) -> Ended:
    """How the command ended; `typed` is what stands on its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "mnassess", *map(str, arguments)],
        check=False,
        input=typed.encode(),
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "", **(env or {})},
    )
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def refused(*arguments: str | Path, env: dict[str, str] | None = None) -> str:
    """The one line on standard error of a command that could not use its input."""
    ended = mnassess(*arguments, env=env)
    assert (ended.status, ended.out) == (2, ""), ended
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1
    return ended.err.strip()


def new_document(folder: Path, form: str, name: str = "甲事務") -> Path:
    """A new document of an operation in the workspace at `folder`, which is made where there is none."""
    if not folder.exists():
        create_workspace(folder, agency="みほん市長", body="local")
    return create_document(folder, form, name=name)
