"""Who has how many findings of which severity to deal with."""

from mnassess.charts.drawing import (
    DARK,
    GREEN,
    ORANGE,
    SKY,
    VERMILION,
    YELLOW,
    checked,
    count_along,
    drawing,
    new_figure,
    nothing,
    picture,
    words,
)
from mnassess.display.shown import Shown
from mnassess.language import current, say
from mnassess.review.model import FindingSeverity
from mnassess.tables.codes import labels_of
from mnassess.tables.frame import Frame

_NAME = "finding_counts"
_LOOKS = {
    FindingSeverity.MAJOR: (VERMILION, "xxx"),
    FindingSeverity.MINOR: (ORANGE, "///"),
    FindingSeverity.OBSERVATION: (SKY, "..."),
    FindingSeverity.OPPORTUNITY: (YELLOW, "---"),
    FindingSeverity.GOOD_PRACTICE: (GREEN, ""),
}
_LEAST_SHARE = 0.03
"""Of the longest bar: a shorter piece has no room for its number, which the table has."""


def draw_finding_counts(frame: Frame) -> Shown:
    """The picture of a `finding_counts` frame: a bar for every owner, a piece of it for every severity."""
    frame = checked(frame, _NAME)
    owners = list(dict.fromkeys(frame["owner"]))
    title = say("担当ごとの指摘")
    with drawing():
        figure = new_figure(9.5, 0.55 * max(len(owners), 2) + 1.6)
        axes = figure.add_subplot()
        if not owners:
            nothing(axes)
        names = labels_of("finding_severity", current())
        taken = dict.fromkeys(owners, 0)
        longest = max((int(frame[frame["owner"] == one]["findings"].sum()) for one in owners), default=0)
        for severity, (color, hatch) in _LOOKS.items():
            found = frame[frame["severity"] == severity.value]
            counts = {one: int(found[found["owner"] == one]["findings"].sum()) for one in owners}
            axes.barh(
                range(len(owners)), list(counts.values()), 0.6, left=list(taken.values()), color=color,
                edgecolor=DARK, linewidth=0.6, hatch=hatch, label=names[severity.value],
            )  # fmt: skip
            for place, owner in enumerate(owners):
                if counts[owner] and counts[owner] >= longest * _LEAST_SHARE:
                    axes.text(
                        taken[owner] + counts[owner] / 2, place, str(counts[owner]), ha="center", va="center",
                        fontsize=9, bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 1.2},
                    )  # fmt: skip
                taken[owner] += counts[owner]
        for place, total in enumerate(taken.values()):
            axes.annotate(
                say("計 {count}", count=total), (total, place), (4, 0), textcoords="offset points", va="center",
                fontsize=9,
            )  # fmt: skip
        axes.set_xlim(0, 1.1 * max(1, longest))
        axes.set_yticks(range(len(owners)), [words(one, 28, 2) for one in owners])
        axes.invert_yaxis()
        axes.set_xlabel(say("指摘の数"))
        count_along(axes.xaxis)
        axes.set_title(title)
        if owners:
            figure.legend(loc="outside lower center", ncols=5, frameon=False, fontsize=9)
        return picture(figure, frame, _NAME, title, _alt(frame))


def _alt(frame: Frame) -> str:
    names = labels_of("finding_severity", current())
    sums = {one: int(frame[frame["severity"] == one]["findings"].sum()) for one in names}
    told = say("、").join(
        say("{words} {count}", words=names[one], count=count) for one, count in sums.items() if count
    )
    return say("横棒の図。担当ごとの指摘の数を重さ別に積んだもの。全体：{told}。", told=told or "0")
