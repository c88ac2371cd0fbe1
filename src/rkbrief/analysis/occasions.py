"""Days of every year that a forecast names as its time: クリスマスまで, 年越しの交渉."""

from __future__ import annotations

import re
from datetime import date

from rkbrief.language.reckoning import day_of
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.model import Horizon, Span


def find_occasion(text: str, reference: date | None, apart: Span) -> Horizon | None:
    """Return the horizon of the first such day in ``text``, None where none is named.

    It ends on the next such day from ``reference`` on, on none without one. What stands in
    ``apart`` is passed over.
    """
    found: list[tuple[re.Match[str], list[list[int]]]] = [
        (match, row["days"])
        for row in load_table("futures")["occasions"]
        for match in compile_pattern(row["pattern"]).finditer(text)
        if not apart.overlaps(Span(*match.span()))
    ]
    if not found:
        return None
    match, days = min(found, key=lambda item: item[0].start())
    until = _next_of(days, reference) if reference else None
    return Horizon(match[0], None, until.isoformat() if until else None)


def _next_of(days: list[list[int]], reference: date) -> date | None:
    """Return the first of the days of the year that is not before ``reference``."""
    ahead = (
        day
        for year in (reference.year, reference.year + 1)
        for month, number in days
        if (day := day_of(year, month, number)) is not None and day >= reference
    )
    return min(ahead, default=None)
