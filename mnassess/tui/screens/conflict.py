"""Where somebody else changed the same blank meanwhile: both answers side by side, and a person decides."""

from collections.abc import Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from mnassess.documents.merge import Conflict, Side
from mnassess.documents.model import Assessment
from mnassess.documents.naming import title_of
from mnassess.documents.words import NOTHING, place_words
from mnassess.language import say
from mnassess.tui.marks import printed
from mnassess.tui.screens.page import Page
from mnassess.tui.widgets.choice import Options
from mnassess.tui.widgets.marked_text import Version, side_pieces
from mnassess.tui.widgets.scrolling import Scrolling

_SIDES = (Side.MINE, Side.THEIRS)


class ConflictPage(Page[dict[str, Side]]):
    """One place after another. The result says whose answer stands where; None when the person puts it off."""

    DEFAULT_CSS = """
    ConflictPage #place { height: auto; padding: 0 2; text-style: bold; }
    ConflictPage #before { height: auto; max-height: 4; padding: 0 2; }
    ConflictPage #sides { height: 1fr; }
    ConflictPage #sides Scrolling { width: 1fr; height: 1fr; padding: 0 2; border-left: solid $panel-lighten-2; }
    ConflictPage #sides Static { height: auto; }
    ConflictPage Options { height: auto; padding: 0 1; }
    """

    def __init__(self, assessment: Assessment, conflicts: Sequence[Conflict]) -> None:
        super().__init__(
            say("外での変更と重なった欄"),
            (("", say("数字で選ぶ")), ("options.choose", say("決める")), ("page.leave", say("後で決める"))),
        )
        self._assessment = assessment
        self._conflicts = tuple(conflicts)
        self._decisions: dict[str, Side] = {}
        self._options = Options([say("自分の記載を残す"), say("外の記載を採る")], frozenset())

    def compose_page(self) -> ComposeResult:
        """What it is about, what stood there, both answers, the two choices."""
        yield Static(id="place")
        yield Static(id="before")
        with Horizontal(id="sides"):
            with Scrolling(id="mine"):
                yield Static()
            with Scrolling(id="theirs"):
                yield Static()
        yield self._options

    def on_mount(self) -> None:
        """The first place."""
        self._options.focus()
        self._show()

    @on(Options.Chosen)
    def decide(self, event: Options.Chosen) -> None:
        """The side that was chosen; after the last place the page closes."""
        event.stop()
        self._decisions[self._here.path] = _SIDES[event.index]
        if len(self._decisions) == len(self._conflicts):
            self.dismiss(self._decisions)
        else:
            self._show()

    @property
    def _here(self) -> Conflict:
        return self._conflicts[min(len(self._decisions), len(self._conflicts) - 1)]

    def _show(self) -> None:
        conflict = self._here
        count = say("{n}／{all}", n=len(self._decisions) + 1, all=len(self._conflicts))
        place = printed(f"{count}　{title_of(self._assessment, conflict.path)}")
        self.query_one("#place", Static).update(Content(place))
        before = say("開いたときの記載：{words}", words=self._words(conflict.base))
        self.query_one("#before", Static).update(Content(printed(before)))
        mine, theirs = self._words(conflict.mine), self._words(conflict.theirs)
        sides: tuple[tuple[str, str, Version], ...] = (
            ("mine", say("自分の記載"), "old"),
            ("theirs", say("外の記載"), "new"),
        )
        for name, title, side in sides:
            text = Content.assemble((f"{title}\n", "reverse"), *_marked(mine, theirs, side))
            self.query_one(f"#{name} Static", Static).update(text)
        self._options.cursor = 0
        self._options.marked = frozenset()

    def _words(self, value: object) -> str:
        return place_words(self._assessment.form, self._here.path, value)


def _marked(mine: str, theirs: str, side: Version) -> Iterator[tuple[str, str]]:
    """One side's text; what only it has is marked, but not where the other has none at all."""
    if NOTHING in (mine, theirs):
        return iter([(printed(mine if side == "old" else theirs), "")])
    return ((printed(words), style) for words, style in side_pieces(mine, theirs, side))
