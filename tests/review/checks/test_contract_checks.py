"""The ten clauses of a contract, looked for in contracts among the evidence."""

import pytest
from reviewing import evidence, found, reviewed, told

from mnassess.review.model import FindingSeverity

TASK = "files[a].profile.outsourcing.tasks[t]"
DETAIL = "files[a].risks.outsourcing.misuse.contract.detail"
CLAUSES = (
    "（秘密の保持）｜第1条　乙は、業務上知った内容を他に漏らしてはならない。",
    "（持出しの禁止）｜第2条　乙は、資料を作業場所の外に持ち出さない。",
    "（目的外利用の禁止）｜第3条　業務以外のことに使わない。",
    "（再委託）｜第4条　再委託は甲の承諾を要する。",
    "（事故）｜第5条　漏えい等があったときは、乙の責任で処理する。",
    "（返却）｜第6条　契約が終わったときは、資料を返還する。",
    "（従事者）｜第7条　乙は、従事者の名簿を提出する。",
    "（監督）｜第8条　乙は、従業者に教育を行い、監督する。",
    "（報告）｜第9条　乙は、遵守の状況を毎月報告する。",
    "（検査）｜第10条　甲は、乙の事業所に立ち入ることができる。",
)


def contract(*clauses: str, title: str = "業務委託契約書（丙社）", **more: str):  # type: ignore[no-untyped-def] # of the helper
    return evidence(more.pop("entry_id", "E1"), "\n\n".join(clauses), "contract", title=title, **more)


def answers(detail: str = "") -> dict[str, str]:
    return {f"{TASK}.contractor": "株式会社丙社", **({DETAIL: detail} if detail else {})}


def test_a_contract_with_all_ten_clauses_lacks_none_and_each_has_its_quote() -> None:
    result = reviewed(answers(), contract(*CLAUSES))
    (read,) = result.contracts
    assert [quote.text for quote in read.found.values()] == [clause.partition("｜")[2] for clause in CLAUSES]
    assert not found(result, "OUT01")


@pytest.mark.parametrize("number", range(10))
def test_each_of_the_ten_clauses_is_missed(number: int) -> None:
    result = reviewed(answers(), contract(*CLAUSES[:number], *CLAUSES[number + 1 :]))
    (finding,) = found(result, "OUT01")
    assert (finding.path, finding.severity) == (TASK, FindingSeverity.MINOR)
    assert str(number + 1) not in result.contracts[0].found


def test_a_clause_the_report_claims_and_the_contract_lacks_is_a_major_one() -> None:
    result = reviewed(answers("・従業者の名簿の提出\n・秘密の保持"), contract(*CLAUSES[:6], *CLAUSES[7:]))
    (finding,) = found(result, "OUT01")
    assert (finding.path, finding.severity) == (DETAIL, FindingSeverity.MAJOR)
    assert finding.claim == result.claims[0].id


@pytest.mark.parametrize(
    "sentence", ["第10条　実地の検査は行わないものとする。", "第10条　乙の事業所への立入りは要しない。"]
)
def test_a_clause_that_says_the_contrary_is_none(sentence: str) -> None:
    assert len(found(reviewed(answers(), contract(*CLAUSES[:9], sentence)), "OUT01")) == 1


def test_a_check_of_the_goods_is_no_inspection() -> None:
    goods = "（検収）｜第10条　甲は、納品の日から10日以内に画像の枚数を検査する。"
    assert len(found(reviewed(answers(), contract(*CLAUSES[:9], goods)), "OUT01")) == 1


def test_what_stands_in_an_annex_that_is_not_there_cannot_be_decided() -> None:
    referring = "第1条　乙は、別記「個人情報取扱特記事項」を守る。"
    alone = reviewed(answers(), contract(referring))
    (finding,) = found(alone, "OUT01")
    assert finding.id in alone.undecided
    annex = contract(*CLAUSES, title="個人情報取扱特記事項", entry_id="E2")
    assert not found(reviewed(answers(), contract(referring), annex), "OUT01")


def test_an_annex_in_the_same_file_is_read_with_the_contract() -> None:
    inside = [clause.replace("（", "契約書 > 別記　個人情報取扱特記事項 > （", 1) for clause in CLAUSES[:9]]
    result = reviewed(answers(), contract("第1条　乙は、別記特記事項を守る。", *inside))
    assert len(found(result, "OUT01")) == 1
    assert not result.undecided & {one.id for one in found(result, "OUT01")}


def test_a_contractor_without_a_contract_among_the_evidence_is_told() -> None:
    result = reviewed(answers(), evidence("E1", "公用車の鍵の貸出し。"))
    assert told(result, "OUT02") == ["委託先「株式会社丙社」との契約書が証跡にありません。"]
    assert not found(reviewed(answers(), contract(*CLAUSES)), "OUT02")


def test_a_contract_with_somebody_else_is_said_to_be_of_no_task() -> None:
    result = reviewed(answers(), contract("株式会社丁社（乙）との契約", *CLAUSES, title="契約書"))
    assert [one.id in result.undecided for one in found(result, "OUT02")] == [True, False]
