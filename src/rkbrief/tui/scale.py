"""How likely a claim is, drawn: one scale from 0 to 100 percent, and a lane beside it.

The bands are ICD 203's, every 5 percent half a cell, so that they are drawn exactly in ten
cells. A mere possibility, a bare assertion and a claim without a strength have no percentage:
their sign stands in the lane and the scale stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from rkbrief.model import LIKELIHOOD_BANDS, Likelihood
from rkbrief.tui.blocks import Row, row

CELLS = 10
WIDTH = CELLS + 2
"""Cells of a scale with its lane and the blank between them."""
_HALVES = 2 * CELLS
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Ink:
    """The characters of a drawing; ``halves`` are an empty cell, its left, its right, all of it."""

    halves: tuple[str, str, str, str]
    possible: str
    asserted: str
    undetermined: str


DRAWN = Ink(("▁", "▌", "▐", "█"), "◌", "■", "?")
PLAIN = Ink((".", "[", "]", "#"), "o", "!", "?")
"""For terminals that give block elements two cells."""


def draw_scale(
    likelihood: Likelihood,
    *,
    stated: tuple[float, float] | None = None,
    ambiguous: int = 1,
) -> Row:
    """Draw a likelihood in ``WIDTH`` cells: the lane's sign, a blank, the scale.

    ``stated`` is (low, high) in percent where the source gives it, and is drawn in place of
    the band of the word.
    """
    ink = PLAIN if ambiguous > 1 else DRAWN
    band = stated or LIKELIHOOD_BANDS.get(likelihood)
    if band is None:
        signs = {"possible": ink.possible, "asserted": ink.asserted}
        lane = signs.get(likelihood, ink.undetermined)
        return row((lane, "accent"), " ", (ink.halves[0] * CELLS, "quiet"))
    first, last = _halves(*band)
    cells = [(first <= 2 * at < last) + 2 * (first <= 2 * at + 1 < last) for at in range(CELLS)]
    filled = [at for at, cell in enumerate(cells) if cell]
    drawn = "".join(ink.halves[cell] for cell in cells)
    start, end = filled[0], filled[-1] + 1
    return row("  ", (drawn[:start], "quiet"), (drawn[start:end], "accent"), (drawn[end:], "quiet"))


def _halves(low: float, high: float) -> tuple[int, int]:
    """Return the first half cell of a band and the one after its last, at least one in all."""
    low, high = sorted((min(max(low, 0), _PERCENT), min(max(high, 0), _PERCENT)))
    first = min(int(low * _HALVES / _PERCENT), _HALVES - 1)
    return first, max(first + 1, round(high * _HALVES / _PERCENT))
