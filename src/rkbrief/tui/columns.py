"""Blocks side by side: a row of a list whose parts are selected one by one.

A :class:`Board` holds members and lays them out in as many columns as have room, one under
the other where there is room for one. :class:`ColumnList` is a list that moves through the
members of its boards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from rkbrief.safe_text import show
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block, Row, row
from rkbrief.tui.cells import cell_width, draw_plainly
from rkbrief.tui.inks import find_ink

SIDE_BY_SIDE = 94
"""Cells of a list from which its members stand side by side: a screen of 100 columns."""
LEAST_COLUMN = 28
GAP = 2
MEMBERS = 12
"""How many members a board has at most; more are put on further boards."""


@dataclass(frozen=True, slots=True)
class Board(Block):
    """A block of members, each with a key, words and evidence of its own."""

    members: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member stands in its board, in cells; ``band`` counts the rows of members."""

    x: int
    width: int
    top: int
    height: int
    band: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A board laid out: its rows, and the place of each member."""

    rows: tuple[Row, ...]
    places: tuple[Place, ...]


def make_boards(key: str, members: Sequence[Block], *, ambiguous: int = 1) -> list[Board]:
    """Put ``members`` on boards whose keys begin with ``key``."""
    boards = []
    for start in range(0, len(members), MEMBERS):
        group = tuple(members[start : start + MEMBERS])

        def layout(width: int, group: tuple[Block, ...] = group) -> Sequence[Row]:
            return arrange(group, width, ambiguous=ambiguous).rows

        boards.append(Board(f"{key}/{start}", layout, members=group))
    return boards


def arrange(members: Sequence[Block], width: int, *, ambiguous: int = 1) -> Arrangement:
    """Lay ``members`` out in bands of equal columns, a blank row after each band."""
    most = max(1, (width + GAP) // (LEAST_COLUMN + GAP)) if width >= SIDE_BY_SIDE else 1
    bands = -(-len(members) // most) or 1
    columns = -(-len(members) // bands) or 1
    room = (width - GAP * (columns - 1)) // columns
    rows: list[Row] = []
    places: list[Place] = []
    for band in range(bands):
        group = members[band * columns : (band + 1) * columns]
        laid = [member.layout(room) for member in group]
        height = max((len(each) for each in laid), default=0)
        places += [
            Place(column * (room + GAP), room, len(rows), height, band)
            for column in range(len(group))
        ]
        rows += [
            _side_by_side([each[i] if i < len(each) else () for each in laid], room, ambiguous)
            for i in range(height)
        ]
        rows.append(())
    return Arrangement(tuple(rows), tuple(places))


def _side_by_side(parts: Sequence[Row], room: int, ambiguous: int) -> Row:
    """Join the rows of neighbouring columns, each but the last filled up to ``room`` and a gap."""
    joined: list[Row] = []
    for number, part in enumerate(parts, 1):
        joined.append(part)
        if number < len(parts):
            used = sum(cell_width(piece.text, ambiguous) for piece in part)
            joined.append(row(" " * (max(0, room - used) + GAP)))
    return tuple(piece for part in joined for piece in part)


class ColumnList(BlockList):
    """A list in which the members of a board are selected one by one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "across(1)", "Right", id="list.right", show=False),
        Binding("left,h", "across(-1)", "Left", id="list.left", show=False),
    ]

    def __init__(self, *, id: str | None = None, ambiguous: int = 1) -> None:  # noqa: A002
        super().__init__(id=id, ambiguous=ambiguous)
        self._member = 0
        self._arranged: dict[int, tuple[Place, ...]] = {}

    @property
    def current(self) -> Block | None:
        """The selected block, or the selected member of a board."""
        block = super().current
        if isinstance(block, Board):
            return block.members[min(self._member, len(block.members) - 1)]
        return block

    def show_blocks(self, blocks: Sequence[Block], *, keep: bool = True) -> None:
        """Show ``blocks``; the selection stays on its key if it is still there and ``keep``."""
        if not keep:
            self._member = 0
        super().show_blocks(blocks, keep=keep)

    def _find(self, key: str) -> int | None:
        """Return which block is or holds what has a key, and select that member of it."""
        for at, block in enumerate(self.blocks):
            for number, each in enumerate(block.members if isinstance(block, Board) else (block,)):
                if each.key == key:
                    self._member = number
                    return at
        return None

    def _lay_out(self) -> None:
        """Forget every row, and where the members of the boards stood."""
        self._arranged = {}
        super()._lay_out()

    def _places(self) -> tuple[Place, ...]:
        """Return the places of the members of the selected board, none for another block."""
        at, block = self.selected, super().current
        if at is None or not isinstance(block, Board):
            return ()
        if at not in self._arranged:
            width = max(1, self._laid_out_at - 2)
            self._arranged[at] = arrange(block.members, width, ambiguous=self.ambiguous).places
        return self._arranged[at]

    def _reach(self, at: int) -> tuple[int, int]:
        """Return the rows of the selected member, from its first to the one after its last."""
        places = self._places() if at == self.selected else ()
        if not places:
            return super()._reach(at)
        place = places[min(self._member, len(places) - 1)]
        return self._tops[at] + place.top, self._tops[at] + place.top + place.height

    def _choose(self, member: int) -> None:
        """Select a member of the selected board."""
        self._member = member
        self._keep_in_sight()
        self.refresh()
        if (current := self.current) is not None:
            self.post_message(self.Selected(current))

    def action_move(self, by: int) -> None:
        """Select what stands below (1) or above (-1), in the same column if it has one."""
        places = self._places()
        if places:
            here = places[min(self._member, len(places) - 1)]
            there = [n for n, p in enumerate(places) if p.band == here.band + by]
            if there:
                self._choose(min(there, key=lambda n: abs(places[n].x - here.x)))
                return
        column = places[self._member].x if places else 0
        before = self.selected
        super().action_move(by)
        if self.selected != before:
            self._enter(column, by)

    def _enter(self, column: int, by: int) -> None:
        """Come into a board from above (1) or below (-1)."""
        places = self._places()
        if places:
            band = places[0 if by > 0 else -1].band
            there = [n for n, p in enumerate(places) if p.band == band]
            self._choose(min(there, key=lambda n: abs(places[n].x - column)))

    def action_across(self, by: int) -> None:
        """Select the next (1) or the previous (-1) member, of the next board after the last."""
        places = self._places()
        if places and 0 <= self._member + by < len(places):
            self._choose(self._member + by)
            return
        before = self.selected
        super().action_move(by)
        if self.selected != before and (places := self._places()):
            self._choose(0 if by > 0 else len(places) - 1)

    def action_page(self, by: int) -> None:
        """Move the selection by about a screen, to the first member of a board."""
        self._member = 0
        super().action_page(by)

    def action_edge(self, end: int) -> None:
        """Select the first (0) or the last (-1) member of all."""
        self._member = 0
        super().action_edge(end)
        places = self._places()
        if places:
            self._choose(0 if end == 0 else len(places) - 1)

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; a second click opens its evidence."""
        event.prevent_default()
        line = event.y + round(self.scroll_y)
        at = bisect_right(self._tops, line) - 1
        if not 0 <= at < len(self.blocks) or not self.blocks[at].selectable:
            return
        known = self.current
        self.select(at)
        for number, place in enumerate(self._places()):
            inside = line - self._tops[at] - place.top
            if 0 <= inside < place.height and 0 <= event.x - place.x < place.width + GAP:
                self._choose(number)
        if event.chain > 1 and self.current is known:
            self.action_open()

    def _paint(self, at: int, inside: int) -> Strip:
        """Paint a row; in the selected board only the selected member is set off."""
        places = self._places() if at == self.selected else ()
        if not places:
            return super()._paint(at, inside)
        plain = self._ink(at, inside, self._ground, "  ")
        place = places[min(self._member, len(places) - 1)]
        if not place.top <= inside < place.top + place.height:
            return plain
        name = "block--selected" if self.has_focus else "block--bar"
        ink = find_ink(self, name)
        start, end = place.x, place.x + GAP + place.width
        member = self.current
        state = self._state(member) if member and inside == place.top else None
        sign = self._mark(state) if state else " "
        edge = draw_plainly(show(f"▌{sign}"), self.ambiguous)
        bar = Segment(edge, self._ground + ink + self._style("accent"))
        inner = [
            Segment(s.text, (s.style or Style.null()) + ink, s.control)
            for s in plain.crop(start + GAP, end)
        ]
        return Strip.join([plain.crop(0, start), Strip([bar, *inner]), plain.crop(end)])
