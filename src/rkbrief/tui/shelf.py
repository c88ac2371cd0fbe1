"""Blocks that a view has made, and what of them a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable

from rkbrief.tui.blocks import Block
from rkbrief.tui.lens import Lens, fold


class Shelf:
    """Blocks as a view made them, and what the filter leaves of them.

    Folding the words of thousands of blocks is the dear part of a filter; it is done once.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        known = {words: fold(words) for words in {block.words for block in self.blocks}}
        self._folded = tuple(known[block.words] for block in self.blocks)

    def take(self, lens: Lens) -> list[Block]:
        """Return the blocks that the filter lets through, headings only over what they head."""
        parts = fold(lens.query).split()
        if not parts:
            return list(self.blocks)
        taken: list[Block] = []
        waiting: list[Block] = []
        for block, words in zip(self.blocks, self._folded, strict=True):
            if not block.selectable:
                # A heading over headings waits with them; one that headed nothing goes.
                waiting = [block]
            elif all(part in words for part in parts):
                taken += [*waiting, block]
                waiting = []
        return taken
