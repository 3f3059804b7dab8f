"""The outline as data."""

from pathlib import Path

import pytest

from mnassess.documents.model import Assessment
from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FormKind
from mnassess.rules.completeness import next_unanswered, progress
from mnassess.tui.outline import Outline, number_of, part_title
from mnassess.tui.screens.entry_view import labels_of

BODY = "local"


def assessment(form: str = "full-item") -> Assessment:
    found = Assessment(form=load_form(form))
    if form != "threshold":
        found = found.with_item("files", "a").with_item("files", "b")
        found = found.with_item("files[a].profile.outsourcing.tasks", "t")
        found = found.with_answer("files[a].profile.outsourcing.status", "outsourced")
    return found


def outline_text(found: Assessment) -> str:
    outline = Outline.of(found, BODY)
    labels = labels_of(found, outline)

    def lines(part: object, depth: int) -> list[str]:
        mark, title = labels[part.path]
        blanks = sum(isinstance(row.node, Field) for row in part.rows)
        own = f"{'  ' * depth}{mark} {title}  [{part.kind} {part.number or '-'} 欄{blanks}]"
        return [own, *(line for inner in part.parts for line in lines(inner, depth + 1))]

    return "\n".join(line for part in outline.parts for line in lines(part, 0))


@pytest.mark.parametrize("form", list(FormKind))
def test_the_outline_of_an_empty_document(form: str, expected) -> None:
    expected(f"tui/outline-{form}.txt", outline_text(assessment(form)))


@pytest.mark.parametrize("form", list(FormKind))
def test_every_blank_that_can_be_answered_stands_in_one_section(form: str) -> None:
    found = assessment(form)
    shown = [
        row.path
        for part in Outline.of(found, BODY).iter_parts()
        for row in part.rows
        if isinstance(row.node, Field)
    ]
    blanks = [path for node, path in found.iter_nodes() if isinstance(node, Field) and node.is_stored]
    assert sorted(set(blanks) - set(shown)) == []
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("form", list(FormKind))
def test_no_section_holds_more_blanks_than_a_screen_can_put_up_at_once(form: str) -> None:
    sizes = [
        sum(isinstance(row.node, Field) for row in part.rows)
        for part in Outline.of(assessment(form), BODY).iter_parts()
    ]
    assert max(sizes) <= 17


@pytest.mark.parametrize("form", list(FormKind))
def test_the_parts_add_up_to_the_document(form: str) -> None:
    found = assessment(form)
    outline = Outline.of(found, BODY)
    tops = [outline.states[part.path].progress for part in outline.parts]
    whole = progress(found, BODY)
    assert (sum(one.answered for one in tops), sum(one.total for one in tops)) == (
        whole.answered,
        whole.total,
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("overview.operation.name", "児童手当"),
        ("files[a].profile.outsourcing.status", "not_outsourced"),
        ("files[a].risks.network.no_acquisition", True),
        ("files[a].profile.provision.provides", True),
        ("overview.linkage.status", "linked"),
        ("files[b].risks.outsourcing.none", True),
    ],
)
def test_measuring_what_was_touched_is_measuring_all(path: str, value: object) -> None:
    before = assessment()
    outline = Outline.of(before, BODY)
    after = before.with_answer(path, value)
    outline.remeasure(after, BODY, path)
    assert outline.states == Outline.of(after, BODY).states


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3-3", "3-3"),
        ("Ⅲ－３", "3-3"),
        ("３．３", "3-3"),
        ("iii 3 リスク", ""),
        ("2の4の1", "2-4-1"),
        ("委託", ""),
        ("", ""),
    ],
)
def test_a_number_is_typed_in_many_ways(typed: str, number: str) -> None:
    assert number_of(typed) == number


def test_a_number_is_looked_for_in_the_file_one_is_in() -> None:
    outline = Outline.of(assessment(), BODY)
    assert outline.find("3-2-1", "files[b].profile.basic").path == "files[b].risks.acquisition.off_purpose"
    assert outline.find("3-2-1", "cover").path == "files[a].risks.acquisition.off_purpose"
    assert outline.find("9-9") is None


def test_an_entry_is_called_by_its_number_and_name() -> None:
    found = assessment().with_answer("files[a].profile.outsourcing.tasks[t].name", "システムの保守")
    outline = Outline.of(found, BODY)
    assert (
        part_title(found, outline.by_path["files[a].profile.outsourcing.tasks[t]"])
        == "委託事項1 システムの保守"
    )
    assert part_title(found, outline.by_path["files[a]"]) == "ファイル1（名称未記入）"


def test_the_next_unanswered_blank_goes_round() -> None:
    found = assessment("threshold")
    first = next_unanswered(found, BODY, "")
    assert first == "cover.number"
    assert next_unanswered(found, BODY, first) == "cover.title"
    seen, at = [], ""
    while (at := next_unanswered(found, BODY, at)) not in seen:
        seen.append(at)
    assert at == first


def test_outline_needs_no_screen() -> None:
    source = (Path(__file__).parents[2] / "mnassess/tui/outline.py").read_text(encoding="utf-8")
    assert "textual" not in source
