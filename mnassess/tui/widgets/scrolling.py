"""Parts of a screen that are longer than it."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from mnassess.tui.keys import bindings_of


class Scrolling(VerticalScroll, inherit_bindings=False, can_focus=False):
    """Scrolls by the keys of reading, where the control that has the keyboard leaves them to it."""

    DEFAULT_CSS = """
    Scrolling { scrollbar-gutter: stable; } /* or what just fits without the bar stands in two ways */
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("reading")
