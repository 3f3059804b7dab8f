"""All reports of a city as DataFrames, and the questions a portfolio is kept for.

Text stands as typed; a date is a `datetime64`, a form a category in the order of their size.
"""

from collections.abc import Hashable
from datetime import date

import pandas as pd

from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FormKind
from mnassess.language import say
from mnassess.portfolio.extract import Kind
from mnassess.portfolio.reading import Portfolio
from mnassess.rules.data import rules_on

_FORMS = [kind.value for kind in FormKind]
SPELLING = "spelling"
"""The kind of difference in which one name is written in several ways."""


def reports_frame(portfolio: Portfolio) -> pd.DataFrame:
    """One row per document: its file, operation, form, edition and the columns of the extract.

    `refusal` says why a document cannot be read; its other columns are empty then.
    """
    reports, columns = portfolio.reports, portfolio.extract.columns
    data: dict[str, object] = {
        "document": _strings([one.document for one in reports]),
        "operation": _strings([one.operation for one in reports]),
        "form": pd.Categorical([one.form or None for one in reports], _FORMS, ordered=True),
        "edition": _strings([one.edition or None for one in reports]),
    }
    for number, column in enumerate(columns):
        values = [one[4][number] or None for one in reports]
        is_date = column.kind is Kind.DATE
        data[column.name] = _days(values) if is_date else _strings(values)
    data["refusal"] = _strings([one.refusal or None for one in reports])
    return pd.DataFrame(data)


def mentions_frame(portfolio: Portfolio) -> pd.DataFrame:
    """One row per name or choice that stands in a report: document, kind, value as typed, what it is about, `key`.

    `key` is the same for two ways of writing one name (株式会社 left out, widths and case alike), and `about_key` for
    two ways of writing what it is about.
    """
    names = tuple(dict.fromkeys(one.name for one in portfolio.extract.mentions))
    kinds = [names.index(one.name) for one in portfolio.extract.mentions]
    rows = [(one.document, *each) for one in portfolio.reports for each in one.mentions]
    documents, numbers, values, about = zip(*rows, strict=True) if rows else ((), (), (), ())
    key = portfolio.extract.key
    keys = {name: key(name) for name in {*values, *about}}
    return pd.DataFrame(
        {
            "document": _strings(list(documents)),
            "kind": pd.Categorical.from_codes([kinds[number] for number in numbers], list(names)),
            "value": _strings(list(values)),
            "about": _strings(list(about)),
            "key": _strings([keys[value] for value in values]),
            "about_key": _strings([keys[value] for value in about]),
        }
    )


def levels_frame(reports: pd.DataFrame) -> pd.DataFrame:
    """One row per operation: how many documents of each form, and the highest form there is (`level`)."""
    there = reports.dropna(subset=["form"])
    counts = pd.crosstab(there["operation"], there["form"], dropna=False).reindex(
        columns=_FORMS, fill_value=0
    )
    counts.columns = pd.Index(_FORMS)
    highest = there.groupby("operation", observed=True)["form"].max()
    return counts.assign(level=highest).reset_index().rename_axis(columns=None)


def due_frame(reports: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """When each report is to be looked over (規則第14条) and assessed anew (規則第15条), the earliest first.

    `review_due` counts from the last publication, submission or change, `reassessment_due` from the last full
    assessment that was published; NaT where no such day is known. `is_review_late`, `is_reassessment_late`: as of a
    day. Reports of operations that have ended are left out.
    """
    periods = rules_on(as_of).periods
    going = reports[reports["ended_on"].isna() & reports["form"].notna()]
    last = going[["published_on", "submitted_on", "last_change_on"]].max(axis=1)
    found = going[["document", "operation", "form", "title"]].assign(
        review_due=_after(last.where(going["published_on"].notna()), periods["review"].after),
        reassessment_due=_after(going["last_full_publication_on"], periods["reassessment"].after),
    )
    today = pd.Timestamp(as_of)
    found["is_review_late"] = found["review_due"] < today
    found["is_reassessment_late"] = found["reassessment_due"] <= today
    return found.sort_values(["review_due", "reassessment_due", "document"], ignore_index=True)


def in_common_frame(mentions: pd.DataFrame, kind: str) -> pd.DataFrame:
    """What two or more reports name: `names` (every way it is written), `documents`, how many; the most shared first."""
    of_kind = mentions[mentions["kind"] == kind]
    found = of_kind.groupby("key", observed=True).agg(
        names=("value", _joined), documents=("document", _joined), count=("document", "nunique")
    )
    shared = found[found["count"] > 1].reset_index(drop=True)
    return shared.sort_values(["count", "names"], ascending=[False, True], ignore_index=True)


def told_differently_frame(mentions: pd.DataFrame, portfolio: Portfolio) -> pd.DataFrame:
    """Where reports say different things of one file or contractor, or write one contractor's name differently.

    `kind` (retention, subcontracting, spelling), `what` it is, `about`, `said` (every value), `documents`.
    """
    parts = []
    for kind, sentence in portfolio.extract.told_differently.items():
        of_kind = mentions[(mentions["kind"] == kind) & (mentions["about_key"] != "")]
        of_kind = of_kind.assign(value=of_kind["value"].replace(_choice_words(portfolio, kind)))
        parts.append(_differing(of_kind, "about_key", "about").assign(kind=kind, what=sentence))
    contractors = mentions[mentions["kind"] == "contractor"]
    written = _differing(contractors, "key", "value")
    parts.append(written.assign(kind=SPELLING, what=say("同じ委託先の書き方が違う")))
    columns = ["kind", "what", "about", "said", "documents"]
    return pd.concat(parts, ignore_index=True).reindex(columns=columns)


def _choice_words(portfolio: Portfolio, kind: str) -> dict[str, str]:
    """Code → printed words of the choices of a kind of mention."""
    forms = [load_form(form) for form in FormKind]
    paths = [one.path for one in portfolio.extract.mentions if one.name == kind]
    fields = [form.find(path) for form in forms for path in paths]
    choices = [one.choices for one in fields if isinstance(one, Field) and one.choices]
    return {choice.code: choice.words for known in choices for choice in known}


def _differing(mentions: pd.DataFrame, key: str, about: str) -> pd.DataFrame:
    found = mentions.groupby(key, observed=True).agg(
        about=(about, "first"),
        said=("value", _joined),
        documents=("document", _joined),
        ways=("value", "nunique"),
        reports=("document", "nunique"),
    )
    return found[(found["ways"] > 1) & (found["reports"] > 1)].reset_index(drop=True)


def _joined(values: "pd.Series[str]") -> str:
    return "、".join(sorted(values.unique()))


def _after(days: "pd.Series[pd.Timestamp]", later: object) -> "pd.Series[pd.Timestamp]":
    """Each day moved by a period of the rules; every day is worked out once."""
    moved: dict[Hashable, pd.Timestamp] = {
        day: pd.Timestamp(later(day.date()))  # type: ignore[operator]
        for day in days.dropna().unique()
    }
    return pd.to_datetime(days.map(moved))


def _days(values: list[str | None]) -> object:
    return pd.to_datetime(pd.Series(values, dtype="object"), errors="coerce", format="%Y-%m-%d")


def _strings(values: list[str] | list[str | None]) -> object:
    return pd.array(values, dtype="string")
