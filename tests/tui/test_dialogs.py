"""Dialogs: what a key does, a click does."""

from __future__ import annotations

import pytest
from desks import opened, run, settled
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList

from rkbrief.tui.dialogs import AskText, Choose, Way
from rkbrief.tui.help import Help
from rkbrief.tui.lens import Lens


def way(pilot: Pilot[int], word: str) -> Way:
    """Return what can be clicked by its word."""
    (found,) = (each for each in pilot.app.screen.query(Way) if word in str(each.visual))
    return found


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
def test_a_click_leaves_a_question_open(size: tuple[int, int]) -> None:
    answers: list[str | None] = []

    async def test() -> None:
        async with opened(size=size) as pilot:
            many = [(str(number), "長い選択肢" * 30) for number in range(60)]
            asked: list[ModalScreen[str | None]] = [
                Choose("?", many, lens=Lens(), about="問い" * 200),
                AskText("?", lens=Lens(), about="問い" * 200, value="old", hint="h" * 200),
            ]
            for dialog in asked:
                await pilot.app.push_screen(dialog, answers.append)
                await settled(pilot)
                answered = dialog.query_one(Input if isinstance(dialog, AskText) else OptionList)
                assert answered.region.height
                assert dialog.region.contains_region(answered.region)
                assert answered.region.bottom < way(pilot, "Cancel").region.y
                assert await pilot.click(way(pilot, "Cancel"))
                await settled(pilot)
                assert len(pilot.app.screen_stack) == 1

    run(test)
    assert answers == [None, None]


def test_a_click_keeps_what_was_typed() -> None:
    answers: list[str | None] = []

    async def test() -> None:
        async with opened() as pilot:
            await pilot.app.push_screen(AskText("?", lens=Lens(language="ja")), answers.append)
            await settled(pilot)
            pilot.app.screen.query_one(Input).value = "見出し"
            assert await pilot.click(way(pilot, "決定"))
            await settled(pilot)

    run(test)
    assert answers == ["見出し"]


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
def test_a_click_closes_the_help(size: tuple[int, int]) -> None:
    async def test() -> None:
        async with opened(size=size) as pilot:
            await pilot.press("question_mark")
            await settled(pilot)
            assert isinstance(pilot.app.screen, Help)
            assert await pilot.click(way(pilot, "Close"))
            await settled(pilot)
            assert len(pilot.app.screen_stack) == 1

    run(test)
