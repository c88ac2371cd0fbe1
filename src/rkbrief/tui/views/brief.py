"""Brief."""

from __future__ import annotations

from textual.app import ComposeResult

from rkbrief.model import Analysis
from rkbrief.tui.blocks import BlockList
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import View


class BriefView(View):
    """Brief."""

    NAME = "brief"

    def compose(self) -> ComposeResult:
        """One list."""
        yield BlockList(id="brief-list")

    def show_analysis(self, analysis: Analysis, lens: Lens) -> None:
        """Show it."""
