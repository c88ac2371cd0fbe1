"""The filter: one line over the foot, and what it lets through while it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from rkbrief.safe_text import show
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak
from rkbrief.tui.writing import Writing

_TYPING_PAUSE = 0.08
"""Seconds after the last letter before a filter is applied: typing comes first."""


class FilterField(Input):
    """Where the filter is typed; its keys stand on the foot line meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.go_to_list", "To the list", id="filter.enter"),
        Binding("escape", "app.back", "Show everything", id="filter.clear"),
    ]


class FilterLine(Horizontal):
    """A slash and the field behind it, hidden while nothing is filtered."""

    def __init__(self, lens: Lens) -> None:
        super().__init__(id="filter-line")
        self._lens = lens

    def compose(self) -> ComposeResult:
        """The sign of the key that opens it, and the field."""
        yield Static(Content(show(" /")))
        yield FilterField(id="filter", placeholder=speak("Filter", self._lens))


class Filtering(Writing):
    """The part of the dashboard that filters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", id="filter", key_display="/"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._pause: Timer | None = None

    def _look(self, lens: Lens) -> None:
        """Look at the same analysis through another lens."""
        raise NotImplementedError

    @property
    def _filter(self) -> FilterField:
        """The field that holds the filter."""
        return self.screen_stack[0].query_one(FilterField)

    @property
    def _filter_open(self) -> bool:
        """Whether the filter's line is open."""
        return self.screen_stack[0].query_one(FilterLine).display

    @_filter_open.setter
    def _filter_open(self, shown: bool) -> None:
        self.screen_stack[0].query_one(FilterLine).display = shown

    def action_filter(self) -> None:
        """Open the filter."""
        self._filter_open = True
        self.screen.set_focus(self._filter)  # at once: what is typed next belongs to it

    def _close_filter(self) -> None:
        """Show everything again."""
        self._filter.value = ""
        self._filter_open = False
        self._look(replace(self.lens, query=""))
        self.view.focus_first()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lists while the filter is typed."""
        if event.input is not self._filter:
            return
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_TYPING_PAUSE, self._apply_filter)

    def _apply_filter(self) -> None:
        """Show what the filter lets through, unless the dashboard was left meanwhile."""
        if self.screen_stack and self._filter.value != self.lens.query:
            self._look(replace(self.lens, query=self._filter.value))

    def action_go_to_list(self) -> None:
        """Leave the filter for the list; an empty filter goes away."""
        self._apply_filter()
        self._filter_open = bool(self.lens.query)
        self.view.focus_first()
