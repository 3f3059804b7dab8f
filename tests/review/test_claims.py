"""What a report claims: which blanks and choices, under which ids."""

import json
from pathlib import Path
from typing import Any

import pytest
from claiming import COPYING, claims, lines, report
from hypothesis import given
from hypothesis import strategies as st

from mnassess.documents.storage import load_document
from mnassess.errors import FormDefinitionError
from mnassess.forms.model import FieldKind
from mnassess.resources import sample, schemas
from mnassess.review.claims import claim_rules, claims_of, path_of, read_claim_rules
from mnassess.review.model import Claim

LEAKAGE = "files[a].risks.storage.leakage"

CHOICES = [
    ("full-item", "files[a].risks.use.unauthorized.authentication.level", "done", "ユーザ認証の管理を行っている。"),
    ("full-item", "files[a].risks.use.unauthorized.usage_log.level", "recorded", "特定個人情報の使用の記録を残している。"),
    ("full-item", "files[a].risks.outsourcing.misuse.access_limit.level", "restricted", "特定個人情報ファイルの閲覧者・更新者の制限を行っている。"),
    ("full-item", "files[a].risks.storage.undeleted.erasure.level", "defined", "消去手順を定めている。"),
    ("full-item", f"{LEAKAGE}.deceased.level", "kept", "死者の個人番号を保管している。"),
    ("full-item", f"{LEAKAGE}.backup", "exemplary", "バックアップを特に力を入れて行っている。"),
    ("full-item", f"{LEAKAGE}.rules", "sufficient", "安全管理規程を十分に整備している。"),
    ("full-item", f"{LEAKAGE}.nisc", "sufficient", "NISC政府機関統一基準群を十分に遵守している。"),
    ("full-item", "other_measures.audit.self_check.level", "sufficient", "自己点検を十分に行っている。"),
    ("full-item", "files[a].risks.use.copying.sufficiency", "sufficient", "特定個人情報ファイルが不正に複製されるリスクへの対策は十分である。"),
    ("key-item", "files[a].risks.training.level", "sufficient", "従業者に対する教育・啓発を十分に行っている。"),
    ("threshold", "measures.use.linking", "exemplary", "目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスクへの対策に特に力を入れている。"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "path", "code", "sentence"), CHOICES, ids=lambda one: one)
def test_a_choice_that_asserts_something_is_a_claim(form: str, path: str, code: str, sentence: str) -> None:
    (claim,) = claims_of(report({path: code}, form))
    assert (claim.text, claim.path) == (sentence, path)
    assert claim.measures


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("files[a].risks.use.unauthorized.authentication.level", "not_done"),
        ("files[a].risks.storage.undeleted.erasure.level", "not_defined"),
        (f"{LEAKAGE}.backup", "insufficient"),
        (f"{LEAKAGE}.nisc", "not_applicable"),
        (f"{LEAKAGE}.incident.occurred", "not_occurred"),
        ("files[a].risks.use.copying.sufficiency", "issues_remain"),
        ("files[a].risks.outsourcing.none", True),
        ("files[a].profile.storage.period.length", "years_5"),
        ("overview.operation.description", "記録する。"),
        ("files[a].profile.acquisition.usage", "照会する。"),
    ],
)
def test_what_asserts_no_measure_is_no_claim(path: str, code: object) -> None:
    assert claims_of(report({path: code})) == ()


def test_each_ticked_audit_is_a_claim() -> None:
    found = claims_of(report({"measures.audit.kinds": {"external": True, "self_check": True}}, "threshold"))
    assert [claim.text for claim in found] == ["自己点検を行っている。", "外部監査を行っている。"]


def test_a_judgement_is_told_from_a_measure() -> None:
    text, judged = claims_of(
        report({COPYING: "記録する。", COPYING.replace("measures", "sufficiency"): "sufficient"})
    )
    assert (text.judgement, judged.judgement) == (False, True)


@pytest.mark.parametrize(
    "nothing", ["なし", "なし。", "－", "―", "-", "ー", "該当なし", "特になし。", "・特になし", "　なし\n", "該当なし（委託しない。）", "＜窓口における措置＞\n－", "・－\n・なし"]
)  # fmt: skip
def test_words_for_nothing_make_no_claim(nothing: str) -> None:
    assert claims(nothing) == ()


def test_words_for_nothing_between_measures_make_none_either() -> None:
    assert lines("＜窓口における措置＞\n特になし\n＜システムにおける措置＞\n記録する。") == [
        "システムにおける措置|記録する。"
    ]


def test_every_longtext_of_the_risks_makes_claims() -> None:
    rules = claim_rules()
    for name in ("住民基本台帳に関する事務/full-item.json", "個人住民税に関する事務/key-item.json"):
        assessment = load_document(sample() / name).assessment
        claimed = {claim.path for claim in claims_of(assessment)}
        for blank, path, value in assessment.iter_answers():
            if blank.kind is FieldKind.LONGTEXT and ".risks." in path and value != "－":
                assert path in claimed
                assert rules.makes_claims(assessment.form, blank.path)


def test_the_claims_of_the_sample_read_well(expected: Any) -> None:
    assessment = load_document(sample() / "住民基本台帳に関する事務" / "full-item.json").assessment
    shown = [f"{claim.path.split('.', 1)[1]}: {claim.scope}|{claim.lead}|{claim.text}" for claim in claims_of(assessment) if claim.path.startswith("files[juki].risks.outsourcing")]  # fmt: skip
    expected("review/claims.txt", "\n".join(shown))


def test_claims_come_in_form_order() -> None:
    assessment = report(
        {"other_measures.other": "甲。", "files[a].profile.storage.place": "乙。", COPYING: "丙。"}
    )
    assert [claim.text for claim in claims_of(assessment)] == ["乙。", "丙。", "甲。"]


# --- ids ------------------------------------------------------------------------------------------------------

SENTENCES = (
    "入退室を記録する。",
    "媒体を施錠して保管する。",
    "年1回、権限の棚卸を行う。",
    "暗号化する。",
    "研修を行う。",
    "委託先を点検する。",
)
IDS = st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1)


def ids(text: str) -> dict[str, str]:
    """Words → id."""
    return {claim.text: claim.id for claim in claims(text)}


@given(IDS, st.randoms())
def test_ids_survive_any_order(sentences: list[str], random: Any) -> None:
    shuffled = list(sentences)
    random.shuffle(shuffled)
    assert ids("".join(sentences)) == ids("\n".join(f"・{one}" for one in shuffled))


@given(IDS, st.integers(0, 6), st.sampled_from(["新たに定める。", "①　新設\n", "なお、例外がある。", "\n\n"]))
def test_ids_survive_what_is_put_between(sentences: list[str], place: int, new: str) -> None:
    items = [f"・{one}" for one in sentences]
    before = ids("\n".join(items))
    items.insert(min(place, len(items)), f"・{new}" if new.endswith("。") else new)
    after = ids("\n".join(items))
    kept = {text for text in before if text in after}
    assert {text: after[text] for text in kept} == {text: before[text] for text in kept}
    assert len(kept) >= len(before) - 1


def test_ids_survive_space_width_and_line_breaks() -> None:
    before = ids("・IDを記録する(年1回)。")
    assert list(before.values()) == list(ids("①　ＩＤを記録\nする（年１回）。").values())


def test_ids_survive_the_moving_of_files() -> None:
    assessment = report({COPYING: "記録する。", COPYING.replace("[a]", "[b]"): "保管する。"})
    moved = assessment.with_item_moved("files", "b", 0)
    assert [claim.id for claim in claims_of(moved)] == [claim.id for claim in reversed(claims_of(assessment))]


def test_ids_survive_another_heading() -> None:
    old, new = (claims(f"＜{name}における措置＞\n・記録する。") for name in ("窓口", "端末"))
    assert [claim.id for claim in old] == [claim.id for claim in new]


def test_the_same_words_under_two_headings_are_told_apart_by_the_heading() -> None:
    first, second = claims("＜窓口における措置＞\n記録する。\n＜端末における措置＞\n記録する。")
    turned = claims("＜端末における措置＞\n記録する。\n＜窓口における措置＞\n記録する。")
    assert [claim.id for claim in turned] == [second.id, first.id]


def test_the_same_words_twice_under_one_heading_have_two_ids() -> None:
    first, second = claims("記録する。記録する。")
    assert second.id == f"{first.id}.2"


def test_an_id_holds_its_blank() -> None:
    (claim,) = claims("記録する。")
    assert path_of(claim.id) == COPYING


@given(st.lists(st.sampled_from([*SENTENCES, "＜窓口における措置＞\n", "・", "\n"]), max_size=30))
def test_no_two_claims_share_an_id(parts: list[str]) -> None:
    found: tuple[Claim, ...] = claims("".join(parts)) if "".join(parts).strip() else ()
    assert len({claim.id for claim in found}) == len(found)


# --- the data -------------------------------------------------------------------------------------------------


def test_every_asserting_choice_is_one_the_forms_print() -> None:
    choices = json.loads((schemas() / "choices.json").read_text("utf-8"))["$defs"]
    for name, code in claim_rules().assertions:
        codes = choices[name].get("enum") or list(choices[name]["properties"])
        assert code in codes


@pytest.mark.parametrize(
    ("at", "value", "reason"),
    [
        (("assertions", 0, "sentence"), "{who}が行う。", "使えません"),
        (("assertions", 1, "choices"), "done", "recorded|done"),
        (("splitting", "marks", 0, "pattern"), "(a+)+", "繰返し"),
        (("splitting", "marks", 0, "pattern"), "a{0,2}", "空の文字列"),
        (("splitting", "marks", 0, "pattern"), "[a", "正規表現"),
        (("splitting", "marks", 0, "name"), "Mark 1", "英小文字"),
        (("splitting", "brackets"), ["（"], "二文字"),
        (("splitting", "colour"), "red", "意味が定義されていません"),
        (("following", "least_alike"), None, "0以上の数"),
        (("blanks", 0, "forms"), ["basic"], "使えません"),
    ],
)
def test_rules_that_say_what_is_not_understood_are_refused(
    tmp_path: Path, at: tuple[Any, ...], value: Any, reason: str
) -> None:
    data = json.loads((schemas() / "review" / "claims.json").read_text("utf-8"))
    holder = data
    for key in at[:-1]:
        holder = holder[key]
    holder[at[-1]] = value
    if at[:2] == ("assertions", 1):
        holder["code"] = "done"
        reason = "二度"
    (tmp_path / "claims.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(FormDefinitionError, match=reason):
        read_claim_rules(tmp_path / "claims.json")
