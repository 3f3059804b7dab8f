"""The concepts a claim and its evidence meet in, and the words an agency adds."""

import json
from pathlib import Path

import pytest

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.review.folding import bare
from mnassess.review.lexicon import FILE, Lexicon, lexicon_of, read_lexicon, standard_lexicon
from mnassess.review.measures import measure_types

SHIPPED = resources.schemas() / "review" / FILE


def names(lexicon: Lexicon, text: str) -> str:
    return " ".join(dict.fromkeys(lexicon.concepts[one.concept].name for one in lexicon.mentions(text)))


def own(folder: Path, *concepts: object) -> Path:
    raw = {
        "title": "みほん市の語",
        "edition": "2026-11",
        "effective_from": "2025-06-01",
        "concepts": list(concepts),
    }
    (folder / FILE).write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return folder


def test_every_shipped_concept_belongs_to_measures_of_the_guideline() -> None:
    concepts = standard_lexicon().concepts
    assert len(concepts) >= 58
    assert {code for one in concepts for code in one.measures} <= set(measure_types().types)
    assert all(one.measures and one.strong and one.clause and one.source for one in concepts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＵＳＢメモリの搬出", "媒体管理 媒体持出"),
        ("usb メ\nモリ", "媒体管理"),
        ("ｳｲﾙｽ対策", "ウイルス対策"),
        ("holidays", ""),
        ("IDS/IPS", "侵入防止"),
        ("", ""),
    ],
)
def test_a_term_is_found_whatever_its_width_case_and_line_breaks(text: str, expected: str) -> None:
    assert names(standard_lexicon(), text) == expected


def test_the_longest_term_wins_at_its_place() -> None:
    terms = [one.term for one in standard_lexicon().mentions("磁気テープ")]
    assert "磁気テープ" in terms
    assert "磁気" not in terms


@pytest.mark.parametrize(
    ("text", "expected"), [("１,０００ 件", "1000件"), ("SSL／TLS", "ssl tls"), ("ｶﾞｲﾄﾞ", "ガイド")]
)
def test_a_bare_text_keeps_only_what_tells_texts_apart(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_a_workspace_adds_terms_and_concepts(tmp_path: Path) -> None:
    added = own(
        tmp_path,
        {"name": "媒体持出", "strong": ["黄色い札"]},
        {"name": "宿直札", "measures": ["E-a"], "strong": ["宿直札"]},
    )
    assert names(lexicon_of(added), "黄色い札を宿直札と") == "媒体持出 宿直札"
    assert names(standard_lexicon(), "黄色い札を宿直札と") == ""


def test_a_workspace_without_the_file_has_the_shipped_words(tmp_path: Path) -> None:
    assert lexicon_of(tmp_path) is standard_lexicon()


@pytest.mark.parametrize(
    "concept",
    [
        {"name": "宿直札", "strong": ["宿直札"]},
        {"name": "媒体持出"},
        {"name": "媒体持出", "strong": ["。"]},
        {"name": "媒体持出", "strong": "黄色い札"},
        {"name": "媒体持出", "strong": ["黄色い札"], "sure": "maybe"},
        {"name": "媒体持出", "strong": ["黄色い札"], "words": []},
        {"strong": ["黄色い札"]},
    ],
)
def test_what_a_workspace_says_and_nobody_understands_is_refused(tmp_path: Path, concept: object) -> None:
    with pytest.raises(FormDefinitionError):
        lexicon_of(own(tmp_path, concept))


@pytest.mark.parametrize(
    ("head", "place"),
    [({"edition": ""}, "/"), ({"effective_from": "来年"}, "/effective_from"), ({"title": "一\n二"}, "/title"), ({"words": []}, "/")],
)  # fmt: skip
def test_a_file_that_does_not_say_what_it_is_is_refused(
    tmp_path: Path, head: dict[str, object], place: str
) -> None:
    path = own(tmp_path, {"name": "媒体持出", "strong": ["黄色い札"]}) / FILE
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **head}), encoding="utf-8")
    with pytest.raises(FormDefinitionError) as refused:
        lexicon_of(tmp_path)
    assert str(refused.value).startswith(f"語の辞書 {path} の {place} を読めません：")


def test_a_concept_given_twice_is_refused(tmp_path: Path) -> None:
    one = {"name": "媒体持出", "strong": ["黄色い札"]}
    with pytest.raises(FormDefinitionError, match="二度"):
        lexicon_of(own(tmp_path, one, one))


def test_a_file_of_its_own_is_a_lexicon_of_its_own() -> None:
    assert read_lexicon(SHIPPED) == standard_lexicon()
