import json

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.review.checklist import Known, PartState, automatic_results, read_checklist, standard_checklist
from mnassess.review.checks.data import standard_check_data
from mnassess.review.duties import standard_duties
from mnassess.review.reviewer import check_codes
from mnassess.rules.characters import CHARACTER_CODES
from mnassess.rules.checks import CHECKS
from mnassess.rules.problems import Problem, Severity

SOURCE = resources.schemas() / "review" / "checklist.json"
FULL = (FormKind.FULL_ITEM,)
PARTS = [part for point in standard_checklist().points for part in point.automatic]


def _problem(code, path="", severity=Severity.ERROR):
    return Problem(code=code, severity=severity, path=path, message="")


def _states(*problems, kinds=FULL, computed=None):
    results = automatic_results(standard_checklist(), problems, kinds, computed or {})
    return {result.part.fact: result.state for result in results}


def test_the_twelve_points_of_view_are_there_under_their_two_questions():
    checklist = standard_checklist()
    assert [point.id for point in checklist.points] == [
        "A1", "A2", "A3", "A4", "A5", "A6", "B7", "B8", "B9", "B10", "B11", "B12",
    ]  # fmt: skip
    assert [point.aspect for point in checklist.points] == ["conformity"] * 6 + ["adequacy"] * 6
    assert {point.clause for point in checklist.points} == {"指針第10の1(2)ア", "指針第10の1(2)イ"}
    assert all(point.automatic and point.asks for point in checklist.points)


def test_every_problem_an_automatic_part_names_is_one_that_check_can_find():
    known = {check.code for check in CHECKS} | {"REQ01", "REQ02", "REQ03", "REQ04", "REQ05", *CHARACTER_CODES}
    assert {code for part in PARTS for code in part.problems} <= known


def test_every_check_of_a_review_that_a_fact_names_is_there_and_none_is_forgotten():
    named = {code for part in PARTS for code in part.findings}
    of_a_duty = {code for duty in standard_duties() for code in duty.findings}
    own = {code for code in check_codes() if code not in standard_check_data().problems.codes}
    many_of_one_file, other_agency = {"EVI08"}, {"VAG04"}
    assert own - named == of_a_duty | many_of_one_file | other_agency
    assert named <= own


def test_every_check_speaks_to_some_point_or_is_left_out_on_purpose():
    named = {code for part in PARTS for code in part.problems}
    ended_operation, file_register = {"PRC30", "PRC31"}, {"CON62"}
    assert {check.code for check in CHECKS} - named == ended_operation | file_register


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.fact)
def test_a_part_is_asked_only_where_one_of_its_checks_runs(part):
    checks = {check.code: check.forms for check in CHECKS}
    where = [checks.get(code, frozenset(FormKind)) for code in part.problems]
    assert all(any(form in forms for forms in where) for form in part.forms) or not where
    for path in part.paths:
        assert any(load_form(form).find(path) for form in part.forms)


def test_every_procedure_fact_a_part_needs_is_one_that_can_be_recorded():
    values = json.loads((resources.schemas() / "values.json").read_text(encoding="utf-8"))
    facts = set(values["$defs"]["procedure_facts"]["properties"])
    assert {need for part in PARTS for need in part.needs} <= facts


def test_a_problem_makes_exactly_its_facts_faulty():
    faulty = [
        fact for fact, state in _states(_problem("CON80", "files[a].risks.use")).items() if state == "faulty"
    ]
    assert faulty == ["names_known"]


def test_an_empty_blank_speaks_against_the_fact_of_its_place():
    states = _states(_problem("REQ01", "overview.department.name"))
    assert states["department_named"] == PartState.FAULTY
    assert states["agency_is_an_office"] == PartState.CLEAR
    inside_a_file = _states(_problem("REQ02", "files[juki].risks.use.copying.measures", Severity.WARNING))
    assert inside_a_file["risks_stated"] == PartState.FAULTY


def test_what_merely_informs_is_told_and_speaks_against_nothing():
    problem = _problem("CON04", "measures.report_kind", Severity.INFO)
    result = next(
        one
        for one in automatic_results(standard_checklist(), [problem], FULL)
        if one.part.fact == "level_performed"
    )
    assert (result.state, result.problems) == (PartState.CLEAR, (problem,))


def test_a_missing_fact_leaves_a_part_unknown_unless_something_speaks_against_it():
    missing = _problem("PRC90", "procedure_facts.requirements_fixed_on", Severity.INFO)
    assert _states(missing)["before_requirements"] == PartState.UNKNOWN
    assert _states(missing)["before_holding"] == PartState.CLEAR
    assert _states(missing, _problem("PRC11"))["before_requirements"] == PartState.FAULTY


def test_what_only_the_review_can_tell_is_unknown_until_it_is_computed():
    assert _states()["no_vague_words"] == PartState.UNKNOWN
    assert (
        _states(computed={"no_vague_words": Known(state=PartState.CLEAR)})["no_vague_words"]
        == PartState.CLEAR
    )


def test_a_part_of_another_form_is_not_asked():
    states = _states(_problem("PRC03"), kinds=(FormKind.THRESHOLD,))
    assert states["consultation_period"] == PartState.NOT_ASKED
    assert _states(kinds=tuple(FormKind))["counts_recent"] == PartState.CLEAR


def test_the_details_ask_about_every_risk_and_the_agency_wide_measures():
    details = standard_checklist().details_of("B10")
    risks = [one.about for one in details if not one.name]
    assert len(risks) == len(set(risks)) == 26
    assert [one.about for one in details if one.name] == ["manual_work", "audit", "training", "other"]
    assert all(one.asks for one in details)
    assert standard_checklist().details_of("A1") == ()


def _set(*place, to):
    def change(raw):
        for key in place[:-1]:
            raw = raw[key]
        raw[place[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (_set("points", 0, "aspect", to="beauty"), "/points/0/aspect"),
        (_set("points", 0, "asks", to=[]), "/points/0/asks"),
        (_set("points", 1, "id", to="A1"), "/points"),
        (_set("points", 0, "automatic", 0, "fact", to="counts_recent"), "/points"),
        (_set("points", 0, "automatic", 0, "forms", to=["basic"]), "/points/0/automatic/0/forms/0"),
        (_set("points", 0, "automatic", 0, "codes", to=[]), "/points/0/automatic/0"),
        (_set("details", 0, "points", to=["B13"]), "/details/0/points/0"),
        (_set("aspects", 0, "sure", to="yes"), "/aspects/0/sure"),
        (_set("edition", to=""), ""),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(tmp_path, change, place):
    raw = json.loads(SOURCE.read_text(encoding="utf-8"))
    change(raw)
    (tmp_path / "checklist.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FormDefinitionError) as refused:
        read_checklist(tmp_path / "checklist.json")
    assert f"checklist.json の {place or '/'} を" in str(refused.value)
