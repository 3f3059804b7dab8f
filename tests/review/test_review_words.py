import json

import pytest

from mnassess import language, resources
from mnassess.errors import FormDefinitionError
from mnassess.review.knowledge import Size
from mnassess.review.model import FindingSeverity, FindingState, Method, VerdictCode
from mnassess.review.words import choices, code_named, read_words, word

SOURCE = resources.schemas() / "review" / "verdicts.json"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (VerdictCode, "確認済 一部のみ 証跡なし 矛盾 判断不能 対象外 要再確認"),
        (Method, "閲覧 聴取 試験 現地"),
        (FindingSeverity, "重大な不適合 軽微な不適合 観察 改善の機会 良い実践"),
        (FindingState, "未対応 対応予定 対応済 確認済 取下げ"),
        (Size, "小規模 大規模 システム"),
    ],
)
def test_every_code_has_the_word_of_the_trade(codes, words):
    assert [word(code) for code in codes] == words.split()


def test_a_word_is_said_in_the_language_in_use():
    with language.speaking("en"):
        assert word(Method.ON_SITE) == "on site"


@pytest.mark.parametrize("text", ["contradicted", "矛盾"])
def test_a_code_is_found_by_its_word_in_any_language(text):
    assert code_named(VerdictCode, text) is VerdictCode.CONTRADICTED


def test_one_word_of_two_kinds_of_code_stays_apart():
    assert code_named(VerdictCode, "確認済") is VerdictCode.SUPPORTED
    assert code_named(FindingState, "確認済") is FindingState.CONFIRMED
    assert code_named(FindingState, "矛盾") is None


def test_a_verdict_that_follows_by_itself_cannot_be_chosen():
    assert set(VerdictCode) - set(choices(VerdictCode)) == {VerdictCode.STALE}
    assert choices(FindingState) == tuple(FindingState)


def _without_the_last(raw):
    raw["method"].pop()


def _twice(raw):
    raw["method"].append(raw["method"][0])


def _unknown(raw):
    raw["method"][0]["code"] = "guess"


@pytest.mark.parametrize(
    ("change", "place"),
    [(_without_the_last, "/method"), (_twice, "/method/4"), (_unknown, "/method/0/code")],
)
def test_a_code_without_a_word_or_a_word_without_a_code_is_refused(tmp_path, change, place):
    raw = json.loads(SOURCE.read_text(encoding="utf-8"))
    change(raw)
    (tmp_path / "verdicts.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FormDefinitionError) as refused:
        read_words(tmp_path / "verdicts.json")
    assert f"verdicts.json の {place} を" in str(refused.value)
