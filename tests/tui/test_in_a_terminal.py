"""The whole way in a real terminal, and what is left of it when the process is killed."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from driving import OPERATION, answers_in, document, workspace
from terminal_driving import Terminal

from mnassess.documents.session import EditingSession

pytestmark = pytest.mark.needs_system


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.end()


def test_from_an_empty_workspace_to_the_word_report_by_keys_alone(terminal: Terminal, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    terminal.start(root)
    terminal.wait_for("評価書がまだありません")
    terminal.press("C-n")
    terminal.wait_for("事務の名称")
    terminal.type(OPERATION)
    terminal.press("Tab", "1", "F2")
    terminal.wait_for("Ⅰ 関連情報")
    terminal.press("Enter")
    terminal.wait_for("> 評価書番号")
    terminal.type("12")
    terminal.press("Enter")
    terminal.type("児童手当に関する事務　基礎項目評価書")
    terminal.wait_for("18字")
    terminal.press("F3")
    terminal.wait_for("移動先")
    terminal.type("2-1")
    terminal.press("Enter")
    terminal.wait_for("いつ時点の計数か")
    terminal.press("２", "Tab")
    terminal.type("R7.4.1")
    terminal.wait_for("= 令和7年4月1日")
    terminal.press("F2")
    terminal.wait_for("保存しました")
    terminal.press("F10")
    terminal.wait_for("操作")
    terminal.type("word")
    terminal.press("Enter")
    terminal.wait_for("Word に出力しました：threshold.docx")
    terminal.press("C-q")
    time.sleep(1)
    with ZipFile(root / OPERATION / "threshold.docx") as report:
        printed = report.read("word/document.xml").decode()
    assert [
        words for words in ("児童手当に関する事務　基礎項目評価書", "令和7年4月1日") if words not in printed
    ] == []
    found = answers_in(root / OPERATION / "threshold.json")
    assert found["cover.number"] == "12"
    assert found["cover.title"] == "児童手当に関する事務　基礎項目評価書"
    assert found["inputs.subjects.count"] == "from_1000"
    assert found["inputs.subjects.as_of"] == "2025-04-01"


def test_the_cursor_stands_on_the_editor_as_soon_as_it_is_entered(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start(document(tmp_path, "threshold"))
    terminal.wait_for("Ⅰ 関連情報")
    terminal.press("Enter")
    shown = terminal.wait_for("> 評価書番号").split("\n")
    time.sleep(0.4)
    row = next(n for n, line in enumerate(shown) if "> 評価書番号" in line)
    x, y = terminal.cursor()
    assert y == row + 1
    assert x > 32


@pytest.mark.parametrize("run", range(3))
def test_what_the_screen_confirmed_survives_a_kill(terminal: Terminal, tmp_path: Path, run: int) -> None:
    path = document(tmp_path, "threshold")
    terminal.start(path)
    terminal.wait_for("Ⅰ 関連情報")
    terminal.press("Enter")
    terminal.wait_for("> 評価書番号")
    text = "特定個人情報保護評価" * (run + 1)
    terminal.type(text)
    terminal.wait_for(f"{len(text)}字")
    shown = terminal.wait_for("記録済" if run else "済")
    terminal.kill_program()
    time.sleep(0.3)
    assert "記録済" in shown or "保存済" in shown
    json.loads(path.read_text(encoding="utf-8"))
    session = EditingSession.open(path, "鈴木")
    assert session.assessment.value("cover.number") == text
    session.close()


COLOR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)(?:;|m)")
REVERSED = re.compile(r"\x1b\[(?:\d+;)*7(?:;\d+)*m(?:\x1b\[[34]9m)*([^\x1b]*)")


def test_no_color_means_none_and_what_is_current_is_seen_all_the_same(
    terminal: Terminal, tmp_path: Path
) -> None:
    def reversed_texts() -> list[str]:
        lines = terminal.styled()
        assert not [line for line in lines if COLOR.search(line)]
        return [text.strip() for line in lines for text in REVERSED.findall(line)]

    terminal.start(document(tmp_path, "threshold", **{"cover.number": "12"}), "NO_COLOR=1")
    terminal.wait_for("Ⅰ 関連情報")
    time.sleep(0.5)
    assert [text for text in reversed_texts() if text.startswith(">残")]
    terminal.press("Enter")
    terminal.wait_for("> 評価書番号")
    time.sleep(0.5)
    assert "12" not in reversed_texts()
    terminal.press("S-Right", "S-Right")
    time.sleep(0.5)
    assert "12" in reversed_texts()
    terminal.press("F5")
    terminal.wait_for("点検の結果")
    terminal.press("Down")
    time.sleep(0.5)
    assert [text for text in reversed_texts() if text.startswith("[誤り]")]


def test_with_colors_there_are_some(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start(document(tmp_path, "threshold"))
    terminal.wait_for("Ⅰ 関連情報")
    assert [line for line in terminal.styled() if COLOR.search(line)]
