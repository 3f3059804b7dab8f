"""What is printed in which order, compared as text."""

from collections.abc import Callable

import pytest
from report_documents import FORMS, empty, fields_of, filled, form_id

from mnassess.documents.model import Assessment
from mnassess.forms.model import Field, FieldKind, Form
from mnassess.word import blocks
from mnassess.word.dump import dump
from mnassess.word.outline import outline_of

Expected = Callable[[str, str], None]
NOT_PRINTED = {"cover", "files"}
"""表紙, and the heading that only says ⅡとⅢ are repeated."""


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_an_empty_form_is_printed_whole(form: Form, expected: Expected) -> None:
    expected(f"word/{form_id(form)}.empty.txt", dump(outline_of(empty(form))))


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_a_filled_form_is_printed_whole(form: Form, expected: Expected) -> None:
    expected(f"word/{form_id(form)}.filled.txt", dump(outline_of(filled(form))))


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_every_label_number_mark_and_choice_of_the_form_is_in_its_outline(form: Form) -> None:
    printed = dump(outline_of(empty(form)))
    for node in form.iter_nodes():
        if node.path in NOT_PRINTED:
            continue
        for words in node.label.split("／"):
            assert words in printed, node.path
        assert node.printed_mark in printed
        if isinstance(node, Field):
            assert f"{node.number}{node.label}" in printed or node.layout in {"item", "lead", "annex"}, (
                node.path
            )
            assert node.printed_note in printed
            assert node.printed_instead in printed
            for choice in node.choices or ():
                assert choice.words in printed, (node.path, choice)


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_every_blank_has_exactly_one_place(form: Form) -> None:
    assessment = filled(form)
    places = sorted(place for part in outline_of(assessment).parts for place in places_in(part))
    assert places == sorted(path for _, path in fields_of(assessment))


def places_in(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [place for part in value for place in places_in(part)]
    if not hasattr(value, "__dataclass_fields__") or isinstance(value, blocks.Figure):
        return []
    own = [value.path] if getattr(value, "path", "") else []
    return own + [p for name in value.__dataclass_fields__ for p in places_in(getattr(value, name))]


@pytest.mark.parametrize(
    ("form", "path", "value", "printed"),
    [
        ("key-item", "overview.linkage.status", "linked", "①実施の有無 | [　実施する　]　＜選択肢＞ 1） 実施する 2） 実施しない 3） 未定"),
        ("key-item", "cover.publication_date", "2025-10-01", "□ 公表日\n令和7年10月1日\n"),
        ("key-item", "cover.publication_date", {"text": "令和8年1月（予定）"}, "□ 公表日\n令和8年1月（予定）\n"),
        ("full-item", "procedure.basic.date", "2015-10", "①実施日 | 平成27年10月"),
        ("threshold", "measures.network.no_acquisition", True, "## ６．情報提供ネットワークシステムとの接続　　[○] 接続しない（入手）　　[　] 接続しない（提供）"),
        ("threshold", "measures.network.no_acquisition", False, "## ６．情報提供ネットワークシステムとの接続　　[　] 接続しない（入手）"),
        ("full-item", "overview.file_names", ["台帳", "名簿"], "## ３．特定個人情報ファイル名\n1. 台帳\n    2. 名簿\n"),
        ("full-item", "overview.figure.images", [{"path": "a.png", "caption": "流れ"}], "# 図\n図 a.png 流れ\n"),
    ],
)  # fmt: skip
def test_an_answer_is_printed_as_the_form_has_it(form: str, path: str, value: object, printed: str) -> None:
    assert printed in dump(outline_of(empty(form).with_answer(path, value)))


@pytest.mark.parametrize(("files", "chapters"), [(0, 1), (1, 1), (3, 3)])
def test_chapters_two_and_three_are_printed_once_per_file_with_the_records_between(
    files: int, chapters: int
) -> None:
    assessment = empty("full-item")
    for n in range(files):
        assessment = assessment.with_item("files", f"f{n}")
    headings = [getattr(part, "heading", "") for part in outline_of(assessment).parts]
    two = [n for n, heading in enumerate(headings) if heading.startswith("Ⅱ")]
    three = [n for n, heading in enumerate(headings) if heading.startswith("Ⅲ")]
    records = headings.index("（別添２）　特定個人情報ファイル記録項目")
    assert len(two) == len(three) == chapters
    assert max(two) < records < min(three)


def test_a_list_is_counted_and_its_entries_numbered_from_one() -> None:
    tasks = "files[a].profile.outsourcing.tasks"
    assessment = empty("full-item").with_item("files", "a").with_item(tasks, "x").with_item(tasks, "y")
    assessment = assessment.with_answer(f"{tasks}[y].name", "印刷")
    printed = dump(outline_of(assessment))
    assert "委託の有無　※ | [　　]　（　2　）件" in printed
    assert "\n委託事項1 |\n" in printed
    assert "\n委託事項2 | 印刷\n" in printed
    assert "委託事項3" not in printed
    assert "[　] 提供を行っている　（　0　）件" in printed
    assert "\n提供先1 |\n" in printed


def test_the_name_of_a_file_is_printed_over_its_risks_and_records() -> None:
    assessment = empty("full-item").with_item("files", "a").with_item("files", "b")
    assessment = assessment.with_answer("files[b].profile.name", "台帳")
    assert dump(outline_of(assessment)).count("（２）台帳") == 3


def test_the_repeated_blank_shows_the_choices_and_the_answer_of_the_blank_it_repeats() -> None:
    assessment = empty("threshold").with_answer("measures.priority.measure", "training")
    assessment = assessment.with_answer("measures.training.level", "exemplary")
    printed = dump(outline_of(assessment))
    assert (
        "当該対策は十分か【再掲】 | [　特に力を入れて行っている　]　＜選択肢＞ 1） 特に力を入れて行っている"
        in printed
    )


def test_a_computed_outcome_is_printed_though_it_is_not_stored() -> None:
    answers = {
        "inputs.subjects.count": "from_300000",
        "inputs.handlers.count": "under_500",
        "inputs.incident.occurred": "not_occurred",
    }
    assessment = empty("threshold")
    for path, value in answers.items():
        assessment = assessment.with_answer(path, value)
    assert "しきい値判断結果 | [　基礎項目評価及び全項目評価の実施が義務付けられる　]" in dump(
        outline_of(assessment)
    )


def test_nothing_that_does_not_apply_is_left_out() -> None:
    assessment: Assessment = empty("full-item").with_item("files", "a")
    plain = dump(outline_of(assessment))
    denied = assessment.with_answer("files[a].risks.network.no_acquisition", True)
    assert dump(outline_of(denied)).replace("[○]", "[　]") == plain


def test_texts_that_look_like_markup_stay_as_they_are() -> None:
    assessment = empty("threshold").with_answer("overview.operation.name", "<確認> {{ A & B }} %s")
    assert "①事務の名称 | <確認> {{ A & B }} %s\n" in dump(outline_of(assessment))


def test_fields_of_every_kind_occur() -> None:
    kinds = {field.kind for form in FORMS for field in form.iter_fields()}
    assert kinds == set(FieldKind)
