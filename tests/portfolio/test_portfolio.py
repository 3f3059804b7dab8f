"""All reports of a city: read as a stream, kept, asked; a damaged one is told and stops nobody."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from mnassess import resources
from mnassess.errors import FormDefinitionError
from mnassess.portfolios import reading
from mnassess.portfolios.extract import read_extract, split_names, standard_extract
from mnassess.portfolios.reading import read_portfolio
from mnassess.tables.datasets import (
    levels_by_dask,
    levels_by_duckdb,
    shared_by_dask,
    shared_by_duckdb,
    write_dataset,
)
from mnassess.tables.portfolio import (
    due_frame,
    in_common_frame,
    levels_frame,
    mentions_frame,
    reports_frame,
    told_differently_frame,
)

SAMPLE = Path(__file__).parents[2] / "mnassess" / "sample"
JUKI, TAX = "住民基本台帳に関する事務", "個人住民税に関する事務"
DAY = date(2026, 11, 27)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The sample's reports, of which one is there twice with another retention, and one is damaged."""
    folder = tmp_path / "みほん市"
    for path in SAMPLE.glob("*/*.json"):
        if not path.name.endswith(".review.json"):
            (folder / path.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / path.parent.name)
    other = json.loads((folder / JUKI / "full-item.json").read_text(encoding="utf-8"))
    other["answers"]["files"][0]["profile"]["storage"]["period"]["length"] = "5_to_10_years"
    other["answers"]["files"][0]["profile"]["outsourcing"]["tasks"][0]["subcontracting"] = "not_subcontracted"
    (folder / "支所の事務").mkdir()
    write(folder / "支所の事務" / "full-item.json", other)
    (folder / JUKI / "以前の版").mkdir()
    write(folder / JUKI / "以前の版" / "full-item.json", other)
    (folder / "壊れた事務").mkdir()
    (folder / "壊れた事務" / "threshold.json").write_text('{"form": "threshold"', encoding="utf-8")
    return folder


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def shown(frame: pd.DataFrame) -> str:
    """A frame as text, whole."""
    return frame.to_csv(sep="\t", index=False)


def test_what_the_frames_say(city: Path, expected: Callable[[str, str], None]) -> None:
    portfolio = read_portfolio(city)
    reports, mentions = reports_frame(portfolio), mentions_frame(portfolio)
    parts = {
        "reports": reports.assign(refusal=reports["refusal"].str.replace(str(city), "…")),
        "levels": levels_frame(reports),
        "due": due_frame(reports, DAY),
        "systems in common": in_common_frame(mentions, "system"),
        "contractors in common": in_common_frame(mentions, "contractor"),
        "told differently": told_differently_frame(mentions, portfolio),
    }
    text = "\n".join(f"== {name}\n{shown(frame)}" for name, frame in parts.items())
    expected("portfolio/frames.tsv", text)


def test_a_damaged_report_is_told_and_the_others_go_on(city: Path) -> None:
    portfolio = read_portfolio(city)
    (refused,) = portfolio.refused
    assert refused.document == "壊れた事務/threshold.json"
    assert "threshold.json" in refused.refusal
    assert len(portfolio.reports) == 7


@pytest.mark.parametrize("text", ["", "[]", "null", '{"form": 1, "edition": 2}', '{"form": "threshold", "edition": "1999-01"}', '{"form": "threshold", "edition": "2024-10", "answers": 1}'])  # fmt: skip
def test_a_file_of_any_shape_is_survived(tmp_path: Path, text: str) -> None:
    (tmp_path / "threshold.json").write_text(text, encoding="utf-8")
    (one,) = read_portfolio(tmp_path).reports
    assert set(one.values) == {""}
    assert list(one.mentions) == []


def test_what_was_read_is_kept_and_only_changed_files_are_read_anew(city: Path) -> None:
    first = read_portfolio(city)
    again = read_portfolio(city)
    assert (first.reread, again.reread) == (7, 0)
    assert again.reports == first.reports
    changed = json.loads((city / TAX / "key-item.json").read_text(encoding="utf-8"))
    changed["answers"]["cover"]["title"] = "改めた評価書"
    write(city / TAX / "key-item.json", changed)
    (city / JUKI / "threshold.json").unlink()
    third = read_portfolio(city)
    assert (third.reread, len(third.reports)) == (1, 6)
    assert "改めた評価書" in [value for one in third.reports for value in one[4]]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"made": 1}', b"\xff\xfe"])
def test_what_is_kept_may_be_damaged(city: Path, data: bytes) -> None:
    before = read_portfolio(city).reports
    (city / ".mnassess" / "portfolio.json").write_bytes(data)
    after = read_portfolio(city)
    assert (after.reports, after.reread) == (before, 7)


def test_several_processes_read_the_same(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_portfolio(city, is_kept=False).reports
    monkeypatch.setattr(reading, "_FEW", 0)
    monkeypatch.setattr(reading.os, "cpu_count", lambda: 2)
    assert read_portfolio(city, is_kept=False).reports == alone


def test_reading_writes_nothing_where_nothing_is_to_be_kept(city: Path) -> None:
    before = sorted(city.rglob("*"))
    read_portfolio(city, is_kept=False)
    assert sorted(city.rglob("*")) == before


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # raised inside Dask by the newest pandas
def test_duckdb_and_dask_answer_as_pandas_does(city: Path, tmp_path: Path) -> None:
    portfolio = read_portfolio(city)
    reports, mentions = reports_frame(portfolio), mentions_frame(portfolio)
    folder = tmp_path / "データ ' 集"
    written = write_dataset(portfolio, folder)
    assert written == reports["form"].notna().sum() + len(mentions)
    assert write_dataset(portfolio, folder) == written
    for kind in ("system", "contractor"):
        asked = in_common_frame(mentions, kind)[["names", "count"]].astype({"names": "object"})
        for found in (shared_by_duckdb(folder, kind), shared_by_dask(folder, kind)):
            assert_frame_equal(
                found[["names", "count"]].astype({"names": "object"}), asked, check_dtype=False
            )
    counts = reports["form"].value_counts()
    for found in (levels_by_duckdb(folder), levels_by_dask(folder)):
        assert dict(zip(found["form"], found["count"], strict=True)) == {
            form: count for form, count in counts.items() if count
        }


def test_the_paths_of_the_extract_are_blanks_of_a_form() -> None:
    from mnassess.forms.catalog import load_form
    from mnassess.forms.model import FormKind

    forms = [load_form(kind) for kind in FormKind]
    extract = standard_extract()
    for path in [one.path for one in (*extract.columns, *extract.mentions)]:
        plain = path.removesuffix("[].date").removesuffix("[]")
        assert any(form.find(plain) is not None for form in forms), path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("住記システム\n税システム", ("住記システム", "税システム")),
        ("①住記、②税", ("住記", "税")),
        ("1. 住記\n2. 税\n", ("住記", "税")),
        ("中間サーバー・プラットフォーム", ("中間サーバー・プラットフォーム",)),
        ("", ()),
    ],
)
def test_one_text_may_name_several(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("株式会社みほん", "（株）みほん", True),
        ("ＡＢＣ㈱", "株式会社abc", True),
        ("みほん", "みほん印刷", False),
    ],
)
def test_a_company_is_known_by_its_name(one: str, other: str, is_same: bool) -> None:
    key = standard_extract().key
    assert (key(one) == key(other)) is is_same


def test_an_extract_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    content = json.loads((resources.schemas() / "portfolio.json").read_text(encoding="utf-8"))
    content["columns"][0]["path"] = "Cover Number"
    file = tmp_path / "portfolio.json"
    write(file, content)
    with pytest.raises(FormDefinitionError, match="欄の番地ではありません"):
        read_extract(file)
