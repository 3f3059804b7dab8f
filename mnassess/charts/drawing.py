"""What every picture has in common: a Japanese font that needs no network, text that is only text, PNG, the table."""

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from mnassess.display.blocks import Heading, Picture, Table
from mnassess.display.shown import Shown
from mnassess.display.visible import visible, width, wrapped
from mnassess.errors import MnassessError
from mnassess.language import current, say
from mnassess.tables.cells import cells
from mnassess.tables.columns import standard_frames
from mnassess.tables.frame import Frame

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DARK, PALE, LINE = "#1a1a1a", "#f2f2f2", "#595959"
BLUE, SKY, GREEN, ORANGE, VERMILION, YELLOW = "#0072b2", "#9cccea", "#4fb99a", "#efb14a", "#e8834a", "#f3ea8c"
"""Of Okabe and Ito, told apart by people of every kind of colour vision; lighter where dark words stand on them."""
_MISSING = "〓"
"""What printers put where they have no letter."""
_DPI = 120


@contextmanager
def drawing() -> Iterator[None]:
    """Inside it figures are drawn in Japanese; MnassessError where the libraries for it are not installed."""
    try:
        import matplotlib as mpl

        with mpl.rc_context():  # the import changes the font of everything else
            import matplotlib_fontja  # noqa: F401 - registers its font
    except ImportError:
        raise MnassessError(
            say("図を描くには追加の部品が要ります。pip install 'mnassess[notebooks]' で入れてください。")
        ) from None
    style: dict[Any, Any] = {
        "font.family": ["IPAexGothic"],
        "font.size": 10,
        "text.parse_math": False,
        "hatch.linewidth": 0.7,
        "figure.facecolor": "#ffffff",
        "text.color": DARK,
        "axes.labelcolor": DARK,
        "axes.edgecolor": LINE,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with mpl.rc_context(style):
        yield


def new_figure(width_inches: float, height_inches: float) -> "Figure":
    """An empty figure whose parts make room for each other."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width_inches, height_inches), dpi=_DPI, layout="constrained")


def picture(
    figure: "Figure", frame: Frame, name: str, title: str, alt: str, *, told: Collection[str] = ()
) -> Shown:
    """The figure as PNG, its title, what can be seen on it, and its table: the columns `told`, without them all."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi="figure", metadata={"Software": None})
    columns = [one for one in standard_frames().columns[name] if not told or one.name in told]
    rows = tuple(cells(columns, frame, current()))
    heads = tuple(one.head(current()) for one in columns)
    return Shown(
        kind=name,
        blocks=(Heading(title), Picture(buffer.getvalue(), alt), Table(heads, rows)),
        data=tuple(dict(zip((one.name for one in columns), row, strict=True)) for row in rows),
    )


def checked(frame: Frame, name: str) -> Frame:
    """The frame, once it is one of that name with the columns as they are; MnassessError for another."""
    missing = [one.name for one in standard_frames().columns[name] if one.name not in frame.columns]
    if missing:
        raise MnassessError(
            say(
                "この図は {name} の表から描きます（列 {columns} がありません）。labels を付けずに作った表を渡してください。",
                name=name,
                columns="・".join(missing),
            )
        )
    return frame


def count_along(axis: Any) -> None:
    """Marks whole numbers on an axis, a few of them."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(6, integer=True))


def nothing(axes: Any) -> None:
    """Says on the picture that there is nothing to draw."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, say("描くものがありません。"), ha="center", va="center", transform=axes.transAxes)


# --- words on a picture ---------------------------------------------------------------------------------------


def words(text: str, room: int, lines: int = 1) -> str:
    """The text in lines of so many places, cut where it is longer; a letter the font lacks becomes 〓."""
    known = _letters()
    line = "".join(
        one if ord(one) in known or one == " " else _MISSING
        for one in " ".join(visible(text).split())
        if width(one)
    )
    found = wrapped(line, room)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1][:-1]}…"]
    return "\n".join(one.strip() for one in found)


@cache
def _letters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font
    from matplotlib_fontja import get_font_ttf_path

    return frozenset(FT2Font(get_font_ttf_path()).get_charmap())
