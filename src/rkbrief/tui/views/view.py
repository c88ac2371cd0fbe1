"""What every view of the dashboard is: told an analysis and a lens, it shows and asks."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Container

from rkbrief.model import Analysis, Evidence
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.i18n import translate
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import EvidenceAsked, Lay, Told

VIEW_NAMES = ("overview", "reader", "figures", "forecasts", "brief", "problems")
"""The names of :data:`rkbrief.tui.views.every.VIEWS`, known before those are loaded."""


class View(Container):
    """A view. It keeps no analysis: it makes blocks of what it is shown and forgets the rest.

    ``NAME`` is its id and the word that names it in the footer and the palette. ``SLOW`` tells
    whether making it of many thousand findings takes longer than a key may wait.
    """

    NAME: ClassVar[str] = ""
    SLOW: ClassVar[bool] = False

    _made: tuple[Analysis, str, int] | None = None
    _lay: Lay
    _lens: Lens = Lens()

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """Make what is shown of ``analysis``, whatever the filter, and return what lays it out.

        Touches no widget, because it may run in a thread.
        """
        raise NotImplementedError

    def holds(self, analysis: Analysis, lens: Lens) -> bool:
        """Tell whether it was made of ``analysis``, in the language and widths of ``lens``."""
        return self._made == (analysis, lens.language, lens.ambiguous)

    def accept(self, analysis: Analysis, lens: Lens, lay: Lay) -> None:
        """Take over what :meth:`prepare` made of ``analysis`` for ``lens``."""
        self._made, self._lay = (analysis, lens.language, lens.ambiguous), lay

    def show_analysis(self, analysis: Analysis, lens: Lens) -> None:
        """Show ``analysis`` through ``lens``, made anew unless that is done."""
        if not self.holds(analysis, lens):
            self.accept(analysis, lens, self.prepare(analysis, lens))
        self._lay(lens)
        self._lens = lens

    def current_block(self) -> Block | None:
        """Return the block that curation and copying are about."""
        lists = list(self.query(BlockList))
        focused = next((each for each in lists if each.has_focus), None)
        return (focused or lists[0]).current if lists else None

    def current_evidence(self) -> Evidence | None:
        """Return the place that copying and the editor are about."""
        block = self.current_block()
        return block.evidence if block else None

    def current_article(self) -> str:
        """Return the id of the article that the editor is to open, ``""`` for none."""
        evidence = self.current_evidence()
        return evidence.article_id if evidence else ""

    def current_text(self) -> str:
        """Return what copying takes where nothing is selected."""
        block = self.current_block()
        if block is None:
            return ""
        return block.copied or (block.evidence.quote if block.evidence else block.words)

    def focus_first(self) -> None:
        """Put the focus where keys make sense, at once: the next key may be there already."""
        for each in self.query(BlockList):
            self.screen.set_focus(each)
            return

    def on_block_list_opened(self, message: BlockList.Opened) -> None:
        """Enter on a block: ask for its evidence, or say that it has none."""
        message.stop()
        block = message.block
        if block.evidence is None:  # such as a file that was not read
            self.post_message(Told(speak("There is no article behind it.", self._lens)))
        else:
            self.post_message(EvidenceAsked(block.evidence, block.words))


def speak(text: str, lens: Lens) -> str:
    """Return a word of the interface in the language of the lens."""
    return translate(text, lens.language)
