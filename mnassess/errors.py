"""What goes wrong at the edge of the program, as one sentence for the person at the keyboard.

Problems inside a document are values (`rules.problems.Problem`); these exceptions are for files that cannot be
used and for requests that cannot be carried out. The command line prints `str(error)` and exits with status 2.
"""

import errno
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from mnassess.language import say

if TYPE_CHECKING:
    from pathlib import Path

_CAUSES: dict[int, Callable[[], str]] = {
    errno.EACCES: lambda: say("許可がありません"),
    errno.EPERM: lambda: say("許可がありません"),
    errno.ENOENT: lambda: say("ファイルかフォルダーがありません"),
    errno.EEXIST: lambda: say("同じ名前のものが既にあります"),
    errno.ENOTDIR: lambda: say("途中にフォルダーではないものがあります"),
    errno.EISDIR: lambda: say("フォルダーです"),
    errno.ENOTEMPTY: lambda: say("フォルダーが空ではありません"),
    errno.ENOSPC: lambda: say("空き容量がありません"),
    errno.EDQUOT: lambda: say("空き容量がありません"),
    errno.EFBIG: lambda: say("ファイルの大きさの上限に達しました"),
    errno.EROFS: lambda: say("書き込めない媒体です"),
    errno.ENAMETOOLONG: lambda: say("名前が長すぎます"),
    errno.ELOOP: lambda: say("リンクが堂々めぐりしています"),
    errno.EBUSY: lambda: say("ほかのプログラムが使っています"),
    errno.EMFILE: lambda: say("開いているファイルが多すぎます"),
    errno.ENFILE: lambda: say("開いているファイルが多すぎます"),
    errno.EIO: lambda: say("装置の読み書きに失敗しました"),
    errno.EINVAL: lambda: say("使えない名前か操作です"),
}
_IN_USE_ON_WINDOWS = (32, 33)
"""Errors of Windows that reach us as a missing permission."""
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def cause(error: OSError) -> str:
    """Why the system refused, in the language in use."""
    in_use = getattr(error, "winerror", None) in _IN_USE_ON_WINDOWS
    words = _CAUSES.get(errno.EBUSY if in_use else error.errno or 0)
    return words() if words else say("システムの誤り {number}", number=error.errno or type(error).__name__)


def sentence_of(error: Exception) -> str:
    """What went wrong, as a sentence for people: ours as it is, the system's with the file it concerns."""
    if not isinstance(error, OSError):
        return str(error)
    return (
        say("{path}：{reason}。", path=error.filename, reason=cause(error))
        if error.filename
        else cause(error)
    )


def toml_cause(error: Exception) -> str:
    """Why a file could not be read as TOML, with the place where the reader stopped."""
    if isinstance(error, UnicodeDecodeError):
        return say("文字コードが UTF-8 ではありません")
    place = _TOML_PLACE.search(str(error))
    if place:
        return say(
            "{line} 行 {column} 文字目付近が TOML の書き方ではありません", line=place[1], column=place[2]
        )
    return say("TOML の書き方ではありません")


class MnassessError(Exception):
    """A sentence that says what is wrong, where, and what to do about it."""


class FormDefinitionError(MnassessError):
    """A file under `schemas/` says something its reader does not understand."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"様式定義 {file} の {place or '/'} を読めません：{reason}")
        self.place = place
        self.reason = reason


class OwnDataError(FormDefinitionError):
    """The same of a file that an agency keeps in its workspace; `what` it is called."""

    def __init__(self, path: "Path", refused: FormDefinitionError, what: str) -> None:
        super().__init__(path.name, refused.place, refused.reason)
        self.args = (
            say(
                "{what} {path} の {place} を読めません：{reason}。直すか、ファイルをほかの場所に移してからやり直してください。",
                what=what,
                path=path,
                place=refused.place or "/",
                reason=refused.reason,
            ),
        )


class UnknownFormError(MnassessError):
    """No such form, or no such edition of it."""


class FieldPathError(MnassessError):
    """A field path that is malformed or that names no blank of the form."""


class DocumentError(MnassessError):
    """A document file that cannot be used. The file is left as it is."""

    def __init__(self, path: "Path | str", reason: str) -> None:
        super().__init__(f"{path}：{reason}")
        self.path = path
        self.reason = reason


class AnswerError(MnassessError):
    """A value that the blank it is meant for cannot hold."""


class WorkspaceError(MnassessError):
    """A folder that is not a usable workspace."""


class LockedError(MnassessError):
    """Somebody else is editing the document."""


class ChangedOutsideError(MnassessError):
    """The document on disk is not the one that was opened."""


class JournalError(MnassessError):
    """The journal cannot be read or written."""


class UpgradeError(MnassessError):
    """A document cannot be carried to the edition asked for without losing something."""


class ReviewError(MnassessError):
    """A review that cannot be carried out or joined as asked, or something that cannot be said of a claim or finding."""


class LostQuoteError(ReviewError):
    """Quoted words that do not stand in the evidence of this id."""

    def __init__(self, evidence: str, sentence: str) -> None:
        super().__init__(sentence)
        self.evidence = evidence


class RegisterError(MnassessError):
    """An evidence register (or a baseline of one) that cannot be used. The file is left as it is."""

    def __init__(self, path: "Path", reason: str) -> None:
        super().__init__(f"{path}：{reason}")
        self.path = path
        self.reason = reason


class TemplateError(MnassessError):
    """The base .docx of an agency lacks something the report needs."""


class SettingsError(MnassessError):
    """The settings file says something that cannot be."""

    def __init__(self, path: "Path", place: str, reason: str) -> None:
        super().__init__(f"{path} {place}：{reason}" if place else f"{path}：{reason}")
