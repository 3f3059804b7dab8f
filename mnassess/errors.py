"""What goes wrong at the edge of the program, as one sentence for the person at the keyboard.

Problems inside a document are values (`rules.problems.Problem`); these exceptions are for files that cannot be
used and for requests that cannot be carried out. The command line prints `str(error)` and exits with status 2.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class MnassessError(Exception):
    """A sentence that says what is wrong, where, and what to do about it."""


class FormDefinitionError(MnassessError):
    """A file under `schemas/` says something its reader does not understand."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"様式定義 {file} の {place or '/'} を読めません：{reason}")


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


class TemplateError(MnassessError):
    """The base .docx of an agency lacks something the report needs."""


class SettingsError(MnassessError):
    """The settings file says something that cannot be."""

    def __init__(self, path: "Path", place: str, reason: str) -> None:
        super().__init__(f"{path} {place}：{reason}" if place else f"{path}：{reason}")
