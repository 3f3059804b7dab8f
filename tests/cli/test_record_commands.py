"""What a person puts into the record of a review from a shell: `checklist`, `finding`, `findings`, `sign-off`."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from running import Ended, new_document

from mnassess.cli.main import run
from mnassess.documents.storage import load_document, save_document
from mnassess.language import speaking
from mnassess.review.claims import claims_of
from mnassess.review.moments import day_words
from mnassess.review.session import read_review

HEADS = "id,title,kind,path,collected_on,valid_from,valid_to,department,note\n"
RIGHTS = "・アクセス権限は、毎月、課長が見直し、見直し記録簿に残す。\n・退職者の権限は、当日に削除する。"
Command = Callable[..., Ended]
Expected = Callable[[str, str], None]


@pytest.fixture
def mnassess(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line, in this process: these commands need none of their own."""

    def command(*arguments: str | Path) -> Ended:
        status = run([*map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return command


def with_evidence(document: Path) -> Path:
    """The document, in a workspace with a register of one log."""
    folder = document.parents[1] / "evidence"
    folder.mkdir()
    (folder / "log.txt").write_text("アクセス権限は、年1回、課長が見直している。\n", encoding="utf-8")
    (folder / "evidence.csv").write_text(
        f"{HEADS}L1,見直し記録簿,記録,log.txt,2026-10-01,,,,\n", encoding="utf-8"
    )
    return document


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Two claims, and evidence that says less often than one of them."""
    path = new_document(tmp_path / "w", "full-item")
    assessment = load_document(path).assessment.with_item("files", "a")
    rights = "files[a].risks.use.unauthorized.access_rights.detail"
    save_document(path, assessment.with_answer("files[a].profile.name", "甲台帳").with_answer(rights, RIGHTS))
    return with_evidence(path)


def numbers(document: Path) -> list[str]:
    """What stands behind the # of each claim."""
    return [claim.id.rpartition("#")[2] for claim in claims_of(load_document(document).assessment)]


def record_of(document: Path) -> Any:
    return read_review(document, load_document(document).assessment.form.kind.value).record


def timeless(text: str) -> str:
    """Without the day and the minute of the test."""
    now = datetime.now(UTC)
    with speaking("en"):
        english = day_words(now)
    for day in (day_words(now), english):
        text = text.replace(day, "（今日）")
    return re.sub(r"[0-9]{2}:[0-9]{2}", "00:00", text)


def refused(ended: Ended, says: str) -> None:
    """It could not use its input, and says so in one line."""
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1), ended
    assert says in ended.err


def answered(mnassess: Command, document: Path, *answers: str, by: str = "山田", note: str = "") -> Ended:
    given = [part for one in answers for part in ("--answer", one)]
    return mnassess("checklist", document, *given, "--by", by, "--note", note, "--as-of", "2026-11-27")


# --- checklist ------------------------------------------------------------------------------------------------


def test_an_answer_is_told_and_kept_with_its_name(mnassess: Command, document: Path) -> None:
    ended = answered(mnassess, document, "A3=はい", "B9-U2=no", note="一覧を見た")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "A3 はい：公表しない部分は適切な範囲か。",
        "B9-U2 いいえ：利用者の認証、権限の付与・失効、権限の点検及び使用の記録の四つが、方法と頻度とともに書かれているか。",
        "問い 146：未回答 144",
    ]
    kept = [(one.about, str(one.answer), one.by, one.note) for one in record_of(document).checklist]
    assert sorted(kept) == [("A3", "yes", "山田", "一覧を見た"), ("B9", "no", "山田", "一覧を見た")]


def test_the_whole_checklist_with_what_was_answered_and_what_is_still_to_be_asked(
    mnassess: Command, document: Path, expected: Expected
) -> None:
    mnassess("review", document, "--record", "--by", "山田", "--skip", "VAG02=記載は別に見る")
    mnassess("verdict", document, numbers(document)[1], "証跡なし", "--by", "山田")
    answered(mnassess, document, "A1-1=はい", "a3=いいえ", "B10-U2=該当なし", note="担当者に聞いた")
    answered(mnassess, document, "D7=undecided", by="鈴木")
    ended = mnassess("checklist", document, "--as-of", "2026-11-27")
    assert (ended.status, ended.err) == (0, "")
    expected("cli/checklist.txt", timeless(ended.out))


def test_the_checklist_of_a_threshold_form_in_english(
    mnassess: Command, tmp_path: Path, expected: Expected
) -> None:
    document = with_evidence(new_document(tmp_path / "w", "threshold"))
    answered(mnassess, document, "A1=yes")
    with speaking("en"):
        expected(
            "cli/checklist.en.txt", timeless(mnassess("checklist", document, "--as-of", "2026-11-27").out)
        )


def test_the_checklist_as_json_has_points_questions_and_duties(mnassess: Command, document: Path) -> None:
    answered(mnassess, document, "B10-U2=no")
    found = json.loads(mnassess("checklist", document, "--as-of", "2026-11-27", "--format", "json").out)
    assert [one["id"] for one in found["points"]] == [
        *(f"A{n}" for n in range(1, 7)),
        *(f"B{n}" for n in range(7, 13)),
    ]
    facts = {one["fact"]: one["state"] for point in found["points"] for one in point["automatic"]}
    assert (facts["evidence_agrees"], facts["omission_ground"]) == ("faulty", "unknown")
    questions = {one["item"]: one["answer"] for point in found["points"] for one in point["questions"]}
    assert (questions["B10-U2"], questions["B10-U1"]) == ("no", None)
    duties = {one["number"]: one for one in found["duties"]}
    assert list(duties) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert (len(duties[7]["claims"]), duties[7]["bearing"], duties[2]["claims"]) == (2, ["L1"], [])


def test_an_answer_is_to_be_confirmed_once_what_it_rested_on_moved(mnassess: Command, document: Path) -> None:
    answered(mnassess, document, "A6=はい", "A2=はい")
    assessment = load_document(document).assessment
    save_document(document, assessment.with_answer("overview.operation.description", "児童手当を支給する。"))
    lines = mnassess("checklist", document, "--as-of", "2026-11-27").out.splitlines()
    (place,) = [n for n, line in enumerate(lines) if "→ 要再確認：はい（山田" in line]
    assert lines[place].startswith("A6 ")
    assert (
        lines[place + 1].strip() == "「記入を求める欄が全て埋まっている」に反する点が、答えた時から変わった"
    )
    assert lines[-1].endswith("・答えが分かれている 0・要再確認 1")
    found = json.loads(mnassess("checklist", document, "--as-of", "2026-11-27", "--format", "json").out)
    questions = {one["item"]: one for point in found["points"] for one in point["questions"]}
    assert (questions["A6"]["answer"], len(questions["A6"]["moved"])) == ("yes", 1)
    assert (questions["A2"]["answer"], questions["A2"]["moved"]) == ("yes", [])
    assert (
        "署名に含まれない、要再確認の答え（審査の観点と九つの義務）　1 件"
        in mnassess("sign-off", document).out
    )
    answered(mnassess, document, "A6=はい")
    assert "要再確認：" not in mnassess("checklist", document, "--as-of", "2026-11-27").out


def test_a_later_answer_goes_over_the_earlier_one(mnassess: Command, document: Path) -> None:
    answered(mnassess, document, "A3=はい")
    ended = answered(mnassess, document, "A3=いいえ", by="鈴木")
    assert ended.out.startswith("A3 いいえ：")
    assert [one.by for one in record_of(document).checklist] == ["山田", "鈴木"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--answer", "A99=yes"), "問い「A99」はありません"),
        (("--answer", "A3=たぶん"), "「A3」の答え「たぶん」は使えません"),
        (("--answer", "A3"), "「A3」の答え「」は使えません"),
        (("--answer", "A3=yes", "--answer", "B9-U2=?"), "「B9-U2」の答え「?」"),
        (("--note", "メモ"), "--answer と一緒に"),
        (("--as-of", "いつか"), "いつか"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_and_nothing_is_kept(
    mnassess: Command, document: Path, arguments: tuple[str, ...], says: str
) -> None:
    refused(mnassess("checklist", document, *arguments), says)
    assert record_of(document).checklist == ()


def test_a_risk_the_form_does_not_ask_about_is_no_question(mnassess: Command, tmp_path: Path) -> None:
    document = new_document(tmp_path / "w", "threshold")
    refused(mnassess("checklist", document, "--answer", "B9-U3=yes"), "問い「B9-U3」はありません")


# --- findings, finding ----------------------------------------------------------------------------------------


@pytest.fixture
def finding(mnassess: Command, document: Path) -> str:
    """Id of the recorded finding that the evidence says less often than the report."""
    mnassess("review", document, "--record", "--by", "山田", "--as-of", "2026-11-27")
    (one,) = (one for one in record_of(document).findings if one.finding.code == "CNT02")
    return str(one.id)


def only_cnt02(document: Path) -> tuple[str, ...]:
    """Skips that leave the finding on frequency alone."""
    bad = {one.finding.code for one in record_of(document).findings} - {"CNT02"}
    return tuple(part for code in sorted(bad) for part in ("--skip", f"{code}=見ない"))


def test_a_finding_gets_state_owner_date_proposal_and_wording(
    mnassess: Command, document: Path, finding: str, expected: Expected
) -> None:
    ended = mnassess(
        "finding", document, finding, "--state", "対応予定", "--owner", "情報政策課", "--due", "R8.11.20",
        "--proposal", "見直しを毎月行う。", "--wording", "〔　〕ごとに見直す。", "--by", "山田",
    )  # fmt: skip
    assert (ended.status, ended.err) == (0, "")
    mnassess("finding", document, finding, "--state", "withdrawn", "--reason", "別の権限の話", "--by", "鈴木")
    mnassess("finding", document, finding, "--state", "open", "--due", "", "--by", "鈴木")
    skips = only_cnt02(document)
    mnassess("review", document, "--record", "--by", "山田", "--as-of", "2026-11-27", *skips[:2])
    listed = mnassess("findings", document, "--state", "open", "--as-of", "2026-11-27")
    assert (listed.status, listed.err) == (0, "")
    expected("cli/findings.txt", timeless(listed.out))
    with speaking("en"):
        told = mnassess("finding", document, finding)
        expected("cli/finding.en.txt", timeless(told.out))


def test_a_date_that_is_over_is_told_until_the_finding_is_done(
    mnassess: Command, document: Path, finding: str
) -> None:
    mnassess("finding", document, finding, "--state", "planned", "--due", "令和8年11月20日")
    late = mnassess("findings", document, "--as-of", "2026-11-27").out
    assert "担当・期日：令和8年11月20日（期限超過）" in late
    mnassess("finding", document, finding, "--state", "done")
    assert "期限超過" not in mnassess("findings", document, "--as-of", "2026-11-27").out


def test_findings_are_listed_by_state_and_as_json(mnassess: Command, document: Path, finding: str) -> None:
    mnassess("finding", document, finding, "--state", "withdrawn", "--reason", "別の権限の話", "--by", "鈴木")
    (one,) = json.loads(mnassess("findings", document, "--state", "取下げ", "--format", "json").out)
    assert (one["id"], one["state"], one["code"]) == (finding, "withdrawn", "CNT02")
    assert [(change["field"], change["reason"], change["by"]) for change in one["history"]] == [
        ("state", "別の権限の話", "鈴木")
    ]
    open_ones = json.loads(mnassess("findings", document, "--state", "open", "--format", "json").out)
    assert finding not in {one["id"] for one in open_ones}
    assert open_ones


def test_a_withdrawn_finding_speaks_no_more_against_its_fact(
    mnassess: Command, document: Path, finding: str
) -> None:
    mnassess("finding", document, finding, "--state", "withdrawn", "--reason", "別の権限の話")
    found = json.loads(mnassess("checklist", document, "--as-of", "2026-11-27", "--format", "json").out)
    facts = {one["fact"]: one["state"] for point in found["points"] for one in point["automatic"]}
    assert facts["evidence_agrees"] != "faulty"


def test_without_a_record_there_are_no_findings(mnassess: Command, document: Path) -> None:
    ended = mnassess("findings", document)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "記録された指摘はありません。mnassess review --record で加えます。\n"
        "計：未対応 0・対応予定 0・対応済 0・確認済 0・取下げ 0\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--state", "withdrawn"), "理由が要ります"),
        (("--state", "直した"), "状態「直した」は使えません"),
        (("--severity", "大"), "重さ「大」は使えません"),
        (("--due", "来年"), "来年"),
        (("--due", "2026-12"), "2026-12"),
        (("--reason", "念のため"), "--state など"),
    ],
)
def test_a_change_that_cannot_be_used_is_refused_and_nothing_is_kept(
    mnassess: Command, document: Path, finding: str, arguments: tuple[str, ...], says: str
) -> None:
    refused(mnassess("finding", document, finding, *arguments), says)
    assert record_of(document).finding_changes == ()


def test_a_finding_that_is_not_on_record_is_named(mnassess: Command, document: Path) -> None:
    refused(
        mnassess("finding", document, "CNT02-0", "--state", "done"), "「CNT02-0」は点検の記録にありません"
    )
    refused(mnassess("finding", document, "CNT02-0"), "「CNT02-0」は点検の記録にありません")
    refused(mnassess("findings", document, "--state", "直した"), "状態「直した」は使えません")


# --- skips ----------------------------------------------------------------------------------------------------


def test_a_check_left_out_on_record_is_told_until_it_is_lifted(mnassess: Command, document: Path) -> None:
    mnassess("review", document, "--record", "--by", "山田", "--skip", "VAG02=別に見る")
    assert (
        "点検項目「VAG02 誰が・いつ・何に記録するかのない記載」は省いています：別に見る（山田　（今日））"
        in timeless(mnassess("findings", document).out)
    )
    told = mnassess("review", document).err
    assert (
        told
        == "点検項目「VAG02 誰が・いつ・何に記録するかのない記載」は、点検の記録では省いています（別に見る　山田）。この点検では調べました。\n"
    )
    assert mnassess("review", document, "--skip", "VAG02=今日も").err == ""
    lifted = mnassess("review", document, "--record", "--by", "鈴木").err
    assert lifted == "点検項目「VAG02 誰が・いつ・何に記録するかのない記載」を省く記録を取り消しました。\n"
    assert "VAG02 は省いています" not in mnassess("findings", document).out


def test_a_damaged_record_does_not_keep_a_review_from_its_work(mnassess: Command, document: Path) -> None:
    document.with_name("full-item.review.json").write_text("{", encoding="utf-8")
    ended = mnassess("review", document)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "full-item.review.json" in ended.err


# --- sign-off -------------------------------------------------------------------------------------------------


def test_a_signature_says_what_it_covers_and_what_it_does_not(
    mnassess: Command, document: Path, expected: Expected
) -> None:
    first, _ = numbers(document)
    mnassess("verdict", document, first, "確認済", "--method", "聴取", "--note", "聞いた", "--by", "山田")
    ended = mnassess("sign-off", document, "--by", "点検責任者 田中", "--note", "一次点検")
    assert (ended.status, ended.err) == (0, "")
    expected("cli/sign_off.txt", timeless(ended.out))
    with speaking("en"):
        expected("cli/sign_off.en.txt", timeless(mnassess("sign-off", document).out))


def test_what_lapsed_is_told_with_why(mnassess: Command, document: Path, expected: Expected) -> None:
    first, second = numbers(document)
    mnassess(
        "verdict",
        document,
        first,
        "確認済",
        "--evidence",
        "L1",
        "--register",
        document.parents[1] / "evidence" / "evidence.csv",
        "--by",
        "山田",
    )
    mnassess("verdict", document, second, "確認済", "--method", "聴取", "--note", "聞いた", "--by", "山田")
    mnassess("sign-off", document, "--by", "田中")
    (document.parents[1] / "evidence" / "log.txt").write_text("見直しは行っていない。\n", encoding="utf-8")
    ended = mnassess("sign-off", document)
    assert (ended.status, ended.err) == (0, "")
    expected("cli/sign_off_lapsed.txt", timeless(ended.out))
    (one,) = json.loads(mnassess("sign-off", document, "--format", "json").out)
    assert (one["by"], len(one["stands"]), len(one["lapsed"]), one["left_open"]) == ("田中", 1, 1, [])
    assert "L1" in one["lapsed"][0]["why"]


def test_looking_at_the_signatures_writes_nothing(mnassess: Command, document: Path) -> None:
    before = {path: path.read_bytes() for path in document.parent.rglob("*") if path.is_file()}
    ended = mnassess("sign-off", document)
    assert (ended.status, ended.out.splitlines()[0]) == (0, "署名はまだありません。")
    assert before == {path: path.read_bytes() for path in document.parent.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--by", "田中"), "確認できた記載が一つもない"),
        (("--by", " "), "氏名"),
        (("--note", "一次点検"), "--by"),
        (("--by", "田中", "--evidence", "none.csv"), "none.csv"),
    ],
)
def test_a_signature_for_nothing_or_by_nobody_is_refused(
    mnassess: Command, document: Path, arguments: tuple[str, ...], says: str
) -> None:
    refused(mnassess("sign-off", document, *arguments), says)
    assert record_of(document).sign_offs == ()


# --- note-finding, leave-out ------------------------------------------------------------------------------------


def test_a_finding_of_ones_own_is_noted_with_claim_and_quote(mnassess: Command, document: Path) -> None:
    noted = mnassess(
        "note-finding", document, "--message", "見直しの頻度が違う", "--severity", "軽微な不適合", "--claim", numbers(document)[0],
        "--quote", "L1：年1回、課長が見直している", "--proposal", "毎月見直す", "--by", "山田",
    )  # fmt: skip
    assert noted.status == 0
    (one,) = read_review(document, "full-item").record.findings
    assert (one.by, one.finding.message, one.finding.evidence) == ("山田", "見直しの頻度が違う", ("L1",))
    assert one.finding.claim.endswith(numbers(document)[0])
    assert one.finding.id in noted.out


def test_a_finding_without_a_claim_is_about_the_whole_report(mnassess: Command, document: Path) -> None:
    assert "全体" in mnassess("note-finding", document, "--message", "目次がない", "--by", "山田").out


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["--message", " "], "指摘の内容がありません。"),
        (["--message", "あ", "--claim", "zzz"], "「zzz」の記載はありません。"),
        (["--message", "あ", "--evidence", "L9"], "証跡「L9」は台帳にありません。"),
        (["--message", "あ", "--quote", "L1：毎日見直している"], "引用「毎日見直している」が見当たりません"),
        (["--message", "あ", "--severity", "ひどい"], "重さ「ひどい」は使えません"),
    ],
)
def test_a_finding_that_cannot_be_noted_is_refused_in_a_sentence(
    mnassess: Command, document: Path, arguments: list[str], refusal: str
) -> None:
    ended = mnassess("note-finding", document, *arguments, "--by", "山田")
    assert (ended.status, refusal in ended.err) == (2, True)
    assert read_review(document, "full-item").record.findings == ()


def test_what_was_not_looked_at_is_listed_until_it_is_lifted(mnassess: Command, document: Path) -> None:
    said = mnassess("leave-out", document, "支所のサーバ室", "--reason", "工事中", "--by", "山田")
    assert "見ていないもの：支所のサーバ室　工事中（山田" in said.out
    assert "支所のサーバ室" in mnassess("findings", document).out
    assert mnassess("leave-out", document, "支所のサーバ室", "--lift", "--by", "山田").status == 0
    assert "支所のサーバ室" not in mnassess("findings", document).out


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["支所"], "見ていない理由がありません。"),
        (["支所", "--lift"], "「支所」は、見ていないものに挙げられていません。"),
    ],
)
def test_what_cannot_be_left_out_is_refused_in_a_sentence(
    mnassess: Command, document: Path, arguments: list[str], refusal: str
) -> None:
    ended = mnassess("leave-out", document, *arguments, "--by", "山田")
    assert (ended.status, refusal in ended.err) == (2, True)
