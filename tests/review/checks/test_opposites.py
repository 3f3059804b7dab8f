"""Opposites told in an office's own words, each with a near miss that says the same thing rightly.

The operations are none of the sample's: taxes, welfare, health, childcare.
"""

import pytest
from reviewing import LOGS, evidence, found, reviewed

from mnassess.review.reviewer import ReviewResult


def result_of(claim: str, passage: str, title: str = "記録") -> ReviewResult:
    return reviewed({LOGS: claim}, evidence("E1", passage, title=title))


def codes(claim: str, passage: str) -> str:
    return " ".join(one.code for one in result_of(claim, passage).findings if one.code.startswith("CNT"))


@pytest.mark.parametrize(
    ("claim", "opposite", "near_miss"),
    [
        (
            "退職した賦課担当の職員のIDは、退職の日に失効させる。",
            "6月に退職した賦課担当1名のIDが、9月まで有効のままだった。",
            "退職した賦課担当のIDで有効のままのものはなかった。",
        ),
        (
            "国保の資格確認に使う端末は、更改の際に記憶装置の内容を消去する。",
            "国保の窓口にあった端末の記憶装置は、データが残ったまま倉庫に積まれている。",
            "国保の端末の記憶装置は、データが残ったままにならないよう当日に処理した。",
        ),
        (
            "健診の受診票は、鍵の掛かる書庫に収め、終業時に施錠する。",
            "保健センターの書庫は、扉が開いたままで、健診の受診票が棚に見えた。",
            "健診の受診票の書庫が開いたままの場合は、警備員が保健センターに連絡する。",
        ),
        (
            "訪問調査に貸し出した要介護認定の調査票は、調査の翌日までに返却させる。",
            "要介護認定の調査票12枚は、調査員の手元に残ったまま月を越した。",
            "要介護認定の調査票は、調査員の手元に残っていないかを毎月数えている。",
        ),
        (
            "保育料の算定に用いるファイルは、暗号化してから保育所に渡す。",
            "保育料の算定のファイルは、平文で保育所へ渡していた。",
            "保育料の算定のファイルを平文で渡してはならないことを保育所に知らせた。",
        ),
        (
            "相談員が席を離れるときは、生活保護システムから必ずログアウトする。",
            "生活保護システムにログインしたままの端末が、相談員の席に2台あった。",
            "生活保護システムにログインしたままの端末は、相談員の席を見回ったところ0台であった。",
        ),
    ],
)  # fmt: skip
def test_a_thing_found_in_the_opposite_state_is_told(claim: str, opposite: str, near_miss: str) -> None:
    assert codes(claim, opposite) == "CNT04"
    assert codes(claim, near_miss) == ""


@pytest.mark.parametrize(
    ("claim", "opposite", "near_miss"),
    [
        (
            "課税資料の打込みの業務では再委託を認めていない。",
            "課税資料の打込みは、2月から下請に出しています。",
            "課税資料の打込みを下請に出したことはありません。再委託していません。",
        ),
        (
            "予防接種の予診票は庁舎の外に持ち出さない。",
            "予防接種の予診票は、職員が自宅に持ち帰って入力した日がある。",
            "予防接種の予診票を持ち帰って入力した職員がいないか確認した。",
        ),
    ],
)
def test_what_is_said_not_to_be_done_and_is_done_is_told(claim: str, opposite: str, near_miss: str) -> None:
    assert codes(claim, opposite) == "CNT07"
    assert codes(claim, near_miss) == ""


@pytest.mark.parametrize(
    ("claim", "opposite", "near_miss"),
    [
        (
            "児童手当の振込データの受渡しに媒体は用いない。",
            "児童手当の振込データは、毎月10日に外付けHDDで銀行に渡している。",
            "児童手当の振込データは、毎月10日に専用線で銀行に送っている。",
        ),
        (
            "口座情報の受渡しに電子メールは使用しない。",
            "口座情報の一覧は、銀行へメールで送っていた。",
            "口座情報の一覧は、銀行へメールで送ることはできない。",
        ),
        (
            "障害者手帳の申請書の撮影に私物の機器は使用しない。",
            "障害者手帳の申請書は、職員が自分のスマートフォンで撮影していた。",
            "障害者手帳の申請書は、課が貸すカメラで撮影していた。",
        ),
        (
            "所得情報の照会文書の作成に、外部のサービスは利用しない。",
            "所得情報の照会文書の下書きを生成AIに作らせている。",
            "所得情報の照会文書の下書きを生成AIに作らせることは禁止している。",
        ),
    ],
)  # fmt: skip
def test_a_means_of_the_sort_that_is_not_to_be_used_is_told(
    claim: str, opposite: str, near_miss: str
) -> None:
    assert "CNT07" in codes(claim, opposite)
    assert codes(claim, near_miss) == ""


@pytest.mark.parametrize(
    ("claim", "opposite", "near_miss"),
    [
        (
            "取得した日から30日を経過した所得照会の結果は、自動で消去する。",
            "所得照会の結果の保存日数は120日に設定している。",
            "所得照会の操作の記録は、保存期間を5年とする。",
        ),
        (
            "給付の決定から3年を経過した医療費の請求書は、溶解して廃棄する。",
            "医療費の請求書は、決定から10年間保管している。",
            "医療費の請求書は、決定から3年間保管している。",
        ),
        (
            "受付から7日を過ぎた申請の画像は消去する。",
            "申請の画像は、30日を経過したものを夜間に消す設定である。",
            "申請の画像は、7日を経過したものを夜間に消す設定である。",
        ),
    ],
)
def test_keeping_a_thing_longer_than_it_is_erased_after_is_told(
    claim: str, opposite: str, near_miss: str
) -> None:
    assert codes(claim, opposite) == "CNT03"
    assert codes(claim, near_miss) == ""


@pytest.mark.parametrize(
    ("claim", "opposite", "near_miss"),
    [
        (
            "全ての協力員に、年1回の研修を受けさせる。",
            "主任児童委員60名のうち3名が研修を受けていない。",
            "主任児童委員60名のうち休職の3名は研修を受けていない。",
        ),
        (
            "貸与した全台のタブレットに紛失の際の遠隔消去を設定している。",
            "タブレット25台のうち4台は、遠隔消去を設定していない。",
            "タブレット25台のうち廃棄済で対象外の4台は、遠隔消去を設定していない。",
        ),
    ],
)
def test_some_left_out_of_what_is_said_of_all_is_told(claim: str, opposite: str, near_miss: str) -> None:
    assert "CNT04" in codes(claim, opposite)
    assert codes(claim, near_miss) == ""


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("滞納整理の記録を毎月点検する。", "滞納整理の記録に関する研修は年1回行う。"),
        ("国保の名簿を四半期ごとに照合する。", "国保の名簿は、毎年5月1日付けの様式により照合する。"),
        ("介護の閲覧記録は3日以内に消去する。", "介護の閲覧記録を消去した証明書は30日以内に提出する。"),
    ],
)  # fmt: skip
def test_how_often_and_how_soon_are_held_against_the_same_act_only(claim: str, passage: str) -> None:
    assert codes(claim, passage) == ""


@pytest.mark.parametrize(
    ("passage", "count"),
    [
        ("検診車の受診者名簿の録画装置は故障中である。", 0),
        ("検診車の受診者名簿の突合は、9月から行っていない。", 1),
    ],
)
def test_what_is_not_done_must_be_what_the_claim_names(passage: str, count: int) -> None:
    claim = "検診車の受診者名簿を、申込みの一覧と突合する。"
    assert len(found(result_of(claim, passage), "CNT04")) == count


@pytest.mark.parametrize(
    ("title", "count"), [("封入封緘業務　月次報告書", 1), ("納税通知書印刷業務　月次報告書", 0)]
)
def test_what_a_claim_leaves_out_is_not_held_against_it(title: str, count: int) -> None:
    claim = "納税通知書の印刷について再委託を許諾しており、ほかの委託では再委託を認めていない。"
    result = result_of(claim, "繁忙のため、5月から株式会社例示に再委託しています。", title)
    assert len(found(result, "CNT07")) == count


@pytest.mark.parametrize(("contractor", "count"), [("株式会社乙社", 0), ("丁商会株式会社", 1)])
def test_papers_of_the_contractor_of_another_file_are_not_held_against_a_claim(
    contractor: str, count: int
) -> None:
    answers = {
        "files[a].profile.outsourcing.tasks[t].contractor": "丁商会株式会社",
        "files[b].profile.outsourcing.tasks[t].contractor": "株式会社乙社",
        "files[a].risks.outsourcing.misuse.supervision": "年1回、委託先の作業場所への立入りを行う。",
    }
    said = f"委託先：{contractor}\n委託先の作業場所への立入りは行っていない。"
    assert len(found(reviewed(answers, evidence("E1", said)), "CNT04")) == count


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("機器を廃棄するときは、消去証明書を受け取る。", 1),
        ("契約の終了の際に、消去証明書を受け取る。", 0),
    ],
)
def test_a_system_that_was_replaced_speaks_of_how_equipment_is_replaced(claim: str, count: int) -> None:
    answers = {
        "overview.systems[s].name": "税務システム",
        "overview.systems[t].name": "介護システム",
        LOGS: f"＜介護システムにおける措置＞\n・{claim}",
    }
    said = evidence("E1", "機器の消去証明書は、後日お送りします。", title="旧税務システム機器撤去完了報告書")
    assert len(found(reviewed(answers, said), "CNT05")) == count
