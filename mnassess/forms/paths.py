"""Field paths: the address of a blank, `files[juki].profile.outsourcing.tasks[t1].contractor`.

Dots between names, list items by id. The same path with the ids left out, `files[].profile.name`, is a *form
path*: it names the blank on the form rather than in one document.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from mnassess.errors import FieldPathError
from mnassess.language import say

_STEP = re.compile(r"([a-z][a-z0-9_]*)(?:\[([A-Za-z0-9_-]*)\])?")
_BRACKETS = re.compile(r"\[[^\]]*\]")


class Step(NamedTuple):
    """One name of a path, and the item of the list it names."""

    name: str
    item: str | None
    """The item's id; "" in a form path; None where the name is no list."""


@lru_cache(maxsize=65536)
def parse_path(path: str) -> tuple[Step, ...]:
    """The steps of a field path or form path; FieldPathError where it is malformed."""
    steps = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise FieldPathError(
                say(
                    "項目の番地「{path}」は書式が正しくありません（例：files[juki].profile.name）。",
                    path=path,
                )
            )
        steps.append(Step(match[1], match[2]))
    return tuple(steps)


@lru_cache(maxsize=65536)
def form_path(path: str) -> str:
    """The form path of a field path: the ids left out."""
    return _BRACKETS.sub("[]", path)


def parent_path(path: str) -> str:
    """The path of the group that holds the blank; "" for a top-level name."""
    head, _, _ = path.rpartition(".")
    return head


def join_path(parent: str, name: str) -> str:
    """The path of `name` inside `parent`, which may be "" for the document itself."""
    return f"{parent}.{name}" if parent else name


def item_path(list_path: str, item: str) -> str:
    """The path of one item of a list."""
    return f"{list_path}[{item}]"


def split_item(path: str) -> tuple[str, str]:
    """(path of the list, id) of a path that ends in an item; FieldPathError for any other."""
    if not path.endswith("]"):
        raise FieldPathError(say("「{path}」は一覧の項目を指していません。", path=path))
    head, _, item = path[:-1].rpartition("[")
    return head, item


def is_inside(path: str, ancestor: str) -> bool:
    """Whether `path` is `ancestor` or lies in it."""
    return path.startswith(ancestor) and (len(path) == len(ancestor) or path[len(ancestor)] in ".[")
