"""What the pictures of a brief are made of: a frame, lines, marks and words, as SVG.

Each picture is drawn twice: for a page, with the names beside the rows, and for a telephone,
with the names above them. Sizes are in pixels.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterable

from msgspec import Struct

from rkbrief.brief.record import PastForecast
from rkbrief.safe_text import show

HEAD = 34
"""Where the first row begins, below what stands over the columns."""
_CELL = 7.2
"""Pixels of a half-width character in the font of the pictures."""


class Chart(Struct, frozen=True, gc=False):
    """A picture: its words, and its SVG for a page and for a telephone with them inside."""

    title: str
    wide: str
    narrow: str


class Frame(Struct, frozen=True, gc=False):
    """Where things stand in a picture: across, the names, the scale, what has no place on it.

    ``name`` is how far above the middle of its row a name stands, 0 where it stands before it.
    """

    width: float
    start: float
    end: float
    row: float
    name: float = 0

    def at(self, percent: float) -> float:
        """Return where a probability stands on the scale."""
        return self.start + (self.end - self.start) * percent / 100

    def bottom(self, rows: int) -> float:
        """Return where the last of so many rows ends."""
        return HEAD + self.row * rows

    def middle(self, row: int) -> float:
        """Return where a row is drawn."""
        return HEAD + self.row * (row + 0.5) + self.name / 2


_WIDE = Frame(width=720, start=200, end=560, row=26)
_NARROW = Frame(width=360, start=8, end=236, row=40, name=17)


def make_chart(
    title: str, told: Iterable[str], draw: Callable[[Frame], Iterable[str]], rows: int
) -> Chart:
    """Put a picture together, its words before its shapes."""
    words = f"<title>{_escape(title)}</title><desc>{_escape('; '.join(told))}</desc>"
    wide, narrow = (
        f'<svg class="{name}" viewBox="0 0 {frame.width:.0f} {frame.bottom(rows) + 8:.0f}"'
        f' role="img">{words}{"".join(draw(frame))}</svg>'
        for name, frame in (("wide", _WIDE), ("narrow", _NARROW))
    )
    return Chart(show(title, one_line=True), wide, narrow)


def _escape(text: str) -> str:
    return html.escape(show(str(text), one_line=True))


def write(x: float, y: float, words: str, kind: str) -> str:
    """Write words that begin at (x, y), or stand around it, as their class says."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{_escape(words)}</text>'


def name_row(
    frame: Frame, words: str, middle: float, *, width: float | None = None, beside: float = 0
) -> str:
    """Write the name of a row, its beginning when it is too long for its place.

    ``width`` is that of its column where it is not the usual one; ``beside`` is what else has
    to stand in a line above the row.
    """
    column = frame.start - 12 if width is None else width
    room = int((frame.width - beside if frame.name else column) / _CELL) - 2
    shown = ""
    for char in show(words, one_line=True):
        room -= 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if room < 0:
            shown += "…"
            break
        shown += char
    return write(0, middle - frame.name + 4, shown, "name")


def draw_line(x: float, y: float, x2: float, y2: float, kind: str) -> str:
    """Draw a line from (x, y) to (x2, y2)."""
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def draw_circle(x: float, y: float, kind: str) -> str:
    """Draw a dot around (x, y)."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" class="{kind}"/>'


def draw_mark(x: float, y: float, position: PastForecast, *, hollow: bool = False) -> str:
    """Draw a position: a circle for yes, a square for no, a diamond for neither."""
    kind = f"mark {position.stance or 'none'}" + (" hollow" if hollow else "")
    shape = {"affirm": 0, "deny": 1}.get(position.stance or "", 2)
    return draw_shape(x, y, shape, kind)


def draw_shape(x: float, y: float, number: int, kind: str) -> str:
    """Draw a circle for the first of several, a square for the second, diamonds for others."""
    match number:
        case 0:
            return draw_circle(x, y, kind)
        case 1:
            return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" class="{kind}"/>'
        case _:
            points = (
                f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"
            )
            return f'<polygon points="{points}" class="{kind}"/>'
