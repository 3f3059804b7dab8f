"""How much of a file is read. Evidence comes from anywhere: a file made to exhaust the machine must not."""

from dataclasses import dataclass, field

from mnassess.ooxml.opening import PackageLimits


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The caps of one reading; what lies beyond is left out, and a remark says so."""

    file_size: int = 100 * 1024 * 1024
    """Bytes; a larger file is not read at all."""
    characters: int = 1_000_000
    blocks: int = 10_000
    pages: int = 1_000
    cells: int = 500_000
    """Places of a workbook looked at, empty ones between filled ones too."""
    html_depth: int = 200
    """Open elements; cleaning costs the square of it."""
    attachments: int = 50
    nesting: int = 3
    """A message in a message in a message."""
    package: PackageLimits = field(default_factory=PackageLimits)


LIMITS = Limits()
