"""Where a word stands in a document, and what is shown of it."""

import pytest

from mnassess.documents.model import Assessment
from mnassess.documents.search import iter_hits
from mnassess.forms.catalog import load_form

EMPTY = Assessment(form=load_form("threshold", "2024-10"))
FOUND = EMPTY.with_answer("cover.agency", "みほん市長 ＡＢＣ株式会社 ﾃﾞｰﾀ㈱")


def paths(assessment: Assessment, text: str) -> list[str]:
    return [hit.path for hit in iter_hits(assessment, text)]


@pytest.mark.parametrize("text", ["みほん", "abc", "ＡＢＣ", "データ", "ﾃﾞｰﾀ", "(株)", " みほん市長　"])
def test_width_and_capitals_do_not_matter(text: str) -> None:
    assert paths(FOUND, text) == ["cover.agency"]


@pytest.mark.parametrize("text", ["", " 　", "どこにもない言葉"])
def test_what_stands_nowhere_is_not_found(text: str) -> None:
    assert paths(FOUND, text) == []


def test_labels_headings_answers_and_facts_are_searched_in_form_order() -> None:
    found = EMPTY.with_answer("cover.remarks", "部署の名").with_answer("overview.inquiry.address", "部署")
    assert paths(found, "部署") == [
        "cover.remarks",
        "overview.department",
        "overview.department.name",
        "overview.inquiry.address",
    ]
    assert paths(EMPTY, "委員会への提出日") == ["procedure_facts.submitted_on"]


def test_the_words_of_a_choice_are_found_and_not_its_code() -> None:
    linked = EMPTY.with_answer("overview.linkage.status", "linked")
    assert "overview.linkage.status" in paths(linked, "実施する")
    assert paths(linked, "linked") == []


@pytest.mark.parametrize(
    ("answer", "excerpt"),
    [
        ("みほん市長", "みほん市長"),
        ("前" * 30 + "みほん市長" + "後" * 30, "…" + "前" * 20 + "みほん" + "市長" + "後" * 18 + "…"),
        ("前\nみほん", "前 みほん"),
        ("㈱" * 30 + "みほん", "…" + "㈱" * 20 + "みほん"),
        ("ﾊﾞ" * 30 + "みほん", "…" + "ﾊﾞ" * 10 + "みほん"),
    ],
)
def test_the_excerpt_shows_the_answer_round_the_word(answer: str, excerpt: str) -> None:
    (hit,) = iter_hits(EMPTY.with_answer("cover.remarks", answer), "みほん")
    assert hit.excerpt == excerpt


def test_a_word_of_the_title_shows_how_the_answer_begins() -> None:
    assessment = EMPTY.with_answer("cover.remarks", "長い特記" * 20)
    (hit,) = iter_hits(assessment, "特記事項")
    assert (hit.title, hit.excerpt) == ("表紙－特記事項", "長い特記" * 5 + "…")
