"""An answer in the words the form prints for it: never a code."""

from collections.abc import Iterator, Mapping

from mnassess.documents.beside import INTERVIEW, SHELVED, split_beside
from mnassess.documents.model import Value
from mnassess.documents.naming import printed_label
from mnassess.forms.dates import show_date
from mnassess.forms.model import Field, FieldKind, Form, Node
from mnassess.forms.shape import note_error
from mnassess.language import say

NOTHING = "－"
"""What stands for an answer that is not there."""
_SHOWN = 60
"""Characters of a text in a line that only recalls it."""


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


def note_words(form: Form, note: Mapping[str, Value]) -> str:
    """An interview note in one line: 要確認・面談（税務課 髙﨑、令和8年11月27日）　宿題：契約書を見る（税務課、…まで）."""
    assert form.note is not None
    fields = {field.name: field for field in form.note.children if isinstance(field, Field)}
    said = {name: printed_words(fields[name], value) for name, value in note.items() if name in fields}
    marks = "・".join(said[name] for name in ("certainty", "source") if name in said)
    origin = "、".join(said[name] for name in ("who", "on") if name in said)
    parts = [f"{marks}（{origin}）" if origin else marks, said.get("note", "")]
    if "task" in said:
        due = [say("{due}まで", due=said["due"])] if "due" in said else []
        done = [say("{on}に済", on=said["done_on"])] if "done_on" in said else []
        about = "、".join([said[name] for name in ("owner",) if name in said] + due + done)
        parts.append(say("宿題：{task}", task=said["task"]) + (f"（{about}）" if about else ""))
    return "　".join(part for part in parts if part)


def fitting_note(form: Form, note: Mapping[str, Value]) -> tuple[dict[str, Value], str]:
    """(what an interview note can hold of it, the rest in words): 来週 is no day a homework can be due on."""
    assert form.note is not None
    fields = {field.name: field for field in form.note.children if isinstance(field, Field)}
    fitting = {name: part for name, part in note.items() if not note_error({name: part})}
    rest = [name for name in note if name not in fitting and name in fields]
    return fitting, "\n".join(
        f"{fields[name].label}：{printed_words(fields[name], note[name])}" for name in rest
    )


def shortened(words: str) -> str:
    """The words on one line, cut where they are long."""
    line = " ".join(words.split("\n"))
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def place_words(form: Form, path: str, value: Value | None) -> str:
    """What stands at any field path in words: an answer, a fact, a note, or all of a list entry, a blank to a line."""
    if value is None:
        return NOTHING
    name, rest = split_beside(path)
    if name == INTERVIEW:
        return note_words(form, value)
    node = form.find(rest if name == SHELVED else path)
    if isinstance(node, Field):
        return printed_words(node, value)
    if node is None:
        return str(value)
    return "\n".join(_lines_of(node.children, value)) or NOTHING


def _lines_of(nodes: tuple[Node, ...], content: Mapping[str, Value]) -> Iterator[str]:
    for node in nodes:
        held = content.get(node.name)
        if held is None:
            continue
        if isinstance(node, Field):
            yield f"{printed_label(node)}：{printed_words(node, held)}"
        elif node.repeated:
            for place, entry in enumerate(held, start=1):
                yield f"{node.item_label or node.label}{place}"
                yield from _lines_of(node.children, entry)
        else:
            yield from _lines_of(node.children, held)
