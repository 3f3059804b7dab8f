"""Who must do what, in which order, by when (番号法第28条, 規則第5条–第16条), as far as one report can show it."""

from collections.abc import Iterator

from mnassess.documents.beside import fact_path
from mnassess.language import say
from mnassess.rules.check import Case, Check
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.procedure.changes import CHANGE_CHECKS
from mnassess.rules.procedure.order import ORDER_CHECKS
from mnassess.rules.procedure.periods import PERIOD_CHECKS
from mnassess.rules.procedure.steps import STEP_CHECKS, fact_name

PROCEDURE_CHECKS: tuple[Check, ...] = (*STEP_CHECKS, *ORDER_CHECKS, *PERIOD_CHECKS, *CHANGE_CHECKS)
UNKNOWN_FACT = "PRC90"


def iter_unknown_facts(case: Case) -> Iterator[Problem]:
    """One info for every procedure fact some check would have needed, once the checks have run."""
    for name, needed_by in case.unknown_facts.items():
        yield Problem(
            code=UNKNOWN_FACT,
            severity=Severity.INFO,
            path=fact_path(name),
            message=say(
                "「{fact}」が手続の事実に記録されていないため、{check}などを確かめられません。分かる場合は記録してください。",
                fact=fact_name(name),
                check=needed_by,
            ),
        )
