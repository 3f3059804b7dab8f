"""The risk matrix: for every process and risk what is stated, verified, contradicted and not verified."""

from typing import Any, NamedTuple

from mnassess.charts.drawing import (
    LINE,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    checked,
    drawing,
    new_figure,
    nothing,
    picture,
    words,
)
from mnassess.display.shown import Shown
from mnassess.language import current, say
from mnassess.tables.codes import labels_of
from mnassess.tables.frame import Frame

_NAME = "risk_matrix"
_BAND = 0.26
"""Part of a cell that its mark and number take."""


class _Look(NamedTuple):
    """How a cell says how far its risk is: by a mark and a colour."""

    mark: str
    color: str
    words: str


def draw_risk_matrix(frame: Frame) -> Shown:
    """The picture of a `risk_matrix` frame."""
    frame = checked(frame, _NAME)
    processes = list(dict.fromkeys(frame["process"].astype(str)))
    rows = {one: [row for row in frame.itertuples() if row.process == one] for one in processes}
    across = max(map(len, rows.values()), default=1)
    title = say("リスクごとの記載と裏付け")
    with drawing():
        figure = new_figure(1.15 * across + 2.0, 1.05 * max(len(rows), 1) + 1.0)
        axes = figure.add_subplot()
        if not rows:
            nothing(axes)
        names = labels_of("process", current())
        for down, process in enumerate(processes):
            for place, row in enumerate(rows[process]):
                _cell(axes, place, down, row)
        axes.set_xlim(0, across)
        axes.set_ylim(max(len(rows), 1), 0)
        axes.set_yticks(
            [down + 0.5 for down in range(len(processes))],
            [words(names.get(one, one), 16, 4) for one in processes],
        )
        axes.set_xticks([])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.set_title(title)
        figure.legend(handles=_legend(), loc="outside lower center", ncols=5, frameon=False)
        return picture(figure, frame, _NAME, title, _alt(frame))


def _looks() -> dict[str, _Look]:
    return {
        "contradicted": _Look("×", VERMILION, say("矛盾あり")),
        "all": _Look("●", SKY, say("全て裏付けあり")),
        "some": _Look("◎", ORANGE, say("一部に裏付けあり")),
        "none": _Look("○", PALE, say("裏付けなし")),
        "unstated": _Look("－", "#ffffff", say("記載なし")),
    }


def _legend() -> list[Any]:
    from matplotlib.patches import Patch

    return [
        Patch(facecolor=look.color, edgecolor=LINE, label=f"{look.mark} {look.words}")
        for look in _looks().values()
    ]


def _state(row: Any) -> str:
    if not row.declared:
        return "unstated"
    if row.contradicted:
        return "contradicted"
    if row.supported == row.declared:
        return "all"
    return "some" if row.supported else "none"


def _cell(axes: Any, place: int, down: int, row: Any) -> None:
    from matplotlib.patches import Rectangle

    look = _looks()[_state(row)]
    axes.add_patch(Rectangle((place, down), 1, _BAND, facecolor=look.color, edgecolor="none", clip_on=False))
    axes.add_patch(
        Rectangle((place, down), 1, 1, facecolor="none", edgecolor=LINE, linewidth=0.8, clip_on=False)
    )
    name = row.risk if isinstance(row.risk, str) else say("その他")
    axes.text(place + 0.06, down + _BAND / 2, f"{look.mark} {name}", va="center", fontsize=10)
    if not row.declared:
        return
    lines = (
        (say("記載"), row.declared),
        (say("裏付け"), row.supported),
        (say("矛盾"), row.contradicted),
        (say("未確認"), row.unverified),
    )
    step = (1 - _BAND) / len(lines)
    for number, (label, count) in enumerate(lines):
        at = down + _BAND + step * (number + 0.5)
        axes.text(place + 0.06, at, label, va="center", fontsize=8)
        axes.text(place + 0.94, at, str(count), va="center", ha="right", fontsize=9)


def _alt(frame: Frame) -> str:
    states = [_state(row) for row in frame.itertuples()]
    told = say("、").join(
        say("{words} {count}", words=look.words, count=states.count(code)) for code, look in _looks().items()
    )
    return say("過程とリスクの表。マスごとに記載・裏付け・矛盾・未確認の件数。マスの数：{told}。", told=told)
