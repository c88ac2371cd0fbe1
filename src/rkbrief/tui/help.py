"""The keys that hold, over the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rkbrief.safe_text import show
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.dialogs import Way
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak


class Help(ModalScreen[None]):
    """A list to look at; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss(None)", "Close", id="help.close"),
    ]

    def __init__(self, title: str, blocks: Sequence[Block], *, lens: Lens) -> None:
        super().__init__()
        self._title, self._blocks, self._lens = title, tuple(blocks), lens

    def compose(self) -> ComposeResult:
        """A title, the list, and a way out."""
        with Vertical(classes="dialog -tall"):
            yield Static(Content(show(self._title, one_line=True)), classes="dialog--question")
            yield BlockList(id="help-list", ambiguous=self._lens.ambiguous)
            with Horizontal(classes="dialog--ways"):
                yield Way("escape", speak("Close", self._lens))

    def on_mount(self) -> None:
        """Show the keys."""
        keys = self.query_one(BlockList)
        keys.show_blocks(self._blocks)
        keys.focus()

    def on_block_list_opened(self, message: BlockList.Opened) -> None:
        """Enter closes, as on any notice."""
        message.stop()
        self.dismiss(None)
