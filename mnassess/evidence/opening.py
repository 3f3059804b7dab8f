"""A file of the evidence opened in the program the system has for it, as a double click does."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from mnassess.errors import MnassessError, cause
from mnassess.evidence.model import Entry, Register
from mnassess.evidence.reading import PICTURES
from mnassess.language import say

OPENED = PICTURES | {"docx", "xlsx", "pptx", "pdf", "csv", "tsv", "txt", "text", "log", "md", "eml"}
"""Suffixes of what only shows itself. Others may run: macros (docm, xls), programs, links. A browser would run the
scripts of an html page and fetch what it names from the net, which tells others that it is being looked at: its text
is on the screen, and who wants the page opens it.
"""


def open_file(register: Register, entry: Entry) -> None:
    """Open the file of an entry beside this program, which does not wait for it.

    MnassessError where there is no file, where it lies outside of the register's folder, or where it could run.
    """
    named = register.file(entry)
    if named is None:
        raise MnassessError(
            say("証跡 {id} にファイルはありません。聞いたこと・見たことは備考にあります。", id=entry.id)
        )
    path, home = named.resolve(), register.path.parent.resolve()
    if not path.is_file():
        raise MnassessError(say("証跡 {id} のファイルがありません：{path}", id=entry.id, path=named))
    if not path.is_relative_to(home):
        raise MnassessError(
            say(
                "証跡 {id} のファイルは台帳のフォルダーの外にあるため、開きません：{path}",
                id=entry.id,
                path=path,
            )
        )
    if path.suffix.lower().removeprefix(".") not in OPENED:
        raise MnassessError(
            say(
                "この種類のファイルは、プログラムが動いたり外と通信したりすることがあるため、ここからは開きません：{path}",
                path=path,
            )
        )
    try:
        _open(path)
    except OSError as error:
        raise MnassessError(
            say("{path} を開けません（{reason}）。", path=path, reason=cause(error))
        ) from error


def _open(path: Path) -> None:
    """Hand the file over, without a shell, and without this program's terminal."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the suffix says that it is shown, not run
        return
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(name)
    if program is None:
        raise MnassessError(
            say(
                "ファイルを開くプログラム（{name}）がありません。自分で開いてください：{path}",
                name=name,
                path=path,
            )
        )
    nowhere = subprocess.DEVNULL
    started = subprocess.Popen(  # noqa: S603 - one absolute path, no shell
        [program, str(path)], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
    threading.Thread(target=started.wait, daemon=True).start()  # or it stays behind as a zombie
