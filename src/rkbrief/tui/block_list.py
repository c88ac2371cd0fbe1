"""The list that every view moves through: blocks laid out, scrolled, selected and painted.

Line by line and only what is in sight, so that five or five thousand cost the same key press.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from rkbrief.curation import Curation
from rkbrief.safe_text import show
from rkbrief.tui.blocks import STYLES, Block, Heading, Row
from rkbrief.tui.cells import draw_plainly
from rkbrief.tui.inks import find_ink

_USUAL_HEIGHT = 3
"""Rows that a block is taken to have before it was in sight."""
_PASSES = 8
"""How often what is in sight may be measured anew before it is left as it is."""


class BlockList(ScrollView, can_focus=True):
    """A list of blocks with one selected; Enter opens its evidence."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"block--{name}" for name in (*STYLES, "selected", "bar", "dropped")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next", id="list.next", show=False),
        Binding("up,k", "move(-1)", "Previous", id="list.previous", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list.page_down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list.page_up", show=False),
        Binding("home,g", "edge(0)", "First", id="list.first", show=False),
        Binding("end,G", "edge(-1)", "Last", id="list.last", show=False),
        Binding("enter", "open", "Evidence", id="list.open"),
    ]

    selected: reactive[int | None] = reactive(None, repaint=False)

    class Selected(Message):
        """Another block is selected."""

        def __init__(self, block: Block) -> None:
            super().__init__()
            self.block = block

    class Opened(Message):
        """The evidence of a block was asked for."""

        def __init__(self, block: Block) -> None:
            super().__init__()
            self.block = block

    def __init__(self, *, id: str | None = None, ambiguous: int = 1) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ambiguous = ambiguous
        self.blocks: tuple[Block, ...] = ()
        self._chosen: str | None = None
        self.curation = Curation()
        self._rows: list[Sequence[Row] | None] = []
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._laid_out_at = 0
        self._ground = Style.null()

    def show_blocks(self, blocks: Sequence[Block], *, keep: bool = True) -> None:
        """Show ``blocks``; with ``keep`` the selection stays on its key, else on what follows it.

        What a person selected last is selected again when it comes back, as after a filter.
        """
        current, before, at = self.current, self.blocks, self.selected
        key = current.key if keep and current else None
        self._chosen = (self._chosen or key) if keep else None
        above = self._rows_above()
        self.blocks = tuple(blocks)
        places = (i for i, block in enumerate(self.blocks) if block.selectable)
        same = None if self._chosen is None else self._find(self._chosen)
        if same is None and key is not None:
            same = self._find(key)
        if same is None and key is not None and at is not None:
            same = self._nearest([*before[at:], *reversed(before[:at])])
        at = next(places, None) if same is None else same
        self.set_reactive(BlockList.selected, at)
        self._lay_out()
        if same is None:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            self._bring_to(same, above)
        self._settle()
        if same is not None and self._rows_above() >= max(1, self.size.height):
            self._keep_in_sight()
        self.refresh()

    @property
    def current(self) -> Block | None:
        """The selected block."""
        at = self.selected
        return self.blocks[at] if at is not None and at < len(self.blocks) else None

    def _find(self, key: str) -> int | None:
        """Return which block has a key."""
        return next((i for i, block in enumerate(self.blocks) if block.key == key), None)

    def _nearest(self, wanted: Sequence[Block]) -> int | None:
        """Return where the first of ``wanted`` is that is still there and can be selected."""
        places = {b.key: i for i, b in enumerate(self.blocks) if b.selectable}
        return next((places[b.key] for b in wanted if b.key in places), None)

    def show_curation(self, curation: Curation) -> None:
        """Mark what the analyst pinned or dropped."""
        self.curation = curation
        self.refresh()

    def _state(self, block: Block) -> str | None:
        """Return what the analyst did with a block: dropped (all of it), pinned, or None."""
        states = {self.curation.of(item).state for item in block.items}
        return "dropped" if states == {"dropped"} else "pinned" if "pinned" in states else None

    # -- layout: only what is in sight, so that its cost does not grow with the list ------------

    def _lay_out(self) -> None:
        """Forget every row; each block is taken to be as high as most until it is in sight."""
        width = self.scrollable_content_region.width or self.size.width
        self._laid_out_at = width
        self._rows = [None] * len(self.blocks)
        self._heights = [_USUAL_HEIGHT if block.selectable else 1 for block in self.blocks]
        self._measure()

    def _measure(self) -> None:
        """Tell where each block begins, and how high the whole is."""
        self._tops = [0, *accumulate(self._heights)]
        self.virtual_size = Size(self._laid_out_at, self._tops[-1])

    def _fill(self, first: int, last: int) -> bool:
        """Lay out the blocks from ``first`` to ``last``; tell whether a height changed."""
        changed = False
        for at in range(max(0, first), min(last + 1, len(self.blocks))):
            if self._rows[at] is None:
                rows = self.blocks[at].layout(max(1, self._laid_out_at - 2))
                self._rows[at] = rows
                changed = changed or len(rows) != self._heights[at]
                self._heights[at] = len(rows)
        if changed:
            self._measure()
        return changed

    def _settle(self) -> None:
        """Lay out what is in sight; what the eye rests on stays in its row of the screen.

        That is the selection, but at the beginning of a list its first row.
        """
        if self._laid_out_at <= 0 or not self.blocks:
            return
        for _ in range(_PASSES):
            top = round(self.scroll_y)
            first = bisect_right(self._tops, top) - 1
            last = bisect_right(self._tops, top + max(1, self.size.height)) - 1
            at = self.selected
            rest = at if top and at is not None and first <= at <= last else first
            above = self._rows_above(rest)
            if not self._fill(first, last):
                return
            self._bring_to(rest, above)

    def _rows_above(self, at: int | None = None) -> int:
        """Return in which row of the screen block ``at`` (the selected one) begins."""
        at = self.selected if at is None else at
        return self._tops[at] - round(self.scroll_y) if at is not None else 0

    def _bring_to(self, at: int, above: int) -> None:
        """Scroll so that block ``at`` begins in row ``above`` of the screen."""
        self.scroll_to(y=max(0, self._tops[at] - above), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._settle()

    def on_resize(self) -> None:
        """Lay out again when the width changed, and keep the selection in sight."""
        width = self.scrollable_content_region.width or self.size.width
        if width != self._laid_out_at:
            self._lay_out()
        self._keep_in_sight()
        self._settle()
        self.refresh()

    def _keep_in_sight(self) -> None:
        """Scroll so that the selected block is visible, its heading with it if it is first."""
        at = self.selected
        if at is None or self._laid_out_at <= 0:
            return
        is_first = not any(block.selectable for block in self.blocks[:at])
        self._fill(0 if is_first else at, at)
        top, bottom = self._reach(at)
        if is_first and top + 1 < self.size.height:
            top, bottom = 0, min(bottom, self.size.height)
        region = Region(0, top, 1, max(1, bottom - top))
        self.scroll_to_region(region, animate=False, force=True)
        self._settle()

    def _reach(self, at: int) -> tuple[int, int]:
        """Return the first row of what is selected in block ``at``, and the one after its last."""
        return self._tops[at], self._tops[at + 1]

    def select(self, at: int) -> None:
        """Select the block at ``at`` and bring it into sight."""
        if at == self.selected:
            return
        self.selected = at
        self._chosen = self.blocks[at].key
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Selected(self.blocks[at]))

    def action_move(self, by: int) -> None:
        """Select the next (1) or previous (-1) block that can be selected."""
        at = -1 if self.selected is None else self.selected
        at += by
        while 0 <= at < len(self.blocks):
            if self.blocks[at].selectable:
                self.select(at)
                return
            at += by
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Move the selection by about a screen."""
        if self.selected is None:
            return
        row_there = self._tops[self.selected] + by * max(1, self.size.height - 2)
        places = [i for i, block in enumerate(self.blocks) if block.selectable]
        self.select(min(places, key=lambda i: abs(self._tops[i] - row_there)))

    def action_edge(self, end: int) -> None:
        """Select the first (0) or the last (-1) block."""
        places = [i for i, block in enumerate(self.blocks) if block.selectable]
        if places:
            self.select(places[end])

    def action_open(self) -> None:
        """Ask for the evidence of the selected block."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; a second click opens its evidence."""
        at = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if not 0 <= at < len(self.blocks) or not self.blocks[at].selectable:
            return
        if event.chain > 1 and at == self.selected:
            self.action_open()
        else:
            self.select(at)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows of the screen, on a ground that is worked out once for all of them."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        _, scroll_y = self.scroll_offset
        line, width = y + scroll_y, self._laid_out_at
        base = self._ground
        if line >= self._tops[-1]:
            return Strip.blank(width, base)
        at = bisect_right(self._tops, line) - 1
        if isinstance(self.blocks[at], Heading) and line + 1 < self._tops[-1] and self._is_last(y):
            return Strip.blank(width, base)  # it comes into sight with what it is over
        return self._paint(at, line - self._tops[at])

    def _is_last(self, y: int) -> bool:
        """Tell the last row in sight from others."""
        return 0 < y == self.size.height - 1

    def _paint(self, at: int, inside: int) -> Strip:
        """Paint row ``inside`` of block ``at``, with a bar before it when it is selected.

        The bar is thin where the keys are not for this list.
        """
        state = self._state(self.blocks[at])
        mark = self._mark(state) if state and inside == 0 else " "
        if at != self.selected:
            return self._ink(at, inside, self._ground, f" {mark}", state)
        name, bar = ("block--selected", "▌") if self.has_focus else ("block--bar", "▏")
        base = self._ground + find_ink(self, name)
        return self._ink(at, inside, base, f"{bar}{mark}", state)

    def _mark(self, state: str) -> str:
        """Return the sign of what is pinned or dropped, one cell wide on every terminal."""
        return "⊘" if state == "dropped" else "★" if self.ambiguous == 1 else "*"

    def _ink(self, at: int, inside: int, base: Style, sign: str, state: str | None = None) -> Strip:
        """Paint a row on ``base`` behind two cells of ``sign``; what is dropped is dimmed."""
        rows = self._rows[at] or ()
        pieces = rows[inside] if inside < len(rows) else ()
        dim = self._style("dropped" if state == "dropped" else "")
        shown = [(draw_plainly(piece.text, self.ambiguous), piece.style) for piece in pieces]
        text = Strip([Segment(each, base + self._style(style) + dim) for each, style in shown])
        text = text.crop_extend(0, max(0, self._laid_out_at - 2), base)
        edge = draw_plainly(show(sign), self.ambiguous)
        bar = Strip([Segment(edge, base + self._style("accent"))])
        return Strip.join([bar, text.apply_offsets(0, self._tops[at] + inside)])

    def _style(self, name: str) -> Style:
        """Return the colours of a style by its name; ``""`` adds nothing."""
        if not name:
            return Style.null()
        return find_ink(self, f"block--{name}")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what a mouse selection covers, row by row."""
        lines = [""] * self._tops[-1]
        for top, rows in zip(self._tops, self._rows, strict=False):
            for line, each in enumerate(rows or (), top):
                lines[line] = "".join(piece.text for piece in each)
        return selection.extract("\n".join(lines)), "\n"
