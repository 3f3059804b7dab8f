"""What `import mnassess` gives to a notebook or a script: a workspace or a document to look into, as DataFrames.

Looking only: nothing is locked, nothing is written, not even the cache of the evidence's text. What is written says so
in its name (`write_…`); a portfolio keeps what it read in `.mnassess/`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mnassess.display.documents import show_changes, show_document, show_section, show_workspace
from mnassess.display.findings import show_findings
from mnassess.display.shown import Shown
from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import Workspace, load_workspace
from mnassess.errors import ChangedOutsideError, WorkspaceError
from mnassess.language import say
from mnassess.portfolios.reading import Portfolio, read_portfolio
from mnassess.review.gathering import outcome_of
from mnassess.review.outcome import Review
from mnassess.review.record import ReviewRecord
from mnassess.review.session import read_review
from mnassess.rules.checks import iter_problems
from mnassess.rules.circumstances import circumstances_of, with_figures
from mnassess.rules.problems import Circumstances

if TYPE_CHECKING:
    from mnassess.tables.frame import Frame


def workspace(path: str | Path) -> "WorkspaceView":
    """The workspace in a folder; WorkspaceError where it is none."""
    return WorkspaceView(held=load_workspace(Path(path)))


def document(path: str | Path, as_of: date | None = None) -> "DocumentView":
    """The document in a file, as it is now; DocumentError where it cannot be used.

    `as_of`: the day everything about time is told for; today where it is not given.
    """
    file = Path(path)
    day = as_of or date.today()  # noqa: DTZ011 - the law counts in local days
    return DocumentView(path=file, assessment=load_document(file).assessment, as_of=day)


def portfolio(path: str | Path, as_of: date | None = None, *, is_kept: bool = True) -> "PortfolioView":
    """All reports in a workspace, or in a folder that holds several.

    `is_kept`: what was read is kept in `.mnassess/`, and only changed files are read anew.
    """
    day = as_of or date.today()  # noqa: DTZ011 - the law counts in local days
    return PortfolioView(held=read_portfolio(Path(path), is_kept=is_kept), as_of=day)


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """One document and its review, to look into.

    The report is the one that lay there when it was opened. The review is worked out the first time it is asked for,
    with all automatic checks: that takes seconds. `labels="ja"` (or "en") calls columns and codes in that language.
    """

    path: Path
    assessment: Assessment = field(repr=False)
    as_of: date

    @cached_property
    def circumstances(self) -> Circumstances:
        """What the checks know beside the document."""
        known, _ = circumstances_of(self.path, None, self.as_of)
        return with_figures(known, self.assessment, self.path)

    @cached_property
    def review(self) -> Review:
        """What the review came to: what people said, and what the checks find now.

        ChangedOutsideError where the file is not the report any more that was opened.
        """
        found = outcome_of(self.path, as_of=self.as_of, is_text_kept=False)
        if found.assessment != self.assessment:
            raise ChangedOutsideError(
                say("{path}：開いた後に変更されました。document で開き直してください。", path=self.path)
            )
        return found

    @cached_property
    def record(self) -> ReviewRecord:
        """Everything people said in the review so far."""
        return read_review(self.path, self.assessment.form.kind.value).record

    # --- to look at -----------------------------------------------------------------------------------------

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        return show_document(self.assessment, self.circumstances)._repr_mimebundle_(include, exclude)

    def show_section(self, path: str = "") -> Shown:
        """One heading or list entry of it as it is printed, and what is wrong in it; all of it for ""."""
        return show_section(self.assessment, path, self.circumstances)

    def show_changes_from(self, other: "DocumentView | str | Path") -> Shown:
        """What differs from another version of the report, the words that went and came marked."""
        return show_changes(_assessment_of(other), self.assessment)

    def show_findings(self) -> Shown:
        """The findings of the review, the worst first."""
        return show_findings(self.review)

    # --- the report -----------------------------------------------------------------------------------------

    def answers(self, labels: str = "") -> "Frame":
        """A row for every blank, in form order."""
        from mnassess.tables.documents import answers_frame

        return answers_frame(self.assessment, self.circumstances, labels)

    def problems(self, labels: str = "") -> "Frame":
        """A row for every problem `mnassess check` finds."""
        from mnassess.tables.documents import problems_frame

        return problems_frame(self.assessment, iter_problems(self.assessment, self.circumstances), labels)

    def progress(self, labels: str = "") -> "Frame":
        """A row for every chapter: how much of it is answered."""
        from mnassess.tables.documents import progress_frame

        return progress_frame(self.assessment, self.circumstances, labels)

    def changes_from(self, other: "DocumentView | str | Path", labels: str = "") -> "Frame":
        """A row for every place that differs from another version of the report."""
        from mnassess.tables.documents import changes_frame

        return changes_frame(_assessment_of(other), self.assessment, labels)

    # --- the review -----------------------------------------------------------------------------------------

    def claims(self, by: str = "", labels: str = "") -> "Frame":
        """A row for every claim; `by="risk"` or `by="measure"`: for every claim and risk, or measure type."""
        from mnassess.tables.review import claims_frame

        return claims_frame(self.review, by, labels)

    def evidence(self, labels: str = "") -> "Frame":
        """A row for every entry of the register: its file as it is now, its age against what it is used for."""
        from mnassess.tables.evidence import evidence_frame

        return evidence_frame(self.review, labels)

    def verdicts(self, labels: str = "") -> "Frame":
        """A row for every claim with a verdict, as it stands today."""
        from mnassess.tables.review import verdicts_frame

        return verdicts_frame(self.review, labels)

    def verdict_history(self, labels: str = "") -> "Frame":
        """A row for every verdict ever given or taken back."""
        from mnassess.tables.review import verdict_history_frame

        return verdict_history_frame(self.review, self.record, labels)

    def findings(self, labels: str = "") -> "Frame":
        """A row for every finding, the worst first."""
        from mnassess.tables.review import findings_frame

        return findings_frame(self.review, labels)

    def remarks(self, labels: str = "") -> "Frame":
        """A row for every remark of a reviewer that stands."""
        from mnassess.tables.review import remarks_frame

        return remarks_frame(self.review, labels)

    def checklist(self, labels: str = "") -> "Frame":
        """A row for every question of the checklist and of the nine duties."""
        from mnassess.tables.review import checklist_frame

        return checklist_frame(self.review, labels)

    def risk_table(self, labels: str = "") -> "Frame":
        """リスク管理表: the rows of the workbook."""
        from mnassess.tables.review import risk_table_frame

        return risk_table_frame(self.review, labels)

    def risk_matrix(self, labels: str = "") -> "Frame":
        """Declared and verified for every risk."""
        from mnassess.tables.summaries import risk_matrix_frame

        return risk_matrix_frame(self.review, labels)

    def finding_counts(self, labels: str = "") -> "Frame":
        """How many findings of each severity each owner has."""
        from mnassess.tables.summaries import finding_counts_frame

        return finding_counts_frame(self.review, labels)

    def verification(self, labels: str = "") -> "Frame":
        """Declared and verified at the end of every day on which somebody judged a claim."""
        from mnassess.tables.summaries import verification_frame

        return verification_frame(self.review, self.record, labels)

    def write_risk_table(self, suffix: str = ".xlsx") -> Path:
        """The risk table as a file beside the report (.xlsx, .csv or .docx), under a free name; returns where."""
        from mnassess.outputs.outcome_files import outcome_file, write_beside

        made = outcome_file(f"table{suffix}")
        return write_beside(made, self.review)[0]

    # --- pictures -------------------------------------------------------------------------------------------

    def draw_progress(self) -> Shown:
        """How far every chapter is."""
        from mnassess.charts.progress import draw_progress

        return draw_progress(self.progress())

    def draw_risk_matrix(self) -> Shown:
        """Declared and verified for every process and risk."""
        from mnassess.charts.risks import draw_risk_matrix

        return draw_risk_matrix(self.risk_matrix())

    def draw_findings(self) -> Shown:
        """Findings by owner and severity."""
        from mnassess.charts.findings import draw_finding_counts

        return draw_finding_counts(self.finding_counts())

    def draw_evidence_age(self) -> Shown:
        """How old the evidence is against its limit."""
        from mnassess.charts.evidence import draw_evidence_age

        return draw_evidence_age(self.evidence())

    def draw_verification(self) -> Shown:
        """Declared and verified over time."""
        from mnassess.charts.verification import draw_verification

        return draw_verification(self.verification())


@dataclass(frozen=True, kw_only=True)
class WorkspaceView:
    """The folder of one agency, to look into."""

    held: Workspace

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        return show_workspace(self.held)._repr_mimebundle_(include, exclude)

    def documents(self, as_of: date | None = None, labels: str = "") -> "Frame":
        """A row for every document."""
        from mnassess.tables.documents import documents_frame

        return documents_frame(self.held, as_of=as_of, labels=labels)

    def document(self, path: str | Path, as_of: date | None = None) -> DocumentView:
        """One of its documents, as the column `path` of `documents` names it; WorkspaceError where it has none such."""
        file = self.held.folder / path
        if file not in set(self.held.iter_documents()):
            raise WorkspaceError(
                say(
                    "{path}：この作業フォルダーにない評価書です。documents() で一覧を見てください。",
                    path=path,
                )
            )
        return document(file, as_of)

    def iter_documents(self, as_of: date | None = None) -> Iterator[DocumentView]:
        """Every document of it; DocumentError at one that cannot be read."""
        return (document(file, as_of) for file in self.held.iter_documents())


@dataclass(frozen=True, kw_only=True)
class PortfolioView:
    """All reports of a city, or of many, to look into."""

    held: Portfolio = field(repr=False)
    as_of: date

    def reports(self, labels: str = "") -> "Frame":
        """A row for every report, one that cannot be read with the reason."""
        from mnassess.tables.portfolio import reports_frame

        return reports_frame(self.held, labels)

    def mentions(self, labels: str = "") -> "Frame":
        """A row for every system, file, contractor, recipient and retention period a report names."""
        from mnassess.tables.portfolio import mentions_frame

        return mentions_frame(self.held, labels)

    def levels(self, labels: str = "") -> "Frame":
        """A row for every operation: which forms there are."""
        from mnassess.tables.portfolio import levels_frame

        return levels_frame(self.reports(), labels)

    def due(self, labels: str = "") -> "Frame":
        """When each report is to be looked over and assessed anew, the earliest first."""
        from mnassess.tables.portfolio import due_frame

        return due_frame(self.reports(), self.as_of, labels)

    def in_common(self, kind: str, labels: str = "") -> "Frame":
        """What two or more reports name: `kind` is system, file, contractor or provided_to."""
        from mnassess.tables.portfolio import in_common_frame

        return in_common_frame(self.mentions(), kind, labels)

    def told_differently(self, labels: str = "") -> "Frame":
        """Where reports say different things of one file or contractor, or write one name differently."""
        from mnassess.tables.portfolio import told_differently_frame

        return told_differently_frame(self.mentions(), self.held, labels)

    def write_dataset(self, folder: str | Path) -> "DatasetView":
        """Write a partitioned Parquet data set, which several cities may share; files of this one are replaced."""
        from mnassess.tables.datasets import write_dataset

        write_dataset(self.held, Path(folder))
        return DatasetView(folder=Path(folder))


@dataclass(frozen=True, kw_only=True)
class DatasetView:
    """A Parquet data set of portfolios, and its main questions asked by an engine that reads only what it needs."""

    folder: Path

    def levels_by_duckdb(self) -> "Frame":
        """How many reports of each form each city has."""
        from mnassess.tables.datasets import levels_by_duckdb

        return levels_by_duckdb(self.folder)

    def levels_by_dask(self) -> "Frame":
        """The same, asked of Dask."""
        from mnassess.tables.datasets import levels_by_dask

        return levels_by_dask(self.folder)

    def shared_by_duckdb(self, kind: str) -> "Frame":
        """What two or more reports name."""
        from mnassess.tables.datasets import shared_by_duckdb

        return shared_by_duckdb(self.folder, kind)

    def shared_by_dask(self, kind: str) -> "Frame":
        """The same, asked of Dask."""
        from mnassess.tables.datasets import shared_by_dask

        return shared_by_dask(self.folder, kind)


def _assessment_of(other: "DocumentView | str | Path") -> Assessment:
    return other.assessment if isinstance(other, DocumentView) else load_document(Path(other)).assessment
