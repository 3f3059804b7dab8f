"""An interview asks every blank that applies once, in form order, and after each list whether there is more."""

import pytest
from small_documents import document

from mnassess.rules.interview import Interview

TASKS = "files[a].profile.outsourcing.tasks"


def steps(answers: str, inside: str) -> list[str]:
    found = Interview.of(document("full-item", answers), "local").steps
    return [
        f"{one.path.removeprefix(inside)}{'+' if one.kind == 'list' else ''}"
        for one in found
        if one.path.startswith(inside)
    ]


def test_a_list_asks_for_more_behind_its_entries() -> None:
    answers = f"files[a].profile.outsourcing.status=outsourced; {TASKS}[t1].name=保守; {TASKS}[t2].name=印刷"
    asked = steps(answers, TASKS)
    assert asked[0] == "[t1].name"
    assert asked.index("[t2].name") > asked.index("[t1].subcontracting")
    assert asked[-1] == "+"
    assert asked.count("+") == 1


def test_what_does_not_apply_is_not_asked() -> None:
    assert steps("files[a].profile.outsourcing.status=not_outsourced", TASKS) == []


def test_nothing_that_a_rule_fills_is_asked() -> None:
    asked = [one.path for one in Interview.of(document("threshold", ""), "local").steps]
    assert "result.outcome" not in asked
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("cover.number", "cover.title"),
        ("cover", "cover.title"),
        (f"{TASKS}[gone].name", f"{TASKS}"),
        ("", "cover.title"),
    ],
)
def test_the_interview_goes_on_behind_a_place_even_where_it_is_gone(path: str, found: str) -> None:
    interview = Interview.of(document("full-item", "files[a].profile.outsourcing.status=outsourced"), "local")
    place = interview.steps[interview.place(path)]
    following = interview.neighbour(place.path, 0 if path.endswith("name") else 1)
    assert following is not None
    assert following.path == found


def test_the_next_open_question_is_looked_for_round_the_end() -> None:
    interview = Interview.of(document("threshold", "cover.number=1; cover.title=題"), "local")
    last = interview.steps[-1]
    found = interview.next_open(last.path)
    assert found is not None
    assert found.path == "cover.declaration"
    assert interview.open_count == sum(one.is_open for one in interview.steps)
