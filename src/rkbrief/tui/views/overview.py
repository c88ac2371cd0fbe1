"""Overview: what the sources say, what the numbers are, what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from rkbrief.brief.index import Index
from rkbrief.brief.judgments import judge
from rkbrief.brief.phrases import Phrases
from rkbrief.model import Analysis
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.facts import card_blocks
from rkbrief.tui.leads import bottom_line_blocks, due_blocks, judgment_blocks
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Lay
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.sources import source_blocks
from rkbrief.tui.views.view import View
from rkbrief.tui.wording import no_match

PANES = {
    "overview-all": ("bottom", "figures", "due", "judgments", "sources"),
    "overview-sources": ("sources",),
    "overview-lead": ("bottom", "judgments"),
    "overview-figures": ("figures", "due"),
}
"""What each list shows. The stylesheet decides which lists there are at a width."""


class OverviewView(View):
    """The sources at the left, what they come to at the right; one under the other if narrow."""

    NAME: ClassVar[str] = "overview"
    SLOW: ClassVar[bool] = True

    def compose(self) -> ComposeResult:
        """Lay every list that some width needs."""
        with Container(id="overview-body"):
            yield BlockList(id="overview-all")
            yield BlockList(id="overview-sources")
            with Container(id="overview-said"):
                yield BlockList(id="overview-lead")
                yield BlockList(id="overview-figures")

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """Make the blocks of every section."""
        made = {name: Shelf(blocks) for name, blocks in make_sections(analysis, lens).items()}
        return partial(self._show, made)

    def _show(self, shelves: Mapping[str, Shelf], lens: Lens) -> None:
        """Show what the filter leaves of each section."""
        taken = {name: shelf.take(lens) for name, shelf in shelves.items()}
        for pane, sections in PANES.items():
            blocks = [block for name in sections for block in taken[name]]
            self.query_one(f"#{pane}", BlockList).show_blocks(blocks or [no_match(lens)])

    def _lists(self) -> list[BlockList]:
        """Return the lists that the present width shows, in reading order."""
        return [each for each in self.query(BlockList) if _is_shown(each)]

    def current_block(self) -> Block | None:
        """Return what is selected in the list that has the focus."""
        lists = self._lists()
        focused = next((each for each in lists if each.has_focus), None)
        return (focused or lists[0]).current if lists else None

    def focus_first(self) -> None:
        """Put the focus on the first list there is."""
        for each in self._lists():
            self.screen.set_focus(each)
            return

    def on_resize(self) -> None:
        """Another width may have taken away the list that had the focus."""
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Put the focus back where nothing that is shown has it."""
        if not self.display or not self.is_attached:
            return
        focused = self.screen.focused
        lost = focused is not None and self in focused.ancestors and focused not in self._lists()
        if focused is None or lost:
            self.focus_first()


def _is_shown(pane: BlockList) -> bool:
    """Tell whether the stylesheet shows a list, and what it lies in, at the present width."""
    around = pane.parent
    return pane.display and (not isinstance(around, Container) or around.display)


def make_sections(analysis: Analysis, lens: Lens) -> dict[str, Sequence[Block]]:
    """Return the blocks of every section by its name."""
    index = Index(analysis, Phrases(lens.language))
    judgments = judge(index, as_of=analysis.provenance.as_of)
    return {
        "sources": list(source_blocks(index, lens)),
        "bottom": list(bottom_line_blocks(index, judgments, lens)),
        "judgments": list(judgment_blocks(index, judgments, lens)),
        "figures": list(card_blocks(index, lens)),
        "due": list(due_blocks(index, lens)),
    }
