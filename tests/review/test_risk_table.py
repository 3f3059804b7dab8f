"""リスク管理表: a row for every file, risk and claim; nothing that was found is left out."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from claiming import report
from outcomes import DAY, hostile, review

from mnassess.errors import FormDefinitionError
from mnassess.language import speaking
from mnassess.review.model import Finding, FindingSeverity, FindingState
from mnassess.review.outcome import Review
from mnassess.review.risk_table import RiskRow, columns, read_columns, risk_csv, risk_rows
from mnassess.review.risks import risk_catalogue

RISKS = tuple(risk_catalogue().risks)


def rows_of(answers: dict[str, object], form: str = "full-item", *findings: Finding) -> tuple[RiskRow, ...]:
    assessment = report(answers, form)
    return risk_rows(
        [Review(assessment=assessment, document=Path("甲/x.json"), as_of=DAY, findings=findings)]
    )


def note(path: str, message: str = "指摘", state: FindingState = FindingState.OPEN) -> Finding:
    return Finding(
        id=path, code="by_hand", severity=FindingSeverity.MINOR, path=path, message=message, state=state
    )


def test_the_whole_table(expected: Callable[[str, str], None]) -> None:
    lines = [
        " | ".join(cell.replace("\n", "⏎") for cell in row.cells().values()) for row in risk_rows([review()])
    ]
    expected("review/risk_table.txt", "\n".join([" | ".join(one.head for one in columns()), *lines]))


@pytest.mark.parametrize("form", ["threshold", "key-item", "full-item"])
def test_every_risk_has_a_row_for_each_file_of_an_empty_report(form: str) -> None:
    assert {row.risk for row in rows_of({}, form)} == {*RISKS, ""}


def test_every_file_has_all_risks() -> None:
    rows = rows_of({"files[a].profile.name": "甲", "files[b].profile.name": "乙"})
    assert Counter(row.file for row in rows if row.risk) == {"甲": 26, "乙": 26}


def test_a_form_that_does_not_ask_says_so_and_one_that_does_proposes_a_measure() -> None:
    missing = {row.risk: row for row in rows_of({"files[a].profile.name": "甲"}, "key-item")}
    assert (missing["A2"].missing, missing["A2"].proposals) == ("様式に欄がない", ())
    assert missing["A1"].missing == "このリスクへの対策の記載がない"
    assert len(missing["A1"].proposals) == 1


def test_no_measure_is_missed_where_nothing_is_outsourced() -> None:
    answers: dict[str, object] = {"files[a].risks.outsourcing.none": True}
    rows = rows_of(answers)
    assert {row.missing for row in rows if row.risk in {"O1", "O2", "O3", "O4", "O5"}} == {
        "該当する取扱いがないため、様式の欄に記入しない"
    }


def test_a_statement_against_several_risks_stands_under_each() -> None:
    path = "files[a].risks.outsourcing.misuse.contract.detail"
    plain = review()
    claim = replace(plain.claims[0], path=path, risks=("O1", "O2"), process="outsourcing")
    rows = risk_rows([replace(plain, claims=(claim,), standings={}, findings=())])
    assert [row.risk for row in rows if row.claim] == ["O1", "O2"]


@pytest.mark.parametrize(
    "path", ["", "cover.title", "files[gone].risks.use.copying.measures", "files[a].risks.use.copying", "zz[9", "other_measures"]
)  # fmt: skip
def test_a_finding_without_a_claim_has_a_row_wherever_it_lies(path: str) -> None:
    rows = rows_of({"files[a].profile.name": "甲"}, "full-item", note(path))
    assert [row.findings for row in rows if row.findings] == [("指摘",)]


def test_what_speaks_of_a_whole_file_stands_with_the_rows_of_that_file() -> None:
    names: dict[str, object] = {"files[a].profile.name": "甲", "files[b].profile.name": "乙"}
    rows = rows_of(names, "full-item", note("files[b].profile.name"), note("files[a].profile.name"))
    assert [file for file, _ in groupby(row.file for row in rows)] == ["甲", "乙", ""]
    assert [(row.file, row.process) for row in rows if row.findings] == [
        ("甲", "ファイル全体"),
        ("乙", "ファイル全体"),
    ]


def test_a_withdrawn_finding_has_none() -> None:
    assert not any(row.findings for row in rows_of({}, "full-item", note("", state=FindingState.WITHDRAWN)))


def test_of_several_findings_the_worst_decides_owner_and_state() -> None:
    plain = review()
    major = plain.findings[1]
    minor = replace(
        major, id="z", severity=FindingSeverity.MINOR, message="別の指摘", owner="甲課", proposal=""
    )
    row = next(row for row in risk_rows([replace(plain, findings=(minor, major))]) if row.findings)
    assert (row.severity, row.owner, row.state) == (FindingSeverity.MAJOR, "情報政策課", FindingState.PLANNED)
    assert row.cells()["finding"] == f"・{major.message}\n・別の指摘"
    assert row.cells()["proposal"] == major.proposal


def test_what_is_missing_comes_with_the_note_of_the_verdict() -> None:
    made = review()
    claim, standing = next((id_, one) for id_, one in made.standings.items() if one.code == "contradicted")
    noted = replace(standing, verdict=replace(standing.verdict, note="6月の\n記録がない"))
    rows = risk_rows([replace(made, standings={**made.standings, claim: noted})])
    assert {row.missing for row in rows if row.claim == claim} == {"記載と実態の一致（6月の 記録がない）"}


def test_agency_wide_rows_are_there_even_where_nothing_is_stated() -> None:
    rows = rows_of({})
    assert [row.missing for row in rows if row.process == "全庁共通"] == ["全庁共通の対策の記載がない"]


# --- CSV ------------------------------------------------------------------------------------------------------


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet() -> None:
    text = risk_csv(risk_rows([hostile()])).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [
        cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}
    ]
    assert not [letter for letter in text if letter < " " and letter not in "\r\n"]


def test_the_csv_is_for_excel_in_japan() -> None:
    data = risk_csv(risk_rows([review()]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


def test_in_english_process_and_rest_are_english_and_the_name_of_the_risk_is_the_forms() -> None:
    with speaking("en"):
        rows = risk_rows([review()])
    assert {row.process for row in rows} >= {"acquisition", "provision and transfer", "whole agency"}
    assert "Evidence (configuration, record, register …)" in {row.missing for row in rows}
    assert {row.risk_name for row in rows if row.risk == "A1"} == {"目的外の入手が行われるリスク"}


# --- the columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ('"key": "file"', "「file」が"),
        ('"key": "nothing"', "「nothing」は使えません"),
        ('"key": "report", "widht": 3', "「widht」の意味が定義されていません"),
    ],
)
def test_columns_that_are_not_understood_are_refused(change: str, reason: str, tmp_path: Path) -> None:
    column = '"ja": "甲", "en": "a", "width": 3, "clause": "", "sure": "proposal"'
    text = f'{{"title": "表", "edition": "2026-11", "effective_from": "2026-11-01", "columns": [{{"key": "file", {column}}}, {{{change}, {column}}}]}}'
    (tmp_path / "c.json").write_text(text, encoding="utf-8")
    with pytest.raises(FormDefinitionError, match="二度あるか|" + reason):
        read_columns(tmp_path / "c.json")
