"""Forecasts: on each question who expects what, side by side, and when that is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from rkbrief.model import Analysis, Forecast
from rkbrief.tui.blocks import Block, Row, paragraph, row
from rkbrief.tui.cells import cell_width
from rkbrief.tui.columns import ColumnList, make_boards
from rkbrief.tui.items import dropped_blocks, dropped_forecasts
from rkbrief.tui.lens import Lens
from rkbrief.tui.outlooks import Outlook, Section
from rkbrief.tui.positions import day, wording
from rkbrief.tui.shelf import Made
from rkbrief.tui.timeline import Bar, BarState, draw_timeline
from rkbrief.tui.views.view import View, speak

_BARS = 12
"""How many horizons one line of time shows; what ends first comes first."""
_MOST = 100
"""Cells that a line of time takes at most: on wider screens the eye loses its rows."""


class ForecastsView(View):
    """Questions as blocks, positions as columns; ``z`` shows every claim in full."""

    NAME = "forecasts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "whole", "Enlarge", id="forecasts.enlarge", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._made = Made()
        self._whole = False
        self._outlook: Outlook | None = None
        self._plain: dict[bool, list[Block]] = {}
        self._sections: dict[bool, list[Section]] = {}
        self._shown: tuple[Analysis, Lens] | None = None

    def compose(self) -> ComposeResult:
        """One list."""
        yield ColumnList(id="forecasts-list")

    def show_analysis(self, analysis: Analysis, lens: Lens) -> None:
        """Show every question, then what belongs to none."""
        if not self._made.holds(analysis, lens):
            self._sections, self._outlook = {}, Outlook(analysis, lens)
            self._plain = {}
            self._made.note(analysis, lens)
        self._shown = analysis, lens
        sections = self._sections.get(self._whole)
        if sections is None and self._outlook is not None:
            sections = list(self._outlook.sections(whole=self._whole))
            self._sections[self._whole] = sections
        listed = self.query_one(ColumnList)
        blocks = None if lens.query else self._plain.get(self._whole)
        if blocks is None:
            blocks = list(section_blocks(sections or (), analysis, lens))
        if not lens.query:
            self._plain[self._whole] = blocks
        listed.show_blocks(blocks)

    def action_whole(self) -> None:
        """Show every claim with all of its words, or the clearest of each position."""
        self._whole = not self._whole
        if self._shown is not None:
            self.show_analysis(*self._shown)


def forecast_blocks(analysis: Analysis, lens: Lens, *, whole: bool = False) -> Iterator[Block]:
    """Yield the blocks of the view; with ``whole`` each claim by itself and in full."""
    sections = list(Outlook(analysis, lens).sections(whole=whole))
    yield from section_blocks(sections, analysis, lens)


def section_blocks(sections: Sequence[Section], analysis: Analysis, lens: Lens) -> Iterator[Block]:
    """Yield the blocks of what the filter lets through of ``sections``."""
    starts = {a.id: a.published or a.reference_date for a in analysis.articles}
    for section in sections:
        members = section.members.take(lens)
        if members:
            yield _head(section, lens)
            yield from make_boards(section.key, members, ambiguous=lens.ambiguous)
            spoken = [f for member in members for f in section.spoken[member.key]]
            if any(forecast.horizon for forecast in spoken):
                yield _timeline(section.key, spoken, starts, analysis.provenance.as_of, lens)
        elif section.empty and lens.matches(section.name):
            yield _head(section, lens)
            yield _note(section)
    yield from dropped_blocks(analysis, dropped_forecasts(analysis), lens)


def _head(section: Section, lens: Lens) -> Block:
    """Make the head of a section: its name, a rule, how it stands."""

    def layout(width: int) -> list[Row]:
        name, status = f"─ {section.name} ", f" {section.status}" if section.status else ""
        rule = width - cell_width(name, lens.ambiguous) - cell_width(status, lens.ambiguous)
        if rule > 0:
            return [row((name, "title"), ("─" * rule, "quiet"), (status, "strong"))]
        rows = paragraph(section.name, width, style="title")
        return [*rows, *paragraph(section.status, width, style="strong", indent=2)]

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
