"""What the parts of a screen tell it. Values go down as attributes, these come up; siblings never touch each other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from textual.message import Message
from textual.widget import Widget

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


@runtime_checkable
class TellsTyping(Protocol):
    """A screen whose header says where the latest answer is."""

    def show_typing(self) -> None:
        """Say that something is being typed."""


def tell_typing(widget: Widget) -> None:
    """Take the claim that all is kept off the header, in the same moment as a text or a mark changes.

    A message would come late: what was typed would be seen beside a header that speaks of what was typed before.
    """
    if isinstance(widget.screen, TellsTyping):
        widget.screen.show_typing()


@dataclass
class Said(Message):
    """A sentence for the status line."""

    text: str


@dataclass
class ReviewAsked(Message):
    """The review of a document is to be opened."""

    document: Path


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
