"""Which evidence is put before a person for a claim, in which order, and why."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.evidence.model import Passage
from mnassess.review.lexicon import Concept, Lexicon, standard_lexicon
from mnassess.review.matching import Ranking, ReasonKind, rank
from mnassess.review.matching_weights import read_weights, standard_weights
from mnassess.review.model import Claim
from mnassess.review.shared_words import Saturation, Scores, overlap, shared_words

SHIPPED = resources.schemas() / "review" / "matching.json"
LOG = "アクセスログを毎月点検し、業務外の閲覧がないことを確認している。"
FOLDER = (
    Passage("E1", "庁舎の清掃は週3回とし、窓は年2回拭く。", "1行目"),
    Passage("E1", "清掃員は名札を着ける。", "2行目"),
    Passage("E2", "4月分の操作履歴から担当外の世帯の検索を抜き出し、理由を聞いた。", "3行目", "ログ点検票"),
    Passage("E3", "鍵付きのキャビネットに申請書を入れ、鍵は課長が持つ。", "1頁"),
)


def claim(text: str, scope: str = "") -> Claim:
    return Claim(id="c", path="", scope=scope, text=text, fingerprint="")


def ask(text: str, *passages: Passage, scope: str = "", **more: object) -> Ranking:
    (found,) = rank((claim(text, scope),), passages or FOLDER, standard_lexicon(), **more)  # type: ignore[arg-type]
    return found


def order(ranking: Ranking) -> str:
    return " ".join(one.evidence for one in ranking.candidates)


def test_evidence_in_other_words_is_found_by_the_concept_and_says_so() -> None:
    best = ask(LOG).candidates[0]
    assert best.passage == FOLDER[2]
    (reason, *_) = [one for one in best.reasons if one.concept == "ログ点検"]
    assert reason.kind is ReasonKind.CONCEPT
    assert "業務外の閲覧" in reason.claim
    assert "担当外" in reason.passage


def test_shared_words_are_told_as_the_claim_writes_them() -> None:
    best = ask("申請書はｷｬﾋﾞﾈｯﾄに保管する。").candidates[0]
    assert best.evidence == "E3"
    assert best.reasons[-1].claim == ("申請書", "ｷｬﾋﾞﾈｯﾄ")


def test_a_document_stands_once_by_its_best_passage() -> None:
    found = ask("清掃員は名札を着ける。")
    assert order(found).split().count("E1") == 1
    assert found.candidates[0].passage == FOLDER[1]


def test_passages_of_one_document_may_lie_anywhere_in_the_folder() -> None:
    found = ask("清掃員は名札を着ける。", FOLDER[0], FOLDER[3], FOLDER[2], FOLDER[1])
    assert found.candidates[0].passage == FOLDER[1]
    assert sorted(order(found).split()) == ["E1", "E2", "E3"]


@pytest.mark.parametrize("top", [1, 2, 10])
def test_no_more_is_given_than_asked_for(top: int) -> None:
    found = ask(LOG, top=top)
    assert (len(found.candidates), len(found.passages)) == (min(top, 3), min(top, 4))


def test_of_equals_the_first_in_the_folder_is_first() -> None:
    same = [Passage(name, "アクセスログを点検した。", "") for name in ("B", "A", "C")]
    assert order(ask(LOG, *same)) == "B A C"
    assert order(ask(LOG, *reversed(same))) == "C A B"


def test_the_scope_decides_between_two_systems() -> None:
    tax, residents = (Passage(name, f"{name}システムのログを点検した。", "") for name in ("税務", "住民記録"))
    for wanted, first in (
        ("＜住民記録システムにおける措置＞", "住民記録"),
        ("＜税務システムにおける措置＞", "税務"),
    ):
        assert order(ask(LOG, *FOLDER[:2], tax, residents, scope=wanted)).startswith(first)


def test_the_title_in_the_register_counts() -> None:
    one, other = Passage("1", "別紙のとおり。", ""), Passage("2", "別紙のとおり。", "")
    assert order(ask(LOG, one, other, titles={"2": "アクセスログ点検票"})) == "2 1"


def test_evidence_on_something_else_is_shown_and_called_weak() -> None:
    found = ask("サーバの設置場所は、浸水想定区域外にある建物としている。", *FOLDER[:2])
    assert not found.bears
    assert found.candidates
    assert found.remark == "見当たらない（候補はあるが関係が弱い）"
    assert ask(LOG).remark == ""


def test_an_empty_folder_has_nothing_and_says_so() -> None:
    (found,) = rank((claim(LOG),), (), standard_lexicon())
    assert (found.candidates, found.remark) == ((), "見当たらない")
    assert rank((), FOLDER, standard_lexicon()) == ()


@pytest.mark.parametrize("text", ["", "。", "の", "𠮷野家"])
def test_a_claim_that_says_nothing_is_ranked_without_harm(text: str) -> None:
    assert len(ask(text).candidates) == 3
    assert len(ask(LOG, *FOLDER, Passage("E4", text, "")).candidates) == 4


def test_words_an_agency_adds_find_its_evidence() -> None:
    passages = (*FOLDER[:3], Passage("E4", "4月1日、黄色い札を渡した。", ""))
    asked = (claim("入室証を交付する。"),)
    card = Concept(name="入室証", measures=("E-a",), strong=("入室証", "黄色い札"))
    own = Lexicon((*standard_lexicon().concepts, card))
    best = rank(asked, passages, own)[0].candidates[0]
    assert (best.evidence, best.reasons[0].concept) == ("E4", "入室証")
    assert rank(asked, passages, standard_lexicon())[0].candidates[0].evidence != "E4"


def test_something_that_knows_meanings_has_its_say() -> None:
    class Cleaning:
        def scores(self, claims: list[str], passages: list[str]) -> Scores:
            return np.array([["名札" in one for one in passages]] * len(claims), np.float32)

    heavy = replace(standard_weights(), parts={**standard_weights().parts, "meaning": 100.0})
    assert order(ask(LOG, vectors=Cleaning(), weights=heavy)).startswith("E1")
    assert not order(ask(LOG, weights=heavy)).startswith("E1")


# --- shared words ---------------------------------------------------------------------------------------------

SATURATION = Saturation(repeats=1.2, length=0.5, claims=1.0)


def test_what_a_passage_says_in_full_scores_highest_and_hiragana_alone_nothing() -> None:
    scores = overlap(["施錠した書庫"], ["施錠した書庫", "書庫", "した", ""], SATURATION)[0]
    assert scores[0] > scores[1] > 0
    assert list(scores[2:]) == [0, 0]


def test_words_all_claims_share_count_less_than_words_of_one() -> None:
    claims = ["措置ログ", "措置鍵", "措置研修", "措置媒体"]
    scores = overlap(claims, ["措置", "ログ", "他"], SATURATION)[0]
    assert scores[1] > scores[0] > 0


@pytest.mark.parametrize(
    ("text", "passage", "words"),
    [
        ("施錠した書庫に保管", "書庫を施錠", ("施錠", "書庫")),
        ("毎月１回、ログを点検", "ログは毎月1回", ("毎月１回", "ログ")),
        ("鍵", "鍵", ()),
        ("", "鍵", ()),
    ],
)
def test_shared_words_are_words_and_not_endings(text: str, passage: str, words: tuple[str, ...]) -> None:
    assert shared_words(text, passage) == words


# --- the data -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"parts": {"luck": 1}}, {"bears": "high"}, {"bears": -1}, {"luck": 1}, {"sure": "yes"},
        {"saturation": {"repeats": 1.2}}, {"title": ""},
        {"effective_from": "来年"}, {"clause": 1}, {"edition": "一\n二"},
    ],
)  # fmt: skip
def test_weights_nobody_understands_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    raw = {**json.loads(SHIPPED.read_text(encoding="utf-8")), **change}
    (tmp_path / "w.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FormDefinitionError):
        read_weights(tmp_path / "w.json")
