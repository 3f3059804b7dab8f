"""What a blank is called when people speak of it: 「Ⅱ－４－委託事項1－⑥委託先名」."""

import re

from mnassess.documents.beside import FACTS, INTERVIEW, SHELVED, split_beside
from mnassess.documents.model import Assessment
from mnassess.forms.model import Field, Form, Node, Section
from mnassess.forms.paths import join_path, parent_path, parse_path
from mnassess.language import say

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DASH = "－"
_BETWEEN_KATAKANA = re.compile(rf"(?<=[ァ-ヺー]){_DASH}(?=[ァ-ヺ])")
"""There the dash reads as a long vowel: ルール－ルール."""


def full_width(number: str) -> str:
    """Digits as the form prints them in item numbers: "7" → "７"."""
    return number.translate(_FULL_WIDTH)


def printed_label(node: Node) -> str:
    """Number and label as the form prints them: ３．特定個人情報ファイル名, （別添３）　変更箇所, ⑥委託先名."""
    if not node.number:
        return node.label
    number = full_width(node.number)
    match node.layout:
        case "item":
            return f"{number}．{node.label}"
        case "annex":
            return f"（{number}）　{node.label}"
        case "risk":
            return f"{number}：　{node.label}"
    return f"{node.number}{node.label}"


def title_of(assessment: Assessment, path: str) -> str:
    """The name of the blank, heading or list entry at a field path, with the file in front where there are several.

    Chapter, item, repeated heading with its position, number and label. A path the form does not know is returned
    as it is: a message must never fail for want of a name.
    """
    if split_beside(path)[0]:
        return _title_beside(assessment, path)
    if assessment.form.find(path) is None:
        return path
    parts: list[str] = []
    file = ""
    at = ""
    for name, item in parse_path(path):
        at = join_path(at, name)
        node = assessment.form.node(at)
        if at == "files":
            file = _file_name(assessment, item)
        else:
            parts += _parts(node, assessment.form.find(node.group), is_last=at == path)
        if item is not None:
            if at != "files" and isinstance(node, Section):
                parts[-1:] = [*parts[-1:], entry_title(assessment, node, at, item)]
                if node.layout != "item":
                    del parts[-2]
            at = f"{at}[{item}]"
    if not parts:
        parts = [say("特定個人情報ファイル")]
    return file + _BETWEEN_KATAKANA.sub(f" {_DASH} ", _DASH.join(parts))


def place_title(assessment: Assessment, path: str) -> str:
    """As `title_of`; for "" the report as a whole."""
    return title_of(assessment, path) if path else say("評価書全体")


def _title_beside(assessment: Assessment, path: str) -> str:
    """The name of what stands beside the answers: a procedure fact, a note, what is shelved."""
    name, rest = split_beside(path)
    if name == INTERVIEW:
        return say("{title}（面談の記録）", title=title_of(assessment, rest))
    if name == SHELVED:
        return say("{title}（取り置き）", title=title_of(assessment, rest))
    fact = assessment.form.find(path)
    if fact is None:
        return path
    return fact.label if path == FACTS else say("手続の事実－{label}", label=fact.label)


def place_in_file(form: Form, path: str) -> str:
    """Where in a document's file something is wrong: the blank's name, as far as the form knows one, and its path."""
    at = path
    while at and (at.endswith("]") or form.find(at) is None):
        at = at[: at.rindex("[")] if at.endswith("]") else parent_path(at)
    if not at:
        return say("ファイルの全体") if path in {"", "answers"} else path
    name = printed_label(form.node(at)) if "[" in at else title_of(Assessment(form=form), at)
    return say("「{name}」（{path}）", name=name, path=path)


def entry_title(assessment: Assessment, section: Section, list_path: str, item: str) -> str:
    """The printed heading of one list entry, e.g. 委託事項2; for a file, its name."""
    ids = assessment.items_of(list_path)
    if list_path == "files":
        return file_title(assessment, item)
    position = str(ids.index(item) + 1) if item in ids else say("（今はない項目）")
    return f"{section.item_label or section.label}{position}"


def file_title(assessment: Assessment, item: str) -> str:
    """The name of a file, or its place in the list while it has none."""
    name = assessment.value(f"files[{item}].profile.name")
    if isinstance(name, str) and name.strip():
        return name
    ids = assessment.items_of("files")
    if item not in ids:
        return say("今はないファイル")
    return say("ファイル{n}（名称未記入）", n=ids.index(item) + 1)


def _file_name(assessment: Assessment, item: str | None) -> str:
    if item is None or len(assessment.items_of("files")) < 2:
        return ""
    return f"【{file_title(assessment, item)}】"


def _parts(node: Node, group: Node | None, *, is_last: bool) -> list[str]:
    label = f"{node.number}{node.label}"
    match node.layout:
        case "chapter" | "cover":
            parts = [node.number or node.label]
        case "annex":
            parts = [part for part in (node.number, node.label if is_last else "") if part]
        case "item":
            parts = [full_width(node.number)] if node.number else [node.label]
        case "risk":
            parts = [node.number] if node.number else []
        case "lead":
            return [node.label] if group and group.layout == "item" else []
        case "entry":
            return []
        case _:
            parts = [label]
    names_itself = node.layout in {"item", "chapter", "risk"} and is_last
    if names_itself and (isinstance(node, Field) or node.number):
        parts.append(node.label)
    return parts
