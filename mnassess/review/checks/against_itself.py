"""The report against itself, its sibling, the law as it stands and the procedure: what the document checks found.

They are the checks of `mnassess.rules`, run once more and read as findings by a table
(`schemas/review/checks/problems.json`): nothing is looked for twice.
"""

from collections.abc import Iterator

from mnassess.language import speaking
from mnassess.review.advice import example_of, proposal_of
from mnassess.review.checks.check import ReviewCase, ReviewCheck, finding_id
from mnassess.review.checks.data import standard_check_data
from mnassess.review.model import Finding, FindingSeverity
from mnassess.rules.checks import iter_problems
from mnassess.rules.problems import Problem


class ReportProblems(ReviewCheck):
    """A problem of the document that says something about the measures, the procedure or the wording."""

    code = "CON"
    severity = FindingSeverity.MINOR

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the document checks, so that each can be skipped by itself."""
        return standard_check_data().problems.codes

    def find(self, case: ReviewCase) -> Iterator[Finding]:
        return _findings(case, undecided=False)

    def cannot_decide(self, case: ReviewCase) -> Iterator[Finding]:
        return _findings(case, undecided=True)


def _findings(case: ReviewCase, *, undecided: bool) -> Iterator[Finding]:
    problems = tuple(iter_problems(case.assessment, case.context.circumstances))
    with speaking("ja"):
        named = tuple(iter_problems(case.assessment, case.context.circumstances))
    for problem, in_japanese in zip(problems, named, strict=True):
        row = case.context.data.problems.row(problem.code, problem.path)
        if row is None or row.undecided is not undecided:
            continue
        remedy = None if row.proposal else case.remedy_at(problem.path, problem.message)
        yield Finding(
            id=finding_id(problem.code, problem.path, (), _what(case, in_japanese)),
            code=problem.code,
            severity=row.severity,
            path=problem.path,
            message=problem.message,
            clause=problem.clause,
            proposal=row.proposal or proposal_of(remedy),
            advice="\n".join(filter(None, (row.advice, example_of(remedy)))),
        )


def _what(case: ReviewCase, problem: Problem) -> str:
    """The sentence in one language and without the place, whose number changes when entries are moved."""
    return problem.message.replace(case.title(problem.path), "")


SELF_CHECKS: tuple[ReviewCheck, ...] = (ReportProblems(),)
