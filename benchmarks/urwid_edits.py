"""The peer written with urwid, whose list draws what is in sight: urwid_edits.py DOCUMENT [BLANK].

Every text of the document is an Edit below its label; it keeps nothing that is typed and checks nothing. The keyboard
goes to the blank that is named.
"""

import sys
from pathlib import Path

import urwid

from mnassess.documents.storage import load_document
from mnassess.forms.model import Field
from mnassess.tui.outline import Outline
from mnassess.tui.screens.entry_view import document_title


def main() -> None:
    """Show the document until the program is killed."""
    path, wanted = Path(sys.argv[1]), (sys.argv[2:] or [""])[0]
    assessment = load_document(path).assessment
    lines: list[urwid.Widget] = []
    focus = 0
    for part in Outline.of(assessment, "local").iter_parts():
        for row in part.rows:
            if not isinstance(row.node, Field):
                continue
            value = assessment.value(row.path)
            lines.append(urwid.Text(f"{row.node.number}{row.node.label}"))
            edit = urwid.Edit(edit_text=value if isinstance(value, str) else "", multiline=True)
            edit.set_edit_pos(len(edit.edit_text))
            if row.path == wanted:
                focus = len(lines)
            lines.append(urwid.AttrMap(edit, None, "reversed"))
    listing = urwid.ListBox(urwid.SimpleFocusListWalker(lines))
    listing.set_focus(focus)
    header = urwid.AttrMap(urwid.Text(document_title(path, assessment)), "reversed")
    urwid.MainLoop(urwid.Frame(listing, header=header), [("reversed", "standout", "")]).run()


if __name__ == "__main__":
    main()
