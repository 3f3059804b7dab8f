"""Evidence (証跡): what the register names, and what was read out of its files, passage by passage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the evidence register."""

    id: str
    title: str
    kind: str
    """Code of an evidence kind, e.g. `regulation` (規程); their words are data."""
    path: str = ""
    """The file, relative to the register with `/`; "" for what has none (an interview, an observation)."""
    collected_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    """Last day of what the evidence covers."""
    department: str = ""
    note: str = ""
    """Free words; what was heard or seen where there is no file."""
    sha256: str = ""
    size: int | None = None
    """Bytes when the entry was registered."""


@dataclass(frozen=True, kw_only=True)
class Register:
    """The evidence register of a workspace, in its own order."""

    path: Path
    entries: tuple[Entry, ...] = ()

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of an id."""
        return next((one for one in self.entries if one.id == entry_id), None)

    def file(self, entry: Entry) -> Path | None:
        """Where the entry's file should be; None where it names none."""
        return self.path.parent / entry.path if entry.path else None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a file as it stands there: a paragraph, a table row, a line."""

    text: str
    location: str
    """Where a person finds it, in their words: 3頁, 「権限一覧」B5, 第12条, 14行目."""
    is_heading: bool = False
    """Whether it names what follows it (第○条, a heading style, a header row) rather than says something itself."""
    level: int = 0
    """How high a heading stands, 1 the highest; 0 where the file does not say."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What could be read out of one file."""

    blocks: tuple[Block, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person must know about the reading: a scan without text, a hidden sheet, a part too large."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of evidence small enough to be held against one claim, with the heading it stands under."""

    evidence: str
    """Id of the register entry."""
    text: str
    """The lines as they stand, joined by line ends; the heading is not in it."""
    location: str
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class Library:
    """Everything that was read for a register: passages per entry, and what could not be read."""

    passages: tuple[Passage, ...] = ()
    """In register order, then in the order of the file."""
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Entry id → what to know about its reading."""
    digests: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Entry id → SHA-256 of the file that was read; no entry where there is no file."""
