"""Blanks an official rule fills: しきい値判断結果, and 【再掲】 that repeats the blank another answer names."""

from mnassess.documents.model import Assessment, Value
from mnassess.forms.model import ChoiceSet, Field
from mnassess.forms.paths import join_path, parent_path
from mnassess.rules.applicability import reason_not_applicable
from mnassess.rules.problems import Circumstances
from mnassess.rules.threshold import computed_outcome


def computed_value(assessment: Assessment, path: str, circumstances: Circumstances) -> Value | None:
    """What the rule puts into the blank; None for a blank without a rule, and while the rule cannot decide."""
    blank = assessment.form.field(path)
    if blank.computed == "threshold":
        return computed_outcome(assessment, circumstances)
    repeated = repeated_path(assessment, blank, path)
    if repeated is None or reason_not_applicable(assessment, repeated, circumstances.body):
        return None
    return assessment.value(repeated)


def repeated_path(assessment: Assessment, blank: Field, path: str) -> str | None:
    """The path of the blank that a 【再掲】 blank repeats; None for other blanks and while none is named."""
    if blank.computed != "repeat":
        return None
    named = assessment.value(join_path(parent_path(path), blank.repeat_of))
    return dict(blank.repeats).get(named) if isinstance(named, str) else None


def printed_choices(assessment: Assessment, blank: Field, path: str) -> ChoiceSet | None:
    """The choices printed beside the blank: for a 【再掲】 those of the blank it repeats."""
    repeated = repeated_path(assessment, blank, path)
    return assessment.form.field(repeated).choices if repeated else blank.choices
