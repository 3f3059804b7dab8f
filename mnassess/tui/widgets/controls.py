"""Which control edits which kind of blank. A new kind is one class and one line here."""

from mnassess.forms.model import Field, FieldKind
from mnassess.tui.widgets.blank import Blank, Json
from mnassess.tui.widgets.checks import ChecksBlank
from mnassess.tui.widgets.choice import ChoiceBlank, FlagBlank
from mnassess.tui.widgets.computed import ShownBlank
from mnassess.tui.widgets.dates import DateBlank
from mnassess.tui.widgets.records import FiguresBlank, RowsBlank
from mnassess.tui.widgets.text_list import TextListBlank
from mnassess.tui.widgets.texts import LongTextBlank, TextBlank

CONTROLS: dict[FieldKind, type[Blank]] = {
    FieldKind.TEXT: TextBlank,
    FieldKind.LONGTEXT: LongTextBlank,
    FieldKind.DATE: DateBlank,
    FieldKind.CHOICE: ChoiceBlank,
    FieldKind.FLAG: FlagBlank,
    FieldKind.CHECKS: ChecksBlank,
    FieldKind.TEXTS: TextListBlank,
    FieldKind.FIGURE: FiguresBlank,
    FieldKind.ROWS: RowsBlank,
    FieldKind.PRINT: ShownBlank,
}


def control_for(
    blank: Field, path: str, value: Json | None, *, read_only: bool = False, extra: str = ""
) -> Blank:
    """The control of a blank; one that a rule of the form fills is only shown, `value` being its words."""
    control = ShownBlank if blank.computed else CONTROLS[blank.kind]
    return control(blank, path, value, read_only=read_only, extra=extra)
