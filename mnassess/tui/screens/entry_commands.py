"""What the entry screen does beside typing: lists of entries, what the palette offers, the problems, the Word file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mnassess.documents.session import EditingSession
from mnassess.forms.paths import split_item
from mnassess.language import say
from mnassess.rules.problems import Problem, Severity
from mnassess.tui import keys
from mnassess.tui.messages import Verb
from mnassess.tui.outline import Outline
from mnassess.tui.screens.page import ChoosePage
from mnassess.tui.screens.palette import Command


@dataclass(frozen=True)
class Place:
    """A list of the form, and the entry in it that is meant ("" for the list itself)."""

    list_path: str
    entry: str = ""


def place_of(outline: Outline, path: str) -> Place | None:
    """The list a part is, or the nearest entry it lies in; None where it lies in none."""
    while path:
        part = outline.by_path.get(path)
        if part and part.kind == "list":
            return Place(part.path)
        if part and part.kind == "entry":
            return Place(split_item(part.path)[0], part.path)
        only = [one for one in part.parts if one.kind == "list"] if part else []
        if len(only) == 1:
            return Place(only[0].path)
        path = next(iter(outline.above.get(path, ())), "")
    return None


def carry_out(session: EditingSession, verb: Verb, place: Place) -> str:
    """Add, double or move; returns the path of the entry to show."""
    ids = session.assessment.items_of(place.list_path)
    item = split_item(place.entry)[1] if place.entry else ""
    if verb == "add":
        position = ids.index(item) + 1 if item in ids else None
        return session.add_item(place.list_path, position)
    if not place.entry:
        return place.list_path
    if verb == "duplicate":
        return session.duplicate_item(place.entry)
    session.move_item(place.entry, -1 if verb == "up" else 1)
    return place.entry


def removed(session: EditingSession, entry: str) -> str:
    """Take an entry away; returns the path of the list to show."""
    session.remove_item(entry)
    return split_item(entry)[0]


def list_commands(session: EditingSession, outline: Outline, path: str) -> Iterator[Command]:
    """What can be done with the list that the section at `path` belongs to, in the list's own words."""
    place = place_of(outline, path)
    if place is None or session.is_read_only:
        return
    label = _list_label(outline, place)
    words = {"work.add": say("{label}を追加", label=label)}
    if place.entry:
        ids = session.assessment.items_of(place.list_path)
        item = split_item(place.entry)[1]
        words["work.duplicate"] = say("この{label}を複製", label=label)
        if item != ids[0]:
            words["work.up"] = say("この{label}を上へ移動", label=label)
        if item != ids[-1]:
            words["work.down"] = say("この{label}を下へ移動", label=label)
        words["work.remove"] = say("この{label}を削除", label=label)
    for action in keys.iter_actions("work"):
        if action.id in words:
            yield Command(action, words[action.id], where=say("一覧で "))


def not_now(session: EditingSession, outline: Outline, path: str) -> set[str]:
    """Ids of the actions that would do nothing now."""
    hidden = {
        "entry.save": session.is_read_only,
        "entry.undo": not session.can_undo,
        "entry.redo": not session.can_redo,
        "entry.previous": outline.neighbour(path, -1) is None,
        "entry.following": outline.neighbour(path, 1) is None,
    }
    return {name for name, is_hidden in hidden.items() if is_hidden}


def _list_label(outline: Outline, place: Place) -> str:
    node: Any = outline.by_path[place.list_path].node
    if place.list_path == "files":
        return say("ファイル")
    return str(node.item_label or node.label)


def problems_page(problems: Sequence[Problem]) -> ChoosePage:
    """The problems of a document; Enter goes to the blank."""
    counts = {severity: sum(1 for one in problems if one.severity is severity) for severity in Severity}
    title = say(
        "点検の結果　誤り {errors}　注意 {warnings}　参考 {infos}",
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
    )
    lines = [(problem.path, problem_line(problem)) for problem in problems]
    return ChoosePage(title, lines, enter=say("その欄へ"), empty=say("指摘はありません。"))


def problem_line(problem: Problem) -> str:
    """How bad, what, which clause, which code."""
    words = {Severity.ERROR: say("[誤り]"), Severity.WARNING: say("[注意]"), Severity.INFO: say("[参考]")}
    clause = f"（{problem.clause}）" if problem.clause else ""
    return f"{words[problem.severity]} {problem.message}{clause} {problem.code}"
