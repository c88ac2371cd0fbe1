"""Forecasts: on each question who expects what, side by side, and when that is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from rkbrief.model import Analysis, Forecast
from rkbrief.tui.blocks import Block, Row, paragraph, row
from rkbrief.tui.cells import cell_width
from rkbrief.tui.columns import ColumnList, make_boards
from rkbrief.tui.items import dropped_blocks, dropped_forecasts
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Lay
from rkbrief.tui.outlooks import Outlook, Section
from rkbrief.tui.positions import day, wording
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.timeline import Bar, BarState, draw_timeline
from rkbrief.tui.views.view import View, speak
from rkbrief.tui.wording import no_match

_BARS = 12
"""How many horizons one line of time shows; what ends first comes first."""
_MOST = 100
"""Cells that a line of time takes at most: on wider screens the eye loses its rows."""


class ForecastsView(View):
    """Questions as blocks, positions as columns; ``z`` shows every claim in full."""

    NAME = "forecasts"
    SLOW = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "whole", "Enlarge", id="forecasts.enlarge", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._whole = False
        self._shown: tuple[Mapping[bool, Prospect], Lens] | None = None

    def compose(self) -> ComposeResult:
        """One list."""
        yield ColumnList(id="forecasts-list")

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """Make the blocks of every question, then of what belongs to none, in short and in full."""
        outlook = Outlook(analysis, lens)
        made = {whole: Prospect(outlook, analysis, lens, whole=whole) for whole in (False, True)}
        return partial(self._show, made)

    def _show(self, prospects: Mapping[bool, Prospect], lens: Lens) -> None:
        """Show what the filter leaves."""
        self._shown = prospects, lens
        blocks = prospects[self._whole].take(lens)
        self.query_one(ColumnList).show_blocks(blocks or [no_match(lens)])

    def action_whole(self) -> None:
        """Show every claim with all of its words, or the clearest of each position."""
        self._whole = not self._whole
        if self._shown is not None:
            self._show(*self._shown)


class Prospect:
    """The blocks of the view, with ``whole`` each claim by itself, and what a filter leaves."""

    def __init__(self, outlook: Outlook, analysis: Analysis, lens: Lens, *, whole: bool) -> None:
        self._sections = tuple(outlook.sections(whole=whole))
        self._dropped = Shelf(dropped_blocks(analysis, dropped_forecasts(analysis), lens))
        self._starts = {a.id: a.published or a.reference_date for a in analysis.articles}
        self._today = analysis.provenance.as_of
        self._all = tuple(self._make(replace(lens, query="")))

    def take(self, lens: Lens) -> Sequence[Block]:
        """Return the blocks of what the filter lets through."""
        return list(self._make(lens)) if lens.query else self._all

    def _make(self, lens: Lens) -> Iterator[Block]:
        """Yield the blocks, a section after the other."""
        for section in self._sections:
            yield from _section_blocks(section, self._starts, self._today, lens)
        yield from self._dropped.take(lens)


def forecast_blocks(analysis: Analysis, lens: Lens, *, whole: bool = False) -> Sequence[Block]:
    """Return the blocks of the view; with ``whole`` each claim by itself and in full."""
    return Prospect(Outlook(analysis, lens), analysis, lens, whole=whole).take(lens)


def _section_blocks(
    section: Section, starts: Mapping[str, date | None], today: date, lens: Lens
) -> Iterator[Block]:
    """Yield the blocks of what the filter lets through of a section."""
    members = section.members.take(lens)
    if members:
        yield _head(section, lens, len(members))
        yield from make_boards(section.key, members, ambiguous=lens.ambiguous)
        spoken = [f for member in members for f in section.spoken[member.key]]
        if any(forecast.horizon for forecast in spoken):
            yield _timeline(section.key, spoken, starts, today, lens)
    elif section.empty and lens.matches(section.name):
        yield _head(section, lens, 0)
        yield _note(section)


def _head(section: Section, lens: Lens, shown: int) -> Block:
    """Make the head of a section: its name, a rule, how it stands, how much of it is shown."""
    total = len(section.members.blocks)
    left = f"{shown}/{total}" if shown < total else str(total or "")
    told = " · ".join(part for part in (left, section.status) if part)
    if section.status and shown == total:
        told = section.status  # which counts the positions, however many claims each has

    def layout(width: int) -> list[Row]:
        name, status = f"─ {section.name} ", f" {told}" if told else ""
        rule = width - cell_width(name, lens.ambiguous) - cell_width(status, lens.ambiguous)
        if rule > 0:
            return [row((name, "title"), ("─" * rule, "quiet"), (status, "strong"))]
        rows = paragraph(section.name, width, style="title")
        return [*rows, *paragraph(told, width, style="strong", indent=2)]

    return Block(f"head:{section.key}", layout, words=section.name, selectable=False)


def _note(section: Section) -> Block:
    """Make the line that says why a section is empty."""

    def layout(width: int) -> list[Row]:
        return [*paragraph(section.empty, width, style="quiet"), ()]

    return Block(f"note:{section.key}", layout, words=section.name, selectable=False)


def horizon_bars(
    forecasts: Sequence[Forecast], starts: Mapping[str, date | None], lens: Lens
) -> list[Bar]:
    """Return a bar for each horizon of ``forecasts``, each once; those without a day last."""
    bars: dict[tuple[str, str], Bar] = {}
    for forecast in forecasts:
        horizon, key = forecast.horizon, forecast.sentence_ids[0]
        if horizon is None:
            continue
        state: BarState = horizon.state
        if forecast.resolution is not None:
            state = forecast.resolution.status
        end = day(horizon.until)
        why = (
            wording("state.event", lens)
            if horizon.state == "event"
            else speak("no day to reckon from", lens)
        )
        bar = Bar(key, starts.get(forecast.article_id), end, state, f"「{horizon.text}」 {why}")
        bars.setdefault((key, horizon.text), bar)
    return sorted(bars.values(), key=lambda bar: bar.end or date.max)


def _timeline(
    key: str,
    spoken: Sequence[Forecast],
    starts: Mapping[str, date | None],
    today: date,
    lens: Lens,
) -> Block:
    """Make the line of time under a section."""

    def layout(width: int) -> list[Row]:
        bars = horizon_bars(spoken, starts, lens)
        shown, left = bars[:_BARS], len(bars) - _BARS
        rows = draw_timeline(
            shown,
            today=today,
            now=speak("now", lens),
            width=min(width, _MOST),
            ambiguous=lens.ambiguous,
        )
        if left > 0:
            more = speak("and {n} more horizons", lens).format(n=left)
            rows += paragraph(more, width, style="quiet")
        return [*rows, ()]

    return Block(f"time:{key}", layout, selectable=False)
