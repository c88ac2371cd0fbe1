"""A line of a page with what the lexicon, the calendar and its neighbours say of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.corpus.dates import is_date_line
from rkbrief.corpus.lines import Line
from rkbrief.corpus.patterns import find_patterns
from rkbrief.corpus.phrases import Found, find_phrases
from rkbrief.corpus.repeats import find_listed
from rkbrief.corpus.sections import find_offers, find_parts

INTERLEAVED = frozenset(
    (
        "offer",
        "card",
        "page_number",
        "running_head",
        "figure",
        "figure_note",
        "table",
        "calendar",
        "contents",
    )
)
"""What stands in the midst of an article as its own furniture, and costs it nothing."""


class Judged(Struct, frozen=True, gc=False):
    """A line with what is known of it before its place on the page counts."""

    line: Line
    found: tuple[Found, ...]
    is_date: bool
    is_listed: bool = False
    """Whether it is a heading that the page's contents list, or of steps."""

    @property
    def is_prose(self) -> bool:
        """Whether it reads as prose and no phrase of a page stands against it."""
        return self.line.is_prose and not self.noise

    @property
    def noise(self) -> Found | None:
        """The phrase that drops it wherever it stands, None when there is none."""
        return next((f for f in self.found if not f.is_section and f.where == "any"), None)

    @property
    def section(self) -> Found | None:
        """The section that it opens, None when it opens none."""
        return next((f for f in self.found if f.is_section), None)


def judge(lines: Sequence[Line]) -> list[Judged]:
    """Ask the lexicon and the calendar about every line, and mark what several lines show."""
    dates = [is_date_line(line.plain) for line in lines]
    known = [find_phrases(line) for line in lines]
    parts = list(find_parts(lines, known))
    for index in parts:
        known[index] = ()
    for index, found in list(find_offers(lines, known)):
        known[index] = (found,)
    page = [Judged(*seen) for seen in zip(lines, known, dates, strict=True)]
    for index, found in find_patterns(lines, dates, known):
        page[index] = replace(page[index], found=(*page[index].found, found))
    for index in (*parts, *find_listed(lines, dates, [judged.found for judged in page])):
        page[index] = replace(page[index], found=(), is_listed=True)
    return page


def parts_by_blank_lines(page: Sequence[Judged], first: int, last: int) -> bool:
    """Tell a page that sets its paragraphs, from line ``first`` to ``last``, apart by blanks."""
    paragraphs = [
        page[i].line.gap
        for i in range(first + 1, last + 1)
        if page[i].is_prose and page[i - 1].is_prose
    ]
    return sum(paragraphs) * 2 > len(paragraphs)
