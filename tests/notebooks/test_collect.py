"""What reviewers write in a notebook comes home: remarks, verdicts, findings, with author and time, once."""

from datetime import timedelta
from pathlib import Path

import pytest
from noted import BLANK, NAME, TITLE, Clock, answer, built, collected, draft, load, record, remarks, write

from mnassess.documents.storage import load_document
from mnassess.errors import DocumentError, ReviewError
from mnassess.review.claims import claims_of
from mnassess.review.live_findings import live_findings
from mnassess.review.merging import merge_reviews
from mnassess.review.model import Claim, Method, VerdictCode
from mnassess.review.personal_data import PersonalData, personal_data_in
from mnassess.review.remark_lines import iter_remark_lines
from mnassess.review.remarks import live_remarks
from mnassess.review.review_file import review_path
from mnassess.review.session import journal_of
from mnassess.review.staleness import review_state


def claims_at(path: Path) -> tuple[Claim, ...]:
    return claims_of(load_document(path).assessment)


def test_free_text_becomes_a_remark_at_its_blank(tmp_path: Path) -> None:
    path = draft(tmp_path)
    came = collected(path, write(built(path), BLANK, "設定の一覧を見たい。\n\n二段落目。"))
    assert (came.remarks, came.verdicts, came.findings, came.known, came.notices) == (1, 0, 0, 0, ())
    assert remarks(path) == [f"{BLANK}｜山田｜設定の一覧を見たい。\n\n二段落目。"]


def test_a_verdict_names_its_claim_by_number_and_its_ground(tmp_path: Path) -> None:
    path = draft(tmp_path)
    came = collected(
        path, write(built(path), BLANK, "判定 2：矛盾　聴取　E2「5年間保存しなければならない」 年数が違う")
    )
    assert (came.remarks, came.verdicts, came.notices) == (0, 1, ())
    (one,) = record(path).verdicts
    assert one.given.claim_text == "操作の記録を7年間保存している。"
    assert (one.given.code, one.given.method) == (VerdictCode.CONTRADICTED, Method.INTERVIEW)
    assert [(quote.evidence, quote.text) for quote in one.given.quotes] == [
        ("E2", "5年間保存しなければならない")
    ]
    assert (one.given.note, one.given.by, list(one.given.evidence)) == ("年数が違う", "山田", ["E2"])


def test_a_finding_has_its_proposal_wording_owner_and_date(tmp_path: Path) -> None:
    path = draft(tmp_path)
    came = collected(
        path,
        write(
            built(path),
            BLANK,
            "指摘 2：保存の年数が規程と違う。\n重さ：軽微な不適合\n提案：どちらかに揃える。\n記載案：5年間保存している。\n担当：情報政策課\n期限：令和9年3月31日",
        ),
    )
    assert (came.findings, came.notices) == (1, ())
    (live,) = [one for one in live_findings(record(path)) if one.by]
    finding = live.finding
    assert (finding.message, finding.severity, finding.proposal) == (
        "保存の年数が規程と違う。",
        "minor",
        "どちらかに揃える。",
    )
    assert (finding.advice, finding.owner, str(finding.due)) == (
        "5年間保存している。",
        "情報政策課",
        "2027-03-31",
    )
    assert finding.claim.startswith(BLANK)


def test_everything_together_and_nothing_twice(tmp_path: Path) -> None:
    path = draft(tmp_path)
    notebook = write(
        built(path),
        BLANK,
        "よく書けている。\n\n判定 1：確認済 E1\n\n指摘：例外の登録を見ていない。\n担当：情報政策課",
    )
    clock = Clock()
    collected(path, notebook, clock=clock)
    first = record(path)
    again = collected(path, notebook, notebook, clock=clock)
    assert (again.remarks, again.verdicts, again.findings) == (0, 0, 0)
    assert again.known == 6
    assert record(path).remarks == first.remarks
    assert record(path).verdicts == first.verdicts
    assert record(path).finding_changes == first.finding_changes


def test_five_rounds_of_building_and_collecting_neither_lose_nor_double_anything(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    for number in range(1, 6):
        notebook = built(path, "山田", "鈴木", name=f"note{number}.ipynb")
        write(notebook, BLANK, f"{number}回目の意見：{'あいうえお'[number - 1] * 9}", "山田")
        write(notebook, NAME, f"名称について、第{number}回。{'かきくけこ'[number - 1] * 9}", "鈴木")
        write(notebook, BLANK, f"判定 {1 + number % 3}：判断不能 E{1 + number % 2} {number}回目", "鈴木")
        came = collected(path, notebook, notebook, clock=clock)
        assert (came.remarks, came.verdicts) == (2, 1)
    assert len(remarks(path)) == 10
    assert len(record(path).verdicts) == 5
    last = built(path, name="last.ipynb")
    text = last.read_text(encoding="utf-8")
    assert all(text.count(f"{number}回目の意見") == 1 for number in range(1, 6))


def test_a_remark_that_is_rewritten_in_its_cell_is_the_same_remark(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    notebook = write(built(path), BLANK, "設定の一覧を見たい。")
    collected(path, notebook, clock=clock)
    (before,) = live_remarks(record(path))
    collected(path, write(notebook, BLANK, "例外の登録も。"), clock=clock)
    (after,) = live_remarks(record(path))
    assert (after.name, after.text) == (before.name, "設定の一覧を見たい。\n例外の登録も。")
    assert len(record(path).remarks) == 2


def test_an_older_copy_of_a_notebook_does_not_revive_what_was_rewritten(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    notebook = write(built(path), BLANK, "設定の一覧を見たい。")
    old = notebook.with_name("old.ipynb")
    old.write_bytes(notebook.read_bytes())
    collected(path, notebook, clock=clock)
    collected(path, write(notebook, BLANK, "例外の登録も。"), clock=clock)
    collected(path, old, clock=clock)
    assert remarks(path) == [f"{BLANK}｜山田｜設定の一覧を見たい。\n例外の登録も。"]


def test_a_remark_in_the_next_notebook_is_another_one(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    collected(path, write(built(path), BLANK, "要確認。"), clock=clock)
    collected(path, write(built(path, name="next.ipynb"), BLANK, "要確認。二つ目。"), clock=clock)
    assert [line.rpartition("｜")[2] for line in remarks(path)] == ["要確認。", "要確認。二つ目。"]


def test_an_earlier_remark_is_rewritten_or_taken_back_by_its_name(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    collected(path, write(write(built(path), BLANK, "古い意見"), NAME, "要らない意見"), clock=clock)
    about_name, about_blank = live_remarks(record(path))
    if about_name.path != NAME:
        about_name, about_blank = about_blank, about_name
    notebook = built(path, name="next.ipynb")
    write(notebook, BLANK, f"訂正 {about_blank.name}：新しい意見\n取下げ {about_name.name}：思い違い")
    came = collected(path, notebook, clock=clock)
    assert (came.remarks, came.notices) == (2, ())
    assert remarks(path) == [f"{BLANK}｜山田｜新しい意見"]
    assert collected(path, notebook, clock=clock).remarks == 0


def test_two_reviewers_notebooks_merge_and_differing_verdicts_stand_beside_each_other(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    mine, theirs = built(path, "山田", name="mine.ipynb"), built(path, "鈴木", name="theirs.ipynb")
    write(mine, BLANK, "判定 1：確認済 E1\n\n山田の意見")
    write(theirs, BLANK, "判定 1：矛盾 E1\n判定 2：矛盾 E2\n\n鈴木の意見")
    came = collected(path, mine, theirs, clock=clock)
    assert (came.remarks, came.verdicts) == (2, 3)
    first, second, other = record(path).verdicts
    assert {first.by, second.by} == {"山田", "鈴木"}
    assert (first.over, second.over, other.over) == ((), (), ())


def test_one_notebook_collected_by_two_people_is_there_once_when_their_reviews_are_joined(
    tmp_path: Path,
) -> None:
    path = draft(tmp_path)
    notebook = write(built(path), BLANK, "意見。\n\n判定 1：確認済 E1\n\n指摘：よくない。\n担当：税務課")
    review = review_path(path)
    reviews = []
    for minutes in (0, 90):
        clock = Clock()
        clock.at += timedelta(minutes=minutes)
        collected(path, notebook, clock=clock)
        reviews.append(record(path))
        review.unlink()
        journal_of(path).unlink()
    merged = merge_reviews(*reviews)
    assert merged.conflicts == ()
    assert [one.text for one in live_remarks(merged.record)] == ["意見。"]
    mine = [one for one in live_findings(merged.record) if one.by]
    assert [(one.finding.message, one.finding.owner) for one in mine] == [("よくない。", "税務課")]
    (state,) = [one for one in review_state(merged.record, claims_at(path), None).claims if one.history]
    assert state.code is VerdictCode.SUPPORTED


def test_a_verdict_goes_over_the_one_its_author_saw_in_the_notebook(tmp_path: Path) -> None:
    path, clock = draft(tmp_path), Clock()
    collected(path, write(built(path, "鈴木"), BLANK, "判定 1：確認済 E1"), clock=clock)
    (known,) = record(path).verdicts
    collected(path, write(built(path, "山田", name="next.ipynb"), BLANK, "判定 1：矛盾 E1"), clock=clock)
    assert [one.over for one in record(path).verdicts if one.by == "山田"] == [(known.id,)]


def test_the_remark_says_what_changed_in_the_draft_since(tmp_path: Path) -> None:
    path = draft(tmp_path)
    notebook = write(built(path), TITLE, "題名が長い。")
    answer(path, {TITLE: "児童手当"})
    came = collected(path, notebook)
    assert came.notices == (
        "note.ipynb：表紙－評価書名：このノートブックを作った後に記載が変わっています。意見のところに前後を示します。",
    )
    (one,) = live_remarks(record(path))
    assert list(iter_remark_lines(load_document(path).assessment, one))[1:] == [
        "題名が長い。",
        "（この意見の後に記載が変わっています：「児童手当に関する事務 全項目評価書」→「児童手当」）",
    ]


def test_a_verdict_on_words_that_changed_since_is_given_on_the_old_words(tmp_path: Path) -> None:
    path = draft(tmp_path)
    notebook = write(built(path), BLANK, "判定 2：確認済 E2")
    answer(path, {BLANK: "・記録媒体への複写は、設定で禁止している。\n・操作の記録を10年間保存している。"})
    collected(path, notebook)
    (one,) = record(path).verdicts
    assert one.given.claim_text == "操作の記録を7年間保存している。"


def test_a_verdict_rests_on_the_evidence_its_author_saw(tmp_path: Path) -> None:
    path = draft(tmp_path)
    notebook = write(built(path), BLANK, "判定 1：確認済 E1")
    seen = load(notebook)["metadata"]["mnassess"]["evidence"]["E1"]
    (path.parents[1] / "evidence" / "E1.txt").write_text("変わった。", encoding="utf-8")
    collected(path, notebook)
    (one,) = record(path).verdicts
    assert dict(one.given.evidence) == {"E1": seen}


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("判定 1：だいじょうぶ", "「だいじょうぶ」という判定はありません（使える判定：supported（確認済）・partly_supported（一部のみ）・unsupported（証跡なし）・contradicted（矛盾）・inconclusive（判断不能）・not_applicable（対象外））。文として取り込みます。"),
        ("判定：確認済 E1", "どの記載への判定か分かりません（判定 2：… のように番号を付けます）。文として取り込みます。"),
        ("判定 9：確認済 E1", "記載「9」はこの欄にありません。判定を文として取り込みます。"),
        ("判定 1：確認済", "判定を取り込めません（「確認済」とするには、証跡か、何で確かめたかの注記が要ります）。文として取り込みます。"),
        ("判定 1：確認済 E1\n判定 1：矛盾 E1", "一つの記載に判定が二通り書かれています。文として取り込みます。"),
        ("担当：税務課", "「税務課」の上に指摘がありません。文として取り込みます。"),
        ("指摘：よくない\n期限：そのうち", "「そのうち」は日付として読めません。文として取り込みます。"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_free_text_and_is_told(tmp_path: Path, typed: str, notice: str) -> None:
    path = draft(tmp_path)
    came = collected(path, write(built(path), BLANK, typed))
    (told,) = came.notices
    assert told.endswith(notice)
    assert typed.rsplit("\n", maxsplit=1)[-1] in remarks(path)[0]


def test_a_quote_that_does_not_stand_there_is_kept_and_told(tmp_path: Path) -> None:
    path = draft(tmp_path)
    came = collected(path, write(built(path), BLANK, "判定 1：確認済 E1「そんな文はない」"))
    (told,) = came.notices
    assert "引用「そんな文はない」は見当たりません" in told
    (quote,) = record(path).verdicts[0].given.quotes
    assert quote.is_unchecked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("判定 1：一部のみ 聴取 E1 E2「どちらの文か」", "E2"),
        ("判定 1：一部のみ 「どの証跡の文か」 聞いた", "引用「どの証跡の文か」"),
        ("指摘：よくない。\n引用：「どの証跡の文か」", "引用「どの証跡の文か」"),
    ],
)
def test_the_words_of_a_quote_are_kept_whatever_it_is_from(tmp_path: Path, typed: str, kept: str) -> None:
    path = draft(tmp_path)
    collected(path, write(built(path), BLANK, typed))
    found = record(path)
    told = [one.given.note + str(one.given.quotes) for one in found.verdicts]
    told += [one.finding.message for one in found.findings]
    assert any(kept in one for one in told)


def test_two_verdicts_on_one_claim_that_rest_on_different_evidence_are_kept_as_text(tmp_path: Path) -> None:
    path = draft(tmp_path)
    came = collected(path, write(built(path), BLANK, "判定 1：確認済 E1\n判定 1：確認済 E2"))
    assert (came.verdicts, came.remarks) == (0, 1)
    assert remarks(path) == [f"{BLANK}｜山田｜判定 1：確認済 E1\n判定 1：確認済 E2"]


def test_personal_data_is_pointed_out_without_printing_it(tmp_path: Path) -> None:
    path = draft(tmp_path)
    came = collected(
        path, write(built(path), BLANK, "１２３４－５６７８－９０１８ の人、090-1234-5678、a@example.jp")
    )
    assert [one.rpartition("：")[2] for one in came.notices] == [
        "山田 さんの記入に個人番号の形の12桁の数字があります。個人の情報なら消してください。",
        "山田 さんの記入に電話番号の形の数字があります。個人の情報なら消してください。",
        "山田 さんの記入にメールアドレスがあります。個人の情報なら消してください。",
    ]
    assert not any(part in "".join(came.notices) for part in ("1234", "１２３４", "example"))


def test_the_notebook_of_another_report_is_refused_and_nothing_is_taken(tmp_path: Path) -> None:
    path, other = draft(tmp_path / "a"), draft(tmp_path / "b")
    answer(other, {TITLE: "国民年金に関する事務"})
    other = other.rename(other.with_name("full-item.json"))
    notebook = write(built(other), BLANK, "よその意見")
    moved = path.parent / "other.ipynb"
    moved.write_bytes(
        notebook.read_bytes().replace("児童手当に関する事務".encode(), "国民年金に関する事務".encode())
    )
    with pytest.raises(DocumentError, match="別の評価書"):
        collected(path, write(built(path), BLANK, "私の意見"), moved)
    assert remarks(path) == []


def test_a_notebook_somebody_wrote_in_is_not_overwritten(tmp_path: Path) -> None:
    path = draft(tmp_path)
    built(path)
    notebook = write(built(path), BLANK, "まだ取り込んでいない")
    with pytest.raises(DocumentError, match="書き込みのあるノートブック"):
        built(path)
    assert "まだ取り込んでいない" in notebook.read_text(encoding="utf-8")


def test_a_reviewer_needs_a_name(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="氏名がありません"):
        built(draft(tmp_path), " ")


def test_a_picture_pasted_as_text_comes_home_and_is_rewritten_like_any_words(tmp_path: Path) -> None:
    path, picture = draft(tmp_path), "iVBORw0KGgo" * 10_000
    notebook = write(built(path), BLANK, f"![](data:image/png;base64,{picture})")
    collected(path, notebook)
    write(notebook, BLANK, "この画面のとおり。")
    collected(path, notebook)
    assert remarks(path) == [f"{BLANK}｜山田｜![](data:image/png;base64,{picture})\nこの画面のとおり。"]


@pytest.mark.parametrize(
    "text",
    ["1234\n5678\n9018", "１２３４－５６７８－９０１８", "```\n1234 5678 9018\n```", "|1234|5678|9018|", "> 1234\n> 56789018", "**1234**56789018", "1234\u200b56789018", "1234_5678_9018", "1234\r\n56789018"],
)  # fmt: skip
def test_a_personal_number_is_seen_through_markup_and_line_ends(text: str) -> None:
    assert personal_data_in(text) == (PersonalData.NUMBER,)


@pytest.mark.parametrize(
    "text",
    ["法人番号 7000012050002", "202611271530", "2026-11-27 10:30:15", "1234-5678-9012-3456", "123,456,789,018円", "〒100-0001", "192.168.100.200"],
)  # fmt: skip
def test_other_numbers_are_no_personal_data(text: str) -> None:
    assert personal_data_in(text) == ()
