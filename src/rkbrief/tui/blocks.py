"""Blocks of laid-out text: what every list of the dashboard is made of.

A view makes blocks out of records, :class:`~rkbrief.tui.block_list.BlockList` shows them. Text
is :data:`~rkbrief.safe_text.SafeText` from the moment it enters a :class:`Piece`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rkbrief.curation import ItemKey
from rkbrief.model import Evidence
from rkbrief.safe_text import SafeText, show
from rkbrief.tui.cells import cell_width, truncate, wrap

STYLES = ("title", "quiet", "accent", "good", "warning", "quote", "strong", "mark")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one row: what is shown, and the name of its style in ``STYLES`` or ``""``."""

    text: SafeText
    style: str = ""


Row = tuple[Piece, ...]
Layout = Callable[[int], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing in a list.

    ``key`` names it for curation and is unique in its list. ``layout`` returns its rows at a
    width in cells, at least one. ``words`` is what a filter looks through. ``evidence`` is
    where Enter leads, None for a heading, which cannot be selected. ``items`` are what the
    analyst pins, drops or annotates there: one, or those of a fact told several times.
    ``counts`` is False for what goes on with the block before it.
    """

    key: str
    layout: Layout
    words: str = ""
    evidence: Evidence | None = None
    copied: str = ""
    selectable: bool = True
    items: tuple[ItemKey, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A name over ``count`` blocks, None where they are not counted."""

    count: int | None = None

    def over(self, shown: int) -> Block:
        """Return the heading as it stands over those that a filter leaves."""
        if self.count is None or shown == self.count:
            return self
        return replace(self, layout=_ruled(f"{self.words} ({shown}/{self.count})"))


def row(*parts: str | tuple[str, str]) -> Row:
    """Make a row of strings, each alone or with the name of its style."""
    pairs = (part if isinstance(part, tuple) else (part, "") for part in parts)
    return tuple(Piece(show(text, one_line=True), style) for text, style in pairs if text)


def paragraph(
    text: str, width: int, *, style: str = "", indent: int = 0, ambiguous: int = 1
) -> list[Row]:
    """Lay out ``text`` with kinsoku in rows of ``width`` cells, each indented by blanks."""
    blank = (Piece(show(" " * indent)),) if indent else ()
    room = max(1, width - indent)
    spans = list(wrap(text, room, ambiguous=ambiguous))
    ends = {span.end for span in spans}
    # A row that goes on with the line of the last one does not begin with the blank between them.
    shown = (
        span.of(text).removeprefix(" ") if span.start in ends else span.of(text) for span in spans
    )
    return [(*blank, Piece(show(words, one_line=True), style)) for words in shown]


def heading(key: str, text: str, *, count: int | None = None) -> Block:
    """Make a block that stands over ``count`` others: a rule with a name, not selectable."""
    told = text if count is None else f"{text} ({count})"
    return Heading(key, _ruled(told), words=text, selectable=False, count=count)


def _ruled(text: str) -> Layout:
    """Return what lays out a name and a rule behind it."""

    def layout(width: int) -> list[Row]:
        name = truncate(f"─ {text} ", width)
        return [row((name, "title"), ("─" * max(0, width - cell_width(name)), "quiet"))]

    return layout
