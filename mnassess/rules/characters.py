"""Characters no report can carry: they are kept in the file and said here, never silently dropped."""

import re
from collections.abc import Iterable, Iterator, Mapping

from mnassess.documents.model import Assessment, Value
from mnassess.documents.naming import title_of
from mnassess.forms.model import Field, FieldKind
from mnassess.language import say
from mnassess.rules.problems import Problem, Severity

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Without the line feed, and without the tab: pasted tables bring it, and it prints as what it is."""
_NOT_CHARACTERS = "\ud800-\udfff\ufffe\uffff" + "".join(
    chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ODD = re.compile(f"[{_CONTROL}{_NOT_CHARACTERS}{_PRIVATE}]")
_ODD_OR_NEWLINE = re.compile(f"[\n{_CONTROL}{_NOT_CHARACTERS}{_PRIVATE}]")
_CODE_OF = (
    (re.compile(f"[{_CONTROL}]"), "SHP01"),
    (re.compile(f"[{_PRIVATE}]"), "SHP02"),
    (re.compile("\n"), "SHP03"),
    (re.compile(f"[{_NOT_CHARACTERS}]"), "SHP04"),
)
_CODES = frozenset({FieldKind.CHOICE, FieldKind.FLAG})
"""Kinds whose answers the form itself wrote."""
_NAMED = 3
"""Characters of one kind that a message names."""
CHARACTER_CODES = tuple(code for _, code in _CODE_OF)


def iter_character_problems(
    assessment: Assessment, answers: Iterable[tuple[Field, str, Value]]
) -> Iterator[Problem]:
    """Control characters, characters of a private font (外字), line breaks in one-line blanks, non-characters.

    One problem per blank and kind. `answers` are those of the assessment to look at.
    """
    for blank, path, value in answers:
        if blank.kind not in _CODES:
            yield from _of_value(assessment, blank, path, value)


def _of_value(assessment: Assessment, blank: Field, path: str, value: Value) -> Iterator[Problem]:
    lines_allowed = blank.kind in {FieldKind.LONGTEXT, FieldKind.ROWS}
    odd = _ODD if lines_allowed else _ODD_OR_NEWLINE
    suspects = [text for text in iter_strings(value) if not _is_harmless(text, lines_allowed=lines_allowed)]
    found: dict[str, list[str]] = {}
    for character in dict.fromkeys(character for text in suspects for character in odd.findall(text)):
        found.setdefault(_code_of(character), []).append(character)
    for code in sorted(found):
        yield Problem(
            code=code,
            severity=Severity.ERROR,
            path=path,
            message=_message(code, title_of(assessment, path), found[code]),
        )


def _is_harmless(text: str, *, lines_allowed: bool) -> bool:
    """Whether a text surely holds none of them: many times faster than the search that finds them."""
    plain = text.replace("\u3000", "").replace("\t", "")
    return (plain.replace("\n", "") if lines_allowed else plain).isprintable()


def _code_of(character: str) -> str:
    return next(code for pattern, code in _CODE_OF if pattern.match(character))


def _message(code: str, title: str, characters: list[str]) -> str:
    point = "、".join(f"U+{ord(character):04X}" for character in characters[:_NAMED])
    if len(characters) > _NAMED:
        point = say("{points} ほか {count} 種", points=point, count=len(characters) - _NAMED)
    match code:
        case "SHP01":
            return say(
                "「{title}」に制御文字（{code}）が含まれています。取り除いてください。",
                title=title,
                code=point,
            )
        case "SHP02":
            return say(
                "「{title}」に外字（{code}）が含まれています。他の環境では表示できないため、標準の文字に置き換えてください。",
                title=title,
                code=point,
            )
        case "SHP03":
            return say(
                "「{title}」は1行の欄ですが、改行が含まれています。改行を取り除いてください。", title=title
            )
        case _:
            return say(
                "「{title}」に文字として使えない符号（{code}）が含まれています。取り除いてください。",
                title=title,
                code=point,
            )


def iter_strings(value: Value) -> Iterator[str]:
    """Every string an answer holds, codes included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from iter_strings(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from iter_strings(part)
