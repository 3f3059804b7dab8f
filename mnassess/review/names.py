"""The names a report gives those it depends on: contractors, other companies, systems."""

import re
from collections.abc import Iterable, Mapping

from mnassess.documents.model import Assessment
from mnassess.forms.paths import item_path
from mnassess.review.comparison_words import standard_words
from mnassess.review.folding import fold
from mnassess.review.model import Claim

_NAME = "[一-龠々ァ-ヶーa-z0-9]"
_PARTICLES = "のにはがをでとへも"


def names_of(assessment: Assessment, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Every such name: one that comes into a claim or goes out of it changes what the claim means."""
    return tuple(dict.fromkeys((*companies_of(assessment, claims), *systems_of(assessment))))


def contractors_of(assessment: Assessment) -> Mapping[str, str]:
    """Contractor (委託先名) as written → path of the first task it has."""
    found: dict[str, str] = {}
    for file in assessment.items_of("files"):
        tasks = item_path("files", file) + ".profile.outsourcing.tasks"
        for task in assessment.items_of(tasks):
            at = item_path(tasks, task)
            name = assessment.values.get(f"{at}.contractor")
            if isinstance(name, str) and name.strip():
                found.setdefault(name.strip(), at)
    return found


def companies_of(assessment: Assessment, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The contractors, and every other company the claims name by its full name."""
    words = "|".join(map(re.escape, standard_words().company_words))
    before = rf"(?<!{_NAME})(?:{words})((?![{_PARTICLES}])(?:{_NAME}|[ぁ-ん]){{2,20}}?)(?=[{_PARTICLES}、。:()「」]|$)"
    behind = rf"({_NAME}{{2,20}})(?:{words})"
    pattern = re.compile(f"{before}|{behind}")
    texts = fold("\n".join(claim.text for claim in claims)).text
    named = (match[1] or match[2] for match in pattern.finditer(texts))
    return tuple(dict.fromkeys((*contractors_of(assessment), *named)))


def systems_of(assessment: Assessment) -> tuple[str, ...]:
    """The systems Ⅰ2 names."""
    items = assessment.items_of("overview.systems")
    names = (assessment.values.get(f"{item_path('overview.systems', one)}.name") for one in items)
    return tuple(dict.fromkeys(name.strip() for name in names if isinstance(name, str) and name.strip()))
