"""Drives the screens that stand over the review screen, as that screen opens them."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from driving import SMALL, Pressed, arrived, press, screen_text, settled
from reviewing import MOMENT, has_read

from mnassess.review.desk import ReviewDesk
from mnassess.tui.app import MnassessApp
from mnassess.tui.screens.desk_page import DeskPage
from mnassess.tui.screens.review import ReviewScreen


def drive_page(
    path: Path,
    page: Callable[[ReviewDesk], DeskPage],
    keys: Iterable[Pressed] = (),
    size: tuple[int, int] = SMALL,
    prepare: Callable[[ReviewDesk], object] | None = None,
    then: Callable[[MnassessApp], object] | None = None,
    result: Callable[[str], object] | None = None,
) -> str:
    """Open a page over the review of a document whose evidence has been read, press the keys, return the screen.

    `prepare` says things at the desk before the page is opened; `result` is told the claim it ends with.
    """

    async def run() -> str:
        app = MnassessApp(path, "山田", review=True, clock=lambda: MOMENT)
        app.prepare()
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            while not has_read(app):
                await pilot.pause(0.05)
            await settled(app, pilot)
            while not isinstance(app.screen, ReviewScreen):
                await pilot.press("escape")
            if prepare is not None:
                prepare(app.desk)
            app.desk.save()
            app.push_screen(page(app.desk), lambda claim: result(claim or "") if result else None)
            await settled(app, pilot)
            for key in keys:
                await press(app, pilot, key)
                await pilot.pause()
                await arrived(app, pilot)
            await settled(app, pilot)
            text = screen_text(app)
            if then is not None:
                then(app)
            if app.desk is not None:
                assert app.desk.finish() == ""
                app.desk = None
        app.give_back()
        return text

    return asyncio.run(run())
