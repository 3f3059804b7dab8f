"""The outline at the left: every section with the mark that says how far it is."""

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from mnassess.language import say
from mnassess.tui.keymap import keymap_of
from mnassess.tui.keys import bindings_of
from mnassess.tui.marks import printed
from mnassess.tui.messages import EntryCommand, PartChosen, Said, Verb
from mnassess.tui.outline import Part

Labels = dict[str, tuple[str, str]]
"""Path of a part → (mark, title)."""


class OutlineTree(Tree[Part], inherit_bindings=False):
    """Up and down look at sections, Enter goes into one; entries of lists are added, removed and moved by keys."""

    DEFAULT_CSS = """
    OutlineTree { padding: 0; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("outline", "work")

    ICON_NODE = "+"
    ICON_NODE_EXPANDED = "-"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._labels: Labels = {}
        self._shown: dict[str, TreeNode[Part]] = {}
        self._open = ""
        """Path of the section that is open."""

    def on_key(self, event: events.Key) -> None:
        """Letters typed here would be lost without a word."""
        if event.is_printable and event.character and not event.character.isspace():
            enter = keymap_of(self).first("outline.enter")
            self.post_message(
                Said(say("いまは目次です。{key} で欄に入ってから入力してください。", key=enter))
            )

    def render_label(self, node: TreeNode[Part], base_style: Style, style: Style) -> Text:
        """Fold sign, `>` for the open section, mark, title."""
        del base_style
        part = node.data
        if part is None:
            return Text("")
        mark, title = self._labels.get(part.path, ("", ""))
        fold = " "
        if node.allow_expand:
            fold = self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE
        here = ">" if part.path == self._open else " "
        return Text(f"{fold}{here}{mark} {printed(title)}", style=style, no_wrap=True)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Part]) -> None:
        """The arrows came to a section: show it, the keyboard stays here."""
        event.stop()
        if event.node.data is not None and event.node is self.cursor_node and self.has_focus:
            self.post_message(PartChosen(event.node.data.path, enter=False))

    def action_select_cursor(self) -> None:
        """Enter: into the section the arrows are on, or the open one while they are on none."""
        part = self.cursor_node.data if self.cursor_node else None
        self.post_message(PartChosen(part.path if part else self._open))

    def action_open_node(self) -> None:
        """Unfold; what is unfolded or a leaf is gone into."""
        node = self.cursor_node
        if node is None or node.data is None:
            return
        if node.allow_expand and not node.is_expanded:
            node.expand()
        else:
            self.post_message(PartChosen(node.data.path))

    def action_close_node(self) -> None:
        """Fold; from what is folded or a leaf, up to what it lies in."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None and not node.parent.is_root:
            self.move_cursor(node.parent)

    def action_work(self, verb: Verb) -> None:
        """Change the list that the current line is, or is an entry of."""
        part = self.cursor_node.data if self.cursor_node else None
        if part is not None:
            self.post_message(EntryCommand(verb, part.path))

    def show_parts(self, parts: tuple[Part, ...], labels: Labels, current: str) -> None:
        """Show an outline built anew; what was unfolded stays so."""
        unfolded = {path for path, node in self._shown.items() if node.is_expanded}
        is_first = not self._shown
        self._labels = labels
        self._shown = {}
        self.clear()
        for part in parts:
            self._add(self.root, part, unfolded, is_first=is_first)
        self.root.expand()
        self.show_current(current)

    def show_labels(self, labels: Labels) -> None:
        """Show other marks or titles where they differ."""
        for path, label in labels.items():
            if self._labels.get(path) != label and path in self._shown:
                self._labels[path] = label
                self._shown[path].refresh()

    def show_open(self, path: str) -> None:
        """Mark the section that is open now; the cursor stays where the arrows have come to meanwhile."""
        if path == self._open:
            return
        for one in (self._shown.get(self._open), self._shown.get(path)):
            if one is not None:
                one.refresh()
        self._open = path

    def show_current(self, path: str) -> None:
        """Mark the section that is open now and put its line under the cursor, unfolding what it lies in."""
        self.show_open(path)
        node = self._shown.get(path)
        if node is None or node is self.cursor_node:
            return
        is_in_place = node.line >= 0
        above = node.parent
        while above is not None:
            if not above.is_expanded:  # stock draws all lines anew even where it is
                above.expand()
                is_in_place = False
            above = above.parent
        if is_in_place:
            self._go_to(path)
        else:
            self.call_after_refresh(self._go_to, path)

    def _go_to(self, path: str) -> None:
        node = self._shown.get(path)
        if node is not None and path == self._open:
            self.move_cursor(node)

    def _add(self, above: TreeNode[Part], part: Part, unfolded: set[str], *, is_first: bool) -> None:
        is_open = part.path in unfolded or (is_first and part.kind == "heading")
        node = above.add(Text(""), data=part, expand=is_open, allow_expand=bool(part.parts))
        self._shown[part.path] = node
        for inner in part.parts:
            self._add(node, inner, unfolded, is_first=is_first)
