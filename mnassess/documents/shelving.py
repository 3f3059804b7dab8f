"""What an answer makes inapplicable is set aside, and is back when the answer is: 委託しない hides the tasks it denies.

The report prints only what applies, and nothing typed is ever lost: the answers wait in the same file under
`shelved`. What happens follows from the answer alone, so the journal needs no line of its own for it.
"""

from collections.abc import Iterator

from mnassess.documents.model import Assessment, thaw
from mnassess.errors import AnswerError
from mnassess.forms.paths import form_path, is_inside, join_path


def following(assessment: Assessment, path: str) -> Assessment:
    """The assessment after the answer at `path` changed: what no longer applies on the shelf, what does again back.

    An answer that was only emptied hides nothing: nobody has said yet that the rest does not apply.
    """
    answer = assessment.value(path)
    for place, holds in _iter_dependents(assessment, path):
        if holds:
            assessment = _back(assessment, place)
        elif answer is not None:
            assessment = _aside(assessment, place)
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


def _aside(assessment: Assessment, place: str) -> Assessment:
    content = assessment.content_of(place)
    if content is None:
        return assessment
    return assessment.with_content(place, None).with_shelved(place, content)


def _back(assessment: Assessment, place: str) -> Assessment:
    """What is on the shelf goes back unless something stands there again, or it no longer fits the form."""
    content = assessment.shelved.get(place)
    if content is None or assessment.content_of(place) is not None:
        return assessment
    try:
        return assessment.with_content(place, thaw(content)).with_shelved(place, None)
    except AnswerError:
        return assessment
