"""An edit as a value: where, what stood there, what stands there now. The journal, undo and the audit trail hold these."""

from dataclasses import dataclass
from typing import Any

from mnassess.documents.model import Assessment, thaw
from mnassess.documents.shelving import following
from mnassess.errors import AnswerError, FieldPathError
from mnassess.forms.paths import item_path, split_item
from mnassess.language import say

Json = Any


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change of one place.

    For a blank `before` and `after` are its answers (None: empty). For a list entry, whose path ends in `[id]`,
    they are `{"position": n, "content": {…}}` (None: not there), so that adding, removing and moving are one thing.
    """

    path: str
    before: Json
    after: Json

    @property
    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(path=self.path, before=self.after, after=self.before)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return bool(self.before == self.after) and isinstance(self.before, bool) == isinstance(
            self.after, bool
        )


def answer_edit(assessment: Assessment, path: str, value: Json | None) -> Edit:
    """The edit that puts `value` (None: nothing) into the blank at `path`. AnswerError where it cannot stand there."""
    changed = assessment.with_answer(path, value)
    return Edit(path=path, before=_answer(assessment, path), after=_answer(changed, path))


def adding(
    assessment: Assessment, list_path: str, item: str, position: int | None = None, content: Json = None
) -> Edit:
    """The edit that puts a new entry with this id into a list, empty or with the answers of `content`."""
    changed = assessment.with_item(list_path, item, position)
    path = item_path(list_path, item)
    if content:
        changed = changed.with_item_content(path, {key: part for key, part in content.items() if key != "id"})
    return Edit(path=path, before=None, after=_entry(changed, path))


def removing(assessment: Assessment, path: str) -> Edit:
    """The edit that takes the list entry at `path` away."""
    return Edit(path=path, before=_entry(assessment, path), after=None)


def moving(assessment: Assessment, path: str, position: int) -> Edit:
    """The edit that puts the list entry at `path` to another position."""
    changed = assessment.with_item_moved(*split_item(path), position)
    return Edit(path=path, before=_entry(assessment, path), after=_entry(changed, path))


def apply_edit(assessment: Assessment, edit: Edit) -> Assessment:
    """The assessment after the edit. AnswerError where it does not fit the form or names an entry that is gone."""
    if not edit.path.endswith("]"):
        return following(assessment.with_answer(edit.path, edit.after), edit.path)
    list_path, item = split_item(edit.path)
    if edit.after is None:
        return assessment.without_item(list_path, item)
    if item in assessment.items_of(list_path):
        if edit.before and edit.before["content"] == edit.after["content"]:
            return assessment.with_item_moved(list_path, item, edit.after["position"])
        assessment = assessment.without_item(list_path, item)
    content = {key: part for key, part in edit.after["content"].items() if key != "id"}
    added = assessment.with_item(list_path, item, edit.after["position"])
    return added.with_item_content(edit.path, content)


def is_current(assessment: Assessment, edit: Edit) -> bool:
    """Whether the place still holds what the edit found there."""
    try:
        found = _entry(assessment, edit.path) if edit.path.endswith("]") else _answer(assessment, edit.path)
    except (AnswerError, FieldPathError):
        found = None
    if edit.path.endswith("]") and found and edit.before:
        return bool(found["content"] == edit.before["content"])
    return bool(found == edit.before)


def _answer(assessment: Assessment, path: str) -> Json:
    return thaw(assessment.value(path))


def _entry(assessment: Assessment, path: str) -> Json:
    list_path, item = split_item(path)
    ids = assessment.items_of(list_path)
    if item not in ids:
        raise AnswerError(say("「{path}」の項目「{id}」はありません。", path=list_path, id=item))
    return {"position": ids.index(item), "content": assessment.item_content(path)}
