"""What was heard is written down on a page of the review and is evidence then; until then it is a draft on the disk."""

from pathlib import Path

import pytest
from driving import LARGE, SMALL
from paging import AS_OF, drive_page, opened, reviewed

from mnassess.evidence.model import Entry
from mnassess.evidence.register import load_register
from mnassess.language import use
from mnassess.review.desk import ReviewDesk
from mnassess.review.drafts import draft_of
from mnassess.tui.screens.hearing import HearingPage

FILLED = ["「課長」", "tab", "「総務課」", "tab", "tab", "「鍵は」", "enter", "「二つある。」"]
DRAFT = {
    "kind": "interview",
    "on": "2026-11-27",
    "who": "課長",
    "department": "総務課",
    "note": "鍵は\n二つある。",
}


@pytest.fixture
def desk(tmp_path):
    desk = opened(reviewed(tmp_path))
    yield desk
    desk.abandon()


def noted(desk: ReviewDesk, *keys: str, size: tuple[int, int] = SMALL) -> tuple[str, list[Entry | None]]:
    return drive_page(desk, HearingPage, keys, size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])
@pytest.mark.parametrize(
    ("name", "keys"), [("begun", []), ("filled", [*FILLED, "…"]), ("refused", ["「課長」", "f2", "…"])]
)
def test_the_page_looks_as_expected(
    desk, name: str, keys: list[str], size: tuple[int, int], expected
) -> None:
    expected(f"tui/hearing-{name}-{size[0]}x{size[1]}.txt", noted(desk, *keys, size=size)[0])


def test_a_note_is_saved_into_the_register_and_its_draft_is_gone(desk) -> None:
    _, results = noted(desk, *FILLED, "…", "f2")
    entry = Entry(
        id="E005",
        title="聴取　課長",
        kind="interview",
        collected_on=AS_OF,
        department="総務課",
        note="鍵は\n二つある。",
    )
    assert results == [entry]
    assert load_register(desk.register_path).entries[-1] == entry
    assert desk.entries[-1] == entry
    assert draft_of(desk.document, "note") == {}


def test_kind_and_day_can_be_others(desk) -> None:
    keys = [
        "shift+tab",
        "2",
        "tab",
        "「窓口」",
        "tab",
        "tab",
        "end",
        *["backspace"] * 12,
        "「R8.11.2」",
        "tab",
        "「衝立」",
        "f2",
    ]
    (entry,) = noted(desk, *keys)[1]
    assert entry
    assert (entry.title, entry.collected_on.isoformat(), entry.note) == (
        "現地確認　窓口",
        "2026-11-02",
        "衝立",
    )


@pytest.mark.parametrize("end", ["…", "escape", "ctrl+q"])
def test_what_was_typed_is_a_draft_on_the_disk_however_the_page_ends(desk, end: str) -> None:
    noted(desk, *FILLED, end)
    assert draft_of(desk.document, "note") == DRAFT
    assert len(load_register(desk.register_path).entries) == 4


def test_the_draft_is_there_again_and_saved_once(desk) -> None:
    noted(desk, *FILLED, "escape")
    text, _ = noted(desk)
    assert text.split("\n")[0].endswith("前の下書きの続き")
    (entry,) = noted(desk, "「以上」", "f2")[1]
    assert entry
    assert entry.note == "鍵は\n二つある。以上"
    assert noted(desk, "f2")[1] == []


def test_a_draft_that_was_emptied_is_forgotten(desk) -> None:
    noted(desk, "「課」", "…", "backspace", "…")
    assert draft_of(desk.document, "note") == {}


def test_a_refused_note_says_why_and_nothing_is_written(desk) -> None:
    before = desk.register_path.read_bytes()
    text, results = noted(
        desk, "「課長」", "tab", "tab", "end", *["backspace"] * 12, "「来週」", "tab", "「鍵」", "f2"
    )
    assert "「来週」は年月日として読めません" in text
    assert results == []
    assert desk.register_path.read_bytes() == before


def test_without_a_register_the_first_note_begins_one(tmp_path: Path) -> None:
    desk = opened(reviewed(tmp_path, with_evidence=False))
    (entry,) = noted(desk, *FILLED, "f2")[1]
    assert entry
    assert entry.id == "E001"
    assert desk.register_path.name == "evidence.csv"
    desk.abandon()


def test_a_damaged_draft_is_none(desk) -> None:
    noted(desk, *FILLED, "escape")
    for path in desk.document.parents[1].rglob("*.note.json"):
        path.write_bytes(b'{"who": ')
    assert draft_of(desk.document, "note") == {}
    assert noted(desk)[1] == []


def test_the_kinds_are_in_english_where_the_rest_is(desk) -> None:
    use("en")
    try:
        shown, _ = noted(desk)
    finally:
        use("ja")
    assert "[〇] 1) interview" in shown
