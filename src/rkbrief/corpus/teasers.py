"""What a page has below its article: teasers and notices, told by how they stand there.

Paragraphs of an article stand by each other. Below it come titles, dates and buttons, and
here and there a lone sentence of a teaser or a notice; the sentence alone would make all of
that the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found

_DENSE = 90  # characters of a paragraph that goes on with an article by itself
_FAR = 4  # points of the lines between a lone sentence and the paragraph above
_POINTS_KNOWN = 2  # of a line that the lexicon or the calendar knows; of any other one
_MOST = 0.2  # of the prose of the page
_ITEM = re.compile(r"^(?:[\d(①-⑳][\d.,)]*\s?\S|第\d|[^\s:]{1,12}:)")
_FURNITURE = frozenset({"table", "calendar", "figure", "figure_note", "page_number", "contents"})


def find_teasers(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the index of each lone sentence below the article, for the edge of the body only.

    ``dates`` tells of each line whether it is a date alone, ``known`` what the lexicon says.
    """
    prose = [i for i, line in enumerate(lines) if line.is_prose and not known[i]]
    left = _MOST * sum(lines[i].length for i in prose)
    lone: list[int] = []
    for above, index in zip(reversed(prose[:-1]), reversed(prose[1:]), strict=True):
        left -= lines[index].length
        if index - above == 1 or lines[index].length >= _DENSE or left < 0:
            return
        lone.append(index)
        if _points(lines, dates, known, range(above + 1, index)) >= _FAR:
            yield from ((at, Found("sidebar", where="edge")) for at in lone)
            lone = []


def _points(
    lines: Sequence[Line],
    dates: Sequence[bool],
    known: Sequence[tuple[Found, ...]],
    between: range,
) -> int:
    """Return how much the lines between two sentences part them: lists and tables do not."""
    points = 0
    for index in between:
        line = lines[index]
        if line.bullet or _ITEM.match(line.plain):
            continue
        if any(found.rule in _FURNITURE for found in known[index]):
            continue
        points += _POINTS_KNOWN if known[index] or dates[index] else 1
    return points
