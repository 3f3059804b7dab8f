"""What the parts of a screen tell it. Values go down as attributes, these come up; siblings never touch each other."""

from dataclasses import dataclass
from typing import Any, Literal

from textual.message import Message

Verb = Literal["add", "duplicate", "remove", "up", "down"]


@dataclass
class AnswerChanged(Message):
    """An answer was given; None where the blank was emptied. The screen puts it into the document."""

    path: str
    value: Any


@dataclass
class AnswerTyped(Message):
    """Something was typed that follows as `AnswerChanged` at the next pause: the header must not say it is kept."""

    path: str


@dataclass
class Said(Message):
    """A sentence for the status line."""

    text: str


@dataclass
class PartChosen(Message):
    """A section is to be opened. With `enter`, the keyboard goes into it."""

    path: str
    enter: bool = True


@dataclass
class EntryCommand(Message):
    """An entry is to be added to the list at `path`, or the entry at `path` to be duplicated, removed or moved."""

    verb: Verb
    path: str
