"""The blocks of one analysis, kept while a filter is typed."""

from __future__ import annotations

from collections.abc import Iterable

from rkbrief.model import Analysis
from rkbrief.tui.blocks import Block
from rkbrief.tui.lens import Lens, fold


class Shelf:
    """Blocks as a view made them, and what the filter leaves of them.

    Folding the words of thousands of blocks is the dear part of a filter; it is done once.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        self._folded: dict[str, str] = {}

    def take(self, lens: Lens) -> list[Block]:
        """Return the blocks that the filter lets through, headings only over what they head."""
        parts = fold(lens.query).split()
        if not parts:
            return list(self.blocks)
        taken: list[Block] = []
        waiting: list[Block] = []
        for block in self.blocks:
            if not block.selectable:
                # A heading over headings waits with them; one that headed nothing goes.
                waiting = [block]
            elif all(part in self._fold(block.words) for part in parts):
                taken += [*waiting, block]
                waiting = []
        return taken

    def _fold(self, words: str) -> str:
        """Return ``words`` folded, from memory where they came up before."""
        folded = self._folded.get(words)
        if folded is None:
            folded = self._folded[words] = fold(words)
        return folded


class Made:
    """Tells whether what was made of an analysis still holds."""

    def __init__(self) -> None:
        self._of: tuple[Analysis, str, int] | None = None

    def holds(self, analysis: Analysis, lens: Lens) -> bool:
        """Tell whether it was made of the same analysis, in the same language and widths."""
        return self._of == (analysis, lens.language, lens.ambiguous)

    def note(self, analysis: Analysis, lens: Lens) -> None:
        """Note what it is made of now."""
        self._of = (analysis, lens.language, lens.ambiguous)
