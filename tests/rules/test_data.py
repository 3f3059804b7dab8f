import json
from datetime import date

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.rules.data import read_rules, rules_on

SOURCE = resources.schemas() / "rules.json"


def _changed(tmp_path, change):
    raw = json.loads(SOURCE.read_text(encoding="utf-8"))
    change(raw)
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def _set(*place, to):
    def change(raw):
        for key in place[:-1]:
            raw = raw[key]
        raw[place[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (_set("periods", 0, "lenght", to=1), "/periods/0"),
        (_set("periods", 0, "length", to="30"), "/periods/0/length"),
        (_set("periods", 0, "length", to=True), "/periods/0/length"),
        (_set("periods", 0, "unit", to="weeks"), "/periods/0/unit"),
        (_set("periods", 0, "sure", to="yes"), "/periods/0/sure"),
        (_set("periods", 0, "effective_from", to="令和元年"), "/periods/0/effective_from"),
        (_set("periods", 0, to={}), "/periods/0"),
        (_set("bands", 0, "bands", 1, "from", to=1001), "/bands/0/bands"),
        (_set("bands", 0, "bands", 4, "to", to=9), "/bands/0/bands"),
        (_set("thresholds", 0, "rows", 0, "outcome", to="nothing"), "/thresholds/0/rows/0/outcome"),
        (_set("thresholds", 0, "rows", 0, "handlers", to="under_500"), "/thresholds/0/rows"),
        (_set("thresholds", 0, "rows", 2, "handlers", to="any"), "/thresholds/0/rows"),
        (_set("thresholds", 0, "rows", 0, "decided_by", to=["moon"]), "/thresholds/0/rows/0/decided_by"),
        (_set("stale_citations", 0, "pattern", to="("), "/stale_citations/0/pattern"),
        (_set("stale_citations", 0, "pattern", to="(a|a)*"), "/stale_citations/0/pattern"),
        (_set("stale_citations", 0, "words", to=[]), "/stale_citations/0/words"),
        (_set("wording", "none_words", to=[1]), "/wording/none_words"),
        (_set("stale_citations", 0, "unless_after", to="("), "/stale_citations/0/unless_after"),
        (_set("voluntary", 0, "path", to=1), "/voluntary/0/path"),
        (_set("wording", "company_words", 0, to=[]), "/wording/company_words/0"),
        (_set("wording", "company_words", 0, to="株式会社"), "/wording/company_words/0"),
        (_set("wording", "media", "fax", to={"words": ["FAX"]}), "/wording/media"),
        (_set("wording", "media", "email", to={"words": []}), "/wording/media/email/words"),
        (_set("fines", to=[]), ""),
        (_set("bands", 0, "choices", to="cat_count"), "/bands/0/choices"),
        (lambda raw: raw["bands"].pop(), "/bands"),
        (lambda raw: raw["periods"].pop(), "/periods"),
        (_set("periods", 0, "name", to="consultatoin"), "/periods/0/name"),
        (_set("periods", 0, "length", to=-30), "/periods/0/length"),
        (_set("periods", 0, "effective_to", to="2014-04-19"), "/periods/0/effective_to"),
        (_set("periods", 0, "effective_to", to=""), "/periods/0/effective_to"),
        (_set("thresholds", to=[]), "/thresholds"),
        (_set("thresholds", 0, "rows", 0, "decided_by", to=[]), "/thresholds/0/rows/0/decided_by"),
        (_set("exemptions", 2, "only_with", to="under_100"), "/exemptions/2/only_with"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(tmp_path, change, place):
    with pytest.raises(FormDefinitionError) as refused:
        read_rules(_changed(tmp_path, change))
    assert f"rules.json の {place or '/'} を" in str(refused.value)


def test_a_file_that_is_no_json_is_refused(tmp_path):
    (tmp_path / "rules.json").write_text("{", encoding="utf-8")
    with pytest.raises(FormDefinitionError):
        read_rules(tmp_path / "rules.json")


def test_a_name_given_twice_is_refused(tmp_path):
    text = SOURCE.read_text(encoding="utf-8")
    (tmp_path / "rules.json").write_text('{"title": "別の題", ' + text.lstrip()[1:], encoding="utf-8")
    with pytest.raises(FormDefinitionError, match="「title」が同じオブジェクトに二度あります"):
        read_rules(tmp_path / "rules.json")


def test_a_code_the_rules_speak_of_is_one_of_a_form():
    wording = rules_on(date(2026, 11, 23)).wording
    blanks = [blank for kind in FormKind for blank in load_form(kind).iter_fields()]
    codes = {choice.code for blank in blanks for choice in blank.choices or ()}
    named = (
        wording.negative_levels | wording.undescribed_levels | wording.good_sufficiency | set(wording.media)
    )
    assert named <= codes


def test_what_is_voluntary_is_a_part_of_a_form():
    forms = [load_form(kind) for kind in FormKind]
    for voluntary in rules_on(date(2026, 11, 23)).voluntary:
        assert any(form.find(voluntary.path) for form in forms)


def test_a_rule_is_picked_by_its_day(tmp_path):
    def change(raw):
        longer = {**raw["periods"][0], "length": 45, "effective_from": "2030-04-01"}
        raw["periods"][0]["effective_to"] = "2030-03-31"
        raw["periods"].append(longer)

    book = read_rules(_changed(tmp_path, change))
    lengths = [book.on(date(2030, month, 1)).periods["consultation"].length for month in (3, 4)]
    assert lengths == [30, 45]
    assert book.on(date(1999, 1, 1)).periods["consultation"].length == 30


@pytest.mark.parametrize(
    ("name", "day", "after"),
    [
        ("review", date(2024, 2, 29), date(2025, 2, 28)),
        ("reassessment", date(2021, 11, 23), date(2026, 11, 23)),
        ("reassessment_notice", date(2026, 8, 31), date(2027, 2, 28)),
        ("amendment_late", date(2026, 12, 31), date(2027, 1, 30)),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number(name, day, after):
    assert rules_on(day).periods[name].after(day) == after
