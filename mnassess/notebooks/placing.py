"""Pieces of text → whose annotation of which blank each is, though cells were copied, split, joined, moved or retyped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mnassess.documents.model import Assessment
from mnassess.documents.naming import place_title
from mnassess.documents.typed import one_line
from mnassess.documents.words import shortened
from mnassess.errors import AnswerError
from mnassess.language import say
from mnassess.notebooks.cells import Role
from mnassess.notebooks.reading import Notebook, Piece

Json = Any


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What one reviewer wrote about one blank in one notebook."""

    path: str
    """Field path of the blank; "" for the report as a whole."""
    reviewer: str
    text: str
    slot: str = ""
    """Which annotation cell; "" where it is not known."""
    answer: str | None = None
    """The answer as the notebook showed it; None where it is not known."""
    claims: tuple[Mapping[str, Json], ...] = ()
    """The claims of the blank as the notebook numbered them."""


@dataclass(frozen=True, kw_only=True)
class Placing:
    """What was written in a notebook, by place and reviewer, in the order it stands there."""

    annotations: tuple[Placed, ...]
    notices: tuple[str, ...]


def placed(notebook: Notebook, assessment: Assessment, writer: str = "") -> Placing:
    """What was written in a notebook. `writer`: who wrote what no cell says whose it is."""
    placing = _Placing(notebook, assessment, writer)
    for piece in notebook.pieces:
        placing.take(piece)
    return placing.came_to()


_Home = tuple[str, str]
"""(field path, reviewer)."""


@dataclass(kw_only=True)
class _Slot:
    """An annotation as it is put together from pieces."""

    placed: Placed
    parts: list[str] = field(default_factory=list)


class _Placing:
    def __init__(self, notebook: Notebook, assessment: Assessment, writer: str) -> None:
        self._notebook, self._assessment = notebook, assessment
        self._only = self._only_reviewer(writer)
        self._at_home = self._texts_at_home()
        self._slots: dict[_Home, _Slot] = {}
        self._seen: set[_Home] = set()
        self._here = ""
        """The blank whose cells the reading has come to."""
        self._who = ""
        """Who wrote the annotation right above."""
        self._notices: list[str] = []

    def take(self, piece: Piece) -> None:
        if piece.role is Role.ANNOTATION:
            self._annotation(piece)
            return
        if piece.role is not Role.ADDED:
            self._here = self._here if piece.path is None else piece.path
            self._who = ""
        if not piece.text:
            return
        path, who = self._known_path(self._here), self._who or self._only
        if piece.role is Role.ADDED:
            self._tell(path, say("付け足されたセルの文を、{who} さんの意見として取り込みます。", who=who))
        else:
            self._tell(
                path,
                say("読み取り専用のセルへの書き込みを、{who} さんの意見として取り込みます。", who=who),
            )
        slot = self._slot(path, who)
        if piece.text not in slot.parts:
            slot.parts.append(piece.text)

    def _annotation(self, piece: Piece) -> None:
        home = self._home(piece, self._here)
        path, who = self._known_path(home[0]), home[1]
        if piece.path is None and piece.text:
            self._tell(path, say("記入欄の印が失われています。置かれている場所の欄への意見とします。"))
        if path != self._here and home in self._at_home and piece.text:
            path = self._copied(piece, path, who)
        slot = self._slot(path, who)
        self._who = who
        if piece.text and piece.text not in slot.parts:
            if (path, who) in self._seen and slot.parts:
                self._tell(path, say("{who} さんの記入欄が分かれています。合わせて取り込みます。", who=who))
            slot.parts.append(piece.text)
        self._seen.add((path, who))
        if not slot.placed.slot:
            slot.placed = self._anchored(slot.placed, piece)

    def _copied(self, piece: Piece, path: str, who: str) -> str:
        """Where a copy of a cell belongs that stands at another blank than the cell itself: there, if it says more."""
        if piece.text in self._at_home[path, who]:
            self._tell(path, say("同じ記入のセルが写されています。一つだけ取り込みます。"))
            return path
        here = self._known_path(self._here)
        self._tell(
            here,
            say(
                "「{origin}」の記入欄の写しがここにあります。置かれている場所の欄への意見とします。",
                origin=place_title(self._assessment, path),
            ),
        )
        return here

    def _home(self, piece: Piece, here: str) -> "_Home":
        """(the blank an annotation is anchored to, or stands at where it has no anchor; whose it is)."""
        return (piece.path if piece.path is not None else here), self._name(piece.reviewer) or self._only

    def _texts_at_home(self) -> dict["_Home", list[str]]:
        """For every annotation cell that stands at its own blank, what is in it."""
        found: dict[_Home, list[str]] = {}
        here = ""
        for piece in self._notebook.pieces:
            if piece.role is Role.ANNOTATION:
                home = self._home(piece, here)
                if home[0] == here:
                    found.setdefault(home, []).append(piece.text)
            elif piece.role is not Role.ADDED and piece.path is not None:
                here = piece.path
        return found

    def _anchored(self, known: Placed, piece: Piece) -> Placed:
        """With what the metadata of its cell says, where that speaks of the same blank and reviewer."""
        about = piece.about
        if about.get("field") != known.path or self._name(piece.reviewer) != known.reviewer:
            return known
        slot, answer, claims = about.get("slot"), about.get("answer"), about.get("claims")
        listed = claims if isinstance(claims, list) else []
        return replace(
            known,
            slot=slot if isinstance(slot, str) else "",
            answer=answer if isinstance(answer, str) else None,
            claims=tuple(one for one in listed if isinstance(one, dict)),
        )

    def _slot(self, path: str, who: str) -> _Slot:
        return self._slots.setdefault((path, who), _Slot(placed=Placed(path=path, reviewer=who, text="")))

    def _known_path(self, path: str | None) -> str:
        """The path, once the form has such a place; "" for another, which is told."""
        if not path or self._assessment.form.find(path) is not None:
            return path or ""
        self._notices.append(
            say(
                "様式にない場所「{path}」への記入があります。評価書全体への意見とします。",
                path=shortened(path),
            )
        )
        return ""

    def _only_reviewer(self, writer: str) -> str:
        """Whose an annotation is that does not say so."""
        listed = self._notebook.about.get("reviewers")
        names = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        found = {self._name(one) for one in names or (piece.reviewer for piece in self._notebook.pieces)} - {
            ""
        }
        return next(iter(found)) if len(found) == 1 else self._name(writer) or say("記入者不明")

    def _name(self, name: str) -> str:
        """A name as the record holds it; "" where it is none."""
        try:
            return one_line(name)
        except AnswerError:
            return ""

    def _tell(self, path: str, sentence: str) -> None:
        self._notices.append(f"{place_title(self._assessment, path)}：{sentence}")

    def came_to(self) -> Placing:
        written = (
            replace(slot.placed, text="\n\n".join(slot.parts)) for slot in self._slots.values() if slot.parts
        )
        return Placing(
            annotations=tuple(written), notices=tuple(dict.fromkeys((*self._notices, *self._missing())))
        )

    def _missing(self) -> Iterable[str]:
        """Whether annotation cells are gone: what was in them before stays in the review."""
        count = self._notebook.about.get("annotations")
        there = len(self._seen)
        if isinstance(count, int) and there < count:
            yield say(
                "記入欄 {count} 件がノートブックからなくなっています。前に取り込んだものは残ります。",
                count=count - there,
            )
