"""A workspace: the folder of an agency, its operations and their documents.

`mnassess.toml` says whose it is; one folder per operation holds `threshold.json`, `key-item.json`, `full-item.json`
(a second edition beside it: `threshold.2019-01.json`) and `figures/`; journals and locks lie in `.mnassess/`.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mnassess.documents.files import write_atomically
from mnassess.documents.typed import one_line
from mnassess.errors import WorkspaceError, cause, toml_cause
from mnassess.forms.model import FormKind
from mnassess.language import say

CONFIG = "mnassess.toml"
PRIVATE = ".mnassess"
BODIES = ("local", "national")
_DOCUMENT = re.compile(r"(threshold|key-item|full-item)(?:\.(\d{4}-\d{2}))?\.json")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)
_NAME_LENGTH = 80
_CONFIG_LIMIT = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who works in the workspace."""

    name: str
    department: str = ""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One operation (事務) of the agency: a folder with its documents."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    def documents(self) -> tuple[Path, ...]:
        """Its document files: threshold, key-item, full-item, each before its other editions."""
        order = [kind.value for kind in FormKind]
        found = [(m, p) for p in self.folder.iterdir() if (m := _DOCUMENT.fullmatch(p.name)) and p.is_file()]
        found.sort(key=lambda pair: (order.index(pair[0][1]), pair[0][2] or ""))
        return tuple(path for _, path in found)


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """The folder of one agency."""

    folder: Path
    agency: str
    body: str
    """local or national."""
    people: tuple[Person, ...] = ()

    def operations(self) -> tuple[Operation, ...]:
        """The operations that have a document, in the order of their names."""
        folders = sorted(p for p in self.folder.iterdir() if p.is_dir() and not p.name.startswith("."))
        operations = (Operation(folder=folder) for folder in folders)
        return tuple(one for one in operations if one.documents())

    def iter_documents(self) -> Iterator[Path]:
        """Every document file of every operation."""
        for operation in self.operations():
            yield from operation.documents()


def load_workspace(folder: Path) -> Workspace:
    """The workspace in a folder; WorkspaceError where it is none or its settings cannot be read."""
    config = folder / CONFIG
    if folder.is_file():
        raise WorkspaceError(say("{path}：ファイルです。作業フォルダーを指定してください。", path=folder))
    if not folder.is_dir():
        raise WorkspaceError(say("{path}：フォルダーがありません。", path=folder))
    if not config.is_file():
        raise WorkspaceError(
            say(
                "{path}：作業フォルダーではありません（{config} がありません）。mnassess init で作れます。",
                path=folder,
                config=CONFIG,
            )
        )
    try:
        if config.stat().st_size > _CONFIG_LIMIT:
            raise WorkspaceError(
                say("{path}：大きすぎます。作業フォルダーの設定ではないようです。", path=config)
            )
        settings = tomllib.loads(config.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _unreadable(config, cause(error)) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable(config, toml_cause(error)) from None
    return Workspace(
        folder=folder,
        agency=_text(settings, "agency", config),
        body=_body(settings, config),
        people=tuple(_iter_people(settings, config)),
    )


def _unreadable(config: Path, reason: str) -> WorkspaceError:
    return WorkspaceError(say("{path}：設定を読めません（{reason}）。", path=config, reason=reason))


def create_workspace(folder: Path, *, agency: str, body: str, people: tuple[Person, ...] = ()) -> Workspace:
    """A new workspace; WorkspaceError where the folder is one already, or a file of that name is in the way."""
    if (folder / CONFIG).exists():
        raise WorkspaceError(say("{path}：既に作業フォルダーです。何も変更していません。", path=folder))
    agency = one_line(agency)
    if not agency:
        raise WorkspaceError(say("評価実施機関名が空です。--agency に「○○市長」のように指定してください。"))
    lines = [f"agency = {_quoted(agency)}", f"body = {_quoted(body)}"]
    for person in people:
        lines += [
            "",
            "[[people]]",
            f"name = {_quoted(person.name)}",
            f"department = {_quoted(person.department)}",
        ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / CONFIG, ("\n".join(lines) + "\n").encode())
    except OSError as error:
        raise WorkspaceError(
            say("{path}：作れません（{reason}）。", path=folder, reason=cause(error))
        ) from error
    return Workspace(folder=folder, agency=agency, body=body, people=people)


def workspace_of(document: Path) -> Workspace | None:
    """The workspace a document lies in; None for a document that lies alone."""
    document = document.resolve()
    for folder in (document.parent, document.parent.parent):
        if (folder / CONFIG).is_file():
            return load_workspace(folder)
    return None


def siblings_of(document: Path) -> tuple[Path, ...]:
    """The documents of the other forms of the same operation, in every edition that lies there."""
    document = document.resolve()
    match = _DOCUMENT.fullmatch(document.name)
    others = Operation(folder=document.parent).documents()
    return tuple(path for path in others if not (match and path.name.startswith(match[1])))


def editions_beside(document: Path) -> tuple[Path, ...]:
    """The documents of the same form and operation under another edition's name."""
    document = document.resolve()
    match = _DOCUMENT.fullmatch(document.name)
    others = Operation(folder=document.parent).documents()
    return tuple(
        path for path in others if match and path != document and path.name.startswith(f"{match[1]}.")
    )


def document_path(operation_folder: Path, kind: FormKind, edition: str = "") -> Path:
    """Where the document of a form lies; with an edition, where one beside the main file lies."""
    return operation_folder / (f"{kind.value}.{edition}.json" if edition else f"{kind.value}.json")


def private_folder(document: Path) -> Path:
    """Where the journal and the lock of a document lie."""
    document = document.resolve()
    root = document.parent.parent
    if (root / CONFIG).is_file():
        return root / PRIVATE / document.parent.name
    return document.parent / PRIVATE


def journal_path(document: Path) -> Path:
    """Where the journal of a document lies."""
    return private_folder(document) / f"{document.resolve().stem}.journal.jsonl"


def folder_name(operation: str) -> str:
    """The name of an operation as a folder can hold it on every system: what it cannot hold becomes `_`."""
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", operation)).strip()
    name = name[:_NAME_LENGTH].rstrip(" .")
    if not name or name.startswith("."):
        name = f"_{name}"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _text(settings: dict[str, object], key: str, config: Path) -> str:
    value = settings.get(key)
    if not isinstance(value, str) or not value.strip():
        raise WorkspaceError(say("{path}：{key} がありません。", path=config, key=key))
    return value


def _body(settings: dict[str, object], config: Path) -> str:
    body = _text(settings, "body", config)
    if body not in BODIES:
        raise WorkspaceError(
            say("{path}：body は local か national です（「{body}」）。", path=config, body=body)
        )
    return body


def _iter_people(settings: dict[str, object], config: Path) -> Iterator[Person]:
    people = settings.get("people", [])
    if not isinstance(people, list) or not all(isinstance(one, dict) for one in people):
        raise WorkspaceError(say("{path}：people は [[people]] の形で書きます。", path=config))
    for one in people:
        yield Person(name=_text(one, "name", config), department=str(one.get("department", "")))


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are among those TOML knows."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
