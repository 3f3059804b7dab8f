"""One module a kind of file: bytes → blocks and remarks, lazily, so that the caps of `reading` stop it in time.

Each has `read(source)`. What cannot be read is said as a `Remark`; an exception is caught by `reading`.
"""

from dataclasses import dataclass, field

from mnassess.evidence.limits import LIMITS, Limits
from mnassess.evidence.model import Block


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file to be read."""

    name: str
    """Its name, for the kind of file and for people."""
    data: bytes = field(repr=False)
    limits: Limits = LIMITS
    depth: int = 0
    """How many messages it is inside of."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence on the reading: what was left out, and why."""

    text: str


Piece = Block | Remark
