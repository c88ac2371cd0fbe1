"""What a site says of itself at the very top of a page, in sentences, above the title."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import Found
from rkbrief.lexicon import compile_rules

_TOP_LINES = 5
_TITLE_LINES = 20  # below it, in which a line that is no sentence must still come


def mark_prefaces(page: list[Judged]) -> list[Judged]:
    """Mark the sentences at the top with which a site says what it is, and where they begin.

    A line that is no sentence must still stand above the next paragraph: the title.
    """
    pattern = compile_rules("boilerplate", "prefaces")
    marks: set[int] = set()
    for index in range(min(_TOP_LINES, len(page))):
        judged = page[index]
        if judged.found or not pattern.search(judged.line.plain) or not _heads_title(page, index):
            continue
        marks.add(index)
        above = page[index - 1]
        if index > 1 and not judged.line.gap and not above.is_prose and not above.found:
            marks.add(index - 1)
    return [
        replace(judged, found=(Found("site_notice"),)) if i in marks else judged
        for i, judged in enumerate(page)
    ]


def _heads_title(page: Sequence[Judged], index: int) -> bool:
    """Tell a line below which one that is no sentence comes before the next paragraph."""
    below = page[index + 1 : index + 1 + _TITLE_LINES]
    first = next((n for n, judged in enumerate(below) if judged.is_prose), len(below))
    return first < len(below) and any(not j.found and not j.is_date for j in below[:first])
