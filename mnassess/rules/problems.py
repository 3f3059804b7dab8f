"""Problems of a document as values: a stable code, how bad it is, where, one sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from mnassess.documents.model import Assessment
from mnassess.forms.model import FormKind
from mnassess.language import say

Body = Literal["local", "national"]
"""地方公共団体等 or 行政機関等: who performs the assessment."""


class Severity(StrEnum):
    """How bad a problem is. Only an error makes `mnassess check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def severity_word(severity: Severity) -> str:
    """誤り, 注意 or 参考."""
    match severity:
        case Severity.ERROR:
            return say("誤り")
        case Severity.WARNING:
            return say("注意")
        case Severity.INFO:
            return say("参考")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to look at."""

    code: str
    """Stable; people cite it."""
    severity: Severity
    path: str
    """Field path of the blank concerned; "" for the document as a whole."""
    message: str
    clause: str = ""
    """規則第6条第1項第2号 style; "" where no clause applies."""

    def to_json(self) -> dict[str, str]:
        """As `mnassess check --format json` prints it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.path,
            "message": self.message,
            "clause": self.clause,
        }


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the checks need to know beside the document."""

    body: Body = "local"
    as_of: date = field(default_factory=date.today)
    """The day the checks of time are made for."""
    others: tuple[Assessment, ...] = ()
    """The other documents of the same operation, the newest edition of each form."""
    figure_faults: Mapping[str, str] = field(default_factory=dict)
    """Path of a figure, as the document names it → why it cannot be shown."""

    def other(self, *kinds: FormKind) -> Assessment | None:
        """The first other document of the operation that is of one of these kinds."""
        return next((one for one in self.others if one.form.kind in kinds), None)
