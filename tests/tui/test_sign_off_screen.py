"""The sign-off screen: what a signature covers and what not, earlier ones and what of them lapsed."""

from pathlib import Path

import pytest
from driving import LARGE, SMALL
from review_driving import EVIDENCE, drive_page, reviewed

from mnassess.review.desk import ReviewDesk
from mnassess.review.model import Method, VerdictCode
from mnassess.review.session import read_review
from mnassess.tui.screens.sign_off import SignOffPage

SIGN = ["f2", "enter"]


def judged(desk: ReviewDesk) -> None:
    """Verdicts on the first two claims."""
    for claim, code, entry in zip(
        desk.claims, (VerdictCode.SUPPORTED, VerdictCode.CONTRADICTED), ("E1", "E2"), strict=False
    ):
        desk.judge(claim, code, method=Method.EXAMINE, evidence=[entry])


def signatures(path: Path) -> list[str]:
    record = read_review(path, "full-item").record
    return [f"{one.by} {len(one.covers)} {len(one.left_open)} {one.note}".strip() for one in record.sign_offs]


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("sign-off-80x24", [], SMALL),
        ("sign-off-question-80x24", ["f2"], SMALL),
        ("sign-off-signed-160x50", ["f2", "「全員で確かめた」", "enter", "end", "…"], LARGE),
    ],
)
def test_what_a_signature_covers_and_what_not_is_seen_before_it_is_given(
    name: str, keys: list[str], size: tuple[int, int], tmp_path: Path, expected
) -> None:
    expected(f"tui/{name}.txt", drive_page(reviewed(tmp_path), SignOffPage, keys, size, judged))


def test_a_signature_has_the_name_of_who_is_at_the_review_and_a_note(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_page(path, SignOffPage, ["f2", "「全員で」", "enter"], prepare=judged)
    assert signatures(path) == ["山田 2 1 全員で"]
    assert "署名しました。報告書の「点検結果の確定」に載ります。" in screen


def test_nothing_is_signed_without_a_yes(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_page(path, SignOffPage, ["f2", "escape"], prepare=judged)
    assert signatures(path) == []


def test_where_nothing_is_verified_there_is_nothing_to_sign(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "署名する対象がありません。" in drive_page(path, SignOffPage, SIGN)
    assert signatures(path) == []


def test_what_lapsed_says_why(tmp_path: Path, expected) -> None:
    path = reviewed(tmp_path)
    drive_page(path, SignOffPage, SIGN, prepare=judged)
    changed = EVIDENCE["E2"][2].replace("5年間", "7年間")
    (path.parents[1] / "evidence" / "E2.txt").write_text(changed, encoding="utf-8")
    expected("tui/sign-off-lapsed-160x50.txt", drive_page(path, SignOffPage, [], LARGE))


def test_a_line_leads_to_its_claim(tmp_path: Path) -> None:
    claims: list[str] = []
    path = reviewed(tmp_path)
    screen = drive_page(path, SignOffPage, ["end", "enter"], prepare=judged, result=claims.append)
    assert "全体 記載3" in screen
    assert len(claims) == 1
    assert claims[0]
