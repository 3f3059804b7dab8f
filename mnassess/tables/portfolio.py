"""All reports of a city as DataFrames, and the questions a portfolio is kept for.

Text stands as typed; a date is a `datetime64`, a form a category in the order of their size.
"""

from collections.abc import Hashable
from datetime import date

import pandas as pd

from mnassess.forms.catalog import load_form
from mnassess.forms.model import Field, FormKind
from mnassess.language import current
from mnassess.portfolios.extract import Kind
from mnassess.portfolios.reading import Portfolio
from mnassess.rules.data import rules_on
from mnassess.tables.columns import Column, standard_frames
from mnassess.tables.frame import Frame, labelled

_FORMS = [kind.value for kind in FormKind]


def reports_frame(portfolio: Portfolio, labels: str = "") -> Frame:
    """One row per document: its file, operation, form, edition and the columns of the extract.

    `refusal` says why a document cannot be read; its other columns are empty then. Choices stand as codes, with
    `labels` in the words of the form.
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
        if labels and column.kind is Kind.CODE:
            words = _choice_words((column.path,))
            values = [words.get(value, value) if value else None for value in values]
        data[column.name] = _days(values) if column.kind is Kind.DATE else _strings(values)
    data["refusal"] = _strings([one.refusal or None for one in reports])
    own = standard_frames().columns["documents"]
    first = [Column("document", *own[0][1:]), *own[1:4]]
    heads = [*first, *(Column(one.name, one.ja, one.en, "text") for one in columns), own[-1]]
    return labelled(pd.DataFrame(data), heads, labels)


def mentions_frame(portfolio: Portfolio, labels: str = "") -> Frame:
    """One row per name or choice that stands in a report: document, kind, value as typed, what it is about, `key`.

    `key` is the same for two ways of writing one name (株式会社 left out, widths and case alike), and `about_key` for
    two ways of writing what it is about.
    """
    names = tuple(dict.fromkeys(one.name for one in portfolio.extract.mentions))
    kinds = [names.index(one.name) for one in portfolio.extract.mentions]
    documents, numbers, values, about = [], list[int](), list[str](), list[str]()
    for one in portfolio.reports:
        codes, texts = one.mentions.codes, one.mentions.texts
        documents += [one.document] * len(one.mentions)
        numbers += codes[::3]
        values += [texts[code] for code in codes[1::3]]
        about += [texts[code] for code in codes[2::3]]
    key = portfolio.extract.key
    keys = {name: key(name) for name in {*values, *about}}
    found = pd.DataFrame(
        {
            "document": _strings(documents),
            "kind": pd.Categorical.from_codes([kinds[number] for number in numbers], list(names)),
            "value": _strings(values),
            "about": _strings(about),
            "key": _strings([keys[value] for value in values]),
            "about_key": _strings([keys[value] for value in about]),
        }
    )
    return _called(found, "mentions", labels)


def levels_frame(reports: Frame, labels: str = "") -> Frame:
    """One row per operation: how many documents of each form, and the highest form there is (`level`)."""
    there = reports.dropna(subset=["form"])
    counts = pd.crosstab(there["operation"], there["form"], dropna=False).reindex(
        columns=_FORMS, fill_value=0
    )
    counts.columns = pd.Index(_FORMS)
    highest = there.groupby("operation", observed=True)["form"].max()
    return _called(counts.assign(level=highest).reset_index(), "levels", labels)


def due_frame(reports: Frame, as_of: date, labels: str = "") -> Frame:
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
    found = found.sort_values(["review_due", "reassessment_due", "document"], ignore_index=True)
    return _called(found, "due", labels)


def in_common_frame(mentions: Frame, kind: str, labels: str = "") -> Frame:
    """What two or more reports name: `names` (every way it is written), `documents`, how many; the most shared first."""
    of_kind = mentions[mentions["kind"] == kind]
    grouped = of_kind.groupby("key", observed=True).agg(
        names=("value", joined_names), documents=("document", joined_names), count=("document", "nunique")
    )
    shared = grouped[grouped["count"] > 1].reset_index(drop=True)
    found = shared.sort_values(["count", "names"], ascending=[False, True], ignore_index=True)
    return _called(found, "in_common", labels)


def told_differently_frame(mentions: Frame, portfolio: Portfolio, labels: str = "") -> Frame:
    """Where reports say different things of one file or contractor, or write one contractor's name differently.

    `kind` of mention, `what` the difference is, `about`, `said` (every value), `documents`.
    """
    extract = portfolio.extract
    parts = []
    for each in extract.told_differently:
        of_kind = mentions[mentions["kind"] == each.kind]
        words = _choice_words(tuple(one.path for one in extract.mentions if one.name == each.kind))
        of_kind = of_kind.assign(value=of_kind["value"].replace(words))
        key, about = ("key", "value") if each.is_name else ("about_key", "about")
        found = _differing(of_kind[of_kind[key] != ""], key, about)
        parts.append(found.assign(kind=each.kind, what=each.ja if (labels or current()) == "ja" else each.en))
    known = list(mentions["kind"].cat.categories)
    found = pd.concat(parts, ignore_index=True).reindex(
        columns=["kind", "what", "about", "said", "documents"]
    )
    return _called(found.assign(kind=pd.Categorical(found["kind"], known)), "told_differently", labels)


def _called(found: Frame, name: str, labels: str) -> Frame:
    return labelled(found.rename_axis(columns=None), standard_frames().columns[name], labels)


def _choice_words(paths: tuple[str, ...]) -> dict[str, str]:
    """Code → printed words of the choices of some blanks."""
    forms = [load_form(form) for form in FormKind]
    fields = [form.find(path) for form in forms for path in paths]
    choices = [one.choices for one in fields if isinstance(one, Field) and one.choices]
    return {choice.code: choice.words for known in choices for choice in known}


def _differing(mentions: Frame, key: str, about: str) -> Frame:
    found = mentions.groupby(key, observed=True).agg(
        about=(about, "first"),
        said=("value", joined_names),
        documents=("document", joined_names),
        ways=("value", "nunique"),
        reports=("document", "nunique"),
    )
    return found[(found["ways"] > 1) & (found["reports"] > 1)].reset_index(drop=True)


def joined_names(values: "pd.Series[str]") -> str:
    """Each of some texts once, in one cell."""
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
    return pd.array(values, dtype="string[python]")
