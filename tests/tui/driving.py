"""Drives the interface by keys and gives back what a person would see, as text."""

import asyncio
import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from mnassess.documents.creation import create_document
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import create_workspace
from mnassess.tui.app import MnassessApp
from mnassess.tui.keymap import SHIPPED, Keymap
from mnassess.tui.widgets.section_pane import SectionPane

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (160, 50)
OPERATION = "児童手当に関する事務"


def workspace(folder: Path) -> Path:
    """A workspace without documents."""
    return create_workspace(folder / "ws", agency="みほん市長", body="local").folder


def document(folder: Path, form: str = "full-item", **answers: object) -> Path:
    """A document in a workspace of its own; in the names of `answers` __ stands for a dot."""
    root = folder / "ws"
    if not root.exists():
        workspace(folder)
    path = create_document(root, form, name=OPERATION)
    if answers:
        put(path, {name.replace("__", "."): value for name, value in answers.items()})
    moment = datetime(2026, 1, 2, 3, 4).astimezone().timestamp()
    os.utime(path, (moment, moment))
    return path


def put(path: Path, answers: dict[str, object]) -> None:
    """Give answers without the interface. A path that ends in ] adds an entry."""
    session = EditingSession.open(path, "準備")
    assessment = session.assessment
    for place, value in answers.items():
        if place.endswith("]"):
            list_path, _, item = place[:-1].rpartition("[")
            assessment = assessment.with_item(list_path, item)
        else:
            assessment = assessment.with_answer(place, value)
    session.abandon()
    from mnassess.documents.storage import save_document

    save_document(path, assessment)
    for file in session._journal_path.parent.glob("*.jsonl"):
        file.unlink()


def answers_in(path: Path) -> dict[str, object]:
    """What the document file holds."""
    return dict(load_document(path).assessment.values)


def screen_text(app: MnassessApp) -> str:
    """The visible screen, line by line. Touches a private name of Textual, here and nowhere else."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def arrived(app: MnassessApp, pilot: Pilot[None]) -> None:
    """Wait until no key waits for the one before."""
    while app.is_running and hasattr(app, "_typed_order") and app._typed_order.is_busy:
        await pilot.pause(0.01)


async def settled(app: MnassessApp, pilot: Pilot[None]) -> None:
    """Wait until something has the focus and the screen stays as it is: a busy machine needs longer."""
    await arrived(app, pilot)
    seen: list[str] = []
    for _ in range(100):
        await pilot.pause(0.05)
        seen.append(screen_text(app))
        is_still = app.focused is not None and len(seen) > 3 and len(set(seen[-4:])) == 1
        if is_still and not is_drawing(app):
            return


def is_drawing(app: MnassessApp) -> bool:
    """Whether the screen is to be laid out or drawn again, or a part of a section is still on its way to it."""
    screen = app.screen
    panes = list(screen.query(SectionPane))
    overflows = any(pane.virtual_size.height > pane.size.height != 0 for pane in panes)
    has_bar = any(pane.show_vertical_scrollbar for pane in panes)
    return (
        screen._layout_required
        or bool(screen._dirty_widgets)
        or any(pane.part is not None and not pane.is_laid_out for pane in panes)
        or overflows != has_bar
    )


Pressed = str | tuple[str, ...] | Callable[[], object]


async def press(app: MnassessApp, pilot: Pilot[None], key: Pressed) -> None:
    """Do one thing of `drive`."""
    if callable(key):
        key()
    elif isinstance(key, tuple):
        for one in key:
            app.post_message(Key(_character_to_key(one), one) if len(one) == 1 else Key(one, None))
    elif key.startswith("「"):
        for character in key[1:-1]:
            app.post_message(Key(_character_to_key(character), character))
            await pilot.pause()
    elif key.startswith("<"):
        app.post_message(Paste(key[1:-1]))
    elif key == "…":
        await pilot.pause(1.8)
    else:
        await pilot.press(key)


async def screen_after(app: MnassessApp, pilot: Pilot[None], keys: Iterable[Pressed]) -> str:
    """The screen after these keys, as `drive` takes them."""
    for key in keys:
        await press(app, pilot, key)
        await pilot.pause()
        await arrived(app, pilot)
    await settled(app, pilot)
    return screen_text(app)


def drive(
    path: Path,
    keys: Iterable[Pressed] = (),
    size: tuple[int, int] = SMALL,
    then: Callable[[MnassessApp], object] | None = None,
    who: str = "山田",
    keymap: Keymap = SHIPPED,
) -> str:
    """Open `path`, press the keys, return the screen. 「text」 is typed, <text> pasted, … waits for the pauses to end.

    Keys in a tuple are pressed faster than the program follows. A function among the keys is called. `then` looks
    at the running application after the last key.
    """

    async def run() -> str:
        app = MnassessApp(path, who, keymap)
        app.prepare()
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            text = await screen_after(app, pilot, keys)
            if then is not None:
                then(app)
        app.give_back()
        return text

    return asyncio.run(run())
