"""The head line: what is looked at, how much of it there is, and what goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from rkbrief.safe_text import show
from rkbrief.tui.cells import cell_width, truncate

_NAME = " rkbrief  "
_TITLE_ROOM = 30
"""The cells that a title keeps as long as there is something else to shorten."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What the head line says.

    ``counts`` stand in order of importance. ``status`` is what goes on (a reading, a filter),
    ``""`` for nothing.
    """

    title: str = ""
    counts: tuple[str, ...] = ()
    day: str = ""
    status: str = ""


def lay_out_head(line: HeadLine, width: int, *, ambiguous: int = 1) -> str:
    """Return ``line`` in exactly ``width`` cells: the counts go first, then the title's end."""
    left = f"{line.status}  {line.title}".strip() if line.status else line.title
    wanted = min(cell_width(left, ambiguous), _TITLE_ROOM)
    room = width - cell_width(_NAME, ambiguous)
    right = ""
    for kept in _rights(line):
        if cell_width(kept, ambiguous) + wanted + 2 <= room:
            right = f"  {kept} "
            break
    beside = room - cell_width(right, ambiguous)
    shown = truncate(left, max(0, beside), ambiguous=ambiguous)
    gap = max(0, beside - cell_width(shown, ambiguous))
    return truncate(f"{_NAME}{shown}{' ' * gap}{right}", width, ambiguous=ambiguous)


def _rights(line: HeadLine) -> Sequence[str]:
    """Return what may stand at the right, from the longest to the shortest."""
    kept = [line.counts[:number] for number in range(len(line.counts), -1, -1)]
    return ["   ".join(part for part in (" · ".join(counts), line.day) if part) for counts in kept]


class Head(Widget):
    """Shows a :class:`HeadLine` at whatever width there is."""

    def __init__(self, *, id: str | None = None, ambiguous: int = 1) -> None:  # noqa: A002
        super().__init__(id=id)
        self._line, self._ambiguous = HeadLine(), ambiguous

    def tell(self, line: HeadLine) -> None:
        """Show ``line``."""
        self._line = line
        self.refresh()

    def render(self) -> Content:
        """Lay the line out anew."""
        text = lay_out_head(self._line, self.size.width, ambiguous=self._ambiguous)
        return Content(show(text, one_line=True))
