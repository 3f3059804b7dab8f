"""What the other documents of an operation say is offered beside the blank; where they differ, it is told."""

from pathlib import Path

import pytest

from mnassess.documents.counterparts import iter_counterparts, read_neighbours
from mnassess.documents.creation import create_document, upgrade_document
from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document, save_document
from mnassess.documents.workspace import create_workspace

COUNT = "overview.operation.subject_count"
LINKING = "files[{}].risks.use.linking.sufficiency"


@pytest.fixture
def threshold(tmp_path: Path) -> Path:
    create_workspace(tmp_path, agency="みほん市長", body="local")
    return create_document(tmp_path, "threshold", name="児童手当")


def answered(path: Path, **answers: object) -> Assessment:
    assessment = load_document(path).assessment
    for name, value in answers.items():
        assessment = assessment.with_answer(name.replace("__", "."), value)
    save_document(path, assessment)
    return assessment


def beside(path: Path, blank: str) -> list[tuple[str, str, bool]]:
    assessment = load_document(path).assessment
    found = iter_counterparts(assessment, blank, read_neighbours(path, assessment.form))
    return [(one.document, one.words, one.differs) for one in found]


def test_a_fact_of_another_form_is_told_and_whether_it_differs(threshold: Path) -> None:
    full = create_document(threshold.parents[1], "full-item", name="児童手当")
    answered(threshold, inputs__subjects__count="from_10000")
    assert beside(full, COUNT) == [("基礎項目評価書 令和6年10月版", "1万人以上10万人未満", False)]
    answered(full, overview__operation__subject_count="from_100000")
    assert beside(full, COUNT) == [("基礎項目評価書 令和6年10月版", "1万人以上10万人未満", True)]
    assert beside(threshold, "inputs.subjects.count") == [
        ("全項目評価書 令和6年10月版", "10万人以上30万人未満", True)
    ]


def test_what_stands_once_here_and_per_file_there_names_the_file(threshold: Path) -> None:
    full = create_document(threshold.parents[1], "full-item", name="児童手当")
    two = load_document(full).assessment.with_item("files", "a").with_item("files", "b")
    for item, name, level in (("a", "台帳", "sufficient"), ("b", "名簿", "issues_remain")):
        two = two.with_answer(f"files[{item}].profile.name", name)
        two = two.with_answer(LINKING.format(item), level)
    save_document(full, two)
    assert beside(threshold, "measures.use.linking") == [
        ("全項目評価書 令和6年10月版【台帳】", "十分である", False),
        ("全項目評価書 令和6年10月版【名簿】", "課題が残されている", False),
    ]


def test_the_edition_before_is_told_where_it_lies_beside_the_document(threshold: Path) -> None:
    threshold.unlink()
    old = create_document(threshold.parents[1], "threshold", name="児童手当", edition="2019-01")
    answered(old, cover__title="古い題")
    new = upgrade_document(old).path
    answered(new, cover__title="新しい題")
    assert beside(new, "cover.title") == [("基礎項目評価書 平成31年1月版", "古い題", True)]
    assert beside(new, "overview.rule9_2.applied") == []


def test_a_damaged_neighbour_says_nothing(threshold: Path) -> None:
    full = create_document(threshold.parents[1], "full-item", name="児童手当")
    threshold.write_text("{", encoding="utf-8")
    assert read_neighbours(full, load_document(full).assessment.form) == ()
