"""An answer in the words the form prints for it: never a code."""

from collections.abc import Mapping

from mnassess.documents.model import Value
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field, FieldKind

NOTHING = "－"
"""What stands for an answer that is not there."""


def printed_words(blank: Field, value: Value | None) -> str:
    """The answer as people read it; `NOTHING` for an empty blank."""
    if value is None or value == ():
        return NOTHING
    match blank.kind:
        case FieldKind.CHOICE if blank.choices:
            return blank.choices.label(value)
        case FieldKind.FLAG:
            return "○" if value else NOTHING
        case FieldKind.DATE:
            return show_value_date(value)
        case FieldKind.CHECKS if blank.choices:
            marked = (choice for choice in blank.choices if choice.code in value)
            return "、".join(box_words(choice.words, value[choice.code]) for choice in marked)
        case FieldKind.TEXTS:
            return "\n".join(value)
        case FieldKind.FIGURE:
            return "\n".join(_figure_words(figure) for figure in value)
        case FieldKind.ROWS:
            return "\n".join(row.get("item", "") for row in value)
    return str(value)


def _figure_words(figure: Value) -> str:
    caption, path = figure.get("caption"), figure["path"]
    return f"{caption}（{path}）" if caption else str(path)


def box_words(label: str, mark: Value) -> str:
    """A marked box with the text in its （）."""
    return f"{label}（{mark}）" if isinstance(mark, str) else label


def show_value_date(value: Value) -> str:
    """A date answer in 和暦; one that was typed as words, as typed."""
    return str(value["text"]) if isinstance(value, Mapping) else show_date(value)
