"""A terminal that changes its size at any time, while any key is pressed (F28)."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from desks import opened, read_screen, run, settled
from textual import events
from textual.worker import WorkerCancelled

from rkbrief.tui.cells import cell_width
from rkbrief.tui.dialogs import Choose
from rkbrief.tui.lens import Lens

Often = Callable[[int, int], int]
SIZES = (
    (0, 0), (1, 1), (2, 5), (5, 2), (1, 200), (200, 1), (19, 5), (20, 4), (20, 5), (21, 6),
    (40, 10), (59, 15), (60, 16), (99, 29), (100, 30), (500, 5), (20, 200), (300, 100),
)  # fmt: skip
KEYS = (
    *"123456jknzLtu", "slash", "question_mark", "escape", "escape", "enter", "space", "tab",
    "home", "end", "pagedown", "pageup", "ctrl+p", "up", "down", "left", "right",
)  # fmt: skip
SMALLEST = 20, 5
NARROW = ((12, 30), (8, 30), (6, 30), (4, 30), (0, 30), (5, 0), (7, 1), (3, 2), (1, 300))


@pytest.mark.parametrize("keys", [["ctrl+p"], ["2", "c"]])
def test_f28_no_list_of_choices_breaks_in_a_window_that_is_next_to_nothing(keys: list[str]) -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press(*keys)
            for columns, rows in NARROW:
                await pilot.resize_terminal(columns, rows)
                await pilot.press("pagedown", "down", "pageup", "up", "end", "home")
            await pilot.resize_terminal(120, 40)
            await pilot.press("escape")
            with suppress(WorkerCancelled):
                await settled(pilot)
            assert read_screen(pilot).startswith(" rkbrief")

    run(test)


def test_f28_a_dialog_that_is_answered_or_left_before_it_stands_breaks_nothing() -> None:
    async def test() -> None:
        async with opened() as pilot:
            for key in ("space", "j", "k", "escape"):
                pilot.app.push_screen(Choose("Which?", [("a", "one")], lens=Lens(language="en")))
                await pilot.app.on_event(events.Key(key, None))
                await pilot.pause()
                await pilot.press("escape")
            assert read_screen(pilot).startswith(" rkbrief")

    run(test)


def test_f28_a_question_that_is_answered_twice_has_its_first_answer() -> None:
    answers: list[str | None] = []

    async def test() -> None:
        async with opened() as pilot:
            dialog = Choose("Which?", [("a", "one"), ("b", "two")], lens=Lens(language="en"))
            pilot.app.push_screen(dialog, answers.append)
            await pilot.pause()
            dialog.dismiss("b")
            dialog.dismiss("a")
            await pilot.pause()
            for _ in range(2):  # the second before the first is gone
                pilot.app.action_command_palette()
                pilot.app.screen.dismiss()
            await pilot.pause()
            assert len(pilot.app.screen_stack) == 1

    run(test)
    assert answers == ["b"]


def test_f28_a_key_and_a_click_that_the_palette_is_not_ready_for_do_nothing() -> None:
    def click_at(x: int, y: int) -> events.Click:
        place = (None, x, y, 0, 0, 1, False, False, False)
        return events.Click(*place, screen_x=x, screen_y=y)

    async def test() -> None:
        async with opened() as pilot:
            for key in ("ctrl+p", "pagedown", "down"):  # before the next one is waited for
                await pilot.app.on_event(events.Key(key, None))
            with suppress(WorkerCancelled):
                await settled(pilot)
            palette = pilot.app.screen
            for place in ((500, 500), (-1, 3)):  # the window was larger when it was clicked
                palette.post_message(click_at(*place))
                await pilot.pause()
            assert pilot.app.screen is palette
            palette.post_message(click_at(0, 39))
            await pilot.pause()
            assert pilot.app.screen is not palette

    run(test)


@pytest.mark.parametrize("seed", range(2))
def test_f28_no_size_and_no_key_at_any_time_break_the_dashboard(seed: int, often: Often) -> None:
    dice = random.Random(seed)  # noqa: S311 - made to be repeated

    async def test() -> None:
        async with opened() as pilot:
            for _ in range(often(15, 150)):
                columns, rows = dice.choice(SIZES)
                await pilot.resize_terminal(columns, rows)
                await pilot.press(*dice.choices(KEYS, k=dice.randint(0, 3)))
                with suppress(WorkerCancelled):  # a search of the palette, which was left
                    await settled(pilot)
                if columns >= SMALLEST[0] and rows >= SMALLEST[1]:
                    lines = read_screen(pilot).splitlines()
                    assert len(lines) == rows
                    assert max(map(cell_width, lines)) <= columns
            await pilot.resize_terminal(120, 40)
            await pilot.press("escape", "escape", "escape", "6")
            with suppress(WorkerCancelled):
                await settled(pilot)
            assert read_screen(pilot).startswith(" rkbrief")

    run(test)
