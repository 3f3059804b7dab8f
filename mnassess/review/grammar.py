"""How measures are written, as data: the part `splitting` of `schemas/review/claims.json`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mnassess.forms.schema_files import Place, as_text, check_known, flag_at, list_at, text_at
from mnassess.review.origins import count_at, number_at, read_entries, texts_at

Json = Any
_UNSAFE = re.compile(r"\)[*+]|\)\{\d*,\}|\.[*+]|\(\?P|\((?!\?)")
"""Repeats without end, whose cost can explode on a long answer, and groups of their own."""
_NAME = re.compile(r"[a-z_]+")
_KNOWN = (
    "sentence_ends", "brackets", "headings", "heading_endings", "heading_length", "predicates", "marks", "notes",
    "qualifiers", "introductions", "label_length", "carries_on", "carries_on_not", "never_first", "never_first_words",
    "narrowest_full_line", "line_slack",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What marks, headings, notes and line ends look like."""

    sentence_ends: str
    brackets: Mapping[str, str]
    """Opening → closing bracket inside which no sentence ends."""
    headings: Mapping[str, str]
    """Opening → closing bracket of a heading, ＜…における措置＞."""
    heading_endings: tuple[str, ...]
    """How the words of a heading end that needs no brackets to be one."""
    heading_length: int
    predicates: tuple[str, ...]
    """How a statement ends; what ends otherwise may be a heading."""
    marks: re.Pattern[str]
    """A bullet; the name of the group is the kind of bullet."""
    ranks: Mapping[str, int]
    """Kind of bullet → its place where several kinds are nested without indentation, the outermost first."""
    titled: frozenset[str]
    """Kinds of bullet whose words may be the title of the lines below."""
    inline: re.Pattern[str]
    """Bullets that begin an item inside a line, after a space."""
    notes: tuple[str, ...]
    qualifiers: tuple[str, ...]
    introductions: tuple[str, ...]
    """Words of a sentence that introduces the items below it."""
    label_length: int
    carries_on: tuple[str, ...]
    """How a line ends that the next one carries on."""
    carries_on_not: tuple[str, ...]
    never_first: str
    """Characters no line begins with but one that carries on."""
    never_first_words: tuple[str, ...]
    """How a line begins that carries on."""
    narrowest_full_line: int
    """Columns from which on a line may have been broken by its width."""
    line_slack: float
    """The share by which lines broken by one width may fall short of the longest."""

    @cached_property
    def stops(self) -> re.Pattern[str]:
        """Where a sentence may end, or a bracket open."""
        headings = "".join(map(re.escape, self.headings))
        opening = "".join(map(re.escape, self.brackets))
        ends = "".join(map(re.escape, self.sentence_ends))
        return re.compile(f"[{ends}{opening}{headings}]|[ \u3000\t]+(?={self.inline.pattern})")

    @cached_property
    def closing(self) -> Mapping[str, str]:
        """Closing → opening bracket; half-width and full-width ones pair with each other."""
        usual = {"(": "（", ")": "）", "[": "［", "]": "］"}
        return {close: usual.get(opening, opening) for opening, close in self.brackets.items()}

    @cached_property
    def opening(self) -> Mapping[str, str]:
        """Opening bracket → what it is in `closing`."""
        usual = {"(": "（", "[": "［"}
        return {opening: usual.get(opening, opening) for opening in self.brackets}

    def ends_a_sentence(self, text: str) -> bool:
        """Whether a text ends where a sentence does, closing brackets behind it included."""
        return text.rstrip("".join(self.brackets.values()) + " \u3000\t").endswith(tuple(self.sentence_ends))

    def is_predicate(self, text: str) -> bool:
        """Whether a text without its point reads as a statement rather than a name."""
        return text.endswith(self.predicates)


def read_grammar(raw: Mapping[str, Json], place: Place) -> Grammar:
    """The grammar a place defines; FormDefinitionError where it says what is not understood."""
    check_known(raw, _KNOWN, place)
    marks = list(read_entries(raw, "marks", place))
    patterns = {_mark_name(entry, at): _pattern(entry, at) for entry, at in marks}
    inline = [patterns[entry["name"]] for entry, at in marks if flag_at(entry, "inline", at)]
    return Grammar(
        sentence_ends=text_at(raw, "sentence_ends", place),
        brackets=_pairs(raw, "brackets", place),
        headings=_pairs(raw, "headings", place),
        heading_endings=texts_at(raw, "heading_endings", place),
        heading_length=count_at(raw, "heading_length", place),
        predicates=texts_at(raw, "predicates", place),
        marks=re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())),
        ranks={entry["name"]: count_at(entry, "rank", at) for entry, at in marks},
        titled=frozenset(entry["name"] for entry, at in marks if flag_at(entry, "titled", at)),
        inline=re.compile("|".join(inline) or "(?!)"),
        notes=texts_at(raw, "notes", place),
        qualifiers=texts_at(raw, "qualifiers", place),
        introductions=texts_at(raw, "introductions", place),
        label_length=count_at(raw, "label_length", place),
        carries_on=texts_at(raw, "carries_on", place),
        carries_on_not=texts_at(raw, "carries_on_not", place),
        never_first=text_at(raw, "never_first", place),
        never_first_words=texts_at(raw, "never_first_words", place),
        narrowest_full_line=count_at(raw, "narrowest_full_line", place),
        line_slack=number_at(raw, "line_slack", place),
    )


def _mark_name(raw: Mapping[str, Json], place: Place) -> str:
    check_known(raw, ("name", "pattern", "rank", "inline", "titled"), place)
    name = text_at(raw, "name", place)
    if not _NAME.fullmatch(name):
        raise (place / "name").refuse("英小文字の名前ではありません")
    return name


def _pattern(raw: Mapping[str, Json], place: Place) -> str:
    pattern, at = text_at(raw, "pattern", place), place / "pattern"
    if _UNSAFE.search(re.sub(r"\[[^\]]*\]", "", pattern)):
        raise at.refuse("終わりのない繰返しや組は使えません")
    try:
        if re.compile(pattern).match(""):
            raise at.refuse("空の文字列に当たります")
    except re.error as error:
        raise at.refuse(f"正規表現として読めません（{error}）") from None
    return pattern


def _pairs(raw: Mapping[str, Json], key: str, place: Place) -> dict[str, str]:
    found = {}
    for number, pair in enumerate(list_at(raw, key, place)):
        at = place / key / number
        if len(as_text(pair, at)) != 2:
            raise at.refuse("開きと閉じの二文字ではありません")
        found[pair[0]] = pair[1]
    return found
