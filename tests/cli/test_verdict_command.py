"""`mnassess verdict` and `mnassess merge-reviews` as a shell sees them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import Ended, new_document

from mnassess.cli.main import run
from mnassess.documents.storage import load_document, save_document
from mnassess.review.claims import claims_of

TEXT = "・サーバ室への入退室を記録し、記録を5年間保存する。\n・USBメモリの接続を禁止する。"


Command = Callable[..., Ended]


@pytest.fixture
def mnassess(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line, in this process: these commands need none of their own."""

    def command(*arguments: str | Path) -> Ended:
        status = run([*map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return command


def refused(ended: Ended, says: str) -> None:
    """It could not use its input, and says so in one line."""
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1), ended
    assert says in ended.err


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = new_document(tmp_path / "w", "full-item")
    assessment = load_document(path).assessment.with_item("files", "a")
    save_document(path, assessment.with_answer("files[a].risks.use.copying.measures", TEXT))
    folder = tmp_path / "w" / "evidence"
    folder.mkdir()
    (folder / "log.txt").write_text("入退室の記録\n担当：総務課\n9:00 入室\n", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "evidence.csv").write_text(
        "id,title,kind,path\nL1,記録,ログ,log.txt\nP1,写真,写真,photo.png\n", encoding="utf-8"
    )
    return path


def numbers(document: Path) -> list[str]:
    """What stands behind the # of each claim."""
    return [claim.id.rpartition("#")[2] for claim in claims_of(load_document(document).assessment)]


def review_of(document: Path) -> Any:
    """The review file as JSON."""
    return json.loads(document.with_name("full-item.review.json").read_bytes())


def test_a_verdict_is_given_in_the_words_of_the_trade_and_counted(mnassess: Command, document: Path) -> None:
    ended = mnassess(
        "verdict", document, numbers(document)[0], "確認済", "--method", "閲覧", "--evidence", "L1",
        "--quote", "L1@1行目：入退室の記録", "--note", "原本", "--by", "山田",
    )  # fmt: skip
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "確認済：サーバ室への入退室を記録し、記録を5年間保存する。\n記載 2 ／ 裏付け 1 ／ 矛盾 0 ／ 未確認 1\n"
    )
    given = review_of(document)["verdicts"][0]["given"]
    assert (given["code"], given["method"], given["by"], given["note"]) == (
        "supported",
        "examine",
        "山田",
        "原本",
    )
    assert given["quotes"] == [{"evidence": "L1", "text": "入退室の記録", "location": "1行目"}]
    assert len(given["evidence"]["L1"]) == 64


def test_the_register_is_the_one_of_the_workspace_and_no_other(mnassess: Command, document: Path) -> None:
    folder = document.parents[1] / "evidence"
    folder.rename(document.parent / "evidence")
    refused(mnassess("verdict", document, numbers(document)[0], "supported", "--evidence", "L1"), "L1")
    refused(mnassess("review", document), "evidence/evidence.csv")
    given = mnassess(
        "verdict", document, numbers(document)[0], "supported", "--evidence", "L1", "--by", "山田",
        "--register", document.parent / "evidence" / "evidence.csv",
    )  # fmt: skip
    assert (given.status, given.err) == (0, "")


def test_evidence_that_changed_since_is_counted_no_more(mnassess: Command, document: Path) -> None:
    first, second = numbers(document)
    mnassess("verdict", document, first, "supported", "--evidence", "L1", "--by", "山田")
    (document.parents[1] / "evidence" / "log.txt").write_text("入退室の記錄\n", encoding="utf-8")
    ended = mnassess("verdict", document, second, "unsupported", "--by", "山田")
    assert ended.out.endswith("記載 2 ／ 裏付け 0 ／ 矛盾 0 ／ 未確認 2\n")


def test_a_verdict_is_withdrawn_with_a_reason(mnassess: Command, document: Path) -> None:
    first = numbers(document)[0]
    mnassess("verdict", document, first, "supported", "--evidence", "L1", "--by", "山田")
    refused(mnassess("verdict", document, first, "withdraw"), "理由")
    ended = mnassess("verdict", document, first, "withdraw", "--note", "取り違え")
    assert ended.out.startswith("判定を取り消しました：")
    assert ended.out.endswith("裏付け 0 ／ 矛盾 0 ／ 未確認 2\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["#nothing", "supported"], "#nothing"), (["{0}", "proven"], "contradicted（矛盾）"),
        (["{0}", "stale"], "選べません"), (["{0}", "supported"], "証跡か"), (["{0}", "supported", "--evidence", "L9"], "L9"),
        (["{0}", "supported", "--quote", "no mark"], "「id：引用」"),
        (["{0}", "supported", "--quote", "L1：入退室の台帳"], "引用「入退室の台帳」が見当たりません"), (["{0}", "supported", "--method", "guess"], "guess"),
        (["{0}", "supported", "--evidence", "L1", "--register", "none.csv"], "none.csv"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_and_nothing_is_written(
    mnassess: Command, arguments: list[str], says: str, document: Path
) -> None:
    number = numbers(document)[0]
    refused(mnassess("verdict", document, *(one.format(number) for one in arguments)), says)
    assert not document.with_name("full-item.review.json").exists()


def test_a_damaged_review_is_refused_and_left_alone(mnassess: Command, document: Path) -> None:
    path = document.with_name("full-item.review.json")
    path.write_bytes(b'{"review"')
    refused(mnassess("verdict", document, numbers(document)[0], "unsupported"), "JSON")
    assert path.read_bytes() == b'{"review"'


def test_a_contractor_that_became_another_one_changes_the_meaning_of_a_claim(
    mnassess: Command, document: Path
) -> None:
    task = "files[a].profile.outsourcing.tasks"
    blank = "files[a].risks.use.copying.measures"
    text = "データの複写は{name}の管理者だけが行う。"
    for name in ("みどり計算センター", "あおば計算センター"):
        assessment = load_document(document).assessment
        if name.startswith("みどり"):
            assessment = assessment.with_item(task, "t1")
        assessment = assessment.with_answer(f"{task}[t1].contractor", name)
        save_document(document, assessment.with_answer(blank, text.format(name=name)))
        if name.startswith("みどり"):
            given = mnassess("verdict", document, numbers(document)[0], "supported", "--evidence", "L1")
            assert given.status == 0
    table = document.with_name("t.csv")
    assert mnassess("risks", document, "-o", table).status == 0
    assert "記載が変わりました（意味（名称・対象））" in table.read_text(encoding="utf-8-sig")
    mnassess("verdict", document, numbers(document)[0], "unsupported")
    assert [one["amount"] for one in review_of(document)["links"]] == ["meaning"]


def two_reviews(mnassess: Command, document: Path, folder: Path) -> tuple[Path, Path]:
    """The reviews of two people who each had a copy of the workspace."""
    found = []
    for by, code in (("山田", "supported"), ("鈴木", "contradicted")):
        shutil.copytree(document.parents[1], folder / by)
        copy = folder / by / document.parent.name / document.name
        assert mnassess("verdict", copy, numbers(copy)[0], code, "--evidence", "L1", "--by", by).status == 0
        found.append(copy.with_name("full-item.review.json"))
    return found[0], found[1]


def test_two_reviews_are_joined_and_what_they_differ_on_is_told(
    mnassess: Command, document: Path, tmp_path: Path
) -> None:
    one, other = two_reviews(mnassess, document, tmp_path)
    out = tmp_path / "joined.json"
    ended = mnassess("merge-reviews", one, other, "-o", out)
    assert ended.status == 0
    assert ended.err.endswith("に二通りの判断があります：山田 確認済／鈴木 矛盾\n")
    assert ended.out == f"{out}：判定 2 件、指摘 0 件、食い違い 1 件\n"
    assert len(json.loads(out.read_bytes())["conflicts"]) == 1


def test_reviews_of_two_operations_are_not_joined(mnassess: Command, document: Path, tmp_path: Path) -> None:
    other = new_document(document.parents[1], "full-item", "乙事務")
    content = load_document(document).assessment.with_answer("cover.title", "乙事務 全項目評価書")
    save_document(other, content)
    for one in (document, other):
        assert mnassess("verdict", one, numbers(one)[0], "supported", "--evidence", "L1").status == 0
    records = [one.with_name("full-item.review.json") for one in (document, other)]
    ended = mnassess("merge-reviews", *records, "-o", tmp_path / "o.json")
    refused(ended, "別々の評価書の点検（")
    assert "甲事務" in ended.err
    assert "乙事務 全項目評価書" in ended.err
    assert not (tmp_path / "o.json").exists()


def test_neither_a_source_nor_a_file_that_is_no_review_is_written_over(
    mnassess: Command, document: Path, tmp_path: Path
) -> None:
    one, other = two_reviews(mnassess, document, tmp_path)
    before = one.read_bytes()
    refused(mnassess("merge-reviews", one, other, "-o", one), "上書きしません")
    (tmp_path / "notes.json").write_text("mine", encoding="utf-8")
    refused(mnassess("merge-reviews", one, other, "-o", tmp_path / "notes.json"), "上書きしません")
    refused(mnassess("merge-reviews", one, tmp_path / "none.json", "-o", tmp_path / "o.json"), "none.json")
    assert one.read_bytes() == before
    assert (tmp_path / "notes.json").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "o.json").exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("L1:担当：総務課", "担当：総務課"),
        ("L1：9:00 入室", "9:00 入室"),
        ("L1：入退室　の記録", "入退室　の記録"),
    ],
)
def test_a_quote_is_kept_as_it_was_typed(mnassess: Command, document: Path, typed: str, kept: str) -> None:
    one, _ = numbers(document)
    assert (
        mnassess("verdict", document, one, "supported", "--method", "examine", "--quote", typed).status == 0
    )
    (given,) = review_of(document)["verdicts"]
    assert given["given"]["quotes"][0]["text"] == kept


@pytest.mark.parametrize(
    ("quote", "options", "notice"),
    [
        ("P1：施錠", [], "証跡 P1 からは文字を読み取れないため、引用「施錠」を照らせません"),
        ("L1：押印", ["--quote-unchecked"], "引用「押印」は見当たりません。指定により、そのまま記録します"),
        ("L1：総務課", ["--quote-unchecked"], ""),
    ],
)
def test_a_quote_that_could_not_be_looked_up_is_told_and_marked(
    mnassess: Command, document: Path, quote: str, options: list[str], notice: str
) -> None:
    ended = mnassess("verdict", document, numbers(document)[0], "supported", "--quote", quote, *options)
    assert (ended.status, ended.err.count("\n")) == (0, 1 if notice else 0)
    assert notice in ended.err
    (given,) = review_of(document)["verdicts"]
    assert given["given"]["quotes"][0].get("is_unchecked", False) is bool(notice)
    exported = document.with_name("o.json")
    assert mnassess("export", document, "--oscal", "-o", exported).status == 0
    assert ("原本で確認" in exported.read_text(encoding="utf-8")) is bool(notice)


def test_two_verdicts_that_differ_are_both_named_in_the_report(mnassess: Command, document: Path) -> None:
    one, _ = numbers(document)
    file = document.with_name("full-item.review.json")
    for by, code in (("甲", "supported"), ("乙", "contradicted")):
        assert (
            mnassess(
                "verdict", document, one, code, "--method", "interview", "--note", "聴取", "--by", by
            ).status
            == 0
        )
        shutil.move(file, file.with_name(f"{by}.json"))
        for journal in document.parents[1].rglob("*.review.journal.jsonl"):
            journal.unlink()
    parts = [file.with_name(f"{by}.json") for by in ("甲", "乙")]
    assert mnassess("merge-reviews", *parts, "-o", file).status == 0
    table = document.with_name("t.csv")
    assert mnassess("risks", document, "-o", table).status == 0
    assert "判定が分かれている：甲 確認済／乙 矛盾" in table.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("field", "value"), [("foo", "x"), ("state", "完了"), ("due", "2026/12/01"), ("severity", "bad")]
)
def test_a_record_edited_by_hand_that_says_nothing_known_is_refused(
    mnassess: Command, document: Path, field: str, value: str
) -> None:
    one, _ = numbers(document)
    mnassess("verdict", document, one, "supported", "--method", "interview", "--note", "聴取", "--by", "甲")
    said = review_of(document)
    change = {
        "id": "c1",
        "about": "f1",
        "by": "甲",
        "at": "2026-11-27T09:00:00+09:00",
        "field": field,
        "value": value,
    }
    file = document.with_name("full-item.review.json")
    file.write_text(json.dumps(said | {"finding_changes": [change]}), encoding="utf-8")
    refused(mnassess("report", document, "-o", document.with_name("r.docx")), "finding_changes")
