"""Two versions → 変更箇所; editions and forms carried over."""

from datetime import date
from types import MappingProxyType

import pytest

from mnassess import resources
from mnassess.documents.changes import Change, iter_changes
from mnassess.documents.model import Assessment
from mnassess.documents.prefill import prefilled
from mnassess.documents.storage import load_document
from mnassess.documents.upgrade import upgrade
from mnassess.errors import MnassessError, UpgradeError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind
from mnassess.rules.completeness import iter_completeness
from mnassess.rules.data import rules_on

TASKS = "files[juki].profile.outsourcing.tasks"


def sample(path: str) -> Assessment:
    return load_document(resources.sample() / path).assessment


@pytest.fixture
def report() -> Assessment:
    empty = Assessment(form=load_form(FormKind.FULL_ITEM)).with_item("files", "juki").with_item(TASKS, "t1")
    filled = empty.with_item(TASKS, "t2").with_answer(f"{TASKS}[t1].contractor", "甲社")
    return filled.with_answer(f"{TASKS}[t2].contractor", "乙社").with_answer(
        "overview.linkage.status", "linked"
    )


def test_a_changed_answer_is_told_in_printed_words(report: Assessment) -> None:
    new = report.with_answer("overview.linkage.status", "not_linked").with_answer(
        "cover.publication_date", "2025-10-01"
    )
    assert list(iter_changes(report, new)) == [
        Change(
            path="cover.publication_date",
            item="表紙－公表日",
            before="－",
            after="令和7年10月1日",
            important=False,
        ),
        Change(
            path="overview.linkage.status",
            item="Ⅰ－６－①実施の有無",
            before="実施する",
            after="実施しない",
            important=True,
        ),
    ]


def test_an_entry_that_only_moved_is_no_change(report: Assessment) -> None:
    assert list(iter_changes(report, report.with_item_moved(TASKS, "t2", 0))) == []


def test_an_entry_that_moved_and_changed_is_followed_by_its_id(report: Assessment) -> None:
    new = report.with_item_moved(TASKS, "t2", 0).with_answer(f"{TASKS}[t2].contractor", "丙社")
    (change,) = iter_changes(report, new)
    assert (change.path, change.before, change.after) == (f"{TASKS}[t2].contractor", "乙社", "丙社")
    assert change.item == "Ⅱ－４－委託事項1－⑥委託先名"


def test_an_added_and_a_removed_entry_have_a_dash_on_the_other_side(report: Assessment) -> None:
    new = (
        report.without_item(TASKS, "t1").with_item(TASKS, "t3").with_answer(f"{TASKS}[t3].contractor", "丁社")
    )
    added, removed = iter_changes(report, new)
    assert (added.path, added.before, added.after) == (f"{TASKS}[t3]", "－", "⑥委託先名：丁社")
    assert (removed.path, removed.before, removed.after) == (f"{TASKS}[t1]", "⑥委託先名：甲社", "－")


def test_the_list_of_changes_is_not_itself_a_change(report: Assessment) -> None:
    assert list(iter_changes(report, report.with_answer("changes", [{"item": "Ⅰ－１"}]))) == []


def test_two_different_forms_are_not_compared(report: Assessment) -> None:
    with pytest.raises(MnassessError, match="様式が違うため比べられません"):
        list(iter_changes(report, Assessment(form=load_form(FormKind.KEY_ITEM))))


def test_an_upgrade_loses_nothing() -> None:
    new = sample("子ども医療費助成に関する事務/threshold.json")
    form = load_form(FormKind.THRESHOLD, "2019-01")
    kept = {path: value for path, value in new.values.items() if form.find(path)}
    old = Assessment(form=form, values=MappingProxyType(kept), facts=new.facts)
    upgraded = upgrade(old)
    assert upgraded.form.edition == "2024-10"
    assert (upgraded.values, upgraded.facts) == (old.values, old.facts)
    assert {
        p.path.rpartition(".")[0]
        for p in iter_completeness(upgraded, "local", rules=rules_on(date(2026, 11, 23)))
    } == {
        "measures.manual_work",
        "measures.priority",
    }


def test_what_has_no_place_in_the_new_edition_stops_the_upgrade_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mnassess.documents import upgrade as module

    newer = load_form(FormKind.THRESHOLD)
    without = [node for node in newer.sections if node.path != "measures"]
    shrunk = type(newer)(
        **{**{f: getattr(newer, f) for f in newer.__dataclass_fields__}, "sections": tuple(without)}
    )
    monkeypatch.setattr(module, "load_form", lambda *_: shrunk)
    old = Assessment(form=load_form(FormKind.THRESHOLD, "2019-01")).with_answer(
        "measures.use.linking", "sufficient"
    )
    with pytest.raises(UpgradeError, match=r"Ⅳ－３－.*の記載は 2024-10 の版に置き場所がありません"):
        upgrade(old)


def test_a_full_item_document_begins_with_what_the_threshold_document_says() -> None:
    threshold = sample("住民基本台帳に関する事務/threshold.json")
    new = prefilled(load_form(FormKind.FULL_ITEM), threshold)
    assert new.value("overview.operation.subject_count") == "from_300000"
    assert new.value("overview.department.name") == threshold.value("overview.department.name")
    assert new.value("disclosure.request.address") == threshold.value("overview.disclosure.address")
    names = [new.value(f"files[{item}].profile.name") for item in new.items_of("files")]
    assert tuple(names) == threshold.value("overview.file_names")


def test_a_threshold_document_takes_from_a_full_item_one_only_what_all_files_agree_on() -> None:
    full = sample("住民基本台帳に関する事務/full-item.json")
    new = prefilled(load_form(FormKind.THRESHOLD), full)
    assert new.value("inputs.subjects.count") == "from_300000"
    assert new.value("measures.network.no_acquisition") is True
    assert new.value("measures.network.no_provision") is None


def test_a_key_item_document_grows_into_a_full_item_one_with_its_files_and_tasks() -> None:
    key_item = sample("個人住民税に関する事務/key-item.json")
    new = prefilled(load_form(FormKind.FULL_ITEM), key_item)
    assert new.items_of("files") == key_item.items_of("files")
    for path, value in key_item.values.items():
        twin = new.form.find(path)
        if (
            twin is not None
            and path != "changes"
            and not path.startswith(("cover.title", "cover.p", "procedure"))
        ):
            assert new.value(path) == value, path


def test_what_speaks_of_one_report_and_its_procedure_is_not_carried_to_another() -> None:
    threshold = sample("個人住民税に関する事務/threshold.json")
    new = prefilled(load_form(FormKind.KEY_ITEM), threshold)
    assert threshold.facts["last_full_publication_on"]
    assert not set(new.facts) & {"submitted_on", "last_full_publication_on", "consultation_from"}
    assert [path for path in ("cover.title", "cover.publication_date") if new.value(path)] == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("files[juki].risks.outsourcing.none", False, None),
        ("cover.publication_date", "2026-10-01", {"text": "令和8年10月1日"}),
        ("overview.other_agencies", "－", None),
    ],
)
def test_what_is_printed_in_the_same_words_is_no_change(
    report: Assessment, path: str, old: object, new: object
) -> None:
    assert list(iter_changes(report.with_answer(path, old), report.with_answer(path, new))) == []


def test_another_picture_under_the_same_caption_is_a_change(report: Assessment) -> None:
    one, two = ([{"path": f"figures/{name}.png", "caption": "流れ"}] for name in ("a", "b"))
    path = "overview.figure.images"
    (change,) = iter_changes(report.with_answer(path, one), report.with_answer(path, two))
    assert (change.before, change.after) == ("流れ（figures/a.png）", "流れ（figures/b.png）")


def test_a_newer_edition_of_the_same_form_takes_everything() -> None:
    old = Assessment(form=load_form(FormKind.THRESHOLD, "2019-01")).with_answer("cover.number", "3")
    assert prefilled(load_form(FormKind.THRESHOLD), old).value("cover.number") == "3"
    with pytest.raises(MnassessError, match="それより古い"):
        prefilled(load_form(FormKind.THRESHOLD, "2019-01"), Assessment(form=load_form(FormKind.THRESHOLD)))
