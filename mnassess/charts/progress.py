"""How far every chapter of a report is."""

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
    words,
)
from mnassess.display.shown import Shown
from mnassess.language import say
from mnassess.tables.frame import Frame

_NAME = "progress"
_TOLD = ("file", "section", "answered", "open", "total")


def draw_progress(frame: Frame) -> Shown:
    """The picture of a `progress` frame: answered and open blanks, chapter by chapter."""
    frame = checked(frame, _NAME)
    rows = list(frame.itertuples())
    title = say("章ごとの記入の進み具合")
    with drawing():
        figure = new_figure(9.5, 0.62 * max(len(rows), 2) + 1.4)
        axes = figure.add_subplot()
        if not rows:
            nothing(axes)
        places = range(len(rows))
        answered = [int(row.answered) for row in rows]
        left = [int(row.open) for row in rows]
        axes.barh(places, answered, 0.6, color=BLUE, edgecolor=DARK, linewidth=0.6, label=say("記入済み"))
        axes.barh(
            places, left, 0.6, left=answered, color="#ffffff", edgecolor=LINE, linewidth=0.6, hatch="////",
            label=say("未記入"),
        )  # fmt: skip
        for place, row in enumerate(rows):
            axes.annotate(
                f"{row.answered} / {row.total}", (int(row.total), place), (4, 0), textcoords="offset points",
                va="center", fontsize=9,
            )  # fmt: skip
        axes.set_yticks(places, [_label(row.section, row.file) for row in rows])
        axes.invert_yaxis()
        axes.set_xlim(0, 1.12 * max([1, *(int(row.total) for row in rows)]))
        axes.set_xlabel(say("記入すべき欄の数"))
        count_along(axes.xaxis)
        axes.set_title(title)
        if rows:
            figure.legend(loc="outside lower center", ncols=2, frameon=False)
        return picture(figure, frame, _NAME, title, _alt(frame), told=_TOLD)


def _label(section: str, file: str) -> str:
    return "\n".join([words(section, 36, 2), *([words(f"【{file}】", 36)] if file else [])])


def _alt(frame: Frame) -> str:
    return say(
        "横棒の図。章ごとの記入済みと未記入の欄の数。全体で {total} 欄のうち {answered} 欄が記入済み。",
        total=frame["total"].sum(),
        answered=frame["answered"].sum(),
    )
