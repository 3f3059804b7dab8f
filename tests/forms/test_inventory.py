"""The schemas and the inventory of the official forms say the same, both ways."""

import csv
from pathlib import Path

import pytest

from mnassess.forms.catalog import editions, load_form
from mnassess.forms.model import Choice, Condition, Field, FieldKind, Form, FormKind, Node, Section

INVENTORY = Path(__file__).parents[1] / "data" / "inventory"
NEWEST = "2024-10"
NOT_IN_2019 = ("overview.rule9_2", "measures.manual_work", "measures.priority")
RENUMBERED_IN_2019 = {"measures.audit": "8", "measures.training": "9"}
COLUMNS = (
    "path",
    "number",
    "label",
    "type",
    "choices",
    "required",
    "applies_when",
    "important",
    "printed_mark",
)


def rows(form: str) -> list[dict[str, str]]:
    with (INVENTORY / "fields.csv").open(encoding="utf-8", newline="") as file:
        return [{c: row[c] for c in COLUMNS} for row in csv.DictReader(file) if row["form"] == form]


def rows_of_2019() -> list[dict[str, str]]:
    kept = [row for row in rows("threshold") if not row["path"].startswith(NOT_IN_2019)]
    return [row | {"number": RENUMBERED_IN_2019.get(row["path"], row["number"])} for row in kept]


def choice_sets() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    with (INVENTORY / "choices.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["set"], []).append((row["code"], row["label"]))
    return found


def as_row(node: Node) -> dict[str, str]:
    """The node as a row of the inventory."""
    if isinstance(node, Section):
        kind, choices, required = ("list" if node.repeated else "group"), "", node.required
        path = f"{node.path}[]" if node.repeated else node.path
    else:
        kind, choices, required = node.kind.value, node.choices.name if node.choices else "", node.required
        path = f"{node.path}[]" if node.kind is FieldKind.TEXTS else node.path
    return {
        "path": path,
        "number": node.number,
        "label": node.label,
        "type": kind,
        "choices": choices,
        "required": "" if required == "warning" else required,
        "applies_when": as_text(node.condition),
        "important": "yes" if node.important else "",
        "printed_mark": node.printed_mark,
    }


def as_text(condition: Condition | None) -> str:
    if condition is None:
        return ""
    code = str(condition.equals).lower() if isinstance(condition.equals, bool) else condition.equals
    return f"{condition.path} {'is-not' if condition.negated else 'is'} {code}"


@pytest.mark.parametrize("kind", [k.value for k in FormKind])
def test_every_row_of_the_inventory_is_in_the_schema_in_printed_order_and_nothing_else(kind: str) -> None:
    assert [as_row(node) for node in load_form(kind, NEWEST).iter_nodes()] == rows(kind)


def test_the_threshold_form_of_2019_lacks_what_came_later_and_numbers_the_rest_as_it_was() -> None:
    assert [as_row(node) for node in load_form("threshold", "2019-01").iter_nodes()] == rows_of_2019()


def test_both_editions_of_the_threshold_form_are_known() -> None:
    assert editions(FormKind.THRESHOLD) == ("2019-01", "2024-10")


@pytest.mark.parametrize("kind", [k.value for k in FormKind])
def test_every_choice_has_the_code_and_the_words_of_the_inventory_in_printed_order(kind: str) -> None:
    sets = choice_sets()
    for blank in load_form(kind, NEWEST).iter_fields():
        if blank.choices:
            assert [(c.code, c.label) for c in blank.choices] == sets[blank.choices.name], blank.path


def test_every_choice_set_of_the_inventory_is_used_by_a_form_or_is_the_timing_of_a_change() -> None:
    used = {b.choices.name for kind in FormKind for b in load_form(kind).iter_fields() if b.choices}
    assert set(choice_sets()) - used == {"timing"}


@pytest.mark.parametrize(
    ("label", "with_text"),
    [("その他（）", True), ("評価実施機関内の他部署（）", True), ("その他識別情報（内部番号）", False)],
)
def test_a_box_takes_text_only_where_empty_brackets_are_printed(label: str, with_text: bool) -> None:
    boxes = [
        c
        for kind in FormKind
        for b in load_form(kind).iter_fields()
        for c in b.choices or ()
        if c.label == label
    ]
    assert boxes
    assert all(box.with_text is with_text for box in boxes)


@pytest.mark.parametrize("kind", [k.value for k in FormKind])
def test_every_blank_has_guidance_and_a_question_that_can_be_asked_aloud(kind: str) -> None:
    asked = [node for node in load_form(kind).iter_nodes() if is_asked(node)]
    assert [n.path for n in asked if not n.guidance] == []
    assert [n.path for n in asked if not n.question.endswith(("か。", "か。」"))] == []
    questions = [n.question for n in asked]
    assert sorted(q for q in set(questions) if questions.count(q) > 1) == []


def is_asked(node: Node) -> bool:
    return node.repeated if isinstance(node, Section) else node.kind is not FieldKind.PRINT


FACTS = [(a, b) for a in FormKind for b in FormKind if a is not b]


@pytest.mark.parametrize(("one", "other"), FACTS)
def test_blanks_that_carry_the_same_fact_take_the_same_values(one: FormKind, other: FormKind) -> None:
    facts = {blank.fact: blank for blank in load_form(one).iter_fields() if blank.fact}
    shared = [(facts[b.fact], b) for b in load_form(other).iter_fields() if b.fact in facts]
    assert len(shared) > 20
    for blank, twin in shared:
        assert blank.kind is twin.kind, (blank.path, twin.path)
        assert codes(blank) >= codes(twin) or codes(twin) >= codes(blank), (blank.path, twin.path)


def codes(blank: Field) -> set[str]:
    return {choice.code for choice in blank.choices or ()}


def test_a_fact_stands_in_one_blank_of_a_form_only() -> None:
    for kind in FormKind:
        facts = [blank.fact for blank in load_form(kind).iter_fields() if blank.fact]
        assert len(facts) == len(set(facts)), kind


def test_the_words_of_a_box_leave_out_the_brackets_that_wait_for_text() -> None:
    assert Choice(code="other", label="その他（）", with_text=True).words == "その他"


def test_a_path_the_form_does_not_have_is_found_nowhere() -> None:
    form: Form = load_form(FormKind.THRESHOLD)
    assert form.find("overview.nothing") is None
    assert form.find("files[a].profile.name") is None
