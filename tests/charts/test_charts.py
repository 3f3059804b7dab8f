"""Pictures of the frames: Japanese without a network, words beside them, nothing overlapping, nothing run."""

import base64
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
from claiming import report
from judging import record_of
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from outcomes import DAY, hostile, review

from mnassess.charts.drawing import (
    BLUE,
    DARK,
    GREEN,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    YELLOW,
    drawing,
    words,
)
from mnassess.charts.evidence import draw_evidence_age
from mnassess.charts.findings import draw_finding_counts
from mnassess.charts.progress import draw_progress
from mnassess.charts.risks import draw_risk_matrix
from mnassess.charts.verification import draw_verification
from mnassess.display.shown import Shown
from mnassess.errors import MnassessError
from mnassess.language import speaking
from mnassess.review.outcome import Review
from mnassess.rules.problems import Circumstances
from mnassess.tables.documents import progress_frame
from mnassess.tables.evidence import evidence_frame
from mnassess.tables.summaries import finding_counts_frame, risk_matrix_frame, verification_frame

LONG = "総務部情報政策課番号制度推進室特定個人情報保護評価担当（本庁舎三階）" * 3
FRAMES: dict[str, Callable[[Review], pd.DataFrame]] = {
    "risk_matrix": risk_matrix_frame,
    "progress": lambda made: progress_frame(made.assessment, Circumstances(as_of=DAY)),
    "finding_counts": finding_counts_frame,
    "evidence": evidence_frame,
    "verification": lambda made: verification_frame(made, record_of(made)),
}
DRAW: dict[str, Callable[[pd.DataFrame], Shown]] = {
    "risk_matrix": draw_risk_matrix,
    "progress": draw_progress,
    "finding_counts": draw_finding_counts,
    "evidence": draw_evidence_age,
    "verification": draw_verification,
}
PICTURES = pytest.mark.parametrize("name", DRAW)


def crowded() -> Review:
    """A review whose every name is long, with many owners and much evidence."""
    made = review()
    findings = [
        replace(one, id=f"{one.id}-{n}", owner=f"{n}{LONG}") for n in range(8) for one in made.findings
    ]
    entries = [replace(made.entries[0], id=f"E{n}", title=f"{n}{LONG}") for n in range(40)]
    claim = made.claims[0].id
    names = {f"files[f{n}].profile.name": f"{n}{LONG}" for n in range(4)}
    return replace(
        made,
        findings=tuple(findings),
        entries=tuple(entries),
        bearing={claim: tuple(one.id for one in entries)},
        assessment=report(names),
    )


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """The figures as they were saved."""
    saved: list[Figure] = []
    save = Figure.savefig

    def kept(figure: Figure, *args: Any, **kwargs: Any) -> None:
        save(figure, *args, **kwargs)
        saved.append(figure)

    monkeypatch.setattr(Figure, "savefig", kept)
    return saved


@PICTURES
def test_what_can_be_seen_is_said_in_words_with_the_table(
    name: str, expected: Callable[[str, str], None]
) -> None:
    expected(f"charts/{name}.txt", str(DRAW[name](FRAMES[name](review()))))


@PICTURES
def test_a_picture_is_a_png_with_its_words_and_its_table(name: str) -> None:
    bundle = DRAW[name](FRAMES[name](review()))._repr_mimebundle_()
    png = base64.b64decode(bundle["image/png"])
    assert png.startswith(b"\x89PNG")
    assert min(struct.unpack(">II", png[16:24])) > 200
    assert bundle["text/html"].count("<img ") == 1
    assert 'alt="' in bundle["text/html"]
    assert "<table" in bundle["text/html"]
    assert len(bundle["application/vnd.mnassess+json"]["rows"]) == len(FRAMES[name](review()))


@PICTURES
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_words_overlap_however_long_the_names(name: str, language: str, figures: list[Figure]) -> None:
    with speaking(language):
        DRAW[name](FRAMES[name](crowded()))
    (figure,) = figures
    boxes = [(one.get_text(), one.get_window_extent()) for one in _texts(figure)]
    assert len(boxes) > 5
    over = [
        (one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.padded(-1).overlaps(b.padded(-1))
    ]
    assert over == []
    page = figure.bbox.padded(2)
    assert [one for one, box in boxes if not (page.x0 <= box.x0 and box.x1 <= page.x1)] == []


def _texts(figure: Figure) -> list[Text]:
    """Every text that is drawn."""
    ticks = [
        label
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels()
        if axis.get_view_interval()[0] <= label.get_position()[axis.axis_name == "y"] <= axis.get_view_interval()[1]
        or axis.get_view_interval()[1] <= label.get_position()[axis.axis_name == "y"] <= axis.get_view_interval()[0]
    ]  # fmt: skip
    free = [one for one in figure.findobj(Text) if isinstance(one, Annotation) or one in _own(figure)]
    return [one for one in dict.fromkeys([*ticks, *free]) if one.get_text() and one.get_visible()]


def _own(figure: Figure) -> list[Text]:
    titles = [axes.title for axes in figure.axes]
    heads = [axis.label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    legends = [text for legend in figure.legends for text in legend.get_texts()]
    return [*titles, *heads, *legends, *(text for axes in figure.axes for text in axes.texts)]


@PICTURES
def test_hostile_text_is_drawn_as_text(name: str) -> None:
    made = hostile()
    owners = [replace(one, owner="$\\frac{$ ${{}} <script>") for one in made.findings]
    assessment = made.assessment.with_answer("files[juki].profile.name", "$\\undefined$ {x} \\n")
    DRAW[name](FRAMES[name](replace(made, findings=tuple(owners), assessment=assessment)))


@PICTURES
def test_nothing_to_draw_says_so(name: str, figures: list[Figure]) -> None:
    DRAW[name](FRAMES[name](review()).iloc[:0])
    assert "描くものがありません。" in [one.get_text() for one in figures[0].findobj(Text)]


@PICTURES
def test_the_same_frame_gives_the_same_picture(name: str) -> None:
    once, twice = (DRAW[name](FRAMES[name](review())).blocks for _ in range(2))
    assert once == twice


@PICTURES
def test_other_pictures_of_the_notebook_keep_their_style(name: str) -> None:
    before = dict(mpl.rcParams)
    DRAW[name](FRAMES[name](review()))
    assert dict(mpl.rcParams) == before


@PICTURES
def test_another_frame_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(MnassessError, match=rf"^この図は {name} の表から描きます（列 .*"):
        DRAW[name](pd.DataFrame({"x": [1]}))


def test_a_letter_the_font_lacks_is_told_by_a_stand_in() -> None:
    with drawing():
        assert words("髙﨑𠮟①令和〜−\u3099葛\U000e0100🙂\U000f0000", 40) == "髙﨑𠮟①令和〜−葛〓〓"


def test_without_its_libraries_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MnassessError) as refused:
        draw_progress(FRAMES["progress"](review()))
    assert str(refused.value) == (
        "図を描くには追加の部品が要ります。pip install 'mnassess[notebooks]' で入れてください。"
    )


def test_the_font_travels_with_a_package_and_needs_no_network(tmp_path: Path) -> None:
    program = (
        "import sys, socket\n"
        "def refuse(*_): raise OSError('no network')\n"
        "socket.socket.connect = refuse\n"
        "from mnassess.charts.drawing import drawing, new_figure\n"
        "with drawing():\n"
        "    figure = new_figure(2, 1); figure.text(0.1, 0.5, '令和８年度 髙﨑')\n"
        "    figure.savefig(sys.argv[1])\n"
        "    from matplotlib.font_manager import findfont, FontProperties\n"
        "    print(findfont(FontProperties(family=['IPAexGothic']), fallback_to_default=False))\n"
    )
    command = [sys.executable, "-W", "error", "-c", program, str(tmp_path / "a.png")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "matplotlib_fontja" in run.stdout


@pytest.mark.parametrize("color", [SKY, GREEN, ORANGE, VERMILION, YELLOW, PALE])
def test_dark_words_can_be_read_on_every_light_colour(color: str) -> None:
    assert _contrast(DARK, color) >= 4.5


def test_blue_words_can_be_read_on_the_page() -> None:
    assert _contrast(BLUE, "#ffffff") >= 4.5


def _contrast(one: str, other: str) -> float:
    """By WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
