"""A portfolio that outgrows one machine: a partitioned Parquet data set, and its main questions asked by DuckDB or Dask.

`reports/` lies in a folder per form, `mentions/` in a folder per kind, as Hive names them, so an engine reads only the
parts a question needs. Several cities write into one data set, each its own files.
"""

import hashlib
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from mnassess.errors import MnassessError
from mnassess.language import say
from mnassess.portfolios.reading import Portfolio
from mnassess.tables.portfolio import joined_names, mentions_frame, reports_frame

_REPORTS, _MENTIONS = "reports", "mentions"


def write_dataset(portfolio: Portfolio, folder: Path) -> int:
    """Write the reports and what they name into a data set; returns how many rows. A city's earlier files are replaced."""
    written = 0
    city = hashlib.sha256(str(portfolio.folder.resolve()).encode()).hexdigest()[:12]
    for name, by, frame in (
        (_REPORTS, "form", reports_frame(portfolio).dropna(subset=["form"])),
        (_MENTIONS, "kind", mentions_frame(portfolio)),
    ):
        for value, part in frame.groupby(by, observed=True):
            at = folder / name / f"{by}={value}"
            at.mkdir(parents=True, exist_ok=True)
            _engine("pyarrow")
            part.drop(columns=by).assign(city=portfolio.folder.name).to_parquet(
                at / f"{city}.parquet", index=False
            )
            written += len(part)
    return written


_SHARED = """
    select key, string_agg(distinct value, '、' order by value) as names, count(distinct city || document) as count
    from read_parquet('{folder}/mentions/kind={kind}/*.parquet')
    group by key having count > 1 order by count desc, names
"""
_LEVELS = """
    select city, form, count(*) as count
    from read_parquet('{folder}/reports/*/*.parquet', hive_partitioning = true)
    group by city, form order by city, form
"""


def shared_by_duckdb(folder: Path, kind: str) -> pd.DataFrame:
    """What two or more reports of a data set name: `key`, `names`, `count`; the most shared first."""
    return _asked(_SHARED, folder, kind)


def levels_by_duckdb(folder: Path) -> pd.DataFrame:
    """How many reports of each form each city has: `city`, `form`, `count`."""
    return _asked(_LEVELS, folder)


def _asked(question: str, folder: Path, kind: str = "") -> pd.DataFrame:
    with _engine("duckdb").connect() as connection:
        place = str(folder.resolve()).replace("'", "''")
        found: pd.DataFrame = connection.sql(question.format(folder=place, kind=kind)).df()
    return found


def shared_by_dask(folder: Path, kind: str) -> pd.DataFrame:
    """As `shared_by_duckdb`, asked of Dask: the parts are read and counted one by one, on as many machines as there are."""
    parts = _engine("dask.dataframe").read_parquet(f"{folder}/{_MENTIONS}/kind={kind}")
    named = parts[["city", "document", "key", "value"]].drop_duplicates()
    found: pd.DataFrame = named.compute()
    grouped = found.assign(report=found["city"] + found["document"]).groupby("key")
    counted = grouped.agg(names=("value", joined_names), count=("report", "nunique"))
    shared = counted[counted["count"] > 1].reset_index()
    return shared.sort_values(["count", "names"], ascending=[False, True], ignore_index=True)


def levels_by_dask(folder: Path) -> pd.DataFrame:
    """As `levels_by_duckdb`, asked of Dask."""
    parts = _engine("dask.dataframe").read_parquet(f"{folder}/{_REPORTS}")
    counted = parts.groupby(["city", "form"], observed=True).size().compute()
    found: pd.DataFrame = counted.rename("count").reset_index().astype({"form": "str"})
    return found[found["count"] > 0].sort_values(["city", "form"], ignore_index=True)


def _engine(name: str) -> Any:
    """An engine that comes with the extra; MnassessError where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise MnassessError(
            say(
                "{name} がありません。pip install 'mnassess[portfolio]' で入れてください。",
                name=name.partition(".")[0],
            )
        ) from None
