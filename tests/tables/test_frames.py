"""Everything as DataFrames: typed, whole, in the words of the form when asked."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from claiming import report
from frames_as_text import as_text
from hypothesis import given
from hypothesis import strategies as st
from judging import record_of
from outcomes import DAY, hostile, review

from mnassess import resources
from mnassess.errors import FormDefinitionError, MnassessError
from mnassess.excel.risk_table import risk_workbook
from mnassess.forms.dates import show_date
from mnassess.language import speaking
from mnassess.ooxml.text import printable
from mnassess.review.outcome import Review
from mnassess.review.risk_table import risk_rows
from mnassess.rules.problems import Circumstances
from mnassess.tables.codes import codes_of, labels_of
from mnassess.tables.columns import read_frames, standard_frames
from mnassess.tables.documents import answers_frame, changes_frame, problems_frame, progress_frame
from mnassess.tables.evidence import evidence_frame
from mnassess.tables.frame import typed_frame
from mnassess.tables.review import (
    checklist_frame,
    claims_frame,
    findings_frame,
    risk_table_frame,
    verdict_history_frame,
    verdicts_frame,
)
from mnassess.tables.summaries import finding_counts_frame, risk_matrix_frame, verification_frame

SOME = {
    "cover.title": "=1+1",
    "overview.department.name": " 0123\n<b>課</b>",
    "files[juki].profile.name": "住民基本台帳ファイル",
    "files[juki].profile.storage.erasure": "＄{{消す}}",
}
CIRCUMSTANCES = Circumstances(as_of=DAY)


FRAMES: dict[str, Callable[[Review, str], pd.DataFrame]] = {
    "claims": lambda made, labels: claims_frame(made, labels=labels),
    "evidence": evidence_frame,
    "verdicts": verdicts_frame,
    "verdict_history": lambda made, labels: verdict_history_frame(made, record_of(made), labels),
    "findings": findings_frame,
    "checklist": checklist_frame,
    "risk_table": risk_table_frame,
    "risk_matrix": risk_matrix_frame,
    "finding_counts": finding_counts_frame,
    "verification": lambda made, labels: verification_frame(made, record_of(made), labels),
    "problems": lambda made, labels: problems_frame(made.assessment, made.problems or (), labels),
    "answers": lambda made, labels: answers_frame(made.assessment, CIRCUMSTANCES, labels),
    "progress": lambda made, labels: progress_frame(made.assessment, CIRCUMSTANCES, labels),
}


@pytest.mark.parametrize("name", [one for one in FRAMES if one not in {"checklist", "answers"}])
@pytest.mark.parametrize("labels", ["", "ja", "en"])
def test_the_whole_frame(name: str, labels: str, expected: Callable[[str, str], None]) -> None:
    expected(f"tables/{name}{labels and '.'}{labels}.txt", as_text(FRAMES[name](review(), labels)))


def test_a_frame_without_rows_has_the_same_types() -> None:
    empty = Review(assessment=report({}), document=review().document, as_of=DAY)
    for name, make in FRAMES.items():
        made = make(replace(review(), claims=review().claims), "")
        if name not in {"verdict_history", "verification"}:
            assert list(make(empty, "").dtypes) == list(made.dtypes), name


def test_every_blank_has_a_row_in_form_order_with_its_answer_as_printed() -> None:
    made = answers_frame(report(SOME), CIRCUMSTANCES)
    assert made["path"].is_unique
    assert list(made["chapter"].unique())[:2] == ["表紙", "Ⅰ基本情報"]
    said = made.set_index("path")
    assert dict(said.loc[list(SOME), "value"]) == SOME
    assert said.loc["overview.department.name", "file"] == ""
    assert said.loc["files[juki].profile.name", "file"] == "住民基本台帳ファイル"
    assert said.loc["cover.number", "state"] == "empty"
    assert (made["type"] == "print").sum() == 0


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("cover.title", "－", "－"),
        ("files[a].profile.basic.start_date", "2015-10", "平成27年10月"),
        ("overview.file_names", ["甲", "乙\n丙"], "甲\n乙\n丙"),
        ("files[a].profile.provision.none", False, ""),
        ("overview.figure.images", [{"path": "figures/a.png", "caption": "流れ"}], "流れ（figures/a.png）"),
        ("overview.linkage.status", "not_linked", "実施しない"),
        (
            "changes",
            [{"date": "2026-11-27", "item": "Ⅰ－７", "before": "甲", "after": "乙"}, {"item": "Ⅱ"}],
            "変更日：令和8年11月27日　項目：Ⅰ－７　変更前の記載：甲　変更後の記載：乙\n項目：Ⅱ",
        ),
    ],
)
def test_an_answer_says_whole_what_the_form_prints(path: str, value: object, words: str) -> None:
    made = answers_frame(report({"files[a].profile.name": "甲", path: value}), CIRCUMSTANCES)
    assert dict(zip(made["path"], made["value"], strict=True))[path] == words


def test_changes_say_what_came_went_and_differs() -> None:
    old = report({"cover.title": "旧", "cover.number": "1"})
    new = report({"cover.title": "新", "files[a].profile.name": "甲"})
    made = changes_frame(old, new)
    assert dict(zip(made["path"], made["change"], strict=True)) == {
        "cover.number": "removed",
        "cover.title": "changed",
        "files[a]": "added",
    }


# --- the risk table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("made", [review(), hostile()], ids=["plain", "hostile"])
def test_what_the_workbook_says_the_frame_says(made: Review, language: str) -> None:
    with speaking(language):
        book = risk_workbook(risk_rows([made]), agency=made.agency, as_of=DAY)
        frame = risk_table_frame(made, language)
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    heads, *lines = ([_shown(cell.value) for cell in row] for row in sheet.iter_rows())
    assert list(frame.columns)[: len(heads)] == heads
    shown = frame[heads].astype(object).where(frame[heads].notna(), "")
    assert [[_shown(cell) for cell in row] for row in shown.itertuples(index=False)] == lines


def _shown(cell: Any) -> str:
    """A cell as text; a day as 和暦, whatever holds it."""
    if isinstance(cell, datetime):
        return show_date(cell.date().isoformat())
    return printable(str(cell or "")).replace("\r", "")


# --- claims -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "joined"), [("risk", "risks"), ("measure", "measures")])
def test_claims_taken_apart_are_the_joined_ones(by: str, joined: str) -> None:
    apart, whole = claims_frame(review(), by), claims_frame(review())
    again = apart.groupby("claim", sort=False)[by].agg(lambda codes: "、".join(codes.dropna()))
    assert dict(again) == dict(zip(whole["claim"], whole[joined], strict=True))


def test_a_claim_nobody_judged_says_so() -> None:
    made = claims_frame(replace(review(), standings={}))
    assert set(made["verdict"]) == {"not_judged"}
    assert made["method"].isna().all()


def test_declared_and_verified_are_never_added_together() -> None:
    made = risk_matrix_frame(review())
    assert list(made.columns[-4:]) == ["declared", "supported", "contradicted", "unverified"]
    assert (made["declared"] == made["supported"] + made["contradicted"] + made["unverified"]).all()


# --- verification over time -------------------------------------------------------------------------------------


def test_a_day_counts_what_was_judged_until_its_end_in_japan() -> None:
    made = replace(review(), standings={})
    days = verification_frame(made, record_of(made))
    assert [str(day.date()) for day in days["day"]] == [
        "2026-11-04",
        "2026-11-11",
        "2026-11-12",
        "2026-11-27",
    ]
    assert list(zip(days["supported"], days["contradicted"], strict=True)) == [(2, 0), (1, 1), (0, 1), (0, 0)]


# --- text and codes ---------------------------------------------------------------------------------------------


@given(st.text(st.characters()))
def test_text_stands_as_it_was_typed(text: str) -> None:
    columns = [one for one in standard_frames().columns["changes"] if one.type == "text"]
    made = typed_frame(columns, [dict.fromkeys((one.name for one in columns), text)])
    assert all(made[name].iloc[0] == text for name in made.columns)


def test_a_frame_shows_hostile_text_and_nothing_of_it_runs() -> None:
    texts = ("<script>alert(1)</script>", "<img src=x onerror=y>", "$\\href{javascript:z}{x}$", "&amp;")
    made = replace(review(), findings=tuple(replace(review().findings[0], message=one) for one in texts))
    html = findings_frame(made)[["message"]]._repr_html_()
    assert "<img" not in html
    assert "<script" not in html
    assert "&amp;amp;" in html
    assert 'class="dataframe tex2jax_ignore mathjax_ignore"' in html


@given(st.text(min_size=1))
def test_a_code_nobody_knows_is_kept(code: str) -> None:
    (severity,) = (one for one in standard_frames().columns["problems"] if one.name == "severity")
    made = typed_frame([severity], [{"severity": code}, {"severity": "error"}])
    assert list(made["severity"]) == [code, "error"]
    assert "error" in typed_frame([severity], [{"severity": code}], "en").iloc[:, 0].cat.categories


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_codes_of_a_group_share_their_words(language: str) -> None:
    groups = {column.of for columns in standard_frames().columns.values() for column in columns} - {""}
    for group in groups:
        words = labels_of(group, language)
        assert list(words) == list(codes_of(group))
        assert len(set(words.values())) == len(words), group


def test_another_language_is_refused_in_one_sentence() -> None:
    with pytest.raises(MnassessError, match=r"^labels=「fr」は使えません（使える値：ja・en）。$"):
        claims_frame(review(), labels="fr")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"type": "text"', '"type": "number"'),
        ('"ja": "ファイル"', '"ja": ""'),
        ('"name": "operation"', '"name": "path"'),
        ('"en": "File"', '"en": "File", "width": 3'),
    ],
)  # fmt: skip
def test_columns_that_are_not_understood_are_refused(right: str, wrong: str, tmp_path: Path) -> None:
    text = (resources.schemas() / "review" / "frames.json").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "frames.json").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(FormDefinitionError):
        read_frames(tmp_path / "frames.json")
