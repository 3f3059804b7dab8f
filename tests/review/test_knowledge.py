import json
import re
from datetime import date

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.review.checklist import standard_checklist
from mnassess.review.duties import standard_duties
from mnassess.review.knowledge import FILE, Size, knowledge_of, read_knowledge, standard_knowledge
from mnassess.rules.data import rules_on

FOLDER = resources.schemas() / "review" / "knowledge"
RISKS = [
    "A1", "A2", "A3", "A4", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "U1", "U2", "U3", "U4",
    "O1", "O2", "O3", "O4", "O5", "P1", "P2", "P3", "S1", "S2", "S3",
]  # fmt: skip
MEASURES = [
    "2A", "2B", "C-a", "C-b", "C-c", "C-d", "C-e", "D-a", "D-b", "D-c", "E-a", "E-b", "E-c", "E-d",
    "F-a", "F-b", "F-c", "F-d", "G", "outsourcing", "identity", "provision_basis",
]  # fmt: skip
KINDS = {
    "regulation", "procedure", "contract", "configuration", "log", "register", "record", "certificate", "training",
    "audit", "photo", "interview", "observation", "other",
}  # fmt: skip
SHOWS_NO_DEED = {"regulation", "procedure", "contract", "configuration", "other"}
CLAUSE = re.compile(
    r"(?:番号法|番号法施行令|規則|個人情報保護法)第[1-9][0-9]*条(?:の[1-9][0-9]*)?(?:第[1-9][0-9]*項)?(?:第[1-9][0-9]*号)?"
    r"|指針第[1-9][0-9]*(?:の[1-9][0-9]*(?:\([1-9][0-9]*\)[ア-ン]?)?)?"
)
VAGUE = ("適切に", "適正に", "必要に応じ", "適宜", "十分に", "速やかに", "随時", "定期的に")
REMEDIES = tuple(standard_knowledge())


def test_every_risk_and_every_measure_type_of_the_review_is_there():
    knowledge = standard_knowledge()
    assert list(knowledge.risks) == RISKS
    assert list(knowledge.measures) == MEASURES


def test_a_remedy_of_a_size_is_missing_only_where_people_alone_can_decide():
    knowledge = standard_knowledge()
    for risk in RISKS:
        assert all(knowledge.for_risk(risk, size) for size in Size)
    without = [(code, size) for code in MEASURES for size in Size if not knowledge.for_measure(code, size)]
    assert without == [(code, Size.SYSTEM) for code in ("2A", "C-a", "D-a", "D-c")]
    assert set(knowledge.reasons) == set(without)


@pytest.mark.parametrize("remedy", REMEDIES, ids=lambda remedy: remedy.id)
def test_a_remedy_could_stand_in_a_report_as_it_is(remedy):
    wording = rules_on(date(2026, 11, 23)).wording
    assert remedy.blank_count
    assert (
        len(wording.placeholder.pattern.findall(remedy.wording))
        == remedy.blank_count
        == remedy.wording.count("〔")
    )
    text = re.sub(r"＜[^＞]*における措置＞\n", "", remedy.wording)
    assert "＜" not in text
    assert "\n" not in text
    sentences = text.split("。")
    assert sentences.pop() == ""
    assert all(sentence.endswith("ている") for sentence in sentences)
    said = remedy.wording + remedy.measure + remedy.frequency
    assert not [word for word in VAGUE if word in said]
    assert not [mark for mark in wording.drafting_marks if mark.pattern.search(said)]
    assert not [
        stale for stale in rules_on(date(2026, 11, 23)).stale_citations if stale.phrase.pattern.search(said)
    ]
    assert not re.search(r"[０-９Ａ-Ｚａ-ｚ]", said)


def test_a_number_of_the_agency_is_never_asserted_for_it():
    number = re.compile(r"[0-9一二三四五六七八九十]+(?:回|年|か月|日|時間|分|台|件|世代)|四?半期|毎[月年週]")
    given_by_law = re.compile("第[0-9]+条(の[0-9]+)?|7年間保存")
    asserted = [one.id for one in REMEDIES if number.search(given_by_law.sub("", one.wording))]
    assert asserted == []


def test_every_wording_says_what_is_left_to_show_that_it_was_done():
    trace = re.compile("記録|記名|署名|証明書|報告|点検表|議事録|保管")
    assert [one.id for one in REMEDIES if not trace.search(one.wording)] == []


def test_evidence_shows_that_a_remedy_is_carried_out_and_not_only_that_it_is_ruled():
    for remedy in REMEDIES:
        kinds = {proof.kind for proof in remedy.evidence}
        names = [proof.name for proof in remedy.evidence]
        assert kinds <= KINDS, remedy.id
        assert kinds - SHOWS_NO_DEED, remedy.id
        assert len(set(names)) == len(names) >= 2, remedy.id


def test_a_clause_is_spelled_as_everywhere():
    assert [one.id for one in REMEDIES if not CLAUSE.fullmatch(one.clause)] == []
    clauses = [clause for duty in standard_duties() for clause in (duty.clause, duty.clause_2014, *duty.also)]
    clauses += [one.clause for one in (*standard_checklist().points, *standard_checklist().aspects)]
    assert [clause for clause in clauses if not CLAUSE.fullmatch(clause)] == []


def test_no_wording_and_no_measure_is_given_twice():
    for said in ([one.wording for one in REMEDIES], [one.measure for one in REMEDIES]):
        assert len(set(said)) == len(said)


def test_what_answers_the_risk_by_the_measure_type_is_proposed_first():
    proposals = standard_knowledge().proposals(["U2"], ["F-b"], Size.SYSTEM)
    assert [one.id for one in proposals] == ["U2-system-1", "F-b-system-1", "U2-system-2"]
    assert standard_knowledge().proposals([], ["D-b"]) == standard_knowledge().for_measure("D-b")
    assert standard_knowledge().proposals(["Z9"], ["Z-z"]) == ()


# --- an agency's own ------------------------------------------------------------------------------------------

OWN = {
    "id": "mihon-1",
    "size": "small",
    "types": ["E-b"],
    "measure": "出張窓口では番号付きの鞄を使う。",
    "evidence": [{"kind": "record", "name": "鞄の貸出簿"}],
    "frequency": "使用の都度",
    "wording": "出張窓口では〔　〕の鞄を用いている。",
    "clause": "",
    "sure": "proposal",
}


def _own(tmp_path, *remedies, **beside):
    head = {"title": "みほん市の対策", "edition": "2026-11", "effective_from": "2026-11-01"}
    groups = {"risks": [{"risk": "A4", "remedies": list(remedies)}]} if remedies else {}
    (tmp_path / FILE).write_text(json.dumps({**head, **groups, **beside}), encoding="utf-8")
    return tmp_path


def test_a_workspace_without_its_own_file_has_what_everybody_has(tmp_path):
    assert knowledge_of(tmp_path) is standard_knowledge()


def test_what_an_agency_adds_comes_first_and_leaves_the_rest(tmp_path):
    knowledge = knowledge_of(_own(tmp_path, OWN))
    ours, *others = knowledge.for_risk("A4")
    assert (ours.id, ours.own) == ("mihon-1", True)
    assert tuple(others) == standard_knowledge().for_risk("A4")
    assert knowledge.for_risk("A3") == standard_knowledge().for_risk("A3")
    assert knowledge.sources[-1].title == "みほん市の対策"


def test_a_remedy_of_a_known_id_takes_its_place(tmp_path):
    knowledge = knowledge_of(_own(tmp_path, {**OWN, "id": "A4-small-2"}))
    assert len(knowledge.for_risk("A4")) == len(standard_knowledge().for_risk("A4"))
    replaced = knowledge.remedy("A4-small-2")
    assert replaced is not None
    assert replaced.measure == OWN["measure"]


def test_an_agency_may_add_to_a_measure_type(tmp_path):
    untyped = {key: value for key, value in OWN.items() if key != "types"}
    knowledge = knowledge_of(_own(tmp_path, measures=[{"measure": "E-b", "remedies": [untyped]}]))
    assert knowledge.for_measure("E-b")[0].types == ("E-b",)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"size": "huge"}, "/risks/0/remedies/0/size"),
        ({"types": ["E-z"]}, "/risks/0/remedies/0/types/0"),
        ({"types": []}, "/risks/0/remedies/0/types"),
        ({"evidence": []}, "/risks/0/remedies/0/evidence"),
        ({"evidence": [{"kind": "rumor", "name": "噂"}]}, "/risks/0/remedies/0/evidence/0/kind"),
        ({"wording": "〔担当課〕が行っている。"}, "/risks/0/remedies/0/wording"),
        ({"wording": "〔　が行っている。"}, "/risks/0/remedies/0/wording"),
        ({"wording": "行って\x07いる。"}, "/risks/0/remedies/0/wording"),
        ({"wording": "長" * 2001}, "/risks/0/remedies/0/wording"),
        ({"measure": "二行\n目"}, "/risks/0/remedies/0/measure"),
        ({"measure": ""}, "/risks/0/remedies/0"),
        ({"measure": 1}, "/risks/0/remedies/0/measure"),
        ({"sure": "certain"}, "/risks/0/remedies/0/sure"),
        ({"clause": None}, "/risks/0/remedies/0/clause"),
        ({"price": "1円"}, "/risks/0/remedies/0"),
        ({"id": "A1-small-1"}, ""),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(tmp_path, change, place):
    with pytest.raises(FormDefinitionError) as refused:
        knowledge_of(_own(tmp_path, {**OWN, **change}))
    assert f"knowledge.json の {place or '/'} を" in str(refused.value)


@pytest.mark.parametrize(
    ("beside", "place"),
    [
        ({"risks": [{"risk": "A9", "remedies": [OWN]}]}, "/risks/0/risk"),
        ({"risks": [{"risk": "A4", "remedies": [OWN, OWN]}]}, "/risks/0/remedies/1/id"),
        ({"risks": [{"risk": "A4"}, {"risk": "A4"}]}, "/risks/1"),
        ({"risks": [{"risk": "A4", "none": {"tiny": "無理"}}]}, "/risks/0/none"),
        ({"risks": {"A4": []}}, "/risks"),
        ({"measures": [{"measure": "E-b", "remedies": [OWN]}]}, "/measures/0/remedies/0"),
        ({"effective_from": "令和8年"}, "/effective_from"),
        ({"verdicts": []}, ""),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path, beside, place):
    with pytest.raises(FormDefinitionError) as refused:
        knowledge_of(_own(tmp_path, **beside))
    assert f"knowledge.json の {place or '/'} を" in str(refused.value)


def test_a_file_too_large_to_be_read_is_refused(tmp_path):
    (tmp_path / FILE).write_text(" " * (4 * 1024 * 1024 + 1), encoding="utf-8")
    with pytest.raises(FormDefinitionError, match="大きすぎます"):
        knowledge_of(tmp_path)


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("risks", lambda group: group["remedies"].clear()),
        ("risks", lambda group: group.update(none={"small": "できない"})),
        ("risks", lambda group: group["remedies"].append(group["remedies"][0])),
        ("risks", lambda group: group.update(risk="A2")),
        ("measures", lambda group: group["remedies"][0].update(id="U1-small-1")),
        ("measures", lambda group: group["remedies"][0].update(types=["2A"])),
    ],
)
def test_the_shipped_files_cannot_leave_a_size_open_or_give_a_code_or_id_twice(tmp_path, file, change):
    for name in ("risks", "measures"):
        raw = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        if name == file:
            change(raw[name][0])
        (tmp_path / f"{name}.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FormDefinitionError):
        read_knowledge(tmp_path)
