"""An article in cells: the whole file, its body in ink, what is not the article dimmed.

A line-rendering scroll view, because no widget of a library wraps Japanese by kinsoku or maps
a place on the screen to a place in the source. Each row is a slice of the text; painting a row
costs the same in a page of a thousand characters and of a million.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from rkbrief.model import Span
from rkbrief.safe_text import SafeText, show
from rkbrief.tui.cells import cell_width, draw_plainly, signs, truncate, wrap
from rkbrief.tui.inks import find_ink

SIGNS = 3
"""Signs that a sentence may have in the margin, each in a cell of its own."""
MARGIN = 9
"""Cells left of the text: a bar, three signs, a sentence number, a blank."""
_RULE_ROOM = 14
"""Cells that the name of a rule may take at the right edge of a dropped line."""
_ROOMY = 72
"""Cells from which there is room for the names of rules."""
_MEASURE = 100
"""Cells of the longest row of an article: fifty characters, as many as an eye follows."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Stretches of the article painted in one style of :attr:`ArticleView.COMPONENT_CLASSES`.

    ``spans`` are in order and do not overlap: see :func:`make_layer`.
    """

    style: str
    spans: tuple[Span, ...]

    def among(self, row: Span) -> Iterator[Span]:
        """Yield what of the layer lies in ``row``, cut to it."""
        at = bisect_right(self.spans, row.start, key=_start) - 1
        for number in range(max(0, at), len(self.spans)):
            span = self.spans[number]
            if span.start >= row.end:
                return
            if span.end > row.start:
                yield Span(max(span.start, row.start), min(span.end, row.end))


def _start(span: Span) -> int:
    """Return where a span begins."""
    return span.start


def make_layer(style: str, spans: Iterable[Span]) -> Layer:
    """Make a layer of any spans: put in order, those that overlap joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return Layer(style, tuple(joined))


@dataclass(frozen=True, slots=True)
class Page:
    """What an :class:`ArticleView` shows.

    ``layers`` lie one over the other, the last on top; what they do not decide shows through.
    ``margins`` gives ``SIGNS`` signs and the number of a sentence by the offset where it starts,
    ``rules`` the text at the right edge by the offset where a dropped line starts.
    """

    text: str
    layers: tuple[Layer, ...] = ()
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
        Binding("down,j", "go('scroll_down')", "Down", id="article.down", show=False),
        Binding("up,k", "go('scroll_up')", "Up", id="article.up", show=False),
        Binding(
            "pagedown", "go('scroll_page_down')", "Page down", id="article.page_down", show=False
        ),
        Binding("pageup", "go('scroll_page_up')", "Page up", id="article.page_up", show=False),
        Binding("home,g", "go('scroll_home')", "First", id="article.first", show=False),
        Binding("end,G", "go('scroll_end')", "Last", id="article.last", show=False),
    ]

    def __init__(self, *, id: str | None = None, ambiguous: int = 1) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ambiguous = ambiguous
        self.page = Page("")
        self.target: Span | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._laid_out_at = 0
        self._height = 0
        self._ground = Style.null()

    def action_go(self, way: str) -> None:
        """Scroll at once, by the name of Textual's method: its own actions glide."""
        getattr(self, way)(animate=False, force=True)

    def show_page(self, page: Page, target: Span | None = None) -> None:
        """Show ``page`` and bring ``target`` into sight, marked; None shows the beginning."""
        self.page = page
        self._lay_out()
        self.show_target(target)

    def show_target(self, target: Span | None) -> None:
        """Mark ``target`` and scroll to it."""
        self.target = target
        self.refresh()
        if target is None:
            self.scroll_to(y=0, animate=False, force=True)
            return
        first = self._row_of(target.start)
        last = max(first, bisect_left(self._starts, target.end) - 1)
        top, height = self.scroll_offset.y, self.size.height
        if top <= first and last < top + height:
            return
        above = max(0, first - max(1, height // 4))
        region = Region(0, above, 1, last - above + 1)
        self.scroll_to_region(region, animate=False, force=True, top=True)

    def mark(self, target: Span) -> None:
        """Mark ``target`` where it stands."""
        self.target = target
        self.refresh()

    @property
    def top_offset(self) -> int:
        """The offset of the first character in sight."""
        top = self.scroll_offset.y
        return self._starts[top] if top < len(self._starts) else 0

    def _lay_out(self) -> None:
        """Cut the text into rows for the present width; runs of blank lines become one row."""
        width = self.scrollable_content_region.width or self.size.width
        self._laid_out_at = width
        if width <= 0:
            return
        # Numbers, not spans: tens of thousands of records would call the garbage collector.
        starts: list[int] = []
        ends: list[int] = []
        text, after_blank = self.page.text, True
        room = width - self._edges(width)
        room = room if self.page.margins is None else min(room, _MEASURE)
        for span in wrap(text, room, ambiguous=self.ambiguous):
            blank = text[span.start : span.end].isspace() or span.start == span.end
            if not (blank and after_blank):
                starts.append(span.start)
                ends.append(span.end)
            after_blank = blank
        self._starts, self._ends = starts, ends
        self.virtual_size = Size(width, len(starts))

    def _row(self, line: int) -> Span:
        """Return what stands in a row."""
        return Span(self._starts[line], self._ends[line])

    def _edges(self, width: int) -> int:
        """Return the cells that the margin and the names of rules take from ``width``."""
        if self.page.margins is None:
            return 0
        return MARGIN + (_RULE_ROOM if width >= _ROOMY else 1)

    class Pointed(Message):
        """A place in the text was clicked; ``offset`` is that of its character."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def on_click(self, event: events.Click) -> None:
        """Tell which character was clicked."""
        line = event.y + round(self.scroll_y)
        if not 0 <= line < len(self._starts):
            return
        row = self._row(line)
        left = event.x - (MARGIN if self.page.margins is not None else 0)
        at = row.start
        for end, cells in signs(row.of(self.page.text), self.ambiguous):
            left -= cells
            if left < 0 or row.start + end >= row.end:
                break
            at = row.start + end
        self.post_message(self.Pointed(at))

    def on_resize(self) -> None:
        """Wrap anew when the width changed; what was in sight, the target first, stays so."""
        width = self.scrollable_content_region.width or self.size.width
        place, seen = self.top_offset, self.sees_target()
        self._height = self.size.height
        if width != self._laid_out_at:
            self._lay_out()
            self.scroll_to(y=self._row_of(place), animate=False, force=True)
        if seen:
            self.show_target(self.target)
        self.refresh()

    def _row_of(self, offset: int) -> int:
        """Return the row that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sees_target(self) -> bool:
        """Tell whether the target begins in a row of the screen, as high as it was when painted.

        What was never laid out counts as seen, so that it is shown when there is room.
        """
        if self.target is None:
            return False
        if not self._starts:
            return True
        top = self.scroll_offset.y
        return top <= self._row_of(self.target.start) < top + max(1, self._height)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows of the screen, on a ground that is worked out once for all of them."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        line, width = y + self.scroll_offset.y, self._laid_out_at
        base = self._ground
        if line >= len(self._starts):
            return Strip.blank(width, base)
        row = self._row(line)
        segments = [Segment(text, base + style) for text, style in self._pieces(row)]
        text = Strip(self._select(segments, line))
        if self.page.margins is None:
            return text.crop_extend(0, width, base).apply_offsets(0, line)
        quiet = base + find_ink(self, "article--margin")
        left = Strip([Segment(self._margin(row), quiet)])
        room = min(width - MARGIN, _MEASURE + _RULE_ROOM)
        rule = truncate((self.page.rules or {}).get(row.start, ""), self._edges(width) - MARGIN - 1)
        used = cell_width(rule, self.ambiguous)
        shown = text.crop_extend(0, room - used, base).apply_offsets(0, line)
        whole = Strip.join([left, shown, Strip([Segment(rule, quiet)])])
        return whole.extend_cell_length(width, base)

    def _margin(self, row: Span) -> SafeText:
        """Return the left margin of a row: signs and number where a sentence starts.

        A bar stands before every row of the target, for terminals without reverse video.
        """
        margins = self.page.margins or {}
        found = [margins[at] for at in range(row.start, row.end) if at in margins]
        signs = "".join(max(each[at] for each in found) for at in range(SIGNS)) if found else ""
        number = found[0][SIGNS:] if found else ""
        bar = "▌" if self.target is not None and self.target.overlaps(row) else " "
        margin = f"{bar}{signs:{SIGNS}}{number.strip():>{MARGIN - SIGNS - 2}} "
        return draw_plainly(SafeText(margin), self.ambiguous)

    def _pieces(self, row: Span) -> Iterator[tuple[SafeText, Style]]:
        """Yield the stretches of a row with their styles."""
        layers = self.page.layers
        if self.target is not None:
            layers = (*layers, Layer("article--target", (self.target,)))
        found = [(span, layer.style) for layer in layers for span in layer.among(row)]
        edges = {row.start, row.end, *(edge for s, _ in found for edge in (s.start, s.end))}
        for start, end in pairwise(sorted(edges)):
            names = [name for span, name in found if span.start <= start and end <= span.end]
            inks = (find_ink(self, name) for name in names)
            text = show(self.page.text[start:end], one_line=True)
            yield text, sum(inks, Style.null())

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
        picked: list[tuple[Span, str]] = []
        for line in range(len(self._starts)):
            found = selection.get_span(line)
            if found is not None:
                row = self._row(line)
                shown = show(row.of(self.page.text), one_line=True)
                picked.append((row, shown[slice(*self._bounds(found, shown))]))
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
