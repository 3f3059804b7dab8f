"""The register and its files from `register.toml` and `sources/`, one text for each file, named after it."""

import csv
import hashlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from tools.sample_evidence import mail, marks, pages, word_files, workbooks

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "mnassess/sample/evidence"
COLUMNS = (
    "id",
    "title",
    "kind",
    "path",
    "collected_on",
    "valid_from",
    "valid_to",
    "department",
    "note",
    "sha256",
    "size",
)
_WRITERS: dict[str, Callable[[str], bytes]] = {
    "docx": word_files.docx,
    "xlsx": workbooks.xlsx,
    "eml": mail.eml,
    "pdf": pages.pdf,
    "scan": pages.scan,
    "photo": pages.photo,
}
PRINTED = ("pdf", "scan", "photo")
"""Made by programs outside Python, so never twice the same bytes; made anew only where asked."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry of the register, and how its file is made."""

    columns: dict[str, str]
    made_as: str
    """Suffix of the file, or `scan`, `photo`; for plain text its encoding."""
    state: str = ""
    """"missing": registered, but the file is gone. "unhashed": registered without its hash."""

    @property
    def path(self) -> str:
        """Of the file, relative to the register; "" where there is none."""
        return self.columns.get("path", "")

    @property
    def source(self) -> Path:
        """The text it is made from."""
        return HERE / "sources" / f"{self.path}.txt"

    @property
    def is_changed(self) -> bool:
        """Whether the file is no more what it was when it was registered."""
        return "[[" in self.source.read_text(encoding="utf-8")

    def content(self, *, registered: bool = False) -> bytes:
        """The file as it is now, or as it was when it was registered."""
        text = marks.version(self.source.read_text(encoding="utf-8"), registered=registered)
        writer = _WRITERS.get(self.made_as)
        if writer:
            return writer(text)
        if self.made_as in {"cp932", "shift_jis"}:
            text = text.replace("\n", "\r\n")
        return text.encode(self.made_as)


def items() -> Iterator[Item]:
    """The entries in the order of the register."""
    root = tomllib.loads((HERE / "register.toml").read_text(encoding="utf-8"))
    for entry in root["evidence"]:
        values: dict[str, Any] = dict(entry)
        made_as, state = values.pop("made_as", ""), values.pop("state", "")
        path = str(values.get("path", ""))
        yield Item(
            columns={name: str(value).strip() for name, value in values.items()},
            made_as=made_as or path.rpartition(".")[2],
            state=state,
        )


def write(target: Path = TARGET, *, printing: bool) -> None:
    """Write every file and the register. Without `printing` the PDFs and pictures stay as they are."""
    for item in items():
        if item.path and item.state != "missing" and (printing or item.made_as not in PRINTED):
            place = target / item.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(item.content())
    (target / "evidence.csv").write_bytes(register(rows(target)))


def rows(target: Path = TARGET) -> list[dict[str, str]]:
    """The rows of the register, with the hashes of the files as they were when they were registered."""
    found = []
    for item in items():
        row = {name: item.columns.get(name, "") for name in COLUMNS}
        if item.path and not item.state:
            data = item.content(registered=True) if item.is_changed else (target / item.path).read_bytes()
            row |= {"sha256": hashlib.sha256(data).hexdigest(), "size": str(len(data))}
        found.append(row)
    return found


def register(rows: list[dict[str, str]]) -> bytes:
    """The register as Excel writes it."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
