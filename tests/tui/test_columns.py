"""Blocks side by side, each selected by itself; lists that lay out only what is in sight."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block, Row, heading, paragraph
from rkbrief.tui.cells import cell_width
from rkbrief.tui.columns import SIDE_BY_SIDE, ColumnList, arrange, make_boards


def member(name: str, height: int = 2) -> Block:
    return Block(name, lambda width: paragraph("\n".join([name] * height), width), words=name)


class Host(App[None]):
    """An app of one list."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__()
        self.blocks = blocks

    def compose(self) -> ComposeResult:
        yield ColumnList()

    def on_mount(self) -> None:
        self.query_one(ColumnList).show_blocks(self.blocks)
        self.query_one(ColumnList).focus()


def drive(
    blocks: Sequence[Block],
    test: Callable[[Pilot[None], ColumnList], Awaitable[None]],
    *,
    size: tuple[int, int] = (120, 20),
) -> None:
    async def go() -> None:
        async with Host(blocks).run_test(size=size) as pilot:
            await pilot.pause()
            await test(pilot, pilot.app.query_one(ColumnList))

    asyncio.run(go())


def key_of(listed: BlockList) -> str:
    return listed.current.key if listed.current else ""


def two_boards() -> list[Block]:
    first = make_boards("one", [member(f"a{n}") for n in range(5)])
    second = make_boards("two", [member(f"b{n}") for n in range(3)])
    return [heading("h1", "First"), *first, heading("h2", "Second"), *second]


@given(st.integers(1, 12), st.integers(1, 250))
def test_members_never_overlap_and_never_leave_the_width(count: int, width: int) -> None:
    laid = arrange([member(f"m{n}", n % 3 + 1) for n in range(count)], width)
    taken: set[tuple[int, int]] = set()
    for place in laid.places:
        assert place.x + place.width <= max(width, 1)
        cells = {(place.band, x) for x in range(place.x, place.x + place.width)}
        assert not cells & taken
        taken |= cells
    assert len(laid.places) == count


def test_members_stand_one_under_the_other_below_a_hundred_columns() -> None:
    members = [member(f"m{n}") for n in range(3)]
    assert len({place.band for place in arrange(members, SIDE_BY_SIDE - 1).places}) == 3
    assert len({place.band for place in arrange(members, SIDE_BY_SIDE).places}) == 1


def test_columns_are_filled_up_by_cells_not_by_characters() -> None:
    rows: list[Row] = [*arrange([member("漢字"), member("ab")], 100).rows]
    text = "".join(piece.text for piece in rows[0])
    assert cell_width(text[: text.index("ab")]) == 51


def test_many_members_go_onto_several_boards_in_order() -> None:
    boards = make_boards("q", [member(f"m{n}") for n in range(30)])
    assert [len(board.members) for board in boards] == [12, 12, 6]
    assert [m.key for board in boards for m in board.members] == [f"m{n}" for n in range(30)]


def test_keys_go_across_members_and_down_columns() -> None:
    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        seen = [key_of(listed)]
        for key in ("right", "l", "down", "down", "up", "k", "left", "home", "end", "G", "g"):
            await pilot.press(key)
            seen.append(key_of(listed))
        # Five members in 117 cells: three columns, then two.
        assert seen == ["a0", "a1", "a2", "a4", "b1", "a4", "a1", "a0", "a0", "b2", "b2", "a0"]

    drive(two_boards(), test)


def test_across_goes_on_to_the_next_board_and_back() -> None:
    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        await pilot.press("l", "l", "l", "l", "l")
        assert key_of(listed) == "b0"
        await pilot.press("h")
        assert key_of(listed) == "a4"

    drive(two_boards(), test)


def test_a_click_selects_the_member_under_it() -> None:
    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        await pilot.click(ColumnList, offset=(50, 1))
        assert key_of(listed) == "a1"
        await pilot.click(ColumnList, offset=(90, 2))
        assert key_of(listed) == "a2"

    drive(two_boards(), test)


def test_the_selection_stays_on_its_member_when_the_blocks_are_made_anew() -> None:
    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        await pilot.press("l", "l", "j")
        assert key_of(listed) == "a4"
        listed.show_blocks(two_boards()[:2])
        assert key_of(listed) == "a4"

    drive(two_boards(), test)


def test_the_selection_goes_to_what_stood_next_when_its_member_is_gone() -> None:
    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        await pilot.press("l", "l", "j")
        listed.show_blocks(two_boards()[2:])
        assert key_of(listed).startswith("b")

    drive(two_boards(), test)


def test_the_selected_member_is_set_off_by_a_bar_before_its_column() -> None:
    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        await pilot.press("l")
        await pilot.pause()
        text = pilot.app.screen._compositor.render_strips()[1].text
        assert key_of(listed) == "a1"
        assert text.index("▌") < text.index("a1")
        assert text.index("a0") < text.index("▌")
        assert text.count("▌") == 1

    drive(two_boards(), test)


def test_only_what_is_in_sight_is_laid_out() -> None:
    laid: list[int] = []

    def make(number: int) -> Block:
        def layout(width: int) -> list[Row]:
            laid.append(number)
            return paragraph("\n".join([str(number)] * (number % 5 + 1)), width)

        return Block(f"b{number}", layout)

    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        shown_at_most = 60
        assert len(laid) < shown_at_most
        await pilot.press("end")
        await pilot.pause()
        assert key_of(listed) == "b4999"
        last = [s.text.strip("▌ ") for s in pilot.app.screen._compositor.render_strips()]
        assert last[-1].split()[0] == "4999"
        assert len(laid) < 3 * shown_at_most

    drive([make(n) for n in range(5000)], test)


def test_going_up_and_down_shows_every_block_whole_and_in_order() -> None:
    blocks = [member(f"m{n}", n % 4 + 1) for n in range(40)]

    async def test(pilot: Pilot[None], listed: ColumnList) -> None:
        await pilot.press("end")
        for number in range(39, 0, -1):
            assert key_of(listed) == f"m{number}"
            lines = [
                s.text.strip("▌▁▂▃▄▅▆▇█ ") for s in pilot.app.screen._compositor.render_strips()
            ]
            assert lines.count(f"m{number}") == number % 4 + 1
            await pilot.press("up")
            await pilot.pause()

    drive(blocks, test)
