import pytest
from small_documents import AS_OF, circumstances, document

from mnassess.errors import AnswerError
from mnassess.rules.computed import computed_value, printed_choices
from mnassess.rules.threshold import (
    Level,
    ThresholdInputs,
    computed_outcome,
    decide_threshold,
    obligated_level,
    performed_level,
    threshold_inputs_of,
)

# 対象人数 × (499人・事故なし, 499人・事故あり, 500人・事故なし, 500人・事故あり)
TABLE = {
    0:       ("not_required",   "not_required",  "not_required",  "not_required"),
    999:     ("not_required",   "not_required",  "not_required",  "not_required"),
    1_000:   ("basic_required", "basic_required", "basic_required", "basic_required"),
    9_999:   ("basic_required", "basic_required", "basic_required", "basic_required"),
    10_000:  ("basic_required", "key_required",  "key_required",  "key_required"),
    99_999:  ("basic_required", "key_required",  "key_required",  "key_required"),
    100_000: ("key_required",   "full_required", "full_required", "full_required"),
    299_999: ("key_required",   "full_required", "full_required", "full_required"),
    300_000: ("full_required",  "full_required", "full_required", "full_required"),
    9_999_999: ("full_required", "full_required", "full_required", "full_required"),
}  # fmt: skip
COLUMNS = ((499, False), (499, True), (500, False), (500, True))
CELLS = [
    (subjects, handlers, incident, outcome)
    for subjects, row in TABLE.items()
    for (handlers, incident), outcome in zip(COLUMNS, row, strict=True)
]


def _decide(subjects, handlers=499, incident=False, exempt="", body="local"):
    inputs = ThresholdInputs(subject_count=subjects, handler_count=handlers, incident=incident, exempt=exempt)
    return decide_threshold(inputs, AS_OF, body)


@pytest.mark.parametrize(("subjects", "handlers", "incident", "outcome"), CELLS)
def test_the_table_of_the_rules_holds_at_every_boundary(subjects, handlers, incident, outcome):
    assert _decide(subjects, handlers, incident).outcome == outcome


@pytest.mark.parametrize(("subjects", "handlers", "incident", "outcome"), CELLS)
def test_a_band_decides_like_any_count_in_it(subjects, handlers, incident, outcome):
    bands = {
        0: "under_1000",
        1_000: "from_1000",
        10_000: "from_10000",
        100_000: "from_100000",
        300_000: "from_300000",
    }
    band = bands[max(lower for lower in bands if lower <= subjects)]
    assert _decide(band, "from_500" if handlers == 500 else "under_500", incident).outcome == outcome


@pytest.mark.parametrize(
    ("subjects", "handlers", "incident", "criteria"),
    [
        (999, 500, True, ["subjects"]),
        (1_000, 500, True, ["subjects"]),
        (10_000, 499, False, ["subjects", "handlers", "incident"]),
        (10_000, 499, True, ["subjects", "incident"]),
        (10_000, 500, False, ["subjects", "handlers"]),
        (10_000, 500, True, ["subjects", "handlers", "incident"]),
        (100_000, 499, True, ["subjects", "incident"]),
        (300_000, 500, True, ["subjects"]),
    ],
)
def test_every_input_has_its_reason_and_those_that_did_not_decide_say_so(
    subjects, handlers, incident, criteria
):
    reasons = _decide(subjects, handlers, incident).reasons
    assert [reason.criterion for reason in reasons] == ["subjects", "handlers", "incident"]
    assert [reason.criterion for reason in reasons if "左右しない" not in reason.text] == criteria


@pytest.mark.parametrize(
    ("subjects", "handlers", "incident", "criterion", "text"),
    [
        (999, 500, True, "handlers", "取扱者数は500人以上である。対象人数が1,000人未満であるため、結果を左右しない。"),
        (999, 500, True, "incident", "過去1年以内に重大事故がある。対象人数が1,000人未満であるため、結果を左右しない。"),
        (10_000, 500, False, "incident", "過去1年以内に重大事故はない。取扱者数が500人以上であるため、結果を左右しない。"),
        (100_000, 499, True, "handlers", "取扱者数は500人未満である。過去1年以内に重大事故があるため、結果を左右しない。"),
        (300_000, 1, False, "subjects", "対象人数は30万人以上である。"),
    ],
)  # fmt: skip
def test_a_reason_says_what_its_input_means(subjects, handlers, incident, criterion, text):
    reasons = {reason.criterion: reason.text for reason in _decide(subjects, handlers, incident).reasons}
    assert reasons[criterion] == text


@pytest.mark.parametrize(
    ("subjects", "handlers", "body", "clause"),
    [
        (999, 0, "local", "規則第4条第3号"),
        (1_000, 0, "local", "規則第5条第1項"),
        (10_000, 0, "local", "規則第5条第1項"),
        (10_000, 500, "local", "規則第6条第1項第1号"),
        (100_000, 0, "local", "規則第6条第1項第2号"),
        (100_000, 500, "local", "規則第7条第1項"),
        (300_000, 0, "local", "規則第7条第1項"),
        (300_000, 0, "national", "番号法第28条第1項"),
        (10_000, 500, "national", "規則第6条第1項第1号"),
    ],
)
def test_the_clause_is_that_of_the_obligation(subjects, handlers, body, clause):
    assert _decide(subjects, handlers, body=body).clause == clause


@pytest.mark.parametrize("number", ["1", "2", "4", "5", "6", "7"])
def test_an_exempt_file_obliges_to_nothing(number):
    decision = _decide(1_000_000, 900, incident=True, exempt=number)
    assert (decision.outcome, decision.clause) == ("not_required", f"規則第4条第{number}号")
    assert [reason.criterion for reason in decision.reasons] == ["exempt", "subjects", "handlers", "incident"]
    assert ["左右しない" in reason.text for reason in decision.reasons] == [False, True, True, True]


def test_the_exemption_of_small_operations_holds_only_for_small_ones():
    small = _decide(999, exempt="3")
    assert small.outcome == "not_required"
    assert ["左右しない" in reason.text for reason in small.reasons] == [False, False, True, True]
    large = _decide(120_000, exempt="3")
    assert large.outcome == "key_required"
    assert large.reasons[0].criterion == "exempt"


def test_the_decision_prints_as_the_command_line_promises():
    assert _decide(120_000, 300, incident=True).to_json() == {
        "outcome": "full_required",
        "reasons": [
            {"criterion": "subjects", "value": 120_000, "text": "対象人数は10万人以上30万人未満である。", "clause": "規則第7条第1項"},
            {"criterion": "handlers", "value": 300, "text": "取扱者数は500人未満である。過去1年以内に重大事故があるため、結果を左右しない。", "clause": "規則第7条第1項"},
            {"criterion": "incident", "value": True, "text": "過去1年以内に重大事故がある。", "clause": "規則第7条第1項"},
        ],
        "clause": "規則第7条第1項",
    }  # fmt: skip


@pytest.mark.parametrize("count", [-1, True, "many", 1.5, None])
def test_what_is_no_count_is_refused(count):
    with pytest.raises(AnswerError):
        _decide(count)


@pytest.mark.parametrize("number", ["0", "8", "一"])
def test_an_exemption_the_rules_do_not_know_is_refused(number):
    with pytest.raises(AnswerError, match="第4条"):
        _decide(10, exempt=number)


# --- from documents -----------------------------------------------------------------------------------------

COUNTS = "inputs.subjects.count=from_100000; inputs.handlers.count=under_500; inputs.incident.occurred=not_occurred"


def test_nothing_is_decided_while_an_input_is_missing():
    assert threshold_inputs_of(document("threshold", COUNTS.rpartition(";")[0])) is None
    assert computed_outcome(document("threshold"), circumstances()) is None


def test_the_outcome_follows_from_the_form():
    assert computed_value(document("threshold", COUNTS), "result.outcome", circumstances()) == "key_required"


def test_an_exemption_among_the_facts_counts():
    exempt = document("threshold", COUNTS + "; procedure_facts.exempt=1")
    assert computed_outcome(exempt, circumstances()) == "not_required"


def test_another_form_takes_the_outcome_from_the_threshold_form_beside():
    assert (
        computed_outcome(document("key-item"), circumstances(document("threshold", COUNTS))) == "key_required"
    )
    assert computed_outcome(document("key-item"), circumstances()) is None


@pytest.mark.parametrize(
    ("form", "answers", "level"),
    [
        ("threshold", "measures.report_kind=threshold", Level.BASIC),
        ("threshold", "measures.report_kind=threshold_and_full_item", Level.FULL),
        ("threshold", "", None),
        ("key-item", "", Level.KEY),
        ("full-item", "", Level.FULL),
    ],
)
def test_the_level_performed_is_what_is_made(form, answers, level):
    assert performed_level(document(form, answers)) is level


def test_the_level_obliged_to_is_that_of_the_outcome():
    assert obligated_level("basic_required") is Level.BASIC < obligated_level("full_required")


SUFFICIENCY = "measures.priority.sufficiency"


@pytest.mark.parametrize(
    ("answers", "value", "choices"),
    [
        ("measures.priority.measure=use_linking; measures.use.linking=issues_remain", "issues_remain", "sufficiency"),
        ("measures.priority.measure=training; measures.training.level=exemplary", "exemplary", "conducted"),
        ("measures.priority.measure=training", None, "conducted"),
        ("measures.priority.measure=outsourcing_misuse; measures.outsourcing.none=true; measures.outsourcing.misuse=sufficient", None, "sufficiency"),
        ("", None, "sufficiency"),
    ],
)  # fmt: skip
def test_a_repeated_rating_is_that_of_the_measure_named(answers, value, choices):
    assessment = document("threshold", answers)
    blank = assessment.form.field(SUFFICIENCY)
    assert computed_value(assessment, SUFFICIENCY, circumstances()) == value
    assert printed_choices(assessment, blank, SUFFICIENCY).name == choices
