"""Findings and possible contradictions, from the review screen by keys alone."""

from datetime import date
from pathlib import Path

import pytest
from driving import LARGE, SMALL
from review_driving import drive_review, reviewed, verdicts

from mnassess import language
from mnassess.review.drafts import draft_of
from mnassess.review.live_findings import LiveFinding, live_findings
from mnassess.review.session import read_review

TO_FIRST = ["down", "f6", "enter"]
"""Keys from the review screen to the page of the second claim's worst finding: 7年間 against 5年間."""
STATE, SEVERITY, OWNER, DUE, PROPOSAL, ADVICE, REASON = range(7)
"""How often Tab is pressed to come to a blank of that page."""


def to(blank: int) -> list[str]:
    return [*TO_FIRST, *["tab"] * blank]


def finding(path: Path, word: str = "7年間") -> LiveFinding:
    """The finding whose message has that word."""
    found = live_findings(read_review(path, "full-item").record)
    return next(one for one in found if word in one.finding.message)


# --- 食い違いの可能性 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "size"), [("difference-80x24", SMALL), ("difference-160x50", LARGE)])
def test_the_reports_words_and_the_evidences_stand_side_by_side(
    name: str, size: tuple[int, int], tmp_path: Path, expected
) -> None:
    expected(f"tui/{name}.txt", drive_review(reviewed(tmp_path), ["…", "f5"], size))


@pytest.mark.parametrize("digit", ["1", "１"])
def test_a_contradiction_is_accepted_with_the_sentence_that_shows_it(digit: str, tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, ["f5", f"「{digit}」"])
    assert verdicts(path) == [
        "操作の記録（ contradicted E2 第8条　操作の記録（アクセスログ）は、5年間保存しなければならない。"
    ]
    assert "[矛盾　　] 指2 操作の記録" in screen
    assert finding(path).finding.state == "open"


def test_a_contradiction_is_dismissed_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, ["f5", "2", "「別の記録である」", "enter"])
    assert verdicts(path) == []
    one = finding(path)
    assert (one.finding.state, one.history[-1].reason) == ("withdrawn", "別の記録である")
    assert "食1" not in screen


def test_a_contradiction_is_not_dismissed_without_a_reason(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "指摘を取り下げるには理由が要ります。" in drive_review(path, ["f5", "2", "enter"])
    assert finding(path).finding.state == "open"


def test_a_contradiction_put_off_is_there_again(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "食い違いの可能性　1／1" in drive_review(path, ["f5", "f4", "f5"])


def test_without_a_contradiction_left_it_is_said(tmp_path: Path) -> None:
    assert "決めていない食い違いの可能性はありません。" in drive_review(reviewed(tmp_path), ["f5", "1", "f5"])


# --- findings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("findings-80x24", ["…", "f6"], SMALL),
        ("findings-160x50", ["…", "f6"], LARGE),
        ("finding-80x24", ["…", *TO_FIRST], SMALL),
        ("finding-160x50", ["…", *TO_FIRST], LARGE),
        ("finding-filter-80x24", ["f6", "f7"], SMALL),
        ("finding-new-80x24", ["down", "f6", "insert"], SMALL),
    ],
)
def test_findings_are_listed_and_opened(
    name: str, keys: list[str], size: tuple[int, int], tmp_path: Path, expected
) -> None:
    expected(f"tui/{name}.txt", drive_review(reviewed(tmp_path), keys, size))


@pytest.mark.parametrize(
    ("code", "end"), [("ja", "Esc 戻る（下書きに残る）"), ("en", "Esc Back (kept as a draft)")]
)
def test_every_key_of_a_finding_is_named_on_a_line_of_80_cells(code: str, end: str, tmp_path: Path) -> None:
    with language.speaking(code):
        screen = drive_review(reviewed(tmp_path), TO_FIRST, SMALL)
    assert screen.rstrip().endswith(end)


def test_owner_and_due_date_are_typed_in_any_usual_way(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, [*to(OWNER), "「情報政策課」", "tab", "「R8.12.25」", "f2"])
    one = finding(path).finding
    assert (one.owner, one.due) == ("情報政策課", date(2026, 12, 25))


def test_a_date_that_is_none_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, [*to(OWNER), "「情報政策課」", "tab", "「来週」", "f2"])
    assert "「来週」は年月日として読めません" in screen
    assert finding(path).finding.owner == ""
    assert draft_of(path, f"finding-{finding(path).finding.id}")["owner"] == "情報政策課"


def test_a_finding_is_not_withdrawn_without_a_reason(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "指摘を取り下げるには理由が要ります。" in drive_review(path, [*TO_FIRST, "5", "f2"])
    drive_review(path, [*TO_FIRST, *["tab"] * REASON, "「規程が古い」", "f2"])
    one = finding(path)
    assert (one.finding.state, one.history[-1].reason) == ("withdrawn", "規程が古い")


def test_what_is_typed_is_there_again_after_leaving_without_recording(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, [*to(OWNER), "「総務課」", "escape"])
    assert finding(path).finding.owner == ""
    assert "総務課" in drive_review(path, to(OWNER), LARGE)


def test_recorded_changes_are_history_with_name_and_day(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, [*to(OWNER), "「総務課」", "f2"], LARGE)
    assert "令和8年11月20日 山田：担当 -> 総務課" in screen


def test_the_next_blank_is_selected_and_typing_replaces_it(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    before = finding_after(path).finding.advice
    assert "〔　〕" in before
    drive_review(path, [*to(ADVICE), "f4", "「７年」", "f2"])
    assert finding(path).finding.advice == before.replace("〔　〕", "７年", 1)


def finding_after(path: Path) -> LiveFinding:
    """The finding once the review has run."""
    drive_review(path)
    return finding(path)


def test_a_remedy_of_the_knowledge_base_is_put_below_what_stands_there(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    before = finding_after(path).finding.proposal
    drive_review(path, [*to(PROPOSAL), "f3", "enter", "f2"])
    after = finding(path).finding.proposal
    assert after.startswith(before + "\n")
    assert "頻度：" in after.removeprefix(before)


def test_outside_of_the_texts_the_knowledge_base_says_where_it_helps(tmp_path: Path) -> None:
    assert "「対応の提案」か「記載の助言」の欄で使えます。" in drive_review(
        reviewed(tmp_path), [*TO_FIRST, "f3"]
    )


def test_a_persons_own_finding_is_noted_about_the_claim(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    keys = [
        "down",
        "f6",
        "insert",
        "「保存年数を規程とそろえる必要がある」",
        "tab",
        "1",
        "tab",
        "「総務課」",
        "f2",
    ]
    screen = drive_review(path, keys)
    one = finding(path, "保存年数")
    assert (one.by, one.finding.severity, one.finding.owner) == ("山田", "major", "総務課")
    assert one.finding.claim
    assert "[重大な不適合・未対応] 総務課 Ⅲ －３－リスク4 保存年数を" in screen


def test_a_finding_is_written_about_a_claim_that_has_none_yet(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["end", "f10", "「自分の指摘」", "enter", "「離席の記録がない」", "f2"])
    assert finding(path, "離席の記録").finding.claim


def test_an_empty_finding_is_refused(tmp_path: Path) -> None:
    assert "指摘の内容がありません。" in drive_review(reviewed(tmp_path), ["f6", "insert", "f2"])


def test_a_filter_of_the_findings_is_told_with_how_many(tmp_path: Path) -> None:
    screen = drive_review(reviewed(tmp_path), ["f6", "f7", "down", "down", "enter"])
    assert "指摘　重大な不適合（1／3）" in screen


def test_a_department_finds_the_findings_of_its_evidence_and_those_it_has_to_deal_with(
    tmp_path: Path,
) -> None:
    """The departments are offered after the states, severities and the one owner."""
    path = reviewed(tmp_path)
    drive_review(path, [*to(OWNER), "「市民課」", "f2"])
    screen = drive_review(path, ["f6", "f7"])
    assert [line.strip() for line in screen.splitlines() if "部署" in line or "担当" in line] == [
        "担当：市民課　1 件",
        "部署：市民課　1 件",
        "部署：情報政策課　2 件",
    ]
    chosen = drive_review(path, ["f6", "f7", "end", "up", "enter"])
    assert "指摘　市民課（1／3）" in chosen


def test_from_a_finding_to_its_claim(tmp_path: Path) -> None:
    screen = drive_review(reviewed(tmp_path), ["f6", "down", "f8"])
    assert "> [未判定　] 食1 指1 操作の記録" in screen


def test_a_finding_whose_cause_is_gone_says_so_and_comes_last(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path)
    (path.parents[1] / "evidence" / "E2.txt").write_text("第8条　7年間保存する。", encoding="utf-8")
    assert "[軽微な不適合・消えた] Ⅲ －３－リスク4 記載は「7年間」" in drive_review(path, ["f6"])
