"""Answers as frozen values; an edit is a new value."""

from typing import Any

import pytest

from mnassess.documents.model import Assessment
from mnassess.documents.naming import printed_label, title_of
from mnassess.errors import AnswerError, FieldPathError, MnassessError
from mnassess.forms.catalog import load_form
from mnassess.forms.model import FormKind

FULL = load_form(FormKind.FULL_ITEM)
TASKS = "files[juki].profile.outsourcing.tasks"


@pytest.fixture
def juki() -> Assessment:
    empty = Assessment(form=FULL).with_item("files", "juki")
    return (
        empty.with_answer("files[juki].profile.name", "住民基本台帳ファイル")
        .with_item(TASKS, "t1")
        .with_item(TASKS, "t2")
    )


def test_an_edit_leaves_the_value_it_was_made_on(juki: Assessment) -> None:
    changed = juki.with_answer(f"{TASKS}[t1].contractor", "株式会社みほん")
    assert juki.value(f"{TASKS}[t1].contractor") is None
    assert changed.value(f"{TASKS}[t1].contractor") == "株式会社みほん"


def test_what_was_put_in_cannot_be_changed_from_outside(juki: Assessment) -> None:
    names = ["一", "二"]
    changed = juki.with_answer("overview.file_names", names)
    names.append("三")
    assert changed.value("overview.file_names") == ("一", "二")
    with pytest.raises(TypeError):
        changed.values["overview.file_names"] = ()  # type: ignore[index]


@pytest.mark.parametrize("nothing", [None, [], {}])
def test_an_empty_value_empties_the_blank(juki: Assessment, nothing: Any) -> None:
    assert (
        "overview.file_names"
        not in juki.with_answer("overview.file_names", ["一"])
        .with_answer("overview.file_names", nothing)
        .values
    )


def test_false_is_an_answer(juki: Assessment) -> None:
    assert (
        juki.with_answer("files[juki].risks.outsourcing.none", False).value(
            "files[juki].risks.outsourcing.none"
        )
        is False
    )


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        ("cover.nothing", "x", FieldPathError),
        ("cover", "x", FieldPathError),
        ("cover..number", "x", FieldPathError),
        ("Cover.number", "x", FieldPathError),
        ("files[gone].profile.name", "x", AnswerError),
        ("files[].profile.name", "x", AnswerError),
        ("cover.number", 1, AnswerError),
        ("cover.number", "", AnswerError),
        ("overview.linkage.status", "maybe", AnswerError),
        ("cover.publication_date", "2025-02-30", AnswerError),
        ("files[juki].profile.provision.status", "x", AnswerError),
    ],
)
def test_what_cannot_stand_there_is_refused(
    juki: Assessment, path: str, value: Any, error: type[MnassessError]
) -> None:
    with pytest.raises(error):
        juki.with_answer(path, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("submitted_on", "2026-13-45"),
        ("submitted_on", "2026-10"),
        ("nonsense", "x"),
        ("nonsense", None),
        ("exempt", "8"),
    ],
)
def test_a_procedure_fact_that_is_none_is_refused(juki: Assessment, name: str, value: Any) -> None:
    with pytest.raises(AnswerError):
        juki.with_fact(name, value)


def test_procedure_facts_are_written_in_their_order(juki: Assessment) -> None:
    filled = (
        juki.with_fact("exempt", "2").with_fact("submitted_on", "2026-10-01").with_fact("emergency", True)
    )
    assert list(filled.to_json()["procedure_facts"]) == ["submitted_on", "emergency", "exempt"]
    assert "procedure_facts" not in juki.with_fact("exempt", "2").with_fact("exempt", None).to_json()


def test_rows_of_changes_are_written_in_printed_order(juki: Assessment) -> None:
    row = {"after": "新", "before": "旧", "item": "Ⅰ－１", "date": "2026-10-01"}
    (written,) = juki.with_answer("changes", [row]).to_json()["answers"]["changes"]
    assert list(written) == ["date", "item", "before", "after"]


def test_removing_an_entry_takes_all_it_holds_and_nothing_else(juki: Assessment) -> None:
    filled = juki.with_answer(f"{TASKS}[t1].contractor", "甲").with_answer(f"{TASKS}[t2].contractor", "乙")
    removed = filled.without_item(TASKS, "t1")
    assert removed.items_of(TASKS) == ("t2",)
    assert [path for path in removed.values if path.startswith(TASKS)] == [f"{TASKS}[t2].contractor"]


def test_an_id_that_only_begins_alike_is_another_entry(juki: Assessment) -> None:
    filled = juki.with_item(TASKS, "t10").with_answer(f"{TASKS}[t10].contractor", "丙")
    assert filled.without_item(TASKS, "t1").value(f"{TASKS}[t10].contractor") == "丙"


def test_moving_an_entry_keeps_its_answers_at_their_path(juki: Assessment) -> None:
    moved = juki.with_answer(f"{TASKS}[t2].contractor", "乙").with_item_moved(TASKS, "t2", 0)
    assert moved.items_of(TASKS) == ("t2", "t1")
    assert moved.value(f"{TASKS}[t2].contractor") == "乙"


@pytest.mark.parametrize(
    ("list_path", "item"), [(TASKS, "t1"), (TASKS, "a b"), ("files[gone].profile.outsourcing.tasks", "x")]
)
def test_an_entry_that_cannot_be_added_is_refused(juki: Assessment, list_path: str, item: str) -> None:
    with pytest.raises(AnswerError):
        juki.with_item(list_path, item)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("cover.title", "表紙－評価書名"),
        ("overview.operation.name", "Ⅰ－１－①事務の名称"),
        ("overview.other_agencies", "Ⅰ－８－他の評価実施機関"),
        (f"{TASKS}[t1].contractor", "Ⅱ－４－委託事項1－⑥委託先名"),
        (f"{TASKS}[t2]", "Ⅱ－４－委託事項2"),
        (f"{TASKS}[t2].name", "Ⅱ－４－委託事項2"),
        ("files[juki].profile.storage.period.length", "Ⅱ－６－②保管期間－期間"),
        ("files[juki].risks.use.unauthorized.authentication.level", "Ⅲ－３－リスク2－ユーザ認証の管理"),
        ("files[juki].risks.storage.leakage.incident.content",
         "Ⅲ－７－リスク1－⑨過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか－その内容"),
        ("other_measures.training.level", "Ⅳ－２－従業者に対する教育・啓発"),
        ("files[juki].risks.provision.improper.rules.detail",
         "Ⅲ－５－リスク1－特定個人情報の提供・移転に関するルール － ルールの内容及びルール遵守の確認方法"),
        ("changes", "別添3－変更箇所"),
        ("nowhere.at.all", "nowhere.at.all"),
    ],
)  # fmt: skip
def test_a_blank_is_called_as_people_call_it(juki: Assessment, path: str, title: str) -> None:
    assert title_of(juki, path) == title


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("overview.file_names", "３．特定個人情報ファイル名"),
        ("files[].profile.remarks", "７．備考"),
        ("changes", "（別添３）　変更箇所"),
        ("files[].risks.use.linking", "リスク１：　目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク"),
        ("files[].profile.outsourcing.tasks[].contractor", "⑥委託先名"),
        ("cover.title", "評価書名"),
    ],
)  # fmt: skip
def test_a_label_is_written_as_the_form_prints_it(path: str, label: str) -> None:
    assert printed_label(FULL.node(path)) == label


def test_with_several_files_the_file_is_named_first(juki: Assessment) -> None:
    two = juki.with_item("files", "sofu")
    assert title_of(two, "files[juki].profile.storage.place") == "【住民基本台帳ファイル】Ⅱ－６－①保管場所"
    assert title_of(two, "files[sofu].profile.storage.place") == "【ファイル2（名称未記入）】Ⅱ－６－①保管場所"
