"""`mnassess match` and `mnassess review` as a shell sees them, without the shell."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from running import new_document

from mnassess.cli.main import run
from mnassess.documents.storage import load_document, save_document
from mnassess.review.actions import skipped
from mnassess.review.reviewer import check_codes
from mnassess.review.session import read_review

HEADS = "id,title,kind,path,collected_on,valid_from,valid_to,department,note\r\n"
LOGS = "files[a].risks.use.unauthorized.usage_log.detail"
CLAIMS = "操作の記録は7年間保存する。\n来庁者の番号札を毎日数える。"
SAID = "操作の記録は5年間保存し、その後は自動で消える。\n"


class Ended(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = new_document(tmp_path / "w", "full-item")
    assessment = load_document(path).assessment.with_item("files", "a")
    save_document(path, assessment.with_answer("files[a].profile.name", "甲台帳").with_answer(LOGS, CLAIMS))
    folder = tmp_path / "w" / "evidence"
    folder.mkdir()
    (folder / "ログ設定.txt").write_text(SAID, encoding="utf-8")
    (folder / "evidence.csv").write_bytes(
        f"{HEADS}E1,ログの設定,設定,ログ設定.txt,2026-10-01,,,,\r\n".encode("cp932")
    )
    return path


@pytest.fixture
def mnassess(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str | Path) -> Ended:
        status = run([str(one) for one in arguments])
        return Ended(status, *capsys.readouterr())

    return call


def test_the_candidates_of_each_claim_are_what_the_contract_says(mnassess: Any, document: Path) -> None:
    ended = mnassess(
        "match", document, "--evidence", document.parents[1] / "evidence" / "evidence.csv", "--format", "json"
    )
    assert (ended.status, ended.err) == (0, "")
    kept, counted = json.loads(ended.out)
    assert list(kept) == ["claim", "path", "text", "candidates"]
    assert [list(one) for one in kept["candidates"]] == [["evidence", "passage", "location", "score"]]
    assert (kept["candidates"][0]["evidence"], kept["candidates"][0]["location"]) == ("E1", "1行目")
    assert counted["candidates"] == []


def test_people_see_rank_and_reasons_and_no_score(mnassess: Any, document: Path, expected: Any) -> None:
    ended = mnassess("match", document, "--top", "1")
    assert (ended.status, ended.err) == (0, "")
    expected("cli/match.txt", ended.out)


def test_findings_are_what_the_contract_says_and_a_minor_one_ends_with_1(
    mnassess: Any, document: Path
) -> None:
    ended = mnassess("review", document, "--as-of", "2026-11-27", "--format", "json")
    assert (ended.status, ended.err) == (1, "")
    findings = json.loads(ended.out)
    members = ["code", "severity", "path", "claim", "evidence", "quote", "message", "advice"]
    assert {tuple(one) for one in findings} == {tuple(members)}
    (finding,) = (one for one in findings if one["code"] == "CNT03")
    assert (finding["severity"], finding["path"], finding["evidence"]) == ("minor", LOGS, ["E1"])
    assert finding["quote"] == SAID.strip()


def test_the_findings_stand_under_their_severity_with_what_was_skipped(
    mnassess: Any, document: Path, expected: Any
) -> None:
    ended = mnassess("review", document, "--as-of", "令和8年11月27日", "--skip", "CON32=提供の有無は確認中")
    assert (ended.status, ended.err) == (1, "")
    expected("cli/review.txt", ended.out)


def test_with_json_what_was_skipped_is_said_beside_it(mnassess: Any, document: Path) -> None:
    ended = mnassess("review", document, "--skip", "CON32=確認中", "--format", "json")
    assert json.loads(ended.out)
    assert ended.err == "注意：点検項目「CON32 提供・移転の有無の印がない」は省きました：確認中\n"


def test_every_check_that_can_be_skipped_is_listed_without_a_report(mnassess: Any) -> None:
    ended = mnassess("review", "--list-checks")
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines] == list(check_codes())
    assert "CON32 提供・移転の有無の印がない" in lines


def test_observations_alone_end_with_0(mnassess: Any, document: Path) -> None:
    found = json.loads(mnassess("review", document, "--format", "json").out)
    bad = {one["code"] for one in found if one["severity"] in {"major", "minor"}}
    skips = [part for code in sorted(bad) for part in ("--skip", f"{code}=見ない")]
    assert mnassess("review", document, *skips).status == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--skip", "CNT03"), "点検項目「CNT03」を省く理由がありません。"),
        (("--skip", "XYZ=理由"), "点検項目「XYZ」はありません。"),
        (("--evidence", "none.csv"), "none.csv"),
        (("--as-of", "いつか"), "いつか"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    mnassess: Any, document: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = mnassess("review", document, *arguments)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert sentence in ended.err


def test_without_a_register_there_is_nothing_to_review_with(mnassess: Any, document: Path) -> None:
    (document.parents[1] / "evidence" / "evidence.csv").unlink()
    ended = mnassess("review", document)
    assert (ended.status, ended.out) == (2, "")
    assert "--evidence" in ended.err


def test_a_review_changes_nothing_but_its_cache(mnassess: Any, document: Path) -> None:
    def files() -> dict[str, bytes]:
        folder = document.parents[1]
        return {
            str(one): one.read_bytes()
            for one in folder.rglob("*")
            if one.is_file() and ".mnassess" not in one.parts
        }

    before = files()
    mnassess("review", document)
    assert files() == before


def test_a_check_that_is_left_out_on_record_runs_again_as_soon_as_it_does(
    mnassess: Any, document: Path
) -> None:
    skip = ("--skip", "EVI01=別に確かめた")
    assert mnassess("review", document, "--record", "--by", "山田", *skip).status == 1
    record = read_review(document, "full-item").record
    assert {code: one.reason for code, one in skipped(record).items()} == {"EVI01": "別に確かめた"}
    assert "EVI01" not in {one.finding.code for one in record.findings}
    assert mnassess("review", document, "--record", "--by", "山田").status == 1
    record = read_review(document, "full-item").record
    assert skipped(record) == {}
    assert "EVI01" in {one.finding.code for one in record.findings}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("knowledge.json", '{"title": "甲"', "エラー：知識ベース {path} の / を読めません：JSON として読めません（1 行 14 文字目付近）。"),
        ("knowledge.json", '{"title": "甲", "edition": "1", "effective_from": "2026-01-01", "risks": {}}',
         "エラー：知識ベース {path} の /risks を読めません：一覧ではありません。"),
        ("concepts.json", '{"title": "甲", "edition": "1", "effective_from": "2026-01-01", "concepts": []}',
         "エラー：語の辞書 {path} の /concepts を読めません：概念が一つもありません。"),
    ],
)  # fmt: skip
def test_a_file_of_the_agency_that_is_not_understood_is_named_with_what_to_do(
    mnassess: Any, document: Path, name: str, text: str, says: str
) -> None:
    path = document.parents[1] / name
    path.write_text(text, encoding="utf-8")
    ended = mnassess("review", document)
    assert (ended.status, ended.out) == (2, "")
    said = says.format(path=path)
    assert ended.err == f"{said}直すか、ファイルをほかの場所に移してからやり直してください。\n"
