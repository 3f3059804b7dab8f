"""A review in a real terminal, from the first claim to the exported report, and what a kill leaves of it."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from openpyxl import load_workbook
from review_driving import EVIDENCE, MEASURES, reviewed, verdicts
from terminal_driving import Terminal

from mnassess.review.drafts import draft_of
from mnassess.review.live_findings import live_findings
from mnassess.review.session import read_review

pytestmark = pytest.mark.needs_system
SIX = MEASURES + "\n・鍵は課長が管理する。\n・記録は毎月点検する。\n・駐車場は施錠する。"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.end()


def open_review(terminal: Terminal, path: Path) -> None:
    terminal.start(path, review=True)
    terminal.wait_for("を読みました。", 40)


def test_five_claims_judged_a_finding_written_the_report_and_the_table_exported_by_keys_alone(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = reviewed(tmp_path, SIX)
    open_review(terminal, path)
    terminal.press("Enter", "Enter", "Space")
    terminal.wait_for("引用 1 箇所。")
    terminal.press("1")
    terminal.wait_for("裏付け1 矛盾0 未確認5")
    terminal.press("F5")
    terminal.wait_for("5年間")
    terminal.press("1")
    terminal.wait_for("裏付け1 矛盾1 未確認4")
    terminal.press("F4", "C-o")
    terminal.wait_for("判定に添える注記")
    terminal.type("課長に聞いた")
    terminal.press("Enter", "C-t", "1")
    terminal.wait_for("裏付け2 矛盾1 未確認3")
    terminal.press("3", "6")
    terminal.wait_for("記載5 裏付け2 矛盾1 未確認2")
    terminal.press("F6")
    terminal.wait_for("指摘")
    terminal.press("IC")
    terminal.wait_for("指摘の内容")
    terminal.type("鍵の管理簿がない")
    terminal.wait_for("下書きを記録済")
    terminal.press("F2")
    terminal.wait_for("指摘を記録しました。")
    terminal.press("Escape")
    terminal.wait_for("確かめ方")
    for name in ("リスク管理表.xlsx", "点検結果報告書.docx"):
        terminal.press("F12")
        terminal.wait_for("記載 5 ／ 裏付け 2 ／ 矛盾 1 ／ 未確認 2")
        terminal.press("F2")
        terminal.wait_for(name)
        terminal.press(*export_keys(terminal.screen(), name))
        terminal.wait_for(f"出力しました：{name}", 40)
        terminal.press("Escape")
        terminal.wait_for("確かめ方")
        assert (path.parent / name).exists()
    terminal.press("C-q")
    time.sleep(1)
    assert sorted(verdicts(path)) == sorted(
        [
            "USBメモリ supported E1 外部の記録媒体（USBメモリ）の使用は、システムの設定により禁止している。",
            "操作の記録（ contradicted E2 第8条　操作の記録（アクセスログ）は、5年間保存しなければならない。",
            "端末は、離席 supported   課長に聞いた",
            "鍵は課長が管 unsupported",
            "記録は毎月点 not_applicable",
        ]
    )
    noted = [one for one in live_findings(read_review(path, "full-item").record) if one.by]
    assert [one.finding.message for one in noted] == ["鍵の管理簿がない"]
    report = Document(str(path.parent / "点検結果報告書.docx"))
    words = "\n".join([*(one.text for one in report.paragraphs), *cells_of(report)])
    assert "記載 5 ／ 裏付け 2 ／ 矛盾 1 ／ 未確認 2" in words
    assert "鍵の管理簿がない" in words
    sheet = load_workbook(path.parent / "リスク管理表.xlsx").worksheets[0]
    table = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert sum(cell == "確認済" for cell in table) == 2


def test_the_demo_is_reviewed_and_its_report_says_what_the_screen_showed(
    terminal: Terminal, tmp_path: Path
) -> None:
    root = tmp_path / "demo"
    subprocess.run([sys.executable, "-m", "mnassess", "demo", str(root)], check=True, capture_output=True)
    path = root / "住民基本台帳に関する事務" / "full-item.json"
    before = len(verdicts(path))
    open_review(terminal, path)
    terminal.press(
        "Enter", "Enter", "Space", "1", "Enter", "Enter", "Down", "Space", "2", "3", "Enter", "1", "6"
    )
    shown = counts_in(terminal.wait_for("対象外："))
    terminal.press("F6")
    terminal.wait_for("未対応")
    terminal.press("IC")
    terminal.wait_for("指摘の内容")
    terminal.type("再委託の承諾書の写しが台帳にない")
    terminal.wait_for("下書きを記録済")
    terminal.press("F2")
    terminal.wait_for("指摘を記録しました。")
    terminal.press("Escape")
    terminal.wait_for("確かめ方")
    terminal.press("F12")
    terminal.wait_for("／ 未確認")
    terminal.press("F2")
    terminal.press(*export_keys(terminal.wait_for("点検結果報告書.docx"), "点検結果報告書.docx"))
    terminal.wait_for("出力しました：点検結果報告書-2.docx", 60)
    report = Document(str(path.parent / "点検結果報告書-2.docx"))
    words = "\n".join([*(one.text for one in report.paragraphs), *cells_of(report)])
    assert shown in words
    assert "再委託の承諾書の写しが台帳にない" in words
    assert len(verdicts(path)) == before + 5


def counts_in(screen: str) -> str:
    """The counts of the whole report on the screen, as the report has them."""
    declared, supported, contradicted, unverified = re.findall(r"\d+", screen.split("\n")[1])[:4]
    return f"記載 {declared} ／ 裏付け {supported} ／ 矛盾 {contradicted} ／ 未確認 {unverified}"


def export_keys(screen: str, name: str) -> list[str]:
    """Down to the line of that file, and Enter."""
    lines = [line for line in screen.split("\n") if any(end in line for end in (".docx", ".xlsx", ".csv"))]
    place = next(n for n, line in enumerate(lines) if name in line)
    return [*["Down"] * place, "Enter"]


def cells_of(report: DocumentType) -> list[str]:
    """The words of the tables."""
    return [cell.text for table in report.tables for row in table.rows for cell in row.cells]


@pytest.mark.parametrize("run", range(10))
def test_a_verdict_the_screen_showed_survives_a_kill(terminal: Terminal, tmp_path: Path, run: int) -> None:
    path = reviewed(tmp_path)
    open_review(terminal, path)
    terminal.press("Enter")
    terminal.press_fast("1")
    terminal.wait_for("裏付け1")
    time.sleep(run * 0.02)
    terminal.kill_program()
    time.sleep(0.3)
    assert verdicts(path) == ["USBメモリ supported E1"]


def test_a_finding_in_writing_survives_a_kill(terminal: Terminal, tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    open_review(terminal, path)
    terminal.press("F6")
    terminal.wait_for("指摘")
    terminal.press("IC")
    terminal.wait_for("指摘の内容")
    terminal.paste("髙﨑𠮟葛󠄀\n二行目")
    terminal.wait_for("下書きを記録済")
    terminal.kill_program()
    time.sleep(0.3)
    assert draft_of(path, "new-finding")["message"] == "髙﨑𠮟葛󠄀\n二行目"


def test_evidence_that_changes_while_the_review_is_open_is_found_on_reading_it_again(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = reviewed(tmp_path)
    open_review(terminal, path)
    terminal.press("Down", "Enter", "Enter", "Space", "4")
    terminal.wait_for("矛盾1")
    changed = EVIDENCE["E2"][2].replace("5年間", "7年間")
    (path.parents[1] / "evidence" / "E2.txt").write_text(changed, encoding="utf-8")
    terminal.press("F10")
    terminal.wait_for("操作")
    terminal.type("読み直し")
    terminal.press("Enter")
    terminal.wait_for("[要再確認]", 40)
