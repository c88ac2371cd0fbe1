"""Horizons on one line of time: from when a forecast was made until when it reaches.

Pure drawing: bars go in, rows come out. The line of today is drawn through all of them, so
that what is due ends to its left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rkbrief.tui.blocks import Row, row
from rkbrief.tui.cells import cell_width, truncate

BarState = Literal["open", "due", "event", "happened", "did_not_happen"]
_LEAST = 24
"""Cells below which no line is drawn."""
_LABEL_GAP = 2
_LEAST_MARGIN = 14
"""Days that are shown before the first day and after the last."""
_MONTHS = 12
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""How many months may lie between two marks of the axis."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizon.

    ``start`` is the day the claim was made, None when its source has none. ``end`` is the
    last day of the horizon, None when it hangs on an event or on nothing known; then
    ``words`` says on what. ``label`` is what stands left of it.
    """

    label: str
    start: date | None
    end: date | None
    state: BarState = "open"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pen:
    """The characters of a line of time."""

    first: str
    last: str
    line: str
    unsure: str
    now: str
    crossed: str
    tick: str


DRAWN = Pen("├", "┤", "─", "┄", "│", "┼", "╵")
PLAIN = Pen("|", "|", "-", ".", "|", "+", "'")
"""For terminals that give box drawing two cells."""
SIGNS: dict[BarState, tuple[str, str]] = {
    "open": ("", ""),
    "due": ("⚑", "warning"),
    "event": ("…", "quiet"),
    "happened": ("✔", "good"),
    "did_not_happen": ("✘", "warning"),
}
"""The sign at the end of a bar and its style."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days that the cells from 0 to ``width - 1`` stand for."""

    first: date
    last: date
    width: int

    def cell(self, day: date) -> int:
        """Return the cell of a day, that of the nearest end for one outside."""
        days = max(1, (self.last - self.first).days)
        at = round((day - self.first).days * (self.width - 1) / days)
        return min(max(at, 0), self.width - 1)


def draw_timeline(
    bars: Sequence[Bar], *, today: date, now: str, width: int, ambiguous: int = 1
) -> list[Row]:
    """Draw ``bars`` under an axis in rows of ``width`` cells; nothing when there is no day at all.

    ``now`` is the word beside today's mark.
    """
    days = [day for bar in bars for day in (bar.start, bar.end) if day]
    widest = max((cell_width(bar.label, ambiguous) for bar in bars), default=0)
    label = min(widest, max(4, width // 4)) + _LABEL_GAP
    room = width - label
    if not any(bar.end for bar in bars) or room < _LEAST:
        return [_in_words(bar, label, width, ambiguous) for bar in bars if bar.words]
    axis = _Axis(*_reach([*days, today]), room)
    pen = PLAIN if ambiguous > 1 else DRAWN
    rows = [row(" " * label, (_ticks(axis, today, now), "quiet"))]
    for bar in bars:
        if bar.end is None:
            rows.append(_in_words(bar, label, width, ambiguous))
        else:
            name = truncate(bar.label, label - _LABEL_GAP, ambiguous=ambiguous)
            blank = " " * (label - cell_width(name, ambiguous))
            rows.append((*row((name, "strong"), blank), *_draw(bar, bar.end, axis, pen, today)))
    return rows


def _reach(days: Sequence[date]) -> tuple[date, date]:
    """Return the first and the last day of the axis, a little wider than ``days``."""
    first, last = min(days).toordinal(), max(days).toordinal()
    margin = max(_LEAST_MARGIN, (last - first) // 16)
    return (
        date.fromordinal(max(date.min.toordinal(), first - margin)),
        date.fromordinal(min(date.max.toordinal(), last + margin)),
    )


def _in_words(bar: Bar, label: int, width: int, ambiguous: int) -> Row:
    """Return the row of a horizon that no day can be given for."""
    name = truncate(bar.label, label - _LABEL_GAP, ambiguous=ambiguous)
    blank = " " * (label - cell_width(name, ambiguous))
    words = truncate(bar.words, width - label, ambiguous=ambiguous)
    return row((name, "strong"), blank, (words, "quiet"))


def _draw(bar: Bar, end: date, axis: _Axis, pen: Pen, today: date) -> Row:
    """Draw one bar with today's line through it and its sign behind it."""
    now, last = axis.cell(today), axis.cell(end)
    first = min(axis.cell(bar.start), last) if bar.start else 0
    cells = [" "] * axis.width
    cells[now] = pen.now
    for at in range(first, last + 1):
        line = pen.line if bar.start else pen.unsure
        cells[at] = pen.crossed if at == now else line
    if bar.start and first != now:
        cells[first] = pen.first
    if last != now:
        cells[last] = pen.last
    sign, style = SIGNS[bar.state]
    at = min(last + 1, axis.width - 1)
    inked = "".join(cells)
    if not sign:
        return row((inked, "quiet" if not bar.start else "accent"))
    return row((inked[:at], "accent"), (sign, style), (inked[at + 1 :], "quiet"))


def _ticks(axis: _Axis, today: date, now: str) -> str:
    """Return the axis: years or months where they begin, and the word for today over its mark."""
    cells = [" "] * axis.width
    _write(cells, max(0, min(axis.cell(today), axis.width - len(now))), now)
    months = (axis.last - axis.first).days * _MONTHS / 365.25
    form_width = len("2024-01 ") + 2
    step = next((s for s in _STEPS if s * axis.width >= months * form_width), _STEPS[-1])
    month = axis.first.year * _MONTHS + axis.first.month - 1
    month += -month % step
    while month <= axis.last.year * _MONTHS + axis.last.month - 1:
        year, of_year = divmod(month, _MONTHS)
        if year > date.max.year:
            break
        day = date(max(year, 1), of_year + 1, 1)
        name = f"{year:04d}" if step % _MONTHS == 0 else f"{year:04d}-{of_year + 1:02d}"
        if axis.first <= day <= axis.last:
            _write(cells, axis.cell(day), name)
        month += step
    return "".join(cells)


def _write(cells: list[str], at: int, text: str) -> None:
    """Write ``text`` from cell ``at`` where nothing stands and a blank is left around it."""
    wide = cell_width(text)
    around = cells[max(0, at - 1) : at + wide + 1]
    if at + wide > len(cells) or any(cell != " " for cell in around):
        return
    cells[at : at + wide] = [*text, *[""] * (wide - len(text))]
