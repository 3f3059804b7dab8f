"""What a person does before a kill: gestures, what the screen shows after each, what the document must then hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from mnassess.documents.model import Assessment, thaw
from mnassess.tui.marks import printed
from mnassess.tui.widgets.dates import date_of_words, words_of_date

FILE = "files[a]"
TASKS = f"{FILE}.profile.outsourcing.tasks"
WORDS = "住民基本台帳髙﨑𠮟窓口確認"
WITNESS = 5
"""Characters of a typed text from which on it cannot be mistaken for anything else on the screen: @017番."""


@dataclass(frozen=True)
class Gesture:
    """Keys, sent together."""

    keys: tuple[str, ...]
    """Names of keys as tmux has them, 「text」 to type, <text> to paste."""
    state: Any
    """What the place holds when the gesture has arrived."""
    seen: str = ""
    """What the screen then shows, without spaces; "" where it shows nothing of its own."""
    is_awaited: bool = False
    """The person looks before going on."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One thing a person does to one place of the document."""

    section: str
    """What is typed into the F3 page."""
    first: str
    """The label of the section's first blank, where the keyboard then is."""
    keys: tuple[str, ...] = ()
    """From there to the place."""
    there: str = ""
    """What the screen shows, without spaces, when the keyboard is at the place."""
    place: str
    """The path below which the document changes, and nowhere else."""
    read: Callable[[Assessment], Any]
    gestures: list[Gesture] = field(default_factory=list)
    following: str = ""
    """The heading of the section that F9 leads to."""


def _answer(path: str) -> Callable[[Assessment], Any]:
    return lambda assessment: thaw(assessment.value(path))


def _text(random: Random, number: int) -> str:
    return f"@{number:03}番" + "".join(random.choices(WORDS, k=random.randint(2, 8)))


def _typed(text: str, state: Callable[[str], Any]) -> list[Gesture]:
    """The text character by character."""
    return [
        Gesture((f"「{text[end - 1]}」",), state(text[:end]), text[:end] if end >= WITNESS else "")
        for end in range(1, len(text) + 1)
    ]


def short_text(random: Random, assessment: Assessment, number: int) -> Plan:
    """Type into a text of one line, before what stands there."""
    read = _answer("overview.department.name")
    held = read(assessment) or ""
    return Plan(
        section="1-5",
        first="①部署",
        place="overview.department.name",
        read=read,
        gestures=_typed(_text(random, number), lambda text: text + held),
        following="Ⅰ－６－",
    )


def long_text(random: Random, assessment: Assessment, number: int) -> Plan:
    """Type another paragraph of a long text."""
    read = _answer("overview.number_use.legal_basis")
    held, text = read(assessment) or "", _text(random, number)
    return Plan(
        section="1-3",
        first="法令上の根拠",
        place="overview.number_use.legal_basis",
        read=read,
        gestures=[*_typed(text, lambda typed: typed + held), Gesture(("Enter",), f"{text}\n{held}")],
        following="Ⅰ－４－",
    )


def paste(random: Random, assessment: Assessment, number: int) -> Plan:
    """Paste some lines twice into a long text."""
    del random
    read = _answer("overview.number_use.legal_basis")
    held = read(assessment) or ""
    first, second = f"番号法\n葛󠄀{number}\n@{number:03}前", f"\n髙﨑𠮟\n@{number:03}後"
    return Plan(
        section="1-3",
        first="法令上の根拠",
        place="overview.number_use.legal_basis",
        read=read,
        gestures=[
            Gesture((f"<{first}>",), first + held, f"@{number:03}前"),
            Gesture((f"<{second}>",), first + second + held, f"@{number:03}後"),
        ],
        following="Ⅰ－４－",
    )


def text_list(random: Random, assessment: Assessment, number: int) -> Plan:
    """Type another entry of a list of texts, before the others."""
    read = _answer("overview.file_names")
    held, text = list(read(assessment) or ()), _text(random, number)
    return Plan(
        section="1-2",
        first="２．特定個人情報ファイル名",
        place="overview.file_names",
        read=read,
        gestures=[
            *_typed(text, lambda typed: [typed + "".join(held[:1]), *held[1:]]),
            Gesture(("Enter",), [text, *held]),
        ],
        following="Ⅰ－３－",
    )


def choice(random: Random, assessment: Assessment, number: int) -> Plan:
    """Choose one thing, then another, by digits."""
    del number
    path = "inputs.subjects.count"
    read = _answer(path)
    choices = list(assessment.form.find(path).choices)
    digits = [n for n, one in enumerate(choices, 1) if one.code != read(assessment)]
    random.shuffle(digits)
    return Plan(
        section="2-1",
        first="評価対象の事務の対象人数",
        place=path,
        read=read,
        gestures=[
            Gesture((f"「{n}」",), choices[n - 1].code, f"[〇]{n}){_shown(choices[n - 1].label)[:6]}")
            for n in digits[:3]
        ],
        following="Ⅱ－２－",
    )


def date(random: Random, assessment: Assessment, number: int) -> Plan:
    """Delete a date and type another."""
    del number
    path = "inputs.subjects.as_of"
    read = _answer(path)
    words = words_of_date(read(assessment))
    year, month, day = random.randint(2, 7), random.randint(10, 12), random.randint(10, 28)
    typed = f"R{year}.{month}.{day}"
    deleted = [Gesture(("BSpace",), date_of_words(words[:end])) for end in range(len(words) - 1, -1, -1)]
    written = _typed(typed, date_of_words)
    shown = f"=令和{year}年{month}月{day}日"
    if shown[1:] == words:
        shown = ""
    last = Gesture(written[-1].keys, written[-1].state, shown)
    return Plan(
        section="2-1",
        first="評価対象の事務の対象人数",
        keys=("Tab", "End"),
        there=">いつ時点の計数か",
        place=path,
        read=read,
        gestures=[
            *deleted,
            *(Gesture(one.keys, one.state) for one in written[:-1]),
            last,
        ],
        following="Ⅱ－２－",
    )


def checks(random: Random, assessment: Assessment, number: int) -> Plan:
    """Mark boxes and take marks away, by digits."""
    del number
    path = f"{TASKS}[{assessment.items_of(TASKS)[0]}].methods"
    read = _answer(path)
    choices = list(assessment.form.find(path).choices)
    marks = dict(read(assessment) or {})
    gestures = []
    for n in random.sample(range(1, 6), 3):
        one = choices[n - 1]
        marks = {key: mark for key, mark in marks.items() if key != one.code} | (
            {} if one.code in marks else {one.code: True}
        )
        box = "[〇]" if one.code in marks else "[]"
        gestures.append(Gesture((f"「{n}」",), marks or None, f"{box}{n}){_shown(one.label)[:4]}"))
    return Plan(
        section="2-4-1",
        first="委託事項",
        keys=("Tab",) * 7,
        there=">④委託先への",
        place=path,
        read=read,
        gestures=gestures,
    )


def _names(assessment: Assessment) -> list[Any]:
    return [assessment.value(f"{TASKS}[{item}].name") for item in assessment.items_of(TASKS)]


def entry_added(random: Random, assessment: Assessment, number: int) -> Plan:
    """Add an entry to a list and name it."""
    held = _names(assessment)
    return Plan(
        section="2-4",
        first="委託の有無",
        keys=("Tab",),
        place=TASKS,
        read=_names,
        gestures=[
            Gesture(("IC",), [*held, None], f"委託事項{len(held) + 1}", is_awaited=True),
            *_typed(_text(random, number), lambda text: [*held, text]),
        ],
    )


def entry_removed(random: Random, assessment: Assessment, number: int) -> Plan:
    """Remove the first entry of a list, take it back, remove it again."""
    del random, number
    held = _names(assessment)
    return Plan(
        section="2-4",
        first="委託の有無",
        keys=("Tab", "DC"),
        there="この項目と中の記載を全て削除します",
        place=TASKS,
        read=_names,
        gestures=[
            Gesture(("Enter",), held[1:], f"（{len(held) - 1}件）"),
            Gesture(("C-z",), held, "元に戻しました"),
            Gesture(("C-y",), held[1:], "やり直しました"),
        ],
    )


PLANS = {
    "threshold": (short_text, long_text, paste, text_list, choice, date),
    "full-item": (checks, entry_added, entry_removed),
}


def plan(form: str, random: Random, assessment: Assessment, number: int) -> Plan:
    """The next thing to do; `number` tells its texts from all others. The last entry of a list is not removed."""
    makers = [maker for maker in PLANS[form] if maker is not entry_removed or len(_names(assessment)) > 2]
    return random.choice(makers)(random, assessment, number)


def seen(screen: str) -> str:
    """The screen without the outline, spaces and line ends, as `Gesture.seen` is written."""
    return "".join("".join(line.rpartition("│")[2].split()) for line in screen.split("\n"))


def _shown(label: str) -> str:
    return "".join(printed(label).split())
