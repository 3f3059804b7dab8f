"""The automatic checks of a review: one small class each, one file per family.

The registry is a literal: a new check is one class in the file of its family and one line there.
"""

from mnassess.review.checks.against_itself import SELF_CHECKS
from mnassess.review.checks.check import ReviewCheck
from mnassess.review.checks.content import CONTENT_CHECKS
from mnassess.review.checks.contracts import CONTRACT_CHECKS
from mnassess.review.checks.evidence import EVIDENCE_CHECKS
from mnassess.review.checks.wording import WORDING_CHECKS

CHECKS: tuple[ReviewCheck, ...] = (
    *SELF_CHECKS,
    *WORDING_CHECKS,
    *EVIDENCE_CHECKS,
    *CONTENT_CHECKS,
    *CONTRACT_CHECKS,
)
