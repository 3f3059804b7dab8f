"""What an answer makes inapplicable is set aside, and is back when the answer is: 委託しない hides the tasks it denies.

The report prints only what applies, and nothing typed is ever lost: the answers wait in the same file under
`shelved`. What happens follows from the answer alone, so the journal needs no line of its own for it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from mnassess.documents.beside import split_beside
from mnassess.documents.model import Assessment, thaw
from mnassess.errors import AnswerError
from mnassess.forms.paths import form_path, is_inside, join_path

Json = Any


def following(assessment: Assessment, path: str) -> Assessment:
    """The assessment after the answer at `path` changed: what no longer applies on the shelf, what does again back.

    An emptied answer hides nothing and brings back what was hidden: nobody says any more that it does not apply.
    """
    answer = assessment.value(path)
    for place, holds in _iter_dependents(assessment, path):
        moved = _back if holds or answer is None else _aside
        assessment = moved(assessment, place)
    return assessment


def settled(assessment: Assessment, changed: Iterable[str]) -> Assessment:
    """The assessment after several places changed at once, as if each had been typed where the others stood already.

    Two people's work joined may hold an answer of the one and, of the other, what that answer makes inapplicable.
    """
    for path in dict.fromkeys(asked for place in changed for asked in _iter_asked(assessment, place)):
        if assessment.has(path):
            assessment = following(assessment, path)
    return assessment


def hidden_by(assessment: Assessment, path: str, value: object) -> tuple[str, ...]:
    """The blanks with an answer, in form order, that `value` at `path` would set aside."""
    if value is None or value in ({}, []):
        return ()
    after = following(assessment.with_answer(path, value), path)
    gone = assessment.values.keys() - after.values.keys()
    return tuple(at for _, at in assessment.iter_nodes() if at in gone and at != path)


def shelved_inside(assessment: Assessment, path: str) -> tuple[str, ...]:
    """The places in the heading, list or entry at `path` that have something on the shelf."""
    return tuple(place for place in assessment.shelved if is_inside(place, path))


def is_set_aside(assessment: Assessment, path: str) -> bool:
    """Whether the place at `path` lies in what waits on the shelf, with nothing standing there now."""
    return any(
        is_inside(path, place) and assessment.content_of(place) is None for place in assessment.shelved
    )


def _iter_dependents(assessment: Assessment, path: str) -> Iterator[tuple[str, bool]]:
    """(path of a place whose condition asks the blank at `path`, whether the condition holds now)."""
    for node in assessment.form.dependents(form_path(path)):
        condition = node.condition
        assert condition is not None
        group = path.removesuffix(condition.path).removesuffix(".")
        yield join_path(group, node.name), condition.holds(assessment.value(path))


def _iter_asked(assessment: Assessment, path: str) -> Iterator[str]:
    """The blanks whose answers decide whether the place at a path applies, from the outside in; the place itself."""
    if split_beside(path)[0]:
        return
    names = path.split(".")
    for node in assessment.form.conditioned(path):
        if node.condition and not node.condition.path.startswith("@"):
            yield join_path(".".join(names[: node.path.count(".")]), node.condition.path)
    yield path


def _aside(assessment: Assessment, place: str) -> Assessment:
    content = assessment.content_of(place)
    if content is None:
        return assessment
    kept = _joined(content, thaw(assessment.shelved.get(place)))
    return assessment.with_content(place, None).with_shelved(place, kept)


def _back(assessment: Assessment, place: str) -> Assessment:
    """What is on the shelf goes back beside what stands there meanwhile; what does not fit the form stays."""
    shelved, standing = thaw(assessment.shelved.get(place)), assessment.content_of(place)
    if shelved is None or isinstance(standing, str | bool):
        return assessment
    try:
        return assessment.with_content(place, _joined(standing, shelved)).with_shelved(place, None)
    except AnswerError:
        return assessment


def _joined(first: Json | None, second: Json | None) -> Json | None:
    """Both in one: entries of a list by their id, names of a heading; the first goes before the second."""
    if first is None or second is None:
        return second if first is None else first
    if isinstance(first, dict) and isinstance(second, dict):
        return {name: _joined(first.get(name), second.get(name)) for name in {**second, **first}}
    if _is_list_of_entries(first) and _is_list_of_entries(second):
        ids = {entry["id"] for entry in first}
        return [*first, *(entry for entry in second if entry["id"] not in ids)]
    return first


def _is_list_of_entries(content: Json) -> bool:
    return isinstance(content, list) and all(isinstance(one, dict) and "id" in one for one in content)
