"""An article in cells: the whole file, its body in ink, what is not the article dimmed.

A line-rendering scroll view, because no widget of a library wraps Japanese by kinsoku or maps
a place on the screen to a place in the source. Each row is a slice of the text; painting a row
costs the same in a page of a thousand characters and of a million.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from rkbrief.model import Span
from rkbrief.safe_text import SafeText, show
from rkbrief.tui.cells import cell_width, truncate, wrap

MARGIN = 9
"""Cells left of the text: three signs, a sentence number, a blank."""
_RULE_ROOM = 14
"""Cells that the name of a rule may take at the right edge of a dropped line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the article painted in a style of :attr:`ArticleView.COMPONENT_CLASSES`."""

    span: Span
    style: str


@dataclass(frozen=True, slots=True)
class Page:
    """What an :class:`ArticleView` shows.

    ``marks`` are ordered by start and do not overlap. ``margins`` gives the text of the left
    margin by the offset where a sentence starts, ``rules`` the text at the right edge by the
    offset where a dropped line starts.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    margins: Mapping[int, str] | None = None
    rules: Mapping[int, str] | None = None


class ArticleView(ScrollView, can_focus=True):
    """A text with places marked in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--dropped",
        "article--figure",
        "article--forecast",
        "article--picked",
        "article--target",
        "article--margin",
        "article--heading",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "Down", id="article.down", show=False),
        Binding("up,k", "scroll_up", "Up", id="article.up", show=False),
        Binding("pagedown", "page_down", "Page down", id="article.page_down", show=False),
        Binding("pageup", "page_up", "Page up", id="article.page_up", show=False),
        Binding("home,g", "scroll_home", "First", id="article.first", show=False),
        Binding("end,G", "scroll_end", "Last", id="article.last", show=False),
    ]

    def __init__(self, *, id: str | None = None, ambiguous: int = 1) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ambiguous = ambiguous
        self.page = Page("")
        self.target: Span | None = None
        self._rows: list[Span] = []
        self._starts: list[int] = []
        self._mark_starts: list[int] = []
        self._laid_out_at = 0

    def show_page(self, page: Page, target: Span | None = None) -> None:
        """Show ``page`` and bring ``target`` into sight, marked; None shows the beginning."""
        self.page = page
        self._mark_starts = [mark.span.start for mark in page.marks]
        self._lay_out()
        self.show_target(target)

    def show_target(self, target: Span | None) -> None:
        """Mark ``target`` and scroll to it."""
        self.target = target
        self.refresh()
        if target is None:
            self.scroll_to(y=0, animate=False)
            return
        first = max(0, bisect_right(self._starts, target.start) - 1)
        last = max(first, bisect_left(self._starts, target.end) - 1)
        above = max(0, first - max(1, self.size.height // 4))
        region = Region(0, above, 1, last - above + 1)
        self.scroll_to_region(region, animate=False, force=True, top=True)

    def _lay_out(self) -> None:
        """Cut the text into rows for the present width; runs of blank lines become one row."""
        width = self.scrollable_content_region.width or self.size.width
        self._laid_out_at = width
        if width <= 0:
            return
        rows: list[Span] = []
        for span in wrap(self.page.text, width - self._edges(width), ambiguous=self.ambiguous):
            blank = not span.of(self.page.text).strip()
            if blank and (not rows or not rows[-1].of(self.page.text).strip()):
                continue
            rows.append(span)
        self._rows = rows
        self._starts = [row.start for row in rows]
        self.virtual_size = Size(width, len(rows))

    def _edges(self, width: int) -> int:
        """Return the cells that the margin and the names of rules take from ``width``."""
        if self.page.margins is None:
            return 0
        narrow = 80
        return MARGIN + (_RULE_ROOM if width > narrow else 2)

    def on_resize(self) -> None:
        """Wrap anew when the width changed, and keep the first visible place where it was."""
        width = self.scrollable_content_region.width or self.size.width
        if width == self._laid_out_at:
            return
        top = self.scroll_offset.y
        place = self._starts[top] if top < len(self._starts) else 0
        self._lay_out()
        self.scroll_to(y=max(0, bisect_right(self._starts, place) - 1), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        line, width = y + self.scroll_offset.y, self._laid_out_at
        base = self.rich_style
        if line >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[line]
        segments = [Segment(text, base + style) for text, style in self._pieces(row)]
        text = Strip(self._select(segments, line))
        if self.page.margins is None:
            return text.crop_extend(0, width, base).apply_offsets(0, line)
        quiet = base + self.get_component_rich_style("article--margin", partial=True)
        left = Strip([Segment(self._margin(row), quiet)])
        room = width - MARGIN
        rule = truncate((self.page.rules or {}).get(row.start, ""), _RULE_ROOM - 1)
        used = cell_width(rule, self.ambiguous)
        shown = text.crop_extend(0, room - used, base).apply_offsets(0, line)
        return Strip.join([left, shown, Strip([Segment(rule, quiet)])])

    def _margin(self, row: Span) -> SafeText:
        """Return the left margin of a row: signs and number where a sentence starts."""
        margins = self.page.margins or {}
        found = [text for start, text in self._between(margins, row)]
        return SafeText((found[0] if found else "").rjust(MARGIN - 1) + " ")

    @staticmethod
    def _between(margins: Mapping[int, str], row: Span) -> Iterator[tuple[int, str]]:
        """Yield the margin texts whose sentence starts in ``row``."""
        for at in range(row.start, row.end):
            if at in margins:
                yield at, margins[at]

    def _pieces(self, row: Span) -> Iterator[tuple[SafeText, Style]]:
        """Yield the stretches of a row with their styles."""
        text, at = self.page.text, row.start
        first = max(0, bisect_right(self._mark_starts, row.start) - 1)
        cuts: list[tuple[Span, str]] = []
        for mark in self.page.marks[first:]:
            if mark.span.start >= row.end:
                break
            if mark.span.end > row.start:
                cuts.append((mark.span, mark.style))
        for span, name in [*cuts, (Span(row.end, row.end), "")]:
            start, end = max(at, span.start), min(span.end, row.end)
            yield from self._inked(text, Span(at, min(start, row.end)), "")
            yield from self._inked(text, Span(start, end), name)
            at = max(at, end)

    def _inked(self, text: str, span: Span, name: str) -> Iterator[tuple[SafeText, Style]]:
        """Yield one stretch, cut once more where the target begins and ends."""
        if span.start >= span.end:
            return
        style = self.get_component_rich_style(name, partial=True) if name else Style.null()
        target = self.target
        if target is None or not target.overlaps(span):
            yield show(span.of(text), one_line=True), style
            return
        inner = Span(max(span.start, target.start), min(span.end, target.end))
        marked = style + self.get_component_rich_style("article--target", partial=True)
        for part, ink in (
            (Span(span.start, inner.start), style),
            (inner, marked),
            (Span(inner.end, span.end), style),
        ):
            if part.start < part.end:
                yield show(part.of(text), one_line=True), ink

    def _select(self, segments: list[Segment], line: int) -> list[Segment]:
        """Paint what the mouse selected."""
        selection = self.text_selection
        found = selection.get_span(line) if selection is not None else None
        if found is None:
            return segments
        text = "".join(segment.text for segment in segments)
        start, end = found
        end = len(text) if end == -1 else end
        ink = self.screen.get_component_rich_style("screen--selection")
        painted, at = [], 0
        for segment in segments:
            for char in segment.text:
                style = (
                    (segment.style or Style.null()) + ink if start <= at < end else segment.style
                )
                painted.append(Segment(char, style))
                at += 1
        return list(Strip(painted).simplify())

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as the source has it: rows of one line are joined again."""
        rows = [show(row.of(self.page.text), one_line=True) for row in self._rows]
        picked = [
            (self._rows[line], rows[line][slice(*self._bounds(found, rows[line]))])
            for line in range(len(rows))
            if (found := selection.get_span(line)) is not None
        ]
        parts: list[str] = []
        for number, (row, text) in enumerate(picked):
            joined = number and picked[number - 1][0].end == row.start
            parts.append(text if joined or not number else "\n" + text)
        return "".join(parts), "\n"

    @staticmethod
    def _bounds(found: tuple[int, int], text: str) -> tuple[int, int]:
        """Return a selection's span in one row; -1 stands for its end."""
        start, end = found
        return start, len(text) if end == -1 else end


def without_overlaps(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return ``marks`` in order, each cut back where an earlier one of the list covers it.

    The first marks of the list win: put what matters most at its beginning. O(n log n).
    """
    edges = sorted({edge for mark in marks for edge in (mark.span.start, mark.span.end)})
    order = sorted(range(len(marks)), key=lambda i: marks[i].span.start)
    waiting: list[tuple[int, int]] = []  # (rank in the list, end)
    result: list[Mark] = []
    upcoming = 0
    for start, end in pairwise(edges):
        while upcoming < len(order) and marks[order[upcoming]].span.start <= start:
            rank = order[upcoming]
            heappush(waiting, (rank, marks[rank].span.end))
            upcoming += 1
        while waiting and waiting[0][1] <= start:
            heappop(waiting)
        if waiting:
            result.append(Mark(Span(start, end), marks[waiting[0][0]].style))
    return tuple(result)
