"""mnassess: 特定個人情報保護評価書 — what is asked, what is answered, what follows, what is printed.

    schemas/ ── forms ──► Form ─────────────┐
    workspace/*.json ◄─ documents ─► Assessment
                                            │
                  rules ──► Problems · ThresholdDecision
                                            │
    evidence files ── evidence ──► Passages │
                                            ▼
                  review ──► Claims × Passages ──► Findings, a person's Verdicts
                                            │
                  word, excel ──► .docx, .xlsx     (tui and cli stand on top)
                  tables, display, charts ──► DataFrames, what a notebook shows, pictures  (library)

What a notebook or a script needs is here, loaded when it is first used:

    report = mnassess.document("住民基本台帳に関する事務/full-item.json")
    report.claims(), report.findings(labels="ja"), report.risk_table()      (pandas DataFrames; see `mnassess.library`)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mnassess.display.documents import show_form as show_form
    from mnassess.documents.changes import iter_changes as iter_changes
    from mnassess.documents.model import Assessment as Assessment
    from mnassess.documents.storage import load_document as load_document
    from mnassess.documents.storage import save_document as save_document
    from mnassess.documents.workspace import load_workspace as load_workspace
    from mnassess.forms.catalog import load_form as load_form
    from mnassess.library import document as document
    from mnassess.library import portfolio as portfolio
    from mnassess.library import workspace as workspace
    from mnassess.rules.checks import iter_problems as iter_problems
    from mnassess.rules.threshold import decide_threshold as decide_threshold
    from mnassess.word.report import write_report as write_report

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "mnassess.documents.model",
    "decide_threshold": "mnassess.rules.threshold",
    "document": "mnassess.library",
    "iter_changes": "mnassess.documents.changes",
    "iter_problems": "mnassess.rules.checks",
    "load_document": "mnassess.documents.storage",
    "load_form": "mnassess.forms.catalog",
    "load_workspace": "mnassess.documents.workspace",
    "save_document": "mnassess.documents.storage",
    "portfolio": "mnassess.library",
    "show_form": "mnassess.display.documents",
    "workspace": "mnassess.library",
    "write_report": "mnassess.word.report",
}

__all__ = [*sorted(_HOMES), "__version__"]  # noqa: PLE0604 - names of the table above


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'mnassess' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
