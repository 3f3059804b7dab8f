"""An official form as frozen values: what is asked, in printed order. Knows no answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from mnassess.errors import FieldPathError
from mnassess.forms.paths import form_path, join_path
from mnassess.language import say


class FormKind(StrEnum):
    """The three reports an agency may have to publish."""

    THRESHOLD = "threshold"
    """基礎項目評価書, 様式2."""
    KEY_ITEM = "key-item"
    """重点項目評価書, 様式3."""
    FULL_ITEM = "full-item"
    """全項目評価書, 様式4."""


class FieldKind(StrEnum):
    """What a blank can hold. How each value is stored: `schemas/README.md`."""

    TEXT = "text"
    LONGTEXT = "longtext"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    CHECKS = "checks"
    TEXTS = "list of text"
    FIGURE = "figure"
    ROWS = "rows"
    PRINT = "print"
    """Printed, never answered."""


Requirement = Literal["yes", "warning", "free"]
"""What an empty blank that applies is: an error, a warning, nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One printed choice or box."""

    code: str
    label: str
    with_text: bool = False
    """Printed with （　）: the box may hold a text instead of a mark."""

    @property
    def words(self) -> str:
        """The label without the empty （） that stands for the text."""
        return self.label.removesuffix("（）") if self.with_text else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSet:
    """The choices of one blank, in printed order."""

    name: str
    choices: tuple[Choice, ...]

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def find(self, code: object) -> Choice | None:
        """The choice of that code, None where there is none."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def label(self, code: object) -> str:
        """The printed words of a code; the code itself where the set has no such choice."""
        choice = self.find(code)
        return choice.label if choice else str(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the table 変更箇所."""

    name: str
    """The key of the cell in a row."""
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: ChoiceSet | None = None
    """Printed words for the codes a cell may hold; another text stands as it is."""

    def words(self, cell: object) -> str:
        """What is printed for a cell that holds a text or a code."""
        return self.choices.label(cell) if self.choices else str(cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a blank applies: another answer is, or is not, a given code."""

    path: str
    """A name in the blank's own group (for a group: beside it), or "@body"."""
    equals: str | bool
    negated: bool = False

    def holds(self, value: object) -> bool:
        """Whether the condition is met by the answer of its path (None where it is empty)."""
        return (value == self.equals) != self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One blank of the form."""

    path: str
    """Form path, e.g. `files[].profile.storage.place`."""
    name: str = field(init=False)
    """The last name of the path."""
    kind: FieldKind
    label: str
    """The words printed beside the blank, verbatim."""
    number: str = ""
    """As printed, half-width, e.g. "②"; "" where the form prints none. Never an id."""
    required: Requirement = "warning"
    may_be_none: bool = False
    """Asked for, and 「なし」 is an answer like any other."""
    condition: Condition | None = None
    """When the blank applies; None means always."""
    important: bool = False
    """A change of this blank may be an important change (重要な変更)."""
    printed_mark: str = ""
    """The ※ as printed beside the label."""
    choices: ChoiceSet | None = None
    columns: tuple[Column, ...] = ()
    """For rows: what each row holds, in printed order."""
    computed: str = ""
    """Empty, or the name of the official rule that fills the blank: "threshold" or "repeat"."""
    repeats: tuple[tuple[str, str], ...] = ()
    """For "repeat": (code of the naming blank, form path of the blank that is repeated)."""
    repeat_of: str = ""
    """For "repeat": the name, in this group, of the blank whose code names what is repeated."""
    fact: str = ""
    """Blanks of other forms with the same fact carry the same answer."""
    guidance: str = ""
    """記載要領 in our own words."""
    question: str = ""
    """What a consultant says aloud to somebody who has never seen the form."""
    example: str = ""
    layout: str = ""
    """Where the printed form puts the blank; the words are listed in `schemas/README.md`."""
    heading: str = ""
    """The vertical heading the printed row stands under, e.g. 再委託."""
    counts: str = ""
    """The list beside the blank whose length is printed as （　n　）件."""
    printed_note: str = ""
    """Words printed under the choices."""
    printed_instead: str = ""
    """Words printed in the blank when its content goes to an annex."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.path.rpartition(".")[2])

    @property
    def group(self) -> str:
        """The form path of the group the blank stands in."""
        return self.path.rpartition(".")[0]

    @property
    def is_stored(self) -> bool:
        """Whether a document may hold a value here."""
        return self.kind is not FieldKind.PRINT and self.computed != "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with the blanks under it: a chapter, an item, a risk, or a list of like entries."""

    path: str
    name: str = field(init=False)
    """The last name of the path."""
    label: str
    number: str = ""
    repeated: bool = False
    """A list: the children are those of one entry, under `path[]`."""
    required: Requirement = "warning"
    """For a list: what it is when it holds no entry."""
    condition: Condition | None = None
    important: bool = False
    printed_mark: str = ""
    layout: str = ""
    item_label: str = ""
    """For a list: the printed heading of one entry, e.g. 委託事項 (委託事項1, 委託事項2 …)."""
    guidance: str = ""
    question: str = ""
    example: str = ""
    children: "tuple[Node, ...]" = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.path.rpartition(".")[2])

    @property
    def group(self) -> str:
        """The form path of the group the section stands in."""
        return self.path.rpartition(".")[0]


Node = Field | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """One part of the printed report, in order."""

    kind: str
    """cover, contents, chapter, files, annex, records or changes."""
    path: str = ""
    number: str = ""
    title: str = ""
    without: tuple[str, ...] = ()
    """Form paths that are printed elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One official form of one edition."""

    kind: FormKind
    edition: str
    """The stamp of the cover as year and month, "2024-10"."""
    name: str
    """基礎項目評価書, 重点項目評価書, 全項目評価書."""
    style: str
    """様式2, 様式3, 様式4."""
    title: str
    """As printed on the cover."""
    stamp: str
    """As printed at the foot of the cover."""
    sections: tuple[Node, ...]
    facts: "Section | None" = None
    """What is asked of the procedure and never printed: its blanks have the path `procedure_facts.…`."""
    note: "Section | None" = None
    """What can be noted beside an answer and is never printed; its blanks have the path `interview.…`."""
    printing: tuple[PrintedPart, ...] = ()
    succeeds: str = ""
    """The edition a document may be upgraded from; "" for the first."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Form paths of the edition before that have another place in this one."""

    def __post_init__(self) -> None:
        nodes: dict[str, Node] = {}
        stack = list(reversed(self.sections))
        while stack:
            node = stack.pop()
            nodes[node.path] = node
            if isinstance(node, Section):
                stack.extend(reversed(node.children))
        object.__setattr__(self, "_nodes", nodes)
        asked = (self.facts, *self.facts.children) if self.facts else ()
        object.__setattr__(self, "_facts", {node.path: node for node in asked})
        dependents: dict[str, list[Node]] = {}
        for node in nodes.values():
            if node.condition is not None and not node.condition.path.startswith("@"):
                dependents.setdefault(join_path(node.group, node.condition.path), []).append(node)
        object.__setattr__(self, "_dependents", dependents)
        conditioned: dict[str, tuple[Node, ...]] = {"": ()}
        for node in nodes.values():  # what holds a node comes before it
            around = conditioned[node.group.removesuffix("[]")]
            conditioned[node.path] = (*around, node) if node.condition else around
        object.__setattr__(self, "_conditioned", conditioned)

    def iter_nodes(self) -> Iterator[Node]:
        """Every heading and blank in printed order."""
        nodes: dict[str, Node] = self.__dict__["_nodes"]
        return iter(nodes.values())

    def iter_fields(self) -> Iterator[Field]:
        """Every blank in printed order."""
        return (node for node in self.iter_nodes() if isinstance(node, Field))

    def dependents(self, path: str) -> "tuple[Node, ...]":
        """The headings, lists and blanks whose own condition asks the blank at a field path or form path."""
        dependents: dict[str, list[Node]] = self.__dict__["_dependents"]
        return tuple(dependents.get(form_path(path), ()))

    def conditioned(self, path: str) -> "tuple[Node, ...]":
        """The headings, lists and the blank itself, from the outside in, on whose conditions a field path depends."""
        conditioned: dict[str, tuple[Node, ...]] = self.__dict__["_conditioned"]
        return conditioned.get(self.node(path).path, ())

    def find(self, path: str) -> Node | None:
        """The heading or blank of a field path or form path; None where the form has none.

        The path of a list item finds its list.
        """
        nodes: dict[str, Node] = self.__dict__["_nodes"]
        facts: dict[str, Node] = self.__dict__["_facts"]
        return nodes.get(path) or nodes.get(form_path(path).removesuffix("[]")) or facts.get(path)

    def node(self, path: str) -> Node:
        """Like `find`, but FieldPathError where the form has no such place."""
        found = self.find(path)
        if found is None:
            raise FieldPathError(
                say(
                    "{form}（{edition}）に「{path}」という項目はありません。",
                    form=self.name,
                    edition=self.edition,
                    path=path,
                )
            )
        return found

    def field(self, path: str) -> Field:
        """The blank of a path; FieldPathError where there is none."""
        found = self.node(path)
        if not isinstance(found, Field):
            raise FieldPathError(say("「{path}」は見出しであり、回答欄ではありません。", path=path))
        return found

    def section(self, path: str) -> Section:
        """The heading or list of a path; FieldPathError where there is none."""
        found = self.node(path)
        if not isinstance(found, Section):
            raise FieldPathError(say("「{path}」は回答欄であり、見出しではありません。", path=path))
        return found
