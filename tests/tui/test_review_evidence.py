"""Evidence that was not suggested: searched for and linked, written down, opened beside the screen."""

import sys
import time
from pathlib import Path

import pytest
from driving import SMALL
from review_driving import drive_review, reviewed, verdicts

from mnassess.evidence.register import load_register
from mnassess.tui.app import MnassessApp
from mnassess.tui.widgets.marked_text import MARK, QuotableText


def marked_words(app: MnassessApp) -> list[str]:
    """What is marked of the passage that is shown."""
    shown = app.screen.query_one("#passage", QuotableText).render()
    return [shown.plain[one.start : one.end] for one in shown.spans if MARK in str(one.style)]


NOTED = ["insert", "「係長」", "tab", "tab", "tab", "「記録は7年残している。」", "f2"]


def test_what_was_searched_for_is_linked_to_the_claim_and_the_ground_of_its_verdict(
    tmp_path: Path, expected
) -> None:
    path = reviewed(tmp_path)
    keys = ["down", "f3", "「駐車場」", "enter", "enter"]
    expected("tui/review-linked-80x24.txt", drive_review(path, [*keys, "…"], SMALL))
    drive_review(path, [*keys, "enter", "space", "4"])
    assert verdicts(path) == ["操作の記録（ contradicted E4 駐車場の利用について話し合った。"]


def test_the_words_shared_with_the_claim_are_marked_in_what_was_linked(tmp_path: Path) -> None:
    marked: list[str] = []
    keys = ["down", "down", "f3", "「サーバ室」", "enter", "enter"]
    path = reviewed(tmp_path, more={"E5": ("記録", "巡回票", "サーバ室の端末は画面を施錠してあった。")})
    drive_review(path, keys, then=lambda app: marked.extend(marked_words(app)))
    assert marked == ["端末", "画面を施錠"]


def test_what_cannot_be_read_is_linked_too(tmp_path: Path) -> None:
    path = reviewed(tmp_path, more={"E5": ("写真", "鍵箱", "")})
    text = drive_review(path, ["f3", "「鍵箱」", "enter", "enter"])
    assert "証跡 E5 を結び付けました。" in text


def test_going_back_from_the_search_links_nothing(tmp_path: Path) -> None:
    assert "結び付けた" not in drive_review(reviewed(tmp_path), ["f3", "「駐車場」", "enter", "escape"])


def test_what_was_heard_is_evidence_for_the_claim_at_once(tmp_path: Path, expected) -> None:
    path = reviewed(tmp_path)
    expected("tui/review-heard-80x24.txt", drive_review(path, ["down", *NOTED, "…"], SMALL))
    assert [one.id for one in load_register(path.parents[1] / "evidence/evidence.csv").entries][-1] == "E5"
    drive_review(path, ["down", "f3", "「7年残」", "enter", "enter", "enter", "space", "1"])
    assert verdicts(path) == ["操作の記録（ supported  記録は7年残している。"]


def test_the_first_note_of_a_workspace_begins_its_evidence(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    for file in (path.parents[1] / "evidence").iterdir():
        file.unlink()
    text = drive_review(path, [*NOTED, "…", "…", "f3", "「残している」", "enter", "enter"])
    assert "E001" in text
    assert "聴取　係長" in text


@pytest.mark.skipif(sys.platform != "linux", reason="the program of Linux")
def test_the_file_of_the_current_evidence_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, told = reviewed(tmp_path), tmp_path / "told"
    (tmp_path / "xdg-open").write_text(
        f'#!/bin/sh\necho "$1" > {told}.new; mv {told}.new {told}\n', encoding="utf-8"
    )
    (tmp_path / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert "開いています：E1.txt" in drive_review(path, ["enter", "ctrl+e"])
    for _ in range(500):
        if told.exists():
            break
        time.sleep(0.01)
    assert told.read_text(encoding="utf-8").strip() == str(path.parents[1].resolve() / "evidence/E1.txt")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = reviewed(tmp_path)

    def remove() -> None:
        (path.parents[1] / "evidence/E1.txt").unlink()

    assert "証跡 E1 のファイルがありません：" in drive_review(path, ["enter", remove, "ctrl+e"])
