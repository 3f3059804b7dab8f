"""The schemas as any standard validator sees them."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mnassess.forms.catalog import editions, load_form
from mnassess.forms.model import FormKind
from mnassess.forms.shape import bundle, iter_shape_errors, value_error

ALL = [(kind, edition) for kind in FormKind for edition in editions(kind)]
FULL = load_form(FormKind.FULL_ITEM)
TASK = "files[a].profile.outsourcing.tasks[t]"


@pytest.mark.parametrize(("kind", "edition"), ALL)
def test_the_schema_in_one_piece_is_valid_json_schema(kind: str, edition: str) -> None:
    schema = json.loads(json.dumps(bundle(load_form(kind, edition))))
    Draft202012Validator.check_schema(schema)
    empty = {"form": kind, "edition": edition, "answers": {}}
    assert list(Draft202012Validator(schema).iter_errors(empty)) == []


def document(answers: dict[str, Any]) -> dict[str, Any]:
    return {"form": "full-item", "edition": "2024-10", "answers": answers}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"cover": {}},
        {"files": []},
        {"files": [{}]},
        {"files": [{"id": "a", "profile": {"outsourcing": {"status": "outsourced"}}}]},
        {"files": [{"risks": {"outsourcing": {"none": True, "misuse": {"supervision": "x"}}}}]},
        {"procedure": {"approval": {"submitted": "2025"}}},
        {"cover": {"publication_date": {"text": "令和8年1月（予定）"}}},
        {"overview": {"systems": [{"connections": {"network": True, "other": "戸籍システム"}}]}},
        {"changes": [{"date": "2025-10-01", "timing": "平成28年に提出済"}]},
    ],
)
def test_a_draft_is_accepted_whatever_conditions_and_requirements_say(answers: dict[str, Any]) -> None:
    validator = Draft202012Validator(bundle(FULL))
    assert list(validator.iter_errors(document(answers))) == []
    assert list(iter_shape_errors(FULL, document(answers))) == []


@pytest.mark.parametrize(
    ("answers", "place", "sentence"),
    [
        ({"covr": {}}, "", "「covr」という項目はこの様式にありません。"),
        ({"cover": {"number": 1}}, "cover.number", "1 は使えません。文字列が必要です。"),
        (
            {"cover": {"number": ""}},
            "cover.number",
            "空の文字列は使えません（記入しない欄は項目ごと省きます）。",
        ),
        ({"cover": {"number": None}}, "cover.number", "null は使えません。文字列が必要です。"),
        (
            {"overview": {"linkage": {"status": "maybe"}}},
            "overview.linkage.status",
            '"maybe" は選択肢にありません（使える値：linked・not_linked・undecided）。',
        ),
        (
            {"files": [{"id": "a", "profile": {"provision": {"status": "x"}}}]},
            "files[a].profile.provision.status",
            "この欄には値を保存しません（他の欄から自動で表示されます）。",
        ),
        ({"files": [{"id": "a b"}]}, "files[a b].id", 'id "a b" は使えません（英数字と - _ だけ）。'),
        ({"files": [{"id": "a\n"}]}, "files[a\n].id", 'id "a\\n" は使えません（英数字と - _ だけ）。'),
        ({"files": {}}, "files", "{} は使えません。一覧が必要です。"),
        (
            {"overview": {"systems": [{"connections": {"network": False}}]}},
            "overview.systems[1].connections.network",
            "false は使えません（使える値：true）。",
        ),
        (
            {"overview": {"systems": [{"connections": {"other": False}}]}},
            "overview.systems[1].connections.other",
            "false は使えません。true か文字列が必要です。",
        ),
    ],
)
def test_what_the_form_does_not_allow_is_told_in_one_sentence(
    answers: dict[str, Any], place: str, sentence: str
) -> None:
    assert list(iter_shape_errors(FULL, document(answers))) == [(place or "answers", sentence)]
    assert not Draft202012Validator(bundle(FULL)).is_valid(document(answers))


@pytest.mark.parametrize("stored", [{"sufficiency": "sufficient"}, {"sufficiency": True}])
def test_a_repeated_answer_is_never_stored(stored: dict[str, Any]) -> None:
    form = load_form(FormKind.THRESHOLD)
    wrong = {"form": "threshold", "edition": "2024-10", "answers": {"measures": {"priority": stored}}}
    assert [path for path, _ in iter_shape_errors(form, wrong)] == ["measures.priority.sufficiency"] * len(
        list(iter_shape_errors(form, wrong))
    )
    assert not Draft202012Validator(bundle(form)).is_valid(wrong)


@given(st.dates(date(1800, 1, 1), date(2999, 12, 31)))
def test_every_date_of_the_calendar_is_accepted(day: date) -> None:
    assert value_error(FULL, "cover.publication_date", day.isoformat()) == ""
    assert value_error(FULL, "cover.publication_date", day.isoformat()[:7]) == ""
    assert value_error(FULL, "cover.publication_date", day.isoformat()[:4]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-29", "1900-02-29", "2100-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-10-00", "2025-10-1",
        "25-10-01", "2025/10/01", "令和7年10月1日", "2025-10-01\n", "2025\n", " 2025", "２０２５", "", "2025-10-01T00:00",
    ],
)  # fmt: skip
def test_an_impossible_date_is_rejected(text: str) -> None:
    assert value_error(FULL, "cover.publication_date", text)
    assert not Draft202012Validator(bundle(FULL)).is_valid(document({"cover": {"publication_date": text}}))


def test_29_february_exists_in_leap_years_only() -> None:
    for year in range(1800, 3000):
        leaps = (date(year, 2, 28) + timedelta(days=1)).month == 2
        assert (value_error(FULL, "cover.publication_date", f"{year}-02-29") == "") is leaps, year


@pytest.mark.parametrize(
    ("path", "value", "fits"),
    [
        (f"{TASK}.methods", {"paper": True, "other": "窓口端末"}, True),
        (f"{TASK}.methods", {"paper": "紙"}, False),
        (f"{TASK}.contractor", "株式会社みほん", True),
        (f"{TASK}.contractor", ["株式会社みほん"], False),
        ("overview.file_names", ["住民基本台帳ファイル"], True),
        ("overview.file_names", [""], False),
        ("overview.figure.images", [{"path": "figures/flow.png", "caption": "流れ"}], True),
        ("overview.figure.images", [{"caption": "流れ"}], False),
        ("files[a].risks.outsourcing.none", "true", False),
    ],
)
def test_a_single_answer_is_held_against_its_own_blank(path: str, value: Any, fits: bool) -> None:
    assert (value_error(FULL, path, value) == "") is fits
