"""What no schema can say: a document against itself and against the other documents of its operation.

The registry is a literal: a new check is one class in the file of its family and one line there.
"""

from mnassess.rules.check import Check
from mnassess.rules.consistency.files import FILE_CHECKS
from mnassess.rules.consistency.names import NAME_CHECKS
from mnassess.rules.consistency.processes import PROCESS_CHECKS
from mnassess.rules.consistency.ratings import RATING_CHECKS
from mnassess.rules.consistency.siblings import SIBLING_CHECKS
from mnassess.rules.consistency.wording import WORDING_CHECKS

CONSISTENCY_CHECKS: tuple[Check, ...] = (
    *SIBLING_CHECKS,
    *FILE_CHECKS,
    *PROCESS_CHECKS,
    *RATING_CHECKS,
    *NAME_CHECKS,
    *WORDING_CHECKS,
)
