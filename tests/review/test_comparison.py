"""What is told to differ between a claim and a passage, and what is not."""

import json
from pathlib import Path

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.review.comparison import Known, differences
from mnassess.review.comparison_words import read_words, standard_words
from mnassess.review.folding import fold
from mnassess.review.quantities import read_quantities

SHIPPED = resources.schemas() / "review" / "comparison.json"


def told(claim: str, passage: str, known: Known | None = None) -> str:
    return " ".join(f"{one.kind}:{one.claim}/{one.passage}" for one in differences(claim, passage, known))


# --- one normal form ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "per_year"),
    [
        ("年1回以上", [1]), ("毎年度", [1]), ("年に一度", [1]), ("1年に1回", [1]), ("２回／年", [2]),
        ("半期ごと", [2]), ("年２回", [2]), ("半年に1回", [2]), ("上半期と下半期", [2]), ("毎年度2回", [2]),
        ("四半期ごと", [4]), ("３か月に１回", [4]), ("三ヶ月ごと", [4]), ("毎月1回", [12]), ("月次", [12]),
        ("隔年", [0.5]), ("2年に1回", [0.5]), ("５年に１回", [0.2]), ("1日1回", [365]), ("毎週", [52]),
    ],
)  # fmt: skip
def test_frequencies_written_differently_are_one_number(text: str, per_year: list[float]) -> None:
    found = read_quantities(fold(text), standard_words().measures).frequencies
    assert [one.per_year for one in found] == pytest.approx(per_year)


@pytest.mark.parametrize(
    "text",
    ["令和7年4月", "R8.09.30", "過去1年に2回", "5月1日", "第3回", "2026/07/01", "十分に行う", "令和7年1回目"],
)
def test_a_date_or_a_count_is_no_frequency(text: str) -> None:
    assert read_quantities(fold(text), standard_words().measures).frequencies == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("84か月", 84), ("七年間", 84), ("７年", 84), ("八十四ヶ月", 84), ("1,000日", 32.9), ("30日", 1), ("4週間", 0.92),
    ],
)  # fmt: skip
def test_periods_written_differently_are_one_number(text: str, months: float) -> None:
    (found,) = read_quantities(fold(text), standard_words().measures).periods
    assert found.months == pytest.approx(months, rel=0.05)


@pytest.mark.parametrize(
    "text", ["令和7年度", "2025年3月", "5年度", "3年目", "第2年", "17時30分" * 0 + "17時", "十分な"]
)
def test_a_year_of_the_calendar_is_no_period(text: str) -> None:
    assert read_quantities(fold(text), standard_words().measures).periods == []


# --- what differs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("年1回研修を行う。", "研修は5年に1回とする。", "frequency:年1回/5年に1回"),
        ("毎月点検する。", "点検は半期ごとに行う。", "frequency:毎月/半期ごと"),
        ("ログを7年間保存する。", "ログは60か月保管する。", "period:7年間/60か月"),
        ("1か月以内に適用する。", "公開後６０日以内に当てる。", "period:1か月/６０日"),
        ("パスワードは12文字以上とする。", "パスワードの最低桁数は6桁。", "number:12文字/6桁"),
        ("二要素認証を用いる。", "認証は一要素とする。", "number:二要素/一要素"),
        ("離席時は5分で画面をロックする。", "無操作30分でロック。", "number:5分/30分"),
        ("記録を残している。", "閲覧の記録は残していない。", "negation:記録を残している/閲覧の記録は残していない"),
        ("研修を実施している。", "5月以降は人手が足りず未実施。", "negation:研修を実施している/5月以降は人手が足りず未実施"),
        ("手続を公表している。", "手続の公表は準備中である。", "modality:手続を公表している/手続の公表は準備中である"),
        ("監査を毎年度行う。", "令和元年度を最後に行っていない。", "time:監査を毎年度行う/令和元年度を最後に行っていない"),
        ("令和５年度に点検した。", "令和3年度の点検結果。", "time:令和５年度/令和3年度"),
        ("持出しを禁止する。", "係員は端末を持ち帰ることができる。", "permission:持出しを禁止する/係員は端末を持ち帰ることができる"),
        ("課長の承認を得る。", "急ぐときは口頭の了解でよい。", "permission:課長の承認を得る/急ぐときは口頭の了解"),
        ("担当は二名以内とする。", "登録できるのは各課4名まで。", "number:二名/4名"),
        ("ログの点検を行う。", "項目,状況\nログの点検,点検は未実施", "negation:ログの点検を行う/点検は未実施"),
        ("二人以上で確認する。", "封入は一人で行う。", "persons:二人以上で確認する/封入は一人で"),
    ],
)  # fmt: skip
def test_a_difference_is_told_with_both_quotes(claim: str, passage: str, expected: str) -> None:
    assert told(claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("年1回研修を行う。", "研修は毎月行う。"),
        ("毎年度監査を行う。", "監査は年１回。"),
        ("ログを7年間保存する。", "ログは84か月分を残す。"),
        ("ログを7年間保存する。", "パスワードの有効期間は90日。"),
        ("研修を実施している。", "実施していない者には再度案内した。"),
        ("研修を実施している。", "未実施の場合は所属長へ知らせる。"),
        ("目的外に使わない。", "秘密を漏らしてはならない。"),
        ("ログを確認している。", "不正な利用は確認されていない。"),
        ("外部への送信を行わない。", "媒体による送信は実施していない。"),
        ("端末の持出しを禁止する。", "持ち出すことができる台数を数える。"),
        ("研修を実施している。", "研修は終えた。次回は来年2月の予定である。"),
        ("持出しを禁止する。", "課長の許可を得た場合に限り持ち出すことができる。"),
        ("契約で再委託を禁止する。", "甲は、乙の作業場を調査することができる。"),
        ("二人で確認する。", "一人で封入してはならない。"),
        ("二人で確認する。", "一人が読み上げ、もう一人が画面を見る。"),
        ("担当は二名以内とする。", "登録できるのは各課2名まで。"),
        ("訓練を実施している。", "2月に訓練を行った。来年度は別の題材の予定。"),
        ("ログの点検を行う。", "項目,状況\n配線図の作成,作成は未実施\nログの点検,実施"),
        ("令和5年度に点検した。", "令和3年度条例第4号による。"),
        ("令和5年度に点検した。", "令和3年度と令和6年度の点検結果。"),
        ("対策ソフトを更新している。", "区分,台数,未実施,備考"),
        ("研修を行う。", ""),
        ("", "研修は行っていない。"),
    ],
)  # fmt: skip
def test_what_agrees_or_cannot_be_told_is_left_alone(claim: str, passage: str) -> None:
    assert told(claim, passage) == ""


KNOWN = Known(
    actors=(("北斗情報サービス", "北斗"), ("南洋印刷",)),
    systems=(("住民記録システム", "住記"), ("新住民記録システム",)),
    media=(("USBメモリ",), ("磁気テープ",)),
)


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("北斗情報サービスの実地監査結果", "南洋印刷の実地監査結果", "actor:北斗情報サービス/南洋印刷"),
        ("北斗情報サービスの実地監査結果", "北斗の実地監査結果", ""),
        (
            "株式会社北斗情報サービスの実地監査結果",
            "(株)南洋印刷の実地監査結果",
            "actor:北斗情報サービス/南洋印刷",
        ),
        ("北斗情報サービスの実地監査結果", "南洋印刷の納品数量", ""),
        ("北斗情報サービスの実地監査結果", "東西商事の実地監査結果", ""),
        ("住記の操作権限一覧", "新住民記録システムの操作権限一覧", "object:住記/新住民記録システム"),
        ("ＵＳＢメモリの持出管理簿", "磁気テープの持出管理簿", "object:ＵＳＢメモリ/磁気テープ"),
    ],
)
def test_names_differ_only_among_those_the_report_knows(claim: str, passage: str, expected: str) -> None:
    assert told(claim, passage, KNOWN) == expected


def test_quotes_are_cut_out_of_the_texts_as_they_stand() -> None:
    (found,) = differences("ﾊﾟｽﾜｰﾄﾞは１２\n文字以上。", "パスワードは６　文字以上。")
    assert (found.claim, found.passage) == ("１２\n文字", "６　文字")
    assert found.sentence == "記載は「１２ 文字」、証跡は「６ 文字」：食い違いの可能性（要確認）"


@pytest.mark.parametrize(
    ("holder", "name", "value", "says"),
    [
        ("negation", "harmful", ["不正"], "harmful"), (None, "effective_from", "来年", "/effective_from"),
        (None, "sure", "maybe", "/sure"), (None, "clause", 1, "/clause"),
    ],
)  # fmt: skip
def test_words_nobody_understands_are_refused(
    tmp_path: Path, holder: str | None, name: str, value: object, says: str
) -> None:
    raw = json.loads(SHIPPED.read_text(encoding="utf-8"))
    (raw[holder] if holder else raw)[name] = value
    (tmp_path / "c.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FormDefinitionError, match=says):
        read_words(tmp_path / "c.json")
