"""An answer as people type it → the value a document holds: dates in any usual way, choices by digit, code or words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mnassess.documents.beside import FACTS, INTERVIEW
from mnassess.documents.typed import normalized, one_line
from mnassess.errors import AnswerError
from mnassess.forms.dates import parse_date, show_date
from mnassess.forms.model import Choice, ChoiceSet, Field, FieldKind
from mnassess.language import say

Json = Any
YES_WORDS = ("はい", "true", "yes", "○", "〇", "1")
NO_WORDS = ("いいえ", "false", "no", "2")
_WITH_TEXT = re.compile(r"(.+?)[=＝](.*)|(.+?)[（(](.*)[）)]", re.DOTALL)
_OPENING, _CLOSING, _COMMAS = "（(「", "）)」", ",、，\n"


def parse_answer(blank: Field, text: str) -> Json:
    """The value that `text` gives the blank. AnswerError where it gives none.

    Boxes are separated by commas, the words of one stand behind = or in brackets: `paper,other=窓口端末`. Texts of a
    list stand on lines of their own, as figures do: `figures/flow.png,事務の流れ`.
    """
    if not text.strip():
        raise AnswerError(say("「{label}」：答えが空です。", label=blank.label))
    match blank.kind:
        case FieldKind.TEXT:
            return one_line(text)
        case FieldKind.LONGTEXT:
            return _many_lines(text)
        case FieldKind.DATE:
            is_day = blank.group in {FACTS, INTERVIEW}
            return parse_day(text).isoformat() if is_day else date_of_words(one_line(text))
        case FieldKind.FLAG:
            return _parse_flag(blank, text)
        case FieldKind.CHOICE:
            return _parse_choice(blank, text).code
        case FieldKind.CHECKS:
            return dict(_parse_box(blank, part) for part in _split(text))
        case FieldKind.TEXTS:
            return [one_line(line) for line in _many_lines(text).split("\n") if line.strip()]
        case FieldKind.FIGURE:
            return [_parse_figure(line) for line in _many_lines(text).split("\n") if line.strip()]
    raise AnswerError(say("「{label}」には一行で答えられません。", label=blank.label))


def parse_day(text: str) -> date:
    """The day of 2025-10-01, 令和7年10月1日 and the like; AnswerError where the text names no whole day."""
    parsed = parse_date(text)
    if parsed is None or len(parsed) != len("2025-10-01"):
        raise AnswerError(
            say("「{text}」は年月日として読めません（例：2025-10-01、令和7年10月1日）。", text=text)
        )
    return date.fromisoformat(parsed)


def words_of_date(value: Json | None) -> str:
    """A stored date as it is shown for editing: in 和暦 where that reads back as the same date."""
    if isinstance(value, Mapping):
        return str(value["text"])
    if not value:
        return ""
    shown = show_date(str(value))
    return shown if parse_date(shown) == value else str(value)


def date_of_words(text: str) -> Json | None:
    """Typed words as they are stored: a date, or the words themselves."""
    text = text.strip()
    if not text:
        return None
    return parse_date(text) or {"text": text}


def told_of_date(text: str) -> str:
    """What to say below a typed date: the 和暦, or that it is kept as words."""
    if not text.strip():
        return ""
    iso = parse_date(text)
    if iso is None:
        return say("! 日付として読めません。言葉のまま記録します（予定などはこのままで構いません）。")
    return f"= {show_date(iso)}"


def choice_lines(choices: ChoiceSet) -> tuple[str, ...]:
    """The choices with the digits they can be given by, as the screens number them."""
    return tuple(f"{number}) {choice.label}" for number, choice in enumerate(choices, start=1))


def _many_lines(text: str) -> str:
    found, dropped = normalized(text)
    if dropped:
        raise AnswerError(say("制御文字は使えません（{count} 文字）。", count=dropped))
    return found


def _parse_flag(blank: Field, text: str) -> bool:
    folded = _folded(text)
    if folded in map(_folded, YES_WORDS):
        return True
    if folded in map(_folded, NO_WORDS):
        return False
    raise AnswerError(say("「{label}」には「はい」か「いいえ」で答えます。", label=blank.label))


def _parse_choice(blank: Field, text: str) -> Choice:
    found = _find_choice(blank, text)
    if found is None:
        raise AnswerError(
            say(
                "「{label}」に「{text}」という選択肢はありません。{choices}",
                label=blank.label,
                text=text.strip(),
                choices="　".join(choice_lines(blank.choices)) if blank.choices else "",
            )
        )
    return found


def _find_choice(blank: Field, text: str) -> Choice | None:
    """By code, then by the printed words, then by digit."""
    choices, folded = list(blank.choices or ()), _folded(text)
    for choice in choices:
        if choice.code == text.strip():
            return choice
    for choice in choices:
        if folded in {_folded(choice.label), _folded(choice.words)}:
            return choice
    place = int(folded) - 1 if folded.isdecimal() else -1
    return choices[place] if 0 <= place < len(choices) else None


def _parse_box(blank: Field, part: str) -> tuple[str, bool | str]:
    found = _find_choice(blank, part)
    if found:
        return found.code, True
    match = _WITH_TEXT.fullmatch(part.strip())
    if match is None:
        return _parse_choice(blank, part).code, True
    choice = _parse_choice(blank, match[1] or match[3])
    words = one_line(match[2] or match[4] or "")
    if words and not choice.with_text:
        raise AnswerError(say("「{label}」には言葉を添えられません。", label=choice.label))
    return choice.code, words or True


def _split(text: str) -> Iterator[str]:
    """The parts between commas; commas in brackets belong to the part: 4情報（氏名、住所）."""
    depth, part = 0, ""
    for letter in text:
        depth = max(0, depth + (letter in _OPENING) - (letter in _CLOSING))
        if letter in _COMMAS and depth == 0:
            if part.strip():
                yield part
            part = ""
        else:
            part += letter
    if part.strip():
        yield part


def _parse_figure(line: str) -> dict[str, str]:
    path, caption = one_line(line), ""
    for comma in ",、，":
        if comma in path:
            path, _, caption = path.partition(comma)
            break
    return {"path": path.strip(), **({"caption": caption.strip()} if caption.strip() else {})}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
