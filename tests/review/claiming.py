"""Reports with one measures text, and its claims in one line each."""

from mnassess.documents.model import Assessment
from mnassess.forms.catalog import load_form
from mnassess.forms.paths import join_path, parse_path
from mnassess.review.claims import claims_of
from mnassess.review.model import Claim

COPYING = "files[a].risks.use.copying.measures"


def report(answers: dict[str, object], form: str = "full-item") -> Assessment:
    """A report with those answers; list entries appear as they are named."""
    assessment = Assessment(form=load_form(form))
    for path, value in answers.items():
        at = ""
        for name, item in parse_path(path):
            at = join_path(at, name)
            if item is not None:
                if item not in assessment.items_of(at):
                    assessment = assessment.with_item(at, item)
                at = f"{at}[{item}]"
        assessment = assessment.with_answer(path, value)
    return assessment


def claims(text: str, path: str = COPYING) -> tuple[Claim, ...]:
    """The claims of a report whose one answer is that measures text."""
    return claims_of(report({path: text}))


def lines(text: str) -> list[str]:
    """The claims of a measures text: their words, with the scope before | where there is one."""
    return [f"{claim.scope}|{claim.text}" if claim.scope else claim.text for claim in claims(text)]
