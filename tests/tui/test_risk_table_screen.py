"""リスク管理表 on the screen: the rows of the workbook, by keys, and what is written out from there."""

import csv
import io
from datetime import datetime
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from driving import LARGE, SMALL
from review_driving import BLANK, drive_page, drive_review, reviewed

from mnassess import resources
from mnassess.forms.dates import show_date
from mnassess.review.desk import ReviewDesk
from mnassess.review.model import Method, VerdictCode
from mnassess.review.risk_table import columns
from mnassess.tui.app import MnassessApp
from mnassess.tui.screens.risk_table import RiskTablePage

EXPORT = ["f2", "enter"]
"""The workbook."""


def contradicted(desk: ReviewDesk) -> None:
    """A verdict on the second claim."""
    claim = next(one for one in desk.claims if one.text.startswith("操作の記録"))
    desk.judge(claim, VerdictCode.CONTRADICTED, method=Method.EXAMINE, evidence=["E2"])


def to_claim(count: int = 0) -> list[str]:
    """Keys to the first row with a claim, U4, and so many rows further."""
    return ["down"] * (11 + count)


def written(path: Path, name: str) -> Path:
    (found,) = path.parent.glob(name)
    return found


def workbook_rows(path: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell_words(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def cell_words(cell: object) -> str:
    """A cell as people read it: days are days in the workbook."""
    return show_date(cell.date().isoformat()) if isinstance(cell, datetime) else str(cell or "")


def seen_rows(app: MnassessApp) -> list[list[str]]:
    """Every row of the table in the order of the workbook's columns."""
    (page,) = (one for one in app.screen_stack if isinstance(one, RiskTablePage))
    return [[row.cell(column.key) for column in columns()] for row in page.shown]


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("risk-table-80x24", to_claim(1), SMALL),
        ("risk-table-across-80x24", [*to_claim(1), *["right"] * 7], SMALL),
        ("risk-table-160x50", to_claim(1), LARGE),
        ("risk-table-row-80x24", [*to_claim(1), "enter"], SMALL),
        ("risk-table-filter-80x24", ["f7"], SMALL),
        ("risk-table-export-80x24", ["f2"], SMALL),
    ],
)
def test_the_table_is_looked_through_by_the_arrows(
    name: str, keys: list[str], size: tuple[int, int], tmp_path: Path, expected
) -> None:
    expected(f"tui/{name}.txt", drive_page(reviewed(tmp_path), RiskTablePage, keys, size, contradicted))


def test_the_workbook_has_the_rows_that_are_seen_with_a_verdict_just_given(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    seen: list[list[list[str]]] = []
    screen = drive_page(
        path,
        RiskTablePage,
        [*EXPORT, "…"],
        prepare=contradicted,
        then=lambda app: seen.append(seen_rows(app)),
    )
    assert "出力しました：リスク管理表.xlsx" in screen
    assert workbook_rows(written(path, "リスク管理表.xlsx")) == seen[0]
    assert [
        row for row in seen[0] if "矛盾" in row and "操作の記録（アクセスログ）を7年間保存している。" in row
    ]


def test_the_csv_has_the_rows_that_are_seen(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    seen: list[list[list[str]]] = []
    drive_page(
        path,
        RiskTablePage,
        ["f2", "down", "down", "enter", "…"],
        then=lambda app: seen.append(seen_rows(app)),
    )
    text = written(path, "リスク管理表.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == seen[0]


def test_a_filter_narrows_what_is_seen_and_not_what_is_written(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    uses = ["f7", "down", "down", "down", "enter"]
    screen = drive_page(path, RiskTablePage, [*uses, *EXPORT, "…"])
    assert "6／30 行　絞込：使用" in screen
    assert len(workbook_rows(written(path, "リスク管理表.xlsx"))) == 30


@pytest.mark.parametrize(
    ("downs", "name"),
    [
        (0, "リスク管理表.xlsx"),
        (1, "リスク管理表.docx"),
        (2, "リスク管理表.csv"),
        (3, "点検結果報告書.docx"),
        (4, "評価書案（指摘付き）.docx"),
    ],
)
def test_every_file_of_the_list_is_written_beside_the_document(downs: int, name: str, tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert f"出力しました：{name}" in drive_page(path, RiskTablePage, ["f2", *["down"] * downs, "enter", "…"])
    assert written(path, name).stat().st_size > 1000


def test_an_earlier_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    path.with_name("リスク管理表.xlsx").write_bytes(b"my notes")
    assert "出力しました：リスク管理表-2.xlsx" in drive_page(path, RiskTablePage, [*EXPORT, "…"])
    assert path.with_name("リスク管理表.xlsx").read_bytes() == b"my notes"


def test_where_the_disk_refuses_it_is_said_and_the_table_stays(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    aside = tmp_path / "aside"
    keys = [lambda: path.parent.rename(aside), *EXPORT, "…"]
    screen = drive_page(path, RiskTablePage, keys, then=lambda _: aside.rename(path.parent))
    assert "出力できません" in screen
    assert "リスク管理表.xlsx：書き出せません" in screen.replace("\n", "")
    assert not list(path.parent.glob("*.xlsx"))


def test_nothing_is_written_among_evidence(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    register = path.with_name("evidence.csv")
    screen = drive_page(path, RiskTablePage, [lambda: register.write_text("id\n"), *EXPORT, "…"])
    assert "証跡のフォルダーの中です。" in screen
    assert not list(path.parent.glob("*.xlsx"))


def test_the_workbook_of_the_sample_has_every_cell_that_is_seen(tmp_path: Path) -> None:
    copytree(resources.sample(), tmp_path / "sample")
    (path,) = (tmp_path / "sample").glob("*/full-item.json")
    seen: list[list[list[str]]] = []
    drive_page(path, RiskTablePage, [*EXPORT, "…", "…"], then=lambda app: seen.append(seen_rows(app)))
    assert workbook_rows(written(path, "リスク管理表.xlsx")) == seen[0]
    assert len(seen[0]) > 800


def test_a_row_leads_to_its_claim(tmp_path: Path) -> None:
    claims: list[str] = []
    path = reviewed(tmp_path)
    screen = drive_page(path, RiskTablePage, [*to_claim(2), "enter", "enter"], result=claims.append)
    assert "全体 記載3" in screen
    assert [BLANK in one for one in claims] == [True]


def test_the_review_screen_goes_on_with_the_claim_of_the_row(tmp_path: Path) -> None:
    screen = drive_review(reviewed(tmp_path), ["f12", "…", *to_claim(2), "enter", "enter"])
    assert "> [未判定　] 端末は、離席するときに必ず画面を施錠する。" in screen


def test_a_row_without_a_claim_only_closes(tmp_path: Path) -> None:
    assert "リスク管理表　30 行" in drive_page(reviewed(tmp_path), RiskTablePage, ["enter", "enter"])


def test_words_of_the_report_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    path = reviewed(tmp_path, "・[bold red]端末[/] は \x1b[2J 施錠する。")
    screen = drive_page(path, RiskTablePage, [*to_claim(), "right"])
    assert "[bold red]端末[/] は " in screen
    assert "\x1b" not in screen


def test_everything_is_said_in_english_on_request(tmp_path: Path, expected) -> None:
    from mnassess import language

    with language.speaking("en"):
        expected(
            "tui/risk-table-en-160x50.txt", drive_page(reviewed(tmp_path), RiskTablePage, to_claim(1), LARGE)
        )
