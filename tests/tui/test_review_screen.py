"""The review screen: claims, evidence, quotes and verdicts by keys alone."""

import json
from pathlib import Path

import pytest
from driving import LARGE, SMALL, document, drive, put
from review_driving import BLANK, EVIDENCE, MEASURES, drive_review, reviewed, verdicts

from mnassess.documents.storage import load_document, save_document
from mnassess.language import use
from mnassess.review.drafts import draft_of
from mnassess.review.session import ReviewSession, read_review

QUOTE_SECOND = ["down", "enter", "enter", "space"]
"""Keys that pick the first sentence of the best evidence for the second claim."""


def change_evidence(path: Path, name: str, text: str) -> None:
    (path.parents[1] / "evidence" / f"{name}.txt").write_text(text, encoding="utf-8")


def state_lines(screen: str) -> list[str]:
    """The claims of the list with their states."""
    return [line.strip("> ") for line in screen.splitlines() if line.strip("> ").startswith("[")]


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("review-80x24", [], SMALL),
        ("review-inside-80x24", QUOTE_SECOND, SMALL),
        ("review-160x50", QUOTE_SECOND, LARGE),
        ("review-help-160x50", ["f1"], LARGE),
    ],
)
def test_claims_their_blank_and_their_evidence_are_on_one_screen(
    name: str, keys: list[str], size: tuple[int, int], tmp_path: Path, expected
) -> None:
    expected(f"tui/{name}.txt", drive_review(reviewed(tmp_path), [*keys, "…"], size))


def test_a_claim_is_read_judged_quoted_and_left_in_five_keys(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, [*QUOTE_SECOND, "4"])
    assert verdicts(path) == [
        "操作の記録（ contradicted E2 第8条　操作の記録（アクセスログ）は、5年間保存しなければならない。"
    ]
    assert "> [未判定　] 端末は、離席するときに必ず画面を施錠する。" in screen
    assert "全体 記載3 裏付け0 矛盾1 未確認2" in screen


def test_a_verdict_is_on_the_disk_before_anything_is_saved(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    seen: list[list[str]] = []
    drive_review(path, [*QUOTE_SECOND, "4"], then=lambda _: seen.append(verdicts(path)))
    assert len(seen[0]) == 1


@pytest.mark.parametrize("digit", ["1", "１"])
def test_digits_of_either_width_judge(digit: str, tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["enter", f"「{digit}」"])
    assert verdicts(path) == ["USBメモリ supported E1"]


def test_a_letter_is_no_verdict_and_it_is_said(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "判定は数字です。" in drive_review(path, ["「確」"])
    assert verdicts(path) == []


@pytest.mark.parametrize("digit", ["1", "2", "4"])
def test_a_verdict_without_any_ground_is_refused(digit: str, tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "証跡か、何で確かめたかの注記が要ります。" in drive_review(path, [digit])
    assert verdicts(path) == []


def test_the_evidence_the_arrows_are_on_is_the_ground_of_a_verdict(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["enter", "1"])
    assert verdicts(path) == ["USBメモリ supported E1"]


def test_a_quote_is_taken_back_by_the_same_key(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["enter", "enter", "space", "space", "1"])
    assert verdicts(path) == ["USBメモリ supported E1"]


def test_a_note_and_another_method_go_with_the_next_verdict(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, ["ctrl+t", "ctrl+o", "「課長に聞いた」", "enter", "1", "f8"])
    assert "確認済（聴取）：USBメモリなど" in screen
    assert "判定：確認済（聴取　山田　" in screen
    assert "注記：課長に聞いた" in screen
    assert verdicts(path) == ["USBメモリ supported   課長に聞いた"]


def test_a_note_in_preparation_is_shown_with_the_claim(tmp_path: Path) -> None:
    assert "[注記] 課長に聞いた" in drive_review(reviewed(tmp_path), ["ctrl+o", "「課長に聞いた」", "enter"])


def test_a_note_waits_on_the_disk_until_it_goes_with_a_verdict(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["ctrl+o", "「課長に聞いた」", "enter"])
    assert draft_of(path, "notes") != {}
    drive_review(path, ["1"])
    assert verdicts(path) == ["USBメモリ supported   課長に聞いた"]
    assert draft_of(path, "notes") == {}


def test_a_verdict_is_withdrawn_with_a_reason_and_stays_in_the_history(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    keys = ["enter", "1", "f8", "0", "「押し間違い」", "enter"]
    screen = drive_review(path, keys)
    assert state_lines(screen)[0].startswith("[未判定　] USBメモリ")
    record = read_review(path, "full-item").record
    assert [one.reason for one in record.withdrawals] == ["押し間違い"]
    history = drive_review(path, ["f10", "「履歴」", "enter"])
    assert "山田 が判定を取り消した：押し間違い" in history


def test_nothing_is_withdrawn_without_a_reason(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "判定を取り消す理由がありません。" in drive_review(path, ["enter", "1", "f8", "0", "enter"])
    assert read_review(path, "full-item").record.withdrawals == ()


def test_the_next_key_goes_round_the_claims_nobody_has_judged(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "> [未判定　] 端末は" in drive_review(path, ["down", "6", "f4", "f4"])
    drive_review(path, ["home", "6", "end", "6"])
    assert "判定の要る記載は残っていません。" in drive_review(path, ["f4"])


def test_the_next_claim_is_the_next_of_the_list_where_the_form_has_another_order(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    put(
        path,
        {
            "files[a].profile.storage.place": "施錠した部屋に置く。",
            "files[a].risks.storage.leakage.physical.detail": "鍵は課長が管理する。",
        },
    )
    screen = drive_review(path, ["home", "3"])
    assert [line[-5:] for line in state_lines(screen)[:2]] == ["屋に置く。", "管理する。"]
    assert "> [未判定　] 指1 鍵は課長が管理する。" in screen


def test_a_filter_narrows_the_list_and_the_counts_stay_those_of_the_report(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["end", "6"])
    screen = drive_review(path, ["f7", "down", "down", "enter"])
    assert state_lines(screen) == ["[対象外　] 端末は、離席するときに必ず画面を施錠する。"]
    assert screen.startswith("点検　絞込：対象外（1／3）　みほん市長")
    assert "全体 記載2 裏付け0 矛盾0 未確認2" in screen


def test_a_filter_that_leaves_nothing_says_by_which_key_it_is_changed(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    screen = drive_review(path, ["6", "f7", "down", "down", "enter", "0", "「押し間違い」", "enter"])
    assert "この絞り込みに当たる記載はありません。F7 で替えられます。" in screen


def test_the_filter_page_says_how_many_claims_each_choice_leaves(tmp_path: Path, expected) -> None:
    expected("tui/review-filter-80x24.txt", drive_review(reviewed(tmp_path), ["f7"]))


def test_changed_evidence_asks_again_and_shows_the_words_before_and_now(tmp_path: Path, expected) -> None:
    path = reviewed(tmp_path)
    drive_review(path, [*QUOTE_SECOND, "4"])
    change_evidence(path, "E2", EVIDENCE["E2"][2].replace("5年間", "7年間"))
    screen = drive_review(path, ["home", "down", "…"], LARGE)
    assert state_lines(screen)[1].startswith("[要再確認]")
    expected("tui/review-changed-160x50.txt", screen)


def test_what_changed_is_seen_at_80_columns_without_a_key(tmp_path: Path, expected) -> None:
    path = reviewed(tmp_path)
    drive_review(path, [*QUOTE_SECOND, "4"])
    change_evidence(path, "E2", EVIDENCE["E2"][2].replace("5年間", "7年間"))
    expected("tui/review-changed-80x24.txt", drive_review(path, ["home", "down", "…"]))


def test_a_claim_low_in_its_blank_is_seen_to_its_end(tmp_path: Path) -> None:
    claim = "夜間は、" + "、".join(f"扉{n}番を閉める" for n in range(1, 16)) + "。"
    path = reviewed(tmp_path, MEASURES + f"\n・{claim}\n・記録を年1回点検する。")
    screen = drive_review(path, ["home", "down", "down", "down"])
    assert "[夜間は、扉1番を閉める、" in screen
    assert "める。]" in screen
    assert "（上に " in screen


def test_a_verdict_is_confirmed_where_its_evidence_changed_elsewhere(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, [*QUOTE_SECOND, "4"])
    change_evidence(path, "E2", EVIDENCE["E2"][2] + "\n第10条　この要綱は公布の日から施行する。")
    assert "（引用した箇所はそのままです）\n 指摘" in drive_review(path, ["home", "down", "…"])
    screen = drive_review(path, ["home", "down", "ctrl+r"])
    assert "同じ判定をもう一度付けました：矛盾" in screen
    assert state_lines(screen)[1].startswith("[矛盾　　]")


def test_a_verdict_is_not_confirmed_on_words_that_are_gone(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, [*QUOTE_SECOND, "4"])
    change_evidence(path, "E2", "第8条　削除")
    screen = drive_review(path, ["home", "down", "ctrl+r"])
    assert "前の引用は証跡 E2 にもうありません。引用し直して、数字で判定してください。" in screen
    assert state_lines(screen)[1].startswith("[要再確認]")


def test_verdicts_of_two_people_who_differ_are_put_side_by_side(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["enter", "1"])
    other = reviewed(tmp_path / "other")
    drive_review(other, ["3"], who="佐藤")
    from mnassess.review.merging import merge_review_files
    from mnassess.review.review_file import review_path

    merged = tmp_path / "merged.json"
    merge_review_files(review_path(path), review_path(other), merged)
    review_path(path).write_bytes(merged.read_bytes())
    screen = drive_review(path, ["home"])
    assert state_lines(screen)[0].startswith("[不一致　]")
    assert "判定：確認済（閲覧　山田　" in screen
    assert "判定：証跡なし（閲覧　佐藤　" in screen
    assert state_lines(drive_review(path, ["home", "3"]))[0].startswith("[証跡なし]")


def test_esc_leads_outward_and_saves(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["enter", "enter", "1", "escape"])
    saved = json.loads(path.with_name("full-item.review.json").read_bytes())
    assert len(saved["verdicts"]) == 1


def test_quotes_that_wait_for_a_verdict_are_not_lost_by_one_esc_too_many(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    leaving = [*QUOTE_SECOND, "escape", "escape"]
    asked = drive_review(path, leaving)
    assert "判定に使っていない引用と結び付けた証跡が 1 件あります。" in asked
    assert "[引用]第8条" in drive_review(path, [*leaving, "escape"], LARGE)
    assert "最後の編集" in drive_review(path, [*leaving, "enter"])


def test_left_leads_outward_and_never_leaves(tmp_path: Path) -> None:
    screen = drive_review(reviewed(tmp_path), ["enter", "enter", "left", "left", "left"])
    assert "> [未判定　] USBメモリ" in screen


def test_the_review_opens_from_the_list_of_documents_and_leads_back(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "全体 記載3" in drive(path.parents[1], ["f6", "…"])
    assert "最後の編集" in drive(path.parents[1], ["f6", "…", "escape"])


def test_the_review_opens_from_the_document_and_leads_back(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    assert "全体 記載3" in drive(path, ["f10", "「証跡と照らして」", "enter", "…"])
    assert "評価書番号" in drive(path, ["f10", "「証跡と照らして」", "enter", "…", "escape"])


def test_what_is_typed_in_the_document_is_in_the_review_that_is_opened_from_it(tmp_path: Path) -> None:
    path = document(tmp_path, "threshold")
    text = drive(path, ["enter", "down", "「みほん市の名前」", "f10", "「証跡と照らして」", "enter", "…"])
    assert "みほん市の名前" in text.splitlines()[0]


@pytest.mark.parametrize(
    ("keys", "title", "says"),
    [
        (["f3"], "証跡の中を探す", "箇所の本文を下へ"),
        (["insert"], "聴取・現地確認の記録", "点検の記録に加える"),
        (["f6", "insert"], "指摘を書く", "次の〔　〕へ移り"),
    ],
)
def test_pages_with_keys_of_their_own_have_a_help(
    keys: list[str], title: str, says: str, tmp_path: Path
) -> None:
    screen = drive_review(reviewed(tmp_path), [*keys, "f1"], LARGE)
    assert screen.startswith(f"説明　{title}")
    assert says in screen
    assert "操作の一覧（F10" not in screen


def test_what_is_typed_is_there_after_the_help(tmp_path: Path) -> None:
    assert "住記端末" in drive_review(reviewed(tmp_path), ["insert", "「住記端末」", "f1", "escape"])


def test_somebody_else_at_the_review_is_named(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    session = ReviewSession.open(path, "佐藤")
    try:
        assert "佐藤 さんが点検中です" in drive(path.parents[1], ["f6"])
    finally:
        session.close()


def test_without_a_register_claims_are_judged_by_note_alone(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    (path.parents[1] / "evidence" / "evidence.csv").unlink()
    assert "証跡の台帳がありません。" in drive_review(path)
    drive_review(path, ["ctrl+o", "「現地で見た」", "enter", "1"])
    assert verdicts(path) == ["USBメモリ supported   現地で見た"]


def test_a_register_that_cannot_be_read_is_told_and_claims_can_still_be_judged(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    register = path.parents[1] / "evidence" / "evidence.csv"
    register.write_text("id,title\nE1,x\n", encoding="utf-8")
    assert "証跡を読めません" in drive_review(path)
    assert "未確認3（証跡を読む前）" in drive_review(path, ["enter"])
    drive_review(path, ["enter", "6"])
    assert verdicts(path) == ["USBメモリ not_applicable"]


def test_words_of_the_report_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    path = reviewed(tmp_path, "・[bold red]端末[/] は \x1b[2J 施錠する。\n・=cmd|' /C calc'!A0 を禁止する。")
    screen = drive_review(path)
    assert "[bold red]端末[/] は \ufffd[2J 施錠する。" in screen


def test_an_edited_claim_asks_again_for_its_verdict(tmp_path: Path) -> None:
    path = reviewed(tmp_path)
    drive_review(path, ["enter", "1"])
    assessment = load_document(path).assessment
    save_document(path, assessment.with_answer(BLANK, MEASURES.replace("禁止している", "禁止していない")))
    screen = drive_review(path, ["home"], LARGE)
    assert state_lines(screen)[0].startswith("[要再確認]")
    assert "システムの設定で禁止してい[ない。]" in screen


def test_the_counts_of_the_report_are_whole_where_those_of_the_process_have_no_room(tmp_path: Path) -> None:
    use("en")
    try:
        screen = drive_review(reviewed(tmp_path))
    finally:
        use("ja")
    assert screen.splitlines()[1].strip() == "All declared 3 verified 0 contradicted 0 unverified 3"


def test_everything_is_said_in_english_on_request(tmp_path: Path, expected) -> None:
    use("en")
    try:
        expected("tui/review-en-160x50.txt", drive_review(reviewed(tmp_path), [*QUOTE_SECOND, "…"], LARGE))
    finally:
        use("ja")
