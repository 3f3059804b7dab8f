"""How old the evidence is, beside how old it may be."""

from typing import Any

from mnassess.charts.drawing import (
    DARK,
    SKY,
    VERMILION,
    checked,
    count_along,
    drawing,
    new_figure,
    nothing,
    picture,
    words,
)
from mnassess.display.shown import Shown
from mnassess.language import say
from mnassess.tables.frame import Frame

_NAME = "evidence"
_TOLD = ("evidence", "title", "kind", "last_day", "age_months", "limit_months", "age_state")
_LOOKS = {"within": (SKY, ""), "over": (VERMILION, "xxx")}
_MOST = 30
"""Bars a picture has room for; the table has all."""


def draw_evidence_age(frame: Frame) -> Shown:
    """The picture of an `evidence` frame: the months of every dated entry against its limit, what is over first."""
    frame = checked(frame, _NAME)
    dated = sorted(
        (row for row in frame.itertuples() if row.age_state in {"over", "within"}),
        key=lambda row: (row.age_state != "over", row.limit_months - row.age_months),
    )
    shown = dated[:_MOST]
    title = say("証跡の新しさと期限")
    with drawing():
        figure = new_figure(9.5, 0.36 * max(len(shown), 3) + 1.6)
        axes = figure.add_subplot()
        if not shown:
            nothing(axes)
        _bars(axes, shown, "within", say("期限内"))
        _bars(axes, shown, "over", say("期限を過ぎた"))
        limits = [int(row.limit_months) for row in shown]
        axes.plot(
            limits, range(len(shown)), linestyle="none", marker="|", markersize=16, markeredgewidth=2.5, color=DARK,
            label=say("期限"),
        )  # fmt: skip
        for place, row in enumerate(shown):
            axes.annotate(
                say("{age}か月（期限 {limit}か月）", age=row.age_months, limit=row.limit_months),
                (max(int(row.age_months), int(row.limit_months)), place), (8, 0), textcoords="offset points",
                va="center", fontsize=8,
            )  # fmt: skip
        axes.set_yticks(range(len(shown)), [words(f"{row.evidence} {row.title}", 36) for row in shown])
        axes.invert_yaxis()
        axes.margins(x=0.3, y=0.02)
        axes.set_xlim(left=min(0, *(int(row.age_months) for row in shown)) if shown else 0)
        axes.set_xlabel(say("経過した月数"))
        count_along(axes.xaxis)
        axes.set_title(_title(title, len(shown), len(dated)))
        if shown:
            figure.legend(loc="outside lower center", ncols=3, frameon=False)
        return picture(figure, frame, _NAME, title, _alt(frame), told=_TOLD)


def _bars(axes: Any, rows: list[Any], state: str, label: str) -> None:
    places = [place for place, row in enumerate(rows) if row.age_state == state]
    months = [int(rows[place].age_months) for place in places]
    color, hatch = _LOOKS[state]
    if places:  # an empty series has no colour in the legend
        axes.barh(places, months, 0.6, color=color, edgecolor=DARK, linewidth=0.6, hatch=hatch, label=label)


def _title(title: str, shown: int, dated: int) -> str:
    if shown == dated:
        return title
    return say("{title}（{dated} 件のうち {shown} 件。全ては表に）", title=title, dated=dated, shown=shown)


def _alt(frame: Frame) -> str:
    states = list(frame["age_state"])
    return say(
        "横棒の図。証跡ごとの経過月数と期限。期限を過ぎた {over} 件、期限内 {within} 件、"
        "日付なし {undated} 件、期限なし {no_limit} 件、使われていない {unused} 件。",
        over=states.count("over"),
        within=states.count("within"),
        undated=states.count("undated"),
        no_limit=states.count("no_limit"),
        unused=states.count("unused"),
    )
