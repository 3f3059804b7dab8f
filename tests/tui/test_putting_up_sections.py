"""While a section is being put up: what is there at once, and where keys go that come before the rest."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from pathlib import Path
from weakref import ref

import pytest
from driving import MIDDLE, document, screen_text, settled

from mnassess.tui.app import MnassessApp
from mnassess.tui.messages import PartChosen
from mnassess.tui.widgets.editor import Editor
from mnassess.tui.widgets.section_pane import SectionPane

LONG_SECTION = "files[a].risks.storage.leakage"
LAST_BLANK = f"{LONG_SECTION}.sufficiency"


def long_section(folder: Path) -> Path:
    return document(folder, **{"files[a]": None, f"{LONG_SECTION}.physical.detail": "鍵を掛ける。\n" * 30})


def run(path: Path, look: Callable[[MnassessApp, SectionPane], Awaitable[object]]) -> object:
    async def inside() -> object:
        app = MnassessApp(path, "山田")
        app.prepare()
        async with app.run_test(size=MIDDLE) as pilot:
            await settled(app, pilot)
            found = await look(app, app.screen.query_one(SectionPane))
            await settled(app, pilot)
            focused = app.screen.query_one(SectionPane).blank_of(app.focused)
        app.give_back()
        return found or (focused and focused.path)

    return asyncio.run(inside())


def test_the_rest_of_a_long_section_waits_until_what_is_in_sight_is_drawn(tmp_path: Path) -> None:
    async def look(app: MnassessApp, pane: SectionPane) -> object:
        await app.screen.look_at(LONG_SECTION)
        at_first = len(pane.children)
        await pane.complete()
        return at_first, len(pane.children), len(pane.controls)

    at_first, children, controls = run(long_section(tmp_path), look)
    assert 3 < at_first < controls < children


def test_no_editor_of_a_section_that_was_left_stays_in_memory(tmp_path: Path) -> None:
    async def look(app: MnassessApp, pane: SectionPane) -> object:
        await app.screen.look_at(LONG_SECTION)
        await pane.complete()
        editors = [ref(editor) for editor in pane.query(Editor)]
        await app.screen.look_at("overview.number_use")
        await pane.complete()
        await asyncio.sleep(0.5)
        gc.collect()
        return len(editors), sum(editor() is not None for editor in editors)

    editors, left = run(long_section(tmp_path), look)
    assert editors > 3
    assert left == 0


def test_tab_goes_by_the_form_also_while_a_section_is_being_put_up(tmp_path: Path) -> None:
    async def look(app: MnassessApp, _: SectionPane) -> None:
        await app.screen.look_at(LONG_SECTION)
        app.screen.focus_previous()

    assert run(long_section(tmp_path), look) == LAST_BLANK


def test_a_blank_that_is_not_yet_put_up_can_be_gone_to(tmp_path: Path) -> None:
    async def look(app: MnassessApp, _: SectionPane) -> None:
        await app.screen.open_blank(LAST_BLANK)

    assert run(long_section(tmp_path), look) == LAST_BLANK


def test_a_section_left_before_it_is_complete_leaves_nothing_behind(tmp_path: Path) -> None:
    async def look(app: MnassessApp, pane: SectionPane) -> object:
        await app.screen.look_at(LONG_SECTION)
        await app.screen.look_at("overview.number_use")
        await pane.complete()
        return [type(child).__name__ for child in pane.children]

    assert run(long_section(tmp_path), look) == ["Static", "LongTextBlank"]


@pytest.mark.parametrize(("characters", "lines"), [(6, 2), (300, 8), (408, 11), (1200, 12)])
def test_an_editor_has_the_height_of_its_text_in_the_first_layout(
    tmp_path: Path, characters: int, lines: int
) -> None:
    path = document(tmp_path, **{"overview.number_use.legal_basis": "鍵を掛ける。" * (characters // 6)})

    async def look(app: MnassessApp, pane: SectionPane) -> object:
        heights: list[int] = []
        app.screen.screen_layout_refresh_signal.subscribe(
            pane, lambda _: heights.extend(one.outer_size.height for one in pane.query(Editor))
        )
        await app.screen.look_at("overview.number_use")
        await asyncio.sleep(0.5)
        return heights[0], heights[-1]

    assert run(path, look) == (lines, lines)


def test_the_outline_that_the_keyboard_only_passed_through_opens_no_section(tmp_path: Path) -> None:
    async def look(app: MnassessApp, _: SectionPane) -> None:
        await app.screen.open_blank("overview.number_use.legal_basis")
        app.screen.post_message(PartChosen("overview", enter=False))
        await asyncio.sleep(0.5)

    assert run(document(tmp_path), look) == "overview.number_use.legal_basis"


def test_what_is_typed_in_the_moment_one_section_gives_way_to_another_is_not_called_saved(
    tmp_path: Path,
) -> None:
    async def look(app: MnassessApp, pane: SectionPane) -> object:
        await app.screen.open_blank("overview.number_use.legal_basis")
        leaving = pane.controls["overview.number_use.legal_basis"]
        async with pane._mounting:
            going = asyncio.create_task(app.screen.open_part("cover"))
            await asyncio.sleep(0.1)
            leaving.editor.insert("番号法第9条")
            app.screen._show_state()
            state = screen_text(app).split("\n")[0]
        await going
        await asyncio.sleep(0.3)
        assert "保存済" in state or "入力中" in state
        return (
            "入力中" in state,
            app.screen.session.assessment.value("overview.number_use.legal_basis"),
            pane.leaving,
        )

    assert run(document(tmp_path), look) == (True, "番号法第9条", ())
