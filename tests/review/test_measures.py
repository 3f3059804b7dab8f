"""Which measure types a text speaks of, and which words say so."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from mnassess.errors import FormDefinitionError
from mnassess.forms.catalog import editions, load_form
from mnassess.forms.model import FormKind
from mnassess.resources import schemas
from mnassess.review.claims import claim_rules, label_of
from mnassess.review.measures import measure_types, read_measures

KINDS = {
    "regulation", "procedure", "contract", "configuration", "log", "register", "record", "certificate", "training",
    "audit", "photo", "interview", "observation", "other",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("個人情報保護に関する基本方針を策定し、公表している。", "2A"),
        ("入力した者と別の職員が、届出書と照合する。", "2B"),
        ("総括責任者を副市長とし、保護責任者を課ごとに置く。", "C-a"),
        ("アクセスログを7年間保存し、毎月分析する。", "C-b"),
        ("特定個人情報ファイル管理台帳を整備している。", "C-c"),
        ("漏えい等の事案が発生したときの連絡網を定め、年1回訓練する。", "C-d"),
        ("年1回、内部監査を実施し、指摘事項の改善を確認する。", "C-e"),
        ("全ての職員に、年1回、研修を受講させる。", "D-b"),
        ("違反行為があったときは、懲戒処分を行う。", "D-c"),
        ("サーバ室への入退室をICカードにより管理する。", "E-a"),
        ("端末はセキュリティワイヤで固定し、盗難を防ぐ。", "E-b"),
        ("ＵＳＢメモリの使用を制限し、持出しには許可を要する。", "E-c"),
        ("保存期間を経過した申請書は、溶解により廃棄する。", "E-d"),
        ("人事異動の都度、アクセス権限を失効させる。", "F-a"),
        ("IDとパスワードに加え、静脈による二要素認証を行う。", "F-b"),
        ("ウイルス対策ソフトのパターンファイルを毎日更新する。", "F-c"),
        ("通信は、専用線により暗号化する。", "F-d"),
        ("データは日本国内のリージョンに保存し、外国の制度を把握する。", "G"),
        ("再委託は、市が書面で許諾した場合に限る。", "outsourcing"),
        ("個人番号カードの提示を受け、本人確認を行う。", "identity"),
        ("番号法第19条各号に基づかない第三者への提供を禁止する。", "provision_basis"),
    ],
)
def test_the_most_telling_measure_comes_first_with_its_words(text: str, first: str) -> None:
    found = measure_types().of(text)
    assert next(iter(found)) == first
    assert all(words for words in found.values())


def test_a_written_pledge_is_supervision_of_the_staff() -> None:
    assert next(iter(measure_types().of("採用時に誓約書を提出させ、上長が指導する。"))) == "D-a"


@pytest.mark.parametrize(
    ("text", "not_meant"),
    [("プログラムを更新する。", "C-b"), ("教育委員会に渡す。", "D-b"), ("復元できない方法で消去する。", "C-d"), ("ログインする。", "C-b")],
)  # fmt: skip
def test_a_word_inside_a_longer_one_points_nowhere(text: str, not_meant: str) -> None:
    assert not_meant not in measure_types().of(text)


def test_full_width_and_lower_case_letters_are_the_same_words() -> None:
    assert measure_types().of("ｕｓｂメモリ") == measure_types().of("USBメモリ") != {}


def test_the_label_speaks_where_the_text_is_silent() -> None:
    found = measure_types().of("毎月行う。", label="ユーザ認証の管理")
    assert dict(found) == {"F-b": ("「ユーザ認証の管理」",)}


def test_the_text_outweighs_its_label() -> None:
    assert next(iter(measure_types().of("ウイルス対策ソフトを導入する。", label="ユーザ認証の管理"))) == "F-c"


def test_what_stands_above_helps_a_name_in_a_list() -> None:
    assert (
        next(iter(measure_types().of("取り扱う者の明確化", around="委託契約書に次の事項を定めている。")))
        == "outsourcing"
    )


def test_words_that_point_nowhere_give_no_measure() -> None:
    assert measure_types().of("毎月行う。") == {}


BLANKS = [
    (form, blank)
    for kind in FormKind
    for edition in editions(kind)
    for form in [load_form(kind, edition)]
    for blank in form.iter_fields()
    if claim_rules().makes_claims(form, blank.path)
]


@pytest.mark.parametrize(
    ("form", "blank"),
    [one for one in BLANKS if one[0].kind is not FormKind.THRESHOLD],
    ids=lambda one: getattr(one, "path", ""),
)
def test_the_label_of_every_blank_points_to_a_measure(form: Any, blank: Any) -> None:
    assert measure_types().of("毎月行う。", label=label_of(form, blank))


def test_a_rule_on_paper_does_not_prove_that_it_is_followed() -> None:
    types = measure_types().types
    assert {code for code, one in types.items() if "regulation" not in one.cannot} == {
        "2A", "2B", "C-a", "D-c", "provision_basis",
    }  # fmt: skip


def test_every_kind_of_evidence_is_one_of_the_register() -> None:
    for one in measure_types().types.values():
        assert {*one.proves, *one.cannot, *one.months_by_kind} <= KINDS


def test_training_is_stale_after_a_year_and_a_log_after_three_months() -> None:
    types = measure_types().types
    assert types["D-b"].stale_after("training") == 12
    assert types["C-b"].stale_after("log") == 3
    assert types["C-b"].stale_after("configuration") == 12
    assert types["D-c"].stale_after("record") is None


FILE = schemas() / "review" / "measures.json"


@pytest.mark.parametrize(
    ("at", "value", "reason"),
    [
        (("measures", 0, "color"), 1, "意味が定義されていません"),
        (("measures", 0, "sure"), "maybe", "使えません"),
        (("measures", 0, "strong"), [""], "空の文字列"),
        (("measures", 0, "strong"), ["方針", "方針"], "二度"),
        (("measures", 1, "code"), "2A", "二度"),
        (("measures", 0, "proves"), [], "証明する証跡"),
        (("measures", 0, "stale"), {"months": -1, "sure": "partly"}, "0以上"),
        (("keep", "share"), "half", "0以上の数"),
        (("effective_from",), "来年", "日付"),
        (("title",), "", "title"),
    ],
)
def test_a_file_that_says_what_is_not_understood_is_refused(
    tmp_path: Path, at: tuple[Any, ...], value: Any, reason: str
) -> None:
    data = copy.deepcopy(json.loads(FILE.read_text("utf-8")))
    holder = data
    for key in at[:-1]:
        holder = holder[key]
    holder[at[-1]] = value
    (tmp_path / "measures.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(FormDefinitionError, match=reason):
        read_measures(tmp_path / "measures.json")
