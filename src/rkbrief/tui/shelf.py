"""Blocks that a view has made, and what of them a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rkbrief.tui.blocks import Block, Heading
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
        waiting: Block | None = None
        for block, words in zip(self.blocks, self._folded, strict=True):
            if not block.selectable:
                # A heading over headings waits with them; one that headed nothing goes.
                waiting = block
            elif all(part in words for part in parts):
                if waiting is not None:
                    taken.append(waiting)
                    waiting = None
                taken.append(block)
        return _count_anew(taken)


def _count_anew(taken: Sequence[Block]) -> list[Block]:
    """Let every heading tell how many are left of those that it stands over."""
    counted: list[Block] = []
    left = 0
    for block in reversed(taken):
        if isinstance(block, Heading):
            counted.append(block.over(left))
            left = 0
        else:
            counted.append(block)
            left += block.counts and block.selectable
    return counted[::-1]
