"""Dates of every Japanese spelling: 2024年6月19日, 令和6年, 昨年12月, 水曜早朝, 来春, 4~6月期.

Relative words are reckoned from ``reference``, 同年 and 翌日 from the date spoken of before.
A bare month or weekday is put in the past or the future by the tense of the words after it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from rkbrief.language.calendar_parts import read_parts
from rkbrief.language.calendar_patterns import date_pattern
from rkbrief.language.calendar_ranges import find_ranges
from rkbrief.language.clock import Clock, find_times
from rkbrief.language.dated import Anchor, Dated, no_anchors
from rkbrief.language.remembering import remembered
from rkbrief.language.short_years import YearCount
from rkbrief.language.widths import fold_widths
from rkbrief.model import Span


class DateMention(Struct, frozen=True, gc=False):
    """A date or a time of day where it stands.

    ``iso`` is the TIMEX3 value (2024-06-19, 2024-06, 199X, 2024-SP, FY2021, XXXX-07-18);
    ``value`` the same as an analyst reads it (a range as START/END, 18:00). ``start`` and
    ``end`` are the first and the last day, None when unknown.
    """

    span: Span
    text: str
    iso: str
    value: str
    start: date | None
    end: date | None
    kind: Literal["date", "time"] = "date"


_FAR = -1000  # an anchor so far before the text that only 同年 and the like lean on it
_LEANING = re.compile(
    "[同翌][年月週日朝]|前[日月週]|[このそ]の?[日年]"
    "|(?<![0-9０-９])[0-9０-９]{2}[〜～~-]?[0-9０-９]{0,2}年|(?<![月0-9０-９])[0-9０-９]{1,2}日"
)


def leans_back(text: str) -> bool:
    """Tell whether ``text`` may hold a date that leans on one before it (同年8月, 30年度, 8日)."""
    return _LEANING.search(text) is not None


def _anchor_of(context: str, reference: date | None) -> Anchor | None:
    """Return the date that the words of the next sentence may lean on, None without one."""
    anchor = None
    for _, end, dated in _scan_dates(context, reference):
        if not context.startswith(no_anchors(), end):
            anchor = Anchor.after(_FAR, dated, anchor)
    return anchor


def _scan_dates(
    text: str, reference: date | None, context: str = ""
) -> list[tuple[int, int, Dated]]:
    """Return the dates of a folded text: ranges first, then single dates, left to right."""
    said = fold_widths(context).text if context and leans_back(text) else ""
    count = YearCount(text, said)
    ranges = find_ranges(text, reference, count)
    anchor = _anchor_of(said, reference) if said else None
    found = list(ranges)
    waiting = iter([*ranges, (len(text) + 1, len(text) + 1, None)])
    start, end, ranged = next(waiting)
    position = 0
    pattern = date_pattern()
    while match := pattern.search(text, position):
        while match.start() >= end:
            anchor = anchor if ranged is None else Anchor.after(end, ranged, anchor)
            start, end, ranged = next(waiting)
        if match.end() == match.start():
            position = match.end() + 1
        elif match.end() > start:
            position = max(end, match.start() + 1)
        else:
            dated = read_parts(match, reference, anchor, count)
            position = match.end()
            if dated is not None:
                found.append((*match.span(), dated))
                anchor = Anchor.after(position, dated, anchor)
    return sorted(found, key=lambda item: item[0])


@remembered(256)  # figures, forecasts and horizons ask about one sentence
def scan_calendar(
    text: str, reference: date | None, context: str = ""
) -> tuple[tuple[int, int, Dated | Clock], ...]:
    """Return the dates and times of day of a folded text with their places in it.

    ``context`` is what was said before, on whose last date 同年 and 翌日 lean.
    """
    dates = _scan_dates(text, reference, context)
    found: list[tuple[int, int, Dated | Clock]] = list(dates)
    place = 0
    for clock in find_times(text):
        while place < len(dates) and dates[place][1] <= clock.start:
            place += 1
        if place == len(dates) or dates[place][0] >= clock.end:
            found.append((clock.start, clock.end, clock))
        elif dates[place][0] >= clock.start and dates[place][1] < clock.end:
            found.remove(dates[place])  # 今夜9時 tells more than 今夜
            found.append((clock.start, clock.end, clock))
    return tuple(sorted(found, key=lambda item: item[0]))


def find_dates(
    text: str, *, reference: date | None = None, context: str = ""
) -> tuple[DateMention, ...]:
    """Return the dates and times of day of ``text``, disjoint and in order.

    ``context`` is what was said before, as in :func:`scan_calendar`.
    """
    folded = fold_widths(text)
    mentions = []
    for start, end, found in scan_calendar(folded.text, reference, context):
        span = folded.span(start, end)
        if isinstance(found, Clock):
            mentions.append(
                DateMention(span, span.of(text), found.iso, found.value, None, None, "time")
            )
        else:
            first, last = found.first, found.last
            mentions.append(DateMention(span, span.of(text), found.iso, found.value, first, last))
    return tuple(mentions)
