"""The screen of the dashboard: the head line, the views, the filter, the foot line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from rkbrief.safe_text import show
from rkbrief.tui.filtering import FilterLine
from rkbrief.tui.head import Head
from rkbrief.tui.keybar import KeyBar
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak

SMALLEST = (20, 5)
"""Columns and rows below which there is no room for a view; app.tcss hides them then."""


class Frame(Screen[None]):
    """Everything that there is to see; its keys are named in the interface's language."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-thin"),
        (SMALLEST[0], "-narrow"),
        (100, "-normal"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-low"), (30, "-high")]  # noqa: RUF012

    AUTO_FOCUS = ""
    """Nothing: Textual would choose the hidden filter before its style is read."""

    class Laid(Message):
        """There is something to paint on."""

    def __init__(self, lens: Callable[[], Lens]) -> None:
        super().__init__(id="_default")
        self._lens = lens

    def compose(self) -> ComposeResult:
        """Lay the frame; the views come later."""
        lens = self._lens()
        yield Head(id="head", ambiguous=lens.ambiguous)
        yield ContentSwitcher(id="views")
        yield FilterLine(lens)
        yield KeyBar(id="keys")
        columns, rows = SMALLEST
        yield Static(Content(show(f"{speak('Too small', lens)}: {columns}x{rows}")), id="too-small")

    def on_mount(self) -> None:
        """Tell that everything is there."""
        self.post_message(self.Laid())

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the bindings that hold here, their descriptions translated.

        The foot line, the help and the palette all read them from here.
        """
        lens = self._lens()
        return {
            key: active._replace(
                binding=replace(active.binding, description=speak(active.binding.description, lens))
            )
            for key, active in super().active_bindings.items()
        }
