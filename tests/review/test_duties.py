import json

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.review.duties import read_duties, standard_duties
from mnassess.review.knowledge import standard_knowledge

SOURCE = resources.schemas() / "review" / "duties.json"


def test_the_nine_duties_stand_in_order_under_their_present_articles():
    assert [duty.clause for duty in standard_duties()] == [
        f"番号法第{article}条" for article in (9, 19, 15, 20, 11, 16, 12, 24, 28)
    ]


def test_only_the_assessment_itself_has_moved_since_2014():
    moved = [(duty.id, duty.clause_2014) for duty in standard_duties() if duty.clause_2014 != duty.clause]
    assert moved == [("assessed_before_holding", "番号法第27条")]


def test_the_duties_speak_of_known_risks_and_measures_and_of_all_of_them():
    knowledge, duties = standard_knowledge(), standard_duties()
    assert {risk for duty in duties for risk in duty.risks} == set(knowledge.risks)
    assert {code for duty in duties for code in duty.measures} == set(knowledge.measures)


def test_the_evidence_of_a_duty_is_of_a_kind_the_remedies_know():
    kinds = {proof.kind for remedy in standard_knowledge() for proof in remedy.evidence}
    for duty in standard_duties():
        assert {proof.kind for proof in duty.evidence} <= kinds
        assert len(duty.evidence) >= 4


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("number", 2, "/duties"),
        ("number", "1", "/duties/0/number"),
        ("number", True, "/duties/0/number"),
        ("id", "kept_safe", "/duties"),
        ("evidence", [], "/duties/0/evidence"),
        ("risks", ["A1", "A1"], "/duties/0/risks/1"),
        ("fine", "百万円", "/duties/0"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(tmp_path, key, value, place):
    raw = json.loads(SOURCE.read_text(encoding="utf-8"))
    raw["duties"][0][key] = value
    (tmp_path / "duties.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FormDefinitionError) as refused:
        read_duties(tmp_path / "duties.json")
    assert f"duties.json の {place} を" in str(refused.value)
