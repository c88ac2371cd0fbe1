"""The dashboard as a whole: its keys as the config has them, the lens, themes, the way back."""

from __future__ import annotations

from typing import NoReturn

import pytest
from desks import make_desk, opened, read_screen, run, settled
from textual import events
from textual.pilot import Pilot

from rkbrief.errors import CorpusError
from rkbrief.tui.app import Dashboard
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.cells import cell_width
from rkbrief.tui.filtering import FilterField
from rkbrief.tui.frame import SMALLEST
from rkbrief.tui.help import Help
from rkbrief.tui.keybar import KeyBar
from rkbrief.tui.themes import DEFAULT, OWN
from rkbrief.tui.views.every import VIEWS


def dashboard(pilot: Pilot[int]) -> Dashboard:
    """Return the app as what it is."""
    assert isinstance(pilot.app, Dashboard)
    return pilot.app


def last_line(pilot: Pilot[int]) -> str:
    """Return the foot line."""
    return read_screen(pilot).splitlines()[-1]


async def pause_for(pilot: Pilot[int], query: str) -> None:
    """Wait until the filter holds ``query``."""
    for _ in range(500):
        if dashboard(pilot).lens.query == query:
            break
        await pilot.pause(0.02)
    assert dashboard(pilot).lens.query == query
    await pilot.pause()


def test_keys_of_the_config_replace_the_usual_ones() -> None:
    desk = make_desk(keymap={"view.figures": "f", "help": "f1", "list.next": "x"})

    async def test() -> None:
        async with opened(desk) as pilot:
            await pilot.press("3")
            assert dashboard(pilot).view.NAME == "overview"
            await pilot.press("f")
            await settled(pilot)
            assert dashboard(pilot).view.NAME == "figures"
            assert "f Figures" in last_line(pilot)
            facts = dashboard(pilot).view.query_one(BlockList)
            at = facts.selected
            await pilot.press("x")
            assert facts.selected != at
            await pilot.press("question_mark")
            assert not isinstance(pilot.app.screen, Help)
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Help)
            listed = [b.words for b in pilot.app.screen.query_one(BlockList).blocks]
            assert "f Figures view.figures" in listed

    run(test)


def test_a_click_on_the_foot_line_is_the_key() -> None:
    async def test() -> None:
        async with opened() as pilot:
            for word, name in (("3 Figures", "figures"), ("6 Problems", "problems")):
                await pilot.click(KeyBar, offset=(last_line(pilot).index(word) + 2, 0))
                await settled(pilot)
                assert name == dashboard(pilot).view.NAME
            await pilot.click(KeyBar, offset=(last_line(pilot).index("? Keys"), 0))
            await settled(pilot)
            assert isinstance(pilot.app.screen, Help)

    run(test)


def test_a_click_on_a_key_of_the_config_is_that_key() -> None:
    async def test() -> None:
        async with opened(make_desk(keymap={"view.figures": "f"})) as pilot:
            await pilot.click(KeyBar, offset=(last_line(pilot).index("f Figures"), 0))
            await settled(pilot)
            assert dashboard(pilot).view.NAME == "figures"

    run(test)


def test_a_view_with_another_key_keeps_its_place() -> None:
    async def test() -> None:
        async with opened(make_desk(keymap={"view.figures": "f"})) as pilot:
            line = last_line(pilot)
            assert line.index("2 Reader") < line.index("f Figures") < line.index("4 Forecasts")

    run(test)


def test_l_speaks_the_other_language_and_the_first_again() -> None:
    async def test() -> None:
        async with opened() as pilot:
            before = read_screen(pilot)
            await pilot.press("L")
            await settled(pilot)
            japanese = read_screen(pilot)
            assert "1 概要 2 記事 3 数値" in last_line(pilot)
            assert "Overview" not in japanese
            await pilot.press("2", "L", "1")
            await settled(pilot)
            assert read_screen(pilot) == before

    run(test)


def test_t_wears_each_theme_in_turn() -> None:
    async def test() -> None:
        async with opened() as pilot:
            worn = [pilot.app.theme]
            for _ in OWN:
                await pilot.press("t")
                worn.append(pilot.app.theme)
            assert worn == [*OWN, DEFAULT]

    run(test)


def test_escape_takes_the_filter_away_and_then_goes_back() -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press("3")
            await settled(pilot)
            facts = dashboard(pilot).view.query_one(BlockList)
            every = [block.key for block in facts.blocks]
            await pilot.press("slash", *"38")
            await pause_for(pilot, "38")
            await pilot.press("enter")
            assert facts.has_focus
            assert [block.key for block in facts.blocks] != every
            await pilot.press("escape")
            await pause_for(pilot, "")
            assert [block.key for block in facts.blocks] == every
            field = pilot.app.screen.query_one(FilterField)
            assert not field.region
            assert field.value == ""
            assert facts.has_focus
            assert dashboard(pilot).view.NAME == "figures"
            await pilot.press("escape")
            await settled(pilot)
            assert dashboard(pilot).view.NAME == "overview"

    run(test)


@pytest.mark.parametrize("typed", ["/24", "/砲弾", "/ 3", "3/24", "4j/2 4", "4?q/x", "3/24\rj"])
def test_what_is_typed_in_one_burst_behind_the_slash_is_the_filter(typed: str) -> None:
    names = {"/": "slash", " ": "space", "?": "question_mark", "\r": "enter"}

    async def test() -> None:
        async with opened() as pilot:
            for char in typed:  # as a terminal gives them that was read once
                pilot.app.post_message(events.Key(names.get(char, char), char))
            query = typed.partition("/")[2].partition("\r")[0]
            await pause_for(pilot, query)
            assert pilot.app.screen.query_one(FilterField).value == query
            fronts = {"3": "figures", "4": "forecasts"}
            assert dashboard(pilot).view.id == fronts.get(typed[0], "overview")

    run(test)


def test_while_the_filter_is_typed_the_foot_line_tells_its_keys() -> None:
    async def test() -> None:
        async with opened(size=(60, 16)) as pilot:
            await pilot.press("slash", *"24")
            await pause_for(pilot, "24")
            assert "/24" in read_screen(pilot).splitlines()[-2]
            assert "⏎ To the list esc Show everything" in last_line(pilot)
            await pilot.click(KeyBar, offset=(last_line(pilot).index("esc"), 0))
            await pause_for(pilot, "")

    run(test)


def test_escape_while_the_filter_is_typed_leaves_everything_as_it_was() -> None:
    async def test() -> None:
        async with opened() as pilot:
            before = read_screen(pilot)
            await pilot.press("slash", *"zzz", "escape")
            await pilot.pause(0.3)
            assert dashboard(pilot).lens.query == ""
            assert read_screen(pilot) == before

    run(test)


@pytest.mark.parametrize("keys", [("tab", "tab", "G", "enter"), ("tab", "j", "2"), ("tab", "3")])
def test_escape_gives_the_keys_back_to_the_list_that_was_left(keys: tuple[str, ...]) -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press(*keys[:-1])
            await settled(pilot)
            left, place = pilot.app.focused, dashboard(pilot).view.current_block()
            assert isinstance(left, BlockList)
            await pilot.press(keys[-1])
            await settled(pilot)
            assert dashboard(pilot).view.id != "overview"
            await pilot.press("escape")
            await settled(pilot)
            assert pilot.app.focused is left
            assert dashboard(pilot).view.current_block() is place

    run(test)


def test_where_nothing_could_be_read_every_view_says_what_to_do() -> None:
    def refuse(**_: object) -> NoReturn:
        raise CorpusError("the folder is gone")

    async def test() -> None:
        async with opened(make_desk(analyse=refuse)) as pilot:
            for key in ("3", "6", "1"):
                await pilot.press(key)
                await settled(pilot)
                assert "Nothing read; r reads again" in read_screen(pilot).splitlines()[0]

    run(test)


HEADINGS = {
    "overview": "─ Bottom line up front",
    "reader": "S1 ",
    "figures": "38",
    "forecasts": "─ ",
    "brief": "→ briefs/valley-line.md",
    "problems": "─ ",
}


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 5), (19, 40), (120, 4), (20, 5), (60, 16), (99, 29), (500, 200)]
)
def test_f28_every_view_fits_any_size_or_says_that_it_cannot(size: tuple[int, int]) -> None:
    too_small = size[0] < SMALLEST[0] or size[1] < SMALLEST[1]

    async def test() -> None:
        async with opened() as pilot:
            await pilot.resize_terminal(*size)
            for number, view in enumerate(VIEWS, 1):
                await pilot.press(str(number), "end", "home")
                await settled(pilot)
                screen = read_screen(pilot)
                lines = screen.splitlines()
                assert len(lines) == size[1]
                assert all(cell_width(line) <= size[0] for line in lines)
                if too_small:
                    told = "".join(screen.split())
                    assert told
                    assert "Toosmall:20x5".startswith(told)
                else:
                    assert lines[0].startswith(" rkbrief")
                    assert str(number) in lines[-1]
                    assert HEADINGS[view.NAME] in screen or size[1] < 8

    run(test)


def test_where_ambiguous_characters_are_wide_rules_bars_and_scales_are_drawn_in_ascii() -> None:
    async def test() -> None:
        async with opened(make_desk(ambiguous=2)) as pilot:
            for number in range(1, len(VIEWS) + 1):
                await pilot.press(str(number), "n")
                await settled(pilot)
                screen = read_screen(pilot)
                assert not set(screen) & set("─│├┤┼╵┄▌▐█▏┏━┓┃╺┗┛╻╹")
                assert number == 5 or "|" in screen
                rules = [row for row in screen.splitlines() if "-----" in row]
                assert all(cell_width(row, 2) <= 120 for row in rules)

    run(test)
