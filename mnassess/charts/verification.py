"""How the verification went on, day by day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mnassess.charts.drawing import (
    BLUE,
    DARK,
    LINE,
    checked,
    count_along,
    drawing,
    new_figure,
    nothing,
    picture,
)
from mnassess.display.shown import Shown
from mnassess.forms.dates import show_date
from mnassess.language import current, say
from mnassess.tables.frame import Frame

_NAME = "verification"
_PANELS = (
    {"declared": (DARK, "s", ":"), "unverified": (LINE, "o", "--")},
    {"supported": (BLUE, "^", "-"), "contradicted": ("#b34a00", "X", "-.")},
)
"""What stands in which panel, with its colour, marker and line: few verified claims would not be seen beside all."""
_TICKS = 6
_LEAST_GAP = 0.1
"""Of the height: labels nearer to each other than that would overlap."""


def draw_verification(frame: Frame) -> Shown:
    """The picture of a `verification` frame: stated, verified, contradicted and not verified at the end of each day."""
    frame = checked(frame, _NAME)
    days = [one.date() for one in frame["day"]]
    title = say("裏付けの進み具合")
    with drawing():
        figure = new_figure(9.5, 6)
        if not days:
            nothing(figure.add_subplot())
            return picture(figure, frame, _NAME, title, _alt(frame))
        panels = figure.subplots(2, 1, sharex=True)
        for axes, looks in zip(panels, _PANELS, strict=True):
            _lines(axes, frame, days, looks)
        shown = _some(days)
        panels[-1].set_xticks(shown, [_day(one).replace("年", "年\n", 1) for one in shown])
        panels[0].set_title(title)
        figure.legend(loc="outside lower center", ncols=4, frameon=False)
        return picture(figure, frame, _NAME, title, _alt(frame))


def _lines(axes: Any, frame: Frame, days: list[date], looks: Mapping[str, tuple[str, str, str]]) -> None:
    names = _words()
    for one, (color, marker, line) in looks.items():
        axes.plot(
            days, [int(count) for count in frame[one]], color=color, marker=marker, linestyle=line,
            drawstyle="steps-post", label=names[one],
        )  # fmt: skip
    top = max(1, *(int(frame[one].max()) for one in looks))
    ends = {one: int(frame[one].iloc[-1]) for one in looks}
    for one, at in _spread(ends, top).items():
        axes.annotate(
            f"{names[one]} {ends[one]}", (1.01, at), xycoords=("axes fraction", "data"), va="center",
            fontsize=9, color=looks[one][0],
        )  # fmt: skip
    axes.set_ylim(-top * 0.06, top * 1.12)
    count_along(axes.yaxis)
    axes.set_ylabel(say("対策の数"))


def _words() -> dict[str, str]:
    return {
        "declared": say("記載"),
        "supported": say("裏付け"),
        "contradicted": say("矛盾"),
        "unverified": say("未確認"),
    }


def _spread(ends: dict[str, int], top: int) -> dict[str, float]:
    """Where the labels stand: at the ends of their lines, moved up where they would overlap."""
    found: dict[str, float] = {}
    least = -top * _LEAST_GAP
    order = list(ends)  # of equal ends the first stands highest
    for one in sorted(ends, key=lambda name: (ends[name], -order.index(name))):
        found[one] = max(float(ends[one]), least + top * _LEAST_GAP)
        least = found[one]
    return found


def _some(days: list[date]) -> list[date]:
    """The last day, and before it those that leave their labels room."""
    least = (days[-1] - days[0]) / _TICKS
    found = [days[-1]]
    for one in reversed(days[:-1]):
        if found[-1] - one >= least:
            found.append(one)
    return found[::-1]


def _day(day: date) -> str:
    return show_date(day.isoformat()) if current() == "ja" else day.isoformat()


def _alt(frame: Frame) -> str:
    if not len(frame):
        return say("判定がまだありません。")
    last = frame.iloc[-1]
    return say(
        "折れ線の図。{first} から {day} まで。最後の日は記載 {declared}、裏付け {supported}、"
        "矛盾 {contradicted}、未確認 {unverified}。",
        first=_day(frame["day"].iloc[0].date()),
        day=_day(last["day"].date()),
        declared=last["declared"],
        supported=last["supported"],
        contradicted=last["contradicted"],
        unverified=last["unverified"],
    )
