"""What has to be found out, gathered from the notes beside the answers."""

from datetime import date
from pathlib import Path

import pytest

from mnassess.documents.csv_files import csv_bytes
from mnassess.documents.edits import answer_edit, apply_edit
from mnassess.documents.homework import Homework, by_department, homework_csv, homework_in, iter_homework
from mnassess.documents.model import Assessment
from mnassess.documents.storage import save_document
from mnassess.documents.workspace import create_workspace
from mnassess.forms.catalog import load_form

DOCUMENT = Path("甲事務/full-item.json")
EMPTY = Assessment(form=load_form("full-item", "2024-10"))
TODAY = date(2026, 11, 27)


def homework_of(assessment: Assessment) -> list[Homework]:
    return list(iter_homework(DOCUMENT, assessment))


@pytest.mark.parametrize(
    ("note", "tasks"),
    [
        ({"task": "契約書を見る"}, ["契約書を見る"]),
        ({"task": "契約書を見る", "certainty": "certain"}, ["契約書を見る"]),
        ({"task": "契約書を見る", "certainty": "guess"}, ["契約書を見る"]),
        ({"task": "契約書を見る", "done_on": "2026-11-01"}, []),
        ({"certainty": "to_confirm"}, ["要確認：表紙－評価書名"]),
        ({"certainty": "guess"}, ["要確認：表紙－評価書名"]),
        ({"certainty": "guess", "done_on": "2026-11-01"}, []),
        ({"certainty": "certain"}, []),
        ({"note": "覚え"}, []),
    ],
)
def test_a_task_or_a_doubt_is_homework_until_it_is_done(note: dict[str, str], tasks: list[str]) -> None:
    assert [one.task for one in homework_of(EMPTY.with_note("cover.title", note))] == tasks


@pytest.mark.parametrize(
    ("owner", "department", "found"), [("財政課", "市民課", "財政課"), ("", "市民課", "市民課"), ("", "", "")]
)
def test_the_department_of_the_report_does_what_nobody_else_does(
    owner: str, department: str, found: str
) -> None:
    assessment = EMPTY.with_answer("overview.department.name", department or None)
    note = {"task": "契約書を見る", **({"owner": owner} if owner else {})}
    assert [one.owner for one in homework_of(assessment.with_note("cover.title", note))] == [found]


def test_homework_stands_in_form_order() -> None:
    noted = EMPTY.with_note("overview.operation.name", {"task": "二"}).with_note(
        "cover.title", {"task": "一"}
    )
    assert [one.task for one in homework_of(noted)] == ["一", "二"]


def test_homework_of_an_entry_that_was_removed_rests_with_it() -> None:
    noted = EMPTY.with_item("files", "a").with_note("files[a].profile.name", {"task": "名前を聞く"})
    assert len(homework_of(noted)) == 1
    assert homework_of(noted.without_item("files", "a")) == []


def test_homework_of_what_is_set_aside_rests_with_it() -> None:
    path = "overview.linkage.legal_basis"
    noted = EMPTY.with_answer("overview.linkage.status", "linked").with_answer(path, "番号法")
    noted = noted.with_note(path, {"task": "条項を確かめる"})
    denied = apply_edit(noted, answer_edit(noted, "overview.linkage.status", "not_linked"))
    assert [one.path for one in homework_of(noted)] == [path]
    assert homework_of(denied) == []


def homework(**known: str) -> Homework:
    return Homework(
        **{"document": DOCUMENT, "operation": "甲事務", "form": "全項目評価書", "path": "cover.title",
           "title": "表紙－評価書名", "task": "", "owner": "", **known}
    )  # fmt: skip


def test_departments_stand_by_name_and_inside_the_earliest_due_comes_first() -> None:
    items = [
        homework(task="誰か"),
        homework(owner="財政課", task="いつか"),
        homework(owner="財政課", task="あと", due="2026-12-02"),
        homework(owner="財政課", task="先", due="2026-12-01"),
        homework(owner="市民課", task="市民"),
    ]
    found = {department: [one.task for one in tasks] for department, tasks in by_department(items).items()}
    assert list(found.items()) == [("市民課", ["市民"]), ("財政課", ["先", "あと", "いつか"]), ("", ["誰か"])]


@pytest.mark.parametrize(("due", "late"), [("2026-11-26", True), ("2026-11-27", False), ("", False)])
def test_homework_is_overdue_the_day_after_it_is_due(due: str, late: bool) -> None:
    assert homework(due=due).is_overdue(TODAY) is late


def test_a_damaged_document_does_not_hide_the_homework_of_the_others(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "w", agency="みほん市長", body="local")
    for name in ("甲事務", "乙事務"):
        (workspace.folder / name).mkdir()
        noted = EMPTY.with_note("cover.title", {"task": name})
        save_document(workspace.folder / name / "full-item.json", noted)
    (workspace.folder / "乙事務" / "full-item.json").write_bytes(b"{")
    found = homework_in(workspace)
    assert [one.task for one in found.items] == ["甲事務"]
    assert len(found.refusals) == 1
    assert "JSON として読めません" in found.refusals[0]


@pytest.mark.parametrize("first", "=+-@\t\r\n＝＋－＠")
def test_a_cell_that_excel_would_run_is_made_text(first: str) -> None:
    assert (
        csv_bytes(["a"], [[f"{first}1+1"]])
        .decode("utf-8-sig")
        .removeprefix("a\r\n")
        .strip('"\r\n')
        .startswith("'")
    )


@pytest.mark.parametrize("cell", ["1", "ア=1", "(1)", "", "'=1"])
def test_a_cell_that_excel_reads_as_text_stays_as_it_is(cell: str) -> None:
    assert csv_bytes(["a", "b"], [[cell, "x"]]) == f"\ufeffa,b\r\n{cell},x\r\n".encode()


def test_the_csv_has_a_row_for_each_homework_in_words() -> None:
    one = homework(
        task="=見る\n聞く", owner="財政課", due="2026-11-01", who="髙﨑", on="2026-10-01", note="𠮟"
    )
    assert homework_csv([one], TODAY).decode("utf-8-sig").split("\r\n") == [
        "担当,評価書,欄,調べること,期限,期限超過,確かさ,答えた人・資料,聞いた日,覚え書き,番地",
        '財政課,甲事務　全項目評価書,表紙－評価書名,"\'=見る\n聞く",令和8年11月1日,超過,,髙﨑,令和8年10月1日,𠮟,cover.title',
        "",
    ]
